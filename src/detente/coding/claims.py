"""A parsed article with its reports and quotations in, claims out: who asserts, denies or doubts that something is so.

Claims stand at four kinds of words: triggers of rules that charge or deny ("accused Chile of theft", "denied having
fired"), verbs that brush a charge aside ("dismissed the allegations"), hedges ("allegedly"), and the cues of quotations
("claimed", "doubts"), where the quoted words themselves may charge or deny ("said it had not fired", "called the report
baseless"). Who is right is never decided here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.coding.arguments import NamedParts, is_somebody
from detente.coding.denials import ClaimWords, charges_others, denies_itself, denying_verbs, hedges, stance_of
from detente.coding.rules import EventRules
from detente.coding.status import is_question
from detente.coding.tree import Parse, Token
from detente.coding.triggers import Match, find_matches
from detente.lexicon import Lexicon
from detente.model import (
    ActorMention,
    Claim,
    EventReport,
    Quotation,
    QuotationKind,
    Span,
    Stance,
    Why,
    content_id,
    span_of,
)

# What is charged stands after these, where no clause tells it: "accused of theft", "condemned for the raid".
CHARGES = ("of", "for", "over", "as", "with", "in", "about")
# How sure a claim is that rests on a trigger without a report.
UNREPORTED = 0.6
UNKNOWN = Why(rule="claimant.words", score=0.4)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the words tell of a claim before it is put together."""

    trigger: Token
    stance: Stance
    claimant: ActorMention | None
    about: ActorMention | None
    proposition: Span
    accuses: bool
    rule: str


def find_claims(
    parse: Parse,
    actors: Sequence[ActorMention],
    reports: Sequence[EventReport],
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
    article: str,
) -> tuple[Claim, ...]:
    """The claims of one article in the order of the text; of two on the same words the one that tells more."""
    finder = _Finder(parse, actors, lexicon)
    claims = [_claim(each, reports, quotations, article) for each in finder.held()]
    held = {(claim.proposition.start, claim.stance) for claim in claims}
    told = {claim.quotation for claim in claims if claim.quotation}
    for quotation in quotations:
        claim = _of_quotation(quotation, parse, reports, lexicon) if quotation.id not in told else None
        if claim is not None and (claim.proposition.start, claim.stance) not in held:
            claims.append(claim)
    unique = {claim.id: claim for claim in claims}
    return tuple(sorted(unique.values(), key=lambda claim: (claim.proposition.start, claim.id)))


class _Finder:
    """Finds the claims that stand at triggers, in one article."""

    def __init__(self, parse: Parse, actors: Sequence[ActorMention], lexicon: Lexicon) -> None:
        self._parse = parse
        self._parts = NamedParts(parse, actors)
        self._rules = lexicon.built("event rules", EventRules, EventRules)
        self._words = lexicon.words("claims", ClaimWords)

    def held(self) -> Iterator[_Held]:
        """What is charged or denied in the sentences of the body that are no questions."""
        for sentence in self._parse.body_sentences():
            if is_question(self._parse, sentence):
                continue
            taken: set[int] = set()
            for matches in find_matches(self._parse, self._rules, sentence):
                found = list(self._at(matches))
                taken.update(each.trigger.index for each in found)
                yield from found
            for verb, noun in denying_verbs(self._parse, sentence, self._words):
                if verb.index not in taken:
                    yield from self._brushed_aside(verb, noun)
            for hedge, head in hedges(self._parse, sentence, self._words):
                yield self._held(hedge, Stance.ASSERTS, None, None, self._span_below(head), "hedge")

    def _at(self, matches: Sequence[Match]) -> Iterator[_Held]:
        match = next((each for each in matches if each.rule.stance), matches[0])
        rule, frame = match.rule, match.frame
        charges = rule.type in self._words.accusing_types and rule.id not in self._words.not_claims
        if (rule.stance is None and not charges) or self._is_negated(frame.trigger):
            return
        proposition = self._proposition(match)
        told = self._parts.named_by(match.target_heads())
        if proposition is None or (rule.deeds and not told):
            return
        stance = rule.stance or Stance.ASSERTS
        if rule.deeds and frame.complements and self._is_negated(frame.complements[0]):
            stance = Stance.DENIES
        about = next(filter(is_somebody, told), None) if stance == Stance.ASSERTS else None
        for claimant in self._claimants(match.source_heads()):
            yield self._held(frame.trigger, stance, claimant, about, proposition, rule.id)

    def _brushed_aside(self, verb: Token, noun: Token) -> Iterator[_Held]:
        clause = next((each for each in self._parse.children(noun) if each.dep in {"acl", "ccomp", "relcl"}), None)
        subject = [each for each in self._parse.children(verb) if each.dep in {"nsubj", "agent"}]
        heads = [
            child for each in subject for child in (self._parse.children(each) if each.dep == "agent" else (each,))
        ]
        for claimant in self._claimants(heads):
            proposition = self._span_below(clause or noun)
            yield self._held(verb, Stance.DENIES, claimant, None, proposition, "denial.brushed_aside")

    @staticmethod
    def _held(
        trigger: Token,
        stance: Stance,
        claimant: ActorMention | None,
        about: ActorMention | None,
        proposition: Span,
        rule: str,
    ) -> _Held:
        return _Held(trigger, stance, claimant, about, proposition, stance == Stance.ASSERTS, rule)

    def _is_negated(self, token: Token) -> bool:
        return any(child.dep == "neg" for child in self._parse.children(token))

    def _proposition(self, match: Match) -> Span | None:
        """What is held: the complement, what follows the preposition of a charge, or the object."""
        frame = match.frame
        after = (frame.prepositions.get(each, ()) for each in CHARGES)
        heads = frame.complements or next(filter(None, after), ()) or frame.object
        if not heads:
            return None
        is_relative = heads[0].tag in {"WDT", "WP"} and frame.trigger.dep == "relcl"
        return self._span_below(self._parse.head(frame.trigger) if is_relative else heads[0])

    def _span_below(self, head: Token) -> Span:
        words = self._parse.subtree(head)
        return span_of(self._parse.text, words[0].start, words[-1].end)

    def _claimants(self, heads: Sequence[Token]) -> list[ActorMention | None]:
        """Who holds it: the mentions, else the bare words of the noun phrase; [None] where nobody is named."""
        named = self._parts.named_by(heads)
        if named:
            return [*(filter(is_somebody, named) if any(map(is_somebody, named)) else named[:1])]
        if not heads:
            return [None]
        head = heads[0]
        words = [each for each in self._parse.subtree(head) if each.index <= head.index]
        return [ActorMention(span=span_of(self._parse.text, words[0].start, head.end), actor=None, why=UNKNOWN)]


def _claim(held: _Held, reports: Sequence[EventReport], quotations: Sequence[Quotation], article: str) -> Claim:
    trigger = held.trigger
    report = next((each for each in reports if each.spans[0].start == trigger.start), None)
    beside = next((each for each in quotations if _stands_in(trigger, each.cue)), None)
    claimant = held.claimant
    score = report.why.score if report else UNREPORTED
    span = Span(start=trigger.start, end=trigger.end, text=trigger.text)
    return Claim(
        id=content_id("claim", article, span.start, held.proposition.start, held.stance, _start(claimant)),
        article=article,
        proposition=held.proposition,
        claimant=claimant,
        stance=held.stance,
        report=report.id if report else None,
        quotation=beside.id if beside else None,
        why=Why(rule=held.rule, score=score, spans=(span,)),
        about=held.about,
        accuses=held.accuses,
    )


def _of_quotation(quotation: Quotation, parse: Parse, reports: Sequence[EventReport], lexicon: Lexicon) -> Claim | None:
    words = lexicon.words("claims", ClaimWords)
    if quotation.speaker is None:
        return None
    proposition = max(quotation.content, key=lambda span: span.end - span.start)
    stance, rule = stance_of(quotation.cue, words), "cue"
    charges = False
    if stance in {None, Stance.ASSERTS}:
        if denies_itself(parse, proposition, words):
            stance, rule = Stance.DENIES, "words"
        elif charges_others(parse, proposition, words):
            stance, rule, charges = Stance.ASSERTS, "words", True
    if stance is None or (rule == "cue" and quotation.kind == QuotationKind.DIRECT):
        return None
    inside = (each for each in reports if proposition.start <= each.spans[0].start < proposition.end)
    report = next(inside, None)
    return Claim(
        id=content_id("claim", quotation.article, quotation.id, proposition.start, stance),
        article=quotation.article,
        proposition=proposition,
        claimant=quotation.speaker,
        stance=stance,
        report=report.id if report else None,
        quotation=quotation.id,
        why=Why(rule=f"{rule}.{stance}", score=quotation.why.score, spans=quotation.cue),
        accuses=charges,
    )


def _stands_in(trigger: Token, cue: Iterable[Span]) -> bool:
    return any(each.start < trigger.end and trigger.start < each.end for each in cue)


def _start(mention: ActorMention | None) -> int | None:
    return mention.span.start if mention else None
