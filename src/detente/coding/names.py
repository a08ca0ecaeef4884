"""Every name that the gazetteer knows, found in a text in one pass of one automaton.

A hit says what kind of name it is and for whom it stands. Where two hits overlap, the longer wins; of equal ones, the
kind that stands first in ``NameKind``.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import ahocorasick

from detente.coding.gazetteer import Group, Lookalike, Metonym, Organisation
from detente.coding.holders import Holder
from detente.coding.syntax import ONE_FOR_ONE
from detente.lexicon import Lexicon, State


class NameKind(IntEnum):
    """What sort of name it is, in the order of preference."""

    PERSON = 1
    METONYM = 2
    ORGANISATION = 3
    GROUP = 4
    STATE = 5
    ADJECTIVE = 6
    DEMONYM = 7
    CAPITAL = 8
    LOOKALIKE = 9


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of a name, good from ``since`` to ``until``.

    ``needs_support``: the same letters also mean something else in English.
    """

    kind: NameKind
    name: str
    country: str | None
    sector: str | None
    needs_support: bool = False
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether the reading is good on the day; always where the day is not known."""
        return day is None or ((self.since or day) <= day <= (self.until or day))


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name at characters ``start`` to ``end``, with all its readings, the preferred one first."""

    start: int
    end: int
    readings: tuple[Name, ...]

    @property
    def name(self) -> Name:
        """The preferred reading."""
        return self.readings[0]


class NameIndex:
    """The automaton over all names; build it once with ``lexicon.built("names", NameIndex, NameIndex)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        readings: dict[str, set[Name]] = {}
        for written, name in _all_names(lexicon):
            readings.setdefault(written.translate(ONE_FOR_ONE), set()).add(name)
        self._automaton = ahocorasick.Automaton()
        for written, names in readings.items():
            ordered = tuple(sorted(names, key=_preference))
            self._automaton.add_word(written, (len(written), ordered))
        self._automaton.make_automaton()

    def find(self, text: str, on: date | None = None) -> list[NameHit]:
        """The names in the text, in its order, none overlapping another; readings good on the day come first."""
        plain = text.translate(ONE_FOR_ONE)
        hits = []
        for last, (length, readings) in self._automaton.iter(plain):
            start, end = last + 1 - length, last + 1
            if _stands_alone(plain, start, end):
                hits.append(NameHit(start, end, tuple(sorted(readings, key=lambda name: not name.holds_on(on)))))
        return [hit for hit in _longest(hits) if hit.name.kind != NameKind.LOOKALIKE]


def _preference(name: Name) -> tuple[str, ...]:
    """The order of the readings of one name: by kind, then by every field, so that it never depends on chance."""
    return (str(name.kind.value), name.name, name.country or "", name.sector or "", str(name.since), str(name.until))


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (start and (text[start - 1].isalnum() or text[start - 1] == "_")) and not (
        end < len(text) and (text[end].isalnum() or text[end] == "_")
    )


def _longest(hits: list[NameHit]) -> Iterator[NameHit]:
    taken_to = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= taken_to:
            taken_to = hit.end
            yield hit


def _all_names(lexicon: Lexicon) -> Iterator[tuple[str, Name]]:
    return itertools.chain(_state_names(lexicon), _seat_names(lexicon), _body_names(lexicon), _person_names(lexicon))


def _state_names(lexicon: Lexicon) -> Iterator[tuple[str, Name]]:
    for state in lexicon.table("states", State):
        doubtful = set(state.ambiguous)
        for kind, written in (
            (NameKind.STATE, (state.name, *state.aliases)),
            (NameKind.ADJECTIVE, state.adjectives),
            (NameKind.DEMONYM, state.demonyms),
            (NameKind.CAPITAL, state.capitals),
        ):
            for each in written:
                yield each, Name(kind, state.name, state.code, state.sector, each in doubtful)


def _seat_names(lexicon: Lexicon) -> Iterator[tuple[str, Name]]:
    for other in lexicon.table("lookalikes", Lookalike):
        yield other.name, Name(NameKind.LOOKALIKE, other.name, other.country, None)
    for seat in lexicon.table("metonyms", Metonym):
        yield seat.name, Name(NameKind.METONYM, seat.name, seat.country, seat.sector)


def _body_names(lexicon: Lexicon) -> Iterator[tuple[str, Name]]:
    for body in lexicon.table("organisations", Organisation):
        country = body.countries[0] if len(body.countries) == 1 else None
        for each in (body.name, *body.aliases):
            yield each, Name(NameKind.ORGANISATION, body.name, country, body.sector or body.code)
    for group in lexicon.table("groups", Group):
        for each in (group.name, *group.aliases):
            yield (
                each,
                Name(NameKind.GROUP, group.name, group.country, group.sector, since=group.since, until=group.until),
            )


def _person_names(lexicon: Lexicon) -> Iterator[tuple[str, Name]]:
    for holder in lexicon.table("holders", Holder):
        for each in (holder.person, *holder.aliases):
            yield each, Name(NameKind.PERSON, holder.person, holder.country, None)
