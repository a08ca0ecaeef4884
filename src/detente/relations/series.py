"""Events in, the series of a pair of states out: one row a period, gaps included.

Compound events are expanded here and nowhere before: an event runs from each of its source countries to each of its
target countries, and an event whose parties all stand in its sources (a meeting) runs both ways between each two of
them. Only what happened or was threatened counts; planned, hypothetical, denied and historical events never do. An
event stands in the period of its first day; one without a day is left out.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from detente.model import Actor, Event, Period, Relation
from detente.relations.measures import (
    COUNTED,
    Temperature,
    breaks,
    intensity,
    low_points,
    source_weight,
    temperature,
)


def relate(events: Iterable[Event], source: str, target: str, period: Period) -> list[Relation]:
    """What ``source`` did to ``target`` (ISO alpha-3), a row a period from first to last event; empty where none is."""
    return _series([each for each in events if runs(each, source, target)], source, target, period)


def pair_temperature(events: Iterable[Event], one: str, other: str, period: Period) -> list[Relation]:
    """The pair without direction: what either did to the other, each event once; empty where there is none."""
    either = [each for each in events if runs(each, one, other) or runs(each, other, one)]
    return _series(either, one, other, period)


def runs(event: Event, source: str, target: str) -> bool:
    """Whether an event runs from one state to another: as source and target, or as two parties of a meeting."""
    sources, targets = _countries(event.sources), _countries(event.targets)
    if event.targets:
        return source in sources and target in targets
    return source != target and source in sources and target in sources


def period_of(day: date, period: Period) -> tuple[date, date]:
    """First and last day of the period that a day lies in; weeks begin on Monday."""
    if period is Period.DAY:
        return day, day
    if period is Period.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _countries(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(each.country for each in actors if each.country is not None)


def _series(events: Sequence[Event], source: str, target: str, period: Period) -> list[Relation]:
    by_period: dict[date, dict[str, Event]] = defaultdict(dict)
    for event in events:
        if event.first is not None and event.status in COUNTED:
            by_period[period_of(event.first, period)[0]][event.id] = event
    if not by_period:
        return []
    starts = _starts(min(by_period), max(by_period), period)
    unordered = [sorted(by_period.get(start, {}).values(), key=_weightiest) for start in starts]
    temperatures = [temperature(group) for group in unordered]
    groups = [_telling_first(group, measured) for group, measured in zip(unordered, temperatures, strict=True)]
    lows, turns = low_points(temperatures), breaks(temperatures)
    rows = []
    for place, (start, group, measured) in enumerate(zip(starts, groups, temperatures, strict=True)):
        scores = [score for each in group if (score := intensity(each)) is not None]
        rows.append(
            Relation(
                source=source,
                target=target,
                first=start,
                last=period_of(start, period)[1],
                events=tuple(each.id for each in group),
                independent_reports=sum(each.independent_sources for each in group),
                cooperation=math.fsum(score for score in scores if score > 0),
                conflict=math.fsum(score for score in scores if score < 0),
                temperature=measured.value if measured else None,
                lower=measured.lower if measured else None,
                upper=measured.upper if measured else None,
                low_point=place in lows,
                is_break=place in turns,
            )
        )
    return rows


def _starts(first: date, last: date, period: Period) -> list[date]:
    """The first days of all periods from one to another, both included."""
    starts = [first]
    while starts[-1] < last:
        starts.append(period_of(starts[-1], period)[1] + timedelta(days=1))
    return starts


def _telling_first(events: Sequence[Event], measured: Temperature | None) -> list[Event]:
    """The events that pull to the side on which the temperature lies, then the others; each in their order."""
    side = measured.value if measured else 0.0
    return sorted(events, key=lambda event: (intensity(event) or 0.0) * side < 0)


def _weightiest(event: Event) -> tuple[float, date, str]:
    """The events that moved the temperature most come first; then by day and id."""
    moved = abs(intensity(event) or 0.0) * source_weight(event.independent_sources)
    return -moved, event.first or date.max, event.id
