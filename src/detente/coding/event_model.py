"""Marked lines in, probabilities of types, modes and statuses out. The only file that knows the model's run time.

The model is a small encoder with three heads, exported to ONNX with 8-bit weights by ``training/export.py``; its card
(``data/models/en/events.yaml``) says what the outputs stand for and how it was calibrated. One line is read at a time,
on one thread: 8-bit arithmetic is scaled by what it sees, so lines read together would change one another's figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from detente.errors import MissingPartError
from detente.lexicon import Lexicon, Words, read_yaml

# Word pieces of a line at most: 99 % of the training lines are shorter, and time grows with them.
LONGEST = 112


class Card(Words):
    """The shape of ``models/events.yaml``.

    ``types`` (the last is NONE: nothing passes between the two), ``modes`` ("TYPE mode", or "TYPE" where none fits) and
    ``statuses`` name the outputs in order. ``rule_weight`` is what the rules' shares count beside
    the model's probabilities; ``temperature`` divides the logarithms of both together, so that an answer of .8 is right
    in .8 of the cases. ``figures`` are those of the run that trained the shipped file.
    """

    name: str
    version: str
    types: list[str]
    modes: list[str]
    statuses: list[str]
    temperature: float
    rule_weight: float
    figures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of one line: logarithms of probabilities, by the card's names."""

    types: dict[str, float]
    modes: dict[str, float]
    statuses: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Parts:
    card: Card
    session: Any
    tokenizer: Any


class EventModel:
    """The trained model of a language; build with ``lexicon.built("event model", EventModel, EventModel)``.

    A language without a folder under ``models/`` has none: then ``knows`` nothing.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        folder = lexicon.folder / "models" / lexicon.language
        self._parts = _load(folder) if folder.is_dir() else None

    @property
    def card(self) -> Card:
        """What the outputs stand for. Raises ``MissingPartError`` where the language has no model."""
        if self._parts is None:
            raise MissingPartError("event model: there is none for this language; only the rules are there. Use those")
        return self._parts.card

    def knows(self, types: Iterable[str]) -> bool:
        """Whether there is a model, and it was trained with all of these types."""
        return self._parts is not None and all(each in self._parts.card.types for each in types)

    def read(self, line: str) -> Reading:
        """The probabilities for a line of ``pair_text``. Raises ``MissingPartError`` where there is no model."""
        card = self.card
        assert self._parts is not None  # noqa: S101 - ``card`` has raised
        ids = np.array([self._parts.tokenizer.encode(line).ids], dtype=np.int64)
        types, modes, statuses = self._parts.session.run(None, {"ids": ids})
        return Reading(
            types=_named(card.types, types[0]),
            modes=_named(card.modes, modes[0]),
            statuses=_named(card.statuses, statuses[0]),
        )


def _load(folder: Path) -> _Parts:
    tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    return _Parts(read_yaml([folder / "events.yaml"], Card), _session(folder / "events.onnx"), tokenizer)


def _named(names: list[str], logits: NDArray[np.float32]) -> dict[str, float]:
    shifted = logits.astype(np.float64) - logits.max()
    logs = shifted - np.log(np.exp(shifted).sum())
    return dict(zip(names, logs.tolist(), strict=True))


def _session(path: Path) -> Any:  # noqa: ANN401 - the library has no types
    if not path.exists():
        raise MissingPartError(f"{path}: the event model is missing; it comes with the package. Reinstall detente")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
