"""Readings in, temperatures out: how warm each period of a pair was, and how sure that is (docs/temperature.md).

A hierarchy of normal errors: events scatter around the tone of their day, days around that of their period, periods
around the pair's usual tone, pairs around neutral. A period's temperature is its best estimate under that hierarchy:
much data speaks for itself, little is drawn to what is usual for the pair, and both to 0 where next to nothing is
known. All events of one day share that day's scatter, so the hundredth report of one day adds almost nothing. Limits:
errors are taken for normal and periods for exchangeable; a slow trend is not modelled.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from detente.relations.readings import Reading

# Variance of a day's events around the day's mean, and of the days' true means around the pair's, before a pair has
# shown its own: 5.6 and 1.4 within pairs and days of 1,741 events between two named states in a sample of ICEWS of June
# 2018 (273 pairs, two days).
USUAL_WITHIN = 5.6
USUAL_BETWEEN = 1.4

# Variance of a pair's periods around its usual tone. Swept .2 to 3.2 on 285 made-up pairs with known truth, a third of
# them with a break (eval/breaks.py): the error is least from .4 to .8 (months .71, weeks .89 on average over five
# volumes) and grows by .02 at 3.2; the interval holds the truth more often the larger it is.
USUAL_PERIODS = 0.8

# Variance of the pairs' usual tones around 0: 4.3 around a mean of 2.1 among the 52 pairs of that sample with six
# events or more. The prior stays at neutral 0, so its variance is 4.3 + 2.1 squared. Swept 2 to 100 on the made-up
# pairs: the error of months is .71, .70, .71, .71, .71 at 2, 4.3, 8.7, 16, 100.
USUAL_PAIRS = 8.7

# How many degrees of freedom the usual variances are worth against the pair's own. Swept 2 to 32 on the same pairs:
# thin pairs gain with more (months at 20 events a year: error 1.14 at 2, 1.09 at 8, 1.06 at 32), busy ones lose (at
# 1,000 events a year .41, .42, .43).
VARIANCE_WORTH = 8.0

# Half the width of the interval in standard errors. For a normal error 1.645 would hold nine truths in ten; on the same
# pairs it held .86 of the months, .875 of the weeks and .86 of the days, because stories run over several days. With
# 1.85 it holds .90, .91 and .90.
STANDARD_ERRORS = 1.85

LIMIT = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperature:
    """A temperature with the ends of its 90% interval, all from -10 to 10."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The variances of a pair: of events within a day, and of days around their period."""

    within: float
    between: float

    def error(self, reading: Reading) -> float:
        """The variance of a day's mean as a reading of its period."""
        return self.between + self.within / reading.worth


def spread_of(groups: Sequence[Sequence[Reading]]) -> Spread:
    """The pair's variances, drawn to the usual ones where it has few days; ``groups`` are periods or stretches."""
    every = [each for group in groups for each in group]
    squares = math.fsum(each.squares for each in every)
    freedom = sum(each.freedom for each in every)
    within = (VARIANCE_WORTH * USUAL_WITHIN + squares) / (VARIANCE_WORTH + freedom)
    found, worth = 0.0, 0.0
    for group in groups:
        if len(group) > 1:
            found += _scatter([each.mean for each in group], [within / each.worth for each in group])
            worth += len(group) - 1
    between = (VARIANCE_WORTH * USUAL_BETWEEN + found) / (VARIANCE_WORTH + worth)
    return Spread(within=within, between=max(between, USUAL_BETWEEN / 4))


def temperatures(groups: Sequence[Sequence[Reading]], *, days: bool = False) -> list[Temperature | None]:
    """One temperature a period, None for a period without readings; ``days`` says that periods are single days.

    A single day is asked for its own tone, so the scatter of days counts as a difference and not as an error.
    """
    spread = spread_of([[each for group in groups for each in group]] if days else groups)
    between = 0.0 if days else spread.between
    measured: list[tuple[float, float] | None] = [
        _mean(group, Spread(within=spread.within, between=between)) for group in groups
    ]
    seen = [each for each in measured if each is not None]
    if not seen:
        return [None for _ in groups]
    usual_periods = USUAL_PERIODS + (spread.between if days else 0.0)
    periods = _periods(seen, usual_periods)
    sureness = 1 / USUAL_PAIRS + math.fsum(1 / (error + periods) for _, error in seen)
    usual = math.fsum(mean / (error + periods) for mean, error in seen) / sureness
    return [None if each is None else _drawn(each, periods, usual, sureness) for each in measured]


def _drawn(measured: tuple[float, float], periods: float, usual: float, sureness: float) -> Temperature:
    """What is measured, drawn to the usual as far as it is unsure; the unsureness of the usual adds to its own."""
    mean, error = measured
    own = periods / (periods + error)
    value = own * mean + (1 - own) * usual
    half = STANDARD_ERRORS * math.sqrt(own * error + (1 - own) ** 2 / sureness)
    return Temperature(value=value, lower=max(value - half, -LIMIT), upper=min(value + half, LIMIT))


def _mean(group: Sequence[Reading], spread: Spread) -> tuple[float, float] | None:
    """The mean of a period's days, each weighing by its error, and the variance of that mean."""
    if not group:
        return None
    weights = [1 / spread.error(each) for each in group]
    total = math.fsum(weights)
    return math.fsum(weight * each.mean for weight, each in zip(weights, group, strict=True)) / total, 1 / total


def _periods(seen: Sequence[tuple[float, float]], usual: float) -> float:
    """The variance of the pair's periods, drawn to the usual one where there are few of them."""
    found = _scatter([mean for mean, _ in seen], [error for _, error in seen])
    return max((VARIANCE_WORTH * usual + found) / (VARIANCE_WORTH + len(seen) - 1), usual / 4)


def _scatter(means: Sequence[float], errors: Sequence[float]) -> float:
    """Squared deviations beyond what the errors explain, as DerSimonian and Laird count them; may be below 0."""
    middle = math.fsum(means) / len(means)
    squares = math.fsum((mean - middle) ** 2 for mean in means)
    return squares - math.fsum(errors) * (len(means) - 1) / len(means)
