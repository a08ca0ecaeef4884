"""The tables of a store: which columns each has, how a noun becomes a row, and how a row becomes the noun again.

Noun_cos with parts (reports, quotations, claims, events, an article's mentions) are kept whole as JSON in the column
``record``; the columns beside it repeat what people filter and count by. Lists stand in one column, joined with ``|``:
a plain string can be grouped by everywhere, a list can not. Nothing is ever read back from such a joined column.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Generic, TypeVar

import pyarrow as pa
from pydantic import TypeAdapter

from detente.copy_rows import COLUMNS, copy_of_row
from detente.model import (
    Actor,
    ActorMention,
    Article,
    Claim,
    Coding,
    Event,
    EventReport,
    LeftOut,
    Quotation,
    Span,
    When,
    Where,
)

Noun_co = TypeVar("Noun_co", covariant=True)
Row = dict[str, object]

KEYS = {"id": pa.string(), "article": pa.string(), "chunk": pa.string(), "position": pa.int32()}
PARTIES = dict.fromkeys(("sources", "source_names", "targets", "target_names"), pa.string())
PLACE_IN_TEXT = {"start": pa.int32(), "end": pa.int32()}
OWN_COLUMNS = frozenset({"chunk", "position", "record"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """What a coding holds besides its reports, quotations and claims."""

    actors: tuple[ActorMention, ...]
    dates: tuple[When, ...]
    places: tuple[Where, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[Noun_co]):
    """One table: its columns, those that make the noun, the function that makes it, and the first format to have it."""

    name: str
    schema: pa.Schema
    made_of: tuple[str, ...]
    noun: Callable[..., Noun_co]
    since: int = 1
    group_rows: int | None = None  # most rows of a Parquet row group

    @property
    def flat(self) -> tuple[str, ...]:
        """The columns that a person reads in a notebook."""
        return tuple(name for name in self.schema.names if name not in OWN_COLUMNS)

    def batch(self, rows: Sequence[Row]) -> pa.RecordBatch:
        """The rows as Arrow; raises UnicodeEncodeError on half a surrogate pair, which no reader lets through."""
        return pa.RecordBatch.from_pylist(rows, schema=self.schema)


_MENTIONS = TypeAdapter(Mentions)
_REPORT = TypeAdapter(EventReport)
_QUOTATION = TypeAdapter(Quotation)
_CLAIM = TypeAdapter(Claim)
_EVENT = TypeAdapter(Event)
_ARTICLE_FIELDS = ("id", "given_id", "language", "published", "title", "publisher", "url", "text")


def _from(fields: Sequence[str], noun: Callable[..., Noun_co]) -> Callable[..., Noun_co]:
    return lambda *values: noun(**dict(zip(fields, values, strict=True)))


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


def _words(*names: str) -> dict[str, pa.DataType]:
    return dict.fromkeys(names, pa.string())


ARTICLES = Table(
    name="articles",
    schema=_schema(
        id=pa.string(),
        chunk=pa.string(),
        published=pa.date32(),
        **_words("given_id", "language", "title", "publisher", "url", "text"),
    ),
    made_of=_ARTICLE_FIELDS,
    noun=_from(_ARTICLE_FIELDS, Article),
)
MENTIONS = Table(
    name="mentions",
    schema=_schema(**_words("article", "chunk"), position=pa.int32(), record=pa.string()),
    made_of=("record",),
    noun=_MENTIONS.validate_json,
)
REPORTS = Table(
    name="reports",
    schema=_schema(
        **KEYS,
        **_words("type", "mode", "cameo", "status"),
        quad=pa.int32(),
        score=pa.float64(),
        confidence=pa.float64(),
        **PARTIES,
        first=pa.date32(),
        last=pa.date32(),
        **_words("basis", "place", "country"),
        **PLACE_IN_TEXT,
        record=pa.string(),
    ),
    made_of=("record",),
    noun=_REPORT.validate_json,
)
QUOTATIONS = Table(
    name="quotations",
    schema=_schema(
        **KEYS,
        **_words("kind", "speaker", "country"),
        confidence=pa.float64(),
        **PLACE_IN_TEXT,
        record=pa.string(),
    ),
    made_of=("record",),
    noun=_QUOTATION.validate_json,
)
CLAIMS = Table(
    name="claims",
    schema=_schema(
        **KEYS,
        **_words("stance", "claimant", "country", "report", "quotation", "proposition"),
        confidence=pa.float64(),
        **PLACE_IN_TEXT,
        record=pa.string(),
    ),
    made_of=("record",),
    noun=_CLAIM.validate_json,
)
COPIES = Table(
    name="copies",
    schema=_schema(
        **_words("article", "story", "copy_of"),
        similarity=pa.float64(),
        **_words("why", "origin", "derived_from", "record"),
    ),
    made_of=COLUMNS,
    noun=copy_of_row,
)
EVENTS = Table(
    name="events",
    schema=_schema(
        **_words("id", "type", "status"),
        score=pa.float64(),
        **PARTIES,
        mutual=pa.bool_(),
        first=pa.date32(),
        last=pa.date32(),
        independent_sources=pa.int32(),
        **_words("reports", "articles", "publishers", "record"),
    ),
    made_of=("record",),
    noun=_EVENT.validate_json,
)

# Readers open tables in this order and writers commit in the opposite one: what ``articles`` lets through is all there.
TABLES: tuple[Table[object], ...] = (ARTICLES, MENTIONS, REPORTS, QUOTATIONS, CLAIMS, COPIES, EVENTS)
CHILDREN: tuple[Table[object], ...] = (MENTIONS, REPORTS, QUOTATIONS, CLAIMS)
DERIVED: tuple[Table[object], ...] = (COPIES, EVENTS)


def article_row(article: Article, chunk: str) -> Row:
    """The row of ``articles``; it is what makes the article's other rows visible."""
    return dict(zip(_ARTICLE_FIELDS, attrgetter(*_ARTICLE_FIELDS)(article), strict=True)) | {"chunk": chunk}


def child_rows(table: Table[object], coding: Coding, chunk: str) -> list[Row]:
    """The rows of one child table for one article, in the order in which the coding has them."""
    if table is MENTIONS:
        record = Mentions(actors=coding.actors, dates=coding.dates, places=coding.places, left_out=coding.left_out)
        rows: Iterator[Row] = iter([{"record": _MENTIONS.dump_json(record).decode()}])
    elif table is REPORTS:
        rows = map(_report_row, coding.reports)
    elif table is QUOTATIONS:
        rows = map(_quotation_row, coding.quotations)
    else:
        rows = map(_claim_row, coding.claims)
    keys = {"article": coding.article.id, "chunk": chunk}
    return [{**row, **keys, "position": position} for position, row in enumerate(rows)]


def event_row(event: Event) -> Row:
    """The row of ``events``; ``mutual`` marks those whose parties all stand in ``sources``, as meetings have it."""
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status.value,
        "score": event.score,
        **_parties(event.sources, event.targets),
        "mutual": len(event.sources) > 1 and not event.targets,
        "first": event.first,
        "last": event.last,
        "independent_sources": event.independent_sources,
        "reports": _joined(event.reports),
        "articles": _joined(event.articles),
        "publishers": _joined(event.publishers),
        "record": _EVENT.dump_json(event).decode(),
    }


def _report_row(report: EventReport) -> Row:
    sources = [mention.actor for mention in report.sources]
    targets = [mention.actor for mention in report.targets]
    return {
        "id": report.id,
        "type": report.type,
        "mode": report.mode,
        "cameo": report.cameo,
        "status": report.status.value,
        "quad": report.quad,
        "score": report.score,
        "confidence": report.why.score,
        **_parties(sources, targets),
        "first": report.when.first,
        "last": report.when.last,
        "basis": report.when.basis.value,
        "place": report.where.name if report.where else None,
        "country": report.where.country if report.where else None,
        **_extent(report.spans),
        "record": _REPORT.dump_json(report).decode(),
    }


def _quotation_row(quotation: Quotation) -> Row:
    speaker, country = _named(quotation.speaker)
    return {
        "id": quotation.id,
        "kind": quotation.kind.value,
        "speaker": speaker,
        "country": country,
        "confidence": quotation.why.score,
        **_extent(quotation.content),
        "record": _QUOTATION.dump_json(quotation).decode(),
    }


def _claim_row(claim: Claim) -> Row:
    claimant, country = _named(claim.claimant)
    return {
        "id": claim.id,
        "stance": claim.stance.value,
        "claimant": claimant,
        "country": country,
        "report": claim.report,
        "quotation": claim.quotation,
        "proposition": claim.proposition.text,
        "confidence": claim.why.score,
        **_extent((claim.proposition,)),
        "record": _CLAIM.dump_json(claim).decode(),
    }


def _parties(sources: Iterable[Actor | None], targets: Iterable[Actor | None]) -> Row:
    row: Row = {}
    for side, actors in (("source", sources), ("target", targets)):
        known = list(filter(None, actors))
        row[f"{side}s"] = _joined(actor.country for actor in known if actor.country)
        row[f"{side}_names"] = _joined(actor.name for actor in known if actor.name)
    return row


def _joined(words: Iterable[str]) -> str | None:
    return "|".join(dict.fromkeys(word.replace("|", "/") for word in words)) or None


def _named(mention: ActorMention | None) -> tuple[str | None, str | None]:
    """The name by which a mention is found (the words themselves where none is known) and its country."""
    if mention is None:
        return None, None
    actor = mention.actor or Actor()
    return actor.name or mention.span.text, actor.country


def _extent(spans: Iterable[Span]) -> Row:
    ends = [end for span in spans for end in (span.start, span.end)]
    return {"start": min(ends, default=None), "end": max(ends, default=None)}
