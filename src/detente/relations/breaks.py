"""Readings in, breaks out: the days from which a pair is lastingly colder or warmer than before (docs/temperature.md).

The time is cut where the cost of its stretches is least (PELT of the library ``ruptures``; Killick 2012). The cost of a
stretch is how far its days lie from its mean, each day weighing by its error, and to a lesser part how unevenly the
pair was reported, against what the store reported of everything that day. More coverage helps to place a break and to
believe it; it never makes one: a cut stays only where the temperature itself changed. Limits: what lasts less than five
days with events is no break, and a change that creeps is given one day, with a wide interval.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from detente.relations.readings import Reading
from detente.relations.temperature import Spread, spread_of

# The thresholds were swept on two made-up years of about 50,000 events between 3,000 pairs (eval/breaks.py), with 365
# true changes of 1.5 to 6 degrees in pairs of 30 events or more. "Right" is a break within ten days of a true change in
# the same direction; "found" is a change that has such a break; "false" are breaks a year in pairs that have none.

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
# Swept 0, .5, 1, 2 without DRIFT and at a strength of 3.5: changes found 87, 95, 98, 101; right breaks .645, .602,
# .594, .593.
VOLUME_MOST = 1.0

# Degrees that a pair drifts without news; they add to the error of a break, so that ever more events make no break of
# ever smaller changes. Swept 0, .3, .5, .7, 1 at a penalty of 2.5: false at four stories a day .50, .38, .10, .05, .05;
# changes found 114, 110, 104, 99, 79.
DRIFT = 0.5

# The strength that a break needs, in standard errors. Swept 2.5, 3, 3.5 at a penalty of 2.5: right breaks .50, .57,
# .69; changes found 116, 104, 93.
LEAST_STRENGTH = 3.0

# The degrees that a break needs. Swept 1, 1.5, 2 at a penalty of 2.5: changes found 104, 104, 99; right breaks .57,
# .58, .57. Days with events that it needs on either side; set.
LEAST_SIZE = 1.0
LEAST_DAYS = 3

# What a pair's events must be worth to be searched at all. Swept 12, 25, 40 without DRIFT: right breaks .54, .58, .63;
# changes found 93, 93, 92.
LEAST_WORTH = 25.0

# Days that cost at most so much more than the best belong to the interval: with 3 it held the true day of 95 in 100 of
# the right breaks, and of 88 in 100 changes found.
INTERVAL_LOSS = 3.0

# Days of the blocks within which the scatter of days and of counts is measured, so that few breaks reach into it. Set.
BLOCK = 28

# Stories come in waves: the variance of a day's count is at least this many times what chance alone would give. In the
# made-up years a story has 1.9 events; set a little above.
LEAST_CLUMPING = 3.0


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

    def __init__(self, readings: Sequence[Reading], volumes: Mapping[date, float]) -> None:
        known = [each for each in volumes if volumes[each] > 0]
        self.first = min([readings[0].day, *known])
        last = max([readings[-1].day, *known])
        self.number = (last - self.first).days + 1
        places = np.array([(each.day - self.first).days for each in readings])
        spread = _spread(readings)
        weights = np.array([1 / spread.error(each) for each in readings])
        means = np.array([each.mean for each in readings])
        self.weight = self._running(places, weights)
        self.warmth = self._running(places, weights * means)
        self.squares = self._running(places, weights * means**2)
        self.active = self._running(places, np.ones(len(places)))
        self.counts = self._running(places, np.array([float(len(each.events)) for each in readings]))
        self.exposure = self._exposure(volumes)
        self.clumping = self._clumping()

    def mean(self, start: int, end: int) -> float:
        """The mean temperature of a stretch that has readings."""
        return (self.warmth[end] - self.warmth[start]) / (self.weight[end] - self.weight[start])

    def cost(self, start: int, end: int) -> float:
        """How badly one level fits the days from ``start`` to ``end``, the latter not included."""
        weight = self.weight[end] - self.weight[start]
        if weight <= 0:
            return -VOLUME_PART * self.unevenness(start, end)
        warmth = self.warmth[end] - self.warmth[start]
        return self.squares[end] - self.squares[start] - warmth**2 / weight - VOLUME_PART * self.unevenness(start, end)

    def unevenness(self, start: int, end: int) -> float:
        """Twice the logarithm of the likelihood of a stretch's count, over its clumping; grows with loudness."""
        count, exposure = self.counts[end] - self.counts[start], self.exposure[end] - self.exposure[start]
        if count <= 0 or exposure <= 0:
            return 0.0
        return 2 * count * math.log(count / exposure) / self.clumping

    def _running(self, places: np.ndarray, values: np.ndarray) -> list[float]:
        daily = np.zeros(self.number)
        np.add.at(daily, places, values)
        return [0.0, *np.cumsum(daily).tolist()]

    def _exposure(self, volumes: Mapping[date, float]) -> list[float]:
        """What a steady pair would have had: as much of each day as the store holds of it."""
        if not volumes:
            return [float(each) for each in range(self.number + 1)]
        daily = np.array([volumes.get(self.first + timedelta(days=each), 0.0) for each in range(self.number)])
        return [0.0, *np.cumsum(daily / daily.mean()).tolist()]

    def _clumping(self) -> float:
        """Pearson's dispersion of the daily counts around their blocks' means."""
        counts, exposure = np.diff(self.counts), np.diff(self.exposure)
        found, freedom = 0.0, 0
        for start in range(0, self.number, BLOCK):
            count, share = counts[start : start + BLOCK], exposure[start : start + BLOCK]
            if count.sum() > 0 and share.sum() > 0:
                expected = count.sum() * share / share.sum()
                usual = expected > 0
                found += float(((count - expected)[usual] ** 2 / expected[usual]).sum())
                freedom += int(usual.sum()) - 1
        return max(found / freedom, LEAST_CLUMPING) if freedom > 0 else LEAST_CLUMPING


def cuts(readings: Sequence[Reading], volumes: Mapping[date, float] | None = None) -> list[Cut]:
    """The breaks of one pair in the order of their days; none where there is too little to tell.

    ``volumes``: how many events the whole store has on each day; without it every day counts alike.
    """
    if len(readings) < 2 * LEAST_DAYS or math.fsum(each.worth for each in readings) < LEAST_WORTH:
        return []
    days = Days(readings, volumes or {})
    places = _kept(days, [_placed(days, *three) for three in _threes(_searched(days), days.number)])
    places = _kept(days, sorted({_placed(days, *three) for three in _threes(places, days.number)}))
    return [_cut(days, *three) for three in _threes(places, days.number)]


def _searched(days: Days) -> list[int]:
    """The cuts that cost least, in days from the first, to the width of a step."""
    from ruptures import Pelt  # noqa: PLC0415 - loading it takes most of a second
    from ruptures.base import BaseCost  # noqa: PLC0415

    active = [place for place in range(days.number) if days.active[place + 1] > days.active[place]]
    step = math.ceil(len(active) / MOST_STEPS)
    edges = [0, *active[step::step], days.number]
    if len(edges) - 1 < 2 * LEAST_STEPS:
        return []

    class StretchCost(BaseCost):  # type: ignore[misc, unused-ignore]
        """The cost of a stretch of steps, as the library asks for it."""

        model = "stretch"
        min_size = LEAST_STEPS

        def fit(self, signal: np.ndarray) -> "StretchCost":
            """Take the steps; the sums are known already."""
            self.signal = signal
            return self

        def error(self, start: int, end: int) -> float:
            """The cost from one step to another."""
            return days.cost(edges[start], edges[end])

    search = Pelt(custom_cost=StretchCost(), min_size=LEAST_STEPS, jump=1).fit(np.zeros((len(edges) - 1, 1)))
    found: list[int] = search.predict(pen=PENALTY * math.log(len(edges) - 1))
    return [edges[each] for each in found[:-1]]


def _threes(places: Sequence[int], number: int) -> list[tuple[int, int, int]]:
    """Each cut between the one before and the one after."""
    edges = [0, *places, number]
    return list(zip(edges, edges[1:], edges[2:], strict=False))


def _placed(days: Days, start: int, place: int, end: int) -> int:
    """The day of least cost for a cut between two others: a day with a reading, the first of the new stretch."""
    active = [
        each
        for each in range(start + 1, end)
        if days.active[each + 1] > days.active[each] and days.active[each] > days.active[start]
    ]
    return min(active, key=lambda each: (days.cost(start, each) + days.cost(each, end), each), default=place)


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
    """The size in standard errors, and as much again at most where the coverage changed on that day too."""
    standard = (days.mean(place, end) - days.mean(start, place)) / _error(days, start, place, end)
    louder = days.unevenness(start, place) + days.unevenness(place, end) - days.unevenness(start, end)
    return math.sqrt(standard**2 + min(max(VOLUME_PART * louder, 0.0), VOLUME_MOST * standard**2))


def _error(days: Days, start: int, place: int, end: int) -> float:
    before, after = days.weight[place] - days.weight[start], days.weight[end] - days.weight[place]
    return math.sqrt(1 / before + 1 / after + DRIFT**2)


def _cut(days: Days, start: int, place: int, end: int) -> Cut:
    """A break with the days between which it lies: all that cost little more than the best."""
    best = days.cost(start, place) + days.cost(place, end)
    near = [
        each for each in range(start + 1, end) if days.cost(start, each) + days.cost(each, end) <= best + INTERVAL_LOSS
    ]
    day = days.first + timedelta(days=place)
    return Cut(
        day=day,
        first=min(days.first + timedelta(days=min(near)), day),
        last=max(days.first + timedelta(days=max(near)), day),
        start=days.first + timedelta(days=start),
        end=days.first + timedelta(days=end - 1),
        before=days.mean(start, place),
        after=days.mean(place, end),
        error=_error(days, start, place, end),
        strength=_strength(days, start, place, end),
    )


def _spread(readings: Sequence[Reading]) -> Spread:
    """The pair's variances within blocks of four weeks, which few breaks reach into."""
    blocks: dict[int, list[Reading]] = {}
    for each in readings:
        blocks.setdefault(each.day.toordinal() // BLOCK, []).append(each)
    return spread_of(list(blocks.values()))
