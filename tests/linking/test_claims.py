"""What some hold and others deny, joined into one dispute."""

from datetime import date
from itertools import permutations

import pytest

import detente
from detente.lexicon import load_lexicon
from detente.linking.claims import contested
from detente.model import Claim, Dispute

TEXTS = [
    "Norway accused Chile of jamming its weather satellites over the Arctic.",
    "Chile denied that it had jammed any Norwegian weather satellite.",
    "Peru accused Ecuador of stealing cattle on the border.",
]
DAYS = [date(2024, 5, 1), date(2024, 5, 3), date(2024, 5, 2)]


@pytest.fixture(scope="module")
def told() -> list[tuple[Claim, date]]:
    return [
        (claim, day)
        for text, day in zip(TEXTS, DAYS, strict=True)
        for claim in detente.code_text(text, published=day).claims
    ]


def disputes(told: list[tuple[Claim, date]]) -> tuple[Dispute, ...]:
    return contested((claim for claim, _ in told), load_lexicon(), {claim.article: day for claim, day in told})


def test_a_charge_and_its_denial_are_one_dispute_with_its_days(told: list[tuple[Claim, date]]) -> None:
    (dispute,) = disputes(told)
    assert [each.stance for each in dispute.claims] == ["asserts", "denies"]
    assert [each.claimant.actor.country for each in dispute.claims if each.claimant and each.claimant.actor] == [
        "NOR",
        "CHL",
    ]
    assert (dispute.first, dispute.last) == (DAYS[0], DAYS[1])


def test_the_order_of_the_claims_changes_nothing(told: list[tuple[Claim, date]]) -> None:
    assert len({disputes(list(order)) for order in permutations(told)}) == 1


def test_what_nobody_denies_is_no_dispute(told: list[tuple[Claim, date]]) -> None:
    assert disputes([each for each in told if each[0].stance == "asserts"]) == ()


def stances(*texts: str) -> list[list[tuple[str, str | None]]]:
    """The sides of each dispute of some articles: stance and the claimant's words."""
    claims = [claim for text in texts for claim in detente.code_text(text).claims]
    found = contested(claims, load_lexicon(), {})
    return [
        sorted((each.stance, each.claimant.span.text if each.claimant else None) for each in one.claims)
        for one in found
    ]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        # What names no deed answers the nearest charge before it.
        (
            ["Norway accused Chile of jamming its satellites. Chile rejected the accusation."],
            [[("asserts", "Norway"), ("denies", "Chile")]],
        ),
        # Other words for one deed.
        (
            ["Norway accused Chile of meddling in its election.", "Chile denied any interference in the election."],
            [[("asserts", "Norway"), ("denies", "Chile")]],
        ),
        # Somebody else denies a deed of his own in the same words.
        (["Norway accused Chile of jamming its satellites.", "Peru denied jamming the satellites."], []),
        # A charge against another, and a countercharge.
        (["Norway accused Chile of stealing cattle.", "Chile accused Norway of stealing cattle."], []),
        # Whoever charges does not answer himself.
        (["Norway accused Chile of jamming. Norway rejected claims of its own jamming."], []),
        # Names in common are no deed in common.
        (["Norway said Anna Lund had lied to Peru.", "Anna Lund denied writing to Peru."], []),
    ],
)
def test_a_denial_joins_the_charge_that_it_answers(
    texts: list[str], wanted: list[list[tuple[str, str | None]]]
) -> None:
    assert stances(*texts) == wanted


def test_a_denial_of_no_deed_answers_the_nearest_charge_though_a_third_gives_it() -> None:
    text = "Norway accused Anna Berg of arson. Her sister Eva Holm said the charge was baseless."
    (sides,) = stances(text)
    assert [stance for stance, _ in sides] == ["asserts", "denies"]
