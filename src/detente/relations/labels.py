"""Marks of a chart in, places for their words out: labels that cover neither the line nor one another.

A greedy search in pixels: the most important mark first, each label at the first free place near it, or at none.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]

FONT_SIZE = 11
LINE_HEIGHT = 14

# Mean width of a letter in parts of the font size, a little generous so that a wide word still fits its box.
LETTER_WIDTH = 0.56
WRAP_LETTERS = 22
MAX_LINES = 3

# Distances of a label from its mark that are tried, in pixels, nearest first.
DISTANCES = (16, 30, 46, 64, 84, 106, 130)
CLEAR = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The inside of a panel in pixels; y grows downwards."""

    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point with words to place; the most important have the highest ``weight``."""

    x: float
    y: float
    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Wrapped words at a place: ``y`` is the middle of the block, ``foot`` the end that faces the mark."""

    mark: Mark
    lines: tuple[str, ...]
    x: float
    y: float
    foot: float
    align: Align


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def place_labels(marks: Iterable[Mark], path: Sequence[tuple[float, float]], frame: Frame) -> list[Label]:
    """The labels that find room, most important first; a mark that finds none is left without words."""
    taken = [_Box(x - CLEAR, y - CLEAR, x + CLEAR, y + CLEAR) for x, y in path]
    words: list[_Box] = []
    placed: list[Label] = []
    for mark in sorted(marks, key=lambda each: (-each.weight, each.x)):
        label = _first_free(mark, taken, words, frame)
        if label is not None:
            placed.append(label)
            words.append(_box(label))
            taken += [_box(label), _tie(label)]
    return placed


def _first_free(mark: Mark, taken: Sequence[_Box], words: Sequence[_Box], frame: Frame) -> Label | None:
    """The nearest label that stays inside and clear of all that is taken, and whose tie crosses no other words."""
    lines = _wrapped(mark.text)
    half = LINE_HEIGHT * len(lines) / 2
    sides = (1, -1) if mark.y > frame.height / 2 else (-1, 1)
    for distance in DISTANCES:
        for side in sides:
            for align in ("center", "left", "right"):
                middle = mark.y + side * (distance + half)
                label = Label(mark=mark, lines=lines, x=mark.x, y=middle, foot=middle - side * (half + 1), align=align)
                box = _box(label)
                inside = box.left >= 0 and box.right <= frame.width and box.top >= 0 and box.bottom <= frame.height
                clear = not any(box.meets(other) for other in taken)
                if inside and clear and not any(_tie(label).meets(other) for other in words):
                    return label
    return None


def _wrapped(text: str) -> tuple[str, ...]:
    """At most ``MAX_LINES`` lines; what is cut off is shown by an ellipsis."""
    return tuple(textwrap.wrap(text, WRAP_LETTERS, max_lines=MAX_LINES, placeholder=" …"))


def _tie(label: Label) -> _Box:
    top, bottom = sorted((label.mark.y, label.foot))
    return _Box(label.mark.x - 1, top, label.mark.x + 1, bottom)


def _box(label: Label) -> _Box:
    width = max((len(line) for line in label.lines), default=0) * FONT_SIZE * LETTER_WIDTH
    half = LINE_HEIGHT * len(label.lines) / 2
    left = label.x - {"left": 0.0, "center": width / 2, "right": width}[label.align]
    return _Box(left - CLEAR, label.y - half, left + width + CLEAR, label.y + half)
