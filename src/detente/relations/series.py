"""Events in, the series of a pair of states out: one row a period, gaps included.

Compound events are expanded here and nowhere before: an event runs from each of its source countries to each of its
target countries, and an event whose parties all stand in its sources (a meeting) runs both ways between each two of
them. Only what happened or was threatened counts; planned, hypothetical, denied and historical events never do. An
event stands in the period of its first day; one without a day is left out.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.model import Actor, Event, Period, Relation
from detente.relations.breaks import cuts
from detente.relations.columns import columns_of, coverage_of
from detente.relations.readings import Reading, intensity, readings, source_weight
from detente.relations.temperature import Temperature, temperatures
from detente.relations.turns import REACH, high_points, low_points


def relate(
    events: Iterable[Event], source: str, target: str, period: Period, volumes: Mapping[date, float] | None = None
) -> list[Relation]:
    """What ``source`` did to ``target`` (ISO alpha-3), a row a period from first to last event; empty where none is.

    ``volumes``: events a day in the whole store; they help to place breaks.
    """
    read = readings(each for each in events if runs(each, source, target))
    return _Rows(source=source, target=target, period=period, directed=True).of(read, volumes)


def pair_temperature(
    events: Iterable[Event], one: str, other: str, period: Period, volumes: Mapping[date, float] | None = None
) -> list[Relation]:
    """The pair without direction: what either did to the other, each event once; empty where there is none."""
    read = readings(between(events, one, other))
    return _Rows(source=one, target=other, period=period, directed=False).of(read, volumes)


def between(events: Iterable[Event], one: str, other: str) -> list[Event]:
    """The events that run from either of two states to the other, each once."""
    return [each for each in events if runs(each, one, other) or runs(each, other, one)]


def runs(event: Event, source: str, target: str) -> bool:
    """Whether an event runs from one state to another: as source and target, or as two parties of a meeting."""
    sources, targets = countries(event.sources), countries(event.targets)
    if event.targets:
        return source in sources and target in targets
    return source != target and source in sources and target in sources


def countries(actors: Iterable[Actor]) -> frozenset[str]:
    """The states of several actors."""
    return frozenset(each.country for each in actors if each.country is not None)


def period_of(day: date, period: Period) -> tuple[date, date]:
    """First and last day of the period that a day lies in; weeks begin on Monday."""
    if period is Period.DAY:
        return day, day
    if period is Period.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Makes the rows of one pair."""

    source: str
    target: str
    period: Period
    directed: bool

    def of(self, read: Sequence[Reading], volumes: Mapping[date, float] | None) -> list[Relation]:
        """The rows of these readings, with their marks."""
        if not read:
            return []
        by_period: dict[date, list[Reading]] = defaultdict(list)
        for each in read:
            by_period[period_of(each.day, self.period)[0]].append(each)
        starts = _starts(min(by_period), max(by_period), self.period)
        measured = temperatures([by_period.get(each, []) for each in starts], days=self.period is Period.DAY)
        reach = REACH[self.period]
        lows, highs = low_points(measured, reach), high_points(measured, reach)
        turned = {period_of(each.day, self.period)[0] for each in cuts(columns_of(read), coverage_of(volumes or {}))}
        return [
            self._row(
                start,
                by_period.get(start, []),
                each,
                {"low_point": place in lows, "high_point": place in highs, "is_break": start in turned},
            )
            for place, (start, each) in enumerate(zip(starts, measured, strict=True))
        ]

    def _row(
        self, start: date, read: Sequence[Reading], measured: Temperature | None, marks: Mapping[str, bool]
    ) -> Relation:
        events = sorted((event for each in read for event in each.events), key=_weightiest)
        scores = [intensity(each) or 0.0 for each in events]
        return Relation(
            source=self.source,
            target=self.target,
            directed=self.directed,
            first=start,
            last=period_of(start, self.period)[1],
            events=tuple(each.id for each in _telling_first(events, measured)),
            independent_reports=sum(each.independent_sources for each in events),
            cooperation=math.fsum(score for score in scores if score > 0),
            conflict=math.fsum(score for score in scores if score < 0),
            temperature=measured.value if measured else None,
            lower=measured.lower if measured else None,
            upper=measured.upper if measured else None,
            **marks,
        )


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
