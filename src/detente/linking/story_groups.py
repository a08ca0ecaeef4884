"""Alike articles in; the stories that they make, out, as far as what changed can have moved them.

Groups grow by average link (``average_link.py``), the likest first, in the whole store. But what grows in one place does
not depend on what grows in another unless the two are joined. So only the stories of the articles that were touched
are taken apart, and grown again among their neighbours: as long as they join none of them, all others stay as they
were. Where they do, those are taken apart too, and so on.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from detente.linking.average_link import Edge, average_link
from detente.linking.story_reasons import likest_inside

Pair = tuple[int, int]
Likest = dict[int, tuple[float, int]]

# Figures below: B-cubed F1 on the 179 articles of the happenings pack with MIN_LIKENESS .1, other values as here.
# Its 34 happenings have little in common and some of its days are wrong by a year, so this is not yet a hard test.

# Least likeness, on average, of two parts of one story. Swept .04 to .2: .946 at .04, .951 at .06, .936 at .08, .928 at
# .1, .890 at .12, .745 at .2. Not the best: on 295 stories of one newsroom without gold, .08 ties 12 articles together.
MIN_LIKENESS = 0.1

# Pairs that are not given count as UNLIKE in the average. Swept -.4 to .02: .928 throughout, and only -.4 of these
# parts what a round-up of the news would tie.
UNLIKE = -0.4

# Asks for the pairs of some articles, both ways round, with their likeness; and for all articles of their stories.
Pairs = Callable[[Collection[int]], Iterable[Edge]]
Stories = Callable[[Collection[int]], set[int]]


def regroup(touched: Collection[int], stories: Stories, pairs: Pairs) -> tuple[list[list[int]], Likest]:
    """The stories anew of the touched articles, and of all others that these move; and whom each is likest in its own.

    ``touched`` and the numbers given back stand in the order of the articles' ids. Empty where nothing was touched.
    """
    inside = stories(touched) | set(touched)
    while True:
        edges = list(pairs(inside))
        beside = {other for _, other, likeness in edges if likeness >= MIN_LIKENESS} - inside
        around = stories(beside)
        every = inside | around
        known = {(min(one, other), max(one, other)): likeness for one, other, likeness in edges if other in every}
        known |= {(one, other): likeness for one, other, likeness in pairs(around) if one < other and other in around}
        groups, likest = _grown(known, inside)
        joined = {each for group in groups if not inside.issuperset(group) for each in group} - inside
        if not joined:
            return groups, likest
        inside |= stories(joined)


def _grown(pairs: Mapping[Pair, float], inside: Collection[int]) -> tuple[list[list[int]], Likest]:
    """The groups that have an article inside, those of one article too."""
    found: list[list[int]] = []
    likest: Likest = {}
    alone = set(inside)
    for group in _tied(pairs):
        edges = [(one, other, pairs[one, other]) for one, other in group]
        grown = average_link(edges, least=MIN_LIKENESS, unlike=UNLIKE)
        best = likest_inside(grown, edges)
        for each in grown:
            if alone.isdisjoint(each):
                continue
            alone.difference_update(each)
            found.append(each)
            likest |= {number: best[number] for number in each if number in best}
    return [*found, *([each] for each in sorted(alone))], likest


def _tied(pairs: Mapping[Pair, float]) -> Iterable[Sequence[Pair]]:
    """The pairs, group by group of articles that pairs alike enough tie together: no story reaches over two."""
    numbers = sorted({number for pair in pairs for number in pair})
    place = {number: index for index, number in enumerate(numbers)}
    near = [(place[one], place[other]) for (one, other), likeness in pairs.items() if likeness >= MIN_LIKENESS]
    ends = np.array(near, dtype=np.intp).reshape(-1, 2).T
    graph = csr_array((np.ones(ends.shape[1]), (ends[0], ends[1])), shape=(len(numbers), len(numbers)))
    home = connected_components(graph, directed=False)[1] if numbers else ()
    found: dict[int, list[Pair]] = defaultdict(list)
    for one, other in pairs:
        if home[place[one]] == home[place[other]]:
            found[int(home[place[one]])].append((one, other))
    return found.values()
