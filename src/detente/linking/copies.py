"""Articles in, copies out: which article repeats the words of which earlier one, and how much of them.

What a store keeps from run to run is the ``CopyIndex``; these functions make one in memory for the articles they are
given, and so agree with it in all they find. Limits: a text reworded in every sentence shares no run of words and is
no copy (``derivation.py`` finds it); what an outlet prints under three unrelated articles is its furniture.
"""

from collections.abc import Iterable

from detente.linking.copy_entries import Pair, Repeat
from detente.linking.copy_index import CopyIndex
from detente.model import Article

__all__ = ["Pair", "Repeat", "find_copies", "find_pairs"]


def find_copies(articles: Iterable[Article]) -> list[Repeat]:
    """Each article that repeats an earlier one, with the earliest it repeats, by id; empty where none does."""
    with CopyIndex() as index:
        index.add(articles)
        return index.repeats()


def find_pairs(articles: Iterable[Article]) -> list[Pair]:
    """Every two articles of which one repeats half of the other's words or more, by ids; empty where none does."""
    with CopyIndex() as index:
        index.add(articles)
        return index.pairs()
