"""A coding in, the marks of its article's text out: what was left out, quotations, places, dates, actors and triggers.

Reports that share a trigger share one mark. ``excerpt`` is the stretch of text around one report, for pages that show a
telling without its article; it ends at sentences as punctuation tells them, so an abbreviation may cut it short.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from detente.model import ActorMention, Article, Coding, EventReport, LeftOut, Quotation, Span, When, Where
from detente.web import wording
from detente.web.marks import Kind, Mark, Segment, split

SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*\s+|\n")

# Words that were passed over one by one are marked with a sign; the reason of a longer passage stands before it.
SHORT = 3
PASSED_OVER = "×"

# Characters of an excerpt: some four lines of a page on either side of the words.
REACH = 320


def marked_text(coding: Coding) -> list[Segment]:
    """The whole text of an article, in segments."""
    marks = [
        *map(_left_out, coding.left_out),
        *(mark for number, each in enumerate(coding.quotations, 1) for mark in _quotation(each, number)),
        *map(_place, coding.places),
        *(_date(each, each.span) for each in coding.dates if each.span),
        *map(_actor, coding.actors),
        *triggers(coding.reports),
    ]
    return split(coding.article.text, marks)


def triggers(reports: Iterable[EventReport]) -> Iterator[Mark]:
    """One mark for each stretch of words that carries events; it leads to the row of the first."""
    shared: dict[tuple[int, int], list[EventReport]] = defaultdict(list)
    for report in reports:
        if report.spans:
            shared[report.spans[0].start, report.spans[0].end].append(report)
    for (start, end), told in shared.items():
        yield Mark(
            kind=Kind.TRIGGER,
            start=start,
            end=end,
            label="\n".join(map(_telling, told)),
            note=", ".join(dict.fromkeys(each.type for each in told)),
            anchor=trigger_anchor(told[0]),
            leads_to=f"report-{told[0].id}",
            tone=f"quad-{told[0].quad}",
        )


def trigger_anchor(report: EventReport) -> str | None:
    """The place on the article's page where a report's trigger stands; None for a report without words."""
    return f"trigger-{report.spans[0].start}-{report.spans[0].end}" if report.spans else None


def excerpt(article: Article, report: EventReport) -> list[Segment]:
    """The sentences that hold a report's words, with its parties and its trigger marked; none without words."""
    if not report.spans:
        return []
    start, end = _sentences(article.text, report.spans)
    (trigger,) = triggers([report])
    parties = [_actor(each) for each in (*report.sources, *report.targets)]
    # An excerpt is no place to come back to.
    return split(article.text, [*parties, replace(trigger, anchor=None, leads_to=None)], start, end)


def _sentences(text: str, spans: tuple[Span, ...]) -> tuple[int, int]:
    """From the end of the sentence before the words to the end of the one they stand in, not farther than the reach."""
    first, last = spans[0].start, spans[0].end
    near = [span for span in spans if first - REACH <= span.start and span.end <= last + REACH]
    first, last = min(span.start for span in near), max(span.end for span in near)
    earliest, latest = max(first - REACH, 0), min(last + REACH, len(text))
    start = max((each.end() for each in SENTENCE_END.finditer(text, earliest, first)), default=earliest)
    found = SENTENCE_END.search(text, last, latest)
    end = found.end() if found else latest
    stretch = text[start:end]
    return end - len(stretch.lstrip()), start + len(stretch.rstrip())


def _telling(report: EventReport) -> str:
    return (
        f"{wording.kind(report.type, report.mode)}: {wording.who(report)}, {report.status}, "
        f"confidence {report.why.score:.2f}, decided by {report.why.rule}"
    )


def left_out_anchor(left_out: LeftOut) -> str:
    """The place on the article's page where words that were left out stand."""
    return f"left-out-{left_out.span.start}-{left_out.span.end}"


def _left_out(left_out: LeftOut) -> Mark:
    is_short = len(left_out.span.text.split()) <= SHORT
    return Mark(
        kind=Kind.LEFT_OUT,
        start=left_out.span.start,
        end=left_out.span.end,
        label=f"Not coded: {left_out.reason}",
        note=PASSED_OVER if is_short else left_out.reason,
        anchor=left_out_anchor(left_out),
        tone="short" if is_short else None,
    )


def _quotation(quotation: Quotation, number: int) -> Iterator[Mark]:
    speaker = wording.mentioned(quotation.speaker) if quotation.speaker else wording.UNNAMED
    for place, span in enumerate(quotation.content):
        yield Mark(
            kind=Kind.QUOTATION,
            start=span.start,
            end=span.end,
            label=f"Quotation {number}, {quotation.kind}, by {speaker}",
            note=str(number),
            anchor=f"quoted-{quotation.id}" if place == 0 else None,
            leads_to=f"quotation-{quotation.id}",
        )


def _place(where: Where) -> Mark:
    country = f", {wording.country(where.country)}" if where.country else ""
    label = f"Place: {where.name}{country} ({where.use})"
    return Mark(kind=Kind.PLACE, start=where.span.start, end=where.span.end, label=label)


def _date(when: When, span: Span) -> Mark:
    told = wording.days(when.first, when.last) if when.first else when.value or "no day"
    return Mark(kind=Kind.DATE, start=span.start, end=span.end, label=f"Date: {told} ({when.basis})")


def _actor(mention: ActorMention) -> Mark:
    told = wording.mentioned(mention) if mention.actor else "not resolved"
    return Mark(
        kind=Kind.ACTOR,
        start=mention.span.start,
        end=mention.span.end,
        label=f"Actor: {told}, decided by {mention.why.rule}",
        tone=None if mention.actor else "unresolved",
    )
