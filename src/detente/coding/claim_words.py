"""The words by which claims are told: the shape of ``claims.yaml``."""

from collections.abc import Sequence

from detente.coding.tree import Token
from detente.lexicon import Words
from detente.model import Stance

# How a stance is told by one cue where several words could: a denial before a doubt before an assertion.
STANCES = (Stance.DENIES, Stance.DOUBTS, Stance.ASSERTS)


class ClaimWords(Words):
    """The shape of ``claims.yaml``. Words are lemmas, but for the cues by stance, ``negations`` and hedges: forms.

    Cues. ``asserts``, ``denies`` and ``doubts`` are cues of quotations by the stance that they tell; ``negations`` undo
    them, ``unasserted`` ones say of nothing that it is so. ``accusing`` cues charge by whatever they say of others.

    Charges. Events of ``accusing_types`` charge somebody, but for the rules of ``not_claims``. ``attacking`` verbs tell
    what for, or attack ``decisions``; ``calling`` ones name somebody by a predicate; what is ``reporting`` in the
    passive leaves a wrong to nobody named, as ``hedges`` do and, beside a wrong, ``hedges_of_wrongs``.
    ``charging_nouns`` charge by themselves, ``owned_nouns`` where words say whose they are; ``contents`` lead to what
    they charge and ``sources`` to whose; verbs tell it after the prepositions of ``charged_after`` and
    ``attacked_for``, those of the modes ``inquiring`` only there. ``counts`` are what one who is charged is ``facing``.

    Wrongs. ``wrongs`` are verbs that charge whoever does them, ``harms`` only somebody known; ``doing`` verbs do so
    with ``wrong_nouns``, ``bearing`` ones with ``blame``, ``parts`` in the passive. ``guilty`` predicates, joined
    by ``copulas``, charge whoever they are said of. ``no_doers`` act without guilt, ``anybody`` is nobody in
    particular, ``agents`` act with intent. ``amounting`` verbs call a thing a wrong, ``ill`` adverbs make one of a
    deed; ``omitted`` ones are wrongs undone, ``trying`` and ``surmising`` ones wrongs that are tried or thought.
    ``bodies`` are no "he".

    ``reproaching`` verbs charge with what follows their preposition, ``voicing`` ones where it holds a wrong;
    ``tracing`` and ``linking`` lay a wrong to somebody, ``likening`` ones compare him with ``likenesses``;
    ``recording`` ones tell of wrongs, ``critical`` adjectives reproach. ``criticizing`` cues charge with all they
    tell, ``accusers`` by whatever they say. ``telling_nouns`` charge in plain words of somebody who is ``raising``
    or ``citing`` them; ``pointing`` words mean a charge told before. ``arresting`` leaves a charge open;
    ``writings`` are their givers'. ``suspecting`` needs a wrong; ``unnamed`` and ``reflexives`` are charged by
    nobody.

    Denials. ``brushing_aside`` verbs (with a particle as two words) deny, and ``doubting`` ones doubt, where their
    object is one of the ``charges``; what is ``refused`` is denied to somebody, and no proposition. ``untrue``
    predicates call a thing false, softened by ``perhaps``; ``clearing`` ones clear whoever is charged, as objects
    of ``keeping`` too, and so do negated ``denied`` ones. One may be ``having`` ``nothing`` or no ``parts_in`` a
    deed. ``evidence`` that is not there (``finding``) is a doubt. ``selves`` are pronouns that may be the speaker,
    ``firsts`` surely. ``breaking`` clears whoever did not, ``perceiving`` nobody; ``telling`` hands a denial on.
    What follows ``conditions`` is not said to be so. ``belonging`` prepositions say who somebody is.
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
    bearing: frozenset[str]
    blame: frozenset[str]
    parts_in: frozenset[str]
    nothing: frozenset[str]
    having: frozenset[str]
    doubting: frozenset[str]
    charged_after: dict[str, list[str]]
    inquiring: frozenset[str]
    attacked_for: list[str]
    copulas: frozenset[str]
    denied: frozenset[str]
    conditions: frozenset[str]
    contents: frozenset[str]
    sources: frozenset[str]
    reproaching: frozenset[str]
    voicing: frozenset[str]
    tracing: frozenset[str]
    linking: frozenset[str]
    likening: frozenset[str]
    likenesses: frozenset[str]
    recording: frozenset[str]
    critical: frozenset[str]
    criticizing: frozenset[str]
    accusers: frozenset[str]
    bodies: frozenset[str]
    omitted: frozenset[str]
    trying: frozenset[str]
    writings: frozenset[str]
    surmising: frozenset[str]
    breaking: frozenset[str]
    ill: frozenset[str]
    telling_nouns: frozenset[str]
    arresting: frozenset[str]
    raising: frozenset[str]
    citing: frozenset[str]
    unnamed: frozenset[str]
    agents: frozenset[str]
    amounting: frozenset[str]
    telling: frozenset[str]
    pointing: frozenset[str]
    suspecting: frozenset[str]
    perceiving: frozenset[str]
    reflexives: frozenset[str]


def stance_of(cue: Sequence[Token], words: ClaimWords) -> Stance | None:
    """The stance that the words of a quotation's cue tell; None where they tell none, or are negated."""
    said = {token.text.lower() for token in cue}
    if said & words.negations:
        return None
    forms = {Stance.DENIES: words.denies, Stance.DOUBTS: words.doubts, Stance.ASSERTS: words.asserts}
    return next((stance for stance in STANCES if said & forms[stance]), None)
