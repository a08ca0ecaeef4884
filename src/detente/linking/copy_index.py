"""Articles in, one by one or in heaps; every two of which one repeats the other's words, out, at any time.

A file beside the store, derived from it. An article is compared with those alone that share minima of its MinHash
sketch, and each pair is verified on the shingles themselves: the share of the shorter text's own shingles that the
other has. What the index says is a function of the set of its articles: the order in which they came, and how many came
at once, changes nothing.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np

from detente.linking import copy_entries as tables
from detente.linking.copy_entries import (
    MIN_CONTAINMENT,
    MIN_OWN_SHINGLES,
    MIN_SHARED_MINIMA,
    Age,
    Entry,
    Pair,
    Repeat,
    least_shared,
    row_of,
    similarity_of,
)
from detente.linking.index_file import IndexFile
from detente.linking.shingles import Mask, jaccard, own_part
from detente.model import Article

# Unrelated articles of one outlet that make a passage its furniture. Without the rule precision of the pairs on the
# pack falls from 1.0 to .57 (the four traps and their chains are called copies); 2, 3 and 4 measure alike there.
FURNITURE_ARTICLES = 3

# Articles of one outlet whose shingle sets agree this far (Jaccard) are versions of one text, not unrelated. Set, not
# swept: versions of one article lie near 1, a shared footer lies below .2 unless the texts are very short.
VERSION_JACCARD = 0.3

REMEMBERED = 5000  # entries kept in memory for families of copies; some kilobytes each


class CopyIndex(IndexFile):
    """The index in one file, or in memory; use it in a ``with`` block."""

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path, tables.TABLES, tables.MADE_WITH, (tables.MINIMA, tables.MARKS))
        self._remembered: dict[int, Entry] = {}
        self._apart: dict[tuple[int, int], bool] = {}

    def pairs(self) -> list[Pair]:
        """Every two articles of which one repeats half of the other's own words or more, by ids."""
        return [Pair(*row) for row in self.db.execute(tables.PAIRS)]

    def repeats(self, credited: Collection[str] = ()) -> list[Repeat]:
        """Each article that repeats an earlier one, with the earliest it repeats, by id; empty where none does.

        ``credited``: the articles that name another as their origin, and so are later than others of the same day.
        """
        last = date.max.toordinal()
        ages = {
            number: Age(last if day is None else day, article in credited, (-own, -length), article)
            for number, article, day, own, length in self.db.execute(tables.AGES)
        }
        origins: dict[int, tuple[Age, float]] = {}
        for one, other, similarity in self.db.execute(tables.REPEATS):
            found = (ages[other], similarity)
            origins[one] = min(origins.get(one, found), found)
        repeats = [
            Repeat(article=ages[one].article, copy_of=origin.article, similarity=similarity)
            for one, (origin, similarity) in origins.items()
            if origin < ages[one]
        ]
        return sorted(repeats, key=lambda each: each.article)

    def _forget(self) -> None:
        self._remembered.clear()

    def _add(self, article: Article) -> None:
        added = self.db.execute(tables.INSERT, row_of(article, self._publisher(article.publisher)))
        if added.rowcount:
            self._apart.clear()
            entry = self._entry(int(added.lastrowid or 0))
            touched = self._mark(entry)
            self._place(entry.number)
            self._place_again(touched)

    def _remove(self, number: int) -> None:
        entry = self._entry(number)
        keys = entry.mark_keys()
        self._apart.clear()
        self._withdraw(entry)
        tables.MARKS.remove(self.db, entry.number, json.dumps(keys))
        self.db.execute("DELETE FROM articles WHERE number = ?", (entry.number,))
        self._remembered.pop(entry.number, None)
        touched: set[int] = set()
        furniture = [key for (key,) in self.db.execute(tables.FURNITURE, (json.dumps(keys),))]
        for key, holders in self._holders(furniture).items():
            if not self._is_habit(holders):
                self.db.execute("DELETE FROM furniture WHERE key = ?", (key,))
                touched.update(holders)
        self._place_again(touched)

    def _publisher(self, name: str | None) -> int | None:
        if name is None:
            return None
        readable = name.encode("utf-8", "replace").decode()
        self.db.execute("INSERT OR IGNORE INTO publishers (name) VALUES (?)", (readable,))
        (number,) = self.db.execute("SELECT number FROM publishers WHERE name = ?", (readable,)).fetchone()
        return int(number)

    def _mark(self, entry: Entry) -> set[int]:
        """Write an article's marks; the other articles in which that makes a passage furniture."""
        keys = sorted(set(entry.mark_keys()))
        furniture = {key for (key,) in self.db.execute(tables.FURNITURE, (json.dumps(keys),))}
        holders = self._holders([key for key in keys if key not in furniture])
        tables.MARKS.add(self.db, entry.number, json.dumps(keys))
        touched: set[int] = set()
        for key, others in holders.items():
            far = [each for each in others if self._are_unrelated(entry.number, each)]
            if len(far) + 1 >= FURNITURE_ARTICLES and self._is_habit(far, FURNITURE_ARTICLES - 1):
                self.db.execute("INSERT INTO furniture VALUES (?)", (key,))
                touched.update(others)
        return touched

    def _holders(self, keys: Sequence[int]) -> dict[int, list[int]]:
        """The articles that hold each mark; no entry for a mark that none does."""
        holders: dict[int, list[int]] = {}
        for key, article in self.db.execute(tables.HOLDERS, (json.dumps(keys),)):
            holders.setdefault(key, []).append(article)
        return holders

    def _is_habit(self, articles: Sequence[int], wanted: int = FURNITURE_ARTICLES) -> bool:
        """Whether so many of the articles are unrelated, each to each."""
        chosen: list[int] = []
        for each in articles:  # the first ones are nearly always enough
            if all(self._are_unrelated(one, each) for one in chosen):
                chosen.append(each)
            if len(chosen) == wanted:
                return True
        return any(
            all(self._are_unrelated(*two) for two in combinations(group, 2)) for group in combinations(articles, wanted)
        )

    def _are_unrelated(self, one: int, other: int) -> bool:
        pair = (min(one, other), max(one, other))
        if pair not in self._apart:
            self._apart[pair] = jaccard(self._entry(one).every, self._entry(other).every) < VERSION_JACCARD
        return self._apart[pair]

    def _place_again(self, articles: Iterable[int]) -> None:
        """Place articles anew whose outlet's furniture has changed, if that changes what is their own."""
        for number in sorted(articles):
            entry = self._entry(number)
            if np.packbits(self._own_mask(entry)).tobytes() != self._own_blob(number):
                self._withdraw(entry)
                self._place(number)

    def _place(self, number: int) -> None:
        """Work out which shingles are an article's own, and pair it with those that share them."""
        mask = self._own_mask(self._entry(number))
        size = len(np.unique(self._entry(number).shingles[mask]))
        values = (size, np.packbits(mask).tobytes(), number)
        self.db.execute("UPDATE articles SET own_shingles = ?, own = ? WHERE number = ?", values)
        self._remembered.pop(number, None)
        entry = self._entry(number)
        keys = json.dumps(entry.keys())
        least = MIN_SHARED_MINIMA if size >= MIN_OWN_SHINGLES else 1
        for other, shared, others_size in self.db.execute(tables.CANDIDATES, (keys, least)).fetchall():
            if shared >= least_shared(size, others_size):
                similarity = similarity_of(entry, self._entry(other))
                if similarity >= MIN_CONTAINMENT:
                    both = [(number, other, similarity), (other, number, similarity)]
                    self.db.executemany("INSERT INTO pairs VALUES (?, ?, ?)", both)
        tables.MINIMA.add(self.db, number, keys)

    def _withdraw(self, entry: Entry) -> None:
        tables.MINIMA.remove(self.db, entry.number, json.dumps(entry.keys()))
        others = [other for (other,) in self.db.execute("SELECT other FROM pairs WHERE one = ?", (entry.number,))]
        self.db.executemany("DELETE FROM pairs WHERE one = ? AND other = ?", [(each, entry.number) for each in others])
        self.db.execute("DELETE FROM pairs WHERE one = ?", (entry.number,))

    def _own_mask(self, entry: Entry) -> Mask:
        keys = entry.mark_keys()
        if not keys:
            return np.ones(len(entry.shingles), dtype=np.bool_)
        furniture = {key for (key,) in self.db.execute(tables.FURNITURE, (json.dumps(keys),))}
        flags = np.array([key in furniture for key in keys], dtype=np.bool_)
        return own_part(entry.shingles, entry.marks, flags)

    def _own_blob(self, number: int) -> bytes:
        (own,) = self.db.execute("SELECT own FROM articles WHERE number = ?", (number,)).fetchone()
        return bytes(own)

    def _entry(self, number: int) -> Entry:
        if number not in self._remembered:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[number] = Entry.read(number, self.db.execute(tables.ENTRY, (number,)).fetchone())
        return self._remembered[number]
