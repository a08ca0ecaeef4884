"""The dated office holders: partial dates, handovers, and the table that the package carries."""

import itertools
import re
from datetime import date, timedelta

import pytest

from detente.coding.holders import Holder, first_day, holders_on, holds_on, last_day
from detente.errors import DataError
from detente.lexicon import DATA, read_table

LEADING = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "un_ambassador"}
TERRITORIES = {"ESH", "GRL"}  # named by other tables than that of the states
FATHER_AND_SON = {"Ferdinand Marcos", "George Bush"}
PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@pytest.fixture(scope="module")
def rows() -> tuple[Holder, ...]:
    return read_table(DATA / "gazetteer" / "holders.tsv", Holder)


def made_up(person: str, start: str | None, end: str | None) -> Holder:
    return Holder(person, (), "ATL", "GOV", "foreign_minister", None, start, end, None)


def names(rows: tuple[Holder, ...], office: str, country: str | None, day: str) -> list[str]:
    return [row.person for row in holders_on(rows, office, country, date.fromisoformat(day))]


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2004", date(2004, 1, 1), date(2004, 12, 31)),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29)),
        ("2004-03-09", date(2004, 3, 9), date(2004, 3, 9)),
        (None, date.min, date.max),
    ],
)
def test_a_partial_date_stands_for_all_its_days(partial: str | None, first: date, last: date) -> None:
    assert (first_day(partial), last_day(partial)) == (first, last)


@pytest.mark.parametrize("partial", ["2004-13", "04", "2004-1", "soon", "2004-02-30", "2004-01-01-01"])
def test_a_date_that_cannot_be_read_says_what_is_allowed(partial: str) -> None:
    with pytest.raises(DataError, match="YYYY-MM-DD"):
        first_day(partial)


def test_near_a_vague_handover_both_are_named_and_the_sure_one_comes_first() -> None:
    rows = (made_up("Old", "1990-05-01", "1995-06"), made_up("New", "1995-06", None))
    assert names(rows, "foreign_minister", "ATL", "1994-01-01") == ["Old"]
    assert names(rows, "foreign_minister", "ATL", "1995-06-10") == ["New", "Old"]
    assert names(rows, "foreign_minister", "ATL", "1996-01-01") == ["New"]
    rows = (made_up("Vague", "1995", "1996"), made_up("Sure", "1995-02-01", "1999-01-01"))
    assert names(rows, "foreign_minister", "ATL", "1995-03-01") == ["Sure", "Vague"]


def test_nobody_is_named_where_nobody_is_known() -> None:
    assert holders_on((made_up("A", "1990", "1991"),), "foreign_minister", "ATL", date(1999, 1, 1)) == ()
    assert holders_on((made_up("A", "1990", None),), "foreign_minister", None, date(1999, 1, 1)) == ()


@pytest.mark.parametrize(
    ("office", "country", "day", "person"),
    [
        ("foreign_minister", "RUS", "2017-04-13", "Sergey Lavrov"),
        ("head_of_state", "USA", "1987-06-12", "Ronald Reagan"),
        ("head_of_government", "GBR", "2013-08-29", "David Cameron"),
        ("supreme_leader", "IRN", "1988-01-01", "Ruhollah Khomeini"),
        ("head_of_state", "UKR", "2022-02-24", "Volodymyr Zelenskyy"),
        ("head_of_government", "DEU", "2026-01-02", "Friedrich Merz"),
        ("head_of_government", "LCA", "2019-05-01", "Allen Chastanet"),
        ("head_of_government", "BFA", "2020-01-15", "Christophe Dabiré"),
        ("head_of_government", "PER", "2022-05-01", "Aníbal Torres"),
        ("head_of_state", "LBR", "1997-01-15", "Ruth Perry"),
        ("head_of_state", "CHE", "1994-06-01", "Otto Stich"),
        ("head_of_state", "KIR", "2009-12-01", "Anote Tong"),
        ("foreign_minister", "CIV", "2018-03-01", "Marcel Amon-Tanoh"),
        ("foreign_minister", "URY", "2012-06-01", "Luis Almagro"),
        ("foreign_minister", "HTI", "2020-09-01", "Claude Joseph"),
        ("defence_minister", "BRA", "2010-01-10", "Nelson Jobim"),
        ("defence_minister", "NZL", "2024-01-10", "Judith Collins"),
        ("defence_minister", "PRK", "2014-12-01", "Hyon Yong-chol"),
        ("defence_minister", "KEN", "2022-01-15", "Eugene Wamalwa"),
        ("un_ambassador", "BRA", "2012-01-15", "Maria Luiza Ribeiro Viotti"),
        ("un_ambassador", "KEN", "2022-02-21", "Martin Kimani"),
    ],
)
def test_the_table_knows_who_held_an_office(
    rows: tuple[Holder, ...], office: str, country: str | None, day: str, person: str
) -> None:
    assert person in names(rows, office, country, day)


@pytest.mark.parametrize(
    ("title", "day", "person"),
    [
        ("Chair of the Federal Reserve", "2010-09-08", "Ben Bernanke"),
        ("President of FIFA", "2014-06-12", "Sepp Blatter"),
        ("President of the International Olympic Committee", "2008-08-08", "Jacques Rogge"),
        ("President of the International Court of Justice", "2024-03-20", "Nawaf Salam"),
        ("President of the International Criminal Court", "2017-06-01", "Silvia Fernández de Gurmendi"),
        ("Secretary-General of the Francophonie", "2012-08-20", "Abdou Diouf"),
        ("Executive Secretary of the Commonwealth of Independent States", "2010-01-08", "Sergei Lebedev"),
        ("Commander of NATO forces in Afghanistan", "2010-02-16", "Stanley McChrystal"),
        ("Secretary-General of the United Nations", "2003-03-20", "Kofi Annan"),
    ],
)
def test_the_table_knows_who_led_a_body(rows: tuple[Holder, ...], title: str, day: str, person: str) -> None:
    on = date.fromisoformat(day)
    assert [row.person for row in rows if row.title == title and holds_on(row, on)] == [person]


def test_nobody_leads_a_state_twice_at_once(rows: tuple[Holder, ...]) -> None:
    terms = sorted(
        (row for row in rows if row.office in LEADING and row.title),
        key=lambda row: (row.country or "", row.office, row.person, row.title or "", first_day(row.start)),
    )
    doubled = [
        (one.person, one.start, other.start)
        for one, other in itertools.pairwise(terms)
        if (one.country, one.office, one.person, one.title) == (other.country, other.office, other.person, other.title)
        and last_day(one.end) - first_day(other.start) > timedelta(days=31)
    ]
    assert doubled == []


def test_a_spelling_means_one_person_of_a_state(rows: tuple[Holder, ...]) -> None:
    meant: dict[tuple[str | None, str], set[str]] = {}
    for row in rows:
        for spelling in (row.person, *row.aliases):
            meant.setdefault((row.country, spelling), set()).add(row.person)
    assert {spelling for (_, spelling), persons in meant.items() if len(persons) > 1} == FATHER_AND_SON


def test_the_aliases_of_a_person_are_the_same_in_every_row(rows: tuple[Holder, ...]) -> None:
    aliases: dict[tuple[str | None, str], set[tuple[str, ...]]] = {}
    for row in rows:
        aliases.setdefault((row.country, row.person), set()).add(row.aliases)
    assert [person for (_, person), each in aliases.items() if len(each) > 1] == []


def test_the_countries_are_those_of_the_gazetteer(rows: tuple[Holder, ...]) -> None:
    lines = (DATA / "gazetteer" / "states.tsv").read_text(encoding="utf-8").splitlines()
    known = {line.split("\t")[0] for line in lines} | TERRITORIES
    assert {row.country for row in rows if row.country} <= known


def test_every_row_is_whole(rows: tuple[Holder, ...]) -> None:
    for row in rows:
        assert row.person.strip() == row.person
        assert row.country is None or re.fullmatch(r"[A-Z]{3}", row.country), row
        assert row.country or row.title, row
        for partial in (row.start, row.end):
            assert partial is None or PARTIAL.fullmatch(partial), row
        assert row.start is None or first_day(row.start) <= last_day(row.end), row
        assert row.person not in row.aliases


def test_the_table_is_sorted_and_names_nobody_twice(rows: tuple[Holder, ...]) -> None:
    keys = [(row.country or "", row.office, row.start or "", row.person) for row in rows]
    assert keys == sorted(keys)
    whole = [(*key, row.title) for key, row in zip(keys, rows, strict=True)]
    assert len(set(whole)) == len(whole)
