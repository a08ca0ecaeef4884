"""Articles and reports in, copies, stories and events out: one happening told ten times counts once."""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace

from detente.lexicon import Lexicon, load_lexicon
from detente.linking.copies import Pair, Repeat, find_copies, find_pairs
from detente.linking.events import link_reports
from detente.linking.memory import Memory
from detente.linking.stories import Story, find_stories
from detente.model import Article, Copy, EventReport, content_id

__all__ = ["Memory", "Pair", "Repeat", "find_copies", "find_pairs", "find_stories", "link_articles", "link_reports"]


def link_articles(
    articles: Iterable[Article],
    *,
    reports: Iterable[EventReport] = (),
    lexicon: Lexicon | None = None,
    memory: Memory | None = None,
) -> list[Copy]:
    """Each article's story, what it copies or derives from and where it comes from, by article id.

    ``memory`` keeps what was worked out before from run to run; without one all articles are compared anew.
    """
    known = {each.id: each for each in articles}
    words = lexicon or load_lexicon()
    with nullcontext(memory) if memory else Memory(lexicon=words) as kept:
        kept.update(known, lambda ids: (known[each] for each in ids))
        repeats = {each.article: each for each in kept.repeats()}
        derived = kept.derivations(repeats)
        origins = kept.origins(repeats, {each.id: each.publisher for each in known.values()})
    stories = find_stories(known.values(), repeats.values(), words, reports)
    return sorted(
        (
            replace(
                _copy(article, story, repeats.get(article)),
                origin=origins.get(article),
                derived=derived.get(article, ()),
            )
            for story in stories
            for article in story.articles
        ),
        key=lambda each: each.article,
    )


def _copy(article: str, story: Story, repeat: Repeat | None) -> Copy:
    return Copy(
        article=article,
        story=content_id("story", *story.articles),
        copy_of=repeat.copy_of if repeat else None,
        similarity=repeat.similarity if repeat else None,
        why=story.why.get(article),
    )
