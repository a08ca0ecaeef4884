"""What joins the tellings of one happening and what parts them: the small nouns that an ``Event`` carries."""

from dataclasses import dataclass

from detente.kinds import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why a report is of an event: what it was compared with, how alike the two are (0 to 1), and in words why."""

    report: str
    to: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One value, as a person reads it, and the reports that tell it so."""

    value: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Values that can not all be true, or are not all told by the same: side by side, most told first; no verdict."""

    about: Topic
    values: tuple[Held, ...]
