"""What the store sums up of all pairs' days is what their events tell one by one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from detente.dyads import dyads
from detente.event_import import import_events
from detente.library import Library, open_store
from detente.model import Actor, Event, Period, Status
from detente.relations import (
    LEAST_CONFIDENCE,
    THREAT_INTENSITY,
    by_pair,
    months_of,
    pair_temperature,
    paired_days,
    readings,
    summed_days,
    temperatures,
)
from eval.exchange import write_rows
from eval.streams import Plan, made_event, rhythm, stream

IMPORTED_ROWS = 4000


def linked_events() -> list[Event]:
    """Three months of three states: unsure ones, threats, meetings of three, plans, and events without a day."""
    random = np.random.default_rng(5)
    daily = rhythm(random)
    pairs = (("CHL", "NOR", 2.0), ("NOR", "PER", -3.0), ("CHL", "PER", -5.0))
    events = [
        replace(
            each,
            confidence=(None, 0.0, 0.4, 0.93)[number % 4],
            independent_sources=number % 5,
            status=Status.THREATENED if number % 7 == 0 else Status.DENIED if number % 11 == 0 else Status.HAPPENED,
        )
        for a, b, tone in pairs
        for number, each in enumerate(stream(Plan(a=a, b=b, rate=0.8, tone=tone), random, daily).events)
    ]
    three = tuple(Actor(country=each) for each in ("CHL", "NOR", "PER"))
    nameless = (Actor(name="Some Body"),)
    first = made_event("CHL", "NOR", 9, 4.0, serial=10_000)
    return [
        *events,
        replace(first, id="meeting", sources=three, targets=()),
        replace(first, id="many", sources=three, targets=(*three[:1], *nameless)),
        replace(first, id="alone", sources=three[:1], targets=nameless),
        replace(first, id="undated", first=None, last=None),
        replace(first, id="planned", status=Status.PLANNED),
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A store with linked events beside imported ones, some of them meetings told both ways."""
    folder = tmp_path_factory.mktemp("stores")
    path = folder / "events.tab"
    write_rows(path, IMPORTED_ROWS)
    opened = open_store(folder / "news.detente", create=True)
    opened.replace_events(linked_events())
    import_events(opened.folder, [str(path)], "icews")
    return opened


def test_summed_days_are_those_of_the_events(store: Library) -> None:
    with dyads(store.folder) as opened:
        summed = opened.summed(threat=THREAT_INTENSITY, least_confidence=LEAST_CONFIDENCE)
    found, told = summed_days(summed.pairs, summed.columns), paired_days(by_pair(store.events()))
    assert list(found.pairs) == list(told.pairs)
    assert found.starts.tolist() == told.starts.tolist()
    for name in ("day", "mean", "worth", "squares", "count"):
        assert getattr(found.days, name) == pytest.approx(getattr(told.days, name), abs=1e-6), name
    counted = [each.first for each in store.events() if each.first and each.status in ("happened", "threatened")]
    assert summed.volumes == {day: counted.count(day) for day in set(counted)}


def test_where_pairs_stand_is_what_each_alone_tells(store: Library) -> None:
    events = by_pair(store.events())
    stand = store.standings(least_events=3)
    assert {(each.a, each.b) for each in stand} == {pair for pair, own in events.items() if len(own) >= 3}
    paired = paired_days(events)
    for each in stand[:20]:
        pair = each.a, each.b
        (whole,) = temperatures([readings(events[pair])])
        assert whole is not None
        assert (each.temperature, each.lower, each.upper) == pytest.approx((whole.value, whole.lower, whole.upper))
        months = [row for row in pair_temperature(events[pair], *pair, Period.MONTH) if row.temperature is not None]
        seen = {row.first: row.temperature for row in months}
        assert (each.coldest_month, each.warmest_month) == (
            min(seen, key=seen.__getitem__),
            max(seen, key=seen.__getitem__),
        )
        told = months_of(paired, pair)
        assert [(row.first, row.last, row.events) for row in told] == [(r.first, r.last, len(r.events)) for r in months]
        assert [row.upper for row in told] == pytest.approx([row.upper for row in months])


def test_events_between_two_states_are_those_of_the_whole_list(store: Library) -> None:
    for source, target in (("CHL", "NOR"), ("NOR", "PER"), ("AFG", "AGO")):
        assert [each.id for each in store.between(source, target)] == [
            each.id for each in store.events(source=source, target=target)
        ]


def test_a_store_without_events_has_no_pairs(tmp_path: Path) -> None:
    empty = open_store(tmp_path / "news.detente", create=True)
    assert empty.standings() == []
    assert empty.breaks() == []


def test_an_event_of_another_day_is_of_another_day(store: Library) -> None:
    with dyads(store.folder) as opened:
        assert min(opened.volumes()) < date(1996, 1, 1)
