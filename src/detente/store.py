"""A store: codings in, articles, reports, events and all the rest out again, in one folder for readers and writers.

A chunk of articles is written child tables first and ``articles`` last: a row counts only when ``articles`` has a row
with the same article and chunk, so a run that dies half-way has written nothing. The next writer deletes what it left.
An article that was read again with other words stands in the place of the first (``changes.py``).
Where two runs wrote the same article at once, the chunk that was begun first counts. Derived tables (copies, events)
are replaced as a whole. The locks between writers work on one machine; over a network drive, write from one machine.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Self, TypeVar

import duckdb

from detente import corrections, derived, rows, tables
from detente.changes import CHANGES, Change
from detente.chunks import chunk_batches
from detente.copy_rows import copy_row
from detente.delta import DeltaFolder
from detente.errors import NotFoundError, StoreError
from detente.event_tables import DYADIC, HAPPENINGS, IMPORTED
from detente.model import Article, Claim, Coding, Copy, Event, EventReport, Quotation
from detente.rows import Rows, visible
from detente.search import Hit, SearchIndex
from detente.summaries import SUMMARY_FIELDS, ArticleSummary, Pair
from detente.tables import ARTICLES, CHILDREN, CLAIMS, COPIES, EVENTS, MENTIONS, QUOTATIONS, REPORTS, Table
from detente.tables import TABLES as FIRST_TABLES

__all__ = ["MANY_FILES", "ArticleSummary", "Pair", "Store", "open_store", "open_tables"]

INDEX = "search.sqlite"
TABLES: tuple[Table[object], ...] = (*FIRST_TABLES, CHANGES)
UNREADABLE_IN_PATHS = frozenset("[]^|\\%")  # the Delta library stumbles over these in the path of a table
# Measured on 500,000 short reports: a query over 20 files a table takes 1.3 to 3 times as long as over one, over 200
# files 3 to 5 times; joining 20 files takes 0.2 s, 200 files 0.7 s. So not at every small run, but soon.
MANY_FILES = 10

# What each table holds that does not count.
LOST: tuple[tuple[Table[object], str], ...] = (
    (ARTICLES, rows.LOST_ARTICLES),
    (CHANGES, rows.LOST_CHANGES),
    *((table, rows.LOST_ROWS.format(table.name)) for table in CHILDREN),
)

Noun = TypeVar("Noun")


def open_tables(path: str | Path, *, create: bool = False) -> DeltaFolder:
    """The tables in a folder; ``create`` makes them where there are none. Raises StoreError where it can not be."""
    folder = Path(path).expanduser().resolve()
    odd = sorted(UNREADABLE_IN_PATHS & set(str(folder)))
    if odd:
        message = (
            f"{folder}: a store's path can not hold {' '.join(odd)}; letters, digits and spaces are fine. Move it."
        )
        raise StoreError(message)
    tables_there = DeltaFolder(folder, (*TABLES, IMPORTED))
    if create and not tables_there.exists():
        tables_there.create()
    tables_there.check()
    return tables_there


def open_store(path: str | Path, *, create: bool = False) -> "Store":
    """The store in a folder; with ``create`` it is made where there is none. Raises StoreError where it can not be."""
    return Store(open_tables(path, create=create))


class Store:
    """A store that is open; made by ``open_store``. It holds no file open between two calls."""

    def __init__(self, folder: DeltaFolder) -> None:
        self.path = folder.path
        self.folder = self._folder = folder
        self._index = SearchIndex(folder.path / INDEX)
        self._swept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open, so nothing is to be closed; ``with`` shows where the work with the store ends."""

    def known_articles(self) -> set[str]:
        """The ids of all articles that were ever read, those that were replaced or retracted among them."""
        return self._read(None)

    def add(self, codings: Sequence[Coding]) -> list[Change]:
        """Write one chunk of codings, and tell which articles were replaced; those read before are passed over."""
        self._swept = self._swept or self.sweep()
        with self._folder.writing():
            read = self._read([coding.article.id for coding in codings])
            new: dict[str, Coding] = {}
            for coding in codings:
                if coding.article.id not in read:
                    new.setdefault(coding.article.id, coding)
            changes = corrections.replaced_by(self._folder, [coding.article for coding in new.values()])
            for table, batch in chunk_batches(list(new.values()), changes):
                self._folder.append(table, batch)
        gone = {change.old for change in changes}
        self._index.add(coding.article for coding in new.values() if coding.article.id not in gone)
        self._index.remove(gone)
        return changes

    def retract(self, key: str, reason: str | None = None) -> Change:
        """Take an article out, by its id or given id; raises NotFoundError where there is none, or more than one.

        Done again, it tells what was done before. Events change with the next linking.
        """
        with self._folder.writing():
            change = corrections.retract(self._folder, key, reason)
        self._index.remove([change.old])
        return change

    def settle(self) -> None:
        """Let the later of two readings stand that two runs wrote at once, neither knowing of the other."""
        corrections.settle(self._folder)

    def changes(self, article: str | None = None) -> Rows[Change]:
        """What was replaced and retracted, the earliest first; of one article, by any of its ids."""
        return corrections.changes_of(self._folder, article)

    def linking(self) -> AbstractContextManager[None]:
        """Held while copies and events are derived and written, so that two runs do it one after the other."""
        return self._folder.linking()

    def sweep(self) -> bool:
        """Delete what does not count: left by a run that died, or written twice. False where another is writing now."""
        with self._folder.alone() as undisturbed:
            if undisturbed:
                for table, query in LOST:
                    with visible(self._folder, table) as connection:
                        lost = connection.sql(query).to_arrow_table()
                    if lost.num_rows:
                        self._folder.remove(table, lost)
        return undisturbed

    def replace_copies(self, copies: Sequence[Copy]) -> None:
        """Put these copies in the place of all that the store held."""
        self._folder.overwrite(COPIES, lambda: map(copy_row, copies))

    def replace_events(self, events: Sequence[Event]) -> None:
        """Put these events in the place of all that the store held."""
        self._folder.overwrite(EVENTS, lambda: map(tables.event_row, events))

    def compact(self) -> None:
        """Join small files, and delete those that no reader of the last seven days can still need."""
        self._folder.compact(many=MANY_FILES)

    def reindex(self) -> None:
        """Bring the full-text index to what the store holds; a search does this itself where it is behind."""
        present = derived.standing_ids(self._folder)
        indexed = self._index.known()
        self._index.remove(indexed - present)
        if missing := sorted(present - indexed):
            self._index.add(derived.these_articles(self._folder, missing))

    def article(self, key: str) -> Article:
        """The article with this id, or with this given id; raises NotFoundError where there is none.

        By its own id, an article that was replaced or retracted is still found.
        """
        with visible(self._folder) as connection:
            old = next(Rows(self._folder, ARTICLES, rows.OLD_ARTICLE, {"key": key}).read(connection), None)
            return old or self._article(key, connection)

    def coding(self, key: str) -> Coding:
        """All that was found in one article, by its id or given id; raises NotFoundError where there is none."""
        with visible(self._folder, *CHILDREN) as connection:
            article = self._article(key, connection)
            (mentions,) = self._of_article(MENTIONS, article).read(connection)
            return Coding(
                article=article,
                actors=mentions.actors,
                dates=mentions.dates,
                places=mentions.places,
                reports=tuple(self._of_article(REPORTS, article).read(connection)),
                quotations=tuple(self._of_article(QUOTATIONS, article).read(connection)),
                claims=tuple(self._of_article(CLAIMS, article).read(connection)),
                left_out=mentions.left_out,
            )

    def articles(
        self, query: str | None = None, *, ids: Sequence[str] | None = None, limit: int = 50, offset: int = 0
    ) -> list[ArticleSummary]:
        """Articles without their texts: those that hold the words of ``query``, best first; else the newest first."""
        if query is None or not query.strip():
            return self._summaries(ids, limit, offset)
        hits = {hit.article: hit for hit in self._search(query, limit, offset)}
        found = {summary.id: summary for summary in self._summaries(list(hits), limit, 0)}
        return [replace(found[article], hit=hit) for article, hit in hits.items() if article in found]

    def all_articles(self) -> Rows[Article]:
        """Every article, with its text, in the order of their ids."""
        return Rows(self._folder, ARTICLES, rows.ALL_ARTICLES)

    def given_ids(self) -> dict[str, str | None]:
        """The id that the input gave, for each article's own."""
        with visible(self._folder) as connection:
            return dict(connection.execute(rows.GIVEN_IDS).fetchall())

    def reports(self, ids: Iterable[str] | None = None) -> Rows[EventReport]:
        """All reports, or those with these ids; ids that are not known are passed over."""
        return Rows(self._folder, REPORTS, rows.REPORTS, {"ids": None if ids is None else list(ids)})

    def quotations(self, speaker: str | None = None, country: str | None = None) -> Rows[Quotation]:
        """Quotations whose speaker's name holds these letters, or who speaks for this country."""
        return Rows(self._folder, QUOTATIONS, rows.QUOTATIONS, {"speaker": speaker, "country": country})

    def claims(self) -> Rows[Claim]:
        """All claims."""
        return Rows(self._folder, CLAIMS, rows.CLAIMS)

    def copies(self, article: str | None = None) -> Rows[Copy]:
        """Each article's story, and what it copies or derives from; of all articles, or of one by its own id."""
        return Rows(self._folder, COPIES, rows.COPIES, {"article": article})

    def events(
        self,
        *,
        source: str | None = None,
        target: str | None = None,
        since: date | None = None,
        until: date | None = None,
        type: str | None = None,  # noqa: A002 (the field's word)
    ) -> Rows[Event]:
        """Events in the order of their days; a party is a country's code or a body's name, one among several or alone.

        Where an event has no targets, as meetings have it, any two of its sources are source and target.
        """
        values = {"source": source, "target": target, "since": since, "until": until, "type": type}
        return Rows(self._folder, HAPPENINGS, rows.EVENTS, values)

    def between(self, source: str, target: str) -> Rows[Event]:
        """What one country did to another, in the order of days, without origins: fast among millions of events."""
        return Rows(self._folder, DYADIC, rows.BETWEEN, {"source": source, "target": target})

    def event(self, identity: str) -> Event:
        """The event with this id; raises NotFoundError where there is none."""
        found = next(iter(Rows(self._folder, HAPPENINGS, rows.ONE_EVENT, {"id": identity})), None)
        if found is None:
            message = (
                f"{self.path}: no event {identity!r}; the ids of events of the last run are allowed. "
                f"List them with: detente events --store {self.path}"
            )
            raise NotFoundError(message)
        return found

    def events_of(self, article: str) -> Rows[Event]:
        """The events that an article tells of, by the article's own id."""
        return Rows(self._folder, EVENTS, rows.EVENTS_OF_ARTICLE, {"article": article})

    def pairs(self) -> list[Pair]:
        """The pairs of countries that have events with one another, most events first."""
        with visible(self._folder, HAPPENINGS) as connection:
            return [Pair(*row) for row in connection.execute(rows.PAIRS).fetchall()]

    def counts(self) -> dict[str, int]:
        """How many rows each table shows."""
        with visible(self._folder, *self._folder.tables) as connection:
            return {table.name: connection.view(table.name).shape[0] for table in self._folder.tables}

    def rows(self, name: str) -> Rows[object]:
        """A whole table by its name, for notebooks; raises NotFoundError where there is none of that name."""
        for table in self._folder.tables:
            if table.name == name:
                return Rows(self._folder, table, f"FROM {name}")
        names = ", ".join(table.name for table in self._folder.tables)
        message = f"{self.path}: no table {name!r}; there are {names}. Name one."
        raise NotFoundError(message)

    def _read(self, among: list[str] | None) -> set[str]:
        with visible(self._folder) as connection:
            return {article for (article,) in connection.execute(rows.READ_IDS, {"ids": among}).fetchall()}

    def _article(self, key: str, connection: duckdb.DuckDBPyConnection) -> Article:
        found = next(Rows(self._folder, ARTICLES, rows.ONE_ARTICLE, {"key": key}).read(connection), None)
        if found is None:
            raise corrections.not_found(self._folder, key)
        return found

    def _of_article(self, table: Table[Noun], article: Article) -> Rows[Noun]:
        return Rows(self._folder, table, rows.OF_ARTICLE.format(table.name), {"article": article.id})

    def _summaries(self, ids: Sequence[str] | None, limit: int, offset: int) -> list[ArticleSummary]:
        values = {"ids": None if ids is None else list(ids), "limit": limit, "offset": offset}
        with visible(self._folder, REPORTS) as connection:
            found = connection.execute(rows.SUMMARIES, values).fetchall()
        return [ArticleSummary(**dict(zip(SUMMARY_FIELDS, row, strict=True))) for row in found]

    def _search(self, query: str, limit: int, offset: int) -> list[Hit]:
        if self._index.count() != self.rows(ARTICLES.name).count():
            self.reindex()
        return self._index.search(query, limit, offset)
