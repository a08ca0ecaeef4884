"""Scores and floors in, a table for a terminal out."""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table

from eval.benchmarks import Benchmark
from eval.floors import Floors, is_worse
from eval.measures import Scores


def show(results: Iterable[tuple[Benchmark, Scores]], floors: Mapping[str, Floors]) -> None:
    """Print the table of all figures on standard output; those below their floors in red."""
    Console().print(table(results, floors))


def table(results: Iterable[tuple[Benchmark, Scores]], floors: Mapping[str, Floors]) -> Table:
    """One row a figure: benchmark, rows used, metric, value, floor (a dash where it has none)."""
    drawn = Table("benchmark", "rows", "metric", "value", "floor")
    for column in (1, 3, 4):
        drawn.columns[column].justify = "right"
    for benchmark, scores in results:
        wanted = floors.get(benchmark.name, Floors()).floors
        for place, (metric, value) in enumerate(scores.metrics.items()):
            floor = wanted.get(metric)
            bad = floor is not None and is_worse(benchmark, value, floor)
            first = (benchmark.name, str(scores.rows)) if place == 0 else ("", "")
            drawn.add_row(
                *first, metric, number(value), "-" if floor is None else number(floor), style="red" if bad else ""
            )
        drawn.add_section()
    return drawn


def number(value: float) -> str:
    """A figure with four decimals, a large one with one."""
    return f"{value:.4f}" if abs(value) < 100 else f"{value:.1f}"
