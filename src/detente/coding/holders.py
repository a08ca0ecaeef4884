"""Rows of who held which office, with dates as far as they are known, in; those who held one on a day, out.

The table gives first and last days as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``: a partial date stands for all its days,
so near a handover more than one person may be named. A first day that is not known counts as long ago, a last day that
is not known as not yet come; an end that is unknown though long past cannot be told from an office still held.
"""

import calendar
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detente.errors import DataError


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office. ``country`` is None for world bodies, whose body and post ``title`` names."""

    person: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str
    office: str
    title: str | None
    start: str | None
    end: str | None
    wikidata: str | None

    def replaces(self, ours: "Holder") -> bool:
        """Whether this row, added by the user, stands in the place of one of ours: the person in the same office, on
        some same day."""
        same = (self.person, self.office, self.country) == (ours.person, ours.office, ours.country)
        return same and overlap(self, ours)


def overlap(one: Holder, other: Holder) -> bool:
    """Whether both rows may hold on some same day."""
    begin = max(first_day(one.start), first_day(other.start))
    return begin <= min(last_day(one.end), last_day(other.end))


def holds_on(holder: Holder, day: date) -> bool:
    """Whether the person may have held the office on the day, the days of coming and going included."""
    return first_day(holder.start) <= day <= last_day(holder.end)


def holders_on(rows: Iterable[Holder], office: str, country: str | None, day: date) -> tuple[Holder, ...]:
    """Those who may have held the office on the day: who surely did first, then the later comer; () if none is known.

    Raises ``DataError`` where a row of that office holds a date that cannot be read.
    """
    there = [row for row in rows if row.office == office and row.country == country and holds_on(row, day)]
    there.sort(key=lambda row: row.start or "", reverse=True)
    return tuple(sorted(there, key=lambda row: not _surely_holds(row, day)))


@functools.cache
def first_day(partial: str | None) -> date:
    """The first day that a partial date may mean; the first of all for None. Raises ``DataError`` on other text."""
    if partial is None:
        return date.min
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


@functools.cache
def last_day(partial: str | None) -> date:
    """The last day that a partial date may mean; the last of all for None. Raises ``DataError`` on other text."""
    if partial is None:
        return date.max
    year, month, day = _parts(partial)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _surely_holds(row: Holder, day: date) -> bool:
    if row.start is None:
        return False
    end = date.max if row.end is None else first_day(row.end)
    return last_day(row.start) <= day <= end


def _parts(partial: str) -> tuple[int, int | None, int | None]:
    pieces = partial.split("-")
    widths = [len(piece) for piece in pieces]
    try:
        if widths != [4, 2, 2][: len(widths)]:
            raise ValueError(partial)
        year, month, day = [int(piece) for piece in pieces] + [None] * (3 - len(pieces))
        date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise DataError(
            f"holders: the date {partial!r} cannot be read; write YYYY, YYYY-MM or YYYY-MM-DD. Mend that cell"
        ) from error
    return year or 0, month, day
