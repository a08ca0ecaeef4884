"""Where an event rule matches a parsed sentence: the rule, the frame around its trigger, and how well it fits."""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.frames import Frame, noun_frame, verb_frame
from detente.coding.rules import EventRule, EventRules
from detente.coding.tree import Parse, Sentence, Token


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


def find_matches(parse: Parse, rules: EventRules, sentence: Sentence) -> Iterator[list[Match]]:
    """For each trigger of the sentence, the rules that match there, the most demanding first."""
    for token in parse.sentence_tokens(sentence):
        found = list(_matches_at(parse, rules, token))
        if found:
            yield sorted(found, key=lambda match: (-match.demands, -match.rule.weight, match.rule.id))


def first_filled(frame: Frame, parts: list[str]) -> tuple[Token, ...]:
    """The heads of the first part that has any; empty where none has."""
    return next((heads for heads in map(frame.part, parts) if heads), ())


def _matches_at(parse: Parse, rules: EventRules, token: Token) -> Iterator[Match]:
    if token.pos == "VERB":
        frame = None
        for rule in _verb_rules(parse, rules, token):
            frame = frame or verb_frame(parse, token)
            demands = _demands_met(parse, rule, frame)
            if demands is not None:
                yield Match(rule, frame, demands)
    elif token.pos in {"NOUN", "PROPN"} and token.lemma in rules.nouns:
        frame = noun_frame(parse, token)
        for rule in rules.nouns[token.lemma]:
            demands = _demands_met(parse, rule, frame)
            if demands is not None:
                yield Match(rule, frame, demands)


def _verb_rules(parse: Parse, rules: EventRules, token: Token) -> Iterator[EventRule]:
    """The rules of the verb, those of the verb with its particle first."""
    for child in parse.children(token):
        if child.dep in {"prt", "prep", "advmod"}:
            yield from rules.verbs.get(f"{token.lemma} {child.lemma}", ())
    yield from rules.verbs.get(token.lemma, ())


def _demands_met(parse: Parse, rule: EventRule, frame: Frame) -> int | None:
    """How many demands the rule makes beside its trigger, all met; None if one is not."""
    children = [child.lemma for child in parse.children(frame.trigger)]
    if any(child in rule.never for child in children):
        return None
    checks = (
        (rule.objects, [head.lemma for head in frame.object]),
        (rule.complements, _complement_lemmas(parse, frame)),
        (
            rule.auxiliaries,
            [each.lemma for one in frame.complements for each in parse.children(one) if each.dep == "aux"],
        ),
        (rule.prepositions, [*frame.prepositions, *children]),
    )
    demanded = [(asked, there) for asked, there in checks if asked]
    if not all(set(asked) & set(there) for asked, there in demanded):
        return None
    return len(demanded) + any(" " in verb and verb.split()[0] == frame.trigger.lemma for verb in rule.verbs)


def _complement_lemmas(parse: Parse, frame: Frame) -> list[str]:
    """The verbs of the complements, what these lead on to ("agree to begin withdrawing"), and nouns after prepositions."""
    found = []
    for complement in frame.complements:
        found.append(complement.lemma)
        found.extend(child.lemma for child in parse.children(complement) if child.dep in {"xcomp", "conj", "dobj"})
    found.extend(head.lemma for heads in frame.prepositions.values() for head in heads)
    found.extend(head.lemma for head in frame.object)
    return found
