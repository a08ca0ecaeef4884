"""The nouns as the JSON rows that scripts rely on: one function a noun, from dataclass to plain dictionary.

Dates are ISO strings, offsets count characters of ``article.text``, what is absent is None.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict

from detente.changes import Change
from detente.model import (
    Actor,
    ActorMention,
    Article,
    Casualties,
    Claim,
    Classified,
    Coding,
    Copy,
    Derivation,
    Dispute,
    EventReport,
    LeftOut,
    Origin,
    Quotation,
    Relation,
    Span,
    When,
    Where,
)

Value = str | int | float | bool | None | Sequence["Value"] | dict[str, "Value"]
Row = dict[str, Value]


def json_line(row: Row) -> str:
    """One row as one line of JSON, without its line break; characters stay as they are."""
    return json.dumps(row, ensure_ascii=False)


def coding_row(coding: Coding) -> Row:
    """One article with all that was found in it."""
    return {
        "article": article_row(coding.article),
        "actors": [actor_mention_row(each) for each in coding.actors],
        "dates": [date_row(each) for each in coding.dates],
        "places": [place_row(each) for each in coding.places],
        "reports": [report_row(each) for each in coding.reports],
        "quotations": [quotation_row(each) for each in coding.quotations],
        "claims": [claim_row(each) for each in coding.claims],
        "left_out": [left_out_row(each) for each in coding.left_out],
    }


def article_row(article: Article) -> Row:
    """An article's text and what is known of its publication."""
    return {
        "id": article.id,
        "given_id": article.given_id,
        "title": article.title,
        "published": day_text(article.published),
        "publisher": article.publisher,
        "url": article.url,
        "language": article.language,
        "text": article.text,
    }


def actor_mention_row(mention: ActorMention) -> Row:
    """A mention with its characters and what decided."""
    return {**_offsets(mention.span), **actor_row(mention.actor), "why": mention.why.rule, "score": mention.why.score}


def date_row(when: When) -> Row:
    """A time expression with its TIMEX3 type and value and the days it covers."""
    return {
        **(_offsets(when.span) if when.span else {"start": None, "end": None, "text": None}),
        "type": when.type,
        "value": when.value,
        **_days(when),
    }


def place_row(where: Where) -> Row:
    """A place name with what it most likely means."""
    return {
        **_offsets(where.span),
        "name": where.name,
        "country": where.country,
        "lat": where.lat,
        "lon": where.lon,
        "geonames": where.geonames,
        "use": where.use,
    }


def report_row(report: EventReport) -> Row:
    """One telling of an event; ``start`` and ``end`` are its trigger's, ``content`` the words that it is about."""
    return {
        "id": report.id,
        "article": report.article,
        "type": report.type,
        "mode": report.mode,
        "contexts": list(report.contexts),
        "cameo": report.cameo,
        "quad": report.quad,
        "score": report.score,
        "sources": [_party(each) for each in report.sources],
        "targets": [_party(each) for each in report.targets],
        "when": _days(report.when),
        "where": {"name": report.where.name, "country": report.where.country} if report.where else None,
        "status": report.status,
        "confidence": report.why.score,
        "start": report.spans[0].start,
        "end": report.spans[0].end,
        "text": report.spans[0].text,
        "content": [[span.start, span.end] for span in report.spans[1:]],
        "casualties": [_casualties(each) for each in report.casualties],
        "voice": report.voice,
        "told_by": _party(report.told_by) if report.told_by else None,
        "why": report.why.rule,
    }


def _casualties(casualties: Casualties) -> Row:
    return {
        "harm": casualties.harm,
        "number": casualties.number,
        "bound": casualties.bound,
        **_offsets(casualties.span),
    }


def quotation_row(quotation: Quotation) -> Row:
    """Attributed words as lists of offsets, with their speaker."""
    return {
        "id": quotation.id,
        "article": quotation.article,
        "content": [[span.start, span.end] for span in quotation.content],
        "cue": [[span.start, span.end] for span in quotation.cue],
        "speaker": _party(quotation.speaker) if quotation.speaker else None,
        "kind": quotation.kind,
        "confidence": quotation.why.score,
        "why": quotation.why.rule,
    }


def claim_row(claim: Claim) -> Row:
    """A claim with the words of its proposition."""
    return {
        "id": claim.id,
        "article": claim.article,
        "proposition": claim.proposition.text,
        "claimant": _party(claim.claimant) if claim.claimant else None,
        "stance": claim.stance,
        "accuses": claim.accuses,
        "about": _party(claim.about) if claim.about else None,
        "report": claim.report,
        "quotation": claim.quotation,
        "start": claim.proposition.start,
        "end": claim.proposition.end,
        "confidence": claim.why.score,
        "why": claim.why.rule,
    }


def dispute_row(dispute: Dispute) -> Row:
    """A contested claim: its days and articles, and the claims of each side."""
    sides: dict[str, list[Value]] = {}
    for claim in dispute.claims:
        sides.setdefault(claim.stance.value, []).append(claim_row(claim))
    return {
        "id": dispute.id,
        "first": day_text(dispute.first),
        "last": day_text(dispute.last),
        "articles": sorted({each.article for each in dispute.claims}),
        "sides": [{"stance": stance, "claims": claims} for stance, claims in sorted(sides.items())],
    }


def left_out_row(left_out: LeftOut) -> Row:
    """Words that were seen and not coded."""
    return {"start": left_out.span.start, "end": left_out.span.end, "reason": left_out.reason}


def change_row(change: Change) -> Row:
    """A line of the audit trail."""
    return {
        "time": change.time,
        "what": change.what,
        "given_id": change.given_id,
        "old": change.old,
        "new": change.new,
        "reason": change.reason,
    }


def copy_row(copy: Copy, given_id: str | None) -> Row:
    """An article's story, and what it repeats."""
    return {
        "article": copy.article,
        "given_id": given_id,
        "story": copy.story,
        "copy_of": copy.copy_of,
        "similarity": copy.similarity,
        "why": copy.why,
        "origin": None if copy.origin is None else _plain(copy.origin),
        "derived": [_plain(each) for each in copy.derived],
    }


def _plain(part: Origin | Derivation) -> Row:
    return dict(asdict(part))


def relation_row(relation: Relation) -> Row:
    """A pair in one period; ``events`` is their number, ``event_ids`` leads to them."""
    return {
        "source": relation.source,
        "target": relation.target,
        "period": day_text(relation.first),
        "last": day_text(relation.last),
        "events": len(relation.events),
        "independent_reports": relation.independent_reports,
        "cooperation": relation.cooperation,
        "conflict": relation.conflict,
        "temperature": relation.temperature,
        "lower": relation.lower,
        "upper": relation.upper,
        "low_point": relation.low_point,
        "high_point": relation.high_point,
        "break": relation.is_break,
        "directed": relation.directed,
        "event_ids": list(relation.events),
    }


def classified_row(given_id: str | None, classified: Classified) -> Row:
    """The answer to one row of ``detente classify``."""
    return {
        "id": given_id,
        "type": classified.type,
        "quad": classified.quad,
        "status": classified.status,
        "scores": dict(classified.scores),
        "why": classified.why.rule if classified.why else None,
    }


def _offsets(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}


def actor_row(actor: Actor | None) -> Row:
    """Country, sector and name, each None where it is not known."""
    if actor is None:
        return {"country": None, "sector": None, "name": None}
    return {"country": actor.country, "sector": actor.sector, "name": actor.name}


def _party(mention: ActorMention) -> Row:
    return {**actor_row(mention.actor), **_offsets(mention.span)}


def _days(when: When) -> Row:
    return {"first": day_text(when.first), "last": day_text(when.last), "basis": when.basis}


def day_text(day: object) -> str | None:
    """A day in ISO form; None for none."""
    return None if day is None else str(day)
