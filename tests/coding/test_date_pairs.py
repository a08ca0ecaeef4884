"""Time expressions that are read with the one beside them: a time of day with its day, the end of a range."""

import pytest

from detente.coding.date_pairs import are_ends, word_before
from detente.coding.timex import DateWords
from detente.lexicon import load_lexicon
from detente.model import span_of

from .tables import cases, coded

# A text of an article of Friday, 3 May 2024, and the values of its dates.
TABLE = [
    # A time of day takes the day of its own clause.
    (
        "The wave reached the port at 15:30 local time (1430 UTC) on Tuesday.",
        "2024-04-30T15:30 2024-04-30T14:30 2024-04-30",
    ),
    ("In its 5 p.m. update on Monday, the ministry said six had died.", "2024-04-29T17:00 2024-04-29"),
    ("Sirens sounded at noon in the capital on Monday.", "2024-04-29T12:00 2024-04-29"),
    ("On Monday, a truck exploded at about 6 p.m. outside the bank.", "2024-04-29 2024-04-29T18:00"),
    ("At 6 p.m., the ultimatum made on Monday ran out.", "2024-05-03T18:00 2024-04-29"),
    ("A bomb went off at 7 a.m. and police arrived on Tuesday.", "2024-05-03T07:00 2024-04-30"),
    ("A bomb went off at 9 a.m. Tuesday.", "2024-04-30T09:00"),
    # The end of a range lies after its start.
    ("The talks are held Monday through Wednesday.", "2024-05-06 2024-05-08"),
    ("The ports were closed Thursday through Saturday.", "2024-05-02 2024-05-04"),
    ("She will visit Oslo from Wednesday to Friday.", "2024-05-08 2024-05-10"),
    ("Guns fired between Sunday night and Tuesday morning.", "2024-04-28TNI 2024-04-30TMO"),
    ("The drought lasted from October 2010 to March.", "2010-10 2011-03"),
    ("He was jailed from May to next March.", "2024-05 2025-03"),
    ("It was put off from last Tuesday to next Monday.", "2024-04-30 2024-05-06"),
    # A month that leans on the date before it.
    ("The pact was signed in August 2018. That September troops withdrew.", "2018-08 2018-09"),
    ("The wall fell in 1989. That same November the borders opened.", "1989 1989-11"),
    ("The junta fell in April 1999. The previous June it had lost a vote.", "1999-04 1998-06"),
    ("The junta fell in April 1999. The following March it was tried.", "1999-04 2000-03"),
    # Many years back from today may end in the year just told; a few mostly count from there.
    ("The strait was closed in 1944. Eight decades earlier, nobody saw why.", "1944 1944"),
    ("The canal opened in 1914. Two decades earlier, work had stopped.", "1914 1894"),
    # Two numbers are one length, the longer.
    ("The repairs will take two to three weeks.", "P3W"),
    ("The ship sank 10 or 12 years ago.", "2012"),
    ("The siege lasted 10-12 days.", "P12D"),
    ("The siege lasted twenty-five days.", "P25D"),
    ("Shells fell all day.", "P1D"),
    ("Shells fell all night.", "2024-05-03TNI"),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "values"), cases(TABLE, WRONG))
def test_dates_beside_each_other(text: str, values: str) -> None:
    assert " ".join(str(each.value) for each in coded(text).dates) == values


def test_a_time_keeps_its_own_words_on_the_day_beside_it() -> None:
    text = "In its 5 p.m. update on Monday, the ministry said six had died."
    clock, day = coded(text).dates
    assert clock.span is not None
    assert clock.span.text == text[clock.span.start : clock.span.end] == "5 p.m."
    assert (clock.first, clock.last) == (day.first, day.last)


def test_and_joins_the_ends_of_a_range_only_behind_between() -> None:
    words = load_lexicon().words("dates", DateWords)
    for text, expected in (("between May and July", True), ("in May and July", False), ("in May–July", True)):
        may = span_of(text, text.index("May"), text.index("May") + 3)
        assert are_ends(text, may, text.index("July"), words) is expected
    assert word_before("May", span_of("May", 0, 3)) is None
