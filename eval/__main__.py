"""``python -m eval NAME``: run one benchmark, or all, and show its figures beside their floors.

``python -m eval robust`` codes every article of the news packs and pages and exits 1 where anything broke.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from eval import robust
from eval.benchmarks import ALL, BY_NAME
from eval.floors import read_floors
from eval.packs import PacksMissingError, bench_folder, say
from eval.table import show

EVERY = "all"
ROBUST = "robust"

# One broken import is a fault of every article; the first ones tell as much as all.
FAULTS_SHOWN = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line names; 1 where packs are missing or the check of robustness found faults."""
    options = _parser().parse_args(arguments)
    try:
        bench = bench_folder(options.bench)
        if options.name == ROBUST:
            return _robust(bench, options)
        return _benchmarks(bench, options)
    except PacksMissingError as error:
        say(str(error))
        return 1


def _benchmarks(bench: Path, options: argparse.Namespace) -> int:
    chosen = [each for each in ALL if each.can_run(bench)] if options.name == EVERY else [BY_NAME[options.name]]
    results = [(each, each.run(bench, options.limit)) for each in chosen]
    if options.json:
        print(json.dumps({each.name: asdict(scores) for each, scores in results}, indent=2))
    else:
        show(results, read_floors())
    return 0


def _robust(bench: Path, options: argparse.Namespace) -> int:
    report = robust.run(bench, options.limit, workers=options.workers)
    for fault in report.faults[:FAULTS_SHOWN]:
        say(fault)
    if len(report.faults) > FAULTS_SHOWN:
        say(f"robust: {len(report.faults) - FAULTS_SHOWN} more faults; --json shows all")
    if options.digest:
        print(report.digest)
    elif options.json:
        print(json.dumps(asdict(report), indent=2))
    else:
        print(f"articles {report.articles}, characters {report.characters}, spans {report.spans}")
        print(f"faults {len(report.faults)}")
        print(f"digest {report.digest}")
    return 1 if report.faults else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure the library on the benchmark packs.")
    parser.add_argument("name", choices=[*BY_NAME, EVERY, ROBUST], help="which benchmark")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N rows, the same ones each time")
    parser.add_argument("--bench", type=Path, help="folder of the packs; else $DETENTE_BENCH, else ../shared/bench")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--digest", action="store_true", help="robust: print only the digest of the rows written")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="robust: processes (default 1)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
