"""What a store answers: events by party and day, pairs, quotations, and tables for notebooks."""

import dataclasses
import typing
from datetime import date
from pathlib import Path

import pytest

from detente.errors import NotFoundError
from detente.model import Actor
from detente.store import Pair, Store, open_store
from detente.tables import TABLES
from tests.store_nouns import CODINGS, EVENTS, event


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "Nachrichten für Perú.detente", create=True)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["e1", "e2", "e3", "e6", "e5", "e4"]),
        ({"source": "USA"}, ["e1", "e3", "e6"]),
        ({"target": "USA"}, ["e2", "e3", "e6", "e4"]),
        ({"source": "USA", "target": "RUS"}, ["e1", "e3"]),
        ({"source": "RUS", "target": "CHN"}, ["e3"]),
        ({"source": "CHN", "target": "RUS"}, ["e3"]),
        ({"source": "USA", "target": "USA"}, ["e6"]),
        ({"target": "PER"}, []),
        ({"source": "US"}, []),
        ({"source": "USA|RUS"}, []),
        ({"since": date(2020, 2, 1), "until": date(2020, 3, 1)}, ["e2", "e3"]),
        ({"type": "CONSULT"}, ["e3"]),
        ({"type": "' OR 1=1 --"}, []),
    ],
)
def test_events_are_filtered(store: Store, filters: dict[str, typing.Any], found: list[str]) -> None:
    store.replace_events(EVENTS)
    in_order = sorted(found, key=["e1", "e2", "e3", "e5", "e6", "e4"].index)
    assert [each.id for each in store.events(**filters)] == in_order
    assert store.events(**filters).count() == len(found)


def test_events_of_world_bodies_are_found_by_name(store: Store) -> None:
    body = dataclasses.replace(event("e9", "", "PER"), sources=(Actor(name="World Body"),))
    store.replace_events([*EVENTS, body])
    assert [each.id for each in store.events(source="World Body", target="PER")] == ["e9"]


def test_events_are_found_by_id_and_by_article(store: Store) -> None:
    store.replace_events(EVENTS)
    assert store.event("e3") == EVENTS[2]
    assert len(list(store.events_of("a001"))) == len(EVENTS)
    assert list(store.events_of("a00")) == []
    with pytest.raises(NotFoundError, match="e99"):
        store.event("e99")


def test_pairs_are_counted_in_either_direction(store: Store) -> None:
    assert store.pairs() == []
    store.replace_events(EVENTS)
    assert store.pairs() == [Pair("RUS", "USA", 3), Pair("CHN", "USA", 2), Pair("CHN", "RUS", 1)]


def test_quotations_are_found_by_speaker_and_country(store: Store) -> None:
    store.add(CODINGS[:2])
    assert [each.id for each in store.quotations(speaker="diaz")] == ["q0", "q1"]
    assert [each.id for each in store.quotations(country="CHL")] == ["q0", "q1"]
    assert list(store.quotations(speaker="Diaz", country="PER")) == []
    assert [each.quotation for each in store.claims()] == ["q0", "q1"]
    assert [each.id for each in store.reports(["r001-1", "none"])] == ["r001-1"]


def test_rows_are_tables_for_notebooks(store: Store) -> None:
    store.add(CODINGS)
    store.replace_events(EVENTS)
    assert store.rows("events").to_arrow().num_rows == len(EVENTS)
    assert store.events(type="CONSULT").to_dicts()[0]["sources"] == "CHN|USA|RUS"
    frame = store.events().to_pandas()
    assert frame.groupby("sources")["score"].count()["USA"] == 2
    assert frame["first"].dt.month.max() == 5
    assert store.rows("reports").to_polars()["targets"].unique().to_list() == ["PER"]
    assert "record" not in store.rows("reports").to_arrow().column_names
    for table in TABLES:
        assert len(store.rows(table.name).to_dicts()) == store.counts()[table.name]
    with pytest.raises(NotFoundError, match="no table 'stories'; there are articles"):
        store.rows("stories")
