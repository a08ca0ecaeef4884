"""What joins the tellings of one happening and what parts them: copies, and the nouns that an ``Event`` carries."""

from dataclasses import dataclass

from detente.kinds import OriginBasis, Topic


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article comes from: an agency or outlet by name, an article of the store, or both.

    ``text`` are the words that name it, at ``start`` to ``end`` of the article ``said_in``; all None where no words do.
    """

    name: str | None
    article: str | None
    basis: OriginBasis
    said_in: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A sentence, at ``start`` to ``end``, that repeats or rewords one of the earlier article ``origin``."""

    start: int
    end: int
    origin: str
    origin_start: int
    origin_end: int
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An article's story and why it is of it, and the article whose words it repeats, with the share that both have.

    ``origin`` is where it comes from as far as it or what it copies tells; ``derived`` are its sentences that come from
    other articles, empty for a whole copy.
    """

    article: str
    story: str
    copy_of: str | None
    similarity: float | None
    why: str | None = None
    origin: Origin | None = None
    derived: tuple[Derivation, ...] = ()
