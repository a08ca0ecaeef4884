"""All benchmarks in, one answer out: is every guarded figure at or above its floor?

``python -m eval.gate`` runs them in two processes (speed by itself, at the end) and exits 1 with one line for each
figure below its floor, each pack that changed, and each benchmark that broke. ``--update`` raises floors to what is
measured now; it refuses to lower one, or to measure on a changed pack, unless ``--allow-regression`` is given.
"""

import argparse
import multiprocessing
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from eval.benchmarks import ALL, Benchmark
from eval.floors import FLOORS, Floors, changed_packs, digests, missing, raised, read_floors, shortfalls, write_floors
from eval.measures import Scores
from eval.packs import PacksMissingError, bench_folder, say
from eval.table import show

WORKERS = 2

Results = Mapping[str, Scores | Exception]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Why the gate stays shut, a line each: packs that changed, benchmarks that broke, figures that fell or are new."""

    changed: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()
    without_floor: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every line."""
        return self.changed + self.broken + self.fallen + self.without_floor

    def against_update(self, *, may_fall: bool) -> tuple[str, ...]:
        """The lines that forbid new floors; what broke does so always."""
        return self.broken if may_fall else self.changed + self.broken + self.fallen


def measure(benchmarks: Sequence[Benchmark], bench: Path, workers: int = WORKERS) -> dict[str, Scores | Exception]:
    """The scores of each benchmark by name, or what it raised. Those to be run alone come last, in this process."""
    here = [each for each in benchmarks if each.alone or workers == 1]
    shared = [each for each in benchmarks if each not in here]
    results: dict[str, Scores | Exception] = {}
    if shared:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
            results.update(
                zip([each.name for each in shared], pool.map(run_one, shared, [bench] * len(shared)), strict=True)
            )
    for each in here:
        results[each.name] = run_one(each, bench)
    return results


def run_one(benchmark: Benchmark, bench: Path) -> Scores | Exception:
    """The scores of one benchmark on its whole packs, or what it raised."""
    try:
        return benchmark.run(bench, None)
    except Exception as error:  # noqa: BLE001 - one benchmark that breaks must not hide what the others found
        return RuntimeError(f"{type(error).__name__}: {error}")


def compare(benchmarks: Iterable[Benchmark], wanted: Mapping[str, Floors], results: Results) -> Failures:
    """What is wrong with the results; a benchmark without a result is passed over."""
    broken, fallen, without_floor = [], [], []
    for each in benchmarks:
        before, result = wanted.get(each.name, Floors()), results.get(each.name)
        if isinstance(result, Scores):
            fallen += shortfalls(each, before, result)
            without_floor += missing(each, before, result)
        elif result is not None:
            broken.append(f"{each.name}: stopped with {result}. Look with: python -m eval {each.name}")
    return Failures(broken=tuple(broken), fallen=tuple(fallen), without_floor=tuple(without_floor))


def updated(
    benchmarks: Iterable[Benchmark],
    wanted: Mapping[str, Floors],
    results: Results,
    found: Mapping[str, Mapping[str, str]],
) -> dict[str, Floors]:
    """The floors as they should be from now on; floors of other packs or other rows are not carried over."""
    after = dict(wanted)
    for each in benchmarks:
        before, result = wanted.get(each.name, Floors()), results.get(each.name)
        if isinstance(result, Scores):
            files = dict(found[each.name])
            comparable = before.files == files and before.rows == result.rows
            floors = raised(each, before if comparable else Floors(), result)
            after[each.name] = Floors(files=files, rows=result.rows, floors=floors)
    return after


def main(arguments: Sequence[str] | None = None, *, known: Mapping[str, Benchmark] | None = None) -> int:
    """Run the gate: 0 where it opens, 1 where a figure fell, a pack changed, or a benchmark broke or is missing."""
    every = known or {each.name: each for each in ALL}
    options = _parser(every).parse_args(arguments)
    benchmarks = [every[name] for name in options.only or every]
    wanted = read_floors(options.floors)
    try:
        bench = bench_folder(options.bench)
        benchmarks = [each for each in benchmarks if options.only or each.can_run(bench)]
        found = {each.name: digests(each, bench) for each in benchmarks}
    except PacksMissingError as error:
        say(str(error))
        return 1
    changed = {each.name: changed_packs(each, wanted.get(each.name, Floors()), found[each.name]) for each in benchmarks}
    to_run = [each for each in benchmarks if options.allow_regression or not changed[each.name]]
    results = measure(to_run, bench, options.workers)
    show([(every[name], each) for name, each in results.items() if isinstance(each, Scores)], wanted)
    lines = tuple(line for each in changed.values() for line in each)
    failures = replace(compare(to_run, wanted, results), changed=lines)
    if not options.update:
        return _tell(failures.all(), "gate: every guarded figure is at or above its floor")
    refused = failures.against_update(may_fall=options.allow_regression)
    if not refused:
        write_floors(updated(to_run, wanted, results, found), options.floors)
    return _tell(refused, f"gate: floors written to {options.floors.name}")


def _tell(failures: Sequence[str], all_well: str) -> int:
    """Say what is wrong, or that nothing is; the exit status."""
    for line in failures:
        say(line)
    say(f"gate: shut, {len(failures)} failures" if failures else all_well)
    return 1 if failures else 0


def _parser(every: Iterable[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.gate", description="Compare all benchmarks with their floors."
    )
    parser.add_argument("--only", action="append", choices=list(every), help="one benchmark; may be repeated")
    parser.add_argument("--bench", type=Path, help="folder of the packs; else $DETENTE_BENCH, else ../shared/bench")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="file of floors")
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"processes (default {WORKERS})")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument(
        "--allow-regression", action="store_true", help="with --update: floors may fall, packs may change"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
