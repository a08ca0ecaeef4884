"""Composed examples: a deed put into a frame, for stances that the same deed can be told in.

"Agreed to release", "refused to release", "urged them to release" share all words but the one that decides. Deeds and
frames (``data/examples/composed/``) are written by us; which go together is said by their columns. Composed sentences
are drawn by a seed, train the model beside the written ones, and are no part of the held-out set.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.lexicon import Ontology, read_table
from training.examples import FOLDER, Example, unmarked

COMPOSED = FOLDER / "composed"
DEED = "DEED"
# Frames that leave the deed its own type are drawn so many times as often as those with a type of their own.
DEED_WEIGHT = 3
# What a promise or plan of makes an agreement.
PROMISED = frozenset({"CONSULT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
# Nobody is often urged, thanked or allowed to do violence; so many of these pairs are left out.
FAR_FETCHED = frozenset({"REQUEST", "REJECT", "SUPPORT", "CONCEDE"})
FAR_FETCHED_LEFT_OUT = 0.8
ACTORS = [
    "Norway", "the Peruvian government", "rebels in the north", "Kenya's interior ministry", "the central bank",
    "a court in Lyon", "Ukraine's president, Volodymyr Zelenskyy", "the opposition", "the United Nations",
    "Turkish police", "dockworkers", "the Vatican", "prisoners of war", "Chad", "the army chief", "Baghdad",
    "a mining company", "Japan's prime minister", "the African Union", "two journalists", "separatists", "Jakarta",
    "the European Commission", "Qatar", "student leaders", "the Polish foreign minister", "fishermen",
    "the coalition", "Tehran", "Bolivia",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed in its forms, each with the place ``{O}`` for whom it is done to; None where a form makes no sense."""

    type: str
    mode: str | None
    tone: str
    base: str
    past: str
    gerund: str
    passive: str | None
    noun: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What can be said of a deed: ``type`` DEED keeps the deed's own. ``who`` stands at the deed's ``{O}``: T, S, X."""

    type: str
    status: str
    tone: str
    form: str
    who: str
    text: str


def compose(number: int, ontology: Ontology, seed: int, folder: Path = COMPOSED) -> list[Example]:
    """So many examples, each pair of frame and deed at most once; fewer where the pairs run out."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    deeds, frames = read_table(folder / "deeds.tsv", Deed), read_table(folder / "frames.tsv", Frame)
    weights = [DEED_WEIGHT if each.type == DEED else 1 for each in frames]
    found: dict[tuple[str, str], Example] = {}
    for _ in range(number * 20):
        if len(found) == number:
            break
        frame, deed = chance.choices(frames, weights)[0], chance.choice(deeds)
        if (frame.text, deed.base) not in found and _fits(frame, deed, chance):
            found[frame.text, deed.base] = _filled(frame, deed, chance.sample(ACTORS, 3))
    unknown = {each.type for each in found.values()} - set(ontology.types)
    assert not unknown, f"types that are not in the ontology: {unknown}"  # noqa: S101 - our own tables
    return list(found.values())


def _fits(frame: Frame, deed: Deed, chance: random.Random) -> bool:
    if getattr(deed, frame.form) is None or frame.tone not in {"any", deed.tone}:
        return False
    if frame.type == DEED:
        return frame.who == "T"
    if deed.type in {"AGREE", frame.type}:
        return False
    return not (deed.type == "ASSAULT" and frame.type in FAR_FETCHED and chance.random() < FAR_FETCHED_LEFT_OUT)


def _filled(frame: Frame, deed: Deed, actors: Sequence[str]) -> Example:
    marks = {"S": f"[S:{actors[0]}]", "T": f"[T:{actors[1]}]", "X": actors[2]}
    words = getattr(deed, frame.form).replace("{O}", marks[frame.who])
    text = frame.text.replace("{" + frame.form + "}", words)
    for name, mark in marks.items():
        text = text.replace("{" + name + "}", mark)
    plain, spans = unmarked(text[0].upper() + text[1:])
    event_type, mode, status = frame.type, None, frame.status
    if event_type == DEED:
        event_type, mode = deed.type, deed.mode
    if event_type in PROMISED and status == "planned":
        event_type, mode, status = "AGREE", None, "happened"
    return Example(
        text=plain,
        sources=tuple(spans["S"]),
        targets=tuple(spans["T"]),
        type=event_type,
        mode=mode,
        status=status,
        register="composed",
        desk="composed",
    )
