"""A coding as sheets of short cells, ready for a table: events, quotations, claims, and what was left out and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.model import ActorMention, Coding, EventReport, Span, When

# Characters of quoted or left-out words that a cell shows.
LONGEST_CELL = 90


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, its columns and its rows of cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def coding_sheets(coding: Coding, *, explain: bool) -> list[Sheet]:
    """The four sheets of an article; ``explain`` adds below the words what decided each row, and where."""
    return [
        Sheet(
            "events", ("date", "source", "type", "target", "status", "conf.", "words"), _events(coding, explain=explain)
        ),
        Sheet("quotations", ("speaker", "kind", "cue", "words", "conf."), _quotations(coding, explain=explain)),
        Sheet("claims", ("claimant", "stance", "proposition", "conf."), _claims(coding, explain=explain)),
        Sheet("left out", ("reason", "words"), _left_out(coding, explain=explain)),
    ]


def _events(coding: Coding, *, explain: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            _date(report.when),
            _parties(report.sources),
            report.type if report.mode is None else f"{report.type} {report.mode}",
            _parties(report.targets),
            report.status,
            f"{report.why.score:.2f}",
            _around(coding.article.text, report) + (_event_reason(report) if explain else ""),
        )
        for report in coding.reports
    )


def _quotations(coding: Coding, *, explain: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            _party(quotation.speaker) if quotation.speaker else "–",
            quotation.kind,
            " … ".join(_short(span.text) for span in quotation.cue) or "–",
            " … ".join(_short(span.text) for span in quotation.content)
            + (_reason(quotation.why.rule, quotation.content) if explain else ""),
            f"{quotation.why.score:.2f}",
        )
        for quotation in coding.quotations
    )


def _claims(coding: Coding, *, explain: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            _party(claim.claimant) if claim.claimant else "–",
            claim.stance,
            _short(claim.proposition.text) + (_reason(claim.why.rule, (claim.proposition,)) if explain else ""),
            f"{claim.why.score:.2f}",
        )
        for claim in coding.claims
    )


def _left_out(coding: Coding, *, explain: bool) -> tuple[tuple[str, ...], ...]:
    """One row a passage to explain; else one row a reason, with its passages side by side."""
    if explain:
        return tuple((each.reason, f"{_short(each.span.text)}  {_places((each.span,))}") for each in coding.left_out)
    by_reason: dict[str, list[str]] = {}
    for each in coding.left_out:
        by_reason.setdefault(each.reason, []).append(_short(each.span.text))
    return tuple((reason, " · ".join(passages)) for reason, passages in by_reason.items())


def _event_reason(report: EventReport) -> str:
    """The rule of the event and its trigger, then what decided each actor."""
    actors = [
        f"\n  {each.span.text!r} {_places((each.span,))}: {each.why.rule}"
        for each in (*report.sources, *report.targets)
    ]
    trigger = report.spans[0]
    return f"{_reason(report.why.rule, (trigger,))} {trigger.text!r}, cameo {report.cameo}{''.join(actors)}"


def _reason(rule: str, spans: Sequence[Span]) -> str:
    return f"\n  why: {rule} at {_places(spans)}"


def _date(when: When) -> str:
    """The day or days; a day that only the publication gives is marked with ``~``."""
    if when.first is None:
        return "–"
    days = str(when.first) if when.first == when.last else f"{when.first}\n– {when.last}"
    return days if when.span else f"~{days}"


def _parties(mentions: Sequence[ActorMention]) -> str:
    return ", ".join(map(_party, mentions)) or "–"


def _party(mention: ActorMention) -> str:
    """The words, and in brackets the country and sector that they were read as."""
    actor = mention.actor
    codes = "/".join(part for part in (actor.country, actor.sector) if part) if actor else ""
    return f"{_short(mention.span.text)} [{codes or '?'}]"


def _around(text: str, report: EventReport) -> str:
    """The words from the first of the event's parts to the last, shortened."""
    spans: list[Span] = [*report.spans[:1], *(each.span for each in (*report.sources, *report.targets))]
    sentence_start, sentence_end = min(span.start for span in spans), max(span.end for span in spans)
    trigger = report.spans[0]
    if sentence_end - sentence_start > 2 * LONGEST_CELL:
        sentence_start, sentence_end = max(trigger.start - 40, 0), min(trigger.end + 50, len(text))
    return _short(text[sentence_start:sentence_end], 2 * LONGEST_CELL)


def _short(words: str, longest: int = LONGEST_CELL) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= longest else f"{joined[: longest - 1].rstrip()}…"


def _places(spans: Sequence[Span]) -> str:
    return ", ".join(f"{span.start}–{span.end}" for span in spans)
