"""A business wire's texts with its editors' country tags in; how far the countries we find are theirs, out.

Of each article the countries of its actors and places are taken, each once, and compared with the tags in our codes
(``reuters_tags.tsv``): a territory counts for the state that controls it, a state of 1987 for the one that our
gazetteer gives its name. Recall and precision are over all pairs of an article and a country. Titles are no part of
what coding reads. ``weak`` are the countries that only a legal form or money tells. Precision is bounded by the
editors' habits: they tag what a story is about, not every state that it names. Articles with even and odd numbers are
also shown apart, to see how steady the figures are. All rows are used.
"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

from detente.model import Coding
from eval import adapters
from eval.measures import Scores, Tally, share
from eval.packs import day, progress, sample_rows

FILES = ("news_reuters.jsonl.gz",)
TAGS = Path(__file__).parent / "reuters_tags.tsv"
# The rules of ``coding/companies.py``.
WEAK_RULES = frozenset({"company.form", "company.form_alone", "money.alone"})
HALVES = {0: "even", 1: "odd"}

CodeTitled = Callable[[str, str | None, str | None], Coding]


class Row(TypedDict):
    """One row of the pack."""

    id: str
    published: str
    title: str | None
    text: str
    places: list[str]


def run(bench: Path, limit: int | None = None, *, code: CodeTitled = adapters.code_titled) -> Scores:
    """Scores of the countries found on the pack."""
    rows: list[Row] = sample_rows(bench / FILES[0], limit)
    codes = read_tags()
    halves = dict.fromkeys(HALVES.values(), Tally())
    weak = Tally()
    for row in progress(rows, "countries", len(rows)):
        coding = code(row["text"], day(row["published"]), row["title"])
        gold = {codes[tag] for tag in row["places"] if tag in codes}
        found, firm = countries_of(coding), countries_of(coding, firm=True)
        halves[HALVES[_number(row["id"]) % 2]] += compare(gold, found)
        weak += compare(gold, found - firm)
    unknown = sum(tag not in codes for row in rows for tag in row["places"])
    return Scores(rows=len(rows), metrics=score(halves, weak, unknown))


def read_tags(path: Path = TAGS) -> dict[str, str]:
    """Our code of each of the editors' tags. Raises ``OSError`` where the table is not there."""
    with path.open(encoding="utf-8", newline="") as file:
        return {line["tag"]: line["country"] for line in csv.DictReader(file, delimiter="\t")}


def countries_of(coding: Coding, *, firm: bool = False) -> frozenset[str]:
    """The countries of the coding's actors and places; with ``firm``, without those that only a weak rule tells."""
    actors = [each for each in coding.actors if each.actor and not (firm and each.why.rule in WEAK_RULES)]
    found = {each.actor.country for each in actors if each.actor} | {each.country for each in coding.places}
    return frozenset(each for each in found if each is not None)


def compare(gold: set[str] | frozenset[str], found: set[str] | frozenset[str]) -> Tally:
    """How many countries of an article are found, tagged, and both."""
    return Tally(hits=len(gold & found), found=len(found), gold=len(gold))


def score(halves: dict[str, Tally], weak: Tally, unknown: int) -> dict[str, float]:
    """The figures of all articles, of each half, and of the weak readings; ``unknown_tags`` are in no table."""
    whole = sum(halves.values(), start=Tally())
    metrics = {"recall": whole.recall, "precision": whole.precision, "f1": whole.f1}
    for name, tally in halves.items():
        metrics |= {f"{name}_recall": tally.recall, f"{name}_precision": tally.precision}
    metrics |= {"weak_precision": weak.precision, "weak_share": share(weak.hits, whole.hits)}
    return metrics | {"unknown_tags": float(unknown)}


def _number(row_id: str) -> int:
    """The number at the end of an id; ids without one count as even."""
    digits = row_id.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0
