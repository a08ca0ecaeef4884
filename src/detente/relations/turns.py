"""A pair's events or series in, what turned in it out: breaks with the events that made them, low and high points.

A break is told with the events of its first weeks, each with the degrees that it moved the mean of the new stretch. A
low point is the coldest of the periods around it, and surely below the pair's mean.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from detente.model import Break, Cause, Event, Period, Point, Relation
from detente.relations.breaks import Cut, cuts
from detente.relations.columns import columns_of, coverage_of
from detente.relations.readings import Reading, event_weight, intensity, readings
from detente.relations.temperature import Temperature, day_errors

# Periods with events on either side among which a low or high point is the most extreme: about six weeks in days and
# weeks, two months in months. Set, not swept.
REACH: Mapping[Period, int] = {Period.DAY: 30, Period.WEEK: 6, Period.MONTH: 2}

# Days after a break whose events are told as its causes, and how many of them. Set: what made a change is told when it
# happens, and what is like it a year later is not why.
CAUSE_DAYS = 30
MOST_CAUSES = 20


def breaks(
    events: Iterable[Event], pair: tuple[str, str], volumes: Mapping[date, float] | None = None, *, directed: bool
) -> list[Break]:
    """The breaks in what these events of one pair tell, in the order of their days; empty where too little is told.

    ``volumes``: events a day in the whole store, of whatever pair.
    """
    read = readings(events)
    return breaks_at(cuts(columns_of(read), coverage_of(volumes or {})), read, pair, directed=directed)


def breaks_at(found: Iterable[Cut], read: Sequence[Reading], pair: tuple[str, str], *, directed: bool) -> list[Break]:
    """The breaks at these cuts of a pair, with the events that made them."""
    return [_break(each, read, pair, directed=directed) for each in found]


def points(series: Sequence[Relation]) -> list[Point]:
    """The low and high points of a series, in order, each with when it was last as cold or warm."""
    return [
        Point(relation=each, is_low=each.low_point, since=_since(series, place, is_low=each.low_point))
        for place, each in enumerate(series)
        if each.low_point or each.high_point
    ]


def low_points(series: Sequence[Temperature | None], reach: int) -> frozenset[int]:
    """Places of the periods that are the coldest around and below the mean of the series by more than their margin.

    Periods without a temperature are stepped over; of equal neighbours the first is the low point.
    """
    observed = [(place, each) for place, each in enumerate(series) if each is not None]
    if not observed:
        return frozenset()
    mean = math.fsum(each.value for _, each in observed) / len(observed)
    found = set()
    for number, (place, each) in enumerate(observed):
        before = observed[max(number - reach, 0) : number]
        after = observed[number + 1 : number + 1 + reach]
        lowest = all(each.value < other.value for _, other in before) and all(
            each.value <= other.value for _, other in after
        )
        if lowest and each.value + each.margin < mean:
            found.add(place)
    return frozenset(found)


def high_points(series: Sequence[Temperature | None], reach: int) -> frozenset[int]:
    """The same for the warmest around."""
    turned = (
        each and Temperature(value=-each.value, lower=-each.upper, upper=-each.lower, margin=each.margin)
        for each in series
    )
    return low_points([*turned], reach)


def _since(series: Sequence[Relation], place: int, *, is_low: bool) -> date | None:
    """First day of the last earlier period that was as extreme; None where none was."""
    own = series[place].temperature or 0.0
    for each in reversed(series[:place]):
        if each.temperature is not None and (each.temperature <= own if is_low else each.temperature >= own):
            return each.first
    return None


def _break(cut: Cut, read: Sequence[Reading], pair: tuple[str, str], *, directed: bool) -> Break:
    source, target = pair
    return Break(
        source=source,
        target=target,
        directed=directed,
        day=cut.day,
        first=cut.first,
        last=cut.last,
        since=cut.start,
        until=cut.end,
        before=cut.before,
        after=cut.after,
        size=cut.size,
        standardised=cut.standardised,
        strength=cut.strength,
        causes=_causes(cut, read),
    )


def _causes(cut: Cut, read: Sequence[Reading]) -> tuple[Cause, ...]:
    """The events of the first weeks that pulled towards the change, the strongest first.

    Over all days of the new stretch the contributions add up to the size of the break.
    """
    stretch = [each for each in read if cut.day <= each.day <= cut.end]
    weights = (1 / day_errors(columns_of(stretch), np.zeros(1, dtype=np.int64))).tolist()
    total = math.fsum(weights)
    found: list[tuple[float, date, str]] = []
    for reading, weight in zip(stretch, weights, strict=True):
        if reading.day < cut.day + timedelta(days=CAUSE_DAYS):
            share = weight / total / math.fsum(map(event_weight, reading.events))
            for event in reading.events:
                moved = share * event_weight(event) * ((intensity(event) or 0.0) - cut.before)
                if moved * cut.size > 0:
                    found.append((moved, reading.day, event.id))
    found.sort(key=lambda each: (-abs(each[0]), each[1:]))
    return tuple(Cause(event=event, contribution=moved) for moved, _, event in found[:MOST_CAUSES])
