"""The command line, without packs and with toy benchmarks."""

import json
from pathlib import Path

import pytest

from eval import __main__ as command
from eval.benchmarks import ALL, BY_NAME, Benchmark
from eval.floors import Floors
from eval.measures import Scores
from eval.robust import Report
from eval.table import number, table

Said = pytest.CaptureFixture[str]


def run_toy(bench: Path, limit: int | None) -> Scores:  # noqa: ARG001
    return Scores(rows=limit or 9, metrics={"f1": 0.5, "per_second": 1234.5})


TOY = Benchmark(name="pairs", files=(), run=run_toy, guarded=("f1",))


def test_every_benchmark_has_the_name_it_is_asked_for_by() -> None:
    wanted = {
        "pairs",
        "claims",
        "claims_unseen",
        "derivation",
        "quotations",
        "happenings",
        "dates",
        "places",
        "metonymy",
        "pronouns",
        "pages",
        "countries",
        "load",
        "speed",
        "holders",
        "sentences",
    }
    assert {each.name for each in ALL} == wanted
    assert set(BY_NAME) > wanted


def test_missing_packs_are_one_line_and_status_1(tmp_path: Path, capsys: Said) -> None:
    assert command.main(["pairs", "--bench", str(tmp_path / "nowhere")]) == 1
    assert command.main(["pairs", "--bench", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 2


def test_an_unknown_name_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["nonsense"])
    assert caught.value.code == 2


def test_json_goes_to_standard_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setitem(BY_NAME, "pairs", TOY)
    assert command.main(["pairs", "--bench", str(tmp_path), "--limit", "4", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"pairs": {"rows": 4, "metrics": {"f1": 0.5, "per_second": 1234.5}}}


def test_the_table_shows_metric_value_and_floor() -> None:
    drawn = table([(TOY, run_toy(Path(), None))], {"pairs": Floors(floors={"f1": 0.6})})
    cells = [list(column.cells) for column in drawn.columns]
    assert cells == [["pairs", ""], ["9", ""], ["f1", "per_second"], ["0.5000", "1234.5"], ["0.6000", "-"]]
    assert [row.style for row in drawn.rows] == ["red", ""]


def test_figures_are_short() -> None:
    assert (number(0.12345), number(1234.56)) == ("0.1235", "1234.6")


@pytest.mark.parametrize(("faults", "status"), [((), 0), (("x: coding raised KeyError: 1",), 1)])
def test_robust_prints_its_digest_and_fails_on_faults(
    faults: tuple[str, ...], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def run(bench: Path, limit: int | None, *, workers: int) -> Report:  # noqa: ARG001
        return Report(articles=1, characters=2, spans=3, faults=faults, digest="abc")

    monkeypatch.setattr(command.robust, "run", run)
    assert command.main(["robust", "--bench", str(tmp_path), "--digest"]) == status
    captured = capsys.readouterr()
    assert captured.out == "abc\n"
    assert captured.err.splitlines() == list(faults)
