"""A parsed article with its reports and quotations in, claims out: who asserts, denies or doubts that something is so.

Claims stand at four kinds of words: words of blame ("accused Chile of theft", "called the vote a fraud", "allegations
of"), verbs that brush a charge aside ("dismissed the allegations"), hedges ("allegedly"), and the cues of quotations
("claimed", "doubts"), where the quoted words themselves may charge or deny ("said it had not fired", "called the report
baseless"). Who is right is never decided here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from detente.coding.charge_names import ChargeNames
from detente.coding.charge_nouns import ChargeNouns
from detente.coding.charges import Charges
from detente.coding.claim_words import ClaimWords
from detente.coding.denials import Denials
from detente.coding.held import Held, Phrases
from detente.coding.quoted_claims import QuotedClaims
from detente.coding.reproaches import Reproaches
from detente.coding.rules import EventRules
from detente.coding.status import is_question
from detente.coding.tree import Parse, Token
from detente.lexicon import Lexicon
from detente.model import ActorMention, Claim, EventReport, Quotation, Span, Stance, Why, content_id

# How sure a claim is that rests on a trigger without a report.
UNREPORTED = 0.6


def find_claims(
    parse: Parse,
    actors: Sequence[ActorMention],
    reports: Sequence[EventReport],
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
    article: str,
) -> tuple[Claim, ...]:
    """The claims of one article in the order of the text; of two on the same words the one that tells more."""
    phrases = Phrases(parse, actors, lexicon.words("claims", ClaimWords))
    quoted = QuotedClaims(phrases, quotations)
    rules = lexicon.built("event rules", EventRules, EventRules)
    beside = [_spoken(each, quoted) for each in _beside(phrases, rules)]
    told = sorted(beside, key=lambda each: -each.trigger.index)
    beside = [_same_charge(each, told, phrases.words, parse) for each in beside]
    held = _each_once([*beside, *quoted.held(beside)])
    claims = [_claim(each, reports, quotations, article) for each in held]
    unique = {claim.id: claim for claim in claims}
    return tuple(sorted(unique.values(), key=lambda claim: (claim.proposition.start, claim.id)))


def _beside(phrases: Phrases, rules: EventRules) -> Iterator[Held]:
    """What is charged or denied at words of blame and denial, in the sentences of the body that are no questions."""
    charges, nouns, names = Charges(phrases, rules), ChargeNouns(phrases), ChargeNames(phrases)
    denials, reproaches = Denials(phrases), Reproaches(phrases)
    for sentence in phrases.parse.body_sentences():
        if not is_question(phrases.parse, sentence):
            denied = list(denials.within(sentence))
            taken = {each.trigger.index for each in denied}
            yield from denied
            yield from (each for each in charges.at_rules(sentence) if each.trigger.index not in taken)
            yield from charges.at_verbs(sentence)
            yield from charges.at_torn(sentence)
            yield from names.within(sentence)
            yield from nouns.within(sentence)
            yield from reproaches.within(sentence)


def _same_charge(held: Held, told: Iterable[Held], words: ClaimWords, parse: Parse) -> Held:
    """ "The allegation that …" is held by whoever raised the charge that was told shortly before."""
    is_noun = held.rule == "charge.noun" and held.claimant is None
    if not is_noun or not any(each.lemma in words.pointing for each in parse.children(held.trigger)):
        return held
    for other in told:
        near = 0 <= held.trigger.sentence - other.trigger.sentence <= 1 and other.trigger.index < held.trigger.index
        if other.accuses and near and other.claimant is not None:
            return replace(held, claimant=other.claimant)
    return held


def _spoken(held: Held, quoted: QuotedClaims) -> Held:
    """What "I" and "we" hold in a quotation is its speaker's, and so is the doubt for want of evidence."""
    if held.claimant is not None:
        own = quoted.speaker_around(held.trigger) if held.claimant.span.text.lower() in quoted.firsts else None
        return replace(held, claimant=own or held.claimant)
    if held.stance == Stance.ASSERTS:
        return held
    return replace(held, claimant=quoted.speaker_around(held.trigger))


def _each_once(held: Iterable[Held]) -> list[Held]:
    """Of claims of one stance on the same words by the same claimant the first; nobody's only where nobody holds it."""
    kept: list[Held] = []
    for each in sorted(held, key=lambda each: (each.rule == "hedge", each.claimant is None)):
        if not any(_repeats(each, other) for other in kept):
            kept.append(each)
    return kept


def _repeats(held: Held, other: Held) -> bool:
    if held.stance != other.stance or (other.quotation and not other.accuses and held.accuses):
        return False
    if not _overlap(held.proposition, other.proposition) and held.trigger.index != other.trigger.index:
        return False
    if held.trigger.index == other.trigger.index and held.rule == other.rule:
        return False
    if held.claimant is None or other.claimant is None:
        return held.claimant is None
    return _overlap(held.claimant.span, other.claimant.span)


def _claim(held: Held, reports: Sequence[EventReport], quotations: Sequence[Quotation], article: str) -> Claim:
    trigger, claimant, beside = held.trigger, held.claimant, held.quotation
    report = next((each for each in reports if each.spans[0].start == trigger.start), None)
    span = Span(start=trigger.start, end=trigger.end, text=trigger.text)
    score = report.why.score if report else UNREPORTED
    if beside is None:
        beside = next((each for each in quotations if _stands_in(trigger, each.cue)), None)
    else:
        inside = (each for each in reports if _within(each.spans[0], held.proposition))
        report, score = report or next(inside, None), beside.why.score
    return Claim(
        id=content_id(
            "claim", article, span.start, held.proposition.start, held.stance, *map(_start, (claimant, held.about))
        ),
        article=article,
        proposition=held.proposition,
        claimant=claimant,
        stance=held.stance,
        report=report.id if report else None,
        quotation=beside.id if beside else None,
        why=Why(rule=held.rule, score=score, spans=held.quotation.cue if held.quotation else (span,)),
        about=held.about,
        accuses=held.accuses,
    )


def _stands_in(trigger: Token, cue: Iterable[Span]) -> bool:
    return any(each.start < trigger.end and trigger.start < each.end for each in cue)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start < other.end


def _start(mention: ActorMention | None) -> int | None:
    return mention.span.start if mention else None
