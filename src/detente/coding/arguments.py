"""From the head word of a part of a clause to the actors that it names.

"Syrian targets" names Syria, "Assad's use of gas" Assad, "French and Egyptian warships" both; a description with a
name in apposition ("his counterpart, Sergey Lavrov") is that name. The actor need not be the head itself:
possessors come before adjectives, these before "of", and pronouns last ("his Turkish counterpart" is Turkey).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from detente.coding.tree import Parse, Token, head_token
from detente.model import ActorMention, Span

# Where a part's head names nobody, who is looked for, in this order: "X's envoy", "the X envoy", "of X".
INNER_PARTS = ("poss", "amod", "compound", "nmod", "npadvmod")
OF_PARTS = frozenset({"of", "from"})
DEEPEST = 3


def is_somebody(mention: ActorMention) -> bool:
    """Whether the mention says whose it is, and not only what: "Syrian troops", not "troops".

    A person of whom only the name is known is nobody yet.
    """
    actor = mention.actor
    return actor is not None and (actor.country is not None or (actor.name is not None and actor.sector is not None))


def in_order(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """The mentions in the order of the text, each once; those of one phrase ("both sides") in the order of names."""
    return tuple(sorted(dict.fromkeys(mentions), key=_place))


def _place(mention: ActorMention) -> tuple[int, int, str, str]:
    actor = mention.actor
    return mention.span.start, mention.span.end, (actor and actor.country) or "", (actor and actor.name) or ""


class NamedParts:
    """The mentions of one parse by their head tokens."""

    def __init__(self, parse: Parse, actors: Sequence[ActorMention]) -> None:
        self._parse = parse
        self._at: dict[int, ActorMention] = {}
        self._alike: dict[Span, list[ActorMention]] = {}
        for mention in actors:
            self._alike.setdefault(mention.span, []).append(mention)
            self._at[head_token(parse, mention.span).index] = mention
            for token in parse.tokens_between(mention.span.start, mention.span.end):
                self._at.setdefault(token.index, mention)

    def named_by(self, heads: Sequence[Token]) -> tuple[ActorMention, ...]:
        """The actors that these words name, joined ones included, each once, in the order of the text."""
        return in_order(mention for head in heads for mention in self._named(head, DEEPEST))

    def _named(self, head: Token, depth: int) -> Iterator[ActorMention]:
        """Those named by the word and by all that "and" joins to it, or to a word of its mention."""
        waiting, seen = [(head, depth)], {head.index}
        while waiting:
            word, left = waiting.pop()
            yield from self._one(word, left)
            for child in self._joined(word, left):
                if child.index not in seen:
                    seen.add(child.index)
                    waiting.append((child, left if child.head == word.index else left - 1))

    def _joined(self, head: Token, depth: int) -> Iterator[Token]:
        own = self._at.get(head.index)
        within = self._parse.tokens_between(own.span.start, own.span.end) if own and depth > 0 else [head]
        for child in chain.from_iterable(map(self._parse.children, within)):
            is_joined = child.dep == "conj" and child.pos in {"NOUN", "PROPN", "PRON", "ADJ"}
            if is_joined or (child.index in self._at and self._is_parsed_as_part(child, head)):
                yield child

    def _is_parsed_as_part(self, child: Token, head: Token) -> bool:
        """Whether "and" stands after a name that the parser takes for a part of the next ("Ann Lee and Bob Ray")."""
        between = self._parse.tokens[child.index + 1 : head.index]
        return child.dep in {"compound", "nmod"} and any(token.tag == "CC" for token in between)

    def _one(self, head: Token, depth: int) -> Iterator[ActorMention]:
        own = self._at.get(head.index)
        inner = self._inside(head, depth) if own is None or not is_somebody(own) else []
        beside = self._beside(head)
        if beside and (own is None or own.actor is None or own.actor.name is None):
            yield beside
        elif inner:
            yield from inner
        elif own is not None:
            yield from self._alike[own.span]
        if own is not None and depth > 0:
            yield from self._shared(own)

    def _shared(self, own: ActorMention) -> Iterator[ActorMention]:
        """Further states that share the noun of a mention: "British" in "US, British and French forces"."""
        for token in self._parse.tokens_between(own.span.start, own.span.end):
            inner = self._at.get(token.index)
            if inner is not None and inner.span != own.span and inner.actor and inner.actor.country:
                yield inner

    def _beside(self, head: Token) -> ActorMention | None:
        """A named actor in apposition to the word."""
        for child in self._parse.children(head):
            mention = self._at.get(child.index) if child.dep == "appos" else None
            if mention and mention.actor and mention.actor.name:
                return mention
        return None

    def _inside(self, head: Token, depth: int) -> list[ActorMention]:
        """Actors named within the noun phrase of a head that names none itself."""
        if depth == 0:
            return []
        children = list(self._parse.children(head))
        named = [[child for child in children if child.dep == dep and child.pos != "PRON"] for dep in INNER_PARTS]
        own = self._at.get(head.index)
        for group in (*named, [child for child in children if child.dep == "poss"]):
            inner = (mention for child in group for mention in self._named(child, depth - 1))
            # The words of a role ("foreign" in "foreign ministers") are covered by its own mention.
            found = [mention for mention in inner if mention != own]
            if found:
                return [mention for mention in found if mention.actor is not None] or found
        for child in children:
            if child.dep == "prep" and child.lemma in OF_PARTS:
                heads = [each for each in self._parse.children(child) if each.dep == "pobj"]
                found = [mention for each in heads for mention in self._named(each, depth - 1)]
                if found:
                    return found
        return []
