"""The two rows of a meeting, one each way, are one event; nothing else is joined."""

from pathlib import Path

import pytest

from tests.exchange.files import lines, read, row


def way(number: int, source: str, target: str, code: str = "040", **cells: str) -> dict[str, str]:
    parties = {"Source_Name": source, "Source_Country": source, "Target_Name": target, "Target_Country": target}
    return row("icews", Event_ID=str(number), CAMEO_Code=code, **parties, Source_Sectors="NULL", **cells)


def test_a_meeting_told_both_ways_is_one_event_in_both_directions(tmp_path: Path) -> None:
    store, done = read(tmp_path, "icews", lines("icews", way(12, "Chile", "Norway"), way(11, "Norway", "Chile")))
    (event,) = store.events()
    assert (done.rows, done.added, done.joined) == (2, 1, 1)
    assert [actor.country for actor in event.sources] == ["NOR", "CHL"]
    assert event.targets == ()
    assert event.imported is not None
    assert event.imported.ids == ("11", "12")
    for pair in (("NOR", "CHL"), ("CHL", "NOR")):
        assert [each.events for each in store.relation(*pair)] == [(event.id,)]
    assert [(pair.a, pair.b, pair.events) for pair in store.pairs()] == [("CHL", "NOR", 1)]


def test_a_visit_and_its_host_are_one_event(tmp_path: Path) -> None:
    rows = way(11, "Norway", "Chile", "042"), way(12, "Chile", "Norway", "043")
    store, _ = read(tmp_path, "icews", lines("icews", *rows))
    (event,) = store.events()
    assert event.imported is not None
    assert (event.imported.code, event.sources[0].country) == ("042", "NOR")


@pytest.mark.parametrize(
    "other",
    [
        way(12, "Norway", "Chile"),
        way(12, "Chile", "Norway", Sentence_Number="3"),
        way(12, "Chile", "Norway", Story_ID="71"),
        way(12, "Chile", "Norway", Event_Date="2014-03-19"),
        way(12, "Chile", "Norway", "046"),
        way(12, "Chile", "Peru"),
    ],
)
def test_other_rows_stay_two(tmp_path: Path, other: dict[str, str]) -> None:
    _, done = read(tmp_path, "icews", lines("icews", way(11, "Norway", "Chile"), other))
    assert (done.added, done.joined) == (2, 0)


def test_accusations_each_way_are_two_deeds(tmp_path: Path) -> None:
    rows = way(11, "Norway", "Chile", "112"), way(12, "Chile", "Norway", "112")
    _, done = read(tmp_path, "icews", lines("icews", *rows))
    assert (done.added, done.joined) == (2, 0)


def test_two_rows_of_one_way_and_one_of_the_other_leave_one(tmp_path: Path) -> None:
    rows = [way(11, "Norway", "Chile"), way(12, "Chile", "Norway"), way(13, "Norway", "Chile")]
    store, done = read(tmp_path, "icews", lines("icews", *rows))
    assert (done.added, done.joined) == (2, 1)
    assert sorted(event.imported.ids for event in store.events() if event.imported) == [("11", "12"), ("13",)]


def test_the_other_side_of_a_meeting_is_known_when_it_comes_again_alone(tmp_path: Path) -> None:
    rows = [way(11, "Norway", "Chile"), way(12, "Chile", "Norway")]
    read(tmp_path, "icews", lines("icews", *rows))
    for each in rows:
        _, done = read(tmp_path, "icews", lines("icews", each))
        assert (done.added, done.before) == (0, 1)
