"""Examples in, pairs between whom nothing passes out: what a careless reader would join in the very same sentences.

The pair the wrong way round, the source of one event with the target of another, either with somebody who is only
mentioned: the sentence is full of deeds, and none is theirs. Without such lines the model learns that wherever
something is done, everybody did it to everybody.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations

import detente
from detente.errors import DetenteError
from training.examples import NOTHING, Example

# Types whose parties stand in no order: the pair the wrong way round is the same event.
UNORDERED = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# The share of the texts of which one such pair is taken: with it about a third of all lines tell of nothing.
SHARE = 0.5

Spans = tuple[tuple[int, int], ...]


def negatives(examples: Iterable[Example], seed: int) -> list[Example]:
    """For a ``SHARE`` of the texts one pair without an event, drawn by the seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    readings: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        readings[example.text].append(example)
    found: list[Example] = []
    for own in readings.values():
        pairs = list(_untold(own)) if chance.random() < SHARE else []
        if pairs:
            sources, targets = chance.choice(pairs)
            found.append(replace(own[0], sources=sources, targets=targets, type=NOTHING, mode=None))
    return found


def _untold(readings: Sequence[Example]) -> Iterator[tuple[Spans, Spans]]:
    """The ordered pairs of parties of a text that no reading joins."""
    told = {(each.sources, each.targets) for each in readings}
    told |= {(each.targets, each.sources) for each in readings if each.type in UNORDERED}
    parties = {side: None for each in readings for side in (each.sources, each.targets)}
    marked = [span for side in parties for span in side]
    for span in _mentioned(readings[0].text):
        if not any(_overlap(span, each) for each in marked):
            parties[(span,)] = None
    for sources, targets in permutations(parties, 2):
        apart = not any(_overlap(one, other) for one in sources for other in targets)
        known = any(_touch(sources, one) and _touch(targets, other) for one, other in told)
        if apart and not known and (_is_side(sources, told) or _is_side(targets, told)):
            yield sources, targets


def _mentioned(text: str) -> list[tuple[int, int]]:
    """The actors with a country or a name that the coder finds in a text."""
    try:
        actors = detente.code_text(text).actors
    except DetenteError:
        return []
    return [(each.span.start, each.span.end) for each in actors if each.actor is not None]


def _is_side(spans: Spans, told: Iterable[tuple[Spans, Spans]]) -> bool:
    return any(spans in pair for pair in told)


def _touch(spans: Spans, others: Spans) -> bool:
    return any(_overlap(one, other) for one in spans for other in others)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
