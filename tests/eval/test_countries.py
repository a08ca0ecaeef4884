"""The countries' score on toy answers, and the table of tags."""

import pytest

from detente.coding.companies import ALONE_RULE, FORM_RULE, MONEY_RULE
from detente.lexicon import State, load_lexicon
from detente.model import Actor, ActorMention, Article, Coding, Where, Why, span_of
from eval import countries
from eval.countries import WEAK_RULES, compare, countries_of, read_tags, score
from eval.measures import Tally
from tests.eval.conftest import WritePack

TEXT = "Peru and Nordwind Corp."


def coding(*rules: tuple[str, str], place: str | None = None) -> Coding:
    """A coding with an actor of each country by its rule, and one place."""
    span = span_of(TEXT, 0, 4)
    actors = tuple(
        ActorMention(span=span, actor=Actor(country=country), why=Why(rule=rule, score=0.5)) for country, rule in rules
    )
    return Coding(
        article=Article(id="0", text=TEXT), actors=actors, places=(Where(name="Peru", span=span, country=place),)
    )


def test_every_tag_is_a_state_of_ours() -> None:
    codes = {state.code for state in load_lexicon().table("states", State)}
    tags = read_tags()
    assert set(tags.values()) <= codes
    assert (tags["west-germany"], tags["ussr"], tags["guam"], tags["zaire"]) == ("DEU", "RUS", "USA", "COD")


def test_the_weak_rules_are_those_of_the_coder() -> None:
    assert {FORM_RULE, ALONE_RULE, MONEY_RULE} == WEAK_RULES


def test_countries_of_actors_and_places_count_once_and_unknown_ones_not() -> None:
    found = coding(("PER", "name.state"), ("USA", ALONE_RULE), place="PER")
    assert countries_of(found) == {"PER", "USA"}
    assert countries_of(found, firm=True) == {"PER"}
    unresolved = ActorMention(span=span_of(TEXT, 0, 4), actor=None, why=Why(rule="person.unknown", score=0.3))
    assert countries_of(Coding(article=Article(id="0", text=TEXT), actors=(unresolved,))) == frozenset()


def test_recall_and_precision_are_over_all_pairs() -> None:
    even = compare({"PER"}, {"PER", "USA"}) + compare({"USA", "CAN"}, set())
    metrics = score({"even": even, "odd": Tally(hits=1, found=1, gold=1)}, Tally(hits=1, found=2), 3)
    assert (metrics["even_recall"], metrics["even_precision"]) == (pytest.approx(1 / 3), 0.5)
    assert (metrics["recall"], metrics["precision"]) == (0.5, pytest.approx(2 / 3))
    assert (metrics["weak_precision"], metrics["weak_share"], metrics["unknown_tags"]) == (0.5, 0.5, 3.0)


def test_the_runner_codes_title_and_day_and_keeps_the_halves_apart(write_pack: WritePack) -> None:
    row = {"published": "1987-03-04T16:27:27", "title": "A title", "text": TEXT, "places": ["peru", "atlantis"]}
    bench = write_pack("news.jsonl", [{**row, "id": "reuters-00002"}, {**row, "id": "reuters-00003", "places": []}])

    def code(text: str, published: str | None, title: str | None) -> Coding:
        assert (text, published, title) == (TEXT, "1987-03-04", "A title")
        return coding(("PER", "name.state"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(countries, "FILES", ("news.jsonl",))
        scores = countries.run(bench, None, code=code)
    assert scores.rows == 2
    assert (scores.metrics["even_recall"], scores.metrics["even_precision"]) == (1.0, 1.0)
    assert (scores.metrics["odd_precision"], scores.metrics["unknown_tags"]) == (0.0, 1.0)
