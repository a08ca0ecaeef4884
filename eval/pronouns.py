"""Texts with a pronoun and two names in; precision, recall and F1 of "it means this name" out, as GAP's scorer has it.

Each row gives two yes/no answers; in a tenth of the rows both are no. All rows are used. Beside it, of the answers
given with a high confidence, and of those sure enough for the coder, the share that is right.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

from detente.coding.pronouns import SURE
from eval import adapters
from eval.adapters import Offsets
from eval.measures import Scores, Tally
from eval.packs import progress, sample_rows

FILES = ("pronouns.jsonl",)

# Confidence from which an answer is called high, and from which the coder takes it.
HIGH = 0.9
Refers = Callable[[str, Offsets, Sequence[Offsets]], tuple[tuple[bool, ...], float]]


class Row(TypedDict):
    """One row of the pack."""

    id: str
    text: str
    pronoun: list[int]
    a: list[int]
    a_is: bool
    b: list[int]
    b_is: bool


def run(bench: Path, limit: int | None = None, *, refers: Refers = adapters.pronoun_refers) -> Scores:
    """Scores of the pronoun's reader on the pack."""
    rows: list[Row] = sample_rows(bench / FILES[0], limit)
    found = [_answer(row, refers) for row in progress(rows, "pronouns", len(rows))]
    gold = [(row["a_is"], row["b_is"]) for row in rows]
    metrics = score(gold, [answers for answers, _ in found])
    for name, bar in (("high", HIGH), ("coder", SURE)):
        metrics |= {f"{name}_{key}": value for key, value in from_bar(gold, found, bar).items()}
    return Scores(rows=len(rows), metrics=metrics)


def score(gold: Sequence[tuple[bool, ...]], found: Sequence[tuple[bool, ...]]) -> dict[str, float]:
    """Precision, recall and F1 of the yes over all answers, in the order of the gold."""
    answers = [pair for a, b in zip(gold, found, strict=True) for pair in zip(a, b, strict=True)]
    tally = Tally(
        hits=sum(a and b for a, b in answers), found=sum(b for _, b in answers), gold=sum(a for a, _ in answers)
    )
    return {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def from_bar(
    gold: Sequence[tuple[bool, ...]], found: Sequence[tuple[tuple[bool, ...], float]], bar: float
) -> dict[str, float]:
    """Of the answers that are at least as sure as the bar, the share that is right; and their share of all rows."""
    sure = [(wanted, answers) for wanted, (answers, score) in zip(gold, found, strict=True) if score >= bar]
    right = sum(any(a and b for a, b in zip(wanted, answers, strict=True)) for wanted, answers in sure)
    return {"right": right / len(sure) if sure else 0.0, "share": len(sure) / len(found) if found else 0.0}


def _answer(row: Row, refers: Refers) -> tuple[tuple[bool, ...], float]:
    return refers(row["text"], _pair(row["pronoun"]), [_pair(row["a"]), _pair(row["b"])])


def _pair(offsets: Sequence[int]) -> Offsets:
    return offsets[0], offsets[1]
