"""Event reports and quotations in, claims out: who asserts, denies or doubts that something is so.

An accusation is an assertion of its content; a quotation with a cue such as "claimed" or "denied" is one of its words.
Who is right is never decided here.
"""

from collections.abc import Iterator, Sequence

from detente.coding.rules import EventRules
from detente.lexicon import Lexicon, Words
from detente.model import Claim, EventReport, Quotation, QuotationKind, Span, Stance, Status, Why, content_id


class ClaimWords(Words):
    """The shape of ``claims.yaml``: the forms of cue words by the stance that they tell."""

    asserts: list[str]
    denies: list[str]
    doubts: list[str]
    negations: list[str]


def find_claims(reports: Sequence[EventReport], quotations: Sequence[Quotation], lexicon: Lexicon) -> tuple[Claim, ...]:
    """The claims in the reports and the quotations of one article, in the order of the text."""
    claims = [*_of_reports(reports, quotations, lexicon)]
    held = {(claim.proposition.start, claim.stance) for claim in claims}
    told = {claim.quotation for claim in claims}
    quoted = _of_quotations([each for each in quotations if each.id not in told], reports, lexicon)
    claims.extend(claim for claim in quoted if (claim.proposition.start, claim.stance) not in held)
    return tuple(sorted(claims, key=lambda claim: (claim.proposition.start, claim.id)))


def _of_reports(reports: Sequence[EventReport], quotations: Sequence[Quotation], lexicon: Lexicon) -> Iterator[Claim]:
    rules = lexicon.built("event rules", EventRules, EventRules)
    for report in reports:
        rule = rules.by_id.get(report.why.rule)
        stance = rule.stance if rule else None
        if stance is None or len(report.spans) < 2 or report.status == Status.DENIED:
            continue
        beside = next((each for each in quotations if _overlaps(each, report.spans[0])), None)
        proposition = report.spans[1]
        yield Claim(
            id=content_id("claim", report.article, proposition.start, proposition.end, stance),
            article=report.article,
            proposition=proposition,
            claimant=report.sources[0],
            stance=stance,
            report=report.id,
            quotation=beside.id if beside else None,
            why=Why(rule=report.why.rule, score=report.why.score, spans=report.spans[:1]),
        )


def _of_quotations(
    quotations: Sequence[Quotation], reports: Sequence[EventReport], lexicon: Lexicon
) -> Iterator[Claim]:
    words = lexicon.words("claims", ClaimWords)
    for quotation in quotations:
        stance = _stance(quotation.cue, words)
        if stance is None or quotation.kind == QuotationKind.DIRECT or quotation.speaker is None:
            continue
        proposition = max(quotation.content, key=lambda span: span.end - span.start)
        inside = (each for each in reports if proposition.start <= each.spans[0].start < proposition.end)
        report = next(inside, None)
        yield Claim(
            id=content_id("claim", quotation.article, proposition.start, proposition.end, stance),
            article=quotation.article,
            proposition=proposition,
            claimant=quotation.speaker,
            stance=stance,
            report=report.id if report else None,
            quotation=quotation.id,
            why=Why(rule=f"cue.{stance}", score=quotation.why.score, spans=quotation.cue),
        )


def _stance(cue: Sequence[Span], words: ClaimWords) -> Stance | None:
    said = {word for span in cue for word in span.text.lower().split()}
    if said & set(words.negations):
        return None
    for stance, forms in (
        (Stance.DENIES, words.denies),
        (Stance.DOUBTS, words.doubts),
        (Stance.ASSERTS, words.asserts),
    ):
        if said & set(forms):
            return stance
    return None


def _overlaps(quotation: Quotation, trigger: Span) -> bool:
    return any(cue.start < trigger.end and trigger.start < cue.end for cue in quotation.cue)
