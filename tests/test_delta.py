"""The folder of tables: writers that are killed or meet one another, readers meanwhile, and folders of other kinds."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable, TableFeatures

from detente.delta import DeltaFolder
from detente.errors import StoreError
from detente.store import MANY_FILES, Store, open_store
from detente.tables import ARTICLES, CHILDREN, Table
from tests.store_nouns import CODINGS, EVENTS, coding, held, written


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "Nachrichten für Perú.detente", create=True)


def test_a_run_that_dies_before_the_marker_has_written_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(CODINGS[:4])
    append = DeltaFolder.append

    def dies(self: DeltaFolder, table: Table[object], batch: pa.RecordBatch) -> None:
        if table is ARTICLES:
            raise KeyboardInterrupt
        append(self, table, batch)

    monkeypatch.setattr(DeltaFolder, "append", dies)
    with pytest.raises(KeyboardInterrupt):
        store.add(CODINGS[4:])
    monkeypatch.undo()
    again = open_store(store.path)
    assert written(again, CHILDREN[0]) == len(CODINGS)
    assert held(again) == CODINGS[:4]
    assert again.counts()["reports"] == again.reports().count() == 8
    again.add(CODINGS[4:])
    assert held(again) == CODINGS
    assert written(again, CHILDREN[0]) == len(CODINGS)


def test_nothing_is_swept_while_another_writes(store: Store) -> None:
    other = open_store(store.path)
    with other._folder.writing(), other._folder.writing():
        assert not store.sweep()
    assert store.sweep()


def writer(store: Store, first: int, last: int) -> subprocess.Popen[str]:
    root = Path(__file__).parent.parent
    command = f"from tests.store_nouns import write_slowly; write_slowly({str(store.path)!r}, {first}, {last})"
    return subprocess.Popen(
        [sys.executable, "-c", command],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])},
    )


def test_kills_at_any_moment_leave_a_store_that_ends_exact(store: Store) -> None:
    for wait in (0.05, 0.3, 0.5):
        with writer(store, 0, 40) as killed:
            assert killed.stdout is not None
            assert killed.stdout.readline() == "ready\n"
            time.sleep(wait)
            killed.send_signal(signal.SIGKILL)
        assert all(each == coding(int(each.article.id[1:])) for each in held(store))
    expected = [coding(number) for number in range(40)]
    store = open_store(store.path)
    store.add(expected)
    assert held(store) == expected
    assert [written(store, table) for table in (ARTICLES, *CHILDREN)] == [40, 40, 80, 40, 40]


def test_two_processes_write_at_once(store: Store) -> None:
    with writer(store, 0, 8) as one, writer(store, 4, 12) as two:
        assert one.wait(60) == two.wait(60) == 0
    assert held(store) == CODINGS
    assert store.sweep()
    assert [written(store, table) for table in (ARTICLES, *CHILDREN)] == [12, 12, 24, 12, 12]
    assert {each.id for each in store.articles("lima")} == store.known_articles()


def test_derived_tables_replaced_by_two_at_once_hold_one_of_them(store: Store) -> None:
    halves = [[each for number, each in enumerate(EVENTS) if number % 2 == side] for side in (0, 1)]
    replaced = [threading.Thread(target=store.replace_events, args=(half,)) for half in halves * 2]
    for thread in replaced:
        thread.start()
    for thread in replaced:
        thread.join()
    assert sorted(each.id for each in store.events()) in [[each.id for each in half] for half in halves]


def test_a_reader_sees_whole_articles_while_a_run_writes(store: Store) -> None:
    writing = threading.Thread(target=lambda: [store.add([each]) for each in CODINGS])
    writing.start()
    seen = []
    while writing.is_alive():
        reports = Counter(report.article for report in open_store(store.path).reports())
        assert set(reports.values()) <= {2}
        seen.append(len(reports))
    writing.join()
    assert seen == sorted(seen)
    assert held(store) == CODINGS


def test_a_reading_begun_before_a_run_is_finished_after_it(store: Store) -> None:
    store.add(CODINGS[:6])
    reading = iter(store.all_articles())
    first = next(reading)
    for each in CODINGS[6:]:
        store.add([each])
    store._folder.compact(many=2)
    assert [first, *reading] == [each.article for each in CODINGS[:6]]
    assert held(store) == CODINGS


def test_compacting_joins_files_and_keeps_rows(store: Store) -> None:
    for each in CODINGS[:MANY_FILES]:
        store.add([each])
    store.compact()
    assert len(DeltaTable(store.path / "articles").file_uris()) == 1
    assert held(store) == CODINGS[:MANY_FILES]


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store here\. Make one with: detente run .* --store"):
        open_store(tmp_path / "none")


def test_a_folder_of_other_things_is_not_made_a_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    with pytest.raises(StoreError, match=r"letter\.txt"):
        open_store(tmp_path, create=True)
    with pytest.raises(StoreError, match="letter"):
        open_store(tmp_path / "letter.txt", create=True)


def test_a_creation_that_was_cut_off_is_finished(store: Store) -> None:
    store.add(CODINGS)
    (store.path / "store.json").unlink()
    assert held(open_store(store.path, create=True)) == CODINGS


@pytest.mark.parametrize(("marker", "said"), [('{"format": 3}', "upgrade"), ("{", "not the marker"), ("[]", "marker")])
def test_a_store_of_another_kind_is_refused(store: Store, marker: str, said: str) -> None:
    (store.path / "store.json").write_text(marker)
    with pytest.raises(StoreError, match=said):
        open_store(store.path)


def test_the_marker_tells_format_and_version(store: Store) -> None:
    marker = json.loads((store.path / "store.json").read_text())
    assert marker["format"] == 2
    assert marker["detente"]


def test_a_table_with_deletion_vectors_is_refused(store: Store) -> None:
    table = DeltaTable(store.path / "reports")
    assert table.metadata().configuration["delta.enableDeletionVectors"] == "false"
    table.alter.add_feature(TableFeatures.DeletionVectors, allow_protocol_versions_increase=True)
    with pytest.raises(StoreError, match="deletionVectors"):
        open_store(store.path)


def test_a_lost_table_is_told_before_anything_is_swept(store: Store) -> None:
    store.add(CODINGS)
    (store.path / "articles").rename(store.path.parent / "elsewhere")
    with pytest.raises(StoreError, match="articles"):
        open_store(store.path, create=True)


def test_a_path_that_the_tables_can_not_stand_in_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"\[ \]"):
        open_store(tmp_path / "news[1]", create=True)
