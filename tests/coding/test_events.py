"""Who did what to whom, sentence by sentence, from the words to the report."""

import pytest

from detente.lexicon import Lexicon

from .tables import cases, coded, countries

# A sentence and the events that a careful reader finds in it: type, sources, targets (codes in the alphabet's order).
# Order does not matter; nothing else may be reported.
Told = tuple[str, list[str], list[str]]
TABLE: list[tuple[str, list[Told]]] = [
    ("Norway accused Chile of jamming its satellites.", [("ACCUSE", ["NOR"], ["CHL"])]),
    ("Chile was accused by Norway of jamming satellites.", [("ACCUSE", ["NOR"], ["CHL"])]),
    ("Norway blamed Chile for the oil spill.", [("ACCUSE", ["NOR"], ["CHL"])]),
    ("The Norwegian foreign minister criticized Chile over the tariffs.", [("ACCUSE", ["NOR"], ["CHL"])]),
    ("Norway condemned the Chilean attack on Peru.", [("ACCUSE", ["NOR"], ["CHL"]), ("ASSAULT", ["CHL"], ["PER"])]),
    ("Norway imposed sanctions on Chile.", [("COERCE", ["NOR"], ["CHL"])]),
    ("Norway froze Chilean assets.", [("COERCE", ["NOR"], ["CHL"])]),
    ("Norway expelled two Chilean diplomats.", [("SANCTION", ["NOR"], ["CHL"])]),
    ("Norway recalled its ambassador from Chile.", [("SANCTION", ["NOR"], ["CHL"])]),
    ("Norway bombed a Chilean harbour.", [("ASSAULT", ["NOR"], ["CHL"])]),
    ("Norway launched an attack on Chile.", [("ASSAULT", ["NOR"], ["CHL"])]),
    ("Chilean troops killed nine Peruvian soldiers.", [("ASSAULT", ["CHL"], ["PER"])]),
    ("Nine Peruvian soldiers were killed by Chilean troops.", [("ASSAULT", ["CHL"], ["PER"])]),
    ("Norway sent food aid to Peru.", [("AID", ["NOR"], ["PER"])]),
    ("Norway gave Peru ten million dollars in aid.", [("AID", ["NOR"], ["PER"])]),
    ("Peru received humanitarian aid from Norway.", [("AID", ["NOR"], ["PER"])]),
    ("Norway praised Peru for its patience.", [("SUPPORT", ["NOR"], ["PER"])]),
    ("Norway thanked Peru.", [("SUPPORT", ["NOR"], ["PER"])]),
    ("Norway and Chile signed a trade agreement.", [("SUPPORT", ["CHL", "NOR"], [])]),
    ("Norway agreed to send doctors to Peru.", [("AGREE", ["NOR"], ["PER"])]),
    ("The presidents of Norway and Chile met in Lima.", [("CONSULT", ["CHL", "NOR"], [])]),
    ("Norwegian and Chilean diplomats met in Lima.", [("CONSULT", ["CHL", "NOR"], [])]),
    ("The ministers of Norway, Chile and Peru accused Denmark of theft.", [("ACCUSE", ["CHL", "NOR", "PER"], ["DNK"])]),
    ("The Norwegian president met his Chilean counterpart.", [("CONSULT", ["CHL", "NOR"], [])]),
    ("Norway held talks with Chile.", [("CONSULT", ["CHL", "NOR"], [])]),
    ("The Norwegian foreign minister visited Chile.", [("CONSULT", ["CHL", "NOR"], [])]),
    ("The Chilean president telephoned the Norwegian prime minister.", [("CONSULT", ["CHL", "NOR"], [])]),
    ("Norway urged Chile to withdraw its troops.", [("REQUEST", ["NOR"], ["CHL"])]),
    ("Norway asked Chile for help.", [("REQUEST", ["NOR"], ["CHL"])]),
    ("Norway called on Chile to release the crew.", [("REQUEST", ["NOR"], ["CHL"])]),
    ("Norway demanded an apology from Chile.", [("REQUEST", ["NOR"], ["CHL"])]),
    ("Norway rejected the Chilean proposal.", [("REJECT", ["NOR"], ["CHL"])]),
    ("Norway refused to meet Chile.", [("REJECT", ["NOR"], ["CHL"])]),
    ("Norway vetoed the resolution.", [("REJECT", ["NOR"], [])]),
    ("Norway threatened to bomb Chile.", [("THREATEN", ["NOR"], ["CHL"])]),
    ("Norway plans to bomb Chile.", [("THREATEN", ["NOR"], ["CHL"])]),
    ("Norway plans to impose sanctions on Chile.", [("THREATEN", ["NOR"], ["CHL"])]),
    ("Norway will impose sanctions on Chile.", [("THREATEN", ["NOR"], ["CHL"])]),
    ("Norway will send aid to Peru.", [("AGREE", ["NOR"], ["PER"])]),
    ("Norway threatened Chile with sanctions.", [("THREATEN", ["NOR"], ["CHL"])]),
    ("Norway warned Chile of grave consequences.", [("THREATEN", ["NOR"], ["CHL"])]),
    ("Norway put its army on alert.", [("MOBILIZE", ["NOR"], [])]),
    ("Norway moved two frigates towards Chile.", [("MOBILIZE", ["NOR"], ["CHL"])]),
    ("Norway withdrew its troops from Chile.", [("RETREAT", ["NOR"], ["CHL"])]),
    ("Norway and Chile declared a ceasefire.", [("RETREAT", ["CHL", "NOR"], [])]),
    ("Norway eased its restrictions on Chile.", [("CONCEDE", ["NOR"], ["CHL"])]),
    ("Norway lifted its sanctions on Chile.", [("RETREAT", ["NOR"], ["CHL"])]),
    ("Norway released ten Chilean prisoners.", [("RETREAT", ["NOR"], ["CHL"])]),
    ("Norway seized a Chilean ship.", [("COERCE", ["NOR"], ["CHL"])]),
    ("Norwegian police arrested a Chilean diplomat.", [("COERCE", ["NOR"], ["CHL"])]),
    ("Norway detained three Chilean sailors.", [("COERCE", ["NOR"], ["CHL"])]),
    ("Norwegians protested against Chile in Oslo.", [("PROTEST", ["NOR"], ["CHL"])]),
    ("Norway and Chile held joint military exercises.", [("COOPERATE", ["CHL", "NOR"], [])]),
    ("Norway extradited the man to Chile.", [("COOPERATE", ["NOR"], ["CHL"])]),
    ("Norway and Sweden accused Chile of jamming.", [("ACCUSE", ["NOR", "SWE"], ["CHL"])]),
    ("Norway accused Chile and Peru of jamming.", [("ACCUSE", ["NOR"], ["CHL", "PER"])]),
    ("The United Nations urged Norway to wait.", [("REQUEST", ["United Nations"], ["NOR"])]),
    ("Norway said in a phone call with Chile's president that the deal was off.", [("CONSULT", ["CHL", "NOR"], [])]),
    ("Chile was condemned in a joint note by Norway and Sweden.", [("ACCUSE", ["NOR", "SWE"], ["CHL"])]),
    ("Norway called for a common stand against Chile.", []),
    ("Norwegian tourists travelled to Chile.", []),
    ("Two Norwegian men killed fighting were buried in Chile.", []),
    # Nothing is told here, or nothing of actors whom one could know.
    ("Norway won the ski jumping by a metre.", []),
    ("The report accused the company of fraud.", []),
    ("Chile lies between the Andes and the sea.", []),
    ("The storm killed nine people in Chile.", []),
    ("Norway attacked well in the second half and beat Chile 2-0.", []),
    ("The minister's aunt met a baker.", []),
    ("The court struck the word Chile from the list.", []),
    ("A Norwegian novel about Chile won a prize.", []),
    ("Chile shares a border with Peru.", []),
]
WRONG: dict[str, str] = {
    "Norway extradited the man to Chile.": "read as a deportation, which the ontology tells from extradition",
}


@pytest.mark.parametrize(("text", "expected"), cases(TABLE, WRONG))
def test_the_events_of_a_sentence(text: str, expected: list[Told]) -> None:
    told = [(each.type, countries(each.sources), countries(each.targets)) for each in coded(text).reports]
    assert sorted(told) == sorted(expected)


def test_all_types_stand_in_the_table(lexicon: Lexicon) -> None:
    assert {event_type for _, told in TABLE for event_type, _, _ in told} == set(lexicon.ontology.types)


@pytest.mark.parametrize("text", [text for text, told in TABLE if told])
def test_a_report_is_whole(text: str, lexicon: Lexicon) -> None:
    for report in coded(text).reports:
        entry = lexicon.ontology.types[report.type]
        assert report.quad == entry.quad
        assert report.score == lexicon.ontology.score(report.type, report.mode)
        assert report.mode is None or report.mode in entry.modes
        assert report.cameo is None or report.cameo in lexicon.cameo()
        assert 0 < report.why.score <= 1
        assert report.article == coded(text).article.id
        assert entry.symmetric != "always" or (report.targets == () and len(report.sources) > 1)
        assert entry.recipient == "optional" or report.targets or len(report.sources) > 1


def test_ids_of_reports_differ_within_an_article() -> None:
    reports = coded("Norway thanked Peru. Norway thanked Peru. Norway thanked Peru.").reports
    assert len({each.id for each in reports}) == len(reports)


def test_furniture_tells_no_event() -> None:
    text = "Norway bombs Chile\n\nThe talks in Lima went on, said the hosts.\n\nNorway expels Chilean envoy"
    assert coded(text).reports == ()
    assert {"title", "teaser"} <= {each.reason for each in coded(text).left_out}


def test_a_sentence_without_actors_is_left_out_with_the_reason() -> None:
    coding = coded("The baker accused the butcher of theft.")
    assert coding.reports == ()
    assert "no actor" in {each.reason for each in coding.left_out}
