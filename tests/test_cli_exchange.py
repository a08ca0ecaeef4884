"""The commands that exchange events with others, as they are typed."""

import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from detente.cli import main
from tests.exchange.files import LAYOUTS, lines, row

SHARED = Path(__file__).parents[2] / "shared" / "bench"
ARTICLE = "Norway accused Chile on Tuesday of jamming its weather balloons."


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """A store with two imported events and the file that they came from."""
    rows = [row("icews"), row("icews", Event_ID="2", Event_Date="2014-04-01", CAMEO_Code="010")]
    (tmp_path / "events.tsv").write_text(lines("icews", *rows))
    assert run("import", tmp_path / "events.tsv", "--from", "icews", "--store", tmp_path / "s").exit_code == 0
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_import_tells_what_it_did(imported: Path) -> None:
    again = run("import", imported / "events.tsv", "--from", "icews", "--store", imported / "s")
    assert again.stdout == ""
    assert "2 rows read, 0 events added, 2 there before; the store holds 2 imported events" in again.stderr


def test_import_counts_bad_rows_and_strict_minds_them(imported: Path) -> None:
    path = imported / "bad.tsv"
    path.write_text(lines("icews", row("icews", Event_ID="3", Source_Country="Ruritania")) + "short\n")
    words = ("import", path, "--from", "icews", "--store", imported / "s")
    found = run(*words)
    assert found.exit_code == 0
    assert f"{path}: not read: 1: 1 cells, where there are 20 columns ('short')" in found.stderr
    assert "kept without a country, for it is none of ours: 'Ruritania' 1" in found.stderr
    assert run(*words, "--strict").exit_code == 1


def test_import_of_another_format_is_one_line(imported: Path) -> None:
    found = run("import", imported / "events.tsv", "--from", "gdelt", "--store", imported / "s")
    assert found.exit_code == 1
    assert found.stderr.splitlines()[-1].endswith("line 1 has 20 cells; gdelt has 61, 58, 57. Is --from right?")
    assert run("import", imported / "events.tsv", "--store", imported / "s").exit_code == 2


def test_the_commands_work_on_imported_events(imported: Path) -> None:
    store = ("--store", imported / "s")
    events = [json.loads(line) for line in run("events", *store, "--format", "jsonl").stdout.splitlines()]
    assert [event["type"] for event in events] == ["ACCUSE", None]
    assert events[0]["imported"] == {
        "dataset": "icews",
        "ids": ["1"],
        "code": "112",
        "mode": "allege",
        "intensity": -2.0,
        "urls": [],
    }
    months = run("relations", "NOR", "CHL", *store, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(each)["events"] for each in months] == [1, 1]
    assert run("plot", "NOR", "CHL", *store, "-o", imported / "pair.svg").exit_code == 0
    assert "ACCUSE" in run("events", *store).stdout


def test_events_as_parquet_to_a_file_and_to_standard_output(imported: Path) -> None:
    words = ("events", "--store", imported / "s", "--source", "NOR", "--format", "parquet")
    out = imported / "events.parquet"
    assert run(*words, "-o", out).stdout == ""
    table = pq.read_table(out)
    assert table["code"].to_pylist() == ["112", "010"]
    assert "record" not in table.column_names
    assert pq.read_table(io.BytesIO(run(*words).stdout_bytes)) == table


@pytest.mark.parametrize("form", ["icews", "gdelt", "polecat", "phoenix"])
def test_events_have_the_columns_of_the_format(imported: Path, form: str) -> None:
    found = run("events", "--store", imported / "s", "--format", form)
    rows = [line.split("\t") for line in found.stdout.splitlines()]
    layout = LAYOUTS.of(form)
    assert {len(each) for each in rows} == {len(layout.columns)}
    assert (rows[0] == list(layout.columns)) is layout.header
    assert ("not written: 1 no type" in found.stderr) is (form == "polecat")
    assert run("events", "--store", imported / "s", "--format", form, "-o", imported / "out").stdout == ""
    assert (imported / "out").read_text() == found.stdout


@pytest.mark.parametrize("form", ["icews", "gdelt", "polecat", "phoenix"])
def test_code_writes_and_import_reads(form: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    coded = run("code", tmp_path / "a.txt", "--published", "2024-05-03", "--format", form)
    assert coded.exit_code == 0
    (tmp_path / "coded").write_text(coded.stdout)
    assert run("import", tmp_path / "coded", "--from", form, "--store", tmp_path / "s").exit_code == 0
    (event,) = run("events", "--store", tmp_path / "s", "--format", "jsonl").stdout.splitlines()
    told = json.loads(event)
    assert (told["type"], told["first"]) == ("ACCUSE", "2024-04-30")
    assert [each["country"] for each in (*told["sources"], *told["targets"])] == ["NOR", "CHL"]


def test_a_file_that_cannot_be_written_leaves_nothing(imported: Path) -> None:
    found = run("events", "--store", imported / "s", "--format", "icews", "-o", imported / "none" / "out")
    assert found.exit_code == 1
    assert "cannot be written" in found.stderr


def test_standard_input_is_read(imported: Path) -> None:
    words = ["import", "-", "--from", "icews", "--store", str(imported / "s")]
    found = CliRunner().invoke(main, words, input=(imported / "events.tsv").read_bytes())
    assert "2 there before" in found.stderr


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the maintainers' samples are not here")
@pytest.mark.parametrize(
    ("dataset", "name", "added", "joined"),
    [("icews", "icews_2018_sample.tab", 3120, 585), ("gdelt", "gdelt_events_sample.csv", 93, 7)],
)
def test_real_samples_are_read_whole(tmp_path: Path, dataset: str, name: str, added: int, joined: int) -> None:
    found = run("import", SHARED / name, "--from", dataset, "--store", tmp_path / "s")
    rows = added + joined
    assert f"{rows:,} rows read, {added:,} events added, {joined:,} joined" in found.stderr
    assert "not read" not in found.stderr
    out = run("events", "--store", tmp_path / "s", "--format", dataset).stdout.splitlines()
    assert len(out) == rows + LAYOUTS.of(dataset).header
