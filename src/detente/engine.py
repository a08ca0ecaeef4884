"""Where coding runs: in this process or over a pool of them, one parser each; results in the order of the input."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from detente.coding import code_article
from detente.coding.syntax import load_parser
from detente.lexicon import load_lexicon
from detente.model import Article, Coding

# Articles that wait for each worker: enough to keep it busy, few enough that memory does not depend on the input.
WAITING = 8


def code_all(articles: Iterable[Article], *, workers: int = 1) -> Iterator[Coding]:
    """Each article's coding, in the order of the articles; with several workers the result is the same."""
    if workers <= 1:
        yield from map(_code, articles)
        return
    queue = iter(articles)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        pending = [pool.submit(_code, article) for article in islice(queue, workers * WAITING)]
        while pending:
            yield pending.pop(0).result()
            pending.extend(pool.submit(_code, article) for article in islice(queue, 1))


def usual_workers() -> int:
    """As many workers as this machine has processors for us."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _code(article: Article) -> Coding:
    return code_article(article, load_lexicon(), load_parser())
