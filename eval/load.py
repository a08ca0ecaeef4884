"""A fresh process in; the processor seconds that loading the gazetteer takes, and how finding mentions grows, out.

Each child process imports the library, parses one sentence so that the parser library is in memory as it is in use,
and then reads everything that the finders of actors and of places need; next it asks for a village, which makes it read
the smaller towns. The least of the children counts, for other work on the machine can only add. The growth is the time
of a text told twice over that of the text: 2 where it is linear, 4 where it is quadratic; ``names`` is the one
automaton over all names, ``actors`` the whole finder on a parsed text. No figure has a floor: seconds belong to the
machine, and on a busy one three runs of the growth of ``names`` gave 1.56, 1.99 and 2.00.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypedDict

from eval import adapters
from eval.measures import Scores, share
from eval.packs import read_rows, sample, say

FILES = ("news_wikinews.jsonl",)
CHILDREN = 5
ROWS = 60
# The whole finder needs a parse, which takes a hundred times as long: fewer articles do.
PARSED_ROWS = 12
ROUNDS = 7
# A name that no larger town, state, region or feature bears.
VILLAGE = "Zwiesel"

Times = Callable[[], "Seconds"]


class Row(TypedDict):
    """One row of a news pack."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconds:
    """Processor seconds of one child, imports done: to load the gazetteer, and to read the smaller towns."""

    loading: float
    small_towns: float


def run(bench: Path, limit: int | None = None, *, times: Times | None = None) -> Scores:
    """The figures on the pack; ``limit`` is the number of child processes."""
    rows: list[Row] = sample(read_rows(bench / FILES[0]), ROWS, key=lambda row: row["id"])
    children = [(times or in_a_child)() for _ in range(min(limit or CHILDREN, CHILDREN))]
    say(f"load: {len(children)} processes have loaded the gazetteer")
    texts = [row["text"] for row in rows]
    growths = {
        "names_twice_the_text": growth(adapters.names_finder, "\n\n".join(texts)),
        "actors_twice_the_text": growth(adapters.actors_finder, "\n\n".join(texts[:PARSED_ROWS])),
    }
    return Scores(rows=len(rows), metrics={**least(children), **growths})


def least(children: list[Seconds]) -> dict[str, float]:
    """The least of each of the times."""
    return {
        "load_seconds": min(each.loading for each in children),
        "small_towns_seconds": min(each.small_towns for each in children),
    }


def growth(finder: Callable[[str], Callable[[], object]], text: str) -> float:
    """How many times as long the text told twice takes as told once, by the least of several rounds by turns."""
    once, twice = finder(text), finder(f"{text}\n\n{text}")
    turns = [(seconds(once), seconds(twice)) for _ in range(ROUNDS)]
    return share(min(two for _, two in turns), min(one for one, _ in turns))


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds that some work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def in_a_child() -> Seconds:
    """The times of a process of its own. Raises ``CalledProcessError`` where it ends badly."""
    command = [sys.executable, "-m", "eval.load"]
    ran = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, check=True, text=True)
    return Seconds(**json.loads(ran.stdout.splitlines()[0]))


def in_this_process() -> Seconds:
    """The times of this process, in which nothing may have been loaded before."""
    find = adapters.nouns_finder("Russia's foreign minister accused Poland on Friday.")
    loading = seconds(find)
    small_towns = seconds(lambda: adapters.resolve_places(VILLAGE, [(0, len(VILLAGE))]))
    return Seconds(loading=loading, small_towns=small_towns)


if __name__ == "__main__":
    print(json.dumps(asdict(in_this_process())), flush=True)
