"""Articles and reports in, copies, stories and events out: one happening told ten times counts once."""

from collections.abc import Iterable
from contextlib import nullcontext

from detente.lexicon import Lexicon, load_lexicon
from detente.linking.copies import Pair, Repeat, find_copies, find_pairs
from detente.linking.event_tables import COPIES, EVENTS
from detente.linking.events import link_reports
from detente.linking.link_index import Found, LinkIndex
from detente.linking.memory import Memory
from detente.linking.stories import Story, find_stories
from detente.model import Article, Copy, EventReport

__all__ = [
    "COPIES",
    "EVENTS",
    "Found",
    "LinkIndex",
    "Memory",
    "Pair",
    "Repeat",
    "Story",
    "find_copies",
    "find_pairs",
    "find_stories",
    "link_articles",
    "link_reports",
]


def link_articles(
    articles: Iterable[Article],
    *,
    reports: Iterable[EventReport] = (),
    lexicon: Lexicon | None = None,
    memory: Memory | None = None,
) -> list[Copy]:
    """Each article's story, what it copies or derives from and where it comes from, by article id.

    ``memory`` keeps copies and descent from run to run; without one all articles are compared anew. What keeps stories
    and events is the ``LinkIndex``.
    """
    known = {each.id: each for each in articles}
    told: dict[str, list[EventReport]] = {}
    for report in reports:
        told.setdefault(report.article, []).append(report)

    def fetch(ids: list[str]) -> Found:
        return Found([known[each] for each in ids], [report for each in ids for report in told.get(each, ())], [])

    words = lexicon or load_lexicon()
    with nullcontext(memory) if memory else Memory(lexicon=words) as kept, LinkIndex(lexicon=words) as index:
        kept.update(known, lambda ids: (known[each] for each in ids))
        index.update(known, fetch, kept)
        return list(index.copies())
