"""Sentences with two given actors in; macro F1 of the event types (15) and of the quad classes (4) out.

The pack writes YIELD for CONCEDE or RETREAT, so both count as YIELD, in the types and in the quads: the pack's YIELD is
material cooperation, as CAMEO's 08 is, where PLOVER counts CONCEDE as verbal. ``own_quads_macro_f1`` takes the coder's
own quads instead. No answer counts as wrong. All rows are used.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

from detente.model import Classified
from eval import adapters
from eval.adapters import Offsets
from eval.measures import Scores, accuracy, macro_f1, share
from eval.packs import progress, sample_rows

FILES = ("pairs.jsonl",)
YIELD = "YIELD"
YIELDS_QUAD = 2
CALLED_YIELD = frozenset({"CONCEDE", "RETREAT"})

Classify = Callable[[str, Sequence[Offsets], Sequence[Offsets]], Classified]


class Row(TypedDict):
    """One row of the pack."""

    id: str
    text: str
    sources: list[list[int]]
    targets: list[list[int]]
    type: str
    quad: int


def run(bench: Path, limit: int | None = None, *, classify: Classify = adapters.classify) -> Scores:
    """Scores of the classifier on the pack."""
    rows: list[Row] = sample_rows(bench / FILES[0], limit)
    answers = [_answer(row, classify) for row in progress(rows, "pairs", len(rows))]
    return Scores(rows=len(rows), metrics=score([(row["type"], row["quad"]) for row in rows], answers))


def score(gold: Sequence[tuple[str, int]], answers: Sequence[tuple[str | None, int | None]]) -> dict[str, float]:
    """The figures of type and quad answers against gold types and quads, in the same order."""
    types, found = [each for each, _ in gold], [_as_the_pack_writes(each) for each, _ in answers]
    quads, own_quads = [str(each) for _, each in gold], [str(each) if each else None for _, each in answers]
    found_quads = [str(YIELDS_QUAD) if each == YIELD else own for each, own in zip(found, own_quads, strict=True)]
    return {
        "types_macro_f1": macro_f1(types, found),
        "quads_macro_f1": macro_f1(quads, found_quads),
        "own_quads_macro_f1": macro_f1(quads, own_quads),
        "types_accuracy": accuracy(types, found),
        "quads_accuracy": accuracy(quads, found_quads),
        "answered": share(sum(each is not None for each in found), len(found)),
    }


def _as_the_pack_writes(event_type: str | None) -> str | None:
    return YIELD if event_type in CALLED_YIELD else event_type


def _answer(row: Row, classify: Classify) -> tuple[str | None, int | None]:
    sources = [(start, end) for start, end in row["sources"]]
    targets = [(start, end) for start, end in row["targets"]]
    classified = classify(row["text"], sources, targets)
    return classified.type, classified.quad
