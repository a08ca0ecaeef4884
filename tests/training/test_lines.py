"""From an example to the line and the labels that the network learns from."""

import random

from detente.lexicon import Lexicon
from training.examples import Example
from training.lines import UNLABELLED, ask, labels_of, line_of, numbers_of, split

EXAMPLE = Example(
    text="Norway accused Chile of jamming its ships.",
    sources=((0, 6),),
    targets=((15, 20),),
    type="ACCUSE",
    mode="allege",
    status="happened",
    register="lead",
    desk="test",
)


def test_the_labels_name_every_type_mode_and_status(lexicon: Lexicon) -> None:
    labels = labels_of(lexicon.ontology)
    assert labels.types[-1] == "NONE"
    assert {"ACCUSE", "ACCUSE allege"} <= set(labels.modes)
    assert len(labels.modes) == len(set(labels.modes)) == 16 + 67
    type_number, mode, status = numbers_of(EXAMPLE, labels)
    assert (labels.types[type_number], labels.modes[mode]) == ("ACCUSE", "ACCUSE allege")
    assert labels.statuses[status] == "happened"


def test_nothing_has_no_mode_and_no_status(lexicon: Lexicon) -> None:
    nothing = Example(
        text=EXAMPLE.text, sources=EXAMPLE.sources, targets=EXAMPLE.targets,
        type="NONE", mode=None, status="happened", register="lead", desk="test",
    )  # fmt: skip
    assert numbers_of(nothing, labels_of(lexicon.ontology))[1:] == (UNLABELLED, UNLABELLED)


def test_the_line_holds_what_the_rules_say_and_sometimes_not(lexicon: Lexicon) -> None:
    (asked,) = ask([EXAMPLE], lexicon, labels_of(lexicon.ontology))
    assert asked.hint is not None
    assert line_of(asked).count("accused") == 2
    chance = random.Random(0)  # noqa: S311 - no secret
    lines = [line_of(asked, chance) for _ in range(400)]
    assert 60 < sum("[unused30]" in line for line in lines) < 180
    assert any("[unused1]" not in line for line in lines)
    assert any("[unused2]" not in line for line in lines)


def test_what_is_held_out_is_never_trained_on(lexicon: Lexicon) -> None:
    asked = list(ask([EXAMPLE], lexicon, labels_of(lexicon.ontology)))
    taught, held = split(asked)
    assert len(taught) + len(held) == 1
    assert [each.example.held_out for each in held] == [True] * len(held)
