"""``python -m eval.scale_copies 100000``: made-up articles in; what finding their copies costs, and finds, out.

One article in five of the stream is a copy (``stream.py``). The articles go into the indexes of copies and derivations
in heaps, as a long run does; then the two are opened anew for ten more, as a short run does. Seconds are those of the
processor, in one process; the recall is the share of copies that a chain of ``copy_of`` joins with their origin.
"""

import argparse
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from detente.lexicon import load_lexicon
from detente.linking import Memory
from detente.linking.copy_entries import Repeat
from detente.linking.copy_index import CopyIndex
from detente.linking.derivation_index import DerivationIndex
from detente.linking.memory import COPIES, DERIVATIONS
from detente.model import Article
from eval.measures import share
from eval.packs import say
from eval.stream import Made, stream

T = TypeVar("T")

HEAP = 1_000
# Sizes at which the cost of an article is told: the mean of so many heaps that end there.
EARLY = 10_000
SPAN = 5
FEW = 10


@dataclass(slots=True)
class Costs:
    """Processor seconds an article, heap by heap, of each index."""

    copies: list[float] = field(default_factory=list)
    derivations: list[float] = field(default_factory=list)

    def at(self, size: int) -> tuple[float, float]:
        """The mean of the heaps that end at this size."""
        last = size // HEAP
        rows = [each[max(0, last - SPAN) : last] for each in (self.copies, self.derivations)]
        return share(sum(rows[0]), len(rows[0])), share(sum(rows[1]), len(rows[1]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print one line a figure."""
    parser = argparse.ArgumentParser(prog="python -m eval.scale_copies", description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=100_000, help="articles in all, a multiple of 1000")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        for name, value in measure(options.size, Path(folder)):
            print(f"{name:40} {value:12.4f}", flush=True)
    return 0


def measure(size: int, folder: Path) -> Iterator[tuple[str, float]]:
    """The figures, by name."""
    made = stream(size + FEW)
    roots: dict[str, Made] = {}
    started = time.monotonic()
    costs = fill(islice(made, size), folder, roots)
    yield "wall seconds, generating included", time.monotonic() - started
    yield "processor seconds of copies", HEAP * sum(costs.copies)
    yield "processor seconds of derivations", HEAP * sum(costs.derivations)
    for name, early, late in zip(("copies", "derivations"), costs.at(EARLY), costs.at(size), strict=True):
        yield f"ms an article, {name}, at {EARLY}", 1000 * early
        yield f"ms an article, {name}, at {size}", 1000 * late
        yield f"ratio, {name}", share(late, early)
    for name, file in (("copies", COPIES), ("derivations", DERIVATIONS)):
        yield f"MB of {name}", (folder / file).stat().st_size / 1e6
    few = {each.article.id: each.article for each in made}
    with Memory(folder) as memory:
        seconds, _ = timed(lambda: memory.update({*roots, *few}, lambda ids: (few[each] for each in ids)))
        yield "seconds of a run with ten more", seconds
        seconds, repeats = timed(memory.repeats)
        yield "seconds to read the copies", seconds
        seconds, derived = timed(lambda: memory.derivations({each.article: each for each in repeats}))
        yield "seconds to read the derivations", seconds
    yield "articles with derived sentences", len(derived)
    yield from found(roots, repeats)
    yield "peak memory, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fill(made: Iterator[Made], folder: Path, roots: dict[str, Made]) -> Costs:
    """Put a stream into both indexes, heap by heap; ``roots`` gets each article, without its text."""
    costs = Costs()
    words = load_lexicon()
    with CopyIndex(folder / COPIES) as copies, DerivationIndex(words, folder / DERIVATIONS) as derivations:
        while heap := list(islice(made, HEAP)):
            articles = [each.article for each in heap]
            for index, seconds in ((copies, costs.copies), (derivations, costs.derivations)):
                spent, _ = timed(lambda index=index, articles=articles: index.add(articles))  # type: ignore[misc]
                seconds.append(spent / len(heap))
            for each in heap:
                bare = Article(id=each.article.id, text="")
                roots[each.article.id] = Made(article=bare, copy_of=each.copy_of, kind=each.kind)
            say(f"scale: {len(roots)}, ms an article {1000 * costs.copies[-1]:.2f} {1000 * costs.derivations[-1]:.2f}")
    return costs


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
