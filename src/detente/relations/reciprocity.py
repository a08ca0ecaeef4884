"""Events of a pair in, reciprocity out: how far one side treats the other as it was treated, and how long after.

Both directions are read week by week. What both do at once is left out, since it would answer itself: meetings, and
events of one type and score that stand both ways on one day, as other tables have them. For each lag of up to
``MOST_LAG`` weeks the two series are correlated over the weeks that both have (Pearson; interval by Fisher's z), and
the lag of the highest correlation is told. Limits: the correlation of means with errors is below the true one; that one
follows the other is no proof that it does so because of it; and the interval is that of one lag, not of the choice.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean

from detente.model import Event, Period, Reciprocity
from detente.relations.readings import Reading, readings
from detente.relations.series import period_of, runs

MOST_LAG = 4

# Weeks that both directions need: at 20 the 90% interval of no correlation runs from -.38 to .38. Set.
LEAST_WEEKS = 20
STANDARD_ERRORS = 1.645


def reciprocity(events: Iterable[Event], leader: str, follower: str) -> Reciprocity | None:
    """How far ``follower`` follows ``leader``; None where fewer than 20 weeks have events of both."""
    kept = list(events)
    one, other = _weeks(kept, leader, follower), _weeks(kept, follower, leader)
    found = [each for lag in range(MOST_LAG + 1) if (each := _at(lag, one, other, (leader, follower))) is not None]
    return max(found, key=lambda each: (each.correlation, -each.lag_weeks), default=None)


def _at(lag: int, one: Mapping[date, float], other: Mapping[date, float], pair: tuple[str, str]) -> Reciprocity | None:
    later = timedelta(weeks=lag)
    both = [(one[week], other[week + later]) for week in sorted(one) if week + later in other]
    if len(both) < LEAST_WEEKS:
        return None
    first, second = [each for each, _ in both], [each for _, each in both]
    spread, other_spread, shared = _product(first, first), _product(second, second), _product(first, second)
    if spread <= 0 or other_spread <= 0:
        return None
    correlation = shared / math.sqrt(spread * other_spread)
    half = STANDARD_ERRORS / math.sqrt(len(both) - 3)
    z = math.atanh(max(min(correlation, 0.999), -0.999))
    return Reciprocity(
        leader=pair[0],
        follower=pair[1],
        lag_weeks=lag,
        correlation=correlation,
        lower=math.tanh(z - half),
        upper=math.tanh(z + half),
        slope=shared / spread,
        weeks=len(both),
    )


def _product(one: Sequence[float], other: Sequence[float]) -> float:
    """The sum of the products of two lists' deviations."""
    middle, other_middle = fmean(one), fmean(other)
    return math.fsum((a - middle) * (b - other_middle) for a, b in zip(one, other, strict=True))


def _weeks(events: Sequence[Event], source: str, target: str) -> dict[date, float]:
    """The mean of each week that has events one way, without what stands both ways."""
    back = {_deed(each) for each in events if runs(each, target, source)}
    one_way = [each for each in events if runs(each, source, target) and _deed(each) not in back]
    weeks: dict[date, list[Reading]] = defaultdict(list)
    for each in readings(one_way):
        weeks[period_of(each.day, Period.WEEK)[0]].append(each)
    return {
        week: math.fsum(each.mean * each.worth for each in read) / math.fsum(each.worth for each in read)
        for week, read in weeks.items()
    }


def _deed(event: Event) -> tuple[str | None, float, date | None]:
    return event.type, event.score, event.first
