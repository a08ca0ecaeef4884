"""A text in; its sentences, each as the weighed terms by which a rewording of it can be told, out.

A spinner swaps words and turns clauses round, and keeps names, numbers and most stems. Terms are numbers (words of
number too), the states that are named, however they are named, and the first letters of other words that tell
something. Weights depend on the kind of term alone and not on a store's counts, so that what is compared once need not
be compared again. Limits: full stops after short capitalised words end no sentence ("Gen. Ali", but "in Hanoi." does).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detente.lexicon import Lexicon, State, Words
from detente.linking.stories import StoryWords

# Weights in half points, swept on the first ten happenings of the corpus of spun copies (eval derivation), by the share
# of reworded sentences that lie above all but 2 in 1,000 of the wrong pairs: names .68, .66, .68, .74 with 2, 3, 4, 6;
# numbers .64, .64, .68, .69 with 2, 3, 4, 6; states .71, .71, .68 with 0, 1, 2. Long words count like others: .68, .66.
NAME, NUMBER, STATE, WORD = 4, 4, 1, 2

# First letters that stand for a word. Swept 4 to 7 in the same way: .68, .68, .66, .72; at 5 in 1,000 wrong pairs .84,
# .82, .83, .80.
LETTERS = 5
LEAST_LETTERS = 3

# Words of a state's name at most ("United States of America").
STATE_WORDS = 4

# A sentence of which more than this share stands in quotation marks says the same in independent tellings too.
QUOTED = 0.5

_TOKEN = re.compile(r"\d[\d.,]*\d|\w+")
_END = re.compile(r"(?:(?<=[.!?…])[\"”’')\]]{0,2}\s+|\n\s*)(?=[\"“‘'(\[]?[A-Z0-9ÀÁÉÓÖÜÅØÇČŠŞŻŁİ])")
_SHORT = re.compile(r"(?:\b[A-Z][a-z]{0,2}|\b(?:[A-Z]\.)+[A-Z])\.$")
_QUOTES = re.compile(r"[\"“][^\"“”]{1,600}[\"”]")

Terms = dict[int, int]


class DerivationWords(Words):
    """The number words of a language."""

    numbers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters ``start`` to ``end`` of a text; the weights of its terms; whether most of it is somebody's words."""

    start: int
    end: int
    quoted: bool
    terms: Terms


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known of the words of a language; made by ``vocabulary_of``."""

    common: frozenset[str]
    numbers: dict[str, str]
    states: dict[tuple[str, ...], str]

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of a text that have terms."""
        found = [self._sentence(text, start, end) for start, end in bounds(text)]
        return [each for each in found if each.terms]

    def _sentence(self, text: str, start: int, end: int) -> Sentence:
        quoted = sum(match.end() - match.start() for match in _QUOTES.finditer(text, start, end))
        terms: Terms = {}
        for term, weight in self._terms(_TOKEN.findall(text, start, end)):
            terms[term] = max(weight, terms.get(term, 0))
        return Sentence(start=start, end=end, quoted=quoted > QUOTED * (end - start), terms=terms)

    def _terms(self, tokens: list[str]) -> Iterator[tuple[int, int]]:
        folded = [token.casefold() for token in tokens]
        place = 0
        while place < len(tokens):
            length, state = self._state(tokens, folded, place)
            if state is not None:
                yield _digest(f"@{state}"), STATE
                place += length
                continue
            word = self.numbers.get(folded[place], folded[place])
            if word[0].isdigit():
                yield _digest(word), NUMBER if len(word) > 1 else WORD
            elif len(word) >= LEAST_LETTERS and word not in self.common:
                yield _digest(word[:LETTERS]), NAME if place and tokens[place][0].isupper() else WORD
            place += 1

    def _state(self, tokens: list[str], folded: list[str], place: int) -> tuple[int, str | None]:
        """How many words from here on name a state, and which."""
        if tokens[place][0].isupper():
            for length in range(min(STATE_WORDS, len(tokens) - place), 0, -1):
                found = self.states.get(tuple(folded[place : place + length]))
                if found is not None:
                    return length, found
        return 0, None


def vocabulary_of(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of the lexicon's language."""
    return lexicon.built("derivation", Vocabulary, _vocabulary)


def _vocabulary(lexicon: Lexicon) -> Vocabulary:
    states: dict[tuple[str, ...], str] = {}
    for state in lexicon.table("states", State):
        for name in (state.name, *state.aliases, *state.adjectives, *state.demonyms, *state.capitals):
            states.setdefault(tuple(_TOKEN.findall(name.casefold())), state.code)
    return Vocabulary(
        common=lexicon.words("stories", StoryWords).common,
        numbers=lexicon.words("derivation", DerivationWords).numbers,
        states=states,
    )


def bounds(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end, blanks and line breaks left out."""
    ends = (
        match.end()
        for match in _END.finditer(text)
        if "\n" in match.group() or not _SHORT.search(text, max(0, match.start() - 8), match.start())
    )
    cuts = [0, *ends]
    found = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        words = text[start:end].strip()
        if words:
            begin = text.index(words, start)
            found.append((begin, begin + len(words)))
    return found


@lru_cache(maxsize=1 << 16)
def _digest(term: str) -> int:
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=4).digest(), "big")
