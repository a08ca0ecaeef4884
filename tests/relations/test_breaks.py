"""Breaks, points and reciprocity: what was planted is found, what is only louder is not, and each has its events."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from detente.model import Actor, Break, Event, Period, Relation, Status
from detente.relations import (
    Temperature,
    breaks,
    by_pair,
    extremes,
    high_points,
    low_points,
    paired_days,
    points,
    reciprocity,
    relate,
    standings,
    strongest_breaks,
)
from eval.streams import FIRST, made_event
from tests.relations.made import again, broken_stream, event

PAIR = ("DEU", "FRA")
DAY = FIRST + timedelta(days=180)


def found(events: list[Event] | tuple[Event, ...]) -> list[Break]:
    return breaks(events, PAIR, directed=False)


def strongest(events: list[Event], top: int) -> list[Break]:
    pairs = by_pair(events)
    return strongest_breaks(paired_days(pairs), {}, pairs.__getitem__, top=top)


@pytest.mark.parametrize(("size", "seed"), [(-5.0, 1), (-4.0, 2), (4.5, 3), (-6.0, 4)])
def test_a_planted_break_is_found_with_its_day_and_size(size: float, seed: int) -> None:
    (each,) = found(broken_stream(size, seed=seed).events)
    assert abs((each.day - DAY).days) <= 7
    assert each.first <= each.day <= each.last
    assert each.size == pytest.approx(size, abs=1.5)
    assert each.standardised * each.size > 0
    assert each.strength >= abs(each.standardised) - 1e-9


@pytest.mark.parametrize("seed", range(5))
def test_a_year_without_a_break_has_none(seed: int) -> None:
    assert found(broken_stream(0.0, seed=seed).events) == []


def test_more_coverage_of_the_same_is_no_break() -> None:
    assert found(broken_stream(0.001, seed=6, volume=8.0).events) == []


def test_what_lasts_some_weeks_has_a_beginning_and_an_end() -> None:
    there, back = found(broken_stream(-6.0, rate=2.0, days=30).events)
    assert (there.size < 0) and (back.size > 0)
    assert abs((back.day - there.day).days - 30) <= 7
    assert there.until == back.day - timedelta(days=1)


def test_too_little_has_no_breaks() -> None:
    assert found([]) == []
    assert found([event(-5), event(5, 100)]) == []


def test_the_causes_are_events_of_the_first_weeks_ranked_by_what_they_moved() -> None:
    events = {each.id: each for each in broken_stream(-5.0).events}
    (each,) = found(tuple(events.values()))
    moved = [cause.contribution for cause in each.causes]
    assert moved == sorted(moved)
    assert all(contribution < 0 for contribution in moved)
    assert sum(moved) > 1.2 * each.size
    for cause in each.causes:
        first = events[cause.event].first
        assert first is not None and each.day <= first < each.day + timedelta(days=30)
        assert events[cause.event].score < each.before


def test_the_whole_store_told_twice_keeps_its_breaks() -> None:
    events = broken_stream(-4.0).events
    once = breaks(events, PAIR, Counter(each.first for each in events if each.first), directed=False)
    both = [*events, *(again(each, "twice") for each in events)]
    twice = breaks(both, PAIR, Counter(each.first for each in both if each.first), directed=False)
    assert len(once) == len(twice) == 1
    assert once[0].first <= twice[0].day <= once[0].last
    assert twice[0].size == pytest.approx(once[0].size, abs=0.5)


def test_order_does_not_matter() -> None:
    events = list(broken_stream(-4.0).events)
    assert found(events) == found(events[::-1])


def test_days_on_which_the_store_holds_nothing_are_no_silence() -> None:
    events = [each for each in broken_stream(-4.0, rate=2.0).events if each.first and each.first.month not in (3, 4)]
    volumes = {each.first: 40.0 for each in events if each.first}
    (each,) = breaks(events, PAIR, volumes, directed=False)
    assert abs((each.day - DAY).days) <= 7


def test_over_all_pairs_the_strongest_comes_first_and_tiny_pairs_not_at_all() -> None:
    def moved(events: tuple[Event, ...], one: str, other: str) -> list[Event]:
        names = {"DEU": one, "FRA": other}
        sides = [
            [(Actor(country=names[str(each.country)]),) for each in (*event.sources, *event.targets)]
            for event in events
        ]
        return [
            replace(again(event, one + other), sources=side[0], targets=side[1])
            for event, side in zip(events, sides, strict=True)
        ]

    small = moved(broken_stream(-3.0, rate=0.6, seed=3).events, "AAA", "BBB")
    large = moved(broken_stream(-6.0, rate=3.0, seed=4).events, "AAA", "CCC")
    tiny = [made_event("AAA", "DDD", 10, 8.0, serial=0), made_event("AAA", "DDD", 300, -10.0, serial=1)]
    own = [replace(each, targets=each.sources) for each in large[:30]]
    listed = strongest([*tiny, *small, *large, *own], top=50)
    assert (listed[0].source, listed[0].target, listed[0].directed) == ("AAA", "CCC", False)
    assert [each.strength for each in listed] == sorted((each.strength for each in listed), reverse=True)
    assert not any("DDD" in (each.source, each.target) for each in listed)
    assert len(strongest([*small, *large], top=1)) == 1


def test_pairs_are_expanded_without_direction_and_without_what_does_not_count() -> None:
    meeting = replace(event(4), sources=tuple(Actor(country=each) for each in ("FRA", "DEU", "ITA")), targets=())
    planned = event(4, status=Status.PLANNED)
    assert set(by_pair([meeting, planned])) == {("DEU", "FRA"), ("DEU", "ITA"), ("FRA", "ITA")}
    assert by_pair([planned]) == {}


def test_where_pairs_stand_is_told_of_those_with_enough_events() -> None:
    cold = [made_event("AAA", "BBB", day, -8.0, serial=day) for day in range(0, 300, 10)]
    warm = [made_event("AAA", "CCC", day, 6.0, serial=day) for day in range(0, 300, 10)]
    thin = [made_event("AAA", "DDD", day, -10.0, serial=day) for day in range(3)]
    every = standings(paired_days(by_pair([*warm, *cold, *thin])), least_events=20)
    assert [(each.a, each.b, each.events) for each in every] == [("AAA", "BBB", 30), ("AAA", "CCC", 30)]
    assert every[0].lower < every[0].temperature < every[0].upper < 0
    assert extremes(every, top=1) == every
    assert extremes(every, top=9) == every


def steady(*values: float | None, half: float = 1.0) -> list[Temperature | None]:
    return [None if v is None else Temperature(value=v, lower=v - half, upper=v + half, margin=half) for v in values]


def test_low_points_are_the_lowest_around_and_clearly_below_the_mean() -> None:
    assert low_points(steady(2, 1, -6, 1, 2, 2), 2) == {2}
    assert low_points(steady(2, 1.5, 2, 2), 2) == set(), "a dip inside the noise is no low point"
    assert low_points(steady(3, -6, None, -6, 3), 2) == {1}, "of equals the first"
    assert low_points(steady(3, 3, None, -5), 2) == {3}, "the end of a series may be its low point"
    assert low_points([None, None], 2) == low_points([], 2) == set()
    assert high_points(steady(-2, -1, 6, None, -1), 2) == {2}


def test_a_point_tells_when_it_was_last_so() -> None:
    def row(month: int, value: float | None, low: bool = False, high: bool = False) -> Relation:
        return Relation(
            source="FRA", target="DEU", first=date(2020, month, 1), last=date(2020, month, 28), events=(),
            independent_reports=0, cooperation=0, conflict=0, temperature=value, lower=value, upper=value,
            low_point=low, high_point=high,
        )  # fmt: skip

    series = [row(1, -5), row(2, None), row(3, 2), row(4, -4, low=True), row(5, 3, high=True), row(6, -6, low=True)]
    april, may, june = points(series)
    assert (april.is_low, april.since) == (True, date(2020, 1, 1))
    assert (may.is_low, may.since) == (False, None)
    assert june.since is None


def test_the_row_of_a_break_is_marked() -> None:
    rows = relate(broken_stream(-5.0, rate=2.0).events, "DEU", "FRA", Period.MONTH)
    assert [row.first.month for row in rows if row.is_break] in ([6], [7])


def answering(lag: int, weeks: int = 40) -> list[Event]:
    """France treats Germany as Germany treated it so many weeks before."""
    tones = [(-8.0, 3.0, 6.0, -2.0, 7.0, -5.0, 1.0)[week * week % 7] for week in range(weeks)]
    acts = [made_event("DEU", "FRA", 7 * week + 1, tone, serial=week) for week, tone in enumerate(tones)]
    answers = [made_event("FRA", "DEU", 7 * (week + lag) + 2, tone / 2, serial=week) for week, tone in enumerate(tones)]
    return [*acts, *answers]


@pytest.mark.parametrize("lag", [0, 2])
def test_who_answers_how_long_after_is_told(lag: int) -> None:
    each = reciprocity(answering(lag), "DEU", "FRA")
    assert each is not None
    assert (each.lag_weeks, each.leader, each.follower) == (lag, "DEU", "FRA")
    assert each.lower > 0.9
    assert each.slope == pytest.approx(0.5)


def test_reciprocity_is_unknown_where_little_is_told_or_nothing_varies() -> None:
    assert reciprocity(answering(0, weeks=15), "DEU", "FRA") is None
    assert reciprocity([], "DEU", "FRA") is None
    flat = [made_event(a, b, 7 * week, 2.0 + (a < b), serial=week) for week in range(40) for a, b in (PAIR, PAIR[::-1])]
    assert reciprocity(flat, "DEU", "FRA") is None


def test_what_both_do_at_once_is_no_answer() -> None:
    meetings = [
        replace(made_event("DEU", "FRA", 7 * week, float(week % 5), serial=week), sources=sides, targets=())
        for week in range(40)
        for sides in [tuple(Actor(country=each) for each in PAIR)]
    ]
    assert reciprocity(meetings, "DEU", "FRA") is None
