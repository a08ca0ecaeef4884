"""``python -m eval.kills NEWS.jsonl``: whole runs of the command, killed at random moments; is the store still exact?

Runs ``detente run`` undisturbed into one store; into another ten times, each time killed (SIGKILL) at a random moment,
and once more to the end, while ``detente events`` reads it; then compares the two row by row, but for times and chunks.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from detente.store import open_store

PROGRAM = "from detente.cli import main; main()"
KILLS = 10
OWN_COLUMNS = {"chunk", "time"}


def main() -> int:
    """Print what came of it; 1 where the stores differ or a reader failed."""
    parser = argparse.ArgumentParser(prog="python -m eval.kills")
    parser.add_argument("news", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole, cut = Path(folder) / "whole.detente", Path(folder) / "cut.detente"
        started = time.monotonic()
        command("run", str(options.news), "--store", str(whole), "--workers", "1").wait()
        seconds = time.monotonic() - started
        failed = _kill(options.news, cut, seconds, random.Random(options.seed))  # noqa: S311
        command("run", str(options.news), "--store", str(cut), "--workers", "1").wait()
        expected, found = shown(whole), shown(cut)
    differing = sorted(name for name in expected if expected[name] != found[name])
    rows = {name: len(each) // 2 for name, each in expected.items()}
    print(f"{seconds:.0f} s undisturbed; {KILLS} kills; readers that failed: {failed}; rows {rows}")
    print(f"tables that differ: {', '.join(differing) or 'none'}")
    return 1 if differing or failed else 0


def _kill(news: Path, store: Path, seconds: float, chance: random.Random) -> int:
    """Kill a run ten times, reading meanwhile; how many readers failed."""
    failed = 0
    for _ in range(KILLS):
        run = command("run", str(news), "--store", str(store), "--workers", "1")
        ends = time.monotonic() + chance.uniform(0.1, 1.0) * seconds
        while time.monotonic() < ends and run.poll() is None:
            if (store / "store.json").exists():
                failed += command("events", "--store", str(store), "--format", "jsonl").wait() != 0
            time.sleep(0.2)
        run.send_signal(signal.SIGKILL)
        run.wait()
    return failed


def command(*arguments: str) -> subprocess.Popen[bytes]:
    """The command, begun; what it says is thrown away."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def shown(store: Path) -> dict[str, list[str]]:
    """Every row that a store shows, by table, sorted: once as its columns and once as its noun."""
    found = {}
    with open_store(store) as opened:
        for name in opened.counts():
            table = opened.rows(name).to_arrow()
            columns = [column for column in table.column_names if column not in OWN_COLUMNS]
            found[name] = sorted([*map(str, table.select(columns).to_pylist()), *map(repr, opened.rows(name))])
    return found


if __name__ == "__main__":
    sys.exit(main())
