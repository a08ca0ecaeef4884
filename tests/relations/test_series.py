"""Series: which events run between two states, in which period, and what never counts."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Actor, Event, Period, Relation, Status, content_id
from detente.relations import pair_temperature, period_of, relate

DAY = date(2014, 3, 3)
FRA, DEU, ITA = (Actor(country=code) for code in ("FRA", "DEU", "ITA"))


def event(
    day: int | None = 0,
    score: float = -4.0,
    *,
    sources: tuple[Actor, ...] = (FRA,),
    targets: tuple[Actor, ...] = (DEU,),
    status: Status = Status.HAPPENED,
    independent: int = 1,
    mark: object = None,
) -> Event:
    first = None if day is None else DAY + timedelta(days=day)
    return Event(
        id=content_id(day, score, status, *([each.country for each in side] for side in (sources, targets)), mark),
        type="ACCUSE", status=status, score=score, sources=sources, targets=targets, first=first, last=first,
        reports=(), articles=(), publishers=(), independent_sources=independent,
    )  # fmt: skip


def test_gaps_stand_between_the_first_and_the_last_event() -> None:
    rows = relate([event(0), event(15, 6.0)], "FRA", "DEU", Period.WEEK)
    assert [row.first for row in rows] == [DAY, DAY + timedelta(days=7), DAY + timedelta(days=14)]
    assert rows[1].temperature is rows[1].lower is rows[1].upper is None
    assert rows[1].events == ()
    assert rows[0].temperature is not None and rows[0].temperature < 0
    assert rows[2].temperature is not None and rows[2].temperature > 0
    assert (rows[0].conflict, rows[0].cooperation, rows[2].conflict, rows[2].cooperation) == (-4.0, 0.0, 0.0, 6.0)


def test_a_pair_is_directed() -> None:
    assert relate([event()], "DEU", "FRA", Period.MONTH) == []
    assert len(relate([event()], "FRA", "DEU", Period.MONTH)) == 1


def test_a_meeting_runs_both_ways_between_every_two_of_its_parties() -> None:
    meeting = event(sources=(FRA, DEU, ITA), targets=())
    for source, target in (("FRA", "DEU"), ("DEU", "FRA"), ("ITA", "FRA"), ("DEU", "ITA")):
        assert relate([meeting], source, target, Period.DAY)[0].events == (meeting.id,)
    assert relate([meeting], "FRA", "FRA", Period.DAY) == []


def test_compound_actors_expand_and_sources_are_no_pair_where_there_are_targets() -> None:
    joint = event(sources=(FRA, DEU), targets=(ITA,))
    assert relate([joint], "FRA", "ITA", Period.DAY)
    assert relate([joint], "DEU", "ITA", Period.DAY)
    assert relate([joint], "FRA", "DEU", Period.DAY) == []


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED, Status.HISTORICAL])
def test_what_did_not_happen_is_no_row(status: Status) -> None:
    assert relate([event(status=status)], "FRA", "DEU", Period.DAY) == []


def test_a_threat_counts_as_a_threat_and_not_as_the_deed() -> None:
    (threat,) = relate([event(score=-10.0, status=Status.THREATENED)], "FRA", "DEU", Period.DAY)
    (deed,) = relate([event(score=-10.0)], "FRA", "DEU", Period.DAY)
    assert deed.conflict < threat.conflict < 0


def test_events_without_a_day_are_left_out_and_an_event_given_twice_counts_once() -> None:
    once = event()
    (row,) = relate([once, once, event(None)], "FRA", "DEU", Period.DAY)
    assert row.events == (once.id,)


def test_the_events_that_moved_the_temperature_most_come_first() -> None:
    mild, told_by_many, harsh = event(score=-1.0), event(score=-5.0, independent=9), event(score=-9.0)
    (row,) = relate([mild, harsh, told_by_many], "FRA", "DEU", Period.DAY)
    assert row.events == (told_by_many.id, harsh.id, mild.id)
    assert row.independent_reports == 11


def test_without_direction_both_are_joined_and_a_meeting_counts_once() -> None:
    meeting = event(0, 3.0, sources=(FRA, DEU), targets=())
    back = event(0, -2.0, sources=(DEU,), targets=(FRA,))
    (row,) = pair_temperature([event(), back, meeting], "FRA", "DEU", Period.DAY)
    assert len(row.events) == 3
    assert (row.cooperation, row.conflict) == (3.0, -6.0)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        (Period.WEEK, date(2024, 2, 26), date(2024, 3, 3)),
        (Period.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_the_period_of_a_leap_day(period: Period, first: date, last: date) -> None:
    assert period_of(date(2024, 2, 29), period) == (first, last)


EVENTS = st.builds(
    event,
    st.integers(0, 80),
    st.sampled_from([-10.0, -4.0, -1.0, 0.0, 1.0, 3.5, 7.0]),
    sources=st.sampled_from([(FRA,), (FRA, DEU), (ITA,), (DEU, ITA)]),
    targets=st.sampled_from([(), (DEU,), (FRA, ITA)]),
    status=st.sampled_from([Status.HAPPENED, Status.HAPPENED, Status.THREATENED, Status.PLANNED]),
    independent=st.integers(0, 6),
    mark=st.integers(0, 10**6),
)
MANY = st.lists(EVENTS, max_size=25, unique_by=lambda each: each.id)


def sums(rows: list[Relation]) -> dict[date, tuple[set[str], int, float, float]]:
    return {
        row.first: (set(row.events), row.independent_reports, row.cooperation, row.conflict)
        for row in rows
        if row.events
    }


@settings(max_examples=50, deadline=None)
@given(MANY, st.randoms(use_true_random=False), st.sampled_from(list(Period)))
def test_the_order_of_events_does_not_matter(events: list[Event], random: object, period: Period) -> None:
    mixed = list(events)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert relate(mixed, "FRA", "DEU", period) == relate(events, "FRA", "DEU", period)


@settings(max_examples=50, deadline=None)
@given(MANY, st.integers(0, 25))
def test_counts_of_two_parts_add_up(events: list[Event], cut: int) -> None:
    one, other = (sums(relate(part, "FRA", "DEU", Period.WEEK)) for part in (events[:cut], events[cut:]))
    empty: tuple[set[str], int, float, float] = (set(), 0, 0.0, 0.0)
    for first, (ids, reports, warm, cold) in sums(relate(events, "FRA", "DEU", Period.WEEK)).items():
        a, b = one.get(first, empty), other.get(first, empty)
        assert ids == a[0] | b[0]
        assert reports == a[1] + b[1]
        assert (warm, cold) == (pytest.approx(a[2] + b[2]), pytest.approx(a[3] + b[3]))


@settings(max_examples=50, deadline=None)
@given(MANY)
def test_rows_follow_one_another_without_a_hole_and_stay_on_the_scale(events: list[Event]) -> None:
    rows = relate(events, "FRA", "DEU", Period.MONTH)
    for before, after in pairwise(rows):
        assert after.first == before.last + timedelta(days=1)
    for row in rows:
        if row.temperature is not None and row.lower is not None and row.upper is not None:
            assert -10 <= row.lower <= row.temperature <= row.upper <= 10
