"""Measures: a temperature that trusts little data little, that coverage does not move, and its marks."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Actor, Event, Status
from detente.relations import Temperature, breaks, intensity, low_points, source_weight, temperature

WIDE = 1.0


def event(score: float, independent: int = 1, status: Status = Status.HAPPENED) -> Event:
    return Event(
        id=f"{score}{independent}", type="ACCUSE", status=status, score=score, sources=(Actor(country="FRA"),),
        targets=(Actor(country="DEU"),), first=date(2020, 1, 1), last=date(2020, 1, 1), reports=(), articles=(),
        publishers=(), independent_sources=independent,
    )  # fmt: skip


def measured(*events: Event) -> Temperature:
    found = temperature(events)
    assert found is not None
    return found


def steady(*values: float | None, half: float = WIDE) -> list[Temperature | None]:
    return [None if v is None else Temperature(value=v, lower=v - half, upper=v + half) for v in values]


def test_nothing_has_no_temperature() -> None:
    assert temperature([]) is None
    assert temperature([event(-5, status=Status.DENIED)]) is None


def test_more_events_of_one_kind_bring_the_mean_and_a_narrower_interval() -> None:
    one, many = measured(event(-8)), measured(*[event(-8)] * 50)
    assert -8 < one.value < 0
    assert many.value == pytest.approx(-8, abs=0.2)
    assert many.upper - many.lower < one.upper - one.lower


def test_events_that_disagree_widen_the_interval() -> None:
    calm, torn = measured(*[event(1)] * 20), measured(*[event(8), event(-6)] * 10)
    assert torn.upper - torn.lower > calm.upper - calm.lower


def test_what_more_sources_tell_weighs_more_but_not_in_proportion() -> None:
    assert measured(event(-5, 1), event(5, 7)).value > 0
    assert source_weight(7) == pytest.approx(3.0)
    assert source_weight(0) == source_weight(1) == 1.0


def test_a_threat_is_never_colder_than_a_threat_nor_warm() -> None:
    assert intensity(event(-10, status=Status.THREATENED)) == intensity(event(-7, status=Status.THREATENED))
    assert intensity(event(-2, status=Status.THREATENED)) == -2
    assert intensity(event(6, status=Status.THREATENED)) == 0
    assert intensity(event(6, status=Status.PLANNED)) is None


SCORES = st.sampled_from([-10.0, -7.0, -4.4, -2.0, 0.0, 1.0, 3.4, 7.0, 8.3])
EVENTS = st.lists(st.builds(event, SCORES, st.integers(1, 12)), min_size=1, max_size=30)


@settings(max_examples=200, deadline=None)
@given(EVENTS)
def test_twice_the_sources_for_every_event_stays_within_the_interval(events: list[Event]) -> None:
    before = measured(*events)
    after = measured(*[replace(each, independent_sources=2 * each.independent_sources) for each in events])
    assert before.lower <= after.value <= before.upper


@settings(max_examples=200, deadline=None)
@given(EVENTS)
def test_twice_as_many_events_of_the_same_kinds_stay_within_the_interval(events: list[Event]) -> None:
    before, after = measured(*events), measured(*events, *events)
    assert before.lower <= after.value <= before.upper


def test_low_points_are_the_lowest_around_and_clearly_below_the_mean() -> None:
    assert low_points(steady(2, 1, -6, 1, 2, 2)) == {2}
    assert low_points(steady(2, 1.5, 2, 2)) == set(), "a dip inside the noise is no low point"
    assert low_points(steady(3, -6, None, -6, 3)) == {1}, "of equals the first"
    assert low_points(steady(3, 3, None, -5)) == {3}, "the end of a series may be its low point"
    assert low_points([None, None]) == low_points([]) == set()


def test_breaks_are_where_intervals_do_not_meet_gaps_stepped_over() -> None:
    assert breaks(steady(2, 2.5, None, -4, -4.5, 3)) == {3, 5}
    assert breaks(steady(2, 1, 0, -1)) == set()
    assert breaks([None]) == set()
