"""Articles in; how many are coded a second, and how many times as long that takes as merely parsing them, out.

The articles are 60 of the Guardian's and 60 of Wikinews', chosen by the SHA-256 of their ids. The parse is that of the
same weights over the raw texts with the parser library's own ``pipe``. Both are warmed up on other articles first, so
that no loading is counted, then run by turns three times in one process. The ratio is that of processor seconds, which
other work on the machine disturbs less than the clock's, and the median of the three. Articles a second are the
clock's and belong to the machine, so only the ratio has a floor (a ceiling, rather: lower is better).
"""

import gc
import statistics
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from detente.model import Coding
from eval import adapters
from eval.measures import Scores, share
from eval.packs import day, read_rows, sample, say

FILES = ("news_guardian.jsonl", "news_wikinews.jsonl")
ROWS_OF_EACH = 60
WARM_UP_ROWS = 5
ROUNDS = 3

Code = Callable[[str, str | None], Coding]
ParseAll = Callable[[Sequence[str]], None]


class Row(TypedDict):
    """One row of a news pack."""

    id: str
    published: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Processor seconds that one turn took to code and to parse, and the seconds of the clock that coding took."""

    coding: float
    parsing: float
    clock: float


def run(
    bench: Path, limit: int | None = None, *, code: Code = adapters.code, parse_all: ParseAll | None = None
) -> Scores:
    """Speed of coding on the pack; ``limit`` is the number of articles of each publisher."""
    parse = parse_all or parse_with(adapters.parser_pipeline())
    most = min(limit or ROWS_OF_EACH, ROWS_OF_EACH)
    chosen: list[Row] = []
    others: list[Row] = []
    for name in FILES:
        every: list[Row] = read_rows(bench / name)
        picked = sample(every, most, key=lambda row: row["id"])
        ids = {row["id"] for row in picked}
        chosen += picked
        others += sample([row for row in every if row["id"] not in ids], WARM_UP_ROWS, key=lambda row: row["id"])
    _turn(others, code, parse)
    rounds = []
    for number in range(ROUNDS):
        rounds.append(_turn(chosen, code, parse))
        say(f"speed: round {number + 1}, coding {rounds[-1].coding:.1f} s, parsing {rounds[-1].parsing:.1f} s")
    return Scores(rows=len(chosen), metrics=score(rounds, len(chosen), sum(len(row["text"]) for row in chosen)))


def score(rounds: Sequence[Round], articles: int, characters: int) -> dict[str, float]:
    """The figures of rounds over so many articles and characters."""
    clock = statistics.median(each.clock for each in rounds)
    return {
        "ratio_to_parse": statistics.median(share(each.coding, each.parsing) for each in rounds),
        "articles_per_second": share(articles, clock),
        "characters_per_second": share(characters, clock),
    }


def parse_with(pipeline: Any) -> ParseAll:  # noqa: ANN401 - the parser library has no types
    """A function that parses texts with a pipeline of the parser library and keeps nothing."""

    def parse_all(texts: Sequence[str]) -> None:
        deque(pipeline.pipe(texts), maxlen=0)

    return parse_all


def _turn(rows: Sequence[Row], code: Code, parse: ParseAll) -> Round:
    coding, clock = _seconds(lambda: deque((code(row["text"], day(row["published"])) for row in rows), maxlen=0))
    parsing, _ = _seconds(lambda: parse([row["text"] for row in rows]))
    return Round(coding=coding, parsing=parsing, clock=clock)


def _seconds(work: Callable[[], Iterable[object] | None]) -> tuple[float, float]:
    """Seconds of this process and of the clock that some work takes."""
    gc.collect()
    started, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - started, time.perf_counter() - clock
