"""Who asserts, denies or doubts that something is so."""

import pytest

from .tables import cases, coded, covers

# A sentence, the words of the claimant, the stance, and words that the proposition must hold.
TABLE = [
    ("Norway accused Chile of jamming its satellites.", "Norway", "asserts", "jamming its satellites"),
    ("Norway accused Chile of theft.", "Norway", "asserts", "theft"),
    ("Norway claimed that Chile had jammed its satellites.", "Norway", "asserts", "Chile had jammed its satellites"),
    ("Chile denied that it had jammed any satellite.", "Chile", "denies", "it had jammed any satellite"),
    ("Chile denied jamming the satellites.", "Chile", "denies", "jamming the satellites"),
    ("Chile rejected claims that it had jammed a satellite.", "Chile", "denies", "it had jammed a satellite"),
    ("Peru questioned whether Chile had jammed a satellite.", "Peru", "doubts", "Chile had jammed a satellite"),
    ("Peru doubts that the satellite was jammed.", "Peru", "doubts", "the satellite was jammed"),
    ("According to Norway, Chile jammed two satellites.", "Norway", "asserts", "Chile jammed two satellites"),
    ("Chile jammed two satellites, Norway said.", "Norway", "asserts", "Chile jammed two satellites"),
    ("The Norwegian government insists that the fish were stolen.", "government", "asserts", "the fish were stolen"),
    (
        "Emmanuel Macron alleged that the vote had been bought.",
        "Emmanuel Macron",
        "asserts",
        "the vote had been bought",
    ),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "claimant", "stance", "proposition"), cases(TABLE, WRONG))
def test_who_says_that_what_is_so(text: str, claimant: str, stance: str, proposition: str) -> None:
    found = [
        each
        for each in coded(text).claims
        if each.claimant and covers(each.claimant.span, claimant, text) and proposition in each.proposition.text
    ]
    assert [each.stance for each in found] == [stance]


@pytest.mark.parametrize("text", [row[0] for row in TABLE])
def test_a_claim_leads_to_what_it_rests_on(text: str) -> None:
    coding = coded(text)
    reports = {each.id for each in coding.reports}
    quotations = {each.id for each in coding.quotations}
    for claim in coding.claims:
        assert claim.report is None or claim.report in reports
        assert claim.quotation is None or claim.quotation in quotations
        assert claim.report or claim.quotation
        assert text[claim.proposition.start : claim.proposition.end] == claim.proposition.text


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent food aid to Peru.",
        pytest.param(
            "Norway denied visas to Chilean dockers.",
            marks=pytest.mark.xfail(reason="what is denied to someone is taken for a proposition", strict=True),
        ),
        "The storm killed nine people in Chile.",
        "Norway and Chile signed a trade agreement.",
    ],
)
def test_no_claim_is_made_up(text: str) -> None:
    assert coded(text).claims == ()
