"""A sentence with its two sides and the best rule's answer in; the marked line that the event model reads out.

The words that name the actors are replaced by marks, so that the model learns what is done and not who does it. Before
the sentence stands what the rules make of it: a mark for the type and the trigger's words. The training
(``training/``) writes its lines with the same function.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Offsets = tuple[int, int]

# Tokens that the encoder's vocabulary keeps free. Their meaning is learnt: the numbers are part of a trained model.
SOURCE_MARK, TARGET_MARK, TRIGGER_MARK, UNTOLD_MARK = "[unused1]", "[unused2]", "[unused3]", "[unused30]"
FIRST_TYPE_MARK = 10
SEPARATOR = "[SEP]"


@dataclass(frozen=True, slots=True)
class Hint:
    """What the rules make of a pair: the type's place in the ontology, and the trigger's offsets in the text."""

    type_number: int
    trigger: Offsets


def pair_text(text: str, sources: Sequence[Offsets], targets: Sequence[Offsets], hint: Hint | None) -> str:
    """The line for the event model. Offsets are characters of ``text``; actors outside it are not marked."""
    marks = [*_marked(sources, SOURCE_MARK), *_marked(targets, TARGET_MARK)]
    if hint is not None:
        start, end = hint.trigger
        told = f"{type_mark(hint.type_number)} {text[start:end]} {SEPARATOR} "
        if not any(first < end and start < last for first, last, _ in marks):
            marks.append((start, start, TRIGGER_MARK))
    else:
        told = f"{UNTOLD_MARK} {SEPARATOR} "
    return told + _with_marks(text, marks)


def type_mark(number: int) -> str:
    """The mark that stands for the ontology's type of that number, from 0."""
    return f"[unused{FIRST_TYPE_MARK + number}]"


def all_marks(types: int) -> list[str]:
    """Every mark that a line may hold, for an ontology of so many types."""
    return [SOURCE_MARK, TARGET_MARK, TRIGGER_MARK, UNTOLD_MARK, *map(type_mark, range(types))]


def _marked(spans: Iterable[Offsets], mark: str) -> list[tuple[int, int, str]]:
    return [(start, end, mark) for start, end in spans]


def _with_marks(text: str, marks: list[tuple[int, int, str]]) -> str:
    for start, end, mark in sorted(marks, reverse=True):
        text = f"{text[:start]} {mark} {text[end:]}"
    return text
