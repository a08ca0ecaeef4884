"""Copies: who repeats whom, whatever the order, and never for an outlet's furniture alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.linking import find_copies, find_pairs
from detente.linking.copy_index import CopyIndex
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


def test_a_brief_with_a_long_footer_of_each_outlet_is_still_a_copy() -> None:
    other = (
        "All rights are reserved by the Tarn Mirror, a member of the northern press union, since its founding in 1911."
    )
    briefs = [article(f"n{number}", f"{text} {FOOTER}", publisher="n") for number, text in enumerate([BRIDGE, FERRY])]
    briefs += [
        article(f"t{number}", f"{text} {other}", publisher="t") for number, text in enumerate([BRIDGE[::-1], ""])
    ]
    short = BRIDGE[: BRIDGE.index("Shopkeepers")]
    copies = [article("n", f"{short[:120]} {FOOTER}", publisher="n"), article("t", f"{short[:120]} {other}", 2, "t")]
    assert ("t", "n") in [(each.article, each.copy_of) for each in find_copies([*briefs, *copies])]


CORPUS = [
    *POOL,
    *(
        article(f"g{number}", f"{text} {FOOTER}", number + 1, "n")
        for number, text in enumerate([BRIDGE, FERRY, "Hail."])
    ),
    article("h", "Two envoys met in Norwick on Friday."),
    article("i", "Two envoys met in Norwick on Friday.", 2),
]


def state(index: CopyIndex) -> tuple[object, ...]:
    """All that an index says."""
    return index.known(), index.pairs(), index.repeats()


@settings(max_examples=30, deadline=None)
@given(st.permutations(CORPUS), st.integers(0, len(CORPUS)), st.integers(0, len(CORPUS) - 1))
def test_an_index_says_the_same_however_its_articles_came_and_went(
    articles: list[Article], first: int, last: int
) -> None:
    with CopyIndex() as grown, CopyIndex() as whole:
        for heap in (articles[:first], articles[: first + 1], articles):
            grown.add(heap)
        whole.add(CORPUS)
        assert state(grown) == state(whole)
    with CopyIndex() as shrunk, CopyIndex() as small:
        shrunk.add(articles)
        shrunk.remove(each.id for each in articles[last:])
        small.add(articles[:last])
        assert state(shrunk) == state(small)


def test_an_index_lasts_and_one_that_is_broken_or_of_another_making_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "copies.sqlite"
    with CopyIndex(path) as index:
        index.add(POOL)
        pairs = index.pairs()
    with CopyIndex(path) as index:
        assert (len(index.known()), index.pairs()) == (len(POOL), pairs)
        index.db.execute("UPDATE made_with SET format = 'another'")
    with CopyIndex(path) as index:
        assert index.known() == set()
    path.write_bytes(b"no database, but long enough to be read as the head of one" * 20)
    with CopyIndex(path) as index:
        index.add(POOL)
        assert index.pairs() == pairs


def test_a_heap_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> Iterator[Article]:
        yield POOL[0]
        raise KeyboardInterrupt

    with CopyIndex(tmp_path / "copies.sqlite") as index:
        with pytest.raises(KeyboardInterrupt):
            index.add(broken())
        assert index.known() == set()
