"""Which state or body "it", "its", "they" and "their" mean, where the sentence itself leaves one reading.

Two shapes are read: a possessive goes to the subject of its own clause ("Norway deployed its troops"), and a pronoun or
possessive at the head of what someone says goes to the speaker ("Norway said it had withdrawn"). Both only where no
other state or body stands between. All else stays unread. Limits: nothing is carried from one sentence to the next.
"""

from collections.abc import Iterator, Sequence

from detente.coding.persons import People
from detente.coding.tree import Parse, Token, head_token
from detente.model import ActorMention, Why, span_of

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Not measured on a pack, since none marks these pronouns; below what a name or a role gives.
SURE = 0.7


def resolve_neuter(parse: Parse, named: Sequence[ActorMention], people: People) -> Iterator[ActorMention]:
    """A mention for each such pronoun whose state or body the sentence tells; none for the others."""
    bodies = {head_token(parse, mention.span).index: mention for mention in named if _is_body(mention)}
    for token in parse.tokens:
        if token.text.lower() in people.words.neuter and token.pos == "PRON":
            meant = next((bodies[index] for index in _subjects_above(parse, token) if index in bodies), None)
            if meant is not None and not _another_between(parse, meant, token, bodies):
                span = span_of(parse.text, token.start, token.end)
                yield ActorMention(
                    span=span, actor=meant.actor, why=Why(rule="pronoun.body", score=SURE, spans=(span,))
                )


def _subjects_above(parse: Parse, pronoun: Token) -> Iterator[int]:
    """The subject of the pronoun's clause, for a possessive; then that of the verb that says the clause."""
    is_possessive = pronoun.dep == "poss"
    for above in parse.ancestors(pronoun):
        subjects = [child for child in parse.children(above) if child.dep in SUBJECTS and child.index < pronoun.index]
        if is_possessive:
            yield from (child.index for child in subjects if pronoun not in parse.subtree(child))
        if above.dep == "ccomp":
            speaking = parse.children(parse.head(above))
            yield from (child.index for child in speaking if child.dep in SUBJECTS and child.index < pronoun.index)
            return
        if above.dep in {"relcl", "advcl", "acl"}:
            return


def _another_between(parse: Parse, meant: ActorMention, pronoun: Token, bodies: dict[int, ActorMention]) -> bool:
    """Whether another state or body is named between the two."""
    first = parse.tokens_between(meant.span.start, meant.span.end)[-1].index
    between = (bodies[index] for index in range(first + 1, pronoun.index) if index in bodies)
    return any(mention.actor != meant.actor for mention in between)


def _is_body(mention: ActorMention) -> bool:
    """Whether a mention names a state, a body or a group, and not a person."""
    actor = mention.actor
    is_person = mention.why.rule.startswith("person.") or mention.why.rule in {"phrase.office", "pronoun"}
    return actor is not None and not is_person and (actor.country is not None or actor.name is not None)
