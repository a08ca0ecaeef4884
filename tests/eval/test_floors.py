"""Comparing toy figures with toy floors."""

from pathlib import Path

import pytest

from eval.benchmarks import ALL, Benchmark
from eval.floors import (
    Floors,
    changed_packs,
    cut,
    digests,
    is_worse,
    missing,
    raised,
    read_floors,
    shortfalls,
    write_floors,
)
from eval.measures import Scores


def toy(*, lower_is_better: bool = False) -> Benchmark:
    def run(bench: Path, limit: int | None) -> Scores:
        raise NotImplementedError

    return Benchmark(
        name="toy", files=("a.jsonl",), run=run, guarded=("f1",), slack=0.01, lower_is_better=lower_is_better
    )


def scores(value: float, rows: int = 3) -> Scores:
    return Scores(rows=rows, metrics={"f1": value, "shown": 0.0})


def floors(value: float) -> Floors:
    return Floors(files={"a.jsonl": "0"}, rows=3, floors={"f1": value})


def test_a_figure_within_the_slack_passes_and_below_it_is_named() -> None:
    assert shortfalls(toy(), floors(0.7), scores(0.695)) == []
    (line,) = shortfalls(toy(), floors(0.7), scores(0.68))
    assert line == "toy: f1 is 0.6800, below its floor 0.7000 (slack 0.01). Look with: python -m eval toy"


def test_where_lower_is_better_the_floor_is_a_ceiling() -> None:
    benchmark = toy(lower_is_better=True)
    assert shortfalls(benchmark, floors(2.0), scores(1.0)) == []
    assert "above its ceiling" in shortfalls(benchmark, floors(2.0), scores(2.5))[0]
    assert raised(benchmark, floors(2.0), scores(1.5)) == {"f1": 1.5}
    assert raised(benchmark, floors(2.0), scores(2.005)) == {"f1": 2.0}


def test_a_figure_that_is_no_number_is_worse() -> None:
    assert is_worse(toy(), float("nan"), 0.1)


def test_another_number_of_rows_is_named() -> None:
    assert "2 rows were used; the floors were measured on 3" in shortfalls(toy(), floors(0.7), scores(0.7, rows=2))[0]


def test_a_guarded_figure_without_floor_is_named() -> None:
    assert "f1 is 0.7000 and has no floor" in missing(toy(), Floors(), scores(0.7))[0]
    assert missing(toy(), floors(0.7), scores(0.7)) == []


def test_floors_rise_and_do_not_creep_down_within_the_slack() -> None:
    assert raised(toy(), floors(0.7), scores(0.8)) == {"f1": 0.8}
    assert raised(toy(), floors(0.7), scores(0.695)) == {"f1": 0.7}
    assert raised(toy(), Floors(), scores(0.5)) == {"f1": 0.5}
    assert raised(toy(), floors(0.7), scores(0.6)) == {"f1": 0.6}


def test_floors_are_cut_to_the_lenient_side() -> None:
    assert cut(toy(), 0.71239) == 0.7123
    assert cut(toy(), 0.7) == 0.7
    assert cut(toy(lower_is_better=True), 0.71231) == 0.7124


def test_a_changed_pack_is_named_with_both_digests(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("x", encoding="utf-8")
    found = digests(toy(), tmp_path)
    assert changed_packs(toy(), Floors(files=found), found) == []
    assert changed_packs(toy(), Floors(), found) == []
    (line,) = changed_packs(toy(), floors(0.7), found)
    assert found["a.jsonl"] in line
    assert "--update --allow-regression" in line


def test_floors_are_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert read_floors(path) == {}
    write_floors({"toy": floors(0.7), "other": Floors()}, path)
    assert read_floors(path) == {"toy": floors(0.7), "other": Floors()}


@pytest.mark.parametrize("benchmark", ALL, ids=lambda each: each.name)
def test_the_floors_of_this_repository_name_only_guarded_figures(benchmark: Benchmark) -> None:
    entry = read_floors().get(benchmark.name, Floors())
    assert set(entry.floors) <= set(benchmark.guarded)
    assert set(entry.files) <= set(benchmark.files)
