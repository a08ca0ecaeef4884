"""The sentence of the house: read, code, link, relate, show.

Articles are read and coded chunk by chunk into the store; then all that the store holds is linked into copies, stories
and events. Relations are told from the events whenever someone asks.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from detente.articles import Notice, read_articles
from detente.engine import code_all
from detente.linking import Memory, link_articles, link_reports
from detente.model import Article, Coding
from detente.store import Store

# Articles a chunk: what a killed run has to do again. One worker codes as many in about half a minute.
CHUNK = 500


@dataclass(slots=True)
class Run:
    """Read, code, store and link the articles at some paths; safe to repeat and to interrupt."""

    store: Store
    notify: Callable[[Notice | Coding], None]
    coded: set[str] = field(default_factory=set)
    known: int = 0
    replaced: int = 0

    def run(self, paths: Sequence[str], *, published: date | None, workers: int) -> None:
        """Code what the store does not hold yet, then link all that it holds."""
        codings = code_all(self._fresh(paths, published), workers=workers)
        while chunk := list(islice(codings, CHUNK)):
            self.replaced += len(self.store.add(chunk))
            for coding in chunk:
                self.notify(coding)
        link(self.store)

    def _fresh(self, paths: Sequence[str], published: date | None) -> Iterator[Article]:
        stored = self.store.known_articles()
        for article in read_articles(paths, published=published, notify=self.notify):
            if article.id in stored or article.id in self.coded:
                self.known += 1
            else:
                self.coded.add(article.id)
                yield article


def link(store: Store) -> None:
    """Link all that the store holds: copies and stories, then events; what was derived before is replaced."""
    with store.linking():
        store.settle()
        articles = {article.id: article for article in store.all_articles()}
        with Memory(store.path) as memory:
            copies = link_articles(articles.values(), reports=store.reports(), memory=memory)
        events = link_reports(store.reports(), articles, copies, store.claims())
        store.replace_copies(copies)
        store.replace_events(events)
    store.reindex()
    store.compact()
