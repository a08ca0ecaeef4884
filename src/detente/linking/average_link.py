"""Likenesses of some pairs in, groups that are alike on average out (Sokal and Michener 1958), over sparse pairs.

The likest two groups are joined first, until no two are alike enough. A pair that is not given counts as unlike.
Two groups that are as alike as two others are joined first where their first numbers are smaller, so that the result
depends on the numbers and likenesses alone.
"""

import heapq
from collections.abc import Iterable

Edge = tuple[int, int, float]
DIGITS = 9  # sums in another order must not turn what is equal


class _Groups:
    """The groups so far, each under its smallest number, with the sum and the count of its likenesses to others."""

    def __init__(self, edges: Iterable[Edge], unlike: float) -> None:
        self.unlike = unlike
        self.members: dict[int, list[int]] = {}
        self.beside: dict[int, dict[int, tuple[float, int]]] = {}
        for one, other, likeness in edges:
            for number, neighbour in ((one, other), (other, one)):
                self.members.setdefault(number, [number])
                self.beside.setdefault(number, {})[neighbour] = (likeness, 1)

    def average(self, one: int, other: int) -> float | None:
        """How alike two groups are on average; None where they are no neighbours or no longer stand."""
        found = self.beside.get(one, {}).get(other)
        if found is None:
            return None
        pairs = len(self.members[one]) * len(self.members[other])
        return round((found[0] + (pairs - found[1]) * self.unlike) / pairs, DIGITS)

    def join(self, one: int, other: int) -> None:
        """Put the second group into the first."""
        del self.beside[one][other], self.beside[other][one]
        for neighbour, (total, count) in self.beside.pop(other).items():
            del self.beside[neighbour][other]
            known = self.beside[one].get(neighbour, (0.0, 0))
            joined = (known[0] + total, known[1] + count)
            self.beside[one][neighbour] = self.beside[neighbour][one] = joined
        self.members[one] += self.members.pop(other)


def average_link(edges: Iterable[Edge], *, least: float, unlike: float) -> list[list[int]]:
    """Groups of the numbers that stand in ``edges``, whose likeness is ``least`` or more on average."""
    groups = _Groups(edges, unlike)
    heap = [
        (-average, one, other)
        for one, beside in groups.beside.items()
        for other in beside
        if one < other and (average := groups.average(one, other) or 0.0) >= least
    ]
    heapq.heapify(heap)
    while heap:
        average, one, other = heapq.heappop(heap)
        if groups.average(one, other) != -average:
            continue
        groups.join(one, other)
        for neighbour in groups.beside[one]:
            again = groups.average(one, neighbour)
            if again is not None and again >= least:
                heapq.heappush(heap, (-again, min(one, neighbour), max(one, neighbour)))
    return [sorted(group) for group in groups.members.values()]
