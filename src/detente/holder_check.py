"""The terms of a table of office holders made by others in; what our table says to each out: known, missing, otherwise.

Names are compared without accents and order: two words must agree, or the Wikidata items be the same. Limits: two
offices of one kind in one state (the two halves of a divided one) are taken for one; who is right where the tables
differ is for a person to say.
"""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from detente.coding.gazetteer import Organisation
from detente.coding.holders import Holder, first_day, last_day
from detente.holder_table import PositionWords, Term
from detente.lexicon import Lexicon

WORD = re.compile(r"[a-z]+")
OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?")
LINKS = frozenset({"of", "the", "for", "and", "to", "in"})
# Letters that Unicode does not take apart.
LETTERS = str.maketrans("øłıđæßØŁ", "olidasOL")
# Of the days of a term on which our table must name others for them to be a contradiction: most of them.
MOST = 0.5
# Of the days of a term on which one of ours must hold the office to be named beside it: not the day of a handover.
MUCH = 0.1
# How alike two names are, by difflib, to be spellings of one: of those who hold one office on the same days, in a table
# of 1,145 terms since 2000, the 20 pairs at 0.73 and above are so; two more at 0.60 and 0.36 are written too otherwise.
ALIKE = 0.7


class Verdict(StrEnum):
    """What our table says to a term of the other one."""

    KNOWN = "known"
    MISSING = "missing"
    OTHER_HOLDER = "other-holder"
    OTHER_DAYS = "other-days"
    OTHER_SPELLING = "other-spelling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What our table says to a term, and the days that it has or the holder whom it names, in words."""

    term: Term
    verdict: Verdict
    ours: str | None = None


class Comparison:
    """Our table of holders, ready to be asked about the terms of another."""

    def __init__(self, lexicon: Lexicon, tolerance: int) -> None:
        self._tolerance = timedelta(days=tolerance)
        self._also = {
            each.office: (each.office, *each.also) for each in lexicon.words("positions", PositionWords).positions
        }
        self._bodies = _body_names(lexicon)
        self._held: dict[tuple[str, str | None], list[Holder]] = defaultdict(list)
        for row in lexicon.table("holders", Holder):
            self._held[row.office, row.country].append(row)

    def judge(self, term: Term) -> Finding:
        """Whether our table knows the term, lacks it, has other days for it, or names someone else."""
        rows = self._of_office(term)
        same = [row for row in rows if same_person(term, row)]
        exact = [row for row in same if words_of(term.person) in names_of(row)]
        if same:
            verdict = Verdict.KNOWN if self._agrees(term, exact or same) else Verdict.OTHER_DAYS
            return Finding(
                term=term, verdict=verdict, ours=", ".join(_days(row.start, row.end) for row in exact or same)
            )
        spelled = [row for row in rows if _is_like(term.person, row.person) and self._agrees(term, [row])]
        if spelled:
            return Finding(term=term, verdict=Verdict.OTHER_SPELLING, ours=_named(spelled[0]))
        others = self._others(term, rows)
        return Finding(term=term, verdict=Verdict.OTHER_HOLDER if others else Verdict.MISSING, ours=others)

    def _of_office(self, term: Term) -> list[Holder]:
        rows = [row for kind in self._also[term.office] for row in self._held.get((kind, term.country), ())]
        if term.country is not None:
            return rows
        body = self._canonical(term.position)
        return [row for row in rows if row.title and self._canonical(row.title) == body]

    def _canonical(self, title: str) -> frozenset[str]:
        """The words of a title, with the body by its full name: "Secretary General of NATO" is that of the alliance."""
        post, *rest = OF.split(title, maxsplit=1)
        body = self._bodies.get(rest[0].lower(), rest[0]) if rest else ""
        return words_of(f"{post} {body}") - LINKS

    def _agrees(self, term: Term, rows: Sequence[Holder]) -> bool:
        """Whether rows of ours that follow on one another begin and end when the term does, within the tolerance."""
        for first, last in _stretches(rows, self._tolerance):
            begins = term.start is None or first.start is None or self._close(term.start, first.start)
            ends = term.end is None or (last.end is not None and self._close(term.end, last.end))
            if begins and ends:
                return True
        return False

    def _close(self, one: str, other: str) -> bool:
        later, sooner = max(first_day(one), first_day(other)), min(last_day(one), last_day(other))
        return later - sooner <= self._tolerance

    def _others(self, term: Term, rows: Sequence[Holder]) -> str | None:
        """Whom our table names on most days of the term, or on its first where it has no last; None for nobody."""
        if term.start is None and term.end is None:
            return None
        first = first_day(term.start or term.end)
        last = last_day(term.end) if term.end else last_day(term.start)
        if term.end is None:
            first = last = min(last, date.max - self._tolerance) + self._tolerance
        named: dict[str, int] = {}
        for row in rows:
            begin, end = max(first, first_day(row.start)), min(last, last_day(row.end))
            if begin <= end:
                named[_named(row)] = (end - begin).days + 1
        whole = (last - first).days + 1
        if sum(named.values()) <= MOST * whole:
            return None
        return "; ".join(sorted((name for name in named if named[name] >= MUCH * whole), key=lambda name: -named[name]))


def same_person(term: Term, row: Holder) -> bool:
    """Whether both rows are about one person: the same Wikidata item, or names of which two words agree."""
    if term.wikidata and term.wikidata == row.wikidata:
        return True
    return any(names_agree(words_of(term.person), name) for name in names_of(row))


def names_of(holder: Holder) -> list[frozenset[str]]:
    """The words of each name of a person of ours."""
    return [words_of(name) for name in (holder.person, *holder.aliases)]


def names_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names share two words of three letters or more, or all words of the shorter one."""
    if one <= other or other <= one:
        return bool(one and other)
    shared = {word for word in one & other if len(word) > 2}
    return len(shared) >= min(2, len(one), len(other))


def words_of(name: str) -> frozenset[str]:
    """The words of a name, lower case and without accents, in no order."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS).lower())
    return frozenset(WORD.findall("".join(each for each in plain if not unicodedata.combining(each)).replace("'", "")))


def _stretches(rows: Sequence[Holder], tolerance: timedelta) -> Iterator[tuple[Holder, Holder]]:
    """The first and the last of rows that follow on one another, with every stretch of them and each row alone."""
    ordered = sorted(rows, key=lambda row: first_day(row.start))
    for place, first in enumerate(ordered):
        last = first
        yield first, last
        for row in ordered[place + 1 :]:
            if last.end is None or first_day(row.start) - last_day(last.end) > tolerance:
                break
            last = row
            yield first, last


def _named(row: Holder) -> str:
    return f"{row.person} {_days(row.start, row.end)}"


def _is_like(one: str, other: str) -> bool:
    """Whether two names of people in the same office on the same days are spellings of one."""
    written = [" ".join(sorted(words_of(name))) for name in (one, other)]
    return difflib.SequenceMatcher(None, written[0], written[1]).ratio() >= ALIKE


def _days(start: str | None, end: str | None) -> str:
    return f"{start or '?'} – {end or ''}".rstrip()


def _body_names(lexicon: Lexicon) -> Mapping[str, str]:
    """The full name of each organisation by each of its names, in lower case; without the article."""
    rows = lexicon.table("organisations", Organisation)
    full = {row.name: max((row.name, *row.aliases), key=len) for row in rows}
    return {each.lower().removeprefix("the "): full[row.name] for row in rows for each in (row.name, *row.aliases)}
