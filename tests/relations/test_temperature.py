"""Temperatures: they trust little data little, more coverage does not move them, and thin ones lean on the usual."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Event, Status
from detente.relations import Temperature, intensity, readings, source_weight, temperatures
from tests.relations.made import again, event


def measured(events: Sequence[Event]) -> Temperature:
    (found,) = temperatures([readings(events)])
    assert found is not None
    return found


def many(score: float, number: int) -> list[Event]:
    """So many events on as many days."""
    return [event(score, day) for day in range(number)]


def test_nothing_has_no_temperature() -> None:
    assert temperatures([]) == []
    assert temperatures([[]]) == [None]
    assert readings([event(-5, status=Status.DENIED), event(-5, status=Status.PLANNED)]) == []


def test_more_days_of_one_kind_bring_the_mean_and_a_narrower_interval() -> None:
    one, fifty = measured(many(-8, 1)), measured(many(-8, 50))
    assert -8 < one.value < 0
    assert fifty.value == pytest.approx(-8, abs=0.3)
    assert fifty.upper - fifty.lower < one.upper - one.lower


def test_a_hundred_rows_of_one_day_are_one_day() -> None:
    day = measured([event(-8, 0, mark=number) for number in range(100)])
    days = measured(many(-8, 30))
    assert day.upper - day.lower > 1.5 * (days.upper - days.lower)


def test_events_that_disagree_widen_the_interval() -> None:
    calm, torn = measured(many(1, 20)), measured([event(8 if day % 2 else -6, day) for day in range(20)])
    assert torn.upper - torn.lower > calm.upper - calm.lower


def test_what_more_sources_tell_weighs_more_but_not_in_proportion() -> None:
    (reading,) = readings([event(-5, 0, 1), event(5, 0, 7)])
    assert 0 < reading.mean < 5
    assert source_weight(7) == pytest.approx(3.0)
    assert source_weight(0) == source_weight(1) == 1.0


def test_what_is_less_sure_weighs_less() -> None:
    unsure = [replace(event(-5), confidence=0.4), replace(event(5, mark=1), confidence=0.9)]
    (reading,) = readings(unsure)
    assert reading.mean > 0
    assert reading.worth < 2 * 0.9
    (none,) = readings([replace(event(-5), confidence=0.0)])
    assert none.mean == -5


def test_a_threat_is_never_colder_than_a_threat_nor_warm() -> None:
    threats = {score: intensity(event(score, status=Status.THREATENED)) for score in (-10, -7, -2, 6)}
    assert threats[-10] == threats[-7] == -4.4
    assert (threats[-2], threats[6]) == (-2, 0)
    assert intensity(event(6, status=Status.PLANNED)) is None


def test_a_thin_period_leans_on_the_usual_of_its_pair() -> None:
    cold = [readings([event(-6, 40 * month + day) for day in range(20)]) for month in range(6)]
    thin = readings([event(4, 400)])
    alone, (*_, among) = measured([event(4, 400)]), temperatures([*cold, thin])
    assert among is not None
    assert among.value < alone.value
    assert among.value < 0


@pytest.mark.parametrize("months", [3, 12, 60])
def test_a_lone_meeting_of_a_cold_pair_is_above_its_usual_and_inside_its_wide_interval(months: int) -> None:
    cold = [readings([event(-4, 40 * month + day) for day in range(8)]) for month in range(months)]
    *usual, lone = temperatures([*cold, readings([event(1, 2000)])])
    assert lone is not None
    assert all(each is not None and each.value < lone.value < 1 for each in usual)
    assert lone.lower < 1 < lone.upper
    assert all(each is not None and each.upper - each.lower < lone.upper - lone.lower for each in usual)


def test_a_single_day_is_asked_for_its_own_tone() -> None:
    groups = [readings([event(2, day)]) for day in range(40)]
    groups[20] = readings([event(-9, 20, mark=number) for number in range(20)])
    as_day, as_period = temperatures(groups, days=True)[20], temperatures(groups)[20]
    assert as_day is not None and as_period is not None
    assert as_day.value < as_period.value < 2


SCORES = st.sampled_from([-10.0, -7.0, -4.4, -2.0, 0.0, 1.0, 3.4, 7.0, 8.3])
EVENTS = st.lists(
    st.builds(event, SCORES, st.integers(0, 40), st.integers(1, 12), mark=st.integers(0, 9)),
    min_size=1,
    max_size=30,
    unique_by=lambda each: each.id,
)


@settings(max_examples=200, deadline=None)
@given(EVENTS)
def test_twice_the_sources_for_every_event_stays_within_the_interval(events: list[Event]) -> None:
    before = measured(events)
    after = measured([replace(each, independent_sources=2 * each.independent_sources) for each in events])
    assert before.lower <= after.value <= before.upper


@settings(max_examples=200, deadline=None)
@given(EVENTS, st.booleans())
def test_every_event_told_twice_stays_within_the_interval(events: list[Event], as_days: bool) -> None:
    groups = [readings([each for each in events if each.first and each.first.day % 2 == odd]) for odd in (0, 1)]
    twice = [readings([*(e for r in group for e in r.events), *(again(e, 2) for r in group for e in r.events)])
             for group in groups]  # fmt: skip
    pairs = zip(temperatures(groups, days=as_days), temperatures(twice, days=as_days), strict=True)
    for before, after in pairs:
        if before is not None and after is not None:
            assert before.lower <= after.value <= before.upper


@settings(max_examples=100, deadline=None)
@given(EVENTS, st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_of_an_event_matters(events: list[Event], random: object) -> None:
    mixed = [*events, *events]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert readings(mixed) == readings(events)


@settings(max_examples=100, deadline=None)
@given(EVENTS)
def test_a_temperature_lies_in_its_interval_and_on_the_scale(events: list[Event]) -> None:
    found = measured(events)
    assert -10 <= found.lower <= found.value <= found.upper <= 10
