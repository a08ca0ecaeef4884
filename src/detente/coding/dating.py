"""Which of a sentence's dates is an event's: the one that hangs nearest to its trigger in the tree.

A range ("from 3 to 5 May") and what is told since a day are stretches of days. "Then" takes up the date before it. An
event without any of these takes the day of publication, and says so (``basis``).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from detente.coding.dates import publication_when
from detente.coding.tree import Parse, Sentence, Token
from detente.model import Basis, TimexType, When, span_of

# Steps in the tree; a date further away than this belongs to another clause. Chosen by reading, not swept.
FARTHEST = 7
# A date after one of these is when something is due, not when it was done: "asked for an answer by March 31".
DEADLINES = frozenset({"by", "until", "till", "before"})
# A date inside one of these clauses dates that clause, not the one above: "accused X after the attack last week".
SUBORDINATE = frozenset({"advcl", "relcl", "acl", "ccomp"})
# How a date stands before the noun that it dates: "condemned the 1999 invasion".
BEFORE_NOUN = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
# What may join the two ends of a stretch of days; "and" only does after "between".
RANGE_MARKS = frozenset({"-", "–", "—", "to", "until", "till", "through", "and"})
BETWEEN = "between"
SINCE = "since"
# What happens in an attack happens when the attack does: "were killed in Monday's attack".
INSIDE = frozenset({"in", "during", "at", "on"})
# Words that go on from the date told before.
ONWARD = frozenset({"then", "afterwards", "afterward", "thereafter", "subsequently"})
# A date this many days old may close a sentence whose deed it dates ("accused Peru of spying on Tuesday"); an older one
# dates what is named last ("accused Peru of spying in 2015"). Not swept.
RECENT_DAYS = 7
# The longest word before a date that is looked at, with the white space around it.
WORD_REACH = 24


def find_when(parse: Parse, trigger: Token, dates: Sequence[When], published: date | None) -> When:
    """The event's days; both None where neither the sentence nor the article gives a day."""
    sentence = parse.sentence_at(trigger)
    near = [each for each in dates if each.span and sentence.start <= each.span.start < sentence.end and _is_day(each)]
    nearest = min(near, key=lambda each: _steps(parse, trigger, each, published), default=None)
    if nearest is not None and _steps(parse, trigger, nearest, published) <= FARTHEST:
        return _stretch(parse, nearest, near, published)
    if any(child.dep == "advmod" and child.lemma in ONWARD for child in parse.children(trigger)):
        return _told_before(parse, sentence, dates) or publication_when(published)
    return publication_when(published)


def _told_before(parse: Parse, sentence: Sentence, dates: Sequence[When]) -> When | None:
    """The last date before the sentence in its paragraph, or None."""
    opened = next(each.start for each in parse.sentences if each.paragraph == sentence.paragraph)
    before = [each for each in dates if each.span and opened <= each.span.start < sentence.start and _is_day(each)]
    return replace(before[-1], basis=Basis.RELATIVE) if before else None


def _stretch(parse: Parse, when: When, near: Sequence[When], published: date | None) -> When:
    """The date, or the stretch of days that begins or ends with it."""
    for first, last in pairwise(near):
        if when in {first, last} and _are_range(parse.text, first, last) and first.span and last.span:
            span = span_of(parse.text, first.span.start, last.span.end)
            return replace(first, last=last.last, basis=last.basis, value=None, span=span)
    if when.first and published and when.first <= published and _word_before(parse.text, when) == SINCE:
        return replace(when, last=published)
    return when


def _are_range(text: str, first: When, last: When) -> bool:
    """Whether the two are the ends of a stretch of days: "3 to 5 May", "between 2010 and 2012"."""
    if not (first.span and last.span and first.first and last.last and first.first <= last.last):
        return False
    mark = text[first.span.end : last.span.start].strip().lower()
    return mark in RANGE_MARKS and (mark != "and" or _word_before(text, first) == BETWEEN)


def _word_before(text: str, when: When) -> str | None:
    words = text[max(0, when.span.start - WORD_REACH) : when.span.start].split() if when.span else []
    return words[-1].lower() if words else None


def _stands_for_itself(parse: Parse, token: Token, *, recent: bool) -> bool:
    """Whether the word opens a clause with dates of its own: subordinate, or joined with its own subject."""
    if token.dep == "prep":
        return token.lemma in DEADLINES or (token.lemma == SINCE and parse.head(token).pos == "NOUN")
    if token.pos not in {"VERB", "AUX"}:
        return False
    joined = token.dep == "conj" and any(child.dep in {"nsubj", "nsubjpass"} for child in parse.children(token))
    return joined or token.dep in SUBORDINATE or (token.dep == "pcomp" and not recent)


def _dates_a_noun(parse: Parse, token: Token) -> bool:
    """Whether the date stands before a noun that something is done to: "rejected a 2015 proposal"."""
    noun = parse.head(token)
    if token.dep not in BEFORE_NOUN or noun.pos not in {"NOUN", "PROPN"}:
        return False
    return noun.dep == "dobj" or (noun.dep == "pobj" and parse.head(noun).lemma not in INSIDE)


def _is_day(when: When) -> bool:
    return when.first is not None and when.type is not TimexType.SET


def _steps(parse: Parse, trigger: Token, when: When, published: date | None) -> int:
    """Steps in the tree from the trigger to the date's nearest word; a step down is one, a step up two."""
    if when.span is None or when.last is None:
        return FARTHEST + 1
    tokens = parse.tokens_between(when.span.start, when.span.end)
    apart = parse.text[: when.span.start].rstrip().endswith(",")
    recent = published is not None and (published - when.last).days <= RECENT_DAYS
    steps = (_distance(parse, trigger, token, apart=apart, recent=recent) for token in tokens)
    return min(steps, default=FARTHEST + 1)


def _distance(parse: Parse, trigger: Token, token: Token, *, apart: bool, recent: bool) -> int:
    """Steps between the two; too many where the date is bound to a clause below, unless commas set it apart."""
    up_from_trigger = {trigger.index: 0}
    for steps, above in enumerate(parse.ancestors(trigger), start=1):
        up_from_trigger[above.index] = 2 * steps
    for steps, above in enumerate([token, *parse.ancestors(token)]):
        if above.index in up_from_trigger:
            return up_from_trigger[above.index] + steps
        if apart:
            continue
        below_noun = parse.head(above).index not in up_from_trigger and _dates_a_noun(parse, above)
        if below_noun or _stands_for_itself(parse, above, recent=recent):
            return FARTHEST + 1
    return FARTHEST + 1
