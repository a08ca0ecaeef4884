"""On texts that only the maintainers have: what a careful reader finds in one article, and true offsets in many.

No words of those texts stand here but the names and single words that the checks need.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import detente
from detente.lexicon import load_lexicon
from detente.linking.claims import contested
from detente.model import Basis, Coding, EventReport, Status

from .test_offsets import check

SHARED = Path(__file__).parents[2] / "shared"
PUBLISHED = "2017-04-13"
# Of the news packs, every so manieth article is coded.
STEP = 60
PACKS = ["news_guardian.jsonl", "news_reuters.jsonl.gz", "news_wikinews.jsonl"]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "bench").is_dir(), reason="the maintainers' texts are not here"),
]


@pytest.fixture(scope="module")
def seed() -> Coding:
    """The coding of the seed article."""
    return detente.code_text((SHARED / "seed" / "low-point.txt").read_text("utf-8"), published=PUBLISHED)


def told(coding: Coding, event_type: str, source: str | None, target: str | None) -> list[EventReport]:
    """The reports of that type in which these countries act and are acted upon."""

    def has(mentions: tuple[object, ...], country: str | None) -> bool:
        return country is None or country in [getattr(each.actor, "country", None) for each in mentions]  # type: ignore[attr-defined]

    return [
        each
        for each in coding.reports
        if each.type == event_type and has(each.sources, source) and has(each.targets, target)
    ]


def near(coding: Coding, report: EventReport, word: str) -> bool:
    """Whether the word stands in the sentence of the report, or within 250 characters of its trigger."""
    trigger = report.spans[0]
    return word in coding.article.text[max(trigger.start - 250, 0) : trigger.end + 250]


def test_the_white_house_accuses_russia(seed: Coding) -> None:
    found = [each for each in told(seed, "ACCUSE", "USA", "RUS") if each.sources[0].span.text.endswith("White House")]
    assert [each.status for each in found] == [Status.HAPPENED]
    assert found[0].targets[0].span.text == "Moscow"


def test_putin_accuses_the_trump_administration(seed: Coding) -> None:
    found = [each for each in told(seed, "ACCUSE", "RUS", "USA") if near(seed, each, "Trump administration")]
    assert [each.sources[0].actor.name for each in found if each.sources[0].actor] == ["Vladimir Putin"]


def test_assad_is_charged_with_ordering_the_attack(seed: Coding) -> None:
    found = [each for each in told(seed, "ACCUSE", "USA", "SYR") if near(seed, each, "ordered")]
    assert found
    claims = [claim for claim in seed.claims if "Assad ordered the attack" in claim.proposition.text]
    assert {claim.stance for claim in claims} == {"asserts"}


def test_election_interference_is_one_contested_claim(seed: Coding) -> None:
    """The intelligence agencies assert it, and Lavrov brushes it aside."""
    (dispute,) = contested(seed.claims, load_lexicon(), {})
    holders = {(each.stance.value, each.claimant.span.text) for each in dispute.claims if each.claimant}
    assert ("denies", "Lavrov") in holders
    assert {("asserts", "US intelligence agencies")} <= holders
    assert all("election" in each.proposition.text for each in dispute.claims)


def test_the_counter_charge_of_fabricated_evidence_is_a_claim(seed: Coding) -> None:
    (claim,) = [each for each in seed.claims if each.accuses and "fabricat" in each.proposition.text]
    assert claim.claimant
    assert claim.claimant.actor
    assert claim.claimant.actor.name == "Vladimir Putin"
    assert claim.about
    assert claim.about.actor
    assert claim.about.actor.country == "USA"


def test_the_vote_is_dated_5_april(seed: Coding) -> None:
    found = [
        each for each in told(seed, "REJECT", "RUS", None) if each.spans[0].text in {"vote", "shows", "vote against"}
    ]
    assert [(each.when.first, each.when.last, each.when.basis) for each in found] == [
        (date(2017, 4, 5), date(2017, 4, 5), Basis.STATED)
    ]


def test_the_ultimatum_is_dated_tuesday(seed: Coding) -> None:
    days = {
        (each.type, each.when.first)
        for each in seed.reports
        if near(seed, each, "ultimatum") and "Tillerson" in {mention.span.text for mention in each.sources}
    }
    assert days & {(kind, date(2017, 4, 11)) for kind in ("REQUEST", "THREATEN")}


def test_the_meeting_is_dated_wednesday(seed: Coding) -> None:
    """Its other party is "his top diplomat", and the article never says whose."""
    days = {(each.when.first, each.spans[0].text) for each in told(seed, "CONSULT", "RUS", None)}
    assert (date(2017, 4, 12), "meeting") in days


def test_the_intervention_is_history(seed: Coding) -> None:
    found = [each for each in seed.reports if each.spans[0].text == "intervened"]
    assert [each.status for each in found] == [Status.HISTORICAL]
    assert found[0].when.first == date(2015, 1, 1)


def test_the_furniture_and_the_question_tell_nothing(seed: Coding) -> None:
    text = seed.article.text
    reasons = {each.reason for each in seed.left_out}
    assert {"title", "repeated title", "sign-off", "teaser", "question"} <= reasons
    first, last = text.index("His top diplomat"), text.index("Lederman reported")
    question = range(text.index("Could Syria"), text.index("advance knowledge?"))
    for report in seed.reports:
        assert first <= report.spans[0].start < last
        assert report.spans[0].start not in question


def sample(name: str) -> Iterator[dict[str, str]]:
    """Every so manieth row of a pack."""
    content = (SHARED / "bench" / name).read_bytes()
    lines = (gzip.decompress(content) if name.endswith(".gz") else content).decode("utf-8").split("\n")
    yield from (json.loads(line) for line in lines[::STEP] if line)


@pytest.mark.parametrize("name", PACKS)
def test_news_is_coded_with_true_offsets(name: str) -> None:
    found = 0
    for row in sample(name):
        coding = detente.code_text(row["text"], published=row.get("published"), title=row.get("title"))
        assert coding.article.text == row["text"]
        check(coding)
        found += len(coding.reports)
    assert found
