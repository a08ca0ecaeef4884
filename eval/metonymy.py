"""Sentences with a place name in; accuracy and macro F1 of literal against metonymic out, ReLocaR and CoNLL apart.

All rows are used.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

from detente.model import PlaceUse
from eval import adapters
from eval.adapters import Offsets
from eval.measures import Scores, accuracy, macro_f1
from eval.packs import progress, read_rows, sample

FILES = ("metonymy.jsonl",)
SETS = ("relocar", "conll")

Use = Callable[[str, Offsets], PlaceUse]


class Row(TypedDict):
    """One row of the pack."""

    id: str
    text: str
    start: int
    end: int
    use: str


def run(bench: Path, limit: int | None = None, *, place_use: Use = adapters.place_use) -> Scores:
    """Scores on both sets; ``limit`` holds for each of them."""
    every: list[Row] = read_rows(bench / FILES[0])
    count, metrics = 0, {}
    for name in SETS:
        of_set = [row for row in every if row["id"].startswith(f"{name}-")]
        rows = sample(of_set, limit, key=lambda row: row["id"])
        found = [
            str(place_use(row["text"], (row["start"], row["end"])))
            for row in progress(rows, f"metonymy {name}", len(rows))
        ]
        count += len(rows)
        metrics.update({f"{name}_{metric}": value for metric, value in score([r["use"] for r in rows], found).items()})
    return Scores(rows=count, metrics=metrics)


def score(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Accuracy and macro F1 of the uses found, in the order of the gold."""
    return {"accuracy": accuracy(gold, found), "macro_f1": macro_f1(gold, found)}
