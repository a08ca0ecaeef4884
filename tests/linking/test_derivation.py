"""Derivation: which sentences come from which article, whatever the order, and never from mere likeness of matter."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.lexicon import Lexicon, load_lexicon
from detente.linking import Memory, link_articles
from detente.linking.derivation import Match, choose
from detente.linking.derivation_index import DerivationIndex
from detente.linking.sentences import bounds, vocabulary_of
from detente.model import Article, Copy, OriginBasis

WIRE = (
    "NORWICK (AP) — The ferry Aurora ran aground off Kelp Point early on Tuesday with 212 people aboard, Russia said. "
    "Two tugs under Captain Elin Marsh pulled it free at noon and brought all passengers to Norwick unharmed. "
    "An inquiry into the failure of its steering will be led by Judge Tomas Brandt next week. "
    "The owner, Harbour Lines, had skipped a dry dock planned for 2019 to save 40,000 crowns. "
    "Fishermen near Tarn reported a slick of diesel fuel that stretched over three miles."
)
OTHER = (
    "Engineers closed the old bridge at Tarn on Monday after a crack 14 centimetres long was found in its pier. "
    "Lorries will be led through the Fell valley for at least six weeks, Mayor Greta Olsen told traders. "
    "The steel dates from 1931 and was last tested by inspectors of the Coast Institute in 2004. "
    "Shopkeepers fear for their summer trade and ask the council to waive rent worth 90,000 crowns. "
    "A ferry for 30 cars may start from the quay by 15 June if Norwick lends its pontoon."
)
SPUN = (
    "At noon two tugboats commanded by Elin Marsh got the vessel loose, and every traveller reached Norwick safely. "
    "To spare 40,000 crowns, the proprietor Harbour Lines omitted the dry dock scheduled in 2019. "
    "According to the Russian Federation, 212 persons were on the Aurora as it hit ground at Kelp Point on Tuesday. "
    "Next week judge Tomas Brandt leads the investigation of the broken steering. "
    "Over three miles a film of diesel was noticed by fishers close to Tarn."
)
MERGED = (
    "At noon two tugboats commanded by Elin Marsh got the vessel loose, and every traveller reached Norwick safely. "
    "Tradesmen heard from mayor Greta Olsen that trucks must use the Fell valley for a minimum of six weeks. "
    "According to the Russian Federation, 212 persons were on the Aurora as it hit ground at Kelp Point on Tuesday. "
    "By 15 June, a ferry with room for 30 cars could leave the quay should Norwick lend a pontoon. "
    "To spare 40,000 crowns, the proprietor Harbour Lines omitted the dry dock scheduled in 2019. "
    "Built of steel from 1931, it was examined in 2004 for the last time by the Coast Institute."
)
ALONE = (
    "Harbour Lines faces questions over the Aurora, the ferry that struck rocks on Tuesday. "
    "Passengers described hours of cold and a crew that kept them calm with songs. "
    "Opposition lawmakers demanded a fund for victims and new rules on radar. "
    "Shares in the company fell by a tenth on the exchange."
)


def article(name: str, text: str, day: int = 1, publisher: str | None = None) -> Article:
    return Article(id=name, text=text, published=date(2020, 5, day), publisher=publisher)


POOL = [
    article("wire", WIRE, 1, "AP"),
    article("other", OTHER, 1, "Tarn Mirror"),
    article("print", WIRE.replace("(AP) —", "(AP) -") + " The weather was calm.", 2, "Kelp Post"),
    article("spun", SPUN, 3, "Fell News"),
    article("merged", MERGED, 4, "Gazette"),
    article("alone", ALONE, 2, "Norwick Courier"),
    Article(id="undated", text=OTHER.replace("Monday", "this Monday"), publisher="Gazette"),
]


def linked(articles: list[Article]) -> dict[str, Copy]:
    return {each.article: each for each in link_articles(articles)}


def test_a_spun_copy_says_which_sentence_comes_from_which() -> None:
    spun = linked([article("wire", WIRE), article("spun", SPUN, 2)])["spun"]
    assert spun.copy_of is None
    assert [WIRE[each.origin_start : each.origin_end].split()[-2:] for each in spun.derived] == [
        ["Norwick", "unharmed."],
        ["40,000", "crowns."],
        ["Russia", "said."],
        ["next", "week."],
        ["three", "miles."],
    ]
    assert all(each.origin == "wire" and 0 < each.similarity <= 1 for each in spun.derived)
    assert [SPUN[each.start : each.end] for each in spun.derived] == [SPUN[a:b] for a, b in bounds(SPUN)]


def test_a_merged_article_derives_from_both_wires() -> None:
    merged = linked([article("wire", WIRE), article("other", OTHER), article("merged", MERGED, 2)])["merged"]
    assert {each.origin for each in merged.derived} == {"wire", "other"}


def test_another_telling_of_the_same_matter_derives_from_nothing() -> None:
    assert linked([article("wire", WIRE), article("alone", ALONE, 2)])["alone"].derived == ()


def test_the_earliest_of_the_copies_of_a_wire_is_the_origin() -> None:
    spun = linked(POOL)["spun"]
    assert {each.origin for each in spun.derived} == {"wire"}


def test_what_was_published_long_before_is_no_origin() -> None:
    assert linked([article("wire", WIRE, 1), article("spun", SPUN, 20)])["spun"].derived == ()


def test_what_one_outlet_prints_twice_is_no_descent() -> None:
    house = " ".join(f"Number {each} of the Norwick Courier sells {each}00 papers in Tarn." for each in range(11, 15))
    pages = [article("a", f"{WIRE} {house}", 1, "n"), article("b", f"{OTHER} {house}", 2, "n")]
    assert linked(pages)["b"].derived == ()


def test_origins_are_named_by_credit_copy_and_attribution() -> None:
    found = linked([*POOL, article("cites", "The ferry is lost, Xinhua reported.", 9)])
    credit, copied, cited = found["print"].origin, found["undated"].origin, found["cites"].origin
    assert credit is not None
    assert copied is not None
    assert cited is not None
    assert (credit.name, credit.article, credit.basis) == ("Associated Press", "wire", OriginBasis.CREDIT)
    assert (credit.said_in, credit.text) == ("print", "AP")
    assert (copied.name, copied.article, copied.basis) == ("Tarn Mirror", "other", OriginBasis.COPY)
    assert (cited.name, cited.article, cited.basis) == ("Xinhua", None, OriginBasis.ATTRIBUTION)
    late = linked([article("wire", WIRE, 1, "AP"), article("bare", WIRE.replace("(AP) ", ""), 2)])["bare"].origin
    assert late is not None
    assert (late.name, late.article) == ("Associated Press", "wire"), "the publisher is named as agencies are"
    assert found["wire"].origin is None, "an agency is no origin of its own texts"


def test_a_copy_has_the_agency_that_its_origin_credits() -> None:
    first = article("print", WIRE, 1, "Kelp Post")
    bare = linked([first, article("bare", WIRE.replace("(AP) ", ""), 2, "Fell News")])["bare"].origin
    assert bare is not None
    assert (bare.name, bare.article, bare.said_in, bare.basis) == (
        "Associated Press",
        "print",
        "print",
        OriginBasis.COPY,
    )


def test_of_one_day_who_credits_the_wire_is_later_than_the_wire() -> None:
    longer = article("print", f"{WIRE} The weather was calm.", 1, "Kelp Post")
    assert linked([longer, article("wire", WIRE, 1, "AP")])["print"].copy_of == "wire"


@settings(max_examples=15, deadline=None)
@given(st.permutations(POOL), st.integers(0, len(POOL)))
def test_the_memory_says_the_same_however_articles_came_and_went(articles: list[Article], first: int) -> None:
    by_id = {each.id: each for each in articles}
    with Memory() as memory:
        for present in (articles[:first], articles, articles[:first], articles):
            assert link_articles(present, memory=memory) == link_articles(sorted(present, key=lambda each: each.id))
        asked: list[str] = []
        memory.update(by_id, lambda ids: (asked.append(each) or by_id[each] for each in ids))  # type: ignore[func-returns-value]
        assert asked == [], "what is known is not read again"


def test_a_memory_lasts_and_is_made_anew_for_other_words(tmp_path: Path, lexicon: Lexicon) -> None:
    with Memory(tmp_path, lexicon=lexicon) as memory:
        before = link_articles(POOL, memory=memory)
    with Memory(tmp_path, lexicon=lexicon) as memory:
        assert link_articles(POOL, memory=memory) == before
    path = tmp_path / "derivations.sqlite"
    with DerivationIndex(lexicon, path) as index:
        assert index.known() == {each.id for each in POOL}
        index.db.execute("UPDATE made_with SET format = 'other words'")
    with DerivationIndex(lexicon, path) as index:
        assert index.known() == set()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("Once. Twice! “Three?” Four", ["Once.", "Twice!", "“Three?”", "Four"]),
        ("The U.S. Navy met Mr. Ali in St. Ives. It left.", ["The U.S. Navy met Mr. Ali in St. Ives.", "It left."]),
        ("A title\n\nA text 3.5 m long. ", ["A title", "A text 3.5 m long."]),
    ],
)
def test_sentences_end_at_stops_and_lines(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in bounds(text)] == sentences


def test_states_and_numbers_are_one_term_however_they_are_written() -> None:
    words = vocabulary_of(load_lexicon())
    one, other = words.sentences("Forty Russians left the U.S. quietly.\nThe Russian Federation left 40, USA quietly.")
    assert set(one.terms) == set(other.terms)


def test_of_several_origins_those_are_chosen_that_explain_most() -> None:
    a = [Match(0, 0, 0.9), Match(1, 1, 0.9), Match(2, 2, 0.5)]
    b = [Match(2, 0, 0.6), Match(3, 1, 0.8), Match(4, 2, 0.8)]
    weaker = [Match(0, 0, 0.8), Match(1, 1, 0.8)]
    shares = choose({"a": a, "weaker": weaker, "b": b}, {})
    assert {origin: [match.one for match in matches] for origin, matches in shares.items()} == {
        "a": [0, 1],
        "b": [2, 3, 4],
    }
    assert choose({"a": a, "copy": [*a, Match(5, 5, 0.1)]}, {"copy": "a"}).keys() == {"a"}
    assert choose({}, {}) == {}
