"""The shapes that finding quotations shares: the cue words of a language, the frames a cue may stand in, and the cue.

Nothing is found here: ``quotation_cues`` finds the cues, ``quotation_parts`` what they attribute, and
``quotation_speakers`` to whom.
"""

from dataclasses import dataclass
from enum import StrEnum

from detente.coding.quotation_marks import Marked
from detente.coding.tree import Parse, Token
from detente.lexicon import Words

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})


class QuotationWords(Words):
    """The cue words of a language, by lemma; ``quotations.yaml`` says what each list means."""

    clause: frozenset[str]
    quoting: frozenset[str]
    infinitive: frozenset[str]
    object: frozenset[str]
    addressed: frozenset[str]
    passive: frozenset[str]
    passive_prepositions: frozenset[str]
    seeming: frozenset[str]
    hedging: frozenset[str]
    prepositions: dict[str, frozenset[str]]
    viewing: frozenset[str]
    viewing_prepositions: frozenset[str]
    nouns: frozenset[str]
    noun_prepositions: dict[str, frozenset[str]]
    owner_prepositions: frozenset[str]
    unspoken_prepositions: frozenset[str]
    attributing: list[tuple[str, str]]
    reporting: frozenset[str]
    asking: frozenset[str]
    inquiring: frozenset[str]
    light: frozenset[str]
    linking: frozenset[str]
    adjectives: frozenset[str]
    adjective_prepositions: dict[str, frozenset[str]]
    leading: frozenset[str]
    media: frozenset[str]
    labels: frozenset[str]
    own_voice: frozenset[str]
    empty_subjects: frozenset[str]

    def attributes(self, lemma: str) -> bool:
        """Whether a verb may be a cue in any frame."""
        lists = (self.clause, self.object, self.infinitive, self.prepositions, self.passive)
        return any(lemma in each for each in lists)


class Frame(StrEnum):
    """How a cue and what it attributes hang together; the name is part of the rule's id."""

    CLAUSE = "clause"
    MARKS = "marks"
    FRAGMENT = "fragment"
    ASIDE = "aside"
    INFINITIVE = "infinitive"
    OBJECT = "object"
    PREPOSITION = "preposition"
    VIEWING = "viewing"
    PASSIVE = "passive"
    SEEMING = "seeming"
    NOUN = "noun"
    LIGHT = "light"
    HEDGE = "hedge"
    ATTRIBUTING = "attributing"
    COLON = "colon"
    SIGNED = "signed"


SPEAKING = frozenset({Frame.CLAUSE, Frame.MARKS, Frame.FRAGMENT, Frame.ASIDE, Frame.SIGNED})


class Standing(StrEnum):
    """Where a cue stands in its sentence: in the main clause, beside it, or inside another clause."""

    MAIN = "main"
    JOINED = "joined"
    NESTED = "nested"


def _rates(main: float, joined: float, nested: float) -> dict[Standing, float]:
    return {Standing.MAIN: main, Standing.JOINED: joined, Standing.NESTED: nested}


# How often a cue of this frame and standing is one in the annotation too: counted on 420 documents of the quotations
# training pack. Cells with fewer than 20 cues (viewing; fragment, passive and seeming when joined) take a near rate;
# light verbs, hedges and signatures are set by hand.
CONFIDENCE: dict[Frame, dict[Standing, float]] = {
    Frame.CLAUSE: _rates(0.96, 0.89, 0.60),
    Frame.MARKS: _rates(0.90, 0.72, 0.69),
    Frame.FRAGMENT: _rates(0.60, 0.60, 0.50),
    Frame.ASIDE: _rates(0.94, 0.78, 0.62),
    Frame.INFINITIVE: _rates(0.82, 0.77, 0.57),
    Frame.OBJECT: _rates(0.85, 0.71, 0.52),
    Frame.PREPOSITION: _rates(0.87, 0.81, 0.55),
    Frame.VIEWING: _rates(0.85, 0.71, 0.52),
    Frame.PASSIVE: _rates(0.88, 0.67, 0.67),
    Frame.SEEMING: _rates(0.70, 0.61, 0.61),
    Frame.NOUN: _rates(0.67, 0.67, 0.67),
    Frame.LIGHT: _rates(0.67, 0.67, 0.67),
    Frame.HEDGE: _rates(0.67, 0.67, 0.67),
    Frame.ATTRIBUTING: _rates(0.94, 0.94, 0.94),
    Frame.COLON: _rates(0.42, 0.42, 0.42),
    Frame.SIGNED: _rates(0.90, 0.90, 0.90),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue: its head, all its tokens, its frame, what hangs on it, and the marked stretches beside it.

    ``addressed``: the cue's object or passive subject is the one spoken to, not what is spoken of. ``leader``: the verb
    before the head that belongs to the cue and whose subject speaks, "made" in "made an effort to explain".
    """

    head: Token
    tokens: tuple[Token, ...]
    frame: Frame
    complement: Token | None = None
    marked: tuple[Marked, ...] = ()
    addressed: bool = False
    leader: Token | None = None


def standing_of(parse: Parse, token: Token) -> Standing:
    """The standing of the clause that the token heads."""
    joined = False
    while token.head != token.index:
        if token.dep not in {"conj", "parataxis", "advcl"}:
            return Standing.NESTED
        joined = joined or token.dep == "advcl"
        token = parse.head(token)
    return Standing.JOINED if joined else Standing.MAIN
