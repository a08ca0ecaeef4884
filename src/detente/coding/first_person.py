"""Quotations in, mentions for their "I" and "we" out: in somebody's own words these mean the speaker and his side."""

from collections.abc import Iterator, Sequence

from detente.coding.arguments import is_somebody
from detente.coding.persons import PersonWords
from detente.coding.tree import Parse
from detente.lexicon import Lexicon
from detente.model import Actor, ActorMention, Quotation, QuotationKind, Why, span_of

RULE = "pronoun.speaker"
# "We" may be a government, a people or a delegation: what the rows judged by readers say of states holds, little more.
PLURAL_SCORE = 0.7


def first_persons(parse: Parse, quotations: Sequence[Quotation], lexicon: Lexicon) -> tuple[ActorMention, ...]:
    """A mention for each first-person pronoun in marked words whose speaker is known, in the order of the text.

    "We" is the speaker's state or body and sector, without a name.
    """
    words = lexicon.words("persons", PersonWords)
    found = {
        mention.span.start: mention
        for quotation in quotations
        if quotation.kind != QuotationKind.INDIRECT and quotation.speaker and is_somebody(quotation.speaker)
        for mention in _within(parse, quotation, quotation.speaker, words)
    }
    return tuple(found[start] for start in sorted(found))


def _within(parse: Parse, quotation: Quotation, speaker: ActorMention, words: PersonWords) -> Iterator[ActorMention]:
    actor = speaker.actor
    plural = Actor(country=actor.country, sector=actor.sector, name=None) if actor and actor.country else actor
    for content in quotation.content:
        for token in parse.tokens_between(content.start, content.end):
            if token.text in words.first_singular:
                meant, score = actor, speaker.why.score
            elif token.text in words.first_plural:
                meant, score = plural, min(PLURAL_SCORE, speaker.why.score)
            else:
                continue
            span = span_of(parse.text, token.start, token.end)
            yield ActorMention(span=span, actor=meant, why=Why(rule=RULE, score=score, spans=(speaker.span,)))
