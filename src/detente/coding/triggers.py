"""Where an event rule matches a parsed sentence: the rule, the frame around its trigger, and how well it fits."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from detente.coding.frames import Frame, adjective_frame, is_passive, noun_frame, verb_frame
from detente.coding.rules import EventRule, EventRules
from detente.coding.tree import Parse, Sentence, Token

# What a complement leads on to ("agree to begin withdrawing its troops") still belongs to what the governor is about.
LEADING_ON = frozenset({"xcomp", "ccomp", "conj", "dobj", "prep", "attr", "nsubjpass", "acomp"})
# Words within an object that say what it is: "aid deliveries", "diplomatic ties", "sanctions and tariffs".
SAYING_WHAT = frozenset({"compound", "amod", "conj", "nmod", "attr"})
PARTICLES = frozenset({"prt", "prep", "advmod"})


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matches at a trigger. ``demands`` counts what the rule asked for beside the trigger word."""

    rule: EventRule
    frame: Frame
    demands: int

    def source_heads(self) -> tuple[Token, ...]:
        """The heads of the first of the rule's source parts that is filled."""
        return first_filled(self.frame, self.rule.source)

    def target_heads(self) -> tuple[Token, ...]:
        """The heads of the first of the rule's target parts that is filled."""
        return first_filled(self.frame, self.rule.target)


def find_matches(
    parse: Parse, rules: EventRules, sentence: Sentence, wanted: Collection[str] | None = None
) -> Iterator[list[Match]]:
    """For each trigger of the sentence, the rules that match there, the most demanding first.

    ``wanted``: the ids of the only rules that are looked for; None looks for all.
    """
    for token in parse.sentence_tokens(sentence):
        found = _matches_at(parse, rules, token, wanted)
        if found:
            yield sorted(found, key=lambda match: (-match.demands, -match.rule.weight, match.rule.id))


def first_filled(frame: Frame, parts: Iterable[str]) -> tuple[Token, ...]:
    """The heads of the first part that has any; empty where none has."""
    return next((heads for heads in map(frame.part, parts) if heads), ())


def _matches_at(parse: Parse, rules: EventRules, token: Token, wanted: Collection[str] | None) -> list[Match]:
    candidates = [each for each in _candidates(parse, rules, token) if wanted is None or each.id in wanted]
    if not candidates:
        return []
    frame = _frame(parse, rules, token)
    if token.lemma in rules.transitive and not frame.object and not is_passive(parse, token):
        return []
    found = []
    for rule in candidates:
        demands = _demands_met(parse, rules, rule, frame)
        if demands is not None:
            found.append(Match(rule, frame, demands))
    return found


def _candidates(parse: Parse, rules: EventRules, token: Token) -> Iterator[EventRule]:
    """The rules whose trigger word stands here."""
    if token.pos == "VERB" and token.dep != "amod":
        yield from _verb_rules(parse, rules, token)
    elif token.pos == "NOUN":
        yield from rules.nouns.get(token.lemma, ())
    elif token.pos == "ADJ":
        yield from rules.adjectives.get(token.lemma, ())


def _frame(parse: Parse, rules: EventRules, token: Token) -> Frame:
    if token.pos == "VERB":
        return verb_frame(parse, token)
    if token.pos == "ADJ":
        return adjective_frame(parse, token)
    return noun_frame(parse, token, rules.carriers, rules.speaking)


def _verb_rules(parse: Parse, rules: EventRules, token: Token) -> Iterator[EventRule]:
    """The rules of the verb, those of the verb with its particle first."""
    objects = [child.index for child in parse.children(token) if child.dep == "dobj"]
    for child in parse.children(token):
        apart = any(token.index < place < child.index for place in objects)
        if child.dep in PARTICLES and (child.dep == "prt" or not apart):
            yield from rules.verbs.get(f"{token.lemma} {child.lemma}", ())
    yield from rules.verbs.get(token.lemma, ())


def _demands_met(parse: Parse, rules: EventRules, rule: EventRule, frame: Frame) -> int | None:
    """How many demands the rule makes beside its trigger, all met; None if one is not."""
    beside = _beside(parse, frame)
    objects = _what(parse, rules, frame.object)
    if _any_of(rule.never, beside | objects):
        return None
    checks: tuple[tuple[tuple[str, ...], Callable[[], set[str]]], ...] = (
        (rule.objects, lambda: objects),
        (rule.subjects, lambda: _what(parse, rules, frame.subject)),
        (rule.complements, lambda: objects | _what(parse, rules, _content(parse, frame))),
        (rule.deeds, lambda: _deeds(parse, frame)),
        (rule.auxiliaries, lambda: _auxiliaries(parse, frame)),
        (rule.prepositions, lambda: {*frame.prepositions, *beside}),
        (rule.beside, lambda: beside),
    )
    demanded = [(asked, there) for asked, there in checks if asked]
    if not all(_any_of(asked, there()) for asked, there in demanded):
        return None
    if rule.no_auxiliaries and _any_of(rule.no_auxiliaries, _auxiliaries(parse, frame)):
        return None
    if rule.contains and not _contains(parse, rules, rule, frame):
        return None
    return len(demanded) + bool(rule.contains) + _has_particle(rule, frame, beside)


def _any_of(asked: Iterable[str], there: set[str]) -> bool:
    """Whether one of the asked stands there; of several words, all."""
    return any(all(word in there for word in each.split()) for each in asked)


def _has_particle(rule: EventRule, frame: Frame, beside: set[str]) -> bool:
    return any(
        verb.split()[0] == frame.trigger.lemma and verb.split()[-1] in beside for verb in rule.verbs if " " in verb
    )


def _beside(parse: Parse, frame: Frame) -> set[str]:
    """The lemmas of what hangs on the trigger, and of the negation and the auxiliaries of its copula."""
    found = {child.lemma for child in parse.children(frame.trigger)}
    head = parse.head(frame.trigger)
    if frame.trigger.pos == "ADJ" and head.pos == "AUX":
        found.update(child.lemma for child in parse.children(head) if child.dep in {"neg", "aux"})
    return found


def _auxiliaries(parse: Parse, frame: Frame) -> set[str]:
    """The auxiliaries, negation and conjunction of the complements."""
    children = (each for one in frame.complements for each in parse.children(one))
    return {each.lemma for each in children if each.dep in {"aux", "neg", "mark"}}


def _deeds(parse: Parse, frame: Frame) -> set[str]:
    """The verbs that the complement states, in the active, joined ones included."""
    verbs = [each for one in frame.complements for each in (one, *parse.children(one))]
    return {each.lemma for each in verbs if each.dep in {"ccomp", "conj"} and not is_passive(parse, each)}


def _what(parse: Parse, rules: EventRules, heads: Iterable[Token]) -> set[str]:
    """The lemmas of these heads and of the words that say what they are; "a batch of tanks" is tanks."""
    found = set()
    for head in heads:
        found.add(head.lemma)
        for child in parse.children(head):
            if child.dep in SAYING_WHAT:
                found.add(child.lemma)
            elif child.lemma == "of" and head.lemma in rules.quantities:
                found.update(each.lemma for each in parse.children(child))
    return found


def _content(parse: Parse, frame: Frame) -> list[Token]:
    """The complement's verbs and what these lead on to, the purpose, the nouns after prepositions and in the object."""
    found = []
    for complement in frame.complements:
        found.append(complement)
        for child in parse.children(complement):
            if child.dep in LEADING_ON:
                found.append(child)
                found.extend(each for each in parse.children(child) if each.dep in LEADING_ON)
    found.extend(head for heads in frame.prepositions.values() for head in heads)
    found.extend(frame.object)
    found.extend(each for each in parse.children(frame.trigger) if each.dep == "advcl" and each.tag == "VB")
    return found


def _contains(parse: Parse, rules: EventRules, rule: EventRule, frame: Frame) -> bool:
    """Whether the first word of the content that triggers plain rules is of one of the types asked for."""
    for token in _content(parse, frame):
        plain = [each for each in _candidates(parse, rules, token) if each.is_plain]
        if not plain:
            continue
        inner = _frame(parse, rules, token)
        met = [(_demands_met(parse, rules, each, inner), each.type) for each in plain]
        demands = [(number, event_type) for number, event_type in met if number is not None]
        if demands:
            most = max(number for number, _ in demands)
            return any(number == most and event_type in rule.contains for number, event_type in demands)
    return False
