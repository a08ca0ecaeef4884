"""A parsed article in our own words: tokens that know their characters, their head and their children.

Nothing here knows which parser made it. Labels are those of the parser's treebank style (ClearNLP: ``nsubj``,
``dobj``, ``prep``, ``pobj`` …); tags are Penn Treebank's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token. ``index`` and ``head`` count tokens of the whole article; a root is its own head."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Tokens ``first`` to ``last`` (included) that the parser takes for a name, with its label (PERSON, ORG, GPE …)."""

    first: int
    last: int
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Tokens ``first`` to ``last`` (included), characters ``start`` to ``end``, in paragraph number ``paragraph``.

    ``body`` is False in article furniture (titles, bylines, datelines, teasers): names and dates are read there, events
    and quotations are not.
    """

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    body: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """The parsed paragraphs of one article. All offsets count characters of ``text``, the article's own."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    _children: tuple[tuple[int, ...], ...] = field(repr=False, compare=False)

    def children(self, token: Token) -> Iterator[Token]:
        """The tokens that hang on this one, in the order of the text."""
        return (self.tokens[index] for index in self._children[token.index])

    def head(self, token: Token) -> Token:
        """The token that this one hangs on; a root gives itself."""
        return self.tokens[token.head]

    def subtree(self, token: Token) -> list[Token]:
        """The token and all that hangs on it, in the order of the text."""
        found, open_list = [], [token]
        while open_list:
            current = open_list.pop()
            found.append(current)
            open_list.extend(self.children(current))
        return sorted(found, key=lambda each: each.index)

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The chain of heads above the token, nearest first, the root last."""
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of one sentence."""
        return self.tokens[sentence.first : sentence.last + 1]

    def body_sentences(self) -> Iterator[Sentence]:
        """The sentences that are not article furniture."""
        return (sentence for sentence in self.sentences if sentence.body)

    def sentence_at(self, token: Token) -> Sentence:
        """The sentence that the token stands in."""
        return self.sentences[token.sentence]

    def tokens_between(self, start: int, end: int) -> list[Token]:
        """The tokens that share a character with ``text[start:end]``, found by bisection."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        found = []
        while low < len(self.tokens) and self.tokens[low].start < end:
            found.append(self.tokens[low])
            low += 1
        return found


def make_parse(
    text: str, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], entities: tuple[Entity, ...]
) -> Parse:
    """A parse with its children worked out from the heads."""
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    return Parse(
        text=text,
        tokens=tokens,
        sentences=sentences,
        entities=entities,
        _children=tuple(tuple(each) for each in children),
    )


def head_of(tokens: Sequence[Token]) -> Token:
    """The token whose head lies outside the stretch; the last such one."""
    low, high = tokens[0].index, tokens[-1].index
    return next((token for token in reversed(tokens) if not low <= token.head <= high), tokens[-1])


def head_token(parse: Parse, span: Span) -> Token:
    """The head of the tokens that the span covers; it covers one at least."""
    return head_of(parse.tokens_between(span.start, span.end))
