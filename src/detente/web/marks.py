"""A text and marks on stretches of it in, segments out: pieces of the text between which no mark begins or ends.

Joined again, the segments are the text, whatever the marks are; a page writes each segment inside nested elements, one
a mark, so marks may overlap in any way. Marks outside the text, or empty ones, are passed over.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise


class Kind(StrEnum):
    """What a mark stands for, from the outermost to the innermost where several lie on the same words."""

    LEFT_OUT = "left-out"
    QUOTATION = "quotation"
    PLACE = "place"
    DATE = "date"
    ACTOR = "actor"
    TRIGGER = "trigger"
    FOUND = "found"


NESTING = {kind: depth for depth, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark on characters ``start`` to ``end``.

    ``label`` is told in full where a reader rests on it, ``note`` is a word or two that stands beside it always;
    ``anchor`` is its own place on the page, and ``leads_to`` the place of the row that tells of it.
    """

    kind: Kind
    start: int
    end: int
    label: str | None = None
    note: str | None = None
    anchor: str | None = None
    leads_to: str | None = None
    tone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of the text with the marks that lie on all of it, outermost first."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]

    @property
    def link(self) -> Mark | None:
        """The one mark that is a link here, the innermost trigger; links can not be nested."""
        leading = [mark for mark in self.marks if mark.kind is Kind.TRIGGER and mark.leads_to]
        return leading[-1] if leading else None


def split(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Segment]:
    """The segments of the text from ``start`` to ``end`` (else its own end); none for an empty stretch."""
    last = len(text) if end is None else min(end, len(text))
    start = min(start, last)
    clipped = [replace(mark, start=max(mark.start, start), end=min(mark.end, last)) for mark in marks]
    opening: dict[int, list[Mark]] = defaultdict(list)
    for mark in clipped:
        if mark.start < mark.end:
            opening[mark.start].append(mark)
    cuts = {start, last} | set(opening) | {mark.end for opened in opening.values() for mark in opened}
    segments: list[Segment] = []
    active: list[Mark] = []
    for here, there in pairwise(sorted(cuts)):
        active = [mark for mark in active if mark.end > here] + opening[here]
        nested = tuple(sorted(active, key=_nesting))
        segments.append(Segment(start=here, end=there, text=text[here:there], marks=nested))
    return segments


def _nesting(mark: Mark) -> tuple[int, int, int]:
    return NESTING[mark.kind], mark.start - mark.end, mark.start
