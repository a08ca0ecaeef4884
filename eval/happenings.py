"""Articles in; how well their stories agree with the happenings (B-cubed, pairs), and how well copies are told, out.

Two articles are called copies where a chain of ``copy_of`` joins them: of three prints of one wire text, the two later
ones are copies of each other too, as the pack has it. A limit takes whole happenings, so that none is cut in half.
All rows are used.
"""

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict

from detente.model import Article, Copy
from eval import adapters
from eval.measures import Scores, Tally, harmonic, share
from eval.packs import day, read_rows, sample

FILES = ("happenings.jsonl", "happenings_copies.jsonl")

Link = Callable[[Iterable[Article]], list[Copy]]
Pair = frozenset[str]


class Row(TypedDict):
    """One article of the pack."""

    id: str
    published: str
    publisher: str | None
    url: str | None
    title: str | None
    text: str
    event: int


class CopyRow(TypedDict):
    """Two articles that share most of the shorter one's words."""

    a: str
    b: str
    same_event: bool


def run(bench: Path, limit: int | None = None, *, link: Link = adapters.link) -> Scores:
    """Scores of the linked articles; ``limit`` is a number of happenings."""
    every: list[Row] = read_rows(bench / FILES[0])
    copy_rows: list[CopyRow] = read_rows(bench / FILES[1])
    chosen = set(sample(sorted({row["event"] for row in every}), limit, key=str))
    rows = [row for row in every if row["event"] in chosen]
    gold = {row["id"]: str(row["event"]) for row in rows}
    copies = {frozenset((row["a"], row["b"])) for row in copy_rows if row["same_event"]}
    linked = link([_article(row) for row in rows])
    ours = {each.article: each.story for each in linked}
    metrics = score_stories(gold, ours)
    metrics |= score_copies({pair for pair in copies if pair <= gold.keys()}, copy_pairs(linked))
    return Scores(rows=len(rows), metrics=metrics)


def score_stories(gold: Mapping[str, str], ours: Mapping[str, str]) -> dict[str, float]:
    """B-cubed and pairwise figures of our cluster of each article against its gold cluster.

    Raises ValueError where an article has no cluster in both.
    """
    if gold.keys() != ours.keys():
        strays = sorted(gold.keys() ^ ours.keys())
        raise ValueError(f"stories: {len(strays)} articles are in one clustering only, such as {strays[0]!r}")
    gold_of, ours_of = _members(gold), _members(ours)
    shared = {article: len(gold_of[gold[article]] & ours_of[ours[article]]) for article in gold}
    precision = share(sum(count / len(ours_of[ours[each]]) for each, count in shared.items()), len(gold))
    recall = share(sum(count / len(gold_of[gold[each]]) for each, count in shared.items()), len(gold))
    gold_pairs, our_pairs = _pairs(gold_of.values()), _pairs(ours_of.values())
    pairwise = Tally(hits=len(gold_pairs & our_pairs), found=len(our_pairs), gold=len(gold_pairs))
    return {
        "bcubed_precision": precision,
        "bcubed_recall": recall,
        "bcubed_f1": harmonic(precision, recall),
        **pairwise.named("pairwise"),
    }


def score_copies(gold: Collection[Pair], ours: Collection[Pair]) -> dict[str, float]:
    """Precision and recall of the pairs called copies."""
    tally = Tally(hits=len(set(gold) & set(ours)), found=len(ours), gold=len(gold))
    return {"copies_precision": tally.precision, "copies_recall": tally.recall}


def copy_pairs(linked: Sequence[Copy]) -> set[Pair]:
    """All pairs of articles that a chain of ``copy_of`` joins."""
    group = {each.article: frozenset({each.article}) for each in linked}
    for each in linked:
        if each.copy_of is not None:
            joined = group[each.article] | group[each.copy_of]
            group.update(dict.fromkeys(joined, joined))
    return _pairs(group.values())


def _members(cluster_of: Mapping[str, str]) -> dict[str, frozenset[str]]:
    members: dict[str, set[str]] = {}
    for article, cluster in cluster_of.items():
        members.setdefault(cluster, set()).add(article)
    return {cluster: frozenset(articles) for cluster, articles in members.items()}


def _pairs(clusters: Iterable[frozenset[str]]) -> set[Pair]:
    return {frozenset(pair) for cluster in set(clusters) for pair in itertools.combinations(sorted(cluster), 2)}


def _article(row: Row) -> Article:
    return Article(
        id=row["id"],
        given_id=row["id"],
        text=row["text"],
        published=date.fromisoformat(day(row["published"])),
        title=row["title"] or None,
        publisher=row["publisher"] or None,
        url=row["url"] or None,
        language="en",
    )
