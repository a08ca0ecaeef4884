"""``python -m eval.scale_copies 100000``: made-up articles in; what finding their copies costs, and finds, out.

One article in five of the stream is a copy (``stream.py``). The articles go into the indexes of copies and derivations
in heaps, as a long run does; then they are opened anew for ten more, as a short run does. Seconds are those of the
processor, in one process; the recall is the share of copies that a chain of ``copy_of`` joins with their origin.
"""

import argparse
import resource
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from detente.lexicon import load_lexicon
from detente.linking import Memory
from detente.linking.copy_entries import Repeat
from detente.linking.copy_index import CopyIndex
from detente.linking.derivation_index import DerivationIndex
from detente.linking.index_file import IndexFile
from detente.linking.memory import COPIES, DERIVATIONS
from detente.linking.postings import Postings
from detente.model import Article
from eval.measures import share
from eval.packs import say
from eval.stream import Made, stream

T = TypeVar("T")

HEAP = 1_000
# The size with which the last one is compared. Its indexes are set aside and later fed by turns with the large ones,
# for on a machine that others use the seconds of one hour cannot be compared with those of the next.
EARLY = 10_000
ROUNDS = 5
ROUND = 200
FEW = 10
BARE = Article(id="", text="")

Indexes = tuple[CopyIndex, DerivationIndex]


@dataclass(slots=True)
class Filled:
    """What went into the indexes: processor seconds of each, the articles without their texts, and some to come."""

    seconds: list[float] = field(default_factory=lambda: [0.0, 0.0])
    made: dict[str, Made] = field(default_factory=dict)
    after_early: list[Article] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(prog="python -m eval.scale_copies", description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=100_000, help="articles in all, a multiple of 1000")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        for name, value in measure(options.size, Path(folder)):
            print(f"{name:40} {value:12.4f}", flush=True)
    return 0


def measure(size: int, folder: Path, *, early: int = EARLY) -> Iterator[tuple[str, float]]:
    """The figures, by name."""
    stream_on = stream(size + ROUNDS * ROUND + FEW)
    started = time.monotonic()
    with opened(folder) as large:
        filled = fill(islice(stream_on, size), large, folder / "early", early)
        yield "wall seconds, generating included", time.monotonic() - started
        yield "processor seconds of copies", filled.seconds[0]
        yield "processor seconds of derivations", filled.seconds[1]
        late = list(islice(stream_on, ROUNDS * ROUND))
        filled.made |= {each.article.id: each for each in late}
        with opened(folder / "early") as small:
            costs = by_turns(small, large, filled.after_early, [each.article for each in late])
    for name, (before, after) in zip(("copies", "derivations"), costs, strict=True):
        yield f"ms an article, {name}, at {early}", 1000 * before
        yield f"ms an article, {name}, at {size}", 1000 * after
        yield f"ratio, {name}", share(after, before)
    for name, file in (("copies", COPIES), ("derivations", DERIVATIONS)):
        yield f"MB of {name}", (folder / file).stat().st_size / 1e6
    few = {each.article.id: each.article for each in stream_on}
    with Memory(folder) as memory:
        seconds, _ = timed(lambda: memory.update({*filled.made, *few}, lambda ids: (few[each] for each in ids)))
        yield "seconds of a run with ten more", seconds
        seconds, repeats = timed(memory.repeats)
        yield "seconds to read the copies", seconds
        seconds, derived = timed(lambda: memory.derivations({each.article: each for each in repeats}))
        yield "seconds to read the derivations", seconds
    yield "articles with derived sentences", len(derived)
    yield from found(filled.made, repeats)
    yield "peak memory, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def opened(folder: Path) -> Iterator[Indexes]:
    """Both indexes of a folder."""
    with CopyIndex(folder / COPIES) as copies, DerivationIndex(load_lexicon(), folder / DERIVATIONS) as derivations:
        yield copies, derivations


def fill(made: Iterator[Made], indexes: Indexes, aside: Path, early: int) -> Filled:
    """Put a stream into both indexes, heap by heap; as they are at ``early`` articles they are written ``aside``."""
    filled = Filled()
    while heap := list(islice(made, HEAP)):
        articles = [each.article for each in heap]
        for number, index in enumerate(indexes):
            seconds, _ = timed(partial(index.add, articles))
            filled.seconds[number] += seconds
        filled.made |= {each.article.id: Made(article=BARE, copy_of=each.copy_of, kind=each.kind) for each in heap}
        if early < len(filled.made) <= early + ROUNDS * ROUND:
            filled.after_early += articles
        if len(filled.made) == early:
            set_aside(indexes, aside)
        say(f"scale: {len(filled.made)} articles, {sum(filled.seconds):.0f} s")
    return filled


def set_aside(indexes: Indexes, folder: Path) -> None:
    """Copy both indexes as they are now."""
    folder.mkdir()
    for index, name in zip(indexes, (COPIES, DERIVATIONS), strict=True):
        with closing(sqlite3.connect(folder / name)) as copy:
            index.db.backup(copy)


def by_turns(
    small: Indexes, large: Indexes, to_small: Sequence[Article], to_large: Sequence[Article]
) -> list[tuple[float, float]]:
    """For each index the seconds that an article costs in the small and in the large one, fed by turns."""
    costs = []
    for one, other in zip(small, large, strict=True):
        totals = [0.0, 0.0]
        for start in range(0, len(to_large), ROUND):
            for number, (index, articles) in enumerate(((one, to_small), (other, to_large))):
                seconds, _ = timed(partial(index.add, articles[start : start + ROUND]))
                totals[number] += seconds
        costs.append((share(totals[0], len(to_small)) + merging(one), share(totals[1], len(to_large)) + merging(other)))
    return costs


def merging(index: IndexFile) -> float:
    """Seconds for each article that go into moving new keys to the old ones, which is done once for many articles."""
    size = len(index.known())
    with index.writing():
        seconds, _ = timed(lambda: index.merge(now=True))
    return seconds / Postings.interval(size)


def found(roots: dict[str, Made], repeats: Sequence[Repeat]) -> Iterator[tuple[str, float]]:
    """Recall by kind of copy and in all, and the share of the found that are copies of one another."""
    joined = {each.article: each.copy_of for each in repeats}

    def root(article: str, up: Callable[[str], str | None]) -> str:
        while (above := up(article)) is not None:
            article = above
        return article

    def true(article: str) -> str:
        return root(article, lambda each: roots[each].copy_of if each in roots else None)

    kinds: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for article, made in roots.items():
        if made.copy_of and made.kind:
            kinds[made.kind] += 1
            hits[made.kind] += root(article, joined.get) == root(made.copy_of, joined.get)
    for kind, count in sorted(kinds.items()):
        yield f"recall, {kind}", share(hits[kind], count)
    yield "recall", share(hits.total(), kinds.total())
    known = [(one, other) for one, other in joined.items() if one in roots and other in roots]
    yield "precision", share(sum(true(one) == true(other) for one, other in known), len(known))


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds of some work, and what it gives."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


if __name__ == "__main__":
    raise SystemExit(main())
