"""A claim before it is put together, and its phrases: who holds it, what is held, whom it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.coding.arguments import NamedParts, is_somebody
from detente.coding.claim_words import ClaimWords
from detente.coding.frames import is_passive, verb_frame
from detente.coding.tree import Parse, Token
from detente.model import ActorMention, Quotation, Span, Stance, Why, span_of

UNKNOWN = Why(rule="claimant.words", score=0.4)
# What hangs on a name and is no part of who it is.
ASIDES = frozenset({"relcl", "advcl", "punct", "cc", "conj", "preconj", "acl"})


@dataclass(frozen=True, slots=True)
class Held:
    """What the words tell of a claim before it is put together.

    ``quotation``: the one of whose words it was read; None where it stands at words of blame or denial.
    """

    trigger: Token
    stance: Stance
    claimant: ActorMention | None
    about: ActorMention | None
    proposition: Span
    rule: str
    accuses: bool
    quotation: Quotation | None = None


class Phrases:
    """The phrases of one parse, with the actors that they name."""

    def __init__(self, parse: Parse, actors: Sequence[ActorMention], words: ClaimWords) -> None:
        self.parse = parse
        self.words = words
        self.parts = NamedParts(parse, actors)

    def below(self, head: Token, *, without: Sequence[Token] = ()) -> Span:
        """All words that hang on the head, in one span that ends before the first of ``without`` after it."""
        words = self.parse.subtree(head)
        last = min((each.index for each in without if each.index > head.index), default=words[-1].index + 1)
        kept = [each for each in words if each.index < last] or [head]
        while len(kept) > 1 and kept[-1].dep in {"punct", "cc"} and kept[-1].index > head.index:
            kept.pop()
        return span_of(self.parse.text, kept[0].start, kept[-1].end)

    def from_to(self, first: Token, last: Token) -> Span:
        """The words from one token's phrase to another's."""
        start = min(self.parse.subtree(first)[0].start, self.parse.subtree(last)[0].start)
        end = max(self.below(first).end, self.below(last).end)
        return span_of(self.parse.text, start, end)

    def claimants(self, heads: Sequence[Token]) -> list[ActorMention | None]:
        """Who holds it: mentions, widened to their phrase, or the bare words; [None] where nobody is named."""
        if not heads:
            return [None]
        named = self.parts.named_by(heads)
        holders = [each for each in filter(is_somebody, named) if not _is_part(each, named)] or [*named[:1]]
        if len(holders) > 1:
            return [*holders]
        phrase = self._phrase(heads[0])
        if not holders:
            return [ActorMention(span=phrase, actor=None, why=UNKNOWN)]
        own = holders[0]
        if heads[0].end > own.span.end or heads[0].start < own.span.start:
            # "The Peru office" is of Peru, but no Peru itself; nor is "Lee's campaign" Lee.
            actor = replace(own.actor, name=None, wikidata=None) if own.actor else None
            return [ActorMention(span=phrase, actor=actor, why=own.why)]
        return [own]

    def about(self, heads: Sequence[Token]) -> ActorMention | None:
        """The first that these words name; the bare words where they name nobody that is known; None for no words."""
        if not heads:
            return None
        named = self.parts.named_by(heads)
        found = next(filter(is_somebody, named), None) or next(iter(named), None)
        return found or ActorMention(span=self._phrase(heads[0]), actor=None, why=UNKNOWN)

    def is_named(self, token: Token) -> bool:
        """Whether the word, or one before it that says whose it is, names somebody: "government planes"."""
        return any(each.span.start <= token.start for each in self.parts.named_by([token]))

    def sayers(self, verb: Token) -> tuple[Token, ...]:
        """Who does what a verb tells; in the passive also after "in a statement by"; of a writing whoever gave it."""
        heads = verb_frame(self.parse, verb).subject
        if heads or not is_passive(self.parse, verb):
            return self._givers(verb, heads)
        nouns = [one for each in self.parse.children(verb) if each.lemma == "in" for one in self.parse.children(each)]
        inner = [one for each in nouns for one in self.parse.children(each) if one.lemma == "by"]
        return tuple(one for each in inner for one in self.parse.children(each) if one.dep == "pobj")

    def _givers(self, verb: Token, heads: tuple[Token, ...]) -> tuple[Token, ...]:
        """For the message in "posted a message on Twitter blaming Iran" those who posted it; else the heads."""
        noun = self.parse.head(verb)
        if verb.dep != "acl" or len(heads) != 1 or heads[0].index != noun.index:
            return heads
        while noun.dep in {"pobj", "prep"}:
            noun = self.parse.head(noun)
        if noun.lemma in self.words.writings and noun.dep == "dobj":
            return verb_frame(self.parse, self.parse.head(noun)).subject or heads
        return heads

    def inner(self, token: Token) -> Iterator[Token]:
        """The words that hang on a word, and on its prepositions and what follows these."""
        for child in self.parse.children(token):
            yield child
            if child.dep in {"pobj", "prep"}:
                yield from self.parse.children(child)

    def is_idle(self, verb: Token) -> bool:
        """Whether a verb is negated, or tells of what is not said to be so."""
        return self.is_negated(verb) or self.is_unsure(verb)

    def is_negated(self, token: Token) -> bool:
        """Whether "not" or "never" hangs on the word, or on its auxiliary."""
        children = list(self.parse.children(token))
        auxiliaries = [each for each in children if each.dep in {"aux", "auxpass"}]
        return any(each.dep == "neg" for one in (token, *auxiliaries) for each in self.parse.children(one))

    def is_unsure(self, verb: Token) -> bool:
        """Whether a verb tells what may be, is wanted or depends on a condition, not what was or is."""
        children = list(self.parse.children(verb))
        if any(
            each.lemma.lower() in self.words.conditions or (each.dep == "aux" and each.tag == "TO") for each in children
        ):
            return True
        if any(each.tag == "MD" for each in children):
            return True
        head = self.parse.head(verb)
        joined = verb.dep in {"conj", "xcomp"} and head.index != verb.index and head.pos in {"VERB", "AUX"}
        has_own = any(each.dep in {"nsubj", "nsubjpass", "aux"} for each in children)
        return joined and not has_own and self.is_unsure(head)

    def _phrase(self, head: Token) -> Span:
        """A name or noun with what says who it is, up to the first clause that only adds to it."""
        kept = [head]
        for child in self.parse.children(head):
            if child.index < head.index and child.dep not in ASIDES:
                kept += self.parse.subtree(child)
            elif child.index > head.index and child.dep == "prep" and child.lemma in self.words.belonging:
                inner = self.parse.subtree(child)
                kept += [] if any(each.dep in {"pcomp", "relcl", "acl"} for each in inner) else inner
        first, last = min(kept, key=lambda each: each.index), max(kept, key=lambda each: each.index)
        return span_of(self.parse.text, first.start, last.end)


def _is_part(mention: ActorMention, among: Sequence[ActorMention]) -> bool:
    """Whether a longer one of the mentions holds all its words: "Minister" in "Minister Ann Lee"."""
    own = mention.span
    lengths = [each.span.end - each.span.start for each in among if _holds(each.span, own)]
    return max(lengths) > own.end - own.start


def _holds(one: Span, other: Span) -> bool:
    return one.start <= other.start and other.end <= one.end
