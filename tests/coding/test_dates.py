"""Time expressions: their exact words, TIMEX3 values, days and basis, with and without the article's day."""

import time
from datetime import date

import pytest

from detente.coding.dates import find_dates, publication_when
from detente.coding.syntax import load_parser
from detente.coding.tree import Parse, Sentence, make_parse
from detente.lexicon import load_lexicon
from detente.model import Basis, TimexType, When

WEDNESDAY = date(2017, 6, 14)


def dates_in(text: str, published: date | None = WEDNESDAY) -> tuple[When, ...]:
    return find_dates(load_parser().parse(text, [(0, len(text))]), published, load_lexicon())


def values_in(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(each.span.text if each.span else "", each.value) for each in dates_in(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The treaty was signed on April 5, 2017.", [("April 5, 2017", "2017-04-05")]),
        ("The treaty was signed on 5 April 2017.", [("5 April 2017", "2017-04-05")]),
        ("It fell on the 21st of March, 2018.", [("the 21st of March, 2018", "2018-03-21")]),
        ("They spoke on Saturday, Jan. 6 in Oslo.", [("Saturday, Jan. 6", "2017-01-06")]),
        ("It ended on 30 June.", [("30 June", "2017-06-30")]),
        ("The note bears the date 25/05/2017.", [("25/05/2017", "2017-05-25")]),
        ("The note bears the date 5.4.2017.", [("5.4.2017", "2017-04-05")]),
        ("The note bears the date 2017/04/05.", [("2017/04/05", "2017-04-05")]),
        ("The note bears the date 2017-04-05.", [("2017-04-05", "2017-04-05")]),
        ("The note bears the date 08-30-98.", [("08-30-98", "1998-08-30")]),
        ("It rose in September 2001 and in mid-2011.", [("September 2001", "2001-09"), ("mid-2011", "2011")]),
        ("Unrest grew in the late 1990s.", [("the late 1990s", "199")]),
        ("Unrest grew in the '60s.", [("the '60s", "196")]),
        ("The fort dates from the 19th century.", [("the 19th century", "18")]),
        ("They met in the summer of 2016.", [("the summer of 2016", "2016-SU")]),
        ("Exports rose in the first half of 2016.", [("the first half of 2016", "2016-H1")]),
        ("Exports rose in the third quarter of last year.", [("the third quarter of last year", "2016-Q3")]),
        ("Exports rose in Q1 2013.", [("Q1 2013", "2013-Q1")]),
        ("It was built in nineteen seventy-nine.", [("nineteen seventy-nine", "1979")]),
        ("He was born on Easter Sunday 2018.", [("Easter Sunday 2018", "2018-04-01")]),
        ("It fell on November the 3rd.", [("November the 3rd", "2016-11-03")]),
        ("It fell on the last Friday of May 2016.", [("the last Friday of May 2016", "2016-05-27")]),
        ("It fell in the week of April 10, 2017.", [("the week of April 10, 2017", "2017-W15")]),
        ("Unions marched on Labour Day 2016.", [("Labour Day 2016", "2016-05-01")]),
        ("Trade flourished in the 1800s.", [("the 1800s", "18")]),
        ("Trade flourished in 300 BC.", [("300 BC", "BC0300")]),
        ("It is a 19th-century fort.", [("19th-century", "18")]),
        ("Exports rose in H1 2013.", [("H1 2013", "2013-H1")]),
        ("The winter of 1941-42 was harsh.", [("The winter of 1941-42", "1941-WI")]),
        ("It ran from March to May 2015.", [("March", "2015-03"), ("May 2015", "2015-05")]),
        (
            "It ran from 20 November to 3 January 2015.",
            [("20 November", "2014-11-20"), ("3 January 2015", "2015-01-03")],
        ),
        ("The class of '68 is old.", [("'68", "1968")]),
        ("The war of 1870-71 was short.", [("1870", "1870"), ("71", "1871")]),
        ("It fell on the night of 5 April 2017.", [("the night of 5 April 2017", "2017-04-05TNI")]),
    ],
)
def test_stated_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert values_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops left yesterday.", [("yesterday", "2017-06-13")]),
        ("Troops left last week.", [("last week", "2017-W23")]),
        ("Troops left earlier this month.", [("earlier this month", "2017-06")]),
        ("Troops will leave next year.", [("next year", "2018")]),
        ("Troops left on Tuesday.", [("Tuesday", "2017-06-13")]),
        ("Troops left on Wednesday.", [("Wednesday", "2017-06-14")]),
        ("Troops will leave on Tuesday.", [("Tuesday", "2017-06-20")]),
        ("Troops are expected to leave on Tuesday.", [("Tuesday", "2017-06-20")]),
        ("Troops left last Friday night.", [("last Friday night", "2017-06-09TNI")]),
        ("Troops left early Monday.", [("early Monday", "2017-06-12")]),
        ("Troops left six weeks ago.", [("six weeks ago", "2017-W18")]),
        ("Troops left a decade ago.", [("a decade ago", "2007")]),
        ("Troops left this morning.", [("this morning", "2017-06-14TMO")]),
        ("Troops left overnight.", [("overnight", "2017-06-13TNI")]),
        ("Troops will leave by the end of the year.", [("the end of the year", "2017")]),
        ("Troops left at 10:30 a.m. Tuesday.", [("10:30 a.m. Tuesday", "2017-06-13T10:30")]),
        ("Troops left at noon Tuesday.", [("noon Tuesday", "2017-06-13T12:00")]),
        ("Troops left at 9 p.m. on Tuesday.", [("9 p.m.", "2017-06-13T21:00"), ("Tuesday", "2017-06-13")]),
        ("Troops left in the early hours of Tuesday.", [("the early hours of Tuesday", "2017-06-13TMO")]),
        ("Troops have until 9 a.m. Friday.", [("9 a.m. Friday", "2017-06-16T09:00")]),
        ("Troops left at dawn.", [("dawn", "2017-06-14TMO")]),
        ("The leaders meet on Monday.", [("Monday", "2017-06-19")]),
        ("The case is heard in August.", [("August", "2017-08")]),
        ("The strike was to begin on Friday.", [("Friday", "2017-06-16")]),
        ("The offer had been due to expire on Monday.", [("Monday", "2017-06-12")]),
        ("The union has called a strike for Monday.", [("Monday", "2017-06-19")]),
        ("The union planned a rally on Monday.", [("Monday", "2017-06-19")]),
        ("The pact was agreed in August.", [("August", "2016-08")]),
        ("Police were called on Monday.", [("Monday", "2017-06-12")]),
        ("They will appeal Monday's ruling.", [("Monday", "2017-06-12")]),
        ("The deadline is 31 December.", [("31 December", "2017-12-31")]),
        ("The October 7 coup failed.", [("October 7", "2016-10-07")]),
        ("Sales fell in the third quarter.", [("the third quarter", "2016-Q3")]),
        ("Sales fell last quarter.", [("last quarter", "2017-Q1")]),
        ("It was passed the year before last.", [("the year before last", "2015")]),
        ("It was passed half a century ago.", [("half a century ago", "1967")]),
        ("It was passed a year and a half ago.", [("a year and a half ago", "2015-12")]),
        ("Troops left over the weekend.", [("the weekend", "2017-W23-WE")]),
        ("Troops left in December.", [("December", "2016-12")]),
        ("Troops will leave in December.", [("December", "2017-12")]),
        ("Troops left last December.", [("last December", "2016-12")]),
        ("Troops are now at home.", [("now", "PRESENT_REF")]),
        ("Troops recently left.", [("recently", "PAST_REF")]),
        ("Nobody knows the future.", [("the future", "FUTURE_REF")]),
    ],
)
def test_dates_counted_from_the_day_of_the_article(text: str, expected: list[tuple[str, str]]) -> None:
    assert values_in(text) == expected


def test_narrative_counts_from_the_last_date_of_the_text() -> None:
    text = "He resigned on 3 May 2011. The following day he fled, and two days later he was caught."
    assert values_in(text) == [
        ("3 May 2011", "2011-05-03"),
        ("The following day", "2011-05-04"),
        ("two days later", "2011-05-06"),
    ]


def test_the_day_before_counts_from_the_last_date_too() -> None:
    text = "He resigned on 3 May 2011. The day before, he had denied it, and the month after that he fled."
    assert [value for _, value in values_in(text)] == ["2011-05-03", "2011-05-02", "2011-06"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The note bears the date 04/05/2017.", [("2017-XX-XX", date(2017, 4, 5), date(2017, 5, 4))]),
        ("The note bears the date 06/12/2017.", [("2017-06-12", date(2017, 6, 12), date(2017, 6, 12))]),
        ("The note bears the date 04/04/2017.", [("2017-04-04", date(2017, 4, 4), date(2017, 4, 4))]),
        (
            "One note bears the date 25/05/2017, one 04/05/2017.",
            [
                ("2017-05-25", date(2017, 5, 25), date(2017, 5, 25)),
                ("2017-05-04", date(2017, 5, 4), date(2017, 5, 4)),
            ],
        ),
    ],
)
def test_a_date_in_numbers_stays_open_until_something_tells_its_order(
    text: str, expected: list[tuple[str, date, date]]
) -> None:
    assert [(each.value, each.first, each.last) for each in dates_in(text)] == expected


def test_a_year_ago_beside_a_quarter_is_that_quarter() -> None:
    text = "Profit rose in the first quarter of 2017 to 5 million from 4 million a year earlier."
    assert values_in(text)[-1] == ("a year earlier", "2016-Q1")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The war lasted three years.", ("three years", "P3Y")),
        ("The war lasted three and a half years.", ("three and a half years", "P3Y6M")),
        ("The war lasted several months.", ("several months", "PXM")),
        ("The war lasted two decades.", ("two decades", "P20Y")),
        ("They talked for hours.", ("hours", "PTXH")),
        ("They talked for twenty-five minutes.", ("twenty-five minutes", "PT25M")),
        ("It was a five-day visit.", ("five-day", "P5D")),
    ],
)
def test_lengths_have_no_days(text: str, expected: tuple[str, str]) -> None:
    (found,) = dates_in(text)
    assert found.span is not None
    assert (found.span.text, found.value, found.type) == (*expected, TimexType.DURATION)
    assert (found.first, found.last) == (None, None)


def test_a_length_that_ends_today_has_days() -> None:
    (found,) = dates_in("Prices fell over the past three months.")
    assert (found.value, found.first, found.last) == ("P3M", date(2017, 3, 14), WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They meet every Monday.", "XXXX-WXX-1"),
        ("They meet every three years.", "P3Y"),
        ("They meet annually.", "P1Y"),
        ("They meet quarterly.", "P3M"),
        ("They meet every morning.", "XXXX-XX-XXTMO"),
        ("They meet every August.", "XXXX-08"),
        ("They meet three times a week.", "P1W"),
    ],
)
def test_sets(text: str, value: str) -> None:
    (found,) = dates_in(text)
    assert (found.value, found.type, found.first) == (value, TimexType.SET, None)


def test_both_ends_of_a_range_are_found() -> None:
    text = "Ministers met from March 3 to 5, between 1998 and 2000 and in the 2012-13 season."
    assert [value for _, value in values_in(text)] == ["2017-03-03", "2017-03-05", "1998", "2000", "2012", "2013"]


@pytest.mark.parametrize(
    "text",
    [
        "A 70-year-old man and a woman who is 45 years old were hurt.",
        "Some 2000 soldiers marched through the town.",
        "Theresa May may speak.",
        "He paid $1998 for the painting.",
        "The airline runs four flights a week.",
        "The March on Washington was peaceful.",
        "The Six-Day War changed the map.",
        "Black September was a group, and so was the 17 November group.",
        "The Good Friday Agreement holds.",
        "The A-2000 road is closed.",
        "",
    ],
)
def test_what_is_no_time_expression(text: str) -> None:
    assert values_in(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Troops left last week.", None),
        ("Troops left yesterday.", None),
        ("Troops left the next day.", None),
        ("Troops left on Tuesday.", "XXXX-WXX-2"),
        ("Troops left on August 7.", "XXXX-08-07"),
        ("Troops left in August.", "XXXX-08"),
        ("Troops left on 7 August 2011.", "2011-08-07"),
    ],
)
def test_without_a_day_of_publication_the_unknown_looks_unknown(text: str, value: str | None) -> None:
    (found,) = dates_in(text, None)
    assert found.value == value
    assert (found.first is None) == (value is None or value.startswith("XXXX"))


def test_basis_tells_stated_from_relative() -> None:
    stated, relative = dates_in("It was agreed on 5 April 2017 and signed last week.")
    assert (stated.basis, relative.basis) == (Basis.STATED, Basis.RELATIVE)
    assert (relative.first, relative.last) == (date(2017, 6, 5), date(2017, 6, 11))


def test_the_day_of_publication_has_no_words() -> None:
    when = publication_when(WEDNESDAY)
    assert (when.first, when.last, when.span) == (WEDNESDAY, WEDNESDAY, None)
    assert (when.basis, when.value) == (Basis.PUBLICATION, "2017-06-14")


def test_only_parsed_paragraphs_are_searched_and_offsets_are_those_of_the_text() -> None:
    text = "Posted 1 June 2017\n\nTroops left\n    on 5 April 2017."
    start = text.index("Troops")
    parse = load_parser().parse(text, [(start, len(text))])
    (found,) = find_dates(parse, WEDNESDAY, load_lexicon())
    assert found.span is not None
    assert text[found.span.start : found.span.end] == found.span.text == "5 April 2017"


def unparsed(text: str) -> Parse:
    sentence = Sentence(index=0, first=0, last=-1, start=0, end=len(text), paragraph=0)
    return make_parse(text, (), (sentence,), ())


@pytest.mark.parametrize("piece", [" ", "1", "1 ", "1-", "'", "one ", "last            ", "early "])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.perf_counter()
    find_dates(unparsed(text), WEDNESDAY, load_lexicon())
    # About two seconds at most on a slow core; anything that grows with the square would take hours.
    assert time.perf_counter() - began < 30


@pytest.mark.parametrize("published", [date.min, date.max, date(2016, 2, 29), None])
@pytest.mark.parametrize(
    "text",
    [
        "99/99/99 0000-00-00 February 30, 2017 9999-12-31T99:99 25:70 1/2/0000 3/4/9999 '00 H0 2020 9999 BC",
        "the fifth Monday of February 2019, the ninth Friday in May, the week of February 30, 10^12 years ago",
        "at 99 p.m. on Monday, midnight on 99/99/99, 31 November to 31 February 2019, the quarter ended June 31",
        "99999 years ago, a year later, the next century, the previous decade, next week, last Monday, next Easter",
        "\ud800 Friday \u0661\u0662 May dayſ ago 5 weeKs ago İ p.m. 13 p.m. half half century, thousand thousand days",
    ],
)
def test_odd_text_raises_nothing(text: str, published: date | None) -> None:
    for found in find_dates(unparsed(text), published, load_lexicon()):
        assert found.span is not None
        assert text[found.span.start : found.span.end] == found.span.text
        assert found.value != ""
        assert (found.first is None) == (found.last is None)
