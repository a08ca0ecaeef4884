"""The table of companies, and the homes of those that no table holds: by legal form, by money, or not at all."""

from collections import Counter

import pytest

from detente.coding.companies import ALONE_RULE, FORM_RULE, MONEY_RULE, CompanyWords
from detente.coding.gazetteer import Metonym, Organisation
from detente.lexicon import DATA, State, load_lexicon, read_table
from detente.model import ActorMention
from tests.coding.tables import coded

COMPANIES = read_table(DATA / "gazetteer" / "companies.tsv", Organisation)
WEAK_RULES = {FORM_RULE, ALONE_RULE, MONEY_RULE}

WEAK = [
    ("Halvorsen Kabel Oyj said it will close two plants.", "FIN", FORM_RULE, "Halvorsen Kabel Oyj", "Oyj"),
    ("Tessuti Morelli SpA said its sales rose in China.", "ITA", FORM_RULE, "Tessuti Morelli SpA", "SpA"),
    ("Selangor Timur Bhd said its profit fell.", "MYS", FORM_RULE, "Selangor Timur Bhd", "Bhd"),
    ("Brightwater Foods Plc said its profit fell.", "GBR", FORM_RULE, "Brightwater Foods Plc", "Plc"),
    ("Quillmark Systems Inc said it named a new chairman.", "USA", ALONE_RULE, "Quillmark Systems Inc", "Inc"),
    ("Dorset and Pine Corp said its merger is off.", "USA", ALONE_RULE, "Dorset and Pine Corp", "Corp"),
    ("Shr 12 cts vs nine cts. Net 1,200,000 vs 900,000.", "USA", MONEY_RULE, "cts", "cts"),
    ("Pretax profit rose to 12 mln stg from nine mln stg.", "GBR", MONEY_RULE, "stg", "stg"),
]

NOT_READ = [
    # Another state is named: "Inc" and bare money say nothing then.
    "Quillmark Systems Inc said it will build a plant in Portugal.",
    "The Brazilian firm will pay 30 mln dlrs.",
    # The money of two states, no money, and a weight.
    "The offer is worth 20 mln dlrs or 3 billion yen.",
    "Shares rose 3 per cent and the box weighs two pounds.",
    # A legal form without a name before it.
    "The Company said it is pleased.",
    "The court set the Inc aside.",
]

TABLED = [
    ("Toyota said it will build a plant.", "JPN"),
    ("ICBC lent the money.", "CHN"),
    ("PDVSA denied the report.", "VEN"),
    ("Sonatrach cut its prices.", "DZA"),
    ("Rosneft and Naftogaz signed a contract.", "UKR"),
    ("Codelco raised its output.", "CHL"),
    ("Midland Bank raised its offer.", "GBR"),
    ("Northern Telecom opened a plant.", "CAN"),
    ("Bank Melli was fined.", "IRN"),
    ("Infosys hired 5,000 people.", "IND"),
]


def weak(text: str) -> list[ActorMention]:
    return [each for each in coded(text).actors if each.why.rule in WEAK_RULES]


@pytest.mark.parametrize(("text", "country", "rule", "words", "deciding"), WEAK, ids=[row[0][:40] for row in WEAK])
def test_a_weak_reading_says_its_rule_and_its_words(
    text: str, country: str, rule: str, words: str, deciding: str
) -> None:
    mention = weak(text)[0]
    assert mention.actor is not None
    assert (mention.actor.country, mention.why.rule, mention.span.text) == (country, rule, words)
    assert [span.text for span in mention.why.spans] == [deciding]
    assert mention.why.score <= 0.6


@pytest.mark.parametrize("text", NOT_READ)
def test_what_the_text_does_not_tell_stays_unknown(text: str) -> None:
    assert weak(text) == []


@pytest.mark.parametrize(("text", "country"), TABLED)
def test_companies_of_the_table_have_their_home(text: str, country: str) -> None:
    assert country in {each.actor.country for each in coded(text).actors if each.actor}


def test_a_company_that_looks_like_a_person_is_the_company_unless_the_text_names_the_person() -> None:
    assert [each.actor.country for each in coded("Jollibee said it will build a plant.").actors if each.actor][:1] == [
        "PHL"
    ]
    named = coded("Keiji Honda resigned. Honda said he was tired.")
    assert "JPN" not in {each.actor.country for each in named.actors if each.actor and each.span.text == "Keiji Honda"}


def test_no_event_is_built_on_a_weak_reading() -> None:
    coding = coded("Quillmark Systems Inc accused Dorset Corp of fraud. Quillmark Systems Inc sued Dorset Corp.")
    assert weak("Quillmark Systems Inc accused Dorset Corp of fraud.")
    assert all(each.why.rule not in WEAK_RULES for report in coding.reports for each in report.sources + report.targets)


def test_a_name_that_the_table_knows_is_not_read_again() -> None:
    assert weak("Toyota Motor Corp said it will build a plant.") == []


def test_the_table_is_clean() -> None:
    states = {state.code for state in load_lexicon().table("states", State)}
    written = [name for row in COMPANIES for name in (row.name, *row.aliases)]
    assert [name for name, count in Counter(written).items() if count > 1] == []
    assert [row.name for row in COMPANIES] == sorted(row.name for row in COMPANIES)
    assert all(row.countries and set(row.countries) <= states for row in COMPANIES)
    assert {row.code for row in COMPANIES} <= {"MNC", "NGO"}
    assert len(COMPANIES) >= 1_200
    assert len({country for row in COMPANIES for country in row.countries}) >= 120


def test_no_company_has_a_name_of_another_table() -> None:
    others = read_table(DATA / "gazetteer" / "organisations.tsv", Organisation)
    taken = {name for row in others for name in (row.name, *row.aliases)}
    taken |= {row.name for row in read_table(DATA / "gazetteer" / "metonyms.tsv", Metonym)}
    states = load_lexicon().table("states", State)
    taken |= {name for state in states for name in (state.name, *state.aliases, *state.adjectives, *state.capitals)}
    assert [name for row in COMPANIES for name in (row.name, *row.aliases) if name in taken] == []


def test_no_form_and_no_money_stands_for_two_states() -> None:
    words = load_lexicon().words("companies", CompanyWords)
    assert [w for w, n in Counter(w for form in words.forms for w in form.words).items() if n > 1] == []
    assert [w for w, n in Counter(w for money in words.moneys for w in money.words).items() if n > 1] == []
