"""Whom a pronoun means, where the text supports it.

A pronoun's candidates are the persons named before it in its own and the sentence before. Each gets a score for being
a subject, for standing in the same role as the pronoun, for nearness and for gender; it is answered only where one
candidate leads clearly (after the salience factors of Lappin and Leass, 1994). A pronoun whose sentence was lost has
no candidate, and stays unresolved.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.coding.persons import People
from detente.coding.tree import Parse, Token
from detente.model import ActorMention, Span, Why, span_of

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
# Whoever is neither clearly ahead nor alone is not taken.
CLEAR_LEAD = 0.25
ALONE_SCORE = 0.75
AHEAD_SCORE = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that a pronoun may mean: their head token and the name they carry."""

    head: Token
    name: str


def resolve_pronouns(parse: Parse, named: Sequence[ActorMention], people: People) -> list[ActorMention]:
    """A mention for each personal pronoun; its actor is None where no candidate is clearly meant."""
    genders = people.words.pronouns
    persons = [(mention, head_token(parse, mention.span)) for mention in named if _is_person(mention)]
    mentions = []
    for token in parse.tokens:
        if token.text.lower() not in genders or token.pos != "PRON":
            continue
        span = span_of(parse.text, token.start, token.end)
        near = [(mention, head) for mention, head in persons if _is_near(parse, token, head)]
        best, score = choose(parse, token, [Candidate(head, _name(mention)) for mention, head in near], people)
        actor = near[best][0].actor if best is not None else None
        mentions.append(ActorMention(span=span, actor=actor, why=Why(rule="pronoun", score=score, spans=(span,))))
    return mentions


def choose(parse: Parse, pronoun: Token, candidates: Sequence[Candidate], people: People) -> tuple[int | None, float]:
    """The number of the candidate that the pronoun means, and how sure; None and 0 where none is clearly meant."""
    gender = people.words.pronouns.get(pronoun.text.lower())
    fitting = [
        (salience(parse, pronoun, candidate), number)
        for number, candidate in enumerate(candidates)
        if people.gender(candidate.name) in {None, gender}
    ]
    if not fitting:
        return None, 0.0
    ranked = sorted(fitting, key=lambda each: (-each[0], -each[1]))
    best_name = candidates[ranked[0][1]].name
    others = [score for score, number in ranked[1:] if candidates[number].name != best_name]
    if not others:
        return ranked[0][1], ALONE_SCORE
    lead = ranked[0][0] - others[0]
    return (ranked[0][1], AHEAD_SCORE) if lead >= CLEAR_LEAD else (None, 0.0)


def salience(parse: Parse, pronoun: Token, candidate: Candidate) -> float:
    """How far the candidate stands out: subject .4, same role as the pronoun .3, nearness up to .3.

    From another sentence, only the subject of its main clause counts as one. A candidate that the pronoun's own clause
    rules out (subject and object of one verb) gets −1.
    """
    head = candidate.head
    if head.head == pronoun.head and head.dep in SUBJECTS and pronoun.dep in {"dobj", "pobj", "dative"}:
        return -1.0
    sentences_away = abs(pronoun.sentence - head.sentence)
    leads = sentences_away == 0 or parse.tokens[head.head].dep == "root"
    score = 0.4 if head.dep in SUBJECTS and leads else 0.0
    score += 0.3 if _same_role(head, pronoun) and leads else 0.0
    return score + 0.3 / (1 + sentences_away) - (0.2 if head.start > pronoun.start else 0.0)


def head_token(parse: Parse, span: Span) -> Token:
    """The token of the span whose head lies outside it."""
    tokens = parse.tokens_between(span.start, span.end)
    low, high = tokens[0].index, tokens[-1].index
    return next((token for token in reversed(tokens) if not low <= token.head <= high), tokens[-1])


def _same_role(one: Token, other: Token) -> bool:
    return one.dep == other.dep or (one.dep in SUBJECTS and other.dep in SUBJECTS | {"poss"})


def _is_near(parse: Parse, pronoun: Token, head: Token) -> bool:
    """In the same or the next-before sentence of the same paragraph, and before the pronoun."""
    here, there = parse.sentences[pronoun.sentence], parse.sentences[head.sentence]
    return head.start < pronoun.start and here.paragraph == there.paragraph and here.index - there.index <= 1


def _is_person(mention: ActorMention) -> bool:
    return mention.why.rule.startswith("person.") or mention.why.rule == "phrase.office"


def _name(mention: ActorMention) -> str:
    return mention.actor.name if mention.actor and mention.actor.name else mention.span.text
