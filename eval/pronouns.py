"""Texts with a pronoun and two names in; precision, recall and F1 of "it means this name" out, as GAP's scorer has it.

Each row gives two yes/no answers; in a tenth of the rows both are no. All rows are used.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

from eval import adapters
from eval.adapters import Offsets
from eval.measures import Scores, Tally
from eval.packs import progress, sample_rows

FILES = ("pronouns.jsonl",)

Refers = Callable[[str, Offsets, Sequence[Offsets]], tuple[bool, ...]]


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
    return Scores(rows=len(rows), metrics=score([(row["a_is"], row["b_is"]) for row in rows], found))


def score(gold: Sequence[tuple[bool, ...]], found: Sequence[tuple[bool, ...]]) -> dict[str, float]:
    """Precision, recall and F1 of the yes over all answers, in the order of the gold."""
    answers = [pair for a, b in zip(gold, found, strict=True) for pair in zip(a, b, strict=True)]
    tally = Tally(
        hits=sum(a and b for a, b in answers), found=sum(b for _, b in answers), gold=sum(a for a, _ in answers)
    )
    return {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def _answer(row: Row, refers: Refers) -> tuple[bool, ...]:
    return refers(row["text"], _pair(row["pronoun"]), [_pair(row["a"]), _pair(row["b"])])


def _pair(offsets: Sequence[int]) -> Offsets:
    return offsets[0], offsets[1]
