"""Which day an event has: that of the date in its own clause, else the article's."""

import pytest

from .tables import cases, coded

# A sentence of an article of Friday, 3 May 2024; the trigger's word, its day or first and last day,
# and what the date rests on.
TABLE = [
    ("Norway accused Chile of jamming its satellites.", "accused", "2024-05-03", "publication"),
    ("Norway on Tuesday accused Chile of jamming its satellites.", "accused", "2024-04-30", "relative"),
    ("On April 5, Norway expelled two Chilean diplomats.", "expelled", "2024-04-05", "stated"),
    ("Norway expelled two Chilean diplomats on 5 April 2024.", "expelled", "2024-04-05", "stated"),
    ("Norway expelled two Chilean diplomats yesterday.", "expelled", "2024-05-02", "relative"),
    ("Norway expelled two Chilean diplomats on Friday.", "expelled", "2024-05-03", "relative"),
    # What is told in these two is the announcement, not the deed.
    ("Norway will visit Chile on Monday.", "visit", "2024-05-03", "publication"),
    ("Norway plans to bomb Chile on Monday.", "plans", "2024-05-03", "publication"),
    ("Norway invaded Chile in March 2012.", "invaded", "2012-03-01–2012-03-31", "stated"),
    ("In 1973, Norway invaded Chile.", "invaded", "1973-01-01–1973-12-31", "stated"),
    ("Norway bombed Chile for three days.", "bombed", "2024-05-03", "publication"),
    ("Norway accused Chile of an attack that killed nine people last week.", "accused", "2024-05-03", "publication"),
    ("Norway, which joined the pact in 1949, thanked Chile.", "thanked", "2024-05-03", "publication"),
    ("Norway thanked Chile on Thursday after Peru closed its border on Monday.", "thanked", "2024-05-02", "relative"),
    (
        "Norway imposed sanctions on Chile on Monday and expelled its envoy on Tuesday.",
        "imposed",
        "2024-04-29",
        "relative",
    ),
    ("Norway thanked Peru on Monday and expelled a Chilean envoy on Tuesday.", "expelled", "2024-04-30", "relative"),
    ("Tuesday's attack by Chile on Norway killed nine people.", "attack", "2024-04-30", "relative"),
    # The year is that of what is spoken of; a day of the last week is mostly the deed's.
    ("Norway accused Chile of jamming its satellites in 2015.", "accused", "2024-05-03", "publication"),
    ("Norway accused Chile of jamming its satellites on Tuesday.", "accused", "2024-04-30", "relative"),
    ("Norway condemned Chile for invading Peru in 1999.", "condemned", "2024-05-03", "publication"),
    ("Norway condemned Chile's 1999 invasion of Peru.", "condemned", "2024-05-03", "publication"),
    ("Norway rejected a 2015 Chilean proposal.", "rejected", "2024-05-03", "publication"),
    ("Norway killed five Chilean soldiers in Monday's raid.", "killed", "2024-04-29", "relative"),
    (
        "Norway's foreign minister visited Chile for the first time since 2010.",
        "visited",
        "2024-05-03",
        "publication",
    ),
    # What comes hours after something has its day; what comes long after has not.
    ("Hours after the attack on Monday, Norway expelled two Chilean diplomats.", "expelled", "2024-04-29", "relative"),
    ("Hours after Peru closed its border on Monday, Norway thanked Chile.", "thanked", "2024-04-29", "relative"),
    ("Norway thanked Chile shortly after Peru closed its border on Monday.", "thanked", "2024-04-29", "relative"),
    ("Norway thanked Chile after Peru closed its border on Monday.", "thanked", "2024-05-03", "publication"),
    ("Norway thanked Chile hours before Peru closed its border on Monday.", "thanked", "2024-04-29", "relative"),
    # Stretches of days.
    ("Norway has killed 500 Chilean soldiers since April 7.", "killed", "2024-04-07–2024-05-03", "stated"),
    ("Norway killed 500 Chilean soldiers from 3 to 5 April.", "killed", "2024-04-03–2024-04-05", "stated"),
    ("Norway killed 500 Chilean soldiers on March 3-5.", "killed", "2024-03-03–2024-03-05", "stated"),
    ("Norway shelled Chile from Wednesday to Friday.", "shelled", "2024-05-01–2024-05-03", "relative"),
    ("Norway shelled Chile in the last week of April.", "shelled", "2024-04-24–2024-04-30", "stated"),
    ("Norway occupied Chile between 1999 and 2004.", "occupied", "1999-01-01–2004-12-31", "stated"),
    (
        "Norwegian forces have shelled Chilean positions over the past week.",
        "shelled",
        "2024-04-26–2024-05-03",
        "relative",
    ),
    # Narrative.
    (
        "Norway attacked Chilean forces on 10 March 2012. Two days later, Norway bombed the Chilean capital.",
        "bombed",
        "2012-03-12",
        "relative",
    ),
    (
        "Norway attacked Chilean forces on 10 March 2012. Norway then bombed the Chilean capital.",
        "bombed",
        "2012-03-10",
        "relative",
    ),
    ("Norway bombed Chile on Monday. Peru condemned Norway for the attack.", "condemned", "2024-05-03", "publication"),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "trigger", "days", "basis"), cases(TABLE, WRONG))
def test_the_event_has_the_day_of_its_own_clause(text: str, trigger: str, days: str, basis: str) -> None:
    found = [each.when for each in coded(text).reports if trigger in each.spans[0].text]
    first, _, last = days.partition("–")
    assert [(str(each.first), str(each.last), each.basis) for each in found] == [(first, last or first, basis)]


def test_without_a_day_of_publication_no_day_is_made_up() -> None:
    when = coded("Norway accused Chile of jamming its satellites.", None).reports[0].when
    assert (when.first, when.last) == (None, None)


def test_a_date_is_a_true_span_of_the_article() -> None:
    text = "Norway on Tuesday accused Chile of jamming its satellites."
    span = coded(text).reports[0].when.span
    assert span is not None
    assert text[span.start : span.end] == span.text
    assert "Tuesday" in span.text
