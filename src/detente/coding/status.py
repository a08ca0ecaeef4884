"""A trigger in, its status out: happened, planned, threatened, hypothetical, denied or historical, by its words."""

from collections.abc import Iterator
from datetime import date, timedelta

from detente.coding.tree import Parse, Sentence, Token
from detente.coding.triggers import Match
from detente.lexicon import Lexicon, Words
from detente.model import Basis, Status, When

# An event that ended longer before publication is told as history. Chosen, not swept: a quarter of a year.
HISTORICAL_AFTER = timedelta(days=92)
# How a trigger may hang on the word that speaks of it.
CONTENT = frozenset({"xcomp", "ccomp", "pcomp", "acl", "pobj", "dobj", "attr", "nsubjpass", "acomp", "prep"})


class StatusWords(Words):
    """The shape of ``status.yaml``."""

    negations: list[str]
    future_auxiliaries: list[str]
    modal_auxiliaries: list[str]
    planned_governors: list[str]
    planned_adjectives: list[str]
    threatened_governors: list[str]
    hypothetical_governors: list[str]
    hypothetical_adjectives: list[str]
    hypothetical_markers: list[str]
    content_prepositions: list[str]
    denied_governors: list[str]
    involving: list[str]
    past_adverbs: list[str]
    past_phrases: dict[str, list[str]]


def find_status(parse: Parse, match: Match, when: When, published: date | None, lexicon: Lexicon) -> Status:
    """The status of the event at the match's trigger; ``HAPPENED`` where nothing says otherwise.

    Where the rule itself asked for words beside the trigger, its negation and auxiliaries are read already, and do not
    count again: "will not sign" is a refusal that happened.
    """
    words = lexicon.words("status", StatusWords)
    trigger = match.frame.trigger
    own = None if match.rule.beside else _own_status(parse, trigger, words)
    told = own or _governed_status(parse, trigger, words)
    if told is not None:
        return told
    is_past = is_historical(when, published) or _is_told_as_past(parse, trigger, words)
    return Status.HISTORICAL if is_past else Status.HAPPENED


def is_historical(when: When, published: date | None) -> bool:
    """Whether the event's last day lies long before the day of publication."""
    if published is None or when.last is None or when.basis == Basis.PUBLICATION:
        return False
    return published - when.last > HISTORICAL_AFTER


def is_question(parse: Parse, sentence: Sentence) -> bool:
    """Whether the sentence asks: it ends with a question mark, closing marks aside."""
    return parse.text[sentence.start : sentence.end].rstrip(" \t\n\"'”’)]").endswith("?")


def _is_told_as_past(parse: Parse, trigger: Token, words: StatusWords) -> bool:
    """Whether the clause says that it was some time ago, and not when: "has in the past rejected", "previously"."""
    for child in parse.children(trigger):
        if child.dep == "advmod" and child.lemma in words.past_adverbs:
            return True
        heads = {each.lemma for each in parse.children(child) if each.dep == "pobj"}
        if child.dep == "prep" and not heads.isdisjoint(words.past_phrases.get(child.lemma, ())):
            return True
    return False


def _own_status(parse: Parse, trigger: Token, words: StatusWords) -> Status | None:
    """What the trigger's own auxiliaries, negation and adjectives say."""
    children = [
        child.text.lower()
        for child in parse.children(trigger)
        if child.dep in {"aux", "neg", "det", "amod", "advmod", "mark"}
    ]
    if any(child in words.negations for child in children):
        return Status.DENIED
    if any(child in words.hypothetical_markers for child in children):
        return Status.HYPOTHETICAL
    if any(child in words.future_auxiliaries or child in words.planned_adjectives for child in children):
        return Status.PLANNED
    if any(child in words.modal_auxiliaries or child in words.hypothetical_adjectives for child in children):
        return Status.HYPOTHETICAL
    return None


def _governed_status(parse: Parse, trigger: Token, words: StatusWords) -> Status | None:
    """What the words above the trigger say of it, the nearest first, up to the first finite statement."""
    for below, governor in _governors(parse, trigger):
        lemma = governor.lemma
        if lemma == "be" and below.dep == "xcomp" and below.tag == "VB":
            return Status.PLANNED
        about = below.lemma in words.content_prepositions or lemma in words.involving
        if below.dep == "prep" and not about:
            return None
        if below.dep in CONTENT:
            for listed, status in (
                (words.denied_governors, Status.DENIED),
                (words.threatened_governors, Status.THREATENED),
                (words.planned_governors, Status.PLANNED),
                (words.hypothetical_governors, Status.HYPOTHETICAL),
            ):
                if lemma in listed and _binds(below, trigger):
                    return status
        own = _own_status(parse, governor, words) if governor.pos in {"VERB", "AUX"} and below.dep != "ccomp" else None
        if own is not None and below.dep not in {"advcl", "relcl", "acl"}:
            return own
    return None


def _governors(parse: Parse, trigger: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs of a word and the one above it, until a clause that stands for itself begins."""
    below = trigger
    for governor in parse.ancestors(trigger):
        if below.dep == "conj" and below.pos == "VERB" and _is_finite(parse, below):
            return
        yield below, governor
        if below.dep in {"relcl", "advcl"}:
            return
        below = governor


def _binds(below: Token, trigger: Token) -> bool:
    """Whether the governor speaks of the trigger: an infinitive, a gerund, a noun; not a finite past clause."""
    verb = below if below.pos in {"VERB", "AUX"} else trigger
    return not (verb.pos in {"VERB", "AUX"} and below.dep == "ccomp" and verb.tag in {"VBD", "VBZ", "VBP"})


def _is_finite(parse: Parse, verb: Token) -> bool:
    return verb.tag in {"VBD", "VBZ", "VBP"} or any(child.dep in {"aux", "auxpass"} for child in parse.children(verb))
