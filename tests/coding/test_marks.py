"""From the sides of an event to the words that are masked for the model."""

import pytest

from detente.coding.marks import nouns_alone, pair_of, whole
from detente.coding.parties import Sides
from detente.model import ActorMention, Why, span_of

from .tables import parsed


def mention(text: str, words: str) -> ActorMention:
    start = text.index(words)
    span = span_of(text, start, start + len(words))
    return ActorMention(span=span, actor=None, why=Why(rule="test", score=1.0, spans=(span,)))


def masked(text: str, trigger: str, sources: list[str], targets: list[str]) -> tuple[list[str], list[str]]:
    parse = parsed(text)
    sides = Sides(*(tuple(mention(text, each) for each in side) for side in (sources, targets)))
    word = next(token for token in parse.tokens if token.text == trigger)
    pair = pair_of(parse, sides, word)
    first, second = ([text[start:end] for start, end in side] for side in (pair.sources, pair.targets))
    return first, second


@pytest.mark.parametrize(
    ("text", "trigger", "sources", "targets", "wanted"),
    [
        pytest.param(
            "The Chilean army shelled the home of a Peruvian miner.", "shelled", ["Chilean army"], ["Peruvian miner"],
            (["The Chilean army"], ["the home of a Peruvian miner"]), id="the whole phrase",
        ),
        pytest.param(
            "Chile imposed tariffs on Peru's finance minister.", "imposed", ["Chile"], ["finance minister"],
            (["Chile"], ["Peru's finance minister"]), id="whose he is",
        ),
        pytest.param(
            "Chile, Peru and the Brazilian navy warned Norway.", "warned", ["Chile", "Peru", "Brazilian navy"],
            ["Norway"], (["Chile, Peru and the Brazilian navy"], ["Norway"]), id="a row is one",
        ),
        pytest.param(
            "Norway condemned the Chilean attack on Peru.", "attack", ["Chilean"], ["Peru"],
            (["Chilean"], ["Peru"]), id="the trigger stays to be seen",
        ),
        pytest.param(
            "Ghana and Togo met in Lome.", "met", ["Ghana", "Togo"], [], (["Ghana"], ["Togo"]), id="together",
        ),
    ],
)  # fmt: skip
def test_whole_phrases_are_masked(
    text: str, trigger: str, sources: list[str], targets: list[str], wanted: tuple[list[str], list[str]]
) -> None:
    assert masked(text, trigger, sources, targets) == wanted


def test_training_marks_from_the_first_word_of_a_phrase() -> None:
    text = "Chile seized the boats of Norway and Libyan cargo."
    parse = parsed(text)

    def spans(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    found = whole(parse, [spans("boats of Norway"), spans("Libyan")], [spans("Chile")])
    assert [text[start:end] for start, end in found] == ["the boats of Norway", "Libyan cargo"]
    short = nouns_alone(parse, [spans("the boats of Norway"), spans("Chile")], [])
    assert [text[start:end] for start, end in short] == ["the boats", "Chile"]
