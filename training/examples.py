"""The example sentences of ``data/examples/`` in, sentences with marked actors and their codes out.

A line of a table holds the event's type (``NONE``: nothing passes between the two), its mode if one fits, its status,
the register of news it is written in, and the text with its marks: ``[S:words]`` acts, ``[T:words]`` is acted upon.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DataError
from detente.lexicon import DATA, Ontology
from detente.model import Status

FOLDER = DATA / "examples"
HEADER = ["type", "mode", "status", "register", "text"]
NOTHING = "NONE"
REGISTERS = frozenset(
    ["lead", "background", "attribution", "headline", "caption", "translated", "chronology", "interview"]
)
MARK = re.compile(r"\[([ST]):([^\[\]]+)\]")
# One text in so many is held out from all training, with all its readings.
HELD_OUT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One reading of one sentence: who acts on whom, as character offsets of ``text``, and what it is."""

    text: str
    sources: tuple[tuple[int, int], ...]
    targets: tuple[tuple[int, int], ...]
    type: str
    mode: str | None
    status: str
    register: str
    desk: str

    @property
    def held_out(self) -> bool:
        """Whether no training may see it: decided by the text, so that all readings of it stand on one side."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % HELD_OUT == 0


def read_examples(ontology: Ontology, folder: Path = FOLDER) -> list[Example]:
    """All examples, in the order of the files and lines. Raises ``DataError`` at a line that breaks the rules."""
    return [example for path in sorted(folder.glob("*.tsv")) for example in _read(path, ontology)]


def _read(path: Path, ontology: Ontology) -> Iterator[Example]:
    lines = path.read_text("utf-8").split("\n")
    if lines[0].split("\t") != HEADER:
        raise DataError(f"{path.name}: the first line is {lines[0]!r}; it must name {', '.join(HEADER)}. Mend it")
    for number, line in enumerate(lines[1:], start=2):
        if line:
            try:
                yield _example(line.split("\t"), path.stem, ontology)
            except ValueError as error:
                raise DataError(f"{path.name}: line {number}: {error}. Mend that line") from error


def _example(cells: list[str], desk: str, ontology: Ontology) -> Example:
    if len(cells) != len(HEADER):
        raise ValueError(f"{len(cells)} cells; it must have {len(HEADER)}")
    event_type, mode, status, register, marked = cells
    modes = ontology.types[event_type].modes if event_type in ontology.types else {}
    if event_type != NOTHING and event_type not in ontology.types:
        raise ValueError(f"type {event_type!r}; allowed are {NOTHING}, {', '.join(ontology.types)}")
    if mode and mode not in modes:
        raise ValueError(f"mode {mode!r}; {event_type} has {', '.join(modes) or 'none'}")
    if register not in REGISTERS:
        raise ValueError(f"register {register!r}; allowed are {', '.join(sorted(REGISTERS))}")
    text, spans = unmarked(marked)
    if not spans["S"] or not spans["T"] or "[" in text or "]" in text:
        raise ValueError("the marks [S:…] and [T:…] must both stand there, and no other square brackets")
    return Example(
        text=text,
        sources=tuple(spans["S"]),
        targets=tuple(spans["T"]),
        type=event_type,
        mode=mode or None,
        status=Status(status).value,
        register=register,
        desk=desk,
    )


def unmarked(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The text without its marks, and the offsets of what each side's marks held."""
    spans: dict[str, list[tuple[int, int]]] = {"S": [], "T": []}
    text, taken = "", 0
    for match in MARK.finditer(marked):
        text += marked[taken : match.start()]
        spans[match[1]].append((len(text), len(text) + len(match[2])))
        text, taken = text + match[2], match.end()
    return text + marked[taken:], spans
