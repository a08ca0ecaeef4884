"""A telling in; where it stands among all, and where those are that it could be joined with, out."""

from collections.abc import Iterable
from datetime import date

from detente.linking.happenings import Happenings
from detente.linking.likeness import EXACT_DAYS, LATE_DAYS, VAGUE_DAYS, Stretch, Telling
from detente.linking.parties import ActorKey, roots_of

# What a telling is looked up by: type, status, a party, and a day, a stretch too long for days, or an undated text.
Place = tuple[str, str, ActorKey, date | Stretch | str]


def begins_at(each: Telling) -> set[Place]:
    """Where an event stands that a telling begins."""
    return _places(each, [each.report.type], by_days=each.length <= EXACT_DAYS)


def seeks_at(each: Telling, known: Happenings) -> set[Place]:
    """Where a telling looks for events: under all near types, and some days more on either side."""
    kinds = (each.report.type, *known.near.get(each.report.type, ()))
    more = LATE_DAYS if each.length <= EXACT_DAYS else 0
    return _places(each, kinds, by_days=each.length <= VAGUE_DAYS, more=more)


def stands_at(each: Telling) -> set[Place]:
    """Where a telling is put: ``reach_of`` an event's first telling finds all that would look at the event."""
    return _places(each, [each.report.type], by_days=each.length <= VAGUE_DAYS)


def reach_of(first: Telling, known: Happenings) -> set[Place]:
    """Where all those stand that look where an event with this first telling stands."""
    kinds = (first.report.type, *known.near.get(first.report.type, ()))
    return _places(first, kinds, by_days=first.length <= EXACT_DAYS, more=LATE_DAYS)


def _places(each: Telling, kinds: Iterable[str], *, by_days: bool, more: int = 0) -> set[Place]:
    roots = {*roots_of(each.sources), *roots_of(each.targets)} or {("words", "")}
    when: set[date | Stretch | str] = {each.stretch} if each.stretch else {each.origin}
    if each.length and by_days:
        when |= set(each.days(more=more))
    return {(kind, each.report.status.value, root, day) for kind in kinds for root in roots for day in when}
