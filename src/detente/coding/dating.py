"""Which of a sentence's dates is an event's: the one that hangs nearest to its trigger in the tree.

A range ("from 3 to 5 May") and what is told since a day are stretches of days. "Then" takes up the date before it. An
event without any of these takes the day of publication, and says so (``basis``).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from detente.coding.date_pairs import are_ends, word_before
from detente.coding.dates import publication_when
from detente.coding.timex import DateWords, DatingWords, load_grammar
from detente.coding.tree import Parse, Sentence, Token
from detente.lexicon import Lexicon
from detente.model import Basis, TimexType, When, span_of

# Steps in the tree; a date further away than this belongs to another clause. Chosen by reading, not swept.
FARTHEST = 7
# A date inside one of these clauses dates that clause, not the one above: "accused X after the attack last week".
SUBORDINATE = frozenset({"advcl", "relcl", "acl", "ccomp"})
# How a date stands before the noun that it dates: "condemned the 1999 invasion".
BEFORE_NOUN = frozenset({"poss", "compound", "nmod", "amod", "nummod"})
# A date this many days old may close a sentence whose deed it dates ("accused Peru of spying on Tuesday"); an older one
# dates what is named last ("accused Peru of spying in 2015"). Not swept.
RECENT_DAYS = 7


def find_when(parse: Parse, trigger: Token, dates: Sequence[When], published: date | None, lexicon: Lexicon) -> When:
    """The event's days; both None where neither the sentence nor the article gives a day."""
    words = load_grammar(lexicon).words
    sentence = parse.sentence_at(trigger)
    near = [each for each in dates if each.span and sentence.start <= each.span.start < sentence.end and _is_day(each)]
    steps = [_steps(parse, trigger, each, published, words.dating) for each in near]
    if steps and min(steps) <= FARTHEST:
        return _stretch(parse, near[steps.index(min(steps))], near, published, words)
    if any(child.dep == "advmod" and child.lemma in words.dating.onward for child in parse.children(trigger)):
        return _told_before(parse, sentence, dates) or publication_when(published)
    return publication_when(published)


def _told_before(parse: Parse, sentence: Sentence, dates: Sequence[When]) -> When | None:
    """The last date before the sentence in its paragraph, or None."""
    opened = next(each.start for each in parse.sentences if each.paragraph == sentence.paragraph)
    before = [each for each in dates if each.span and opened <= each.span.start < sentence.start and _is_day(each)]
    return replace(before[-1], basis=Basis.RELATIVE) if before else None


def _stretch(parse: Parse, when: When, near: Sequence[When], published: date | None, words: DateWords) -> When:
    """The date, or the stretch of days that begins or ends with it."""
    for first, last in pairwise(near):
        if when in {first, last} and _are_range(parse.text, first, last, words) and first.span and last.span:
            span = span_of(parse.text, first.span.start, last.span.end)
            return replace(first, last=last.last, basis=last.basis, value=None, span=span)
    since = when.span is not None and word_before(parse.text, when.span) == words.dating.since
    if since and when.first and published and when.first <= published:
        return replace(when, last=published)
    return when


def _are_range(text: str, first: When, last: When, words: DateWords) -> bool:
    """Whether the two are the ends of a stretch of days: "3 to 5 May", "between 2010 and 2012"."""
    if not (first.span and last.span and first.first and last.last and first.first <= last.last):
        return False
    return are_ends(text, first.span, last.span.start, words)


def _stands_for_itself(parse: Parse, token: Token, words: DatingWords, *, recent: bool) -> bool:
    """Whether the word opens a clause with dates of its own: subordinate, or joined with its own subject."""
    if _comes_soon(parse, token, words):
        return False
    if token.dep == "prep":
        return token.lemma in words.deadlines or (token.lemma == words.since and parse.head(token).pos == "NOUN")
    if token.pos not in {"VERB", "AUX"}:
        return False
    joined = token.dep == "conj" and any(child.dep in {"nsubj", "nsubjpass"} for child in parse.children(token))
    return joined or token.dep in SUBORDINATE or (token.dep == "pcomp" and not recent)


def _comes_soon(parse: Parse, token: Token, words: DatingWords) -> bool:
    """Whether what is told comes so soon after (or before) this that its day is the same: "hours after Peru left"."""
    children = list(parse.children(token))
    beside = token if token.dep == "prep" else next((child for child in children if child.dep == "mark"), None)
    return beside is not None and beside.lemma in words.beside and any(child.lemma in words.soon for child in children)


def _dates_a_noun(parse: Parse, token: Token, words: DatingWords) -> bool:
    """Whether the date stands before a noun that something is done to: "rejected a 2015 proposal"."""
    noun = parse.head(token)
    if token.dep not in BEFORE_NOUN or noun.pos not in {"NOUN", "PROPN"}:
        return False
    return noun.dep == "dobj" or (noun.dep == "pobj" and parse.head(noun).lemma not in words.inside)


def _is_day(when: When) -> bool:
    return when.first is not None and when.type is not TimexType.SET


def _steps(parse: Parse, trigger: Token, when: When, published: date | None, words: DatingWords) -> int:
    """Steps in the tree from the trigger to the date's nearest word; a step down is one, a step up two."""
    if when.span is None or when.last is None:
        return FARTHEST + 1
    tokens = parse.tokens_between(when.span.start, when.span.end)
    apart = parse.text[: when.span.start].rstrip().endswith(",")
    recent = published is not None and (published - when.last).days <= RECENT_DAYS
    steps = (_distance(parse, trigger, token, words, apart=apart, recent=recent) for token in tokens)
    return min(steps, default=FARTHEST + 1)


def _distance(parse: Parse, trigger: Token, token: Token, words: DatingWords, *, apart: bool, recent: bool) -> int:
    """Steps between the two; too many where the date is bound to a clause below, unless commas set it apart."""
    up_from_trigger = {trigger.index: 0}
    for steps, above in enumerate(parse.ancestors(trigger), start=1):
        up_from_trigger[above.index] = 2 * steps
    for steps, above in enumerate([token, *parse.ancestors(token)]):
        if above.index in up_from_trigger:
            return up_from_trigger[above.index] + steps
        if apart:
            continue
        below_noun = parse.head(above).index not in up_from_trigger and _dates_a_noun(parse, above, words)
        if below_noun or _stands_for_itself(parse, above, words, recent=recent):
            return FARTHEST + 1
    return FARTHEST + 1
