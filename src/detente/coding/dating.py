"""Which of a sentence's dates is an event's: the one that hangs nearest to its trigger in the tree.

Without a date in the sentence the event takes the day of publication, and says so (``basis``).
"""

from collections.abc import Sequence
from datetime import date

from detente.coding.dates import publication_when
from detente.coding.tree import Parse, Token
from detente.model import TimexType, When

# Steps in the tree; a date further away than this belongs to another clause. Chosen by reading, not swept.
FARTHEST = 7
# A date after one of these is when something is due, not when it was done: "asked for an answer by March 31".
DEADLINES = frozenset({"by", "until", "till", "before"})
# A date inside one of these clauses dates that clause, not the one above: "accused X after the attack last week".
SUBORDINATE = frozenset({"advcl", "relcl", "acl", "ccomp"})


def find_when(parse: Parse, trigger: Token, dates: Sequence[When], published: date | None) -> When:
    """The event's days; both None where neither the sentence nor the article gives a day."""
    sentence = parse.sentence_at(trigger)
    near = [each for each in dates if each.span and sentence.start <= each.span.start < sentence.end and _is_day(each)]
    nearest = min(near, key=lambda each: _steps(parse, trigger, each), default=None)
    if nearest is not None and _steps(parse, trigger, nearest) <= FARTHEST:
        return nearest
    return publication_when(published)


def _stands_for_itself(parse: Parse, token: Token) -> bool:
    """Whether the word opens a clause with dates of its own: subordinate, or joined with its own subject."""
    if token.pos not in {"VERB", "AUX"}:
        return token.dep == "prep" and token.lemma in DEADLINES
    joined = token.dep == "conj" and any(child.dep in {"nsubj", "nsubjpass"} for child in parse.children(token))
    return joined or token.dep in SUBORDINATE


def _is_day(when: When) -> bool:
    return when.first is not None and when.type not in {TimexType.DURATION, TimexType.SET}


def _steps(parse: Parse, trigger: Token, when: When) -> int:
    """Steps in the tree from the trigger to the date's nearest word; a step down is one, a step up two."""
    if when.span is None:
        return FARTHEST + 1
    tokens = parse.tokens_between(when.span.start, when.span.end)
    apart = parse.text[: when.span.start].rstrip().endswith(",")
    return min((_distance(parse, trigger, token, apart=apart) for token in tokens), default=FARTHEST + 1)


def _distance(parse: Parse, trigger: Token, token: Token, *, apart: bool) -> int:
    """Steps between the two; too many where the date is bound to a clause below, unless commas set it apart."""
    up_from_trigger = {trigger.index: 0}
    for steps, above in enumerate(parse.ancestors(trigger), start=1):
        up_from_trigger[above.index] = 2 * steps
    for steps, above in enumerate([token, *parse.ancestors(token)]):
        if above.index in up_from_trigger:
            return up_from_trigger[above.index] + steps
        if not apart and _stands_for_itself(parse, above):
            return FARTHEST + 1
    return FARTHEST + 1
