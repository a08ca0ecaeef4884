"""Events coded by others into a store: read, told apart from those that are there, and added in a few large commits.

Safe to repeat and to interrupt: a row's id depends on what it says alone, rows whose id the store has are passed over,
and each commit is whole. One import at a time writes to a store; articles may be run into it meanwhile.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from detente.delta import DeltaFolder
from detente.event_tables import IMPORTED
from detente.exchange import Codes, Source, join_meetings, list_files, load_codes
from detente.lexicon import load_lexicon

# Rows a commit: what an import that is cut off has to do again, about three seconds of work. Set, not swept.
COMMITTED_ROWS = 250_000
_TEXTS = ("code", "type", "mode", *(f"{s}_{p}" for s in ("source", "target") for p in ("names", "state", "roles")))
_SAYS = ", ".join(["dataset", "given_id", "first", *(f"coalesce({name}, '')" for name in _TEXTS)])
KNOWN = """
CREATE TABLE known AS
SELECT ('0x' || unnest([id, echo]))::UBIGINT AS key, true AS earlier FROM written_imported
"""
IDENTIFIED = f"""
CREATE OR REPLACE TEMP TABLE identified AS
SELECT n, id, ('0x' || id)::UBIGINT AS key
FROM (SELECT n, substr(sha256(concat_ws(chr(31), {_SAYS})), 1, 16) AS id FROM batch)
"""  # noqa: S608 - constants of this file
FRESH = """
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT min(n) AS n, any_value(id) AS id, key FROM identified ANTI JOIN known USING (key) GROUP BY key
"""
BEFORE = "SELECT count(*) FROM identified SEMI JOIN (FROM known WHERE earlier) USING (key)"
UNMAPPED = """
WITH sides AS (SELECT n, sources AS country, source_state AS state FROM batch
    UNION ALL SELECT n, targets, target_state FROM batch)
SELECT state, count(*) FROM sides SEMI JOIN fresh USING (n) WHERE state IS NOT NULL AND country IS NULL GROUP BY state
"""
NOTED = "INSERT INTO known SELECT key, false FROM fresh"


@dataclass(slots=True)
class Imports:
    """What an import did. ``before`` rows were in the store, ``repeated`` ones came twice in these files.

    ``joined`` counts the rows that are a meeting's other side; rows, less all of these and the faults, are ``added``.
    ``unmapped`` counts the sides whose country, as the file has it, is none of ours.
    """

    rows: int = 0
    added: int = 0
    joined: int = 0
    before: int = 0
    repeated: int = 0
    unmapped: Counter[str] = field(default_factory=Counter)
    sources: list[Source] = field(default_factory=list)

    @property
    def unread(self) -> int:
        """Rows that could not be read."""
        return sum(source.faults.counts.total() for source in self.sources)


def import_events(
    folder: DeltaFolder,
    paths: Sequence[str],
    dataset: str,
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> Imports:
    """Add the events of files of one format to a store; ``advance`` hears how many bytes were read.

    Raises ``InputError`` for a file that cannot be read or is of another format; what was committed before stays.
    """
    codes = load_codes(load_lexicon())
    codes.layouts.of(dataset)
    done = Imports(sources=[Source(path, dataset, codes) for path in list_files(paths)])
    with folder.importing(), _intake(folder) as connection:
        for batch in _batches(done, advance):
            _add(folder, connection, batch, codes, done)
    done.rows = sum(source.rows for source in done.sources)
    return done


def _batches(done: Imports, advance: Callable[[int], None]) -> Iterator[pa.Table]:
    """Tables of about a commit's rows, whatever the size of the files."""
    pending: list[pa.Table] = []
    for source in done.sources:
        for table in source.tables(advance=advance):
            pending.append(table)
            if sum(each.num_rows for each in pending) >= COMMITTED_ROWS:
                yield pa.concat_tables(pending)
                pending = []
    if pending:
        yield pa.concat_tables(pending)


def _add(
    folder: DeltaFolder, connection: duckdb.DuckDBPyConnection, batch: pa.Table, codes: Codes, done: Imports
) -> None:
    batch = batch.append_column("n", pa.array(range(batch.num_rows), pa.int32()))
    connection.register("batch", batch)
    connection.execute(IDENTIFIED)
    connection.execute(FRESH)
    before, fresh = _number(connection, BEFORE), _number(connection, "SELECT count(*) FROM fresh")
    connection.execute(NOTED)
    if fresh:
        rows = join_meetings(connection, batch, codes)
        folder.append(IMPORTED, rows)
        for name, count in connection.execute(UNMAPPED).fetchall():
            done.unmapped[name] += count
        done.added += rows.num_rows
        done.joined += fresh - rows.num_rows
    connection.unregister("batch")
    done.before += before
    done.repeated += batch.num_rows - fresh - before


def _number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])


@contextmanager
def _intake(folder: DeltaFolder) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB that knows the ids in the store."""
    with folder.reader([IMPORTED]) as connection:
        connection.execute(KNOWN)
        yield connection
