"""``python -m training.confidence BENCH``: fit the weights of ``confidence.yaml`` on reports that readers judged.

The judged reports (``eval/gold/judged.jsonl``) and the gold sentences (``eval/gold/sentences.jsonl``) are stand-off;
BENCH is the folder of the packs that hold the texts. All articles are coded anew, nothing is left out as unsure, and
each report that was judged, or lies in a gold sentence, is one row: what was known of it, and whether it is right. The
fit is a logistic regression with a ridge; figures are cross-validated over articles.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
import numpy as np
import yaml
from numpy.typing import NDArray

from detente.coding import events
from detente.coding.confidence import Built, known_of
from detente.coding.judge import Judgement
from detente.lexicon import DATA, Lexicon
from detente.model import ActorMention, EventReport
from eval import adapters, sentences
from eval.packs import day, progress, read_rows

WORDS = DATA / "languages" / "en" / "confidence.yaml"
JUDGED = Path(sentences.GOLD).parent / "judged.jsonl"
ENDINGS = {"news_reuters": ".jsonl.gz"}
# Swept 1 to 50: the cross-validated log loss is flat from 5 to 20.
RIDGE = 10.0
FOLDS = 10
STEPS = 30
HEAD = """\
# What is known of a report, and what each thing weighs (log-odds) for its being right in type, direction and countries.
# Fitted by training/confidence.py; coding/confidence.py says what the names mean.
"""
SWEPT = "# Swept on"

Row = tuple[str, dict[str, float], bool]


@click.command()
@click.argument("bench", type=click.Path(path_type=Path, exists=True))
@click.option("--write", is_flag=True, help="Write the weights; ``lowest`` stays as it is.")
def main(bench: Path, *, write: bool) -> None:
    """Fit, print the cross-validated precision by threshold, and write the weights if asked to."""
    rows = list(_rows(bench))
    names = list(rows[0][1])
    table = np.array([[known[name] for name in names] for _, known, _ in rows])
    right = np.array([one for _, _, one in rows], dtype=float)
    folds = np.array([hash_of(article) % FOLDS for article, _, _ in rows])
    held = np.zeros(len(rows))
    for fold in range(FOLDS):
        weights, base = fit(table[folds != fold], right[folds != fold])
        held[folds == fold] = probability(table[folds == fold] @ weights + base)
    print(f"{len(rows)} reports, {right.mean():.2f} right, log loss {_log_loss(held, right):.3f}")
    for lowest in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
        kept = held >= lowest
        print(f"from {lowest}: {kept.sum()} kept, {right[kept].mean() if kept.any() else 0:.2f} of them right")
    weights, base = fit(table, right)
    found = {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}
    print(yaml.safe_dump({"base": round(float(base), 3), "weights": found}, sort_keys=False))
    if write:
        card = {"base": round(float(base), 3), "weights": found}
        # What follows the weights, the threshold and the figures that chose it, is written by hand.
        swept = WORDS.read_text("utf-8").partition(SWEPT)
        WORDS.write_text(HEAD + yaml.safe_dump(card, sort_keys=False) + swept[1] + swept[2], "utf-8")


def fit(table: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Weights and base of a logistic regression, by Newton's steps on standardised columns."""
    mean, spread = table.mean(0), table.std(0) + 1e-9
    scaled = np.column_stack([(table - mean) / spread, np.ones(len(table))])
    ridge = np.diag([*[RIDGE] * table.shape[1], 0.0])
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        told = probability(scaled @ weights)
        slope = scaled.T @ (told - right) + ridge @ weights
        curve = (scaled * (told * (1 - told))[:, None]).T @ scaled + ridge
        weights -= np.linalg.solve(curve, slope)
    own = weights[:-1] / spread
    return own, float(weights[-1] - mean @ own)


def probability(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log-odds as probabilities."""
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)


def hash_of(article: str) -> int:
    """A number that depends on the article's id alone."""
    return sum(article.encode())


def _log_loss(told: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    return float(-np.log(np.where(right > 0, told, 1 - told)).mean())


def _rows(bench: Path) -> Iterator[Row]:
    """One row a report that was judged or lies in a gold sentence."""
    judged: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for each in map(json.loads, JUDGED.read_text("utf-8").splitlines()):
        judged[each["pack"], each["article"]].append(each)
    gold: dict[str, list[Any]] = defaultdict(list)
    for sentence in sentences.read_gold():
        gold[sentence["article"]].append(sentence)
    wanted = sorted({*judged, *(("news_wikinews", each) for each in gold)})
    articles = {
        (pack, row["id"]): row
        for pack in sorted({pack for pack, _ in wanted})
        for row in read_rows(bench / f"{pack}{ENDINGS.get(pack, '.jsonl')}")
    }
    for key in progress(wanted, "articles", len(wanted)):
        row = articles[key]
        known = _known(row)
        for report, told in known:
            verdict = next((each for each in judged.get(key, ()) if _same(report, each)), None)
            if verdict is not None:
                yield key[1], told, verdict["verdict"] == "right"
                continue
            start = report.spans[0].start
            inside = next((each for each in gold.get(key[1], ()) if each["start"] <= start < each["end"]), None)
            if inside is not None and key[0] == "news_wikinews":
                yield key[1], told, sentences.found_triples(inside, [report]) <= sentences.gold_triples(inside)


def _known(row: Mapping[str, Any]) -> list[tuple[EventReport, dict[str, float]]]:
    """All reports of an article, unsure ones too, with what was known of each."""
    told: dict[str, dict[str, float]] = {}

    def remember(built: Built, judgement: Judgement, lexicon: Lexicon) -> float:
        told[f"{built.match.frame.trigger.start} {built.type}"] = known_of(built, judgement, lexicon)
        return 1.0

    published = row.get("published")
    with patch.object(events, "confidence", remember):
        coding = adapters.code_titled(row["text"], day(published) if published else None, row.get("title"))
    return [(each, told[f"{each.spans[0].start} {each.type}"]) for each in coding.reports]


def _same(report: EventReport, judged: Mapping[str, Any]) -> bool:
    sides = [sorted(map(_code, side), key=str) for side in (report.sources, report.targets)]
    wanted = [sorted(judged[side], key=str) for side in ("sources", "targets")]
    return (report.spans[0].start, report.type, *sides) == (judged["start"], judged["type"], *wanted)


def _code(mention: ActorMention) -> str | None:
    code = sentences.party(mention)
    return None if code == sentences.NOBODY else code


if __name__ == "__main__":
    main()
