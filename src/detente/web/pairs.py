"""The page of all pairs of states that have events with one another, most events first."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.records import Row
from detente.store import Pair
from detente.web.home import pair_row
from detente.web.shelf import Opened, PageNumber

PAGE_SIZE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsPage:
    """A part of the list of pairs."""

    pairs: Sequence[Pair]
    total: int
    number: int
    has_next: bool

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        return "Pairs of states"

    def row(self) -> Row:
        """The page as JSON."""
        return {
            "total": self.total,
            "page": self.number,
            "next_page": self.number + 1 if self.has_next else None,
            "pairs": [pair_row(pair) for pair in self.pairs],
        }


def pairs_page(shelf: Opened, page: PageNumber = 1) -> PairsPage:
    """The pairs, 200 a page; an empty list where the store has no events between states."""
    pairs = shelf.pairs()
    start = (page - 1) * PAGE_SIZE
    return PairsPage(
        pairs=pairs[start : start + PAGE_SIZE],
        total=len(pairs),
        number=page,
        has_next=len(pairs) > start + PAGE_SIZE,
    )
