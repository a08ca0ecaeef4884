"""Whom a pronoun means, where the text supports it.

A pronoun's candidates are the persons named before it in its own and the sentence before. Each gets a score for being
a subject, for standing in the same role as the pronoun, for nearness and for gender; it is answered only where one
candidate leads clearly (after the salience factors of Lappin and Leass, 1994). A pronoun whose sentence was lost has
no candidate, and stays unresolved.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from detente.coding.persons import People
from detente.coding.salience import Mention, Salience
from detente.coding.tree import Parse, Token
from detente.model import ActorMention, Span, Why, span_of

# How often the first is right whose lead over the second is at least so much: measured on the even-numbered rows of the
# development pack (two given candidates, a tenth of the rows with neither right).
CERTAINTY = ((1.5, 0.9), (1.0, 0.75), (0.5, 0.65), (0.0, 0.45))
# The coder takes only answers as sure as this.
SURE = 0.65


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
        actor = near[best][0].actor if best is not None and score >= SURE else None
        mentions.append(ActorMention(span=span, actor=actor, why=Why(rule="pronoun", score=score, spans=(span,))))
    return mentions


def choose(parse: Parse, pronoun: Token, candidates: Sequence[Candidate], people: People) -> tuple[int | None, float]:
    """The number of the candidate that the pronoun most likely means, and how sure (0 to 1); None and 0 if none fits.

    The sure answers are those from ``SURE`` up.
    """
    persons = list(dict.fromkeys(candidate.name for candidate in candidates))
    mentions = [Mention(candidate.head, persons.index(candidate.name)) for candidate in candidates]
    mentions += _repeated(parse, persons, {mention.head.index for mention in mentions})
    gender = _gender(pronoun, people)
    fitting = {number for number, name in enumerate(persons) if people.gender(name) in {None, gender}}
    mentions = [mention for mention in mentions if mention.person in fitting]
    salience = Salience(parse, people.words.salience)
    for token in parse.tokens[: pronoun.index]:
        if token.pos == "PRON" and _gender(token, people) == gender:
            person, _ = _ranked(salience, token, mentions, people)
            if person is not None:
                mentions.append(Mention(token, person, pronoun=True))
    person, score = _ranked(salience, pronoun, mentions, people)
    if person is None:
        return None, 0.0
    return next(number for number, each in enumerate(candidates) if each.name == persons[person]), score


def _ranked(salience: Salience, pronoun: Token, mentions: Sequence[Mention], people: People) -> tuple[int | None, float]:
    reflexive = pronoun.text.lower() in people.words.reflexives
    ranked = sorted(
        ((score, -person) for person, score in salience.scores(pronoun, mentions, reflexive=reflexive).items()),
        reverse=True,
    )
    if not ranked:
        return None, 0.0
    lead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    return -ranked[0][1], next((sure for least, sure in CERTAINTY if lead >= least), 0.0)


def _repeated(parse: Parse, persons: Sequence[str], known: Collection[int]) -> list[Mention]:
    """Later and earlier words that repeat the family name, or the given name alone, of just one of the persons."""
    by_word: dict[str, set[int]] = {}
    for number, name in enumerate(persons):
        words = name.split()
        for word in {words[0], words[-1]}:
            by_word.setdefault(word, set()).add(number)
    found = []
    for token in parse.tokens:
        meant = by_word.get(token.text, set())
        if len(meant) == 1 and token.pos == "PROPN" and token.dep != "compound" and token.index not in known:
            found.append(Mention(token, next(iter(meant))))
    return found


def _gender(token: Token, people: People) -> str | None:
    return people.words.pronouns.get(token.text.lower())


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
