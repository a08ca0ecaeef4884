"""Intensities in, a temperature out: how warm what happened in one period was, and how sure that is.

The temperature is the weighted mean of the events' intensities (-10 conflict to +10 cooperation), drawn towards 0 as if
``PSEUDO_EVENTS`` neutral events had happened too. An event weighs by the logarithm of its independent sources, and the
weights are scaled to the number of events that they are worth, so that more coverage of the same events does not make a
period warmer or colder. The interval is the normal approximation for that mean. Limits: events count as independent of
one another, the pull is towards 0 and not towards the pair's usual state, and coverage that reports more small events
than before does move the mean.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.model import Event, Status

# Neutral events assumed in every period. Swept 0 to 12 on the 1,741 events between two named states in a sample of
# ICEWS of June 2018: half of a pair's events predict the mean of the other half. Root mean square error by pair and
# month 3.19 at 0, 2.79 at .5, 2.78 at 1, 2.83 at 2, 3.05 at 4, 3.26 at 12; by pair and week the least is at 1 too.
PSEUDO_EVENTS = 1.0

# Variance of intensities within a pair, assumed before any event is seen and worth VARIANCE_EVENTS of them: 6.3 within
# the 88 pairs of the same sample that have four events or more. How much it is worth is set, not swept.
USUAL_VARIANCE = 6.3
VARIANCE_EVENTS = 4.0

# Half the width of the interval in standard errors: nine in ten, for a normal error.
STANDARD_ERRORS = 1.645

# A threat is a deed in words: what is threatened counts as cold as a threat (the mildest threat of Goldstein's scale),
# never as warm or as cold as the deed. Set by that scale, not swept.
THREAT_INTENSITY = -4.4

# Observed periods on either side among which a low point is the lowest. Set, not swept.
LOW_POINT_REACH = 2

COUNTED = frozenset({Status.HAPPENED, Status.THREATENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperature:
    """A temperature with the ends of its interval, all from -10 to 10."""

    value: float
    lower: float
    upper: float


def intensity(event: Event) -> float | None:
    """What an event adds: its own intensity, at most a threat's if only threatened; None where it does not count."""
    if event.status not in COUNTED:
        return None
    if event.status is Status.THREATENED:
        return min(0.0, max(event.score, THREAT_INTENSITY))
    return event.score


def source_weight(independent_sources: int) -> float:
    """1 for one independent source, 2 for three, 3 for seven; an event without a known source weighs as with one."""
    return math.log2(1 + max(independent_sources, 1))


def temperature(events: Sequence[Event]) -> Temperature | None:
    """The temperature of the events together; None where none of them counts."""
    scored = [
        (score, source_weight(event.independent_sources)) for event in events if (score := intensity(event)) is not None
    ]
    if not scored:
        return None
    total = math.fsum(weight for _, weight in scored)
    mean = math.fsum(score * weight for score, weight in scored) / total
    worth = total**2 / math.fsum(weight**2 for _, weight in scored)
    spread = worth * math.fsum(weight * (score - mean) ** 2 for score, weight in scored) / total
    variance = (VARIANCE_EVENTS * USUAL_VARIANCE + spread) / (VARIANCE_EVENTS + worth)
    value = mean * worth / (worth + PSEUDO_EVENTS)
    half = STANDARD_ERRORS * math.sqrt(variance / (worth + PSEUDO_EVENTS))
    return Temperature(value=value, lower=max(value - half, -10.0), upper=min(value + half, 10.0))


def low_points(series: Sequence[Temperature | None]) -> frozenset[int]:
    """Places of the periods that are the lowest around and whose whole interval is below the mean of the series.

    Periods without a temperature are stepped over; of equal neighbours the first is the low point.
    """
    observed = [(place, each) for place, each in enumerate(series) if each is not None]
    if not observed:
        return frozenset()
    mean = math.fsum(each.value for _, each in observed) / len(observed)
    found = set()
    for number, (place, each) in enumerate(observed):
        before = observed[max(number - LOW_POINT_REACH, 0) : number]
        after = observed[number + 1 : number + 1 + LOW_POINT_REACH]
        lowest = all(each.value < other.value for _, other in before) and all(
            each.value <= other.value for _, other in after
        )
        if lowest and each.upper < mean:
            found.add(place)
    return frozenset(found)


def breaks(series: Sequence[Temperature | None]) -> frozenset[int]:
    """Places of the periods whose interval does not meet that of the observed period before; a simple first test."""
    observed = [(place, each) for place, each in enumerate(series) if each is not None]
    return frozenset(
        place
        for (_, before), (place, each) in pairwise(observed)
        if each.lower > before.upper or each.upper < before.lower
    )
