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
        "Norway denied visas to Chilean dockers.",
        "The storm killed nine people in Chile.",
        "Norway and Chile signed a trade agreement.",
    ],
)
def test_no_claim_is_made_up(text: str) -> None:
    assert coded(text).claims == ()


# A text, then each charge, denial or doubt in it: claimant, stance, words of the proposition, whom it is about.
CHARGES = [
    ("Norway said Chile was behind the raid.", [("Norway", "asserts", "behind the raid", "Chile")]),
    ("Peru alleged Chilean involvement in the raid.", [("Peru", "asserts", "Chilean involvement", "Chilean")]),
    (
        "Both Peru and Norway have alleged Chilean fraud.",
        [
            ("Peru", "asserts", "Chilean fraud", "Chilean"),
            ("Norway", "asserts", "Chilean fraud", "Chilean"),
        ],
    ),
    ("The minister called Lund a liar.", [("minister", "asserts", "a liar", "Lund")]),
    ("The minister called the report a fabrication.", [("minister", "denies", "the report", None)]),
    ("The governor called the rumour possibly false.", [("governor", "doubts", "the rumour", None)]),
    ("Lund pleaded not guilty to arson.", [("Lund", "denies", "arson", None)]),
    ("Lund maintains his innocence.", [("Lund", "denies", "his innocence", None)]),
    ("An inquiry found no wrongdoing.", [("An inquiry", "denies", "no wrongdoing", None)]),
    (
        "There is no evidence that Chile ordered the raid, Peru said.",
        [("Peru", "doubts", "that Chile ordered the raid", None)],
    ),
    (
        "Peru cast doubt on the claim that Chile ordered the raid.",
        [("Peru", "doubts", "that Chile ordered the raid", None), (None, "asserts", "Chile ordered the raid", "Chile")],
    ),
    (
        "Norway's claim that Chile stole the fish was read aloud.",
        [("Norway", "asserts", "that Chile stole the fish", "Chile")],
    ),
    ("The opposition says the vote was rigged.", [("The opposition", "asserts", "the vote was rigged", None)]),
    ("Activists say police used tear gas.", [("Activists", "asserts", "police used tear gas", "police")]),
    ("Lund is believed to have poisoned the well.", [(None, "asserts", "to have poisoned the well", "Lund")]),
    (
        "Lund was accused of arson, which he denied.",
        [(None, "asserts", "arson", "Lund"), ("he", "denies", "arson", None)],
    ),
    (
        "Norway blamed Chile for the raid. Chile said it had not attacked anyone.",
        [("Norway", "asserts", "the raid", "Chile"), ("Chile", "denies", "it had not attacked anyone", None)],
    ),
    (
        "Norway accused Chile of the raid. Chile says it played no part in it.",
        [("Norway", "asserts", "the raid", "Chile"), ("Chile", "denies", "it played no part", None)],
    ),
    ("Berg attacked Lund for the long delay.", [("Berg", "asserts", "the long delay", "Lund")]),
    ("Norway condemned Chile's attack on the port.", [("Norway", "asserts", "Chile's attack", "Chile")]),
    ("Berg complained about the delay.", [("Berg", "asserts", "the delay", None)]),
    ("Berg lashed out at Lund over the ruling.", [("Berg", "asserts", "the ruling", "Lund")]),
    ("The minister blamed the riots on Chile.", [("minister", "asserts", "the riots on Chile", "Chile")]),
    ("Experts linked Chile to the theft.", [("Experts", "asserts", "Chile to the theft", "Chile")]),
    ("Berg compared the minister to Hitler.", [("Berg", "asserts", "the minister to Hitler", "minister")]),
    ("Lund was critical of the plan.", [("Lund", "asserts", "the plan", "the plan")]),
    ("Experts documented abuses by the army.", [("Experts", "asserts", "abuses by the army", "army")]),
    ("An allegation he took bribes surfaced in May.", [(None, "asserts", "he took bribes", "he")]),
    ("The Gazette's report that Berg took bribes was read.", [("Gazette", "asserts", "Berg took bribes", "Berg")]),
    ("Lund was arrested on a charge of arson.", [(None, "asserts", "arson", "Lund")]),
    ("Prosecutors say Berg moved the money abroad.", [("Prosecutors", "asserts", "moved the money", "Berg")]),
    ("Berg said the state had let down the miners.", [("Berg", "asserts", "let down the miners", "the state")]),
    ("Berg said Lund should have stopped the trade.", [("Berg", "asserts", "should have stopped", "Lund")]),
    ("Berg said Lund has not told the truth.", [("Berg", "asserts", "has not told the truth", "Lund")]),
    ("Berg says that Chile is trying to silence him.", [("Berg", "asserts", "trying to silence him", "Chile")]),
    ("Berg said Lund may have cut the film deceptively.", [("Berg", "asserts", "may have cut", "Lund")]),
    ('"It is a cover-up," said Berg.', [("Berg", "asserts", "cover-up", "It")]),
    ('"We condemn this attack," the minister said.', [("the minister", "asserts", "this attack", "this attack")]),
    ("Chile carried out the attack, Norway said.", [("Norway", "asserts", "carried out the attack", "Chile")]),
    ("Berg called the treaty absurd.", [("Berg", "asserts", "the treaty absurd", "the treaty")]),
    ("Berg called the allegation absurd.", [("Berg", "denies", "the allegation", None)]),
    ("Norway posted a letter blaming Chile for the raid.", [("Norway", "asserts", "the raid", "Chile")]),
    ("The court said Berg did not lie.", [("The court", "denies", "Berg did not lie", None)]),
    ("Chile denied any links to the rebels.", [("Chile", "denies", "any links to the rebels", None)]),
    ('"I put no pressure on them," said Berg.', [("Berg", "denies", "I put no pressure", None)]),
]
NO_CHARGES = [
    "The captain said he had misled the harbour office.",
    "Chile claimed it had been attacked first.",
    "Parliament denied funding for the bridge.",
    "The voters may leave if records show that they had not paid.",
    "Norway rejected a proposal by Chile.",
    "Lund did not deny the allegations.",
    "Norway said it would attack Chile.",
    "Lund said the storm had destroyed nine houses.",
    "Doctors counted forty suspected deaths.",
    "Asked by reporters, Lund said he was not in town.",
    "Lund was found guilty of arson.",
    "Lund described himself as a fool.",
    "Lund said warm currents erode the ice.",
    "Lund said the flood damaged two bridges, killing at least nine.",
    "Lund said his heart breaks for the miners.",
    '"We have never seen so many guests," said Lund.',
    "Lund is suspected to have the flu.",
    "Shops sold food to people accused of crimes.",
    "Lund took aim at Berg.",
]
WRONG_CHARGES: dict[str, str] = {}


@pytest.mark.parametrize(("text", "wanted"), cases(CHARGES, WRONG_CHARGES))
def test_who_charges_whom_and_who_denies_it(text: str, wanted: list[tuple[str | None, str, str, str | None]]) -> None:
    left = [each for each in coded(text).claims if each.accuses or each.stance != "asserts"]
    for claimant, stance, words, about in wanted:
        found = [
            each
            for each in left
            if each.stance == stance
            and words in each.proposition.text
            and (each.claimant.span.text if each.claimant else None) == claimant
            and (each.about.span.text if each.about else None) == about
        ]
        assert len(found) == 1, (claimant, stance, words, about)
        left.remove(found[0])
    assert left == []


@pytest.mark.parametrize("text", NO_CHARGES)
def test_what_charges_nobody_is_no_accusation(text: str) -> None:
    assert [each for each in coded(text).claims if each.accuses or each.stance != "asserts"] == []
