"""Reports in and out, a few or a hundred thousand; the events that this changes, out.

Tellings are taken in an order of their own, the best dated first, and each joins the event whose first telling it is
most like, or begins one. What a telling does depends on those before it that are near it in type, party and days. So
only the tellings that are new or changed are asked again, and then those after them that a change of events came near
to, until nothing changes any more. The result is that of asking all, and does not depend on the order of arrival.
"""

import heapq
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from detente.linking import event_tables as tables
from detente.linking.event_places import Place, begins_at, reach_of, seeks_at, stands_at
from detente.linking.event_tables import Joined
from detente.linking.happenings import Happenings
from detente.linking.likeness import EXACT_DAYS, SAME, Part, Telling, compare, fits, telling
from detente.linking.origins import Origins
from detente.linking.parties import roots_of
from detente.model import Claim, EventReport, content_id

REMEMBERED = 20_000  # tellings kept in memory; some kilobytes each
HEAP = 2000  # tellings read at once
# Where more than this share of the tellings is new or changed, all are asked again, which is simpler and then faster.
MOST = 0.3
Order = tuple[bool, bool, int, date, int, str]
Shape = tuple[object, ...]


class EventIndex:
    """The events in one SQLite file; what is done to it stands when its owner ends the transaction."""

    def __init__(self, db: sqlite3.Connection, known: Happenings) -> None:
        self._db = db
        self._known = known
        self._held: dict[int, Joined] = {}
        self._begun: dict[int, set[int]] = {}
        self._shapes: dict[int, dict[Shape, tuple[Order, int]]] = {}
        self._queue: list[tuple[Order, int]] = []
        self._queued: set[int] = set()
        self._moved: set[int] = set()
        self._plains: set[str] = set()
        self._all = False

    def add(self, reports: Iterable[tuple[EventReport, Sequence[Claim]]]) -> None:
        """Write new reports with the claims on them; ``update`` with their articles finds their events."""
        for report, claims in reports:
            tables.insert(self._db, report, claims)

    def update(self, changed: Collection[str], gone: Collection[str], origins: Origins) -> None:
        """Find the events anew of the articles whose reports, origins or stories are new or changed, or that are gone.

        ``origins`` are those of now. What is to be written to the store is remembered as owed.
        """
        stirred, leaving = tables.of_articles(self._db, changed), tables.of_articles(self._db, gone)
        (size,) = self._db.execute("SELECT count(*) FROM tellings").fetchone()
        self._all = len(stirred) + len(leaving) > MOST * size
        if self._all:
            tables.forget_events(self._db)
        for number in leaving:
            self._take_out(number)
            self._db.execute("DELETE FROM tellings WHERE number = ?", (number,))
            self._held.pop(number, None)
        for start in range(0, len(stirred), HEAP):
            self._fetch(stirred[start : start + HEAP])
            for number in stirred[start : start + HEAP]:
                self._renew(number, origins)
        if self._all:
            self._push(number for (number,) in self._db.execute("SELECT number FROM tellings").fetchall())
        # One that left may have been asked for when another left before it.
        left = set(leaving)
        while self._queue:
            order, number = heapq.heappop(self._queue)
            self._queued.discard(number)
            if number not in left:
                self._ask(order, number)
        self._name()

    def _renew(self, number: int, origins: Origins) -> None:
        """Make a telling anew where its origin or story has changed, and ask it again."""
        joined = self._joined(number)
        made = telling(joined.telling.report, origins)
        if joined.first is not None and not self._all and made == joined.telling:
            self._moved.add(joined.first)  # whose voice it is may have changed
            return
        self._take_out(number)
        joined.telling = made
        self._held[number] = joined
        tables.place(self._db, number, made, _numbers(stands_at(made)))
        if not self._all:
            self._push([number])

    def _take_out(self, number: int) -> None:
        """Take a telling from its event and its place; those that this may move are asked again."""
        joined = self._joined(number)
        tables.displace(self._db, number, _numbers(stands_at(joined.telling)))
        self._leave(number, joined)

    def _ask(self, order: Order, number: int) -> None:
        """Let a telling choose its event, and ask those again that its choice may move."""
        joined = self._joined(number)
        chosen = self._choose(order, joined.telling)
        first, (score, reason) = (number, (None, None)) if chosen is None else chosen
        if (joined.first, joined.score, joined.reason) == (first, score, reason):
            return
        self._moved.add(first)
        if joined.first != first:
            if joined.first is not None:
                self._leave(number, joined)
            self._enter(order, number, joined, first)
        joined.first, joined.score, joined.reason = first, score, reason
        tables.join(self._db, number, joined)
        self._held[number] = joined

    def _choose(self, order: Order, each: Telling) -> tuple[int, Part] | None:
        """The likest event, the first begun of several; of a long stretch, only where it is the one in it."""
        fitting = []
        for _, number in self._near(order, each):
            first = self._joined(number).telling
            score, reason = compare(first, each, self._known)
            if score >= SAME and self._lets_in(number, order, each):
                fitting.append((number, first, (round(score, 3), reason), score))
        if not fitting:
            return None
        equal = [found for found in fitting if found[1].stretch == each.stretch]
        if each.length > EXACT_DAYS and not equal and len(fitting) > 1:
            return None
        number, _, part, _ = max(equal or fitting, key=lambda found: found[3])
        return number, part

    def _near(self, order: Order, each: Telling) -> list[tuple[Order, int]]:
        """The events, by their first tellings, that were begun before and share a party and a day, or almost."""
        places = _numbers(seeks_at(each, self._known))
        unknown = [place for place in places if place not in self._begun]
        if unknown:
            self._begun |= tables.begun(self._db, unknown)
        found = {number for place in places for number in self._begun[place]}
        ordered = sorted((_order(self._joined(number).telling), number) for number in found)
        return [pair for pair in ordered if pair[0] < order]

    def _lets_in(self, first: int, order: Order, each: Telling) -> bool:
        """Whether nothing in an event speaks against one more; those that differ on whom to blame do not."""
        told = [number for before, number in self._shapes_of(first).values() if before < order]
        return all(fits(self._joined(number).telling, each, self._known) for number in told)

    def _shapes_of(self, first: int) -> dict[Shape, tuple[Order, int]]:
        """Of each kind of telling that an event has, the first."""
        if first not in self._shapes:
            found: dict[Shape, tuple[Order, int]] = {}
            for number in tables.members(self._db, first):
                each = self._joined(number).telling
                at = (_order(each), number)
                found[_shape(each)] = min(at, found.get(_shape(each), at))
            self._shapes[first] = found
        return self._shapes[first]

    def _enter(self, order: Order, number: int, joined: Joined, first: int) -> None:
        if first == number:
            places = _numbers(begins_at(joined.telling))
            tables.begin(self._db, number, places)
            for place in places & self._begun.keys():
                self._begun[place].add(number)
            self._shapes[number] = {_shape(joined.telling): (order, number)}
            self._push_reach(joined.telling, order)
            return
        shapes, shape = self._shapes_of(first), _shape(joined.telling)
        if shape not in shapes or (order, number) < shapes[shape]:
            shapes[shape] = (order, number)
            self._push_reach(self._joined(first).telling, order)

    def _leave(self, number: int, joined: Joined) -> None:
        """Take a telling out of its event; the event ends with its first telling, and the others are asked again."""
        order, first = _order(joined.telling), joined.first
        if first is None:
            return
        self._moved.add(first)
        joined.first, joined.score, joined.reason = None, None, None
        tables.join(self._db, number, joined)
        self._held[number] = joined
        if first == number:
            self._end(number, joined)
            self._push_reach(joined.telling, order)
        elif self._shapes_of(first).get(_shape(joined.telling), (order, number)) == (order, number):
            del self._shapes[first]
            self._push_reach(self._joined(first).telling, order)

    def _end(self, first: int, joined: Joined) -> None:
        if joined.event is not None:
            tables.owe(self._db, tables.EVENTS, [joined.event])
            joined.event = None
        self._plains |= tables.plains(self._db, [first])
        places = _numbers(begins_at(joined.telling))
        tables.end(self._db, first, places)
        for place in places & self._begun.keys():
            self._begun[place].discard(first)
        self._shapes.pop(first, None)
        others = tables.members(self._db, first)
        for number in others:
            other = self._joined(number)
            other.first, other.score, other.reason = None, None, None
            tables.join(self._db, number, other)
        self._push(others)

    def _push_reach(self, first: Telling, after: Order) -> None:
        """Ask all again that come later and look where an event with this first telling stands."""
        if not self._all:
            self._push(tables.at(self._db, _numbers(reach_of(first, self._known))), after)

    def _push(self, numbers: Iterable[int], after: Order | None = None) -> None:
        wanted = [number for number in numbers if number not in self._queued]
        for start in range(0, len(wanted), HEAP):
            self._fetch(wanted[start : start + HEAP])
            for number in wanted[start : start + HEAP]:
                order = _order(self._joined(number).telling)
                if after is None or order > after:
                    self._queued.add(number)
                    heapq.heappush(self._queue, (order, number))

    def _fetch(self, numbers: Sequence[int]) -> None:
        unknown = [number for number in numbers if number not in self._held]
        if len(self._held) + len(unknown) > REMEMBERED:
            self._held.clear()
            unknown = list(numbers)
        self._held.update(tables.read(self._db, unknown))

    def _joined(self, number: int) -> Joined:
        if number not in self._held:
            self._fetch([number])
        return self._held[number]

    def _name(self) -> None:
        """Give the events that moved their ids, and remember that they are owed to the store.

        The id is what type, status, parties and days give; where another has it, one with the report's own id in it.
        """
        standing = sorted(tables.standing(self._db, self._moved))
        self._plains |= tables.plains(self._db, standing)
        for number in standing:
            tables.set_plain(self._db, number, _plain(self._joined(number).telling))
        self._plains |= tables.plains(self._db, standing)
        for plain in sorted(self._plains):
            rivals = sorted((_order(self._joined(each).telling), each) for each in tables.of_plain(self._db, plain))
            for place, (_, number) in enumerate(rivals):
                joined = self._joined(number)
                name = content_id("event", plain, joined.telling.report.id) if place else plain
                if joined.event != name:
                    tables.owe(self._db, tables.EVENTS, [name, *([joined.event] if joined.event else [])])
                    joined.event = name
                    tables.set_event(self._db, number, name)
        tables.owe(self._db, tables.EVENTS, tables.events(self._db, standing))


def _numbers(places: Iterable[Place]) -> set[int]:
    return {tables.place_number(place) for place in places}


def _shape(each: Telling) -> Shape:
    """What decides, beside type and parties of the first telling, whether another fits."""
    return each.report.type, each.sources, each.targets


def _order(each: Telling) -> Order:
    """Exact days before stretches, days that words give before days of publication, short before long, names first."""
    if each.stretch is None:
        return True, True, 0, date.max, 0, each.report.id
    named = sum(party.name is not None for party in (*each.sources, *each.targets))
    return each.length > EXACT_DAYS, each.by_publication, each.length, each.stretch[0], -named, each.report.id


def _plain(first: Telling) -> str:
    undated = first.origin if first.stretch is None else None
    key = (first.report.type, first.report.status.value, roots_of(first.sources), roots_of(first.targets))
    return content_id("event", *key, *(first.stretch or (None, None)), undated)
