"""A place name in a parsed text in, its use out: the place itself ("in Moscow") or those who act there ("Moscow said").

The name's part in its clause decides (subject, object, possessor, what preposition it follows), and the word that it
hangs on may turn that ("pressure on Moscow", "captain of England"); both are listed in ``place_use.yaml``. Limits:
names in tables of results are told by their neighbours alone, and a sport's "at" is a place.
"""

import re

from detente.coding.tree import Parse, Token, head_token
from detente.lexicon import Lexicon, Words
from detente.model import PlaceUse, Span

SEPARATORS = frozenset({",", ";", ":", "-", "(", "and"})
# "paid tribute to Rome", "is loyal to Rome": below these the verb above counts too.
COMPLEMENTS = frozenset({"dobj", "advmod", "prep", "pobj", "nsubjpass", "attr", "acomp"})
NOMINALS = frozenset({"NOUN", "PROPN"})


class Part(Words):
    """The use of a name in one part of a clause, and the groups of words beside which it is the other one."""

    use: PlaceUse
    unless: tuple[str, ...] = ()


class UseWords(Words):
    """The shape of ``place_use.yaml``."""

    parts: dict[str, Part]
    groups: dict[str, list[str]]
    being: list[str]
    who: list[str]
    measures: list[str]
    place_complements: list[str]
    actor_complements: list[str]
    collectives: list[str]
    examples: list[str]
    beaten: list[str]
    sports: list[str]
    heading_places: list[str]
    score: str


class UseRules:
    """The parts of ``place_use.yaml`` with their words joined; build with ``lexicon.built``."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.words("place_use", UseWords)
        self.words = words
        self.parts = {
            name: (part.use, frozenset(word for group in part.unless for word in words.groups[group]))
            for name, part in words.parts.items()
        }
        self.score = re.compile(words.score)


def place_use(parse: Parse, span: Span, lexicon: Lexicon) -> PlaceUse:
    """Whether the name is meant as a place or for those who act there."""
    rules = lexicon.built("place_use", UseRules, UseRules)
    return _Reader(parse, rules).use(head_token(parse, span))


class _Reader:
    """Reads the names of one parse."""

    def __init__(self, parse: Parse, rules: UseRules) -> None:
        self._parse = parse
        self._rules = rules

    def use(self, token: Token) -> PlaceUse:
        """The use of the name with this head token."""
        head = self._parse.head(token)
        if self._in_result(token):
            return PlaceUse.METONYMIC
        if token.dep == "conj" and head.index != token.index:
            while head.dep == "conj" and head.pos in NOMINALS:
                head = self._parse.head(head)
            return self.use(head) if head.pos in NOMINALS else PlaceUse.LITERAL
        if token.dep == "appos":
            return self._beside(head)
        if token.dep == "pobj":
            return self._after_preposition(head)
        if token.dep == "nsubj" and self._is_told_place(head):
            return PlaceUse.LITERAL
        if self._is_acted_on(token, head):
            return PlaceUse.METONYMIC
        return self._by_part(token.dep, [head])

    def _is_acted_on(self, token: Token, verb: Token) -> bool:
        """Whether the subject makes an actor of the name: "be they Avalon", "sanctions hit Avalon"."""
        told_by = {"attr": self._rules.words.who, "dobj": self._rules.words.measures}.get(token.dep, ())
        return any(
            child.dep == "nsubj" and child.pos != "PROPN" and child.lemma in told_by
            for child in self._parse.children(verb)
        )

    def _after_preposition(self, preposition: Token) -> PlaceUse:
        governor = self._parse.head(preposition)
        if preposition.lemma in self._rules.words.examples and governor.lemma in self._rules.words.collectives:
            return self.use(governor)
        governors = [governor]
        if governor.dep in COMPLEMENTS and preposition.lemma != "of":
            governors.append(self._parse.head(governor))
        return self._by_part(preposition.lemma, governors)

    def _by_part(self, part: str, governors: list[Token]) -> PlaceUse:
        use, others = self._rules.parts.get(part, (PlaceUse.LITERAL, frozenset()))
        return _other(use) if any(each.lemma in others for each in governors) else use

    def _beside(self, head: Token) -> PlaceUse:
        """The use of a name in apposition: "the champions, Avalon" or "three countries, Avalon, Thule"."""
        if head.lemma in (*self._rules.words.actor_complements, *self._rules.words.who):
            return PlaceUse.METONYMIC
        return self.use(head) if head.lemma in self._rules.words.collectives else PlaceUse.LITERAL

    def _is_told_place(self, verb: Token) -> bool:
        """Whether the clause says "is a town", "is in the north"."""
        words = self._rules.words
        told = (child.lemma in words.place_complements for child in self._parse.children(verb) if child.dep == "attr")
        return verb.lemma in words.being and any(told)

    def _in_result(self, token: Token) -> bool:
        """Whether the name is a side in a match: beside "beat" or a score, or in the heading of a sports desk."""
        tokens, words = self._parse.tokens, self._rules.words
        before = tokens[token.index - 1] if token.index else None
        after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
        if any(each and each.text.lower() in words.beaten for each in (before, after)):
            return True
        if before and before.pos == "ADP" and before.lemma in words.heading_places:
            return False
        if after and self._rules.score.fullmatch(after.text) and token.sentence == after.sentence:
            return before is None or before.sentence != token.sentence or before.text in SEPARATORS
        first = tokens[self._parse.sentence_at(token).first]
        return first.text.isupper() and token.text.isupper() and first.text.lower() in words.sports


def _other(use: PlaceUse) -> PlaceUse:
    return PlaceUse.METONYMIC if use == PlaceUse.LITERAL else PlaceUse.LITERAL
