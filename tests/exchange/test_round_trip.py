"""Events written in a format and read back are the same, in everything that the format can hold."""

import csv
import dataclasses
import io
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.event_export import event_file, event_lines
from detente.exchange import DATASETS, load_codes
from detente.lexicon import load_lexicon
from detente.model import Actor, Event, Imported, Status
from detente.store import Store, open_store
from tests.exchange.files import LAYOUTS, lines, read, row
from tests.store_nouns import CODINGS, coding

CODES = load_codes(load_lexicon())
SECTORS = sorted(set(CODES.sectors.values()) & set(CODES.roles.values()))
# What no row can hold: control characters, and words that stand for nothing.
NAMES = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=';"|,'), min_size=1, max_size=9
    )
    .map(lambda name: f"{name} Ä b")
    .filter(lambda name: name not in CODES.layouts.missing)
)
MODES = [(name, mode) for name, entry in CODES.ontology.types.items() for mode in (None, *entry.modes)]
ACTORS = st.builds(
    Actor,
    country=st.sampled_from(sorted(CODES.names)),
    sector=st.none() | st.sampled_from(SECTORS),
    name=NAMES,
)
# Columns that the store does not keep as they stand; of the sectors of a single party the primary one is kept.
LOST = {
    "icews": {"Event Text"},
    "gdelt": {"AvgTone", "IsRootEvent", "DATEADDED", "SOURCEURL"},
    "polecat": {"Actor COW", "Language", "Version", "Actor Sectors"},
    "phoenix": set(),
}
DEGREES = st.none() | st.floats(-90, 90)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """An event of our own, as one with its surest telling's details goes out."""
    kind, mode = draw(st.sampled_from(MODES))
    actors = draw(st.lists(ACTORS, min_size=2, max_size=4, unique_by=lambda each: (each.country, each.name.upper())))
    parted = draw(st.integers(1, len(actors)))
    day = draw(st.dates(date(1979, 1, 1), date(2030, 12, 31)))
    place = draw(st.none() | NAMES)
    return Event(
        id=f"{draw(st.integers(0, 2**64 - 1)):016x}",
        type=kind,
        status=Status.HAPPENED,
        score=CODES.ontology.score(kind, mode),
        sources=tuple(actors[:parted]),
        targets=tuple(actors[parted:]),
        first=day,
        last=day,
        reports=(),
        articles=(),
        publishers=(draw(NAMES),),
        independent_sources=1,
        imported=Imported(
            dataset="detente",
            ids=(),
            mode=mode,
            code=CODES.ontology.cameo(kind, mode),
            contexts=tuple(draw(st.lists(st.sampled_from(sorted(CODES.ontology.contexts)), max_size=2, unique=True))),
            place=place,
            country=draw(st.sampled_from(sorted(CODES.names))) if place else None,
            lat=draw(DEGREES),
            lon=draw(DEGREES),
            urls=("https://fjord.example/1",),
        ),
    )


def through(dataset: str, given_events: list[Event]) -> tuple[list[Event], str]:
    """The events as they come back from a file of the format, and the file."""
    with tempfile.TemporaryDirectory() as folder:
        file = event_file(dataset)
        text = file.head() + "".join(line for event in given_events for line in file.lines(event))
        assert not file.left_out
        store, done = read(Path(folder), dataset, text)
        assert done.unread == 0, done.sources[0].faults.told()
        return [*store.events()], text


def who(actors: tuple[Actor, ...]) -> list[tuple[str | None, str | None, str | None]]:
    return [(actor.country, actor.sector, actor.name) for actor in actors]


def pairs(event: Event) -> list[tuple[Actor, Actor]]:
    """The directed pairs of an event."""
    if event.targets:
        return [(one, other) for one in event.sources for other in event.targets]
    return [(one, other) for one in event.sources for other in event.sources if one is not other]


@settings(max_examples=25, deadline=None)
@given(st.lists(events(), min_size=1, max_size=4, unique_by=lambda each: each.id))
def test_polecat_holds_parties_type_mode_contexts_day_and_place(given_events: list[Event]) -> None:
    back, _ = through("polecat", given_events)
    by_id = {event.imported.ids[0]: event for event in back if event.imported}
    for event in given_events:
        found = by_id[event.id]
        assert (found.type, found.score, found.first, found.status) == (
            event.type,
            event.score,
            event.first,
            event.status,
        )
        assert who(found.sources) == who(event.sources)
        assert who(found.targets) == who(event.targets)
        assert found.publishers == event.publishers
        one, other = found.imported, event.imported
        assert one is not None
        assert other is not None
        for name in ("mode", "contexts", "place", "country", "lat", "lon"):
            assert getattr(one, name) == getattr(other, name), name


@pytest.mark.parametrize("dataset", ["icews", "gdelt", "phoenix"])
@settings(max_examples=20, deadline=None)
@given(given_events=st.lists(events(), min_size=1, max_size=3, unique_by=lambda each: each.id))
def test_the_others_hold_a_row_a_pair(dataset: str, given_events: list[Event]) -> None:
    back, _ = through(dataset, given_events)

    def named(actor: Actor) -> object:
        name = {"icews": actor.name, "gdelt": (actor.name or "").upper(), "phoenix": None}[dataset]
        return actor.country, actor.sector, name

    def told(event: Event, code: str | None) -> list[object]:
        # The visitor's code and the host's are one meeting; its two rows are joined where they name one story.
        code = min(code or "", CODES.reciprocal(code) or "")
        return [(code, event.type, event.first, named(one), named(other)) for one, other in pairs(event)]

    wanted = [each for event in given_events if event.imported for each in told(event, event.imported.code)]
    found = [each for event in back if event.imported for each in told(event, event.imported.code)]
    assert sorted(map(str, set(found))) == sorted(map(str, set(wanted)))
    for event in back:
        assert event.imported is not None
        assert event.score == CODES.ontology.score(event.type or "", event.imported.mode)
    places = {
        (e.imported.place, e.imported.country, e.imported.lat, e.imported.lon) for e in given_events if e.imported
    }
    assert {
        (e.imported.place, e.imported.country, e.imported.lat, e.imported.lon)
        for e in back
        if e.imported and e.imported.place
    } == {each for each in places if each[0]}


@pytest.mark.parametrize("dataset", DATASETS)
def test_an_imported_file_goes_out_as_it_came_in(dataset: str, tmp_path: Path) -> None:
    """Every cell that the store keeps; both rows of a meeting; and what goes out comes in as nothing new."""
    one = row(dataset)
    names = LAYOUTS.of(dataset).columns
    rows = [{**one, names[0]: str(number)} for number in range(3)]
    store, _ = read(tmp_path, dataset, lines(dataset, *rows))
    file = event_file(dataset)
    text = "".join(event_lines(store, store.events(), file))
    layout = LAYOUTS.of(dataset)
    out = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    body = out[1:] if layout.header else out
    assert all(len(cells) == len(names) for cells in out)
    lost = LOST[dataset]
    for cells, given_row in zip(sorted(body), rows, strict=True):
        for name, cell in zip(names, cells, strict=True):
            if name not in lost and name in given_row and given_row[name] not in LAYOUTS.missing:
                assert _plain(cell) == _plain(given_row[name]), name
    again = tmp_path / "again"
    again.mkdir()
    _, first = read(again, dataset, text)
    _, second = read(again, dataset, text)
    assert (first.added, second.added) == (3, 0)


def _plain(cell: str) -> str:
    try:
        return str(float(cell))
    except ValueError:
        return cell.replace("XKX", "KOS")


def test_linked_events_go_out_with_their_surest_telling(tmp_path: Path) -> None:
    store = open_store(tmp_path / "news.detente", create=True)
    store.add(CODINGS[:1])
    sure = CODINGS[0].reports[0]
    event = dataclasses.replace(_event_of(store), reports=tuple(report.id for report in coding(0).reports))
    store.replace_events([event])
    (out,) = [line.split("\t") for line in event_lines(store, store.events(), event_file("polecat"))][1:]
    cells = dict(zip(LAYOUTS.polecat.columns, out, strict=True))
    assert (cells["Event Type"], cells["Contexts"]) == ("REJECT", "|".join(sure.contexts))


def _event_of(store: Store) -> Event:
    report = next(iter(store.reports()))
    day = date(2020, 1, 1)
    return Event(
        id="0123456789abcdef",
        type=report.type,
        status=Status.HAPPENED,
        score=report.score,
        sources=(Actor(country="CHL"),),
        targets=(Actor(country="PER"),),
        first=day,
        last=day,
        reports=(),
        articles=(),
        publishers=(),
        independent_sources=1,
    )


@pytest.mark.parametrize("dataset", DATASETS)
def test_what_did_not_happen_or_has_no_day_is_counted(dataset: str, tmp_path: Path) -> None:
    store = open_store(tmp_path / "news.detente", create=True)
    event = _event_of(_filled(store))
    store.replace_events(
        [
            event,
            dataclasses.replace(event, id="1123456789abcdef", status=Status.PLANNED),
            dataclasses.replace(event, id="2123456789abcdef", first=None, last=None),
        ]
    )
    file = event_file(dataset)
    rows = [line for line in event_lines(store, store.events(), file) if line][LAYOUTS.of(dataset).header :]
    wanted = {"no day": 1} if dataset == "polecat" else {"no day": 1, "planned": 1}
    assert (dict(file.left_out), len(rows)) == (wanted, 3 - len(wanted))


def _filled(store: Store) -> Store:
    store.add(CODINGS[:1])
    return store
