"""An SQLite file that remembers what was worked out about articles: opened, checked, and written heap by heap.

Such a file is derived from the store beside it: one that is broken, or that another version made in another way, is
deleted and built again. Without a path the file is in memory and ends with the process.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from detente.errors import StoreError

WAIT_SECONDS = 600.0  # how long a writer waits for another's transaction
# Derived data need no guard against a loss of power, only against killed processes: WAL without waiting for the disk.
SETTINGS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -{kibibytes};"
CACHE_KIBIBYTES = 200_000
MADE_WITH = "CREATE TABLE IF NOT EXISTS made_with (format TEXT PRIMARY KEY);"
ADOPT = "INSERT INTO made_with SELECT ? WHERE NOT EXISTS (SELECT 1 FROM made_with)"


class IndexFile:
    """The open file; ``db`` runs statements, ``writing`` is one transaction."""

    def __init__(self, path: Path | None, tables: str, made_with: str) -> None:
        self.path = path
        self._tables = tables
        self._made_with = made_with
        with self._errors():
            self.db = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the use of the file."""
        self.db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it stands, or, where anything is raised or the process dies, nothing."""
        with self._errors():
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.db.execute("ROLLBACK")
                raise
            self.db.execute("COMMIT")

    def _open(self) -> sqlite3.Connection:
        if self.path is None:
            return self._connect()
        try:
            return self._connect()
        except sqlite3.OperationalError:
            raise  # locked, no space, no right to write: a new file would not help
        except sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path or ":memory:", timeout=WAIT_SECONDS, isolation_level=None)
        try:
            db.executescript(SETTINGS.format(kibibytes=CACHE_KIBIBYTES))
            db.executescript(f"BEGIN IMMEDIATE; {MADE_WITH} {self._tables} COMMIT")
            db.execute(ADOPT, (self._made_with,))
            (found,) = db.execute("SELECT format FROM made_with").fetchone()
            if found != self._made_with:
                raise sqlite3.DatabaseError(found)
        except sqlite3.Error:
            db.close()
            raise
        return db

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            message = (
                f"{self.path or 'an index in memory'}: the index of articles can not be used ({error}). "
                "Delete this file; it is built again at the next run."
            )
            raise StoreError(message) from error
