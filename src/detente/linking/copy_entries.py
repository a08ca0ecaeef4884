"""What the index of copies holds: its tables and queries, and one article as it is read from them."""

from dataclasses import dataclass
from importlib.metadata import version
from math import ceil, sqrt
from typing import NamedTuple, Self

import numpy as np

from detente.linking.postings import Postings, tables_of
from detente.linking.shingles import (
    PERMUTATIONS,
    SHINGLE_WORDS,
    WINDOW,
    Places,
    Shingles,
    marks_of,
    shared_count,
    shingles_of,
    sketch_of,
    text_digest,
    words_of,
)
from detente.model import Article

# Least containment of a copy. Swept .3 to .55 on the happenings pack (5 words, furniture dropped): precision .68 at .3,
# .87 at .45, 1.0 from .5; recall 1.0 up to .5 and .92 at .55. The pack's own line is .5, which favours it.
MIN_CONTAINMENT = 0.5

# Shingles of its own that the shorter text must have. Swept 6, 12, 20 on the happenings pack: alike. Below it, whole
# texts must be equal, since a line or two may agree by chance.
MIN_OWN_SHINGLES = 12

# Words that two short texts must have at least to be called equal: fewer are a caption or a player's line.
MIN_EQUAL_WORDS = 6

# Minima that two sketches must share to be compared: as many as copies of their lengths share less three deviations
# (one copy in a thousand is lost), and so many at least, since a stock phrase of eleven words gives 2 or 3.
# Deviations swept 1 to 4, and the least 1 to 16, on the pack: precision and recall 1.0 throughout.
DEVIATIONS = 3
MIN_SHARED_MINIMA = 4

EQUAL = 1 << 62  # keys of whole short texts lie above those of minima
MADE_WITH = f"1 datasketch {version('datasketch')} {SHINGLE_WORDS} {WINDOW} {PERMUTATIONS}"
TABLES = """
CREATE TABLE IF NOT EXISTS publishers (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, publisher INTEGER,
    published INTEGER, length INTEGER, title TEXT, digest INTEGER,
    own_shingles INTEGER, own BLOB, shingles BLOB);
CREATE TABLE IF NOT EXISTS furniture (key INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS pairs (one INTEGER, other INTEGER, similarity REAL, PRIMARY KEY (one, other)) WITHOUT ROWID;
""" + tables_of("minima", "marks")
MINIMA, MARKS = Postings("minima"), Postings("marks")
INSERT = """
INSERT OR IGNORE INTO articles (id, publisher, published, length, title, digest, shingles) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
ENTRY = "SELECT publisher, title, digest, shingles, own FROM articles WHERE number = ?"
FURNITURE = "SELECT value FROM json_each(?) AS wanted CROSS JOIN furniture AS f ON f.key = wanted.value"
HOLDERS = MARKS.held()
CANDIDATES = f"""
SELECT article, shared, own_shingles FROM (SELECT article, count(*) AS shared FROM ({MINIMA.held()}) GROUP BY article)
JOIN articles ON number = article WHERE shared >= ?2
"""  # noqa: S608
PAIRS = """
SELECT first.id, second.id, similarity FROM pairs
JOIN articles AS first ON first.number = one JOIN articles AS second ON second.number = other
WHERE first.id < second.id ORDER BY first.id, second.id
"""
REPEATS = "SELECT one, other, similarity FROM pairs"
AGES = "SELECT number, id, published, own_shingles, length FROM articles WHERE number IN (SELECT one FROM pairs)"


class Age(NamedTuple):
    """What makes an article the origin of its copies: earliest first, then what credits nobody, longest, then by id.

    An article without a day comes after all that have one. The length of a copy is that of its own words first.
    """

    day: int
    credits_another: bool
    shortness: tuple[int, ...]
    article: str


class Pair(NamedTuple):
    """Two articles, ``first`` the smaller id, and the share of the shorter one's shingles that both have."""

    first: str
    second: str
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """An article and the earliest article whose words it repeats."""

    article: str
    copy_of: str
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the index holds of one article; ``own`` says which of its shingles are its own, and not furniture."""

    number: int
    publisher: int | None
    title: str | None
    digest: int | None
    shingles: Shingles
    marks: Places
    every: Shingles
    own: Shingles

    @classmethod
    def read(cls, number: int, row: tuple[int | None, str | None, int | None, bytes, bytes | None]) -> Self:
        """The entry in a row of ``ENTRY``; one that was not placed yet has nothing of its own."""
        publisher, title, digest, blob, own = row
        shingles = np.frombuffer(blob, dtype=np.uint32)
        bits = np.unpackbits(np.frombuffer(own or b"", dtype=np.uint8), count=len(shingles)).astype(np.bool_)
        return cls(
            number=number,
            publisher=publisher,
            title=title,
            digest=digest,
            shingles=shingles,
            marks=marks_of(shingles),
            every=np.unique(shingles),
            own=np.unique(shingles[bits]),
        )

    def mark_keys(self) -> list[int]:
        """The keys of its marks in the order of the text; none where its publisher is unknown."""
        if self.publisher is None:
            return []
        return [self.publisher << 32 | value for value in self.shingles[self.marks].tolist()]

    def keys(self) -> list[int]:
        """The keys by which its copies are met."""
        if len(self.own) >= MIN_OWN_SHINGLES:
            return sketch_of(self.own)
        return [EQUAL | self.digest] if self.digest is not None and len(self.own) else []


def similarity_of(one: Entry, other: Entry) -> float:
    """The share of the smaller set of own shingles that both have; 1 for short texts that are equal, else 0."""
    shorter = min(len(one.own), len(other.own))
    if shorter >= MIN_OWN_SHINGLES:
        return shared_count(one.own, other.own) / shorter
    same = one.digest is not None and one.digest == other.digest
    return float(same and len({one.title, other.title} - {None}) <= 1)


def least_shared(one: int, other: int) -> int:
    """The fewest minima that copies with so many shingles of their own share: three deviations below the mean."""
    if min(one, other) < MIN_OWN_SHINGLES:
        return 1
    shared = MIN_CONTAINMENT * min(one, other)
    mean = PERMUTATIONS * shared / (one + other - shared)
    return max(MIN_SHARED_MINIMA, ceil(mean - DEVIATIONS * sqrt(mean)))


def row_of(article: Article, publisher: int | None) -> tuple[object, ...]:
    """The row that ``INSERT`` writes."""
    words = words_of(article.text)
    return (
        article.id,
        publisher,
        article.published.toordinal() if article.published else None,
        len(article.text),
        article.title,
        text_digest(words) if len(words) >= MIN_EQUAL_WORDS else None,
        shingles_of(words).tobytes(),
    )
