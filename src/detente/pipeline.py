"""The sentence of the house: read, code, link, relate, show.

Articles are read and coded chunk by chunk into the store; then what is new in it is linked into copies, stories and
events. Relations are told from the events whenever someone asks.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from detente.articles import Notice, read_articles
from detente.derived import mark_of, read_found, standing_ids, these_articles, write_derived
from detente.engine import code_all
from detente.linking import COPIES, EVENTS, Found, LinkIndex, Memory
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
        """Code what the store does not hold yet, then link it."""
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
    """Link what is new in the store, or gone: copies and stories, then events; what this changes is written."""
    with store.linking():
        store.settle()
        present = standing_ids(store.folder)
        with Memory(store.path) as memory, LinkIndex(store.path) as index:
            memory.update(present, lambda ids: these_articles(store.folder, ids))
            index.update(present, lambda ids: Found(*read_found(store.folder, ids)), memory)
            _write(store, index, COPIES, index.copies)
            _write(store, index, EVENTS, index.events)
    store.reindex()
    store.compact()


def _write(store: Store, index: LinkIndex, kind: str, rows: Callable[[list[str] | None], Iterable[object]]) -> None:
    """Bring one derived table to what the index holds: row by row where it wrote the last rows, else all of it."""
    owed = index.owed(kind) if index.stands(kind, mark_of(store.folder, kind)) else None
    if owed is None or owed:
        write_derived(store.folder, kind, lambda: rows(owed), keys=owed, mark=index.intend(kind))
        index.paid(kind)
