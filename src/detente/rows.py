"""What a query of a store finds: nouns when it is walked through, a table for a notebook when it is asked for one.

Nothing is read before that, and each reading sees the store as it is at that moment. The queries stand here as whole
constants; what a person typed reaches them as parameters alone. A filter that is None lets everything through.
"""

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Generic, TypeVar

import duckdb
import pyarrow as pa

from detente.changes import CHANGES
from detente.delta import DeltaFolder
from detente.errors import MissingPartError
from detente.event_tables import HAPPENINGS, IMPORTED, VIEW
from detente.tables import ARTICLES, CHILDREN, Table
from detente.tables import EVENTS as LINKED

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Noun_co = TypeVar("Noun_co", covariant=True)

BATCHED = 50_000  # rows of an Arrow batch
FETCHED = 1000  # rows taken from DuckDB at a time while nouns are walked through

# One chunk counts for each article; chunk names begin with the time, so it is the one begun first. What was replaced
# or retracted is complete, but not kept; a replacement counts with the article that is in the other's place.
KEPT = """
CREATE VIEW complete AS SELECT id AS article, min(chunk) AS chunk FROM written_articles GROUP BY id;
CREATE VIEW changes AS FROM written_changes AS written
    WHERE new IS NULL OR EXISTS (FROM complete WHERE complete.article = new AND complete.chunk = written.chunk);
CREATE VIEW kept AS FROM complete ANTI JOIN changes ON changes.old = complete.article;
"""
OLD_KEY = "AS written SEMI JOIN complete ON complete.article = written.id AND complete.chunk = written.chunk"
ARTICLE_KEY = "AS written SEMI JOIN kept ON kept.article = written.id AND kept.chunk = written.chunk"
CHILD_KEY = "SEMI JOIN kept USING (article, chunk)"
NO_KEY = ""
MACROS = """
CREATE MACRO holds(keys, key) AS coalesce(list_contains(string_split(keys, '|'), key), false);
CREATE MACRO sounds(words, part) AS contains(strip_accents(lower(words)), strip_accents(lower(part)));
"""

ALL_ARTICLES = "FROM articles ORDER BY id"
ONE_ARTICLE = "FROM articles WHERE id = $key OR given_id = $key ORDER BY id <> $key, id LIMIT 1"
THESE_ARTICLES = "FROM articles WHERE id IN (SELECT unnest($ids::VARCHAR[])) ORDER BY id"
# A text that was replaced or retracted is still there for those who know its id.
OLD_ARTICLE = f"FROM written_articles {OLD_KEY} WHERE id = $key LIMIT 1"
IDS = "SELECT id FROM articles"
READ_IDS = "SELECT article FROM complete WHERE $ids::VARCHAR[] IS NULL OR article IN (SELECT unnest($ids::VARCHAR[]))"
STANDING = """
SELECT id, given_id, url, publisher FROM articles
WHERE given_id IN (SELECT unnest($given_ids::VARCHAR[])) OR url IN (SELECT unnest($urls::VARCHAR[])) ORDER BY chunk, id
"""
EVERY_STANDING = "SELECT id, given_id, url, publisher, chunk FROM articles ORDER BY chunk, id"
ARTICLES_CALLED = "FROM articles WHERE id = $key OR given_id = $key ORDER BY id <> $key, id"
CHANGES_OF = """
FROM changes WHERE $article::VARCHAR IS NULL OR $article IN (given_id, old, new) ORDER BY time, what, old
"""
GIVEN_IDS = "SELECT id, given_id FROM articles ORDER BY id"
OF_ARTICLES = "FROM {} WHERE article IN (SELECT unnest($ids::VARCHAR[])) ORDER BY article, position"
OF_ARTICLE = "FROM {} WHERE article = $article ORDER BY position"
REPORTS = """
FROM reports WHERE ($ids::VARCHAR[] IS NULL OR id IN (SELECT unnest($ids::VARCHAR[]))) ORDER BY article, position
"""
QUOTATIONS = """
FROM quotations
WHERE ($speaker::VARCHAR IS NULL OR sounds(speaker, $speaker)) AND ($country::VARCHAR IS NULL OR country = $country)
ORDER BY article, position
"""
CLAIMS = "FROM claims ORDER BY article, position"
COPIES = "FROM copies WHERE $article::VARCHAR IS NULL OR article = $article ORDER BY story, article"
ONE_EVENT = "FROM happenings WHERE id = $id"
EVENTS_OF_ARTICLE = "FROM events WHERE holds(articles, $article) ORDER BY first, id"
EVENTS = """
FROM happenings
WHERE ($source::VARCHAR IS NULL OR holds(sources, $source) OR holds(source_names, $source))
AND ($target::VARCHAR IS NULL OR holds(targets, $target) OR holds(target_names, $target)
    OR (mutual AND $target IS DISTINCT FROM $source AND (holds(sources, $target) OR holds(source_names, $target))))
AND ($since::DATE IS NULL OR coalesce(last, first) >= $since::DATE)
AND ($until::DATE IS NULL OR coalesce(first, last) <= $until::DATE)
AND ($type::VARCHAR IS NULL OR type = $type)
ORDER BY first, id
"""
# Imported rows with one country on each side, sorted by pair, are found by stepping over all others; the compound and
# the linked (whose ``compound`` is unknown) are looked through, each by a test that lets the database
# step over rows. Countries alone, for relations know no bodies.
_LOOKED_THROUGH = """
FROM happenings WHERE {} AND contains(sources, $source) AND holds(sources, $source)
AND (holds(targets, $target) OR (mutual AND $target <> $source AND holds(sources, $target)))
"""
BETWEEN = f"""
FROM (
    FROM happenings WHERE sources = $source AND targets = $target AND NOT compound
    UNION ALL
    {_LOOKED_THROUGH.format("compound")}
    UNION ALL
    {_LOOKED_THROUGH.format("compound IS NULL")}
)
ORDER BY first, id
"""
# Counted by what stands on both sides first: millions of events have few different sides.
PAIRS = """
WITH alike AS (SELECT sources AS givers, CASE WHEN mutual THEN sources ELSE targets END AS takers, count(*) AS events
    FROM happenings GROUP BY ALL),
given AS (SELECT givers, takers, unnest(string_split(givers, '|')) AS giver, events FROM alike),
dyads AS (SELECT givers, takers, giver, unnest(string_split(takers, '|')) AS taker, events FROM given),
pairs AS (SELECT DISTINCT givers, takers, least(giver, taker) AS a, greatest(giver, taker) AS b, events
    FROM dyads WHERE giver <> taker AND giver <> '' AND taker <> '')
SELECT a, b, sum(events)::BIGINT AS events FROM pairs GROUP BY a, b ORDER BY events DESC, a, b
"""
COUNTING = "first IS NOT NULL AND status IN ('happened', 'threatened')"
SUMMARIES = """
WITH page AS (FROM articles WHERE ($ids::VARCHAR[] IS NULL OR id IN (SELECT unnest($ids::VARCHAR[])))
    ORDER BY published DESC NULLS LAST, id LIMIT $limit OFFSET $offset),
counted AS (SELECT article, count(*) AS reports FROM reports WHERE article IN (SELECT id FROM page) GROUP BY article)
SELECT page.id, given_id, language, published, title, publisher, url, coalesce(counted.reports, 0)
FROM page LEFT JOIN counted ON counted.article = page.id ORDER BY published DESC NULLS LAST, page.id
"""
LOST_ARTICLES = """
SELECT id, chunk FROM written_articles ANTI JOIN complete ON article = id AND complete.chunk = written_articles.chunk
"""
LOST_ROWS = "SELECT DISTINCT article, chunk FROM written_{} ANTI JOIN complete USING (article, chunk)"
LOST_CHANGES = "SELECT DISTINCT old, chunk FROM written_changes ANTI JOIN changes USING (old, chunk)"


@contextmanager
def visible(folder: DeltaFolder, *read: Table[object]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB with a view a table that shows what counts; ``articles`` is opened first, so that its rows are whole."""
    joined = any(table.name == HAPPENINGS.name for table in read)
    there = (LINKED, IMPORTED) if joined else read
    ordered = (ARTICLES, *(table for table in there if table is not ARTICLES and table is not CHANGES))
    with folder.reader((*ordered, CHANGES)) as connection:
        connection.execute(KEPT)
        connection.execute(MACROS)
        for table in ordered:
            key = ARTICLE_KEY if table is ARTICLES else CHILD_KEY if table in CHILDREN else NO_KEY
            connection.execute(f"CREATE VIEW {table.name} AS FROM written_{table.name} {key}")
        if joined:
            connection.execute(VIEW)
        yield connection


@dataclass(frozen=True, slots=True)
class Rows(Generic[Noun_co]):
    """The rows of one table that a query finds; walk through it for the nouns, or take it as a table."""

    folder: DeltaFolder
    table: Table[Noun_co]
    query: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Noun_co]:
        """The nouns one by one; the store may be written to meanwhile."""
        with visible(self.folder, self.table) as connection:
            yield from self.read(connection)

    def read(self, connection: duckdb.DuckDBPyConnection) -> Iterator[Noun_co]:
        """The nouns, from a connection that shows the table: several queries that share one are answered faster."""
        found = connection.execute(self._select(self.table.made_of), dict(self.values))
        while part := found.fetchmany(FETCHED):
            yield from (self.table.noun(*row) for row in part)

    def count(self) -> int:
        """How many there are, without reading them."""
        with visible(self.folder, self.table) as connection:
            counting = f"SELECT count(*) FROM ({self.query})"  # noqa: S608 (a constant of this file)
            found = connection.execute(counting, dict(self.values)).fetchone()
        return int(found[0]) if found else 0

    def to_arrow(self) -> pa.Table:
        """The columns that a person reads, as an Arrow table."""
        with visible(self.folder, self.table) as connection:
            return connection.sql(self._select(self.table.flat), params=dict(self.values)).to_arrow_table()

    @contextmanager
    def batches(self) -> Iterator[pa.RecordBatchReader]:
        """The same, batch by batch, so that millions of rows need not be held."""
        with visible(self.folder, self.table) as connection:
            yield connection.sql(self._select(self.table.flat), params=dict(self.values)).to_arrow_reader(BATCHED)

    def to_dicts(self) -> list[dict[str, object]]:
        """One dict a row."""
        rows: list[dict[str, object]] = self.to_arrow().to_pylist()
        return rows

    def to_pandas(self) -> "pd.DataFrame":
        """A pandas frame, days as timestamps; raises MissingPartError where pandas is not installed."""
        _notebook_part("pandas")
        frame: pd.DataFrame = self.to_arrow().to_pandas(date_as_object=False)
        return frame

    def to_polars(self) -> "pl.DataFrame":
        """A Polars frame; raises MissingPartError where Polars is not installed."""
        frame: pl.DataFrame = _notebook_part("polars").from_arrow(self.to_arrow())
        return frame

    def _select(self, columns: tuple[str, ...]) -> str:
        return "SELECT " + ", ".join(f'"{name}"' for name in columns) + " " + self.query


def _notebook_part(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = f"{name}: not installed; it makes the tables of a notebook. pip install 'detente[notebook]'"
        raise MissingPartError(message) from error
