"""Readings in, arrays out: the days of one pair or of many as columns, which are computed with as a whole.

A store of millions of events has millions of days of pairs; as objects they would need minutes and gigabytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from detente.model import Event
from detente.relations.readings import Reading, readings

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """Days with readings, each as a ``Reading`` has it: ``day`` is its ordinal, ``count`` its number of events."""

    day: Places
    mean: Floats
    worth: Floats
    squares: Floats
    count: Floats

    def __len__(self) -> int:
        return len(self.day)

    def part(self, start: int, end: int) -> "Columns":
        """The days from one place to another, the latter not included."""
        chosen = slice(start, end)
        return Columns(
            day=self.day[chosen],
            mean=self.mean[chosen],
            worth=self.worth[chosen],
            squares=self.squares[chosen],
            count=self.count[chosen],
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairedDays:
    """The days of many pairs, one pair after the other; ``starts`` has the place of each pair's first day."""

    pairs: Sequence[Pair]
    starts: Places
    days: Columns

    def of(self, number: int) -> Columns:
        """The days of the pair of that number, which has one at least."""
        last = number + 1 == len(self.pairs)
        return self.days.part(int(self.starts[number]), len(self.days) if last else int(self.starts[number + 1]))


def columns_of(read: Sequence[Reading]) -> Columns:
    """Readings in the order of their days, as columns."""
    return Columns(
        day=np.array([each.day.toordinal() for each in read], dtype=np.int64),
        mean=np.array([each.mean for each in read], dtype=np.float64),
        worth=np.array([each.worth for each in read], dtype=np.float64),
        squares=np.array([each.squares for each in read], dtype=np.float64),
        count=np.array([len(each.events) for each in read], dtype=np.float64),
    )


def paired_days(events: Mapping[Pair, Sequence[Event]]) -> PairedDays:
    """The days of each pair that has events which count, pairs in the order of the alphabet."""
    read = {pair: found for pair in sorted(events) if (found := readings(events[pair]))}
    sizes = [len(each) for each in read.values()]
    return PairedDays(
        pairs=list(read),
        starts=np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64),
        days=columns_of([each for found in read.values() for each in found]),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coverage:
    """How many events the whole store has on each day that has any; ``days`` are ordinals."""

    days: Places
    events: Floats


def coverage_of(volumes: Mapping[date, float]) -> Coverage:
    """Events a day, as columns."""
    told = {day.toordinal(): number for day, number in volumes.items() if number > 0}
    return Coverage(days=np.array([*told], dtype=np.int64), events=np.array([*told.values()], dtype=np.float64))


NO_COVERAGE = coverage_of({})
