"""Names and role words gathered into noun phrases: "Russian Deputy U.N. Ambassador Vladimir Safronkov" is one.

A hit climbs from its own words to the noun that it modifies, as long as that noun is a role, an institution or a part
of a name; hits that end at the same noun belong to one phrase.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from detente.coding.names import STATE_KINDS, NameHit, NameKind
from detente.coding.roles import Role, Roles
from detente.coding.tree import Entity, Parse, Token, head_of
from detente.model import Span, span_of

MODIFIERS = frozenset({"compound", "amod", "nmod", "nn"})
# Kinds of names that a person's name swallows: in "Paris Hilton" and "Jordan Pickford" no state is named.
PLACE_KINDS = STATE_KINDS | {NameKind.METONYM}


# A name with the numbers of its first and last token.
Placed = tuple[NameHit, int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may name someone: its head, its tokens, the names in it and the role it tells.

    ``shared`` says that several states have the noun ("the French and German ministers"): a phrase for each of them.
    """

    head: Token
    first: int
    last: int
    hits: tuple[NameHit, ...]
    role: Role | None
    person: Entity | None
    shared: bool = False

    @property
    def own(self) -> NameHit | None:
        """The name that its head is part of; None where the head is another word."""
        return next((hit for hit in self.hits if hit.start <= self.head.start < hit.end), None)

    def span(self, parse: Parse) -> Span:
        """The characters from the first token to the last."""
        return span_of(parse.text, parse.tokens[self.first].start, parse.tokens[self.last].end)


def find_phrases(parse: Parse, hits: Sequence[NameHit], roles: Roles) -> list[Phrase]:
    """The phrases of the parsed text, in the order of their heads."""
    persons = {place: entity for entity in _persons(parse) for place in range(entity.first, entity.last + 1)}
    placed = [
        (hit, tokens)
        for hit in hits
        if (tokens := parse.tokens_between(hit.start, hit.end)) and not _is_swallowed(parse, hit, tokens, persons)
    ]
    climber = _Climber(parse, roles, persons, {head_of(tokens).index for hit, tokens in placed if _is_body(hit)})
    gathered: dict[int, list[Placed]] = {}
    for hit, tokens in placed:
        top = climber.top(hit, head_of(tokens))
        gathered.setdefault(top.index, []).append((hit, tokens[0].index, tokens[-1].index))
    for entity in persons.values():
        gathered.setdefault(head_of(parse.tokens[entity.first : entity.last + 1]).index, [])
    inside = {token.index for _, tokens in placed for token in tokens if len(tokens) > 1}
    for token in reversed(parse.tokens):
        if token.index in gathered or token.index in inside or token.dep in MODIFIERS:
            continue
        role = roles.ending_at(parse, token)
        if role:
            gathered[token.index] = []
            inside.update(range(token.index - role.words + 1, token.index))
    phrases = []
    for head in sorted(gathered):
        first, *others = _by_state(parse, gathered[head])
        phrase = replace(_phrase(parse, parse.tokens[head], first, roles, persons), shared=bool(others))
        phrases.append(phrase)
        phrases.extend(_shared(parse, other, phrase.role) for other in others)
    return phrases


def _by_state(parse: Parse, gathered: Sequence[Placed]) -> list[list[Placed]]:
    """The names of a phrase, apart where "and" or a comma joins several states ("US, British and French forces")."""
    groups: list[list[Placed]] = [[]]
    for place in gathered:
        last = groups[-1][-1] if groups[-1] else None
        between = {token.tag for token in parse.tokens[last[2] + 1 : place[1]]} if last else set()
        joined = bool(between & {"CC", ","}) and between <= {"CC", ",", "DT"}
        if last and joined and {last[0].name.kind, place[0].name.kind} <= PLACE_KINDS:
            groups.append([])
        groups[-1].append(place)
    return groups


def _shared(parse: Parse, group: Sequence[Placed], role: Role | None) -> Phrase:
    """The phrase of a further state that shares its noun with the first."""
    hits = tuple(hit for hit, _, _ in group)
    first, last = group[0][1], group[-1][2]
    return Phrase(head=parse.tokens[last], first=first, last=last, hits=hits, role=role, person=None, shared=True)


def _persons(parse: Parse) -> Iterator[Entity]:
    """The names of persons; where the parser takes two that "and" joins for one, each of them."""
    for entity in parse.entities:
        if entity.label != "PERSON":
            continue
        first = entity.first
        for place in range(entity.first, entity.last + 2):
            if place > entity.last or parse.tokens[place].tag in {"CC", ","}:
                if place > first:
                    start, end = parse.tokens[first].start, parse.tokens[place - 1].end
                    yield Entity(first=first, last=place - 1, start=start, end=end, label=entity.label)
                first = place + 1


def _is_swallowed(parse: Parse, hit: NameHit, tokens: Sequence[Token], persons: dict[int, Entity]) -> bool:
    """Whether a place name is only part of a person's name, or is a doubtful word that is no name here."""
    entity = persons.get(tokens[0].index)
    if entity and hit.name.kind in PLACE_KINDS:
        named = parse.tokens[entity.first : entity.last + 1]
        inside_longer = sum(token.text.lower() != "the" and token.tag != "POS" for token in named) > len(tokens)
        return inside_longer and tokens[0].dep in {"compound", "pobj", "nsubj"} and hit.name.kind != NameKind.ADJECTIVE
    return hit.name.needs_support and (tokens[0].pos not in {"PROPN", "ADJ"} or entity is not None)


def _is_body(hit: NameHit) -> bool:
    """Whether a state named before the name says whose it is ("Japan's House of Representatives")."""
    return hit.name.kind in {NameKind.METONYM, NameKind.GROUP}


@dataclass(frozen=True, slots=True)
class _Climber:
    """Climbs from a name to the noun that it modifies; ``bodies`` are the heads of bodies' names."""

    parse: Parse
    roles: Roles
    persons: Mapping[int, Entity]
    bodies: AbstractSet[int]

    def top(self, hit: NameHit, token: Token) -> Token:
        """The highest noun of the name's phrase. A person has what "Putin's" stands before, and is not part of it."""
        while True:
            leading = _leading(self.parse, token)
            is_person = token.index in self.persons and (hit.name.kind == NameKind.PERSON or leading.dep == "poss")
            if is_person or not self._accepts(leading, self.parse.head(leading)):
                return token
            token = _noun_above(self.parse, leading)

    def _accepts(self, token: Token, head: Token) -> bool:
        """Whether the noun above is named or described by this one: a role, a body, a person's name."""
        if token.dep == "compound" and _is_joined(self.parse, token, head):
            return False
        if token.dep in MODIFIERS:
            return head.index in self.persons or self._is_noun_of_a_state(head)
        if token.dep == "poss":
            return self._is_noun_of_a_state(head)
        if token.dep == "pobj" and head.text.lower() == "of" and head.dep == "prep":
            return self.roles.ending_at(self.parse, self.parse.head(head)) is not None
        return False

    def _is_noun_of_a_state(self, head: Token) -> bool:
        return head.index in self.bodies or self.roles.ending_at(self.parse, head) is not None


def _leading(parse: Parse, token: Token) -> Token:
    """The first of a row of states that share a noun: "French" for "Egyptian" in "French and Egyptian warships"."""
    first = token
    while first.dep == "conj":
        first = parse.head(first)
    return first if first.dep in {*MODIFIERS, "pobj"} and first.pos in {"ADJ", "PROPN"} else token


def _noun_above(parse: Parse, token: Token) -> Token:
    head = parse.head(token)
    return parse.head(head) if token.dep == "pobj" else head


def _is_joined(parse: Parse, token: Token, head: Token) -> bool:
    """Whether "and" stands between a word and the noun after it, so that it belongs to another name."""
    return any(each.tag == "CC" for each in parse.tokens[token.index : head.index])


def _phrase(
    parse: Parse,
    head: Token,
    gathered: Iterable[Placed],
    roles: Roles,
    persons: dict[int, Entity],
) -> Phrase:
    entity = persons.get(head.index)
    role_token, role = _role_in(parse, head, roles)
    if role_token and any(first <= role_token.index <= last and first < last for _, first, last in gathered):
        role_token, role = None, None
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
        beside = child.dep in MODIFIERS and not _is_joined(parse, child, head)
        role = roles.ending_at(parse, child) if beside else None
        if role:
            return child, role
    return None, None
