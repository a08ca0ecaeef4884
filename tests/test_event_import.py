"""Imported events in a store: once, whatever is repeated or cut off, and beside the linked ones in every reader."""

import gzip
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from detente import event_import
from detente.delta import DeltaFolder
from detente.errors import InputError, NotFoundError
from detente.event_import import import_events
from detente.event_tables import IMPORTED
from detente.exchange import Source, load_codes
from detente.lexicon import load_lexicon
from detente.library import open_store
from detente.pipeline import link
from tests.exchange.files import LAYOUTS, lines, read, row
from tests.store_nouns import CODINGS, EVENTS

ROWS = [row("icews", Event_ID=str(number), Event_Date=f"2014-{1 + number % 12:02}-05") for number in range(40)]
FILE = lines("icews", *ROWS)


def test_the_same_file_again_adds_nothing(tmp_path: Path) -> None:
    store, first = read(tmp_path, "icews", FILE)
    before = [*store.events()]
    _, again = read(tmp_path, "icews", FILE)
    assert (first.added, again.added, again.before) == (40, 0, 40)
    assert [*store.events()] == before


def test_a_file_that_has_grown_adds_what_is_new(tmp_path: Path) -> None:
    read(tmp_path, "icews", lines("icews", *ROWS[:10]))
    store, done = read(tmp_path, "icews", FILE)
    assert (done.added, done.before, store.counts()["imported"]) == (30, 10, 40)


def test_an_import_that_is_cut_off_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between any two commits; what comes out is as if it had run through."""
    monkeypatch.setattr(event_import, "COMMITTED_ROWS", 1)
    for number in range(4):
        (tmp_path / f"{number}.tsv").write_text(lines("icews", *ROWS[number * 10 : number * 10 + 10]))
    paths = [str(tmp_path / f"{number}.tsv") for number in range(4)]
    store = open_store(tmp_path / "news.detente", create=True)
    append, commits = DeltaFolder.append, []

    def dies(self: DeltaFolder, table: object, rows: object) -> None:
        if len(commits) == 2:
            raise KeyboardInterrupt
        commits.append(rows)
        append(self, table, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(DeltaFolder, "append", dies)
    with pytest.raises(KeyboardInterrupt):
        import_events(store.folder, paths, "icews")
    monkeypatch.undo()
    assert store.counts()["imported"] == 20
    done = import_events(store.folder, paths, "icews")
    assert (done.added, done.before) == (20, 20)
    (tmp_path / "whole").mkdir()
    whole, _ = read(tmp_path / "whole", "icews", FILE)
    assert [*store.events()] == [*whole.events()]


def test_a_run_leaves_imported_events_as_they_are(tmp_path: Path) -> None:
    store, _ = read(tmp_path, "icews", FILE)
    imported = [*store.events()]
    store.add(CODINGS)
    link(store)
    assert [event for event in store.events() if event.imported] == imported
    assert store.counts()["events"] > 0


def test_readers_see_linked_and_imported_events_together(tmp_path: Path) -> None:
    store, _ = read(tmp_path, "icews", lines("icews", *ROWS[:2], row("icews", Event_ID="x", CAMEO_Code="010")))
    store.replace_events(EVENTS)
    assert store.events().count() == len(EVENTS) + 3
    assert {event.id for event in store.events(source="NOR", target="CHL")} & {event.id for event in EVENTS} == set()
    assert store.events(type="ACCUSE").count() == 2 + sum(event.type == "ACCUSE" for event in EVENTS)
    assert [event.first for event in store.events(until=date(2014, 2, 28))] == [date(2014, 1, 5), date(2014, 2, 5)]
    some = next(iter(store.events(source="NOR")))
    assert store.event(some.id) == some
    assert {(pair.a, pair.b): pair.events for pair in store.pairs()} == {
        ("CHL", "NOR"): 3,
        ("RUS", "USA"): 3,
        ("CHN", "RUS"): 1,
        ("CHN", "USA"): 2,
    }
    table = store.events().to_arrow()
    assert {"dataset", "given_id", "code", "intensity"} <= set(table.column_names)
    assert [each["code"] for each in table.to_pylist()].count("010") == 1
    with pytest.raises(NotFoundError):
        store.event("none")


def test_between_finds_what_events_finds(tmp_path: Path) -> None:
    """The fast way to one pair and the general one agree, on linked, imported, compound and mutual events."""
    lists = row("polecat", Actor_Name="A; B", Actor_Country="NOR; USA")
    read(tmp_path, "polecat", lines("polecat", row("polecat"), lists, row("polecat", Event_Type="CONSULT")))
    store, _ = read(tmp_path, "icews", FILE)
    store.replace_events(EVENTS)
    countries = ("USA", "RUS", "CHN", "NOR", "CHL", "KOS", "PER", "US")
    found = 0
    for source in countries:
        for target in countries:
            slow = [event.id for event in store.events(source=source, target=target)]
            fast = [event.id for event in store.between(source, target)]
            assert slow == fast, (source, target)
            found += len(fast)
    assert found > 40


def test_a_store_made_before_there_was_such_a_table(tmp_path: Path) -> None:
    store, _ = read(tmp_path, "icews", FILE)
    shutil.rmtree(store.path / IMPORTED.name)
    old = open_store(store.path)
    assert (old.events().count(), old.counts()["imported"]) == (0, 0)
    _, done = read(tmp_path, "icews", FILE)
    assert done.added == 40


@pytest.mark.parametrize("kind", ["gz", "zip", "folder"])
def test_files_may_be_packed_or_in_a_folder(tmp_path: Path, kind: str) -> None:
    halves = [lines("icews", *ROWS[:20]), lines("icews", *ROWS[20:])]
    place = tmp_path / "files"
    place.mkdir()
    if kind == "gz":
        for number, text in enumerate(halves):
            (place / f"{number}.tsv.gz").write_bytes(gzip.compress(text.encode()))
    elif kind == "zip":
        with zipfile.ZipFile(place / "all.zip", "w") as packed:
            for number, text in enumerate(halves):
                packed.writestr(f"{number}.tsv", text)
    else:
        for number, text in enumerate(halves):
            (place / f"{number}.tsv").write_text(text)
        (place / ".hidden").write_text("nothing")
    store = open_store(tmp_path / "news.detente", create=True)
    assert import_events(store.folder, [str(place)], "icews").added == 40


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    store = open_store(tmp_path / "news.detente", create=True)
    (tmp_path / "bad.gz").write_bytes(b"not packed")
    (tmp_path / "wide.tsv").write_bytes("Event ID\tEvent Date\n".encode("utf-16"))
    with pytest.raises(InputError, match="no such file"):
        import_events(store.folder, [str(tmp_path / "none.tsv")], "icews")
    with pytest.raises(InputError, match=r"bad\.gz: cannot be read"):
        import_events(store.folder, [str(tmp_path / "bad.gz")], "icews")
    with pytest.raises(InputError, match=r"wide\.tsv: the file is UTF-16"):
        import_events(store.folder, [str(tmp_path / "wide.tsv")], "icews")
    with pytest.raises(NotFoundError, match="known: icews, gdelt, polecat, phoenix"):
        import_events(store.folder, [str(tmp_path / "wide.tsv")], "acled")


@pytest.mark.parametrize("size", [1, 300, 1000, 10**6])
@pytest.mark.parametrize("dataset", ["icews", "gdelt"])
def test_the_size_of_blocks_changes_nothing(tmp_path: Path, size: int, dataset: str) -> None:
    path = tmp_path / "events.tsv"
    rows = [{**row(dataset), LAYOUTS.of(dataset).columns[0]: str(number)} for number in range(30)]
    path.write_text(lines(dataset, *rows) + "short\n")
    source = Source(str(path), dataset, load_codes(load_lexicon()))
    tables = [*source.tables(size=size)]
    assert [each for table in tables for each in table["given_id"].to_pylist()] == [str(n) for n in range(30)]
    assert (source.rows, source.faults.counts.total()) == (31, 1)
