"""Names and role words gathered into noun phrases: "Russian Deputy U.N. Ambassador Vladimir Safronkov" is one.

A hit climbs from its own words to the noun that it modifies, as long as that noun is a role, an institution or a part
of a name; hits that end at the same noun belong to one phrase.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.coding.names import NameHit, NameKind
from detente.coding.roles import Role, Roles
from detente.coding.tree import Entity, Parse, Token
from detente.model import Span, span_of

MODIFIERS = frozenset({"compound", "amod", "nmod", "nn"})
# Kinds of names that a person's name swallows: in "Paris Hilton" and "Jordan Pickford" no state is named.
PLACE_KINDS = frozenset({NameKind.STATE, NameKind.CAPITAL, NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.METONYM})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name someone: its head, its tokens, the names in it and the role it tells."""

    head: Token
    first: int
    last: int
    hits: tuple[NameHit, ...]
    role: Role | None
    person: Entity | None

    def span(self, parse: Parse) -> Span:
        """The characters from the first token to the last."""
        return span_of(parse.text, parse.tokens[self.first].start, parse.tokens[self.last].end)


def find_phrases(parse: Parse, hits: Sequence[NameHit], roles: Roles) -> list[Phrase]:
    """The phrases of the parsed text, in the order of their heads."""
    persons = {
        entity.first + place: entity
        for entity in parse.entities
        if entity.label == "PERSON"
        for place in range(entity.last - entity.first + 1)
    }
    gathered: dict[int, list[tuple[NameHit, int, int]]] = {}
    for hit in hits:
        tokens = parse.tokens_between(hit.start, hit.end)
        if tokens and not _is_swallowed(hit, tokens, persons):
            top = _climb(parse, _head_of(tokens), roles, persons)
            gathered.setdefault(top.index, []).append((hit, tokens[0].index, tokens[-1].index))
    for entity in persons.values():
        gathered.setdefault(_head_of(parse.tokens[entity.first : entity.last + 1]).index, [])
    for token in parse.tokens:
        if token.index not in gathered and token.dep not in MODIFIERS and roles.ending_at(parse, token):
            gathered[token.index] = []
    return [_phrase(parse, parse.tokens[top], gathered[top], roles, persons) for top in sorted(gathered)]


def _is_swallowed(hit: NameHit, tokens: Sequence[Token], persons: dict[int, Entity]) -> bool:
    """Whether a place name is only part of a person's name, or is a doubtful word that is no name here."""
    entity = persons.get(tokens[0].index)
    if entity and hit.name.kind in PLACE_KINDS:
        inside_longer = entity.last - entity.first + 1 > len(tokens)
        return inside_longer and tokens[0].dep in {"compound", "pobj", "nsubj"} and hit.name.kind != NameKind.ADJECTIVE
    return hit.name.needs_support and (tokens[0].pos not in {"PROPN", "ADJ"} or entity is not None)


def _head_of(tokens: Sequence[Token]) -> Token:
    """The token whose head lies outside the stretch; the last such one."""
    low, high = tokens[0].index, tokens[-1].index
    return next((token for token in reversed(tokens) if not low <= token.head <= high), tokens[-1])


def _climb(parse: Parse, token: Token, roles: Roles, persons: dict[int, Entity]) -> Token:
    while True:
        head = parse.head(token)
        if head.index == token.index or not _accepts(parse, token, head, roles, persons):
            return token
        token = _noun_above(parse, token)


def _noun_above(parse: Parse, token: Token) -> Token:
    head = parse.head(token)
    return parse.head(head) if token.dep == "pobj" else head


def _accepts(parse: Parse, token: Token, head: Token, roles: Roles, persons: dict[int, Entity]) -> bool:
    """Whether the noun above is named or described by this one: a role, an institution, a person's name."""
    if token.dep in MODIFIERS and any(each.tag == "CC" for each in parse.tokens[token.index : head.index]):
        return False
    if token.dep in MODIFIERS:
        return head.index in persons or roles.ending_at(parse, head) is not None
    if token.dep == "poss":
        return roles.ending_at(parse, head) is not None
    if token.dep == "pobj" and head.text.lower() == "of":
        return head.dep == "prep" and roles.ending_at(parse, parse.head(head)) is not None
    return False


def _phrase(
    parse: Parse,
    head: Token,
    gathered: Iterable[tuple[NameHit, int, int]],
    roles: Roles,
    persons: dict[int, Entity],
) -> Phrase:
    entity = persons.get(head.index)
    role_token, role = _role_in(parse, head, roles)
    firsts, lasts = [head.index], [head.index]
    if entity:
        firsts.append(entity.first)
        lasts.append(entity.last)
    if role and role_token:
        firsts.append(role_token.index - role.words + 1)
    for _, first, last in gathered:
        firsts.append(first)
        lasts.append(last)
    hits = tuple(hit for hit, _, _ in gathered)
    return Phrase(head=head, first=min(firsts), last=max(lasts), hits=hits, role=role, person=entity)


def _role_in(parse: Parse, head: Token, roles: Roles) -> tuple[Token | None, Role | None]:
    """The role told by the head noun, else by a noun that stands before it ("President" in "President Putin")."""
    role = roles.ending_at(parse, head)
    if role:
        return head, role
    for child in parse.children(head):
        role = roles.ending_at(parse, child) if child.dep in MODIFIERS else None
        if role:
            return child, role
    return None, None
