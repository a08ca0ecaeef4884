"""Role and institution words ("foreign minister", "troops", "the foreign ministry"), found on the parsed tokens.

A role ends at a token: ``Roles.ending_at(parse, token)`` reads backwards from it, so that the head noun of a phrase
tells its role.
"""

from dataclasses import dataclass

from detente.coding.gazetteer import RoleWords
from detente.coding.tree import Parse, Token
from detente.lexicon import Lexicon

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Role:
    """What a role word says: the sector, the office if it is one, and the state, where only one calls it so."""

    sector: str | None
    office: str | None
    words: int
    country: str | None = None


class Roles:
    """The index of role words by their last word; build it with ``lexicon.built("roles", Roles, Roles)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        listed = lexicon.words("roles", RoleWords)
        self._by_last: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
        for office in listed.offices:
            self._add(office.words, office.sector, office.id, office.country)
        for institution in listed.institutions:
            self._add(institution.words, institution.sector, None, None)
        for entries in self._by_last.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[0], entry[1].office is None))

    def _add(self, phrases: list[str], sector: str | None, office: str | None, country: str | None) -> None:
        for phrase in phrases:
            words = tuple(phrase.lower().replace("-", " - ").split())
            self._by_last.setdefault(words[-1], []).append((words, Role(sector, office, len(words), country)))

    def ending_at(self, parse: Parse, token: Token) -> Role | None:
        """The longest role phrase whose last word is this noun, in its singular or plural; None if there is none."""
        if token.tag not in NOUN_TAGS:
            return None
        for last in dict.fromkeys((token.text.lower(), token.lemma)):
            for words, role in self._by_last.get(last, ()):
                if self._matches(parse, token, words):
                    return role
        return None

    @staticmethod
    def _matches(parse: Parse, token: Token, words: tuple[str, ...]) -> bool:
        first = token.index - len(words) + 1
        before = parse.tokens[max(first, 0) : token.index]
        return len(before) == len(words) - 1 and all(
            each.text.lower() == word for each, word in zip(before, words[:-1], strict=True)
        )
