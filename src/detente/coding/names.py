"""Every name that the gazetteer knows, found in a text in one pass of one automaton.

A hit says what kind of name it is and for whom it stands. Where two hits overlap, the longer wins; of equal ones, the
kind that stands first in ``NameKind``.
"""

import bisect
import math
import re
from collections.abc import Iterable, Iterator, Sequence
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


STATE_KINDS = frozenset({NameKind.STATE, NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.CAPITAL})
BODY_KINDS = frozenset({NameKind.METONYM, NameKind.ORGANISATION, NameKind.GROUP})


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

    def is_to_come(self, day: date | None) -> bool:
        """Whether nothing bore the name yet on the day."""
        return day is not None and self.since is not None and self.since > day


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

    def is_clear(self) -> bool:
        """Whether all readings are of one state."""
        return len({name.country for name in self.readings}) == 1

    def in_order(self, on: date | None, country: str | None) -> "NameHit":
        """The same hit with the readings good on the day first, of these those of the state."""
        if len(self.readings) == 1:
            return self
        ordered = sorted(self.readings, key=lambda name: (not name.holds_on(on), name.country != country))
        return NameHit(self.start, self.end, tuple(ordered))

    def reading_of(self, country: str) -> Name | None:
        """The first reading of that state; None if there is none."""
        return next((name for name in self.readings if name.country == country), None)


_Row = Name | Lookalike | Metonym | Organisation | Group | Holder


class NameIndex:
    """The automaton over all names; build it once with ``lexicon.built("names", NameIndex, NameIndex)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._added = frozenset(map(_name, _added_rows(lexicon)))
        # The rows that bear each name. They become readings in their order when a text first holds the name: most
        # names never stand in the texts of a day.
        self._rows: dict[str, list[_Row]] = {}
        self._readings: dict[str, tuple[Name, ...]] = {}
        for written, row in _all_names(lexicon):
            plain = written if written.isascii() else written.translate(ONE_FOR_ONE)
            self._rows.setdefault(plain, []).append(row)
        self._automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for plain in self._rows:
            self._automaton.add_word(plain)
        self._automaton.make_automaton()

    def find(self, text: str, on: date | None = None) -> list[NameHit]:
        """The names in the text, in its order, none overlapping another.

        Of several readings those good on the day come first, then those of the state that the text names nearest ("RSF"
        in a text about Sudan). What did not exist yet on the day is no reading, and a doubtful name that several states
        share ("Kurdish") none where the text names none of them.
        """
        plain = text.translate(ONE_FOR_ONE)
        spans = ((last + 1 - length, last + 1) for last, length in self._automaton.iter(plain))
        hits = []
        for start, end in longest(span for span in spans if _stands_alone(plain, *span)):
            readings = tuple(name for name in self._readings_of(plain[start:end]) if not name.is_to_come(on))
            if readings:
                hits.append(NameHit(start, end, readings))
        settled = _settled(hits, on)
        return [hit for hit in settled if hit.name.kind != NameKind.LOOKALIKE]

    def _readings_of(self, plain: str) -> tuple[Name, ...]:
        if plain not in self._readings:
            names = set(map(_name, self._rows[plain]))
            ordered = sorted(names, key=lambda name: (name not in self._added, _preference(name)))
            self._readings[plain] = tuple(ordered)
        return self._readings[plain]


def _settled(hits: Sequence[NameHit], on: date | None) -> Iterator[NameHit]:
    """The hits with their readings in the order in which they are meant."""
    stated: dict[str | None, list[int]] = {}
    for hit in hits:
        if hit.name.kind in STATE_KINDS and hit.is_clear():
            stated.setdefault(hit.name.country, []).append(hit.start)
    for hit in hits:
        if hit.is_clear():
            yield hit.in_order(on, hit.name.country)
            continue
        near = {name.country: _distance(hit.start, stated.get(name.country, ())) for name in hit.readings}
        nearest = min(near, key=lambda country: (near[country], str(country)))
        if near[nearest] < math.inf:
            yield hit.in_order(on, nearest)
        elif not all(name.needs_support for name in hit.readings):
            yield hit.in_order(on, hit.name.country)


def _distance(place: int, places: Sequence[int]) -> float:
    """How far the nearest of the sorted places lies; infinitely far where there is none.

    What follows counts for half as far, since it tells where a thing is: "shelled Kurdish villages in Syria".
    """
    after = bisect.bisect_left(places, place)
    near = places[max(after - 1, 0) : after + 1]
    return min((place - each if each < place else (each - place) / 2 for each in near), default=math.inf)


def _preference(name: Name) -> tuple[str, ...]:
    """The order of the readings of one name: by kind, then by every field, so that it never depends on chance."""
    return (str(name.kind.value), name.name, name.country or "", name.sector or "", str(name.since), str(name.until))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    # "US$" is money.
    return not (before.isalnum() or before == "_" or after.isalnum() or after in {"_", "$"})


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds each of the names as whole words, the longer before the shorter."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


def longest(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in their order without those that overlap an earlier or a longer one."""
    taken_to = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= taken_to:
            taken_to = end
            yield start, end


def _all_names(lexicon: Lexicon) -> Iterator[tuple[str, _Row]]:
    yield from _state_names(lexicon)
    for other in lexicon.table("lookalikes", Lookalike):
        yield other.name, other
    for seat in lexicon.table("metonyms", Metonym):
        yield seat.name, seat
    bodies: Iterable[Organisation | Group] = (
        *lexicon.table("organisations", Organisation),
        *lexicon.table("companies", Organisation),
        *lexicon.table("groups", Group),
    )
    for body in bodies:
        yield body.name, body
        for alias in body.aliases:
            yield alias, body
    for holder in lexicon.table("holders", Holder):
        for each in (holder.person, *holder.aliases):
            yield each, holder
            if "." in each:
                yield each.replace(".", ""), holder


def _added_rows(lexicon: Lexicon) -> Iterator[_Row]:
    """What the user added: its names are preferred to ours of the same letters."""
    yield from lexicon.added("metonyms", Metonym)
    yield from lexicon.added("organisations", Organisation)
    yield from lexicon.added("groups", Group)
    yield from lexicon.added("holders", Holder)


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


def _name(row: _Row) -> Name:
    """What a row makes of each of its names."""
    match row:
        case Name():
            return row
        case Lookalike():
            return Name(NameKind.LOOKALIKE, row.name, row.country, None)
        case Metonym():
            return Name(NameKind.METONYM, row.name, row.country, row.sector)
        case Organisation():
            country = row.countries[0] if len(row.countries) == 1 else None
            return Name(NameKind.ORGANISATION, row.name, country, (row.sector if country else None) or row.code)
        case Group():
            return Name(NameKind.GROUP, row.name, row.country, row.sector, since=row.since, until=row.until)
        case Holder():
            return Name(NameKind.PERSON, row.person, row.country, None)
