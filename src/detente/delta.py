"""A folder of Delta tables: rows are written with ``deltalake`` and read by an in-memory DuckDB over the file list.

Only this file and ``delta_rows.py`` know these two libraries. A commit is one small file put in place at once, so a
process killed at any moment leaves the last commit or the next one, never half of one. Readers open, query and close,
and hold no lock. Tables with features that a plain list of files can not show (deletion vectors, column mapping) are
refused.
"""

import glob
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import Literal

import duckdb
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError

from detente.delta_rows import WRITING, batches_of, marked, merge, patch_of, properties
from detente.errors import StoreError
from detente.tables import Row, Table

FORMAT = 2  # of the tables; raise it when one of them changes
MARKER = "store.json"
WRITERS, REPLACERS, LINKERS = "writers.lock", "replacers.lock", "linkers.lock"
IMPORTERS = "importers.lock"
PROPERTIES = {
    "delta.enableDeletionVectors": "false",
    # Statistics of long texts would swell the log, and readers take them from the Parquet files: only the key columns.
    "delta.dataSkippingNumIndexedCols": "3",
}
PAUSES = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2)  # seconds before each try of a commit that another process got in before
KEPT_HOURS = 7 * 24  # files that no longer belong to a table stay this long, for readers that opened it before
WAIT_SECONDS = 600.0  # how long a writer waits for another's sweep or replacement
# What DuckDB calls the types of the tables' columns.
COLUMN_TYPES = {"string": "VARCHAR", "double": "DOUBLE", "int32": "INTEGER", "bool": "BOOLEAN", "date32[day]": "DATE"}
DUCKDB_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",  # a reader never goes to the network
    "temp_directory": tempfile.gettempdir(),
    # Sorting a million rows of 1 kB takes 1.1 GB and 2.7 s without a limit, 0.5 GB and 3.2 s with 400 MB.
    "memory_limit": "1GB",
}


class DeltaFolder:
    """The tables in one folder. Every method opens what it needs and closes it again."""

    def __init__(self, path: Path, tables: Sequence[Table[object]]) -> None:
        self.path = path
        self.tables = tables

    def exists(self) -> bool:
        """Whether the folder has the marker of a store."""
        return (self.path / MARKER).exists()

    def create(self) -> None:
        """Make the tables that are not there yet, then the marker: a creation that was cut off is finished by the next.

        Raises StoreError where the folder holds other things or can not be written to.
        """
        strangers = sorted(each.name for each in self.path.iterdir()) if self.path.is_dir() else []
        if strangers and not (self.path / self.tables[0].name / "_delta_log").is_dir():
            message = (
                f"{self.path}: not a store, and not empty (it holds {strangers[0]}); a store is made in a new or an "
                "empty folder. Name another folder."
            )
            raise StoreError(message)
        with _store_errors(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            for table in self.tables:
                self._commit(table, self._create)
            draft = self.path / f"{MARKER}.{token_hex(4)}"
            draft.write_text(json.dumps({"format": FORMAT, "detente": version("detente")}) + "\n", encoding="utf-8")
            draft.replace(self.path / MARKER)

    def check(self) -> None:
        """Raise StoreError where the folder is no store, one of a later format, or misses a table."""
        if not self.exists():
            message = f"{self.path}: there is no store here. Make one with: detente run PATH --store {self.path}"
            raise StoreError(message)
        try:
            found = int(json.loads((self.path / MARKER).read_text(encoding="utf-8"))["format"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"{self.path / MARKER}: not the marker of a store ({error!r}). Code into a new store."
            raise StoreError(message) from error
        if found > FORMAT:
            message = f"{self.path}: format {found}; up to {FORMAT} is allowed. pip install --upgrade detente"
            raise StoreError(message)
        for table in self.tables:
            if self._has(table):
                self.open(table)

    def append(self, table: Table[object], rows: pa.RecordBatch | pa.Table) -> None:
        """Add rows in one commit; no commit for no rows. A store of an earlier format gets the tables that it lacks."""
        if rows.num_rows:
            if not self._has(table):
                self.create()
            batches = rows.to_batches() if isinstance(rows, pa.Table) else [rows]
            self._commit(table, lambda _: self._write(table, batches, mode="append"))

    def overwrite(self, table: Table[object], rows: Callable[[], Iterable[Row]], mark: int | None = None) -> None:
        """Put rows in the place of all that the table held, in one commit; readers see the old or the new.

        ``mark`` is what ``mark`` then gives, a new one where it is None.
        ``rows`` is called again for each try, so that millions of them need not be held. One process at a time: Delta
        lets two through that both replace an empty table, and the rows of both would stand.
        """
        with self._one_by_one():
            commit = marked(mark)
            self._commit(
                table, lambda _: self._write(table, batches_of(table, rows()), mode="overwrite", commit=commit)
            )

    def patch(self, table: Table[object], rows: Iterable[Row], keys: Sequence[str], mark: int) -> None:
        """Put rows in the place of those with ``keys`` in the first column, in one commit; a key without a row is gone.

        The files of the table that hold such a row are written anew.
        """
        source = patch_of(table, rows, keys)
        with self._one_by_one():
            self._commit(table, lambda _: merge(self.open(table), table, source, mark))

    def mark(self, table: Table[object]) -> int | None:
        """What tells the last writing of all rows, or of some, from any other; None where no one wrote any yet."""
        return self.open(table).transaction_version(WRITING)

    def remove(self, table: Table[object], keys: pa.Table) -> None:
        """Delete the rows whose values in the columns of ``keys`` stand together in a row of ``keys``."""
        same = " AND ".join(f'kept."{name}" = gone."{name}"' for name in keys.column_names)

        def change(_: Table[object]) -> None:
            merge = self.open(table).merge(keys, same, source_alias="gone", target_alias="kept")
            merge.when_matched_delete().execute()

        self._commit(table, change)

    def compact(self, *, many: int) -> None:
        """Join the small files of each table that has ``many`` or more, and delete what was replaced a week ago."""
        with self._one_by_one():
            for table in filter(self._has, self.tables):
                self._commit(table, partial(self._compact, many))

    def open(self, table: Table[object]) -> DeltaTable:
        """The table as it stands now; raises StoreError where it is missing, broken or of a kind we can not read."""
        place = self.path / table.name
        with _store_errors(place):
            opened = DeltaTable(place)
            features = opened.protocol().reader_features
        if features:
            message = (
                f"{place}: the table uses {', '.join(sorted(features))}; only plain tables without deletion vectors "
                "or column mapping can be read. Write it anew without them, or code into a new store."
            )
            raise StoreError(message)
        return opened

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Held by each process while it writes a chunk; any number may hold it at once.

        The lock is SQLite's own, on an empty database: it works on every system, and ends with its process.
        """
        with self._lock(WRITERS, WAIT_SECONDS) as held:
            held.execute("BEGIN")
            held.execute("SELECT count(*) FROM sqlite_master").fetchone()
            yield

    @contextmanager
    def linking(self) -> Iterator[None]:
        """Held by one process at a time, from reading what it links to the last table that it derives from that."""
        with self._lock(LINKERS, WAIT_SECONDS) as held:
            held.execute("BEGIN EXCLUSIVE")
            yield

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """True, and no process can be writing until it ends; or False at once, where one is."""
        with self._lock(WRITERS, 0) as held:
            try:
                held.execute("BEGIN EXCLUSIVE")
                undisturbed = True
            except sqlite3.OperationalError:
                undisturbed = False
            yield undisturbed

    @contextmanager
    def reader(self, tables: Iterable[Table[object]]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A DuckDB with one view a table, named ``written_<table>``; the tables are opened in the order given."""
        with closing(duckdb.connect(":memory:", config=DUCKDB_SETTINGS)) as connection, _store_errors(self.path):
            for table in tables:
                # The library hands its paths out percent-encoded; the file's name is all that we need of them.
                uris = self.open(table).file_uris() if self._has(table) else []
                names = [PurePosixPath(uri).name for uri in uris]
                files = [glob.escape(str(self.path / table.name / name)) for name in names]
                rows = connection.read_parquet(files) if files else connection.sql(_empty(table))
                rows.create_view(f"written_{table.name}")
                if set(table.schema.names) - set(rows.columns):
                    _widen(connection, table)
            yield connection

    @contextmanager
    def importing(self) -> Iterator[None]:
        """Held by the one process that imports events; others wait."""
        with self._lock(IMPORTERS, WAIT_SECONDS) as held:
            held.execute("BEGIN EXCLUSIVE")
            yield

    @contextmanager
    def _one_by_one(self) -> Iterator[None]:
        with self._lock(REPLACERS, WAIT_SECONDS) as held:
            held.execute("BEGIN EXCLUSIVE")
            yield

    @contextmanager
    def _lock(self, name: str, wait_seconds: float) -> Iterator[sqlite3.Connection]:
        lock = self.path / name
        with _store_errors(lock), closing(sqlite3.connect(lock, wait_seconds, isolation_level=None)) as held:
            yield held

    def _has(self, table: Table[object]) -> bool:
        """False for a table that came with a later format than the store's; the others must be there."""
        return table.since == 1 or (self.path / table.name / "_delta_log").is_dir()

    def _write(
        self,
        table: Table[object],
        batches: Iterable[pa.RecordBatch],
        mode: Literal["append", "overwrite"],
        commit: CommitProperties | None = None,
    ) -> None:
        reader = pa.RecordBatchReader.from_batches(table.schema, batches)
        schema_mode: Literal["overwrite"] | None = "overwrite" if mode == "overwrite" else None
        write_deltalake(
            self.open(table),
            reader,
            mode=mode,
            schema_mode=schema_mode,
            writer_properties=properties(table),
            commit_properties=commit,
        )

    def _create(self, table: Table[object]) -> None:
        DeltaTable.create(self.path / table.name, table.schema, mode="ignore", configuration=PROPERTIES)

    def _compact(self, many: int, table: Table[object]) -> None:
        opened = self.open(table)
        if len(opened.file_uris()) >= many:
            opened.optimize.compact(writer_properties=properties(table))
        opened.vacuum(KEPT_HOURS, dry_run=False)

    def _commit(self, table: Table[object], change: Callable[[Table[object]], None]) -> None:
        with _store_errors(self.path / table.name):
            for pause in PAUSES:
                time.sleep(pause)
                try:
                    return change(table)
                except CommitFailedError as error:
                    latest = error
            raise latest


def _widen(connection: duckdb.DuckDBPyConnection, table: Table[object]) -> None:
    """Let a table that was written by an earlier version show the columns that it lacks, all of them empty."""
    connection.sql(_empty(table)).create_view("columns")
    name = f"written_{table.name}"
    wider = connection.sql(f"FROM {name} UNION ALL BY NAME FROM columns").to_arrow_table()
    connection.from_arrow(wider).create_view(name, replace=True)


def _empty(table: Table[object]) -> str:
    """A query that finds no row, with the table's columns. Handing over an empty Arrow table would load pandas."""
    columns = ", ".join(f'NULL::{COLUMN_TYPES[str(each.type)]} AS "{each.name}"' for each in table.schema)
    return f"SELECT {columns} LIMIT 0"


@contextmanager
def _store_errors(where: Path) -> Iterator[None]:
    """What the libraries raise, as one line that says where."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = (
            f"{where}: another run has been at work there for {WAIT_SECONDS / 60:.0f} minutes ({error}); one at a time "
            "is allowed. Wait until it ends, then run the same command again: what is done is kept."
        )
        raise StoreError(message) from error
    except (DeltaError, duckdb.Error, sqlite3.Error, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        message = f"{where}: the store can not be read or written there ({reason}). Check the folder and the disk."
        raise StoreError(message) from error
