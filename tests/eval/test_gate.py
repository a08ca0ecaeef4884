"""The gate on toy benchmarks: when it opens, when it stays shut, and when floors move."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eval import gate
from eval.benchmarks import Benchmark
from eval.floors import read_floors
from eval.measures import Scores


@dataclass
class Toys:
    """Two benchmarks whose figures a test can change, their packs and their floors."""

    folder: Path
    figures: dict[str, float] = field(default_factory=lambda: {"one": 0.7, "two": 0.5})
    ran: list[str] = field(default_factory=list)

    @property
    def floors(self) -> Path:
        return self.folder / "floors.json"

    def known(self) -> Mapping[str, Benchmark]:
        return {
            name: Benchmark(name=name, files=(f"{name}.jsonl",), run=self.runner(name), guarded=("f1",), slack=0.01)
            for name in self.figures
        }

    def runner(self, name: str) -> Callable[[Path, int | None], Scores]:
        def run(bench: Path, limit: int | None) -> Scores:
            assert bench == self.folder
            assert limit is None
            self.ran.append(name)
            if self.figures[name] < 0:
                raise IndexError("odd row")
            return Scores(rows=3, metrics={"f1": self.figures[name], "shown": 1.0})

        return run

    def gate(self, *arguments: str) -> int:
        options = ["--bench", str(self.folder), "--floors", str(self.floors), "--workers", "1", *arguments]
        self.ran.clear()
        return gate.main(options, known=self.known())

    def floor(self, name: str) -> float:
        return read_floors(self.floors)[name].floors["f1"]


@pytest.fixture
def toys(tmp_path: Path) -> Toys:
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text("{}\n", encoding="utf-8")
    made = Toys(tmp_path)
    assert made.gate("--update") == 0
    return made


Said = pytest.CaptureFixture[str]


def test_it_opens_when_nothing_moved(toys: Toys) -> None:
    assert toys.gate() == 0
    assert toys.ran == ["one", "two"]


def test_it_stays_shut_below_a_floor_and_names_the_figure_and_the_command(toys: Toys, capsys: Said) -> None:
    toys.figures["two"] = 0.4
    assert toys.gate() == 1
    said = capsys.readouterr().err
    assert "two: f1 is 0.4000, below its floor 0.5000" in said
    assert "python -m eval two" in said
    assert "one: f1" not in said


def test_only_the_named_benchmarks_run(toys: Toys) -> None:
    toys.figures["two"] = 0.4
    assert toys.gate("--only", "one") == 0
    assert toys.ran == ["one"]


def test_a_changed_pack_is_an_error_of_its_own_and_is_not_measured(toys: Toys, capsys: Said) -> None:
    (toys.folder / "one.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    assert toys.gate() == 1
    assert toys.ran == ["two"]
    said = capsys.readouterr().err
    assert "one: pack one.jsonl has SHA-256" in said
    assert "below its floor" not in said


def test_a_benchmark_that_breaks_is_named_and_hides_nothing(toys: Toys, capsys: Said) -> None:
    toys.figures |= {"one": -1, "two": 0.4}
    assert toys.gate() == 1
    said = capsys.readouterr().err
    assert "one: stopped with IndexError: odd row" in said
    assert "two: f1 is 0.4000" in said


def test_a_missing_floor_keeps_it_shut(toys: Toys, capsys: Said) -> None:
    toys.floors.unlink()
    assert toys.gate() == 1
    assert "has no floor. Run: python -m eval.gate --only one --update" in capsys.readouterr().err


def test_missing_packs_are_one_line(toys: Toys, capsys: Said) -> None:
    (toys.folder / "one.jsonl").unlink()
    assert toys.gate() == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_update_raises_floors(toys: Toys) -> None:
    toys.figures["one"] = 0.8
    assert toys.gate("--update") == 0
    assert (toys.floor("one"), toys.floor("two")) == (0.8, 0.5)


def test_update_refuses_to_lower_a_floor_and_then_writes_nothing(toys: Toys, capsys: Said) -> None:
    toys.figures |= {"one": 0.8, "two": 0.4}
    assert toys.gate("--update") == 1
    assert (toys.floor("one"), toys.floor("two")) == (0.7, 0.5)
    assert "two: f1 is 0.4000, below its floor" in capsys.readouterr().err


def test_update_lowers_a_floor_only_when_told(toys: Toys) -> None:
    toys.figures |= {"one": 0.8, "two": 0.4}
    assert toys.gate("--update", "--allow-regression") == 0
    assert (toys.floor("one"), toys.floor("two")) == (0.8, 0.4)


def test_update_keeps_the_floors_of_benchmarks_that_were_not_run(toys: Toys) -> None:
    toys.figures |= {"one": 0.8, "two": 0.9}
    assert toys.gate("--update", "--only", "one") == 0
    assert (toys.floor("one"), toys.floor("two")) == (0.8, 0.5)


def test_floors_of_a_changed_pack_are_not_carried_over(toys: Toys) -> None:
    (toys.folder / "one.jsonl").write_text("{}\n{}\n", encoding="utf-8")
    toys.figures["one"] = 0.695
    assert toys.gate("--update") == 1
    assert toys.floor("one") == 0.7
    assert toys.gate("--update", "--allow-regression") == 0
    assert toys.floor("one") == 0.695
    assert toys.gate() == 0


def test_a_broken_benchmark_forbids_new_floors_even_when_they_may_fall(toys: Toys) -> None:
    toys.figures |= {"one": 0.8, "two": -1}
    assert toys.gate("--update", "--allow-regression") == 1
    assert toys.floor("one") == 0.7


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    both = [Benchmark(name=name, files=(), run=count_letters) for name in ("one", "two")]
    (tmp_path / "abc").touch()
    alone = Benchmark(name="three", files=(), run=count_letters, alone=True)
    assert gate.measure([alone, *both], tmp_path, 2) == gate.measure([alone, *both], tmp_path, 1)


def count_letters(bench: Path, limit: int | None) -> Scores:  # noqa: ARG001
    return Scores(rows=1, metrics={"letters": float(sum(len(each.name) for each in bench.iterdir()))})
