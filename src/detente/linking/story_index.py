"""Articles in and out, a few or a hundred thousand; the stories that this changes, out.

What was worked out before is remembered: the terms of each article, the pairs of articles that are alike, and the
stories. An article is compared again where it is new, or a weight of one of its terms has changed, or one of its cells
is full or no longer full; and stories are told again where that moves them. The rest costs microseconds an article: the
telling terms of all are read and sorted into cells. The stories depend on the set of articles alone.
"""

import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from detente.linking import story_tables as tables
from detente.linking.average_link import Edge
from detente.linking.copies import Repeat
from detente.linking.story_cells import TELLING, Cells, Ints
from detente.linking.story_groups import Pair, regroup
from detente.linking.story_reasons import Told, reason
from detente.linking.story_terms import Scale, count_terms, draw, sample_limit, scale_of, weigh
from detente.model import Article, content_id

Floats = npt.NDArray[np.float64]

# Articles up to NEAR_DAYS apart are compared as they are, those FAR_DAYS apart or more at FAR_FACTOR of their cosine.
# Swept (1, 14), (3, 30), (7, 60) days: .909, .928, .928; factor .3, .5, .7, 1: .911, .928, .937, .944. The pack's days
# favour no fall at all; .5 is kept since in a stream of years like happenings come back.
NEAR_DAYS = 3
FAR_DAYS = 30
FAR_FACTOR = 0.5

# Pairs less alike than FAINT are left out. Swept .02 to .1: .928 up to .04, .922 at .06, .874 at .1.
FAINT = 0.04

# Decimals of a likeness: sums in another order must not turn what is equal.
DIGITS = 6

# Articles compared with their neighbours at once, and written or told at once; bound memory, change no result.
BLOCK = 64
HEAP = 2000


@dataclass(frozen=True, slots=True)
class Moved:
    """The articles whose story or reason changed, and those among them whose story has another first article."""

    told: set[str]
    labelled: set[str]


class StoryIndex:
    """The stories in one SQLite file; what is done to it stands when its owner ends the transaction."""

    def __init__(self, db: sqlite3.Connection, common: frozenset[str]) -> None:
        self._db = db
        self._common = common
        self._arrived: Counter[int] = Counter()
        self._left: set[str] = set()

    def add(self, articles: Iterable[Article], told: Mapping[str, Told]) -> None:
        """Take new articles in, each with what it tells; ``settle`` finds their stories."""
        for each in articles:
            tells = told.get(each.id, Told())
            counted = count_terms(each, self._common, tells)
            tables.insert(self._db, each, draw(each.id), counted, tells)
            self._arrived.update(counted.events.tolist())

    def remove(self, articles: Collection[str]) -> None:
        """Take articles out; ``settle`` tells the stories anew that they were of."""
        rows = self._db.execute(tables.LEAVING, (json.dumps(list(articles)),)).fetchall()
        for _, story, events in rows:
            self._left.add(story)
            self._arrived.subtract(tables.blob(events).tolist())
        tables.delete(self._db, [number for number, _, _ in rows])

    def settle(self, repeats: Iterable[Repeat]) -> Moved:
        """Bring the stories to the articles that are in; copies count as equal."""
        rows = _Rows.read(self._db)
        weighed = self._weigh_again(rows)
        cells = rows.cells(self._db)
        again = {*weighed, *cells.crossed(tables.full(self._db)).tolist()}
        tables.set_full(self._db, cells.full)
        self._compare(rows, cells, sorted(again))
        tied = self._tie(rows, repeats)
        left = {row for row, story in enumerate(rows.stories) if story in self._left}
        self._arrived.clear()
        self._left.clear()
        return self._regroup(rows, {*again, *tied, *left})

    def stories(self) -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
        """Each story by its first article, with its articles and why each is of it."""
        rows = self._db.execute("SELECT story, id, why FROM articles ORDER BY story, id")
        for story, members in groupby(rows, key=itemgetter(0)):
            yield story, [(article, why) for _, article, why in members]

    def _weigh_again(self, rows: "_Rows") -> set[int]:
        """Weigh what is new or has terms whose weight has changed; the rows whose terms or weights are now others."""
        before = tables.scale(self._db)
        size = len(rows.numbers)
        drawn = self._db.execute("SELECT terms FROM articles WHERE draw < ?", (sample_limit(size),))
        now = scale_of((tables.blob(terms) for (terms,) in drawn), size)
        asked = {rows.numbers[row] for row, known in enumerate(rows.heaviest) if known is None}
        changed = now.changed(before)
        if len(changed):
            tables.set_scale(self._db, now)
            asked |= tables.holders(self._db, changed)
        for event, count in self._arrived.items():
            tellers = tables.tellers(self._db, event)
            if (len(tellers) < 2) != (len(tellers) - count < 2):  # one teller alone does not count
                asked.update(tellers)
        return {rows.row_of[number] for number in self._weigh(sorted(asked), now)}

    def _weigh(self, numbers: Sequence[int], scale: Scale) -> Iterator[int]:
        for start in range(0, len(numbers), HEAP):
            known = tables.vectors(self._db, numbers[start : start + HEAP])
            updates = []
            for number, counted, lonely in tables.weighed(self._db, numbers[start : start + HEAP]):
                terms, weights = weigh(counted, scale, lonely)
                found = terms.tobytes(), weights.tobytes()
                if known[number] != found:
                    updates.append((*found, number))
                    yield number
            self._db.executemany("UPDATE articles SET heaviest = ?, weights = ? WHERE number = ?", updates)

    def _compare(self, rows: "_Rows", cells: Cells, again: Sequence[int]) -> None:
        """Find all pairs of some articles anew: those that share a cell, and are alike at all."""
        tables.forget_pairs(self._db, [rows.numbers[row] for row in again])
        if not again:
            return
        table = cells.table()
        others = table.T.tocsr()
        alike = None
        fresh = np.zeros(len(rows.numbers), dtype=np.bool_)
        fresh[again] = True
        for start in range(0, len(again), BLOCK):
            block = np.array(again[start : start + BLOCK], dtype=np.intp)
            shared = (table[block] @ others).tocoo()
            one, other = block[shared.row], shared.col.astype(np.intp)
            wanted = (one != other) & (~fresh[other] | (one < other))  # two that are both compared again meet once
            one, other = one[wanted], other[wanted]
            if alike is None or not alike.holds(one, other):
                alike = _Alike.read(self._db, rows, again, other if len(again) <= BLOCK else None)
            likeness = alike.of(one, other)
            kept = likeness >= FAINT
            found = zip(one[kept].tolist(), other[kept].tolist(), likeness[kept].tolist(), strict=True)
            numbered = [(rows.numbers[a], rows.numbers[b], score) for a, b, score in found]
            both = chain(numbered, ((b, a, score) for a, b, score in numbered))
            self._db.executemany("INSERT INTO pairs VALUES (?, ?, ?)", both)

    def _tie(self, rows: "_Rows", repeats: Iterable[Repeat]) -> set[int]:
        """Let copies, and no others, count as equal; the rows for which that is new."""
        place = dict(zip(rows.ids, rows.numbers, strict=True))
        wanted: set[tuple[int, int]] = set()
        for each in repeats:
            if each.article in place and each.copy_of in place:
                one, other = place[each.article], place[each.copy_of]
                wanted |= {(one, other), (other, one)}
        known = set(self._db.execute("SELECT one, other FROM equals").fetchall())
        self._db.executemany("DELETE FROM equals WHERE one = ? AND other = ?", known - wanted)
        self._db.executemany("INSERT INTO equals VALUES (?, ?)", wanted - known)
        return {rows.row_of[number] for number in chain.from_iterable(known ^ wanted) if number in rows.row_of}

    def _regroup(self, rows: "_Rows", touched: Collection[int]) -> Moved:
        groups, likest = regroup(touched, rows.of_one_story, _Pairs(self._db, rows))
        moved = Moved(told=set(), labelled=set())
        for start in range(0, len(groups), HEAP):
            self._tell(rows, groups[start : start + HEAP], likest, moved)
        return moved

    def _tell(
        self, rows: "_Rows", groups: Sequence[Sequence[int]], likest: Mapping[int, tuple[float, int]], moved: Moved
    ) -> None:
        """Write some stories, and note which articles are of another one now, or of the same for another reason."""
        numbers = [rows.numbers[row] for group in groups for row in group]
        shown = tables.shown(self._db, [rows.numbers[row] for group in groups if len(group) > 1 for row in group])
        before = tables.stories(self._db, numbers)
        updates = []
        for group in groups:
            story = content_id("story", *(rows.ids[row] for row in group))
            label = rows.ids[group[0]]
            for row in group:
                number, why = rows.numbers[row], None
                if row in likest:
                    likeness, other = likest[row]
                    why = reason(shown[number], shown[rows.numbers[other]], likeness)
                if before[number] != (label, story, why):
                    moved.told.add(rows.ids[row])
                    updates.append((label, story, why, number))
                if before[number][0] != label or before[number][1] is None:
                    moved.labelled.add(rows.ids[row])
        self._db.executemany("UPDATE articles SET story = ?, story_id = ?, why = ? WHERE number = ?", updates)


@dataclass(frozen=True, slots=True)
class _Rows:
    """All articles in the order of their ids: what the finding of cells and stories needs of each."""

    numbers: list[int]
    ids: list[str]
    days: Floats
    heaviest: list[bytes | None]
    stories: list[str]
    row_of: dict[int, int]
    by_story: dict[str, list[int]]

    @classmethod
    def read(cls, db: sqlite3.Connection) -> Self:
        found = db.execute(tables.EVERY).fetchall()
        numbers, ids, days, heaviest, stories = map(list, zip(*found, strict=True)) if found else ([] for _ in range(5))
        by_story: dict[str, list[int]] = defaultdict(list)
        for row, story in enumerate(stories):
            by_story[story].append(row)
        return cls(
            numbers=numbers,
            ids=ids,
            days=np.array([math.nan if day is None else day for day in days], dtype=np.float64),
            heaviest=heaviest,
            stories=stories,
            row_of={number: row for row, number in enumerate(numbers)},
            by_story=by_story,
        )

    def cells(self, db: sqlite3.Connection) -> Cells:
        """The cells of all, by their telling terms as they are now."""
        found = [tables.blob(telling) for (telling,) in db.execute(tables.TELLING_TERMS, (4 * TELLING,))]
        terms: Ints = (np.concatenate(found) if found else np.array([])).astype(np.int64)
        rows = np.repeat(np.arange(len(found)), [len(each) for each in found])
        return Cells.of(terms, rows, np.nan_to_num(self.days, nan=-1).astype(np.int64))

    def of_one_story(self, rows: Collection[int]) -> set[int]:
        """All articles of the stories of these, as the stories were before."""
        return {other for story in {self.stories[row] for row in rows} for other in self.by_story[story]}


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs that are stored, by rows; copies count as equal."""

    db: sqlite3.Connection
    rows: _Rows

    def strong(self, some: Collection[int], least: float) -> Iterator[Pair]:
        """The pairs of some articles with any, the former first, that are at least so alike."""
        row_of, numbers = self.rows.row_of, self.rows.numbers
        for one, other in tables.strong(self.db, [numbers[row] for row in some], least):
            yield row_of[one], row_of[other]

    def among(self, some: Collection[int]) -> Iterator[Edge]:
        """All pairs of which both are among some articles, the smaller number first."""
        row_of, numbers = self.rows.row_of, self.rows.numbers
        for one, other, likeness in tables.among(self.db, [numbers[row] for row in some]):
            if row_of[one] < row_of[other]:
                yield row_of[one], row_of[other], likeness


@dataclass(frozen=True, slots=True)
class _Alike:
    """What likeness rests on: word weights, one row an article of those that are asked for, and days."""

    weights: csr_array
    place: Ints
    days: Floats

    @classmethod
    def read(cls, db: sqlite3.Connection, rows: _Rows, some: Sequence[int], others: Ints | None) -> Self:
        """The weights of some articles and ``others``; of all where that is None."""
        asked = range(len(rows.numbers)) if others is None else sorted({*some, *others.tolist()})
        found = tables.vectors(db, None if others is None else [rows.numbers[row] for row in asked])
        place = np.full(len(rows.numbers), -1)
        place[np.array(asked, dtype=np.intp)] = np.arange(len(asked))
        vectors = [found[rows.numbers[row]] for row in asked]
        terms = np.concatenate([tables.blob(heaviest) for heaviest, _ in vectors])
        weights = np.concatenate([np.frombuffer(each or b"", np.float32) for _, each in vectors]).astype(np.float64)
        names, columns = np.unique(terms, return_inverse=True)
        starts = np.cumsum([0, *(len(heaviest or b"") // 4 for heaviest, _ in vectors)])
        table = csr_array((weights, columns, starts), shape=(len(vectors), max(len(names), 1)))
        table.sort_indices()
        return cls(table, place, rows.days)

    def holds(self, some: Ints, others: Ints) -> bool:
        """Whether the weights of all these were read."""
        return bool((self.place[some] >= 0).all() and (self.place[others] >= 0).all())

    def of(self, some: Ints, others: Ints) -> Floats:
        """The likeness of each of some articles with its counterpart among the others."""
        both = self.weights[self.place[some]].multiply(self.weights[self.place[others]])
        cosine: Floats = np.asarray(both.sum(axis=1)).ravel()
        gap = np.abs(self.days[some] - self.days[others])
        fall = np.clip((gap - NEAR_DAYS) / (FAR_DAYS - NEAR_DAYS), 0.0, 1.0)
        nearness = np.where(np.isnan(fall), 1.0, 1.0 - (1.0 - FAR_FACTOR) * fall)
        return np.round(cosine * nearness, DIGITS)
