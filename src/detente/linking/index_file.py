"""An SQLite file that remembers what was worked out about articles: opened, checked, and written heap by heap.

Such a file is derived from the store beside it: one that is broken, or that another version made in another way, is
deleted and built again. Without a path the file is in memory and ends with the process.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Self

from detente.errors import StoreError
from detente.linking.postings import Postings
from detente.model import Article

HEAP = 5000  # articles a transaction: few enough to lose, so many that a page is not written over and over
WAIT_SECONDS = 600.0  # how long a writer waits for another's transaction
# Derived data need no guard against a loss of power, only against killed processes: WAL without waiting for the disk.
SETTINGS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -{kibibytes};"
CACHE_KIBIBYTES = 200_000
MADE_WITH = "CREATE TABLE IF NOT EXISTS made_with (format TEXT PRIMARY KEY);"
ADOPT = "INSERT INTO made_with SELECT ? WHERE NOT EXISTS (SELECT 1 FROM made_with)"


class MemoryFile:
    """The open file, whose table ``articles`` has each article under a ``number``; ``db`` runs statements."""

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

    def known(self) -> set[str]:
        """The ids of the articles in the index."""
        return {article for (article,) in self.db.execute("SELECT id FROM articles")}

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
        # The writer of the store's tables draws rows in a thread of its own, while this one waits for it.
        db = sqlite3.connect(
            self.path or ":memory:", timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
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


class IndexFile(MemoryFile, ABC):
    """A file that takes articles in one by one, and merges their keys from time to time."""

    def __init__(self, path: Path | None, tables: str, made_with: str, postings: Sequence[Postings]) -> None:
        super().__init__(path, tables, made_with)
        self._postings = postings

    def add(self, articles: Iterable[Article]) -> None:
        """Take articles in; those that are in it already are passed over."""
        stream = iter(articles)
        while heap := list(islice(stream, HEAP)):
            self._forget()  # another process may have written since
            with self.writing():
                for article in heap:
                    self._add(article)
                self.merge()

    def remove(self, articles: Iterable[str]) -> None:
        """Take articles out, as if they had never been in; ids that are not known are passed over."""
        self._forget()
        with self.writing():
            for article in articles:
                found = self.db.execute("SELECT number FROM articles WHERE id = ?", (article,)).fetchone()
                if found:
                    self._remove(int(found[0]))

    def merge(self, *, now: bool = False) -> None:
        """Move new keys to the old ones where there are many, or ``now``."""
        (articles,) = self.db.execute("SELECT coalesce(max(number), 0) FROM articles").fetchone()
        for each in self._postings:
            each.merge(self.db, articles, now=now)

    @abstractmethod
    def _add(self, article: Article) -> None:
        """Take one article in, unless it is in already."""

    @abstractmethod
    def _remove(self, number: int) -> None:
        """Take out one article that is in."""

    @abstractmethod
    def _forget(self) -> None:
        """Drop what is held in memory of the file."""
