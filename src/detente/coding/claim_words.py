"""The words by which claims are told: the shape of ``claims.yaml``."""

from collections.abc import Sequence

from detente.coding.tree import Token
from detente.lexicon import Words
from detente.model import Stance

# How a stance is told by one cue where several words could: a denial before a doubt before an assertion.
STANCES = (Stance.DENIES, Stance.DOUBTS, Stance.ASSERTS)


class ClaimWords(Words):
    """The shape of ``claims.yaml``. Words are lemmas, but for the cues by stance, ``negations`` and hedges: forms.

    Cues. ``asserts``, ``denies`` and ``doubts`` are cues of quotations by the stance that they tell, ``negations`` undo
    them; ``accusing`` are those that charge somebody by whatever they say of others.

    Charges. Events of ``accusing_types`` charge somebody, but for the rules of ``not_claims``. Verbs of ``attacking``
    tell what they charge after "for" or "as"; ``charging_nouns`` after "of" or in a clause; ``counts`` are what one who
    is charged is ``facing``. ``calling`` names somebody or something by a predicate. ``hedges`` leave a thing to nobody
    named, ``hedges_of_wrongs`` only beside ``wrong_nouns``.

    Wrongs. ``wrongs`` are verbs that charge whoever does them, ``harms`` those that charge only somebody known;
    ``guilty`` are predicates that charge whoever they are said of. ``no_doers`` act without guilt, ``anybody`` is
    nobody in particular.

    Denials. ``brushing_aside`` are verbs (with a particle as two words) that deny where their object is one of the
    ``charges``; what is ``refused`` is denied to somebody, and no proposition. ``untrue`` predicates call a thing false,
    softened by ``perhaps``; ``clearing`` ones clear whoever is charged, as objects of ``keeping`` too. ``evidence``
    that is not there (``finding``) is a doubt. ``selves`` are the pronouns by which a speaker denies a deed of his own,
    ``firsts`` those of them that are surely his.
    """

    asserts: frozenset[str]
    denies: frozenset[str]
    doubts: frozenset[str]
    negations: frozenset[str]
    accusing: frozenset[str]
    accusing_types: frozenset[str]
    not_claims: frozenset[str]
    attacking: frozenset[str]
    charging_nouns: frozenset[str]
    counts: frozenset[str]
    facing: frozenset[str]
    brushing_aside: frozenset[str]
    charges: frozenset[str]
    refused: frozenset[str]
    untrue: frozenset[str]
    clearing: frozenset[str]
    keeping: frozenset[str]
    perhaps: frozenset[str]
    calling: frozenset[str]
    selves: frozenset[str]
    firsts: frozenset[str]
    anybody: frozenset[str]
    hedges: frozenset[str]
    hedges_of_wrongs: frozenset[str]
    evidence: frozenset[str]
    finding: frozenset[str]
    wrongs: frozenset[str]
    harms: frozenset[str]
    wrong_nouns: frozenset[str]
    no_doers: frozenset[str]
    guilty: frozenset[str]
    owned_nouns: frozenset[str]
    decisions: frozenset[str]
    doing: frozenset[str]
    parts: frozenset[str]
    unasserted: frozenset[str]
    belonging: frozenset[str]
    reporting: frozenset[str]
    copulas: frozenset[str]
    denied: frozenset[str]
    conditions: frozenset[str]
    contents: frozenset[str]
    sources: frozenset[str]


def stance_of(cue: Sequence[Token], words: ClaimWords) -> Stance | None:
    """The stance that the words of a quotation's cue tell; None where they tell none, or are negated."""
    said = {token.text.lower() for token in cue}
    if said & words.negations:
        return None
    forms = {Stance.DENIES: words.denies, Stance.DOUBTS: words.doubts, Stance.ASSERTS: words.asserts}
    return next((stance for stance in STANCES if said & forms[stance]), None)
