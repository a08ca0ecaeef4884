"""Examples in, the lines and labels that the network learns from out: the rules' hints are asked for as at run time."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from detente.coding.classify import ask_rules
from detente.coding.judge import NONE, Pair, likeliest
from detente.coding.pair_text import Hint, pair_text
from detente.coding.syntax import load_parser
from detente.lexicon import Lexicon, Ontology
from detente.model import Status
from training.examples import Example

# Shares of the lines that lose, in a round of training, what may be missing at run time: the rules' hint, or the marks
# of one side (an event without a target, an actor whom the sentence does not name).
WITHOUT_HINT = 0.3
WITHOUT_SIDE = 0.05
UNLABELLED = -100


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the network's outputs, in order."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An example with what the rules make of it."""

    example: Example
    hint: Hint | None


def labels_of(ontology: Ontology) -> Labels:
    """All types and NONE; for each type itself and its modes; all statuses."""
    types = (*ontology.types, NONE)
    modes = [[name, *(f"{name} {mode}" for mode in entry.modes)] for name, entry in ontology.types.items()]
    return Labels(types=types, modes=tuple(chain.from_iterable(modes)), statuses=tuple(each.value for each in Status))


def ask(examples: Iterable[Example], lexicon: Lexicon, labels: Labels) -> Iterator[Asked]:
    """Each example with the rules' hint; about 10 ms each, for the parser."""
    parser = load_parser()
    for example in examples:
        parse = parser.parse(example.text, [(0, len(example.text))])
        answer = ask_rules(parse, Pair(example.sources, example.targets), lexicon)
        hint = None
        if answer.match is not None:
            trigger = answer.match.frame.trigger
            hint = Hint(labels.types.index(likeliest(answer.shares)), (trigger.start, trigger.end))
        yield Asked(example, hint)


def line_of(asked: Asked, chance: random.Random | None = None) -> str:
    """The marked line; with ``chance``, hint or a side is left out now and then."""
    example, hint = asked.example, asked.hint
    sources, targets = example.sources, example.targets
    if chance is not None:
        hint = None if chance.random() < WITHOUT_HINT else hint
        lot = chance.random()
        sources = () if lot < WITHOUT_SIDE and example.type != NONE else sources
        targets = () if WITHOUT_SIDE <= lot < 2 * WITHOUT_SIDE and example.type != NONE else targets
    return pair_text(example.text, sources, targets, hint)


def numbers_of(example: Example, labels: Labels) -> tuple[int, int, int]:
    """The example's outputs: type, mode and status; the last two are no label where nothing passes."""
    if example.type == NONE:
        return labels.types.index(NONE), UNLABELLED, UNLABELLED
    mode = f"{example.type} {example.mode}" if example.mode else example.type
    return labels.types.index(example.type), labels.modes.index(mode), labels.statuses.index(example.status)


def split(asked: Sequence[Asked]) -> tuple[list[Asked], list[Asked]]:
    """Those to train on, and those held out."""
    return [each for each in asked if not each.example.held_out], [each for each in asked if each.example.held_out]
