"""Role and institution words ("foreign minister", "troops", "the foreign ministry"), found on the parsed tokens.

A role ends at a token: ``Roles.ending_at(parse, token)`` reads backwards from it, so that the head noun of a phrase
tells its role. Words that say who someone is only beside a name ("a Turkish woman") count there alone, and who held an
office before has the sector of former office holders. Limits: "former" is seen beside the noun, not in the next clause.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from detente.coding.gazetteer import Institution, RoleWords
from detente.coding.persons import PersonWords
from detente.coding.tree import Parse, Token
from detente.lexicon import Lexicon, Words

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# A word in these parts is a noun, whatever its tag ("the secretary-general said").
NOUN_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "attr"})
BESIDE = frozenset({"amod", "compound", "nmod", "poss"})


class RoleContext(Words):
    """The shape of ``role_context.yaml``."""

    former: list[str]
    former_of: list[str]
    office_prefixes: list[str]
    beside_a_name: list[Institution]


@dataclass(frozen=True, slots=True)
class Role:
    """What a role word says: the sector, the office if it is one, and the state, where only one calls it so."""

    sector: str | None
    office: str | None
    words: int
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A role phrase as it is listed; ``beside_a_name``: it counts only where a name stands beside it."""

    phrase: tuple[str, ...]
    role: Role
    beside_a_name: bool = False


class Roles:
    """The index of role words by their last word; build it with ``lexicon.built("roles", Roles, Roles)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        listed = lexicon.words("roles", RoleWords)
        self._context = lexicon.words("role_context", RoleContext)
        self._former_sector = lexicon.words("persons", PersonWords).former_sector
        self._former = frozenset(self._context.former)
        self._prefixes = frozenset(self._context.office_prefixes) | self._former
        self._by_last: dict[str, list[_Entry]] = {}
        for office in listed.offices:
            self._add(office.words, office.sector, office=office.id, country=office.country)
        for institution in listed.institutions:
            self._add(institution.words, institution.sector)
        for institution in self._context.beside_a_name:
            self._add(institution.words, institution.sector, beside_a_name=True)
        for entries in self._by_last.values():
            entries.sort(key=_preference)

    def _add(
        self,
        phrases: list[str],
        sector: str | None,
        *,
        office: str | None = None,
        country: str | None = None,
        beside_a_name: bool = False,
    ) -> None:
        for phrase in phrases:
            words = tuple(phrase.lower().replace("-", " - ").replace("'s ", " 's ").replace("s' ", "s ' ").split())
            role = Role(sector, office, len(words), country)
            self._by_last.setdefault(words[-1], []).append(_Entry(words, role, beside_a_name))

    def ending_at(self, parse: Parse, token: Token) -> Role | None:
        """The longest role phrase whose last word is this noun, in its singular or plural; None if there is none."""
        if token.tag not in NOUN_TAGS and token.dep not in NOUN_PARTS:
            return None
        fitting = [entry for entry in self._entries(token) if self._fits(parse, token, entry)]
        if not fitting:
            return None
        # Stable: of two phrases of one length, the one that ends in the written form ("protesters") comes first.
        role = min(fitting, key=lambda entry: (-len(entry.phrase), entry.beside_a_name)).role
        if role.words == 1 and _ends_a_name(parse, token):
            return None
        return replace(role, sector=self._former_sector) if self._is_past(parse, token, role) else role

    def _entries(self, token: Token) -> Iterator[_Entry]:
        for last in dict.fromkeys((token.text.lower(), token.lemma)):
            yield from self._by_last.get(last, ())

    def _fits(self, parse: Parse, token: Token, entry: _Entry) -> bool:
        first = token.index - len(entry.phrase) + 1
        before = parse.tokens[max(first, 0) : token.index]
        words = tuple(each.text.lower().replace("’", "'") for each in before)
        if words != entry.phrase[:-1] or self._continues_a_word(parse, first):
            return False
        return not entry.beside_a_name or any(_is_name(child) for child in _beside(parse, token))

    def _continues_a_word(self, parse: Parse, first: int) -> bool:
        """Whether a hyphen ties the phrase to a word that changes it: no "speakers" in "Russian-speakers"."""
        if first < 2 or parse.tokens[first - 1].text != "-" or parse.tokens[first - 1].end != parse.tokens[first].start:
            return False
        return parse.tokens[first - 2].text.lower() not in self._prefixes

    def _is_past(self, parse: Parse, token: Token, role: Role) -> bool:
        """Whether the office was held before: "former French minister", "ex-president"."""
        if role.office is None or role.sector not in self._context.former_of:
            return False
        first = token.index - role.words + 1
        close = parse.tokens[max(first - 2, 0) : first]
        return any(each.text.lower() in self._former for each in (*close, *_beside(parse, token)))


def _preference(entry: _Entry) -> tuple[int, bool, tuple[str, ...], bool]:
    """The longest phrase first, then words that need no name, then offices."""
    return (-len(entry.phrase), entry.beside_a_name, entry.phrase, entry.role.office is None)


def _beside(parse: Parse, token: Token) -> Iterator[Token]:
    """The words that modify the noun from before it, or that "of" ties to it, with what hangs on them."""
    for child in parse.children(token):
        if child.dep in BESIDE and child.index < token.index:
            yield child
            yield from (other for other in parse.children(child) if other.dep in BESIDE)
        elif child.text == "of":
            yield from (other for other in parse.children(child) if other.dep == "pobj")


def _ends_a_name(parse: Parse, token: Token) -> bool:
    """Whether the word is the family name of a person whom the text names in full: "James Baker", "Julie Bishop"."""
    if token.tag != "NNP":
        return False
    place = bisect_right(parse.entities, token.index, key=lambda entity: entity.first) - 1
    entity = parse.entities[place] if place >= 0 else None
    return entity is not None and entity.label == "PERSON" and entity.first < token.index == entity.last


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in {"PROPN", "ADJ"}
