"""The parts of the clause around a trigger word: subject, object, clause and what follows prepositions."""

import pytest

from detente.coding.frames import Frame, adjective_frame, is_passive, noun_frame, verb_frame
from detente.coding.tree import Parse

from .tables import cases, parsed

# A sentence, the trigger's words, and the heads of its parts; parts that are not named here are not looked at.
TABLE = [
    ("Norway accused Chile.", "accused", {"subject": ["Norway"], "object": ["Chile"]}),
    ("Chile was accused by Norway.", "accused", {"subject": ["Norway"], "object": ["Chile"]}),
    ("The town bombed by Norway burned.", "bombed", {"subject": ["Norway"], "object": ["town"]}),
    ("Chile, which Norway attacked, fell.", "attacked", {"subject": ["Norway"], "object": ["Chile"]}),
    ("Norway, which attacked Chile, lost.", "attacked", {"subject": ["Norway"], "object": ["Chile"]}),
    ("Norway met Peru and attacked Chile.", "attacked", {"subject": ["Norway"], "object": ["Chile"]}),
    ("Norway wants to attack Chile.", "attack", {"subject": ["Norway"], "object": ["Chile"]}),
    ("Norway urged Peru to attack Chile.", "attack", {"subject": ["Peru"], "object": ["Chile"]}),
    ("Norway accused Peru of attacking Chile.", "attacking", {"subject": ["Peru"], "object": ["Chile"]}),
    ("Norway won by attacking Chile.", "attacking", {"subject": ["Norway"], "object": ["Chile"]}),
    ("Norway said that Peru must leave.", "said", {"subject": ["Norway"], "clause": ["Peru"]}),
    ("Norway held talks with Chile in Lima.", "held", {"subject": ["Norway"], "with": ["Chile"]}),
    ("Norway launched an attack on Chile.", "attack", {"subject": ["Norway"], "on": ["Chile"]}),
    ("Norway condemned an attack on Chile.", "attack", {"subject": [], "on": ["Chile"]}),
    ("Norway's attack on Chile failed.", "attack", {"subject": ["Norway"], "on": ["Chile"]}),
    ("The attack by Norway on Chile failed.", "attack", {"subject": ["Norway"], "on": ["Chile"]}),
    ("Norway spoke in a call with Chile.", "call", {"subject": ["Norway"], "with": ["Chile"]}),
    ("Chile was condemned in a note by Norway.", "condemned", {"subject": ["Norway"], "object": ["Chile"]}),
    ("The invasion of Chile failed.", "invasion", {"subject": [], "object": ["Chile"]}),
    ("Norway is critical of Chile.", "critical", {"subject": ["Norway"], "of": ["Chile"]}),
    ("Norway is willing to meet Chile.", "willing", {"subject": ["Norway"]}),
    ("Norway is willing to meet Chile.", "meet", {"subject": ["Norway"], "object": ["Chile"]}),
    ("Norway gave Peru ten ships.", "gave", {"subject": ["Norway"], "object": ["Peru", "ships"]}),
    ("Because of Norway, Peru left.", "left", {"subject": ["Peru"], "of": ["Norway"]}),
    ("Peru was attacked and looted by Chile.", "looted", {"subject": ["Chile"], "object": ["Peru"]}),
    ("It rained.", "rained", {"object": [], "clause": [], "with": []}),
]
# The verbs whose subject does what their noun names.
CARRIERS = frozenset({"launch"})
# Those whose subject takes part in what it is said in.
SPEAKING = frozenset({"speak"})
WRONG: dict[str, str] = {}


def frame(parse: Parse, word: str) -> Frame:
    """The frame of the first token of that form."""
    token = next(each for each in parse.tokens if each.text == word)
    if token.pos == "ADJ":
        return adjective_frame(parse, token)
    return verb_frame(parse, token) if token.pos == "VERB" else noun_frame(parse, token, CARRIERS, SPEAKING)


@pytest.mark.parametrize(("text", "trigger", "expected"), cases(TABLE, WRONG))
def test_parts_of_the_clause(text: str, trigger: str, expected: dict[str, list[str]]) -> None:
    found = frame(parsed(text), trigger)
    assert {name: sorted(head.text for head in found.part(name)) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Chile was attacked.", "attacked", True),
        ("Chile has attacked Peru.", "attacked", False),
        ("Peru was attacked and looted.", "looted", True),
        ("The town bombed by Norway burned.", "bombed", True),
        ("Norway attacked.", "attacked", False),
    ],
)
def test_the_passive_is_told(text: str, verb: str, expected: bool) -> None:
    parse = parsed(text)
    assert is_passive(parse, next(each for each in parse.tokens if each.text == verb)) is expected


def test_a_frame_of_any_word_of_odd_text_is_built() -> None:
    parse = parsed("Norway — “ — of of ))) by, the the (whose) 2+2 @@ and: was been by.")
    for token in parse.tokens:
        for build in (verb_frame, noun_frame, adjective_frame):
            assert build(parse, token).trigger == token
