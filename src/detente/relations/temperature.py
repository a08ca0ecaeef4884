"""Readings in, temperatures out: how warm each period of a pair was, and how sure that is (docs/temperature.md).

A hierarchy of normal errors: events scatter around the tone of their day, days around that of their period, periods
around the pair's usual tone, pairs around neutral. A period's temperature is its best estimate under that hierarchy:
much data speaks for itself, little is drawn to what is usual for the pair, and both to 0 where next to nothing is
known. All events of one day share that day's scatter, so the hundredth report of one day adds almost nothing. Limits:
errors are taken for normal and periods for exchangeable; a slow trend is not modelled.

All is computed in arrays, for one pair or for all pairs of a store at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.relations.columns import Columns, Floats, Places, columns_of
from detente.relations.readings import Reading

# Variance of a day's events around the day's mean, and of the days' true means around the pair's, before a pair has
# shown its own: 5.6 and 1.4 within pairs and days of 1,741 events between two named states in a sample of ICEWS of June
# 2018 (273 pairs, two days).
USUAL_WITHIN = 5.6
USUAL_BETWEEN = 1.4

# Variance of a pair's periods around its usual tone. Swept .4 to 5 on four kinds of made-up years with known truth (440
# pairs each; tones that drift little, more, much, and jump for a month). The mean error of months over four volumes is
# .70, .85, .99, .91 at .4; .72, .85, .99, .91 at .8; .76, .87, .99, .92 at 1.6; .89, .96, 1.04, .96 at 5: one event
# says little of a month, however restless the pair. 1.2 and not .8 because the interval then holds more of the truth in
# restless pairs (.86 of the months at .8, .88 at 1.2).
USUAL_PERIODS = 1.2

# Variance of the pairs' usual tones around 0: 4.3 around a mean of 2.1 among the 52 pairs of that sample with six
# events or more. The prior stays at neutral 0, so its variance is 4.3 + 2.1 squared. Swept 2 to 100 on the made-up
# pairs: the error of months is .71, .70, .71, .71, .71 at 2, 4.3, 8.7, 16, 100.
USUAL_PAIRS = 8.7

# How many degrees of freedom the usual variances are worth against the pair's own. Swept 2 to 32 on the same pairs:
# thin pairs gain with more (months at 20 events a year: error 1.14 at 2, 1.09 at 8, 1.06 at 32), busy ones lose (at
# 1,000 events a year .41, .42, .43).
VARIANCE_WORTH = 8.0

# Half the width of the interval in standard errors; to its square adds that of the way by which the period was drawn to
# the usual, so that what was seen lies inside. Without this the interval held the truth, in months with one or two
# events four degrees or more from their temperature, in .90, .89, .83, .88 of the cases on the same four kinds of years
# (1.85 errors), with it in .97, .98, .98, .98. Swept 1.645, 1.75, 1.85 with it: all months .94, .90, .88, .90 at 1.645;
# .95, .92, .90, .92 at 1.75; .96, .93, .91, .93 at 1.85. For a normal error 1.645 would hold nine truths in ten;
# stories run over several days, so days are not quite independent.
STANDARD_ERRORS = 1.75

LIMIT = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperature:
    """A temperature with the ends of its 90% interval, all from -10 to 10.

    ``margin`` is the part of the interval that tells whether the period differs from others: that without the way by
    which it was drawn to the usual, for a period that differs does so whatever it was drawn to.
    """

    value: float
    lower: float
    upper: float
    margin: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levels:
    """The temperatures of many periods as columns."""

    value: Floats
    lower: Floats
    upper: Floats
    margin: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spread:
    """The variances of each pair: of events within a day, and of days around their period."""

    within: Floats
    between: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Nest:
    """Days in groups, and groups in pairs: the places of the first of each. None of them is empty."""

    days: int
    groups: Places
    pairs: Places

    @property
    def sizes(self) -> Places:
        """How many days each group has."""
        return np.diff(self.groups, append=self.days)

    @property
    def numbers(self) -> Places:
        """How many groups each pair has."""
        return np.diff(self.pairs, append=len(self.groups))

    @property
    def first_days(self) -> Places:
        """The place of each pair's first day."""
        return self.groups[self.pairs]

    def to_days(self, values: Floats) -> Floats:
        """What a pair has, for each of its days."""
        return np.repeat(values, np.diff(self.first_days, append=self.days))


def temperatures(groups: Sequence[Sequence[Reading]], *, days: bool = False) -> list[Temperature | None]:
    """One temperature a period, None for a period without readings; ``days`` says that periods are single days.

    A single day is asked for its own tone, so the scatter of days counts as a difference and not as an error.
    """
    sizes = [len(each) for each in groups if each]
    if not sizes:
        return [None for _ in groups]
    columns = columns_of([each for group in groups for each in group])
    starts = np.cumsum([0, *sizes[:-1]])
    found = levels(columns, Nest(days=len(columns), groups=starts, pairs=np.zeros(1, dtype=np.int64)), days=days)
    columns_found = (each.tolist() for each in (found.value, found.lower, found.upper, found.margin))
    told = (
        Temperature(value=value, lower=lower, upper=upper, margin=margin)
        for value, lower, upper, margin in zip(*columns_found, strict=True)
    )
    return [next(told) if each else None for each in groups]


def levels(columns: Columns, nest: Nest, *, days: bool = False) -> Levels:
    """The temperature of each group of each pair, where one has a reading at least; ``days`` as above."""
    whole = Nest(days=nest.days, groups=nest.first_days, pairs=np.arange(len(nest.pairs)))
    spread = spreads(columns, whole if days else nest)
    between = np.zeros(len(nest.pairs)) if days else spread.between
    weight = 1 / (nest.to_days(between) + nest.to_days(spread.within) / columns.worth)
    total = np.add.reduceat(weight, nest.groups)
    mean, error = np.add.reduceat(weight * columns.mean, nest.groups) / total, 1 / total
    usual_periods = USUAL_PERIODS + (spread.between if days else np.zeros(len(nest.pairs)))
    return _drawn(mean, error, nest, usual_periods)


def spreads(columns: Columns, nest: Nest) -> Spread:
    """The variances of each pair, drawn to the usual ones where it has few days; groups are periods or stretches."""
    squares = np.add.reduceat(columns.squares, nest.first_days)
    freedom = np.add.reduceat(columns.count - 1, nest.first_days)
    within = (VARIANCE_WORTH * USUAL_WITHIN + squares) / (VARIANCE_WORTH + freedom)
    found = _scatter(columns.mean, nest.to_days(within) / columns.worth, nest.groups)
    worth = np.add.reduceat(nest.sizes - 1, nest.pairs)
    between = (VARIANCE_WORTH * USUAL_BETWEEN + np.add.reduceat(found, nest.pairs)) / (VARIANCE_WORTH + worth)
    return Spread(within=within, between=np.maximum(between, USUAL_BETWEEN / 4))


def day_errors(columns: Columns, blocks: Places) -> Floats:
    """The variance of each day of one pair as a reading of its stretch; ``blocks``: the places of their first days."""
    spread = spreads(columns, Nest(days=len(columns), groups=blocks, pairs=np.zeros(1, dtype=np.int64)))
    errors: Floats = spread.between[0] + spread.within[0] / columns.worth
    return errors


def _drawn(mean: Floats, error: Floats, nest: Nest, usual_periods: Floats) -> Levels:
    """What is measured, drawn to the usual as far as it is unsure.

    The unsureness of the usual adds to its own, and so does the way by which it was drawn: it may have been no error.
    """
    numbers = nest.numbers
    found = _scatter(mean, error, nest.pairs)
    periods = (VARIANCE_WORTH * usual_periods + found) / (VARIANCE_WORTH + numbers - 1)
    periods = np.repeat(np.maximum(periods, usual_periods / 4), numbers)
    sureness = 1 / USUAL_PAIRS + np.add.reduceat(1 / (error + periods), nest.pairs)
    usual = np.add.reduceat(mean / (error + periods), nest.pairs) / sureness
    usual, sureness = np.repeat(usual, numbers), np.repeat(sureness, numbers)
    own = periods / (periods + error)
    value = own * mean + (1 - own) * usual
    margin = STANDARD_ERRORS * np.sqrt(own * error + (1 - own) ** 2 / sureness)
    half = np.hypot(margin, mean - value)
    lower, upper = np.maximum(value - half, -LIMIT), np.minimum(value + half, LIMIT)
    return Levels(value=value, lower=lower, upper=upper, margin=margin)


def _scatter(means: Floats, errors: Floats, starts: Places) -> Floats:
    """Squared deviations beyond what the errors explain, group by group, as DerSimonian and Laird count them.

    May be below 0; 0 for a group of one.
    """
    sizes = np.diff(starts, append=len(means))
    middle = np.repeat(np.add.reduceat(means, starts) / sizes, sizes)
    squares = np.add.reduceat((means - middle) ** 2, starts)
    scatter: Floats = squares - np.add.reduceat(errors, starts) * (sizes - 1) / sizes
    return scatter
