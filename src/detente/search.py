"""The full-text index of a store: articles in, articles that hold given words out, best first, with a snippet.

A SQLite FTS5 file, derived from the store: it can be deleted at any time and is built again. Words are folded (case,
accents, English endings: "sanction" finds "sanctions"); words in double quotes must follow one another; every word must
be there. Languages written without spaces are searched by whole runs of letters only.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from detente.errors import StoreError
from detente.model import Article

FORMAT = 1  # raise it when the tables below change: an index of another format is deleted and built again
WAIT_SECONDS = 60.0  # how long a writer waits for another's transaction
BATCH = 500  # articles a transaction, so that two processes take turns
LONGEST_QUERY = 64  # words of a query that count; more than a person types, fewer than FTS5 can hold
SNIPPET_WORDS = 24  # two lines of a page
OPEN, CLOSE = "\x02", "\x03"  # stand around found words inside a snippet until their offsets are taken

TABLES = """
CREATE TABLE IF NOT EXISTS indexed (number INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5
    (title, text, tokenize = "porter unicode61 remove_diacritics 2");
"""
SEARCH = """
SELECT article, snippet(words, -1, ?, ?, '…', ?) FROM words JOIN indexed ON number = words.rowid
WHERE words MATCH ? ORDER BY rank, article LIMIT ? OFFSET ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that holds the words, a piece of it, and where the found words stand in that piece."""

    article: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


class SearchIndex:
    """The index in one file; made when it is first used, and made anew when it is broken. Holds nothing open."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, articles: Iterable[Article]) -> None:
        """Index articles; those that are in it already are left as they are."""
        stream = iter(articles)
        while part := list(islice(stream, BATCH)):
            with self._opened() as connection, self._transaction(connection):
                for article in part:
                    _add(connection, article)

    def remove(self, articles: Iterable[str]) -> None:
        """Take articles out; ids that are not in it are passed over."""
        with self._opened() as connection, self._transaction(connection):
            for article in articles:
                found = connection.execute("SELECT number FROM indexed WHERE article = ?", (article,)).fetchone()
                if found:
                    connection.execute("DELETE FROM words WHERE rowid = ?", found)
                    connection.execute("DELETE FROM indexed WHERE number = ?", found)

    def known(self) -> set[str]:
        """The ids of the articles in the index."""
        with self._opened() as connection:
            return {article for (article,) in connection.execute("SELECT article FROM indexed")}

    def count(self) -> int:
        """How many articles are in the index."""
        with self._opened() as connection:
            return int(connection.execute("SELECT count(*) FROM indexed").fetchone()[0])

    def search(self, text: str, limit: int = 20, offset: int = 0) -> list[Hit]:
        """The articles that hold all words of ``text``, best first; none where no article does, or no word is given."""
        query = _query(text)
        if not query:
            return []
        with self._opened() as connection:
            rows = connection.execute(SEARCH, (OPEN, CLOSE, SNIPPET_WORDS, query, limit, offset)).fetchall()
        return [_hit(article, snippet) for article, snippet in rows]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(self._connect()) as connection:
                yield connection
        except sqlite3.Error as error:
            message = (
                f"{self.path}: the full-text index can not be used ({error}). "
                "Delete this file; it is built again at the next search."
            )
            raise StoreError(message) from error

    def _connect(self) -> sqlite3.Connection:
        try:
            return _open(self.path)
        except sqlite3.OperationalError:
            raise  # locked, no space, no right to write: a new file would not help
        except sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
            return _open(self.path)

    @staticmethod
    @contextmanager
    def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found not in (0, FORMAT):
            raise sqlite3.DatabaseError(found)
        if found == 0:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(f"BEGIN IMMEDIATE; {TABLES} PRAGMA user_version = {FORMAT}; COMMIT")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _add(connection: sqlite3.Connection, article: Article) -> None:
    added = connection.execute("INSERT OR IGNORE INTO indexed (article) VALUES (?)", (article.id,))
    if added.rowcount:
        row = (added.lastrowid, article.title, article.text)
        connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", row)


def _query(text: str) -> str:
    """What a person typed, as an FTS5 query in which each word or quoted phrase is a string and nothing is syntax."""
    readable = text.encode("utf-8", "replace").decode().replace("\x00", " ")
    found = [phrase or word for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', readable)]
    words = [word for word in found if re.search(r"\w", word)]
    return " ".join(f'"{word}"' for word in words[:LONGEST_QUERY])


def _hit(article: str, marked: str) -> Hit:
    """Offsets in place of the marks; a stray mark in the article's own text is dropped."""
    snippet, marks, start = "", [], None
    for piece in re.split(f"([{OPEN}{CLOSE}])", marked):
        if piece == OPEN:
            start = len(snippet)
        elif piece == CLOSE and start is not None:
            marks.append((start, len(snippet)))
            start = None
        elif piece not in (OPEN, CLOSE):
            snippet += piece
    return Hit(article=article, snippet=snippet, marks=tuple(marks))
