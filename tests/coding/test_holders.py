"""The dated office holders: partial dates, handovers, and the table that the package carries."""

import re
from datetime import date

import pytest

from detente.coding.holders import Holder, first_day, holders_on, last_day
from detente.errors import DataError
from detente.lexicon import DATA, read_table

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
    ],
)
def test_the_table_knows_who_held_an_office(
    rows: tuple[Holder, ...], office: str, country: str | None, day: str, person: str
) -> None:
    assert person in names(rows, office, country, day)


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
