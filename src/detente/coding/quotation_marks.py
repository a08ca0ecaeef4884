"""A text and its paragraphs in, the stretches between quotation marks out.

Straight, curly, angle, low and doubled single marks are read in one pass over each paragraph, so odd or missing marks
cost one paragraph at most: an unclosed stretch ends where its paragraph ends. A stretch whose next paragraph opens with
a mark again ``goes_on`` there, as long quotations do. Nested marks stay part of the outer stretch; single marks count
only where no double ones are open, and an apostrophe is never taken for one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.coding.tree import Parse

OPENING = "“«„‹"
CLOSING = "”»›"
ALL_MARKS = OPENING + CLOSING + "\"'`‘’"

_MARK = re.compile(r"'''?|``|[“”«»„‹›\"]")
_SINGLE = re.compile(r"(?<![\w’'])(?:‘(?=\S)[^‘“”\"]*?[\w.,!?…]’(?![\w’])|'(?=[A-Z])[^“”\"]{1,600}?[.,!?…]'(?![\w']))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Characters ``start`` to ``end``, marks included. ``goes_on``: the next stretch continues the same quotation."""

    start: int
    end: int
    closed: bool
    goes_on: bool = False

    def holds(self, position: int) -> bool:
        """Whether a character lies in this stretch."""
        return self.start <= position < self.end


def marked_text(text: str, marked: Marked) -> str:
    """What stands between the marks."""
    return text[marked.start : marked.end].strip(ALL_MARKS + " ")


def paragraphs_of(parse: Parse) -> list[tuple[int, int]]:
    """The first and last character of each paragraph that holds a sentence, in the order of the text."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in parse.sentences:
        start, end = bounds.get(sentence.paragraph, (sentence.start, sentence.end))
        bounds[sentence.paragraph] = (min(start, sentence.start), max(end, sentence.end))
    return [bounds[number] for number in sorted(bounds)]


def find_marked(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Marked]:
    """The marked stretches, rising and apart, each within one paragraph; an empty list where there are no marks."""
    found: list[Marked] = []
    for start, end in paragraphs:
        inside = list(_in_paragraph(text, start, end))
        if inside and found and not found[-1].closed and inside[0].start == start:
            found[-1] = replace(found[-1], goes_on=True)
        found.extend(_with_single_marks(text, inside, start, end))
    return found


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Marked]:
    """Pair the double marks of one paragraph from left to right."""
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        if opened is None:
            if _can_open(text, match, end):
                opened = match.start()
        elif _opens_anew(text, match, end):
            yield Marked(start=opened, end=_last_word(text, opened, match.start()), closed=False)
            opened = match.start()
        else:
            yield Marked(start=opened, end=match.end(), closed=True)
            opened = None
    if opened is not None:
        yield Marked(start=opened, end=end, closed=False)


def _can_open(text: str, match: re.Match[str], end: int) -> bool:
    if match.group() in OPENING or match.group() == "``":
        return True
    if match.group() in CLOSING:
        return False
    before, after = text[match.start() - 1 : match.start()], text[match.end() : min(match.end() + 1, end)]
    # After a figure a straight mark means inches or minutes, after an equals sign it belongs to markup.
    return bool(after.strip()) and not before.isdigit() and before != "="


def _opens_anew(text: str, match: re.Match[str], end: int) -> bool:
    """Whether a mark inside an open stretch must open another, so that the closing mark before it is missing."""
    if match.group() in CLOSING:
        return False
    before, after = text[match.start() - 1 : match.start()], text[match.end() : min(match.end() + 1, end)]
    if match.group() in OPENING or match.group() == "``":
        return not (before.strip() and not after.strip())
    return before.isspace() and after.isalnum()


def _last_word(text: str, start: int, end: int) -> int:
    return start + max(1, len(text[start:end].rstrip()))


def _with_single_marks(text: str, doubles: list[Marked], start: int, end: int) -> list[Marked]:
    singles = (
        Marked(start=match.start(), end=match.end(), closed=True) for match in _SINGLE.finditer(text, start, end)
    )
    apart = [each for each in singles if all(each.end <= other.start or other.end <= each.start for other in doubles)]
    return sorted([*doubles, *apart], key=lambda each: each.start)
