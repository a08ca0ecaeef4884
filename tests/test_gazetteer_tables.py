"""The gazetteer's own tables and the role words: codes, sectors, doubles, and facts that anyone can check."""

import itertools
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.coding.gazetteer import Group, Lookalike, Metonym, Organisation, RoleWords
from detente.coding.roles import RoleContext
from detente.lexicon import DATA, State, load_lexicon, read_table

SECTORS = frozenset(
    re.findall(
        r"\w+", "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
    )
)
ABOVE_STATES = frozenset(["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"])
TABLES = {
    "states": State,
    "metonyms": Metonym,
    "organisations": Organisation,
    "groups": Group,
    "lookalikes": Lookalike,
}
STATES = read_table(DATA / "gazetteer" / "states.tsv", State)
METONYMS = read_table(DATA / "gazetteer" / "metonyms.tsv", Metonym)
ORGANISATIONS = read_table(DATA / "gazetteer" / "organisations.tsv", Organisation)
GROUPS = read_table(DATA / "gazetteer" / "groups.tsv", Group)
LOOKALIKES = read_table(DATA / "gazetteer" / "lookalikes.tsv", Lookalike)
ROLES = load_lexicon().words("roles", RoleWords)
CONTEXT = load_lexicon().words("role_context", RoleContext)
FORMER_AND_OTHER_NAMES = """
Soviet Union=RUS, Yugoslavia=SRB, Czechoslovakia=CZE, East Germany=DEU, South Yemen=YEM, Zaire=COD, Upper Volta=BFA,
Burma=MMR, Swaziland=SWZ, Holland=NLD, Türkiye=TUR, Côte d'Ivoire=CIV, Cote d'Ivoire=CIV, U.K.=GBR, DPRK=PRK,
Greenland=DNK, Puerto Rico=USA, Gibraltar=GBR, New Caledonia=FRA, Kosovo=KOS, Hong Kong=HKG, Palestine=PSE
"""
SEATS = "Peking=CHN, Kiev=UKR, Rangoon=MMR, Tel Aviv=ISR, Sucre=BOL, Ramallah=PSE, The Hague=NLD"
CODES = frozenset(state.code for state in STATES)


def names_of(state: State) -> frozenset[str]:
    return frozenset({state.name, *state.aliases, *state.adjectives, *state.demonyms, *state.capitals})


def pairs(written: str) -> list[tuple[str, str]]:
    return re.findall(r"([^=,\n]+)=(\w+)", written.replace(", ", ","))


def rows_of(path: Path) -> Iterator[list[str]]:
    return (line.split("\t") for line in path.read_text("utf-8").splitlines()[1:])


def find_metonym(name: str) -> Metonym:
    return next(row for row in METONYMS if row.name == name)


def group_on(name: str, day: str) -> list[tuple[str | None, str]]:
    return [
        (row.country, row.sector)
        for row in GROUPS
        if name in {row.name, *row.aliases}
        and (row.since is None or row.since.isoformat() <= day)
        and (row.until is None or day <= row.until.isoformat())
    ]


def test_every_code_of_a_state_is_three_capitals() -> None:
    assert [state.code for state in STATES if not re.fullmatch("[A-Z]{3}", state.code)] == []


def test_all_members_of_the_united_nations_and_plovers_exceptions_are_there() -> None:
    assert len(CODES) == 193 + len({"VAT", "TWN", "KOS", "PSE", "HKG", "ATA"})


def test_only_known_codes_are_used_in_the_other_tables() -> None:
    used = {row.country for row in (*METONYMS, *GROUPS, *LOOKALIKES) if row.country}
    used |= {code for row in ORGANISATIONS for code in row.countries}
    used |= {office.country for office in ROLES.offices if office.country}
    assert used - CODES == set()


def test_organisations_have_the_codes_above_states() -> None:
    assert {row.code for row in ORGANISATIONS} <= ABOVE_STATES


def test_sectors_are_plovers() -> None:
    rows = (*STATES, *METONYMS, *ORGANISATIONS, *ROLES.offices, *ROLES.institutions, *CONTEXT.beside_a_name)
    assert {row.sector for row in rows if row.sector} <= SECTORS
    assert {row.sector for row in GROUPS} <= SECTORS | {"IMG"}
    assert all(row.country is None for row in GROUPS if row.sector == "IMG")


def test_only_disputed_entities_among_the_states_have_a_sector() -> None:
    disputed = {state.name: state.code for state in STATES if state.sector}
    assert {state.sector for state in STATES if state.name in disputed} == {"PRE"}
    assert disputed == {
        "Abkhazia": "GEO",
        "South Ossetia": "GEO",
        "Transnistria": "MDA",
        "Northern Cyprus": "CYP",
        "Somaliland": "SOM",
        "Western Sahara": "MAR",
        "Donetsk People's Republic": "UKR",
        "Luhansk People's Republic": "UKR",
        "Nagorno-Karabakh": "AZE",
    }


def test_no_row_stands_twice() -> None:
    for keys in (
        [(row.name, row.code) for row in STATES],
        [(row.name, row.country) for row in METONYMS],
        [(row.name, row.code) for row in ORGANISATIONS],
        [(row.name, row.country, row.since) for row in GROUPS],
        [row.name for row in LOOKALIKES],
    ):
        assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_a_name_of_two_states_is_marked_ambiguous_in_both() -> None:
    owners: dict[str, list[State]] = defaultdict(list)
    for state in STATES:
        for name in names_of(state):
            owners[name].append(state)
    unmarked = [
        (name, state.name)
        for name, rows in owners.items()
        if len(rows) > 1
        for state in rows
        if name not in state.ambiguous
    ]
    assert unmarked == []


def test_what_is_marked_ambiguous_is_a_name_of_the_row_or_its_lower_case() -> None:
    odd = [
        (state.name, word)
        for state in STATES
        for word in state.ambiguous
        if word not in names_of(state) and word not in {name.lower() for name in names_of(state)}
    ]
    assert odd == []


def test_no_name_of_one_table_is_a_name_of_another() -> None:
    tables = {
        "states": {name for state in STATES for name in names_of(state)},
        "metonyms": {row.name for row in METONYMS},
        "organisations": {name for row in ORGANISATIONS for name in (row.name, *row.aliases)},
        "groups": {name for row in GROUPS for name in (row.name, *row.aliases)},
        "lookalikes": {row.name for row in LOOKALIKES},
    }
    counts = Counter(name for names in tables.values() for name in names)
    # Reporters Without Borders and Sudan's Rapid Support Forces: the states that a text names tell which.
    assert [name for name, count in counts.items() if count > 1 and name != "RSF"] == []


def test_no_alias_stands_twice_among_organisations_or_within_a_row() -> None:
    written = [name for row in ORGANISATIONS for name in (row.name, *row.aliases)]
    assert [name for name, count in Counter(written).items() if count > 1] == []
    for row in GROUPS:
        assert len({row.name, *row.aliases}) == 1 + len(row.aliases), row.name


def test_the_stretches_of_a_group_are_in_order_and_do_not_overlap() -> None:
    stretches: dict[tuple[str, str | None], list[Group]] = defaultdict(list)
    for row in GROUPS:
        assert row.since is None or row.until is None or row.since <= row.until, row.name
        for name in (row.name, *row.aliases):
            stretches[name, row.country].append(row)
    for key, rows in stretches.items():
        ordered = sorted(rows, key=lambda row: row.since.isoformat() if row.since else "")
        for earlier, later in itertools.pairwise(ordered):
            assert earlier.until and later.since and earlier.until < later.since, key


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_clean_utf8_without_blank_edges_or_curly_marks(table: str) -> None:
    for cells in rows_of(DATA / "gazetteer" / f"{table}.tsv"):
        for cell in cells:
            for part in cell.split("|"):
                assert part == " ".join(part.split()), cells
                assert not set(part) & set('"“”‘’;'), cells


@pytest.mark.parametrize("table", ["metonyms", "organisations", "groups", "lookalikes"])
def test_a_table_is_sorted_by_name(table: str) -> None:
    names = [cells[0] for cells in rows_of(DATA / "gazetteer" / f"{table}.tsv")]
    assert names == sorted(names)


def test_states_are_sorted_by_code_with_the_state_itself_first() -> None:
    assert [state.code for state in STATES] == sorted(state.code for state in STATES)
    first: dict[str, str] = {}
    for state in STATES:
        first.setdefault(state.code, state.name)
    expected = dict(pairs("United States=USA, United Kingdom=GBR, France=FRA, Denmark=DNK, China=CHN, Azerbaijan=AZE"))
    assert {first[code]: code for code in expected.values()} == expected


@pytest.mark.parametrize(("name", "code"), pairs(FORMER_AND_OTHER_NAMES))
def test_former_and_other_names_lead_to_the_state(name: str, code: str) -> None:
    assert next(state for state in STATES if name in {state.name, *state.aliases}).code == code


@pytest.mark.parametrize(("capital", "code"), pairs(SEATS))
def test_every_seat_of_a_government_is_a_capital(capital: str, code: str) -> None:
    assert [state.code for state in STATES if capital in state.capitals] == [code]


@pytest.mark.parametrize("word", ["Georgia", "Jordan", "Chad", "Turkey", "Guinea", "Congo", "polish", "us", "Male"])
def test_names_that_mean_something_else_are_marked(word: str) -> None:
    assert any(word in state.ambiguous for state in STATES)


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("Kremlin", "RUS", "GOV"),
        ("Pentagon", "USA", "MIL"),
        ("Foggy Bottom", "USA", "GOV"),
        ("Zhongnanhai", "CHN", "GOV"),
        ("Blue House", "KOR", "GOV"),
        ("Élysée", "FRA", "GOV"),
        ("Elysee", "FRA", "GOV"),
        ("Rada", "UKR", "LEG"),
        ("Mossad", "ISR", "SPY"),
        ("Xinhua", "CHN", "JRN"),
        ("Reuters", None, "JRN"),
    ],
)
def test_metonyms_stand_for_their_state(name: str, country: str | None, sector: str) -> None:
    assert (find_metonym(name).country, find_metonym(name).sector) == (country, sector)


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Taliban", "1995-06-01", [("AFG", "REB")]),
        ("Taliban", "1998-08-20", [("AFG", "GOV")]),
        ("Taliban", "2010-01-01", [("AFG", "REB")]),
        ("Taliban", "2024-01-01", [("AFG", "GOV")]),
        ("ANC", "1985-01-01", [("ZAF", "REB")]),
        ("ANC", "1999-01-01", [("ZAF", "PTY")]),
        ("UNITA", "1999-01-01", [("AGO", "REB")]),
        ("UNITA", "2012-01-01", [("AGO", "PTY")]),
        ("Islamic State", "2015-01-01", [(None, "IMG")]),
    ],
)
def test_a_group_has_the_sector_of_the_day(name: str, day: str, expected: list[tuple[str | None, str]]) -> None:
    assert group_on(name, day) == expected


def test_a_lookalike_holds_a_name_of_a_state() -> None:
    known = {name.lower() for state in STATES for name in names_of(state)}
    longest = max(len(name.split()) for name in known)
    for row in LOOKALIKES:
        words = re.findall(r"[^\s-]+", row.name.lower())
        parts = {
            " ".join(words[first : first + count]).removesuffix("'s")
            for count in range(1, longest + 1)
            for first in range(len(words))
        }
        assert {part.rstrip(",") for part in parts} & known, row.name


def test_role_words_are_lower_case_and_stand_once() -> None:
    written = [word for entry in (*ROLES.offices, *ROLES.institutions, *CONTEXT.beside_a_name) for word in entry.words]
    assert [word for word, count in Counter(written).items() if count > 1] == []
    assert [word for word in written if word != word.lower()] == []


@pytest.mark.parametrize(
    ("word", "office", "country"),
    [
        ("secretary of state", "foreign_minister", "USA"),
        ("taoiseach", "head_of_government", None),
        ("defense minister", "defence_minister", None),
        ("ambassador to the united nations", "un_ambassador", None),
    ],
)
def test_office_words_lead_to_the_office(word: str, office: str, country: str | None) -> None:
    assert [(each.id, each.country) for each in ROLES.offices if word in each.words] == [(office, country)]


@pytest.mark.parametrize(("word", "code"), pairs("Korean=KOR, Dominican=DOM, Kashmiri=IND, Rohingya=MMR"))
def test_an_adjective_that_stands_alone_means_one_state(word: str, code: str) -> None:
    assert [state.code for state in STATES if word in state.adjectives] == [code]


def test_every_state_has_an_adjective() -> None:
    assert {state.code for state in STATES if state.adjectives} == CODES


def test_the_tables_load_fast() -> None:
    started = time.process_time()
    for name, shape in TABLES.items():
        read_table(DATA / "gazetteer" / f"{name}.tsv", shape)
    assert time.process_time() - started < 0.3
