"""A table of office holders by others: which positions are read, what is one term, and what our table says to each."""

from datetime import date
from pathlib import Path

import pytest

from detente.coding.holders import Holder
from detente.errors import InputError
from detente.holder_check import Comparison, Verdict, names_agree, words_of
from detente.holder_table import Table, Term, joined, read_holders
from detente.lexicon import Lexicon

HEADER = "wikidata,person,position,country,start,end"


def table(folder: Path, lexicon: Lexicon, *rows: str, header: str = HEADER, since: int | None = None) -> Table:
    path = folder / "holders.csv"
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    return read_holders(path, lexicon, since)


def judged(term: Term, lexicon: Lexicon, tolerance: int = 31) -> tuple[str, str | None]:
    finding = Comparison(lexicon, tolerance).judge(term)
    return finding.verdict, finding.ours


def term(
    person: str, days: str, country: str | None = "NOR", office: str = "head_of_government", position: str = ""
) -> Term:
    start, _, end = days.partition("/")
    return Term(
        person=person, position=position, country=country, office=office, start=start or None, end=end or None,
        wikidata=None, line=2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("position", "country", "office"),
    [
        ("President", "FRA", "head_of_state"),
        ("acting President", "FRA", "head_of_state"),
        ("monarch", "NOR", "head_of_state"),
        ("Vice President", "FRA", None),
        ("President of the Senate", "FRA", None),
        ("Prime Minister", "NOR", "head_of_government"),
        ("Deputy Prime Minister", "NOR", None),
        ("Minister of Foreign Affairs", "NOR", "foreign_minister"),
        ("Deputy Minister of Foreign Affairs", "NOR", None),
        ("Minister of Foreign Trade", "NOR", None),
        ("Secretary of State", "USA", "foreign_minister"),
        ("Secretary of State of Ohio", "USA", None),
        ("Secretary of State for Defence", "GBR", "defence_minister"),
        ("Minister of National Defence", "POL", "defence_minister"),
        ("Minister of Defence Production", "PAK", None),
        ("Permanent Representative to the United Nations", "USA", "un_ambassador"),
        ("Permanent Representative to the United Nations Organizations, Geneva", "USA", None),
        ("ambassador to the United Kingdom", "USA", None),
        ("Secretary-General of the United Nations", "", "organisation_head"),
        ("Secretary General of NATO", "", "organisation_head"),
        ("Secretary-General of the Party", "NOR", None),
        ("President of the United Nations General Assembly", "", None),
        ("Prime Minister", "", None),
    ],
)
def test_a_position_means_an_office(
    position: str, country: str, office: str | None, tmp_path: Path, lexicon: Lexicon
) -> None:
    found = table(tmp_path, lexicon, f'Q1,Ann Ex,"{position}",{country},2001,2002')
    assert [each.office for each in found.terms] == ([office] if office else [])
    assert found.unread.total() == (0 if office else 1)


def test_columns_in_another_order_without_wikidata_are_read(tmp_path: Path, lexicon: Lexicon) -> None:
    found = table(tmp_path, lexicon, "2001;;Prime Minister;XKX;Ann Ex", header="start;end;position;country;person")
    (each,) = found.terms
    assert (each.person, each.country, each.start, each.end, each.line) == ("Ann Ex", "KOS", "2001", None, 2)


def test_columns_that_are_missing_are_named(tmp_path: Path, lexicon: Lexicon) -> None:
    with pytest.raises(InputError, match=r"no column position, end.*needed is person,position,country,start,end"):
        table(tmp_path, lexicon, "a,b,c", header="person,country,start")


def test_days_that_are_none_are_counted_and_times_are_days(tmp_path: Path, lexicon: Lexicon) -> None:
    found = table(
        tmp_path, lexicon, "Q1,Ann Ex,President,FRA,soon,2004-05-03T00:00:00Z", "Q1,Ann Ex,President,FRA,2004-02-30,"
    )
    assert [(each.start, each.end) for each in found.terms] == [(None, "2004-05-03"), (None, None)]
    assert found.bad_days == (2, 3)


def test_who_left_before_a_year_is_left_out_and_counted(tmp_path: Path, lexicon: Lexicon) -> None:
    rows = ["Q1,A,President,FRA,1990,1999-12-31", "Q2,B,President,FRA,1999,2000", "Q3,C,President,FRA,1980,"]
    found = table(tmp_path, lexicon, *rows, since=2000)
    assert ([each.person for each in found.terms], found.too_old, found.rows) == (["B", "C"], 1, 3)


def test_rows_that_follow_on_one_another_are_one_term(tmp_path: Path, lexicon: Lexicon) -> None:
    rows = [
        "Q1,A B,President,FRA,1995-05,2002-05-16",
        "Q1,A B,President,FRA,2002-05-17,2007",
        "Q1,A B,President,FRA,2012,",
    ]
    terms = joined(table(tmp_path, lexicon, *rows).terms, tolerance=31)
    assert [(each.start, each.end, each.rows) for each in terms] == [("1995-05", "2007", 2), ("2012", None, 1)]


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (term("Erna Solberg", "2013-10-16/2021-10-14"), Verdict.KNOWN),
        (term("Solberg Erna", "2013/2021"), Verdict.KNOWN),
        (term("Erna Solberg", "2013-10-16/"), Verdict.KNOWN),
        (term("Erna Solberg", "2012-01-01/2021-10-14"), Verdict.OTHER_DAYS),
        (term("Erna Solberg", "2013-10-16/2019-05"), Verdict.OTHER_DAYS),
        (term("Erne Sollberg", "2013-10-16/2021-10-14"), Verdict.OTHER_SPELLING),
        (term("Otto Prahl", "2013-10-16/2021-10-14"), Verdict.OTHER_HOLDER),
        (term("Otto Prahl", "2014/"), Verdict.OTHER_HOLDER),
        (term("Otto Prahl", "1801/1802"), Verdict.MISSING),
        (term("Otto Prahl", "/"), Verdict.MISSING),
        (term("Erna Solberg", "2013-10-16/2021-10-14", country="QQQ"), Verdict.MISSING),
        (
            term("Jens Stoltenberg", "2014-10-01/2024-10-01", None, "organisation_head", "Secretary-General of NATO"),
            Verdict.KNOWN,
        ),
        (
            term(
                "Jens Stoltenberg", "2014-10-01/2024-10-01", None, "organisation_head",
                "Secretary General of the North Atlantic Treaty Organization",
            ),
            Verdict.KNOWN,
        ),
        (
            term("Jens Stoltenberg", "2014-10-01/2024-10-01", None, "organisation_head", "Secretary-General of ASEAN"),
            Verdict.OTHER_HOLDER,
        ),
    ],
)  # fmt: skip
def test_what_our_table_says_to_a_term(given: Term, verdict: Verdict, lexicon: Lexicon) -> None:
    assert judged(given, lexicon)[0] == verdict


def test_who_is_named_instead_is_told_with_the_days(lexicon: Lexicon) -> None:
    _, ours = judged(term("Otto Prahl", "2014-01-01/2015-01-01"), lexicon)
    assert ours is not None
    assert ours.startswith("Erna Solberg 2013-10")


def test_the_tolerance_is_in_days(lexicon: Lexicon) -> None:
    given = term("Erna Solberg", "2013-10-26/2021-10-14")
    assert judged(given, lexicon, tolerance=10)[0] == Verdict.KNOWN
    assert judged(given, lexicon, tolerance=9)[0] == Verdict.OTHER_DAYS


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("José María Aznar", "Jose Maria Aznar López", True),
        ("Felipe VI", "Felipe VI of Spain", True),
        ("Xi Jinping", "Jinping Xi", True),
        ("Lula", "Lula da Silva", True),
        ("George Bush", "George Clooney", False),
        ("", "Lula", False),
    ],
)
def test_names_agree_by_two_words_or_all_of_the_shorter(one: str, other: str, agree: bool) -> None:
    assert names_agree(words_of(one), words_of(other)) is agree


def test_overlap_is_of_days() -> None:
    def held(start: str | None, end: str | None) -> Holder:
        return Holder("A", (), "ATL", "GOV", "minister", None, start, end, None)

    assert held("2001", "2002").replaces(held("2002-12-31", None))
    assert not held("2001", "2002").replaces(held("2003", None))
    assert held(None, None).replaces(held(None, str(date.min.year).zfill(4)))
