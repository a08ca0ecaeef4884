"""International organisations with their bodies, and the parties of many states: which of them a name means."""

import pytest

from detente.coding.gazetteer import Group, Organisation
from detente.lexicon import DATA, read_table
from detente.model import ActorMention

from .tables import cases, coded

# A text, words in it, the code above states, and the name of the organisation; they have no country.
ORGANISATIONS = (
    ("The General Assembly voted to suspend Libya.", "General Assembly", "UNO", "UN General Assembly"),
    ("The U.N. Mission in Liberia disarmed the men.", "U.N. Mission in Liberia", "UNO", "UN Mission in Liberia"),
    ("UN human rights office staff left Sudan.", "UN human rights office", "UNO", "High Commissioner for Human Rights"),
    ("The U.N. food agency halted aid to Yemen.", "U.N. food agency", "UNO", "World Food Programme"),
    ("UNTAES handed the town to Croatia.", "UNTAES", "UNO", "Eastern Slavonia"),
    ("The Food and Agriculture Organisation warned Chad.", "Food and Agriculture Organisation", "UNO", "Food and"),
    ("The U.N. Human Rights Committee criticised Peru.", "U.N. Human Rights Committee", "UNO", "Human Rights"),
    ("The EU's executive body sued Malta.", "EU's executive body", "EUR", "European Commission"),
    ("The EEC banned the beef.", "EEC", "EUR", "European Union"),
    ("The EU's top court fined Poland.", "EU's top court", "EUR", "European Court of Justice"),
    ("OLAF accused the firm of fraud.", "OLAF", "EUR", "European Anti-Fraud Office"),
    (
        "The Organisation for Security and Co-operation in Europe sent monitors to Albania.",
        "Organisation for Security and Co-operation in Europe",
        "IGO",
        "Organization for Security and Cooperation in Europe",
    ),
    ("PACE suspended the Russian delegation.", "PACE", "IGO", "Parliamentary Assembly of the Council of Europe"),
    ("The Strasbourg court ruled against Turkey.", "Strasbourg court", "IGO", "European Court of Human Rights"),
    ("The Peace and Security Council suspended Gabon.", "Peace and Security Council", "IGO", "African Union Peace"),
    ("The OAU urged Ethiopia to withdraw.", "OAU", "IGO", "African Union"),
    ("MNJTF troops crossed into Nigeria.", "MNJTF", "IGO", "Multinational Joint Task Force"),
    ("The West African bloc lifted the sanctions on Mali.", "West African bloc", "IGO", "ECOWAS"),
    ("The Islamic Conference Organisation condemned Israel.", "Islamic Conference Organisation", "IGO", "Islamic"),
    ("The Quad criticised China.", "Quad", "IGO", "Quadrilateral Security Dialogue"),
    ("The Quartet condemned the settlements.", "Quartet", "IGO", "Middle East Quartet"),
    ("The Contact Group met in London on Bosnia.", "Contact Group", "IGO", "Contact Group"),
    ("The P5-plus-1 offered Iran a deal.", "P5-plus-1", "IGO", "P5+1"),
    ("The Group of 7 condemned Russia.", "Group of 7", "IGO", "Group of Seven"),
    ("Commonwealth nations suspended Fiji.", "Commonwealth nations", "IGO", "Commonwealth of Nations"),
    ("The Pacific Community warned Tonga.", "Pacific Community", "IGO", "Pacific Community"),
    ("GATT ruled against the United States.", "GATT", "IGO", "World Trade Organization"),
    (
        "The African Commission on Human and Peoples' Rights condemned Eritrea.",
        "African Commission on Human and Peoples' Rights",
        "IGO",
        "African Commission",
    ),
    ("Doctors without Borders left Somalia.", "Doctors without Borders", "NGO", "Medecins Sans Frontieres"),
    ("The Court of Arbitration for Sport cleared the skater.", "Court of Arbitration for Sport", "NGO", "Arbitration"),
)
# A text, words in it, and the state whose party they name.
PARTIES = (
    ("Georgian Dream accused the West.", "Georgian Dream", "GEO"),
    ("Palang Pracharath nominated the general.", "Palang Pracharath", "THA"),
    ("Chama Cha Mapinduzi rejected the report.", "Chama Cha Mapinduzi", "TZA"),
    ("The Rally of the Togolese People won.", "Rally of the Togolese People", "TGO"),
    ("The Australian Labor Party rejected the deal.", "Australian Labor Party", "AUS"),
    ("Yemen's General People's Congress rejected the plan.", "General People's Congress", "YEM"),
    ("Imran Khan's PTI accused the army.", "PTI", "PAK"),
    ("The Lithuanian Farmers and Greens Union left.", "Lithuanian Farmers and Greens Union", "LTU"),
    ("The Popular Movement of the Revolution was dissolved.", "Popular Movement of the Revolution", "COD"),
    ("The Democratic Forum of Hungary left. Fidesz won.", "Fidesz", "HUN"),
    ("Senate Republicans blocked the bill.", "Senate Republicans", "USA"),
    ("The FMLN rejected the treaty.", "FMLN", "SLV"),
    ("Parti Pribumi Bersatu Malaysia left the coalition.", "Parti Pribumi Bersatu Malaysia", "MYS"),
    ("The Union of Right Forces lost its seats.", "Union of Right Forces", "RUS"),
    ("The Sammarinese Christian Democratic Party won.", "Sammarinese Christian Democratic Party", "SMR"),
)
# A name that the parties of several states bear: the state beside it tells which, or one that the article names.
SHARED = (
    ("France's Socialist Party criticised the president.", "Socialist Party", "FRA"),
    ("Portugal's Socialist Party won the vote.", "Socialist Party", "PRT"),
    ("Malta's Labour Party criticised the EU.", "Labour Party", "MLT"),
    ("Norway's ruling Labour Party lost.", "Labour Party", "NOR"),
    ("Israel's Labor Party backed the accord.", "Labor Party", "ISR"),
    ("Honduras' Liberal Party protested.", "Liberal Party", "HND"),
    ("Italy's Democratic Party condemned the plan.", "Democratic Party", "ITA"),
    ("The opposition in Tirana is angry. Albania's Democratic Party protested.", "Democratic Party", "ALB"),
    ("Romania's Social Democratic Party won.", "Social Democratic Party", "ROU"),
    ("Morocco's Justice and Development Party lost.", "Justice and Development Party", "MAR"),
    ("Malawi's Democratic Progressive Party won.", "Democratic Progressive Party", "MWI"),
    ("Gambia's United Democratic Party protested.", "United Democratic Party", "GMB"),
    ("Syria's Baath Party met.", "Baath Party", "SYR"),
    ("Cuba's Communist Party met.", "Communist Party", "CUB"),
    ("Belgium's Socialists left the government.", "Socialists", "BEL"),
    ("Kenya's Freedom Party protested.", "Freedom Party", "KEN"),
    ("Britain votes on Thursday. The Labour Party is ahead.", "Labour Party", "GBR"),
    ("Vietnam arrested a minister. The Communist Party expelled him.", "Communist Party", "VNM"),
    ("Canada votes on Monday. The Conservatives are ahead.", "Conservatives", "CAN"),
)
# The same names where nothing says of which state they are.
NO_STATE = (
    ("The Labour Party rejected the treaty.", "Labour Party"),
    ("The Social Democratic Party rejected the treaty.", "Social Democratic Party"),
    ("The Liberal Party condemned the attack.", "Liberal Party"),
    ("The Communist Party expelled the general.", "Communist Party"),
    ("Socialists condemned the attack.", "Socialists"),
)
# Words that are also in the names of parties and organisations, and here name none.
ORDINARY = (
    "Who condemned the attack?",
    "The man who condemned the attack was arrested.",
    "Unity is what Lebanon needs.",
    "Labour costs rose in Germany.",
    "Harmony returned to Beirut on Sunday.",
    "Reform of the law angered Chile.",
    "Moderates in Iran hoped for a deal.",
    "New hope for peace in Sudan emerged.",
    "The pace of talks with Iran slowed.",
    "The quad bike was stolen in Kenya.",
    "Turkey attacked on March 14.",
    "The troops fled in an APC near Kabul.",
    "The arena in Bogota was attacked.",
    "The Commonwealth of Virginia sued.",
)
BODY_SECTORS = frozenset({"PTY", "UNO", "EUR", "IGO", "NGO", "ISM"})
WRONG = {
    "The Solidarity of Poles with Ukraine grew.": "a name that is also a word needs the words around it",
}
STILL_ORDINARY = (("The Solidarity of Poles with Ukraine grew.",),)


def named(text: str, words: str) -> ActorMention:
    start = text.index(words)
    return next(each for each in coded(text).actors if each.span.start <= start < each.span.end)


@pytest.mark.parametrize(("text", "words", "code", "name"), ORGANISATIONS)
def test_an_organisation_has_a_name_and_no_country(text: str, words: str, code: str, name: str) -> None:
    actor = named(text, words).actor
    assert actor is not None and actor.name is not None
    assert (actor.country, actor.sector) == (None, code)
    assert name in actor.name


@pytest.mark.parametrize(("text", "words", "country"), [*PARTIES, *SHARED])
def test_a_party_is_of_its_state(text: str, words: str, country: str) -> None:
    actor = named(text, words).actor
    assert actor is not None
    assert (actor.country, actor.sector) == (country, "PTY")


@pytest.mark.parametrize(("text", "words"), NO_STATE)
def test_a_shared_name_alone_is_of_no_state(text: str, words: str) -> None:
    actor = named(text, words).actor
    assert actor is not None
    assert (actor.country, actor.sector) == (None, "PTY")


@pytest.mark.parametrize("text", [pytest.param(text, id=text[:40]) for text in ORDINARY])
def test_ordinary_words_name_no_body(text: str) -> None:
    assert [each for each in coded(text).actors if each.actor and each.actor.sector in BODY_SECTORS] == []


@pytest.mark.parametrize("text", cases(STILL_ORDINARY, WRONG))
def test_ordinary_words_that_still_name_a_body(text: str) -> None:
    assert [each for each in coded(text).actors if each.actor and each.actor.name == "Solidarity"] == []


def test_a_name_of_parties_of_several_states_has_a_reading_of_none_or_one_owner_that_comes_first() -> None:
    groups = [each for each in read_table(DATA / "gazetteer" / "groups.tsv", Group) if each.kind == "party"]
    bearers: dict[str, list[Group]] = {}
    for group in groups:
        for name in (group.name, *group.aliases):
            bearers.setdefault(name, []).append(group)
    shared = {name: rows for name, rows in bearers.items() if None in {row.country for row in rows}}
    assert {"Labour Party", "Socialist Party", "Communist Party", "Social Democrats"} <= set(shared)
    first = {name: min((row.name, row.country or "") for row in rows) for name, rows in shared.items()}
    assert {name: owner for name, owner in first.items() if owner[1]} == {}


def test_parties_of_most_states_are_known() -> None:
    groups = read_table(DATA / "gazetteer" / "groups.tsv", Group)
    assert len({each.country for each in groups if each.kind == "party" and each.country}) > 150


def test_spellings_of_both_sides_of_the_atlantic_are_known() -> None:
    rows = read_table(DATA / "gazetteer" / "organisations.tsv", Organisation)
    written = {name for row in rows for name in (row.name, *row.aliases)}
    assert {"World Health Organisation", "World Food Program", "U.N. Development Program"} <= written
    missions = {row.name for row in rows if row.kind == "mission" and row.name.startswith("UN ")}
    assert {name for name in missions if "U.N." + name[2:] not in written} == set()
