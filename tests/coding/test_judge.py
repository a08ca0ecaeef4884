"""Rules and model together; and the rules alone where there is no model or it does not know a type."""

import shutil
from pathlib import Path

import pytest

from detente.coding.classify import ask_rules, classify_pair
from detente.coding.event_model import EventModel
from detente.coding.judge import NONE, Pair, judge
from detente.coding.syntax import Parser
from detente.errors import MissingPartError
from detente.lexicon import DATA, Lexicon, load_lexicon

TEXT = "Norway accused Chile of jamming its ships, while Peru sold wool to Kenya."
NORWAY, CHILE, PERU = (0, 6), (15, 20), (49, 53)
PAIR = Pair((NORWAY,), (CHILE,))


@pytest.fixture(scope="module")
def without_model(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The lexicon of a data folder without models."""
    folder = tmp_path_factory.mktemp("data") / "data"
    return load_lexicon(folder=Path(shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("models"))))


def test_the_probabilities_sum_to_one_and_nothing_is_among_them(parser: Parser, lexicon: Lexicon) -> None:
    parse = parser.parse(TEXT, [(0, len(TEXT))])
    answer = ask_rules(parse, PAIR, lexicon)
    assert answer.match is not None
    judgement = judge(parse, PAIR, answer.shares, answer.match.frame.trigger, lexicon)
    assert sum(judgement.types.values()) == pytest.approx(1)
    assert set(judgement.types) == {*lexicon.ontology.types, NONE}
    assert judgement.best() == "ACCUSE"
    assert judgement.status() is not None
    assert sum(judgement.modes.values()) == pytest.approx(1)


def test_a_mode_belongs_to_its_type(parser: Parser, lexicon: Lexicon) -> None:
    parse = parser.parse(TEXT, [(0, len(TEXT))])
    judgement = judge(parse, PAIR, {}, None, lexicon)
    for event_type, entry in lexicon.ontology.types.items():
        assert judgement.mode(event_type, None) in {None, *entry.modes}


def test_a_text_of_which_no_rule_knows_a_word_is_still_judged(parser: Parser, lexicon: Lexicon) -> None:
    text = "Norway heaped scorn upon Chile."
    found = classify_pair(parser.parse(text, [(0, len(text))]), Pair((NORWAY,), ((25, 30),)), lexicon)
    assert found.why is not None
    assert set(found.scores) == {*lexicon.ontology.types, NONE}


def test_without_a_model_the_rules_stand_alone(parser: Parser, without_model: Lexicon) -> None:
    parse = parser.parse(TEXT, [(0, len(TEXT))])
    found = classify_pair(parse, PAIR, without_model)
    assert found.type == "ACCUSE"
    assert NONE not in found.scores
    with pytest.raises(MissingPartError, match="only the rules"):
        EventModel(without_model).read("line")


def test_a_type_that_the_model_was_not_taught_is_left_to_the_rules(parser: Parser, lexicon: Lexicon) -> None:
    parse = parser.parse(TEXT, [(0, len(TEXT))])
    assert judge(parse, PAIR, {"BARTER": 0.9}, None, lexicon).types == {"BARTER": 0.9}


def test_the_same_line_reads_the_same_twice(lexicon: Lexicon) -> None:
    model = lexicon.built("event model", EventModel, EventModel)
    assert model.read("[unused30] [SEP] a") == model.read("[unused30] [SEP] a")


def test_an_endless_line_is_cut_and_not_refused(lexicon: Lexicon) -> None:
    model = lexicon.built("event model", EventModel, EventModel)
    assert model.read("word " * 5000).types
