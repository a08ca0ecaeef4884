"""Passages in; how far the accusations and denials found in them are those of people, claimant and stance both, out.

The gold (``gold/claims.jsonl``) holds 275 passages of ``news_wikinews``, drawn by a digest, most from paragraphs with a
word of blame or of denial, with all accusations, denials and doubts that two annotators and an adjudicator found in
them, before any output of the coder was seen. It is stand-off: article, offsets, codes. Whole articles are coded.

The rules were since mended on what they missed in these passages, so that the gold no longer tells how they fare on
texts that nobody read. ``gold/claims_unseen.jsonl`` does, in a small way: 43 passages of ``news_guardian``, coded by
one hand before the output on them was seen; what is found or missed in them is counted and not looked at.

A claim is right when a gold claim of the same stance has a proposition that overlaps, and the same claimant: words that
overlap, or the same country, or nobody on both sides. Asserted claims count as found only if they charge somebody;
what is merely said is no accusation. ``pairs`` are claims of opposite stance about the same proposition.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import TypedDict

from detente.lexicon import load_lexicon
from detente.linking.claims import contested
from detente.model import Claim, Coding, Stance
from eval import adapters
from eval.measures import Scores, Tally, share
from eval.packs import day, progress, read_rows

FILES = ("news_wikinews.jsonl",)
GOLD = Path(__file__).parent / "gold" / "claims.jsonl"
FILES_UNSEEN = ("news_guardian.jsonl",)
GOLD_UNSEEN = Path(__file__).parent / "gold" / "claims_unseen.jsonl"
BODY = "INT"

CodeTitled = Callable[[str, str | None, str | None], Coding]


class GoldClaim(TypedDict):
    """One claim as coded by hand; ``topic`` is shared by all claims about one proposition."""

    stance: str
    claimant: list[int] | None
    claimant_country: str | None
    cue: list[int] | None
    proposition: list[int]
    topic: str
    agreed: bool
    sure: bool


class Passage(TypedDict):
    """A stretch of an article with all its claims."""

    article: str
    start: int
    end: int
    claims: list[GoldClaim]


def run(bench: Path, limit: int | None = None, *, code: CodeTitled = adapters.code_titled) -> Scores:
    """Scores of the coder on the gold passages; ``limit`` takes the first so many."""
    return _scores(read_rows(GOLD)[:limit], bench / FILES[0], code)


def run_unseen(bench: Path, limit: int | None = None, *, code: CodeTitled = adapters.code_titled) -> Scores:
    """The same on the passages that no rule was mended on."""
    return _scores(read_rows(GOLD_UNSEEN)[:limit], bench / FILES_UNSEEN[0], code)


def _scores(passages: list[Passage], pack: Path, code: CodeTitled) -> Scores:
    articles = {row["id"]: row for row in read_rows(pack)}
    wanted: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        wanted[passage["article"]].append(passage)
    tallies: dict[str, Tally] = defaultdict(Tally)
    matched: dict[str, GoldClaim] = {}
    claims: list[Claim] = []
    for name, own in progress(wanted.items(), "claims", len(wanted)):
        row = articles[name]
        coding = code(row["text"], day(row["published"]), row["title"])
        claims += coding.claims
        for passage in own:
            pairs = match(passage, [each for each in coding.claims if _counts(each, passage)])
            matched |= {claim.id: gold for claim, gold in pairs if gold is not None and claim is not None}
            for claim, gold in pairs:
                stance = claim.stance.value if claim else gold["stance"] if gold else ""
                one = Tally(hits=bool(claim and gold), found=bool(claim), gold=bool(gold))
                tallies[stance] += one
    return Scores(rows=len(passages), metrics=_metrics(tallies, claims, matched))


def match(passage: Passage, claims: Sequence[Claim]) -> list[tuple[Claim | None, GoldClaim | None]]:
    """Our claims and the gold's, one to one in the order of the text; who has no partner stands beside None."""
    left = list(passage["claims"])
    pairs: list[tuple[Claim | None, GoldClaim | None]] = []
    for claim in claims:
        gold = next((each for each in left if _same(claim, each)), None)
        if gold is not None:
            left.remove(gold)
        pairs.append((claim, gold))
    return [*pairs, *((None, each) for each in left)]


def _counts(claim: Claim, passage: Passage) -> bool:
    inside = passage["start"] <= claim.proposition.start < passage["end"]
    return inside and (claim.accuses or claim.stance != Stance.ASSERTS)


def _same(claim: Claim, gold: GoldClaim) -> bool:
    start, end = gold["proposition"]
    if claim.stance.value != gold["stance"] or claim.proposition.end <= start or end <= claim.proposition.start:
        return False
    if claim.claimant is None or gold["claimant"] is None:
        return claim.claimant is None and gold["claimant"] is None
    first, last = gold["claimant"]
    span, actor = claim.claimant.span, claim.claimant.actor
    country = gold["claimant_country"]
    return (span.start < last and first < span.end) or bool(country and actor and actor.country == country)


def _metrics(tallies: dict[str, Tally], claims: Sequence[Claim], matched: dict[str, GoldClaim]) -> dict[str, float]:
    whole = sum(tallies.values(), start=Tally())
    metrics = {"precision": whole.precision, "recall": whole.recall, "f1": whole.f1}
    for stance in Stance:
        metrics |= tallies[stance.value].named(stance.value)
    joined = list(_joined(claims, matched))
    right = [one["topic"] == other["topic"] for one, other in joined]
    return metrics | {"joined_pairs": len(joined), "joined_precision": share(sum(right), len(right))}


def _joined(claims: Sequence[Claim], matched: dict[str, GoldClaim]) -> Iterable[tuple[GoldClaim, GoldClaim]]:
    """The gold of each two joined claims that the gold knows."""
    for dispute in contested(claims, load_lexicon(), {}):
        known = [matched[each.id] for each in dispute.claims if each.id in matched]
        yield from combinations(known, 2)
