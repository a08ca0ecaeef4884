"""A speaker's noun phrase and the article's actors in, the speaker as a mention out.

The mention keeps the full phrase ("campaign manager Ann Lee") and takes its actor from the mention on the phrase's head
word, or else from the longest mention inside the phrase, unless the head is a person's name that this mention does not
cover: then another's name would stand for that person. Where nothing fits, the actor is None.
"""

from collections.abc import Sequence

from detente.coding.quotation_parts import Piece
from detente.coding.tree import Parse, Token
from detente.model import Actor, ActorMention, Why, span_of

# How sure the link from phrase to actor is: the same words, the phrase's head word, or words beside it. Set by hand.
SAME, ON_HEAD, BESIDE_HEAD = 1.0, 0.9, 0.5


def speaker_mention(parse: Parse, piece: Piece, head: Token, actors: Sequence[ActorMention]) -> ActorMention:
    """The speaker as a mention of the whole phrase; its actor is None where no actor mention fits."""
    start, end = piece
    span = span_of(parse.text, start, end)
    near = [each for each in actors if each.actor is not None and each.span.start < end and start < each.span.end]
    nested = [each for each in near if _holds(each, start, end) or (start <= each.span.start and each.span.end <= end)]
    on_head = [each for each in nested if _holds(each, head.start, head.end)]
    if on_head:
        best = max(on_head, key=lambda each: each.span.end - each.span.start)
        same = (best.span.start, best.span.end) == (start, end)
        return _linked(ActorMention(span=span, actor=best.actor, why=best.why), SAME if same else ON_HEAD)
    if nested:
        best = max(nested, key=lambda each: each.span.end - each.span.start)
        if not (_names_person(parse, head) and _is_individual(best.actor)):
            return _linked(ActorMention(span=span, actor=best.actor, why=best.why), BESIDE_HEAD)
    return ActorMention(span=span, actor=None, why=Why(rule="speaker:unresolved", score=0.0, spans=(span,)))


def _linked(mention: ActorMention, sure: float) -> ActorMention:
    why = Why(rule=f"speaker:{mention.why.rule}", score=mention.why.score * sure, spans=mention.why.spans)
    return ActorMention(span=mention.span, actor=mention.actor, why=why)


def _holds(mention: ActorMention, start: int, end: int) -> bool:
    return mention.span.start <= start and end <= mention.span.end


def _names_person(parse: Parse, head: Token) -> bool:
    return any(each.label == "PERSON" and each.first <= head.index <= each.last for each in parse.entities)


def _is_individual(actor: Actor | None) -> bool:
    return actor is not None and actor.name is not None
