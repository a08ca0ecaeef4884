"""Events in, pairs of one source and one target out, as the formats have them that hold one row a pair.

A meeting, whose parties all stand among the sources, becomes a row each way between each two of them, as ICEWS and
GDELT have it; an event without targets, or without sources, one row with that side left blank.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from detente.exchange.layouts import Codes
from detente.model import Actor, Event, Side, content_id

NOBODY = Actor()
# Hexadecimal digits of an id that become a whole number: 52 bits, which every program that reads numbers holds exactly.
NUMBER_DIGITS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """One source and one target of an event. ``given_id`` is the row's own id in the file it came from, if any."""

    event: Event
    id: str
    given_id: str | None
    code: str | None
    source: Actor
    target: Actor
    source_side: Side
    target_side: Side

    def is_own(self, dataset: str) -> bool:
        """Whether the event came from a file of this format, and goes out as it came in."""
        return self.event.imported is not None and self.event.imported.dataset == dataset

    def intensity(self, dataset: str, usual: float | None) -> float | None:
        """What the file had of this code; else the format's usual intensity of it."""
        origin = self.event.imported
        if origin is None or origin.dataset != dataset or origin.code != self.code or origin.intensity is None:
            return usual
        return origin.intensity


def dyads_of(event: Event, codes: Codes) -> Iterator[Dyad]:
    """The pairs of an event, in a fixed order; the first has the event's own id."""
    origin = event.imported
    sides = (origin.source, origin.target) if origin else (Side(), Side())
    meets = len(event.sources) > 1 and not event.targets
    code = cameo_of(event, codes)
    pairs = (
        permutations(range(len(event.sources)), 2)
        if meets
        else product(range(len(event.sources) or 1), range(len(event.targets) or 1))
    )
    for place, (one, other) in enumerate(pairs):
        goes_back = meets and one > other
        yield Dyad(
            event=event,
            id=event.id if place == 0 else content_id("dyad", event.id, place),
            given_id=origin.ids[min(place, len(origin.ids) - 1)] if origin and origin.ids else None,
            code=codes.reciprocal(code) if goes_back else code,
            source=event.sources[one] if event.sources else NOBODY,
            target=(event.sources if meets else event.targets or (NOBODY,))[other],
            source_side=sides[1] if goes_back else sides[0],
            target_side=sides[0] if goes_back else sides[1],
        )


def cameo_of(event: Event, codes: Codes) -> str | None:
    """The CAMEO code of an event: the file's own, else the one that stands for its type and mode."""
    origin = event.imported
    if origin is not None and origin.code is not None:
        return origin.code
    if event.type is None or event.type not in codes.ontology.types:
        return None
    return codes.ontology.cameo(event.type, origin.mode if origin else None)


def decimal_id(identity: str) -> str:
    """An id of ours as a whole number, for columns that hold numbers."""
    return str(int(identity[:NUMBER_DIGITS], 16))


def fixed(number: float | None) -> str | None:
    """A number without a fraction of noughts: "-2", "3.4"."""
    return None if number is None else str(int(number)) if number == int(number) else repr(number)
