"""The nouns: everything that flows through the house, from one article's words to a pair of states over time.

All are frozen, slotted, keyword-only dataclasses. ``None`` means "not found"; an empty string never does. Two small
parts are used everywhere: a ``Span`` says which characters, a ``Why`` says what decided and how sure it is. Ids are
content hashes made by ``content_id``: the same input gives the same id on every machine and in every order.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from detente.imported import Imported, Side
from detente.kinds import (
    Basis,
    Bound,
    Harm,
    OriginBasis,
    Period,
    PlaceUse,
    QuotationKind,
    Stance,
    Status,
    TimexType,
    Topic,
    Voice,
)  # fmt: skip
from detente.standing import Break, Cause, Month, Point, Reciprocity, Relation, Standing
from detente.tellings import Copy, Derivation, Disagreement, Held, Link, Origin

# The closed lists and the parts of events, copies and relations belong to the nouns: whoever needs one finds it here.
__all__ = [
    "Basis", "Bound", "Break", "Cause", "Copy", "Derivation", "Disagreement", "Harm", "Held", "Imported", "Link",
    "Month", "Origin", "OriginBasis", "Period", "PlaceUse", "Point", "QuotationKind", "Reciprocity", "Relation", "Side",
    "Stance", "Standing", "Status", "TimexType", "Topic", "Voice",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters ``start`` to ``end`` (not included) of an article; ``article.text[start:end] == text``, always."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What decided: the id of a rule or the name of a model, how sure it is (0 to 1), and on which words."""

    rule: str
    score: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text as published. ``given_id`` is the id that the input carried, if any; ``id`` is always ours."""

    id: str
    text: str
    given_id: str | None = None
    language: str | None = None
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who, once resolved, as of a day. ``country`` is ISO 3166 alpha-3 (Kosovo ``KOS``), None for world bodies."""

    country: str | None = None
    sector: str | None = None
    name: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that name someone. ``actor`` is None where someone is named but the text does not say who it is."""

    span: Span
    actor: Actor | None
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Days ``first`` to ``last``, both included, or None (a bare duration); no ``span`` if only publication tells them.

    ``type`` and ``value`` are TIMEX3's.
    """

    first: date | None
    last: date | None
    basis: Basis
    type: TimexType | None = None
    value: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place, with degrees north and east where known."""

    name: str
    span: Span
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    use: PlaceUse = PlaceUse.LITERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """People killed or injured in an act, as one article counts them.

    ``number`` is None where the words give none ("dozens"); ``bound`` says how the words limit it ("at least 26").
    """

    harm: Harm
    number: int | None
    bound: Bound
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """One article's telling of who did what to whom. ``score`` is the intensity (-10 to 10) of type and mode.

    Compound actors are lists; symmetric meetings put all parties in ``sources``. ``why.score`` is the confidence.
    ``spans`` are the words that carry the event; the first is the trigger. ``told_by`` is the source whose ``voice``
    it is; None where the article itself tells it, or names nobody.
    """

    id: str
    article: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    score: float
    sources: tuple[ActorMention, ...]
    targets: tuple[ActorMention, ...]
    when: When
    where: Where | None
    status: Status
    spans: tuple[Span, ...]
    why: Why
    casualties: tuple[Casualties, ...] = ()
    voice: Voice = Voice.ARTICLE
    told_by: ActorMention | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words attributed to someone; ``speaker`` is None where the text names none."""

    id: str
    article: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    speaker: ActorMention | None
    kind: QuotationKind
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Someone asserts, denies or doubts that something is so; never a verdict on whether it is.

    ``accuses`` marks an assertion that charges somebody, ``about``, with a wrong; ``claimant`` is None where the words
    name nobody ("allegedly").
    """

    id: str
    article: str
    proposition: Span
    claimant: ActorMention | None
    stance: Stance
    report: str | None
    quotation: str | None
    why: Why
    about: ActorMention | None = None
    accuses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Claims about one proposition of which not all have the same stance, the earliest first; no verdict."""

    id: str
    claims: tuple[Claim, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Words that were seen and not coded, and the reason in a word or two."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """All that was found in one article, and what was seen but not coded, with the reason."""

    article: Article
    actors: tuple[ActorMention, ...] = ()
    dates: tuple[When, ...] = ()
    places: tuple[Where, ...] = ()
    reports: tuple[EventReport, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    claims: tuple[Claim, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """The type of what given sources did to given targets; ``type`` is None where the words say nothing of it."""

    type: str | None
    quad: int | None
    status: Status | None
    scores: dict[str, float]
    why: Why | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening, and every telling of it. ``score`` is the mean intensity of its reports.

    ``independent_sources`` counts tellings that are not copies of one another, one an owner of publishers. ``links``
    say why each report but the first is of it, ``disagreements`` what its tellings do not agree on. ``imported`` is
    None for an event that was linked from reports; an imported one has no reports, and no ``type`` where its code has
    none. ``confidence`` is that of the surest report, 0 to 1; None where nobody says, as in tables of others.
    """

    id: str
    type: str | None
    status: Status
    score: float
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    first: date | None
    last: date | None
    reports: tuple[str, ...]
    articles: tuple[str, ...]
    publishers: tuple[str, ...]
    independent_sources: int
    links: tuple[Link, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    imported: Imported | None = None
    confidence: float | None = None


def content_id(*parts: object) -> str:
    """Sixteen hexadecimal digits that depend on the parts alone. Example: content_id("a", None) -> "a7d8…"."""
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def span_of(text: str, start: int, end: int) -> Span:
    """The span of ``text`` from ``start`` to ``end``; the only way that finders make one, so that it is true."""
    return Span(start=start, end=end, text=text[start:end])
