"""``floors.json`` in and out, and the comparison of figures with floors. Nothing is run here.

A file of floors has, for each benchmark, the SHA-256 of each pack it reads, the number of rows used, and a floor for
each guarded figure. A floor is the best figure yet, cut to four decimals towards the lenient side.
"""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from eval.benchmarks import Benchmark
from eval.measures import Scores
from eval.packs import digest

FLOORS = Path(__file__).parent / "floors.json"
STEPS = 10_000  # four decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What is asked of one benchmark, and of which packs."""

    files: dict[str, str] = field(default_factory=dict)
    rows: int | None = None
    floors: dict[str, float] = field(default_factory=dict)


def read_floors(path: Path = FLOORS) -> dict[str, Floors]:
    """The floors by name of benchmark; none where the file is not there."""
    if not path.is_file():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    return {name: Floors(**entry) for name, entry in content.items()}


def write_floors(floors: Mapping[str, Floors], path: Path = FLOORS) -> None:
    """Write the floors, sorted by name."""
    content = {name: asdict(floors[name]) for name in sorted(floors)}
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def digests(benchmark: Benchmark, bench: Path) -> dict[str, str]:
    """SHA-256 of each pack that the benchmark reads."""
    return {name: digest(bench / name) for name in benchmark.files}


def changed_packs(benchmark: Benchmark, wanted: Floors, found: Mapping[str, str]) -> list[str]:
    """One line for each pack that is not the one on which the floors were measured."""
    return [
        f"{benchmark.name}: pack {name} has SHA-256 {found[name]}; the floors were measured on {wanted.files[name]}. "
        f"Bring the old pack back, or run: python -m eval.gate --only {benchmark.name} --update --allow-regression"
        for name in benchmark.files
        if name in wanted.files and wanted.files[name] != found[name]
    ]


def missing(benchmark: Benchmark, wanted: Floors, scores: Scores) -> list[str]:
    """One line for each guarded figure that has no floor yet."""
    return [
        f"{benchmark.name}: {metric} is {scores.metrics[metric]:.4f} and has no floor. "
        f"Run: python -m eval.gate --only {benchmark.name} --update"
        for metric in benchmark.guarded
        if metric not in wanted.floors
    ]


def shortfalls(benchmark: Benchmark, wanted: Floors, scores: Scores) -> list[str]:
    """One line for each guarded figure worse than its floor by more than the slack, or for another number of rows."""
    lines = []
    if wanted.rows is not None and wanted.rows != scores.rows:
        lines.append(
            f"{benchmark.name}: {scores.rows} rows were used; the floors were measured on {wanted.rows}. "
            f"If that is meant, run: python -m eval.gate --only {benchmark.name} --update --allow-regression"
        )
    side = "above its ceiling" if benchmark.lower_is_better else "below its floor"
    for metric in benchmark.guarded:
        value, floor = scores.metrics[metric], wanted.floors.get(metric)
        if floor is not None and is_worse(benchmark, value, floor):
            lines.append(
                f"{benchmark.name}: {metric} is {value:.4f}, {side} {floor:.4f} (slack {benchmark.slack}). "
                f"Look with: python -m eval {benchmark.name}"
            )
    return lines


def is_worse(benchmark: Benchmark, value: float, floor: float) -> bool:
    """Whether a figure is worse than the floor by more than the slack; a figure that is no number always is."""
    loss = value - floor if benchmark.lower_is_better else floor - value
    return not loss <= benchmark.slack


def raised(benchmark: Benchmark, wanted: Floors, scores: Scores) -> dict[str, float]:
    """The floors after these figures: the better of both; one worse by more than the slack takes its floor down."""
    best = min if benchmark.lower_is_better else max
    after = {}
    for metric in benchmark.guarded:
        value, floor = cut(benchmark, scores.metrics[metric]), wanted.floors.get(metric)
        falls = floor is None or is_worse(benchmark, scores.metrics[metric], floor)
        after[metric] = value if floor is None or falls else best(value, floor)
    return after


def cut(benchmark: Benchmark, value: float) -> float:
    """The figure with four decimals, never better than it is."""
    towards: Callable[[float], int] = math.ceil if benchmark.lower_is_better else math.floor
    return towards(round(value * STEPS, 3)) / STEPS
