"""Readings in, breaks out: the days from which a pair is lastingly colder or warmer than before (docs/temperature.md).

The time is cut where the cost of its stretches is least (PELT of the library ``ruptures``; Killick 2012). The cost of a
stretch is how far its days lie from its mean, each day weighing by its error, and to a lesser part how unevenly the
pair was reported, against what the store reported of everything that day. More coverage helps to place a break and to
believe it; it never makes one: a cut stays only where the temperature itself changed. Limits: what lasts less than five
days with events is no break, and a change that creeps is given one day, with a wide interval.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from detente.relations.columns import NO_COVERAGE, Columns, Coverage, Floats, Places
from detente.relations.temperature import day_errors

Ends = int | Places

# The thresholds were swept on made-up years of about 50,000 events between 3,000 pairs (eval/breaks.py), in pairs of 30
# events or more; where nothing else is said on seeds 3 and 4, with 365 true changes of 1.5 to 6 degrees, and where "six
# years" are said on seeds 3, 4, 21 to 24 from where the values stand now. "Right" is a break within ten days of a true
# change in the same direction ("of 50": of the strongest fifty of a year); "found" is a change that has such a break;
# "false" are breaks a year in pairs that have none; "thaws" are late changes of 1.5 to 2.5 degrees in a quiet pair,
# with ten events on one day and three to ten times the usual news after.

# Days with events that a stretch has at least. Swept 3, 4, 6 with other values of those below: right breaks .56, .57,
# .60; changes found alike.
LEAST_STEPS = 5

# A longer time is searched in steps of several such days first: the work grows with the square of their number. Set:
# 366 steps take about 40 ms.
MOST_STEPS = 366

# The cost of one more cut, times the logarithm of the number of steps. Swept 2, 2.5, 3, 4, 5: right breaks .52, .57,
# .61, .69, .81; changes found 113, 104, 96, 85, 76; false at one story a day .22, .15, .05, .02, .02.
PENALTY = 3.0

# What uneven coverage counts beside uneven warmth, to place a cut and to believe it. Swept 0, .3, .6, 1 on the first of
# the two years: changes found 46, 54, 58, 58 of 200, right breaks .51, .55, .56, .53.
VOLUME_PART = 0.6

# How much more a change of coverage may add to the strength of a break, against the temperature's own part, squared.
# Swept 1, 1.5, 2 on six years: thaws found .52, .66, .73, right of 50 .82 with each; false at four stories a day 0,
# .05, .10, which DRIFT mends.
VOLUME_MOST = 2.0

# Degrees that a pair drifts without news; they add to the error of a break, so that ever more events make no break of
# ever smaller changes. Swept .3, .5, .6, .7 on six years: false at four stories a day .25, .10, 0, 0; changes found
# .300, .305, .297, .270 (the first and last with VOLUME_MOST 1).
DRIFT = 0.6

# The strength that a break needs, in standard errors. Swept 2.5, 3, 3.5 at a penalty of 2.5: right breaks .50, .57,
# .69; changes found 116, 104, 93.
LEAST_STRENGTH = 3.0

# The degrees that a break needs. Swept 1, 1.5, 2 at a penalty of 2.5: changes found 104, 104, 99; right breaks .57,
# .58, .57. Days with events that it needs on either side: swept 2, 3, 4 on six years, right breaks .594, .597, .619,
# changes found .292, .290, .289.
LEAST_SIZE = 1.0
LEAST_DAYS = 4

# What a pair's events must be worth to be searched at all. Swept 15, 20, 25, 30, 35 on six years: right breaks .54,
# .57, .60, .62, .64; right of 50 .79, .79, .80, .82, .80; changes found alike to 30.
LEAST_WORTH = 30.0

# Days that cost at most so much more than the best belong to the interval: with 3 it held the true day of 95 in 100 of
# the right breaks, and of 88 in 100 changes found.
INTERVAL_LOSS = 3.0

# Days of the blocks within which the scatter of days and of counts is measured, so that few breaks reach into it. Set.
BLOCK = 28

# Stories come in waves: the variance of a day's count is at least this many times what chance alone would give. Swept
# 1.5, 2, 3, 5 on six years: changes found .301, .300, .290, .277; of 3 degrees or more with four times the news .544,
# .539, .510, .495; right breaks .58, .59, .60, .62.
LEAST_CLUMPING = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A break by its days: its own, those between which it lies, those of its stretches; and what the nouns need."""

    day: date
    first: date
    last: date
    start: date
    end: date
    before: float
    after: float
    error: float
    strength: float

    @property
    def size(self) -> float:
        """How much warmer it is after; below 0 for colder."""
        return self.after - self.before

    @property
    def standardised(self) -> float:
        """The size in standard errors."""
        return self.size / self.error


class Days:
    """The days of a pair as running sums, from which the cost of any stretch follows at once."""

    def __init__(self, columns: Columns, coverage: Coverage) -> None:
        self.first = int(coverage.days.min(initial=columns.day[0]))
        self.number = int(coverage.days.max(initial=columns.day[-1])) - self.first + 1
        places = columns.day - self.first
        blocks = np.flatnonzero(np.diff(columns.day // BLOCK, prepend=-1))
        weights = 1 / day_errors(columns, blocks)
        self.weight = self._running(places, weights)
        self.warmth = self._running(places, weights * columns.mean)
        self.squares = self._running(places, weights * columns.mean**2)
        self.active = self._running(places, np.ones(len(places)))
        self.counts = self._running(places, columns.count)
        self.exposure = self._exposure(coverage)
        self.clumping = self._clumping()

    def day(self, place: int) -> date:
        """The day at a place."""
        return date.fromordinal(self.first + place)

    def active_places(self) -> Places:
        """The days with readings."""
        return np.flatnonzero(np.diff(self.active) > 0)

    def mean(self, start: int, end: int) -> float:
        """The mean temperature of a stretch that has readings."""
        return float((self.warmth[end] - self.warmth[start]) / (self.weight[end] - self.weight[start]))

    def cost(self, start: Ends, end: Ends) -> Floats:
        """How badly one level fits the days from ``start`` to ``end``, the latter not included; of many at once."""
        weight = self.weight[end] - self.weight[start]
        warmth = self.warmth[end] - self.warmth[start]
        fit = self.squares[end] - self.squares[start] - warmth**2 / np.where(weight > 0, weight, 1.0)
        cost: Floats = np.where(weight > 0, fit, 0.0) - VOLUME_PART * self.unevenness(start, end)
        return cost

    def cost_of_two(self, start: int, places: Places, end: int) -> Floats:
        """The cost of the stretch from ``start`` to ``end`` where it is cut in two, for each place of the cut."""
        return self.cost(start, places) + self.cost(places, end)

    def unevenness(self, start: Ends, end: Ends) -> Floats:
        """Twice the logarithm of the likelihood of a stretch's count, over its clumping; grows with loudness."""
        count, exposure = self.counts[end] - self.counts[start], self.exposure[end] - self.exposure[start]
        told = (count > 0) & (exposure > 0)
        share = np.where(told, count, 1.0) / np.where(told, exposure, 1.0)
        found: Floats = 2 * np.where(told, count, 0.0) * np.log(share) / self.clumping
        return found

    def _running(self, places: Places, values: Floats) -> Floats:
        daily = np.zeros(self.number + 1)
        np.add.at(daily, places + 1, values)
        return np.cumsum(daily)

    def _exposure(self, coverage: Coverage) -> Floats:
        """What a steady pair would have had: as much of each day as the store holds of it."""
        if not len(coverage.days):
            return np.arange(self.number + 1, dtype=np.float64)
        return self._running(coverage.days - self.first, coverage.events / (coverage.events.sum() / self.number))

    def _clumping(self) -> float:
        """Pearson's dispersion of the daily counts around their blocks' means."""
        blocks = np.arange(0, self.number, BLOCK)
        sizes = np.diff(blocks, append=self.number)
        counts, exposure = np.diff(self.counts), np.diff(self.exposure)
        count, share = (np.repeat(np.add.reduceat(each, blocks), sizes) for each in (counts, exposure))
        expected = np.where((count > 0) & (share > 0), count * exposure / np.where(share > 0, share, 1.0), 0.0)
        usual = expected > 0
        freedom = int(usual.sum()) - len(np.unique(np.flatnonzero(usual) // BLOCK))
        if freedom <= 0:
            return LEAST_CLUMPING
        found = float(((counts - expected)[usual] ** 2 / expected[usual]).sum())
        return max(found / freedom, LEAST_CLUMPING)


def cuts(columns: Columns, coverage: Coverage = NO_COVERAGE) -> list[Cut]:
    """The breaks of one pair in the order of their days; none where there is too little to tell.

    Without the store's ``coverage`` every day counts alike.
    """
    if len(columns) < 2 * LEAST_DAYS or columns.worth.sum() < LEAST_WORTH:
        return []
    days = Days(columns, coverage)
    places = _kept(days, [_placed(days, *three) for three in _threes(_searched(days), days.number)])
    places = _kept(days, sorted({_placed(days, *three) for three in _threes(places, days.number)}))
    return [_cut(days, *three) for three in _threes(places, days.number)]


def _searched(days: Days) -> list[int]:
    """The cuts that cost least, in days from the first, to the width of a step."""
    active = days.active_places()
    step = math.ceil(len(active) / MOST_STEPS)
    edges = np.array([0, *active[step::step], days.number])
    if len(edges) - 1 < 2 * LEAST_STEPS:
        return []

    # Loading them takes most of a second, which a pair with nothing to search need not pay.
    from ruptures import Pelt  # noqa: PLC0415
    from ruptures.base import BaseCost  # noqa: PLC0415

    costs = days.cost(edges[:, None], edges[None, :]).tolist()

    class StretchCost(BaseCost):  # type: ignore[misc, unused-ignore]
        """The cost of a stretch of steps, as the library asks for it."""

        model = "stretch"
        min_size = LEAST_STEPS

        def fit(self, signal: np.ndarray) -> "StretchCost":
            """Take the steps; the costs are known already."""
            self.signal = signal
            return self

        def error(self, start: int, end: int) -> float:
            """The cost from one step to another."""
            return float(costs[start][end])

    search = Pelt(custom_cost=StretchCost(), min_size=LEAST_STEPS, jump=1).fit(np.zeros((len(edges) - 1, 1)))
    found: list[int] = search.predict(pen=PENALTY * math.log(len(edges) - 1))
    return [int(edges[each]) for each in found[:-1]]


def _threes(places: Sequence[int], number: int) -> list[tuple[int, int, int]]:
    """Each cut between the one before and the one after."""
    edges = [0, *places, number]
    return list(zip(edges, edges[1:], edges[2:], strict=False))


def _placed(days: Days, start: int, place: int, end: int) -> int:
    """The day of least cost for a cut between two others: a day with a reading, the first of the new stretch."""
    active = days.active_places()
    active = active[(active > start) & (active < end) & (days.active[active] > days.active[start])]
    return int(active[days.cost_of_two(start, active, end).argmin()]) if len(active) else place


def _kept(days: Days, places: Sequence[int]) -> list[int]:
    """The cuts at which the temperature changed; the weakest goes first, since its stretches then join."""
    kept = list(places)
    while kept:
        ranks = [_rank(days, *three) for three in _threes(kept, days.number)]
        weakest = min(range(len(kept)), key=lambda each: ranks[each])
        if ranks[weakest] >= 1:
            break
        del kept[weakest]
    return kept


def _rank(days: Days, start: int, place: int, end: int) -> float:
    """How far a cut passes what it must: 1 or more where it does."""
    if min(days.active[place] - days.active[start], days.active[end] - days.active[place]) < LEAST_DAYS:
        return 0.0
    size = abs(days.mean(place, end) - days.mean(start, place))
    return min(_strength(days, start, place, end) / LEAST_STRENGTH, size / LEAST_SIZE)


def _strength(days: Days, start: int, place: int, end: int) -> float:
    """The size in standard errors, and up to 1.7 times that where the coverage changed on that day too."""
    standard = (days.mean(place, end) - days.mean(start, place)) / _error(days, start, place, end)
    louder = float(days.unevenness(start, place) + days.unevenness(place, end) - days.unevenness(start, end))
    return math.sqrt(standard**2 + min(max(VOLUME_PART * louder, 0.0), VOLUME_MOST * standard**2))


def _error(days: Days, start: int, place: int, end: int) -> float:
    before, after = days.weight[place] - days.weight[start], days.weight[end] - days.weight[place]
    return math.sqrt(1 / before + 1 / after + DRIFT**2)


def _cut(days: Days, start: int, place: int, end: int) -> Cut:
    """A break with the days between which it lies: all that cost little more than the best."""
    every = np.arange(start + 1, end)
    costs = days.cost_of_two(start, every, end)
    near = every[costs <= costs[place - start - 1] + INTERVAL_LOSS]
    return Cut(
        day=days.day(place),
        first=days.day(int(near[0])),
        last=days.day(int(near[-1])),
        start=days.day(start),
        end=days.day(end - 1),
        before=days.mean(start, place),
        after=days.mean(place, end),
        error=_error(days, start, place, end),
        strength=_strength(days, start, place, end),
    )
