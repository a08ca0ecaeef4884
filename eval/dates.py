"""News texts in; F1 of time expressions, strict and relaxed, and of their TIMEX3 values out, in TempEval-3's sense.

An expression of ours and one of the gold are matched one to one: first those with equal offsets, then, in the order
of the text, those that share a character. Types are not scored. All rows are used.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from detente.model import Coding
from eval import adapters
from eval.measures import Scores, Tally
from eval.packs import day, progress, sample_rows

FILES = ("dates.jsonl",)

Code = Callable[[str, str | None], Coding]


class GoldDate(TypedDict):
    """One annotated time expression."""

    start: int
    end: int
    type: str
    value: str


class Row(TypedDict):
    """One row of the pack."""

    id: str
    published: str
    text: str
    dates: list[GoldDate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """Offsets of a time expression and its value, None where it was not told."""

    start: int
    end: int
    value: str | None


def run(bench: Path, limit: int | None = None, *, code: Code = adapters.code) -> Scores:
    """Scores of the dates that coding finds in the pack."""
    rows: list[Row] = sample_rows(bench / FILES[0], limit)
    documents = []
    for row in progress(rows, "dates", len(rows)):
        gold = [Timex(start=each["start"], end=each["end"], value=each["value"]) for each in row["dates"]]
        documents.append((gold, _found(code(row["text"], day(row["published"])))))
    return Scores(rows=len(rows), metrics=score(documents))


def score(documents: Sequence[tuple[Sequence[Timex], Sequence[Timex]]]) -> dict[str, float]:
    """The figures over documents, each given as its gold and our expressions."""
    strict = relaxed = value = Tally()
    for gold, found in documents:
        pairs = match(gold, found)
        equal = sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
        strict += Tally(hits=equal, found=len(found), gold=len(gold))
        relaxed += Tally(hits=len(pairs), found=len(found), gold=len(gold))
        value += Tally(hits=sum(a.value == b.value for a, b in pairs), found=len(found), gold=len(gold))
    return {**strict.named("strict"), **relaxed.named("relaxed"), **value.named("value")}


def match(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs of gold and found expressions, each used once: equal offsets first, then any shared character."""
    free_gold = sorted(gold, key=lambda each: (each.start, each.end))
    free_found = sorted(found, key=lambda each: (each.start, each.end))
    pairs = _take(free_gold, free_found, lambda a, b: (a.start, a.end) == (b.start, b.end))
    return pairs + _take(free_gold, free_found, lambda a, b: a.start < b.end and b.start < a.end)


def _take(gold: list[Timex], found: list[Timex], same: Callable[[Timex, Timex], bool]) -> list[tuple[Timex, Timex]]:
    """Take out of both lists the pairs that are the same, in the order of the text."""
    pairs = []
    for each in list(gold):
        other = next((candidate for candidate in found if same(each, candidate)), None)
        if other is not None:
            pairs.append((each, other))
            gold.remove(each)
            found.remove(other)
    return pairs


def _found(coding: Coding) -> list[Timex]:
    dates = [(each.span, each.value) for each in coding.dates]
    return [Timex(start=span.start, end=span.end, value=value) for span, value in dates if span is not None]
