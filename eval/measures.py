"""Counts in, measures out: precision, recall and F1, and F1 averaged over labels. Pure functions, no pack is read."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What one benchmark measured: its figures by name, and on how many rows."""

    rows: int
    metrics: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many were found, how many should have been, and how many of them are the same."""

    hits: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both tallies together."""
        return Tally(hits=self.hits + other.hits, found=self.found + other.found, gold=self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return share(self.hits, self.found)

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is no gold."""
        return share(self.hits, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)

    def named(self, name: str) -> dict[str, float]:
        """Precision, recall and F1 as three figures whose names begin with ``name``."""
        return {f"{name}_precision": self.precision, f"{name}_recall": self.recall, f"{name}_f1": self.f1}


def share(part: float, whole: float) -> float:
    """``part / whole``, and 0 where the whole is nothing."""
    return part / whole if whole else 0.0


def harmonic(one: float, other: float) -> float:
    """The harmonic mean of two figures, and 0 where both are 0."""
    return share(2 * one * other, one + other)


def accuracy(gold: Sequence[object], predicted: Sequence[object]) -> float:
    """The share of answers that equal the gold; 0 where there are none. Raises ValueError on unequal lengths."""
    return share(sum(a == b for a, b in zip(gold, predicted, strict=True)), len(gold))


def macro_f1(gold: Sequence[str], predicted: Sequence[str | None]) -> float:
    """F1 of each label that the gold holds, averaged with equal weight.

    No answer (None), or an answer that the gold never gives, counts as missed. Raises ValueError on unequal lengths.
    """
    tallies = []
    for label in sorted(set(gold)):
        hits = sum(a == b == label for a, b in zip(gold, predicted, strict=True))
        tallies.append(Tally(hits=hits, found=list(predicted).count(label), gold=list(gold).count(label)))
    return share(sum(tally.f1 for tally in tallies), len(tallies))
