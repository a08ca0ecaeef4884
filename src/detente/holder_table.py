"""A table of office holders made by others in; its terms in the offices that we read out, and a count of the others.

Which office a position means is told by the patterns of ``positions.yaml``. Rows of one person in one office that
follow on one another are one term. Limits: a title that the patterns do not know is not read.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from detente.coding.holders import first_day, last_day
from detente.errors import DataError
from detente.lexicon import Lexicon, Words
from detente.user_table import Line, read_lines

COLUMNS = ("person", "position", "country", "start", "end")
OURS_FOR = {"XKX": "KOS"}


class Position(Words):
    """Titles of one office, as regular expressions that match the whole title in lower case."""

    office: str
    patterns: list[str]
    also: tuple[str, ...] = ()
    above_states: bool = False


class PositionWords(Words):
    """The shape of ``positions.yaml``."""

    positions: list[Position]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A person in an office, as the other table has it; ``rows`` of it make the term, the first stands in ``line``."""

    person: str
    position: str
    country: str | None
    office: str
    start: str | None
    end: str | None
    wikidata: str | None
    line: int
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The other table: the terms that are read, how many rows it has, and what is not read of it.

    ``unread`` counts rows by position; ``too_old`` counts those that ended before the year asked for; ``bad_days`` are
    lines with a day that is none, which is then taken as not known.
    """

    rows: int
    terms: tuple[Term, ...]
    unread: Counter[str]
    too_old: int
    bad_days: tuple[int, ...]


def read_holders(path: Path, lexicon: Lexicon, since: int | None = None) -> Table:
    """The terms of a CSV file that had not ended before the year ``since``. Raises ``InputError`` for a bad file."""
    positions = lexicon.words("positions", PositionWords).positions
    read = [(re.compile("|".join(each.patterns)), each) for each in positions]
    lines = read_lines(path, COLUMNS)
    terms, unread = [], Counter[str]()
    for line in lines:
        office = _office(line, read)
        if office is None:
            unread[line.get("position") or "no position"] += 1
        else:
            terms.append(_term(line, office))
    bad = [line.number for line in lines if any(_is_bad_day(line, column) for column in ("start", "end"))]
    late = [term for term in terms if since is None or last_day(term.end).year >= since]
    return Table(rows=len(lines), terms=tuple(late), unread=unread, too_old=len(terms) - len(late), bad_days=tuple(bad))


def joined(terms: Iterable[Term], tolerance: int) -> list[Term]:
    """The terms, those of one person in one office that part by at most ``tolerance`` days made one; in order."""
    found: dict[tuple[str | None, ...], list[Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda each: (each.start or "", each.end or "~", each.line)):
        same = found[term.country, term.office, term.wikidata or term.person, _body(term)]
        last = same[-1] if same else None
        if last and last.end and term.start and _gap(last.end, term.start) <= tolerance:
            end = None if term.end is None else max(last.end, term.end)
            same[-1] = replace(last, end=end, rows=last.rows + term.rows)
        else:
            same.append(term)
    every = (term for terms in found.values() for term in terms)
    return sorted(every, key=lambda each: (each.country or "", each.office, each.start or "", each.line))


def _office(line: Line, read: Iterable[tuple[re.Pattern[str], Position]]) -> str | None:
    title = " ".join((line.get("position") or "").lower().split())
    for pattern, position in read:
        if pattern.fullmatch(title):
            return position.office if bool(line.get("country")) != position.above_states else None
    return None


def _term(line: Line, office: str) -> Term:
    country = line.get("country")
    return Term(
        person=" ".join((line.get("person") or "").split()),
        position=" ".join((line.get("position") or "").split()),
        country=OURS_FOR.get(country, country) if country else None,
        office=office,
        start=_day(line.get("start")),
        end=_day(line.get("end")),
        wikidata=line.get("wikidata"),
        line=line.number,
    )


def _day(cell: str | None) -> str | None:
    """The day, month or year of a cell; None for a time that is none. The hour of a time is left out."""
    if cell is None:
        return None
    try:
        first_day(cell[:10])
    except DataError:
        return None
    return cell[:10]


def _is_bad_day(line: Line, column: str) -> bool:
    return line.get(column) is not None and _day(line.get(column)) is None


def _body(term: Term) -> str | None:
    """The post above states, which its position alone tells; None for offices of a state."""
    return None if term.country else term.position.lower()


def _gap(end: str, start: str) -> int:
    return (first_day(start) - last_day(end)).days
