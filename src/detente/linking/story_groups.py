"""Alike articles in; the stories that they make, out, as far as what changed can have moved them.

Groups grow by average link (``average_link.py``), the likest first, in the whole store. But what grows in one place
does not depend on what grows in another unless the two are joined. So only the stories of the articles that were
touched are taken apart, and grown again among their neighbours: as long as they join none of them, all others stay as
they were. Where they do, those are taken apart too, and so on.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

import numpy as np
from scipy.sparse import csr_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from detente.linking.average_link import Edge, average_link
from detente.linking.story_reasons import likest_inside

Pair = tuple[int, int]
Likest = dict[int, tuple[float, int]]
Grown = tuple[list[list[int]], Likest]

# Figures below: B-cubed F1 on the 179 articles of the happenings pack with MIN_LIKENESS .1, other values as here.
# Its 34 happenings have little in common and some of its days are wrong by a year, so this is not yet a hard test.

# Least likeness, on average, of two parts of one story. Swept .04 to .2: .946 at .04, .951 at .06, .936 at .08, .928 at
# .1, .890 at .12, .745 at .2. Not the best: on 295 stories of one newsroom without gold, .08 ties 12 articles together.
MIN_LIKENESS = 0.1

# Pairs that are not given count as UNLIKE in the average. Swept -.4 to .02: .928 throughout, and only -.4 of these
# parts what a round-up of the news would tie.
UNLIKE = -0.4


class Pairs(Protocol):
    """The pairs that were found; copies count as equal."""

    def strong(self, some: Collection[int], least: float) -> Iterable[Pair]:
        """The pairs of some articles with any, the former first, that are at least so alike."""

    def among(self, some: Collection[int]) -> Iterable[Edge]:
        """All pairs of which both are among some articles, the smaller number first."""


# Asks for all articles of the stories of some.
Stories = Callable[[Collection[int]], set[int]]


def regroup(touched: Collection[int], stories: Stories, pairs: Pairs) -> tuple[list[list[int]], Likest]:
    """The stories anew of the touched articles, and of all others that these move; and whom each is likest in its own.

    ``touched`` and the numbers given back stand in the order of the articles' ids. Empty where nothing was touched.
    """
    inside, todo = set[int](), stories(touched) | set(touched)
    grown: dict[frozenset[int], Grown] = {}
    while todo:
        inside |= todo
        near = list(pairs.strong(inside, MIN_LIKENESS))
        around = stories({other for _, other in near} - inside)
        near += pairs.strong(around, MIN_LIKENESS)
        tied = [each for each in _tied(near, inside | around) if not inside.isdisjoint(each)]
        grown = {each: grown.get(each) or _grown(each, pairs) for each in tied}
        groups = [group for found, _ in grown.values() for group in found if not inside.isdisjoint(group)]
        todo = stories({each for group in groups for each in group} - inside)
    likest = {number: best for _, found in grown.values() for number, best in found.items() if number in inside}
    return groups if inside else [], likest


def _grown(tied: Collection[int], pairs: Pairs) -> Grown:
    """The stories that grow among some articles which strong pairs tie together, and whom each is likest in its own."""
    edges = list(pairs.among(tied))
    groups = average_link(edges, least=MIN_LIKENESS, unlike=UNLIKE) if edges else [list(tied)]
    return groups, likest_inside(groups, edges)


def _tied(near: Sequence[Pair], every: Collection[int]) -> Iterable[frozenset[int]]:
    """The articles, group by group of those that strong pairs tie together: no story reaches over two."""
    numbers = sorted(every)
    place = {number: index for index, number in enumerate(numbers)}
    known = [(place[one], place[other]) for one, other in near if other in place]
    ends = np.array(known, dtype=np.intp).reshape(-1, 2).T
    graph = csr_array((np.ones(ends.shape[1], np.int8), (ends[0], ends[1])), shape=(len(numbers), len(numbers)))
    found: dict[int, list[int]] = defaultdict(list)
    if numbers:
        for number, home in zip(numbers, connected_components(graph, directed=False)[1].tolist(), strict=True):
            found[home].append(number)
    return map(frozenset, found.values())
