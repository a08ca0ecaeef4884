"""Words for nouns: names, days, figures, and addresses that may be links."""

from datetime import date

import pytest

from detente.model import Actor, ActorMention, Period, Why, span_of
from detente.web import wording


def test_parties_have_names() -> None:
    assert wording.party(Actor(country="FRA")) == "France"
    assert wording.party(Actor(country="FRA", sector="GOV", name="Ana Roux")) == "Ana Roux (France, GOV)"
    assert wording.party(Actor(country="FRA", name="France")) == "France"
    assert wording.party(Actor(country="XYZ")) == "XYZ"
    assert wording.party(None) == wording.party(Actor()) == wording.UNNAMED


def test_a_mention_without_a_state_is_told_in_its_own_words() -> None:
    span, why = span_of("the rebels", 4, 10), Why(rule="r", score=0.5)
    assert wording.mentioned(ActorMention(span=span, actor=Actor(sector="REB"), why=why)) == "rebels (REB)"
    assert wording.mentioned(ActorMention(span=span, actor=None, why=why)) == "rebels"


@pytest.mark.parametrize(
    ("figure", "shown"), [(2.5, "+2.5"), (-3.04, "−3.0"), (0.0, "0.0"), (-0.01, "0.0"), (10, "+10.0"), (None, "–")]
)
def test_figures_have_their_sign(figure: float | None, shown: str) -> None:
    assert wording.signed(figure) == shown


def test_days_and_periods() -> None:
    first, last = date(2024, 5, 4), date(2024, 5, 6)
    assert wording.days(first, first) == wording.days(first, None) == "4 May 2024"
    assert wording.days(first, last) == "4 May 2024 – 6 May 2024"
    assert wording.days(None, None) == "no day"
    assert [wording.period_name(first, each) for each in Period] == ["4 May 2024", "week of 4 May 2024", "May 2024"]


@pytest.mark.parametrize("url", ["https://a.example/b?c=d&e=f#g", "HTTP://a.example", "https://ä.example/ö"])
def test_web_addresses_may_be_links(url: str) -> None:
    assert wording.web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "JaVaScRiPt:alert(1)//https://a.example", " https://a.example",
        "data:text/html,x",
        "https://a.example/ x", 'https://a.example/"onclick=1', "java\nscript:alert(1)", "//a.example", "ftp://a.example",
        "https://a.example\n", "file:///etc/passwd", "\x01javascript:alert(1)",
    ],
)  # fmt: skip
def test_nothing_else_may(url: str | None) -> None:
    assert wording.web_address(url) is None


def test_types_have_definitions_and_classes() -> None:
    assert wording.quad_name(wording.quad_of("ACCUSE")) == "verbal conflict"
    assert wording.definition("NONESUCH") is None
    assert wording.quad_name(wording.quad_of("NONESUCH")) == "no quad class"
    told = wording.definition("CONSULT", "visit")
    assert told is not None and told.startswith(wording.definition("CONSULT") or "-")


def test_pictures_hold_no_characters_that_xml_can_not() -> None:
    assert wording.readable_xml("<t>a\x00b\x0bc\td\n\ufffe</t>") == "<t>abc\td\n</t>"
