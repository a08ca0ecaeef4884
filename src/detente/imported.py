"""Where an imported event comes from: what the file of others says of it that an ``Event`` has no field for.

A part of the nouns (``model.py``), kept apart for its length. Nothing here is read into a series; it is kept so that a
row leads back to its file, and goes out again as it came in.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """How a file coded by others writes one side of an event: its country, and its sectors or roles, as they stand."""

    state: str | None = None
    roles: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a row of a file coded by others says beyond the event. ``dataset`` names its format, as icews.

    ``ids`` are the file's own: two where the rows of a meeting, one each way, are one event. ``code`` is the CAMEO code
    as the file has it, ``intensity`` and ``quad`` are on the file's own scales; ``mentions`` and ``documents`` are its
    counts; ``place``, ``district``, ``province`` go from narrow to wide; ``lat``, ``lon`` are degrees north and east.
    """

    dataset: str
    ids: tuple[str, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    code: str | None = None
    quad: int | None = None
    intensity: float | None = None
    source: Side = Side()
    target: Side = Side()
    mentions: int | None = None
    documents: int | None = None
    published: date | None = None
    place: str | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    urls: tuple[str, ...] = ()
    story: str | None = None
    sentence: str | None = None
