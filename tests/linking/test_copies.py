"""Copies: who repeats whom, whatever the order, and never for an outlet's furniture alone."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.linking import find_copies, find_pairs
from detente.model import Article

FERRY = (
    "The ferry Aurora ran aground off Kelp Point early on Tuesday with 212 people aboard, the coast guard said. "
    "Two tugs pulled it free at noon and all passengers were brought to the harbour of Norwick unharmed. "
    "An inquiry into the failure of its steering will begin next week, the owner of the line announced."
)
BRIDGE = (
    "Engineers closed the old bridge at Tarn on Monday after a crack was found in its northern pier. "
    "Lorries will be led through the valley for at least six weeks while the steel is tested and replaced. "
    "Shopkeepers in the old town fear for their summer trade and ask the council for help with their rent."
)
FOOTER = "Subscribe to the Norwick Courier for full access to every story, puzzle and recipe on all of your devices."


def article(name: str, text: str, day: int = 1, publisher: str | None = None, title: str | None = None) -> Article:
    return Article(id=name, text=text, published=date(2020, 5, day), publisher=publisher, title=title)


def test_a_reissued_text_copies_the_earliest() -> None:
    late = article("a", FERRY, day=3)
    cut = article("b", FERRY[: FERRY.index("An inquiry")], day=2)
    first = article("c", FERRY, day=1)
    found = find_copies([late, cut, first, article("d", BRIDGE)])
    assert [(each.article, each.copy_of) for each in found] == [("a", "c"), ("b", "c")]
    assert all(each.similarity == 1.0 for each in found)


def test_of_one_day_the_longest_is_the_origin_and_of_equals_the_smallest_id() -> None:
    short, long = article("a", FERRY), article("b", FERRY + " The weather was calm.")
    assert [(each.article, each.copy_of) for each in find_copies([short, long])] == [("a", "b")]
    assert [(each.article, each.copy_of) for each in find_copies([article("y", FERRY), short])] == [("y", "a")]


def test_an_article_without_a_day_is_no_origin_of_one_that_has_a_day() -> None:
    undated = Article(id="a", text=FERRY)
    assert [(each.article, each.copy_of) for each in find_copies([undated, article("b", FERRY)])] == [("a", "b")]


def test_case_and_punctuation_do_not_hide_a_copy() -> None:
    assert find_pairs([article("a", FERRY), article("b", FERRY.upper().replace(",", " -"))])


def test_furniture_of_an_outlet_makes_no_copies() -> None:
    briefs = [
        article("a", f"Norwick beats Tarn 3-1 in the cup. {FOOTER}", publisher="n"),
        article("b", f"{FERRY} {FOOTER}", publisher="n"),
        article("c", f"{BRIDGE} {FOOTER}", publisher="n"),
    ]
    assert find_pairs(briefs) == []
    assert find_pairs(briefs[:2]), "two pages do not make a habit: without the third the footer counts as words"


def test_versions_of_one_text_in_one_outlet_stay_copies() -> None:
    versions = [article(name, f"{FERRY} Update {name}.", day, "n") for day, name in enumerate("abcd", start=1)]
    assert [each.copy_of for each in find_copies(versions)] == ["a", "a", "a"]


@pytest.mark.parametrize(
    ("text", "pairs"), [("", 0), ("Watch the video", 0), ("Two envoys met in Norwick on Friday.", 1)]
)
def test_short_texts_are_copies_only_when_equal_and_long_enough(text: str, pairs: int) -> None:
    assert len(find_pairs([article("a", text), article("b", text)])) == pairs


def test_equal_short_texts_under_different_titles_are_no_copies() -> None:
    text = "This story is open to members of the club only."
    assert find_pairs([article("a", text, title="Ferry aground"), article("b", text, title="Bridge closed")]) == []


def test_lone_surrogates_do_not_break_it() -> None:
    assert len(find_pairs([article("a", f"{FERRY} \ud800"), article("b", FERRY)])) == 1


POOL = [
    article("a", FERRY, 2, "n"),
    article("b", FERRY[60:], 1, "m"),
    article("c", BRIDGE, 3),
    article("d", f"{BRIDGE} {FERRY}", 4, "n"),
    article("e", BRIDGE[:200], 1, "m"),
    article("f", FOOTER, 1, "n"),
]


@settings(max_examples=20, deadline=None)
@given(st.permutations(POOL))
def test_the_order_of_arrival_does_not_matter(articles: list[Article]) -> None:
    assert find_copies(articles) == find_copies(POOL)
