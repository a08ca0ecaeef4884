"""A parsed article and its actors in, who said what out: direct, indirect and mixed quotations with cue and speaker.

Quotation marks are paired first (``quotation_marks``), cues found outside them (``quotation_cues``), then each cue gets
its content (``quotation_parts``) and speaker (``quotation_speakers``), and direct speech its further sentences
(``quotation_runs``). What people are said to think, want or refuse counts as well as what they say. A cue inside
another's content is left out unless it quotes in its turn, since the outer speaker speaks of it. ``why.score`` is the
rule's hit rate. Irony and free indirect speech are not seen.
"""

from collections.abc import Callable, Sequence

from detente.coding.quotation_cues import find_cues
from detente.coding.quotation_frames import CONFIDENCE, SPEAKING, Cue, Frame, QuotationWords, standing_of
from detente.coding.quotation_marks import find_marked, paragraphs_of
from detente.coding.quotation_parts import Piece, content_of
from detente.coding.quotation_reading import Reading, read_marks
from detente.coding.quotation_runs import is_marked, loose_marked, with_what_follows
from detente.coding.quotation_speakers import speaker_mention, speaker_of
from detente.coding.tree import Parse
from detente.lexicon import Lexicon
from detente.model import ActorMention, Quotation, QuotationKind, Why, content_id, span_of

# How often whole sentences in marks without a cue lie in an annotated content, counted as CONFIDENCE was: 134 of 170.
LOOSE_CONFIDENCE = 0.79

# Where a cue inside another's content hangs when it says only what that speaker spoke of; the second only without marks
# beside it. On 600 training documents 3 to 23 in 100 of these are annotated, of others (``advcl``, ``relcl``) 31 to 44.
IDLE = frozenset({"ccomp", "xcomp", "root"})
IDLE_UNMARKED = frozenset({"acl", "pcomp"})

Attributed = tuple[Cue, list[Piece]]


def find_quotations(
    parse: Parse, actors: Sequence[ActorMention], lexicon: Lexicon, article_id: str
) -> tuple[Quotation, ...]:
    """The quotations of an article in the order of their cues; an empty tuple where nobody is quoted."""
    words = lexicon.words("quotations", QuotationWords)
    reading = read_marks(parse, find_marked(parse.text, paragraphs_of(parse)))
    attributed = _attributed(reading, words)
    held = _holder(attributed)
    spoken = [
        (cue, pieces, _speaker(reading, cue, words, actors))
        for cue, pieces in attributed
        if pieces and not (held(cue) and _is_idle(parse, cue))
    ]
    found = [
        _quotation(reading, cue, pieces, speaker, article_id)
        for cue, pieces, speaker in spoken
        if not _is_unspoken(reading, cue, pieces, speaker)
    ]
    claimed = [piece for _, pieces in attributed for piece in pieces]
    found += [_loose_quotation(parse.text, each, article_id) for each in loose_marked(reading, claimed)]
    return tuple(sorted(found, key=lambda each: (each.cue or each.content)[0].start))


def _attributed(reading: Reading, words: QuotationWords) -> list[Attributed]:
    cues = _whole_cues(list(find_cues(reading, words)), words)
    spoken = [cue for cue in cues if cue.frame in SPEAKING]
    return [(cue, with_what_follows(reading, content_of(reading, cue, words), cue, spoken)) for cue in cues]


def _whole_cues(cues: Sequence[Cue], words: QuotationWords) -> list[Cue]:
    """The cues that are no part of another's words and whose marked words no verb of saying claims.

    Left out: "saying" in "issued a statement saying"; "was" in "It was late: 'We must go,' she said".
    """
    parts = {token.index for cue in cues for token in cue.tokens if token != cue.head}
    said = {each for cue in cues if cue.frame in SPEAKING and words.attributes(cue.head.lemma) for each in cue.marked}

    def is_idle(cue: Cue) -> bool:
        claimed = cue.frame is Frame.MARKS and all(each in said for each in cue.marked)
        return claimed and not words.attributes(cue.head.lemma) and cue.head.lemma not in words.quoting

    return [cue for cue in cues if cue.head.index not in parts and not is_idle(cue)]


def _holder(attributed: Sequence[Attributed]) -> Callable[[Cue], bool]:
    """A test of whether a cue stands inside what another cue attributes."""

    def held(cue: Cue) -> bool:
        place = cue.head.start
        return any(start <= place < end for other, pieces in attributed if other is not cue for start, end in pieces)

    return held


def _is_idle(parse: Parse, cue: Cue) -> bool:
    """Whether a cue inside another's content only says what that speaker spoke of: "she said he *wants* to win"."""
    if cue.frame in {Frame.ATTRIBUTING, Frame.ASIDE}:
        return False
    branch = cue.head
    while branch.dep == "conj":
        branch = parse.head(branch)
    return cue.frame not in SPEAKING or branch.dep in IDLE or (branch.dep in IDLE_UNMARKED and not cue.marked)


def _is_unspoken(reading: Reading, cue: Cue, pieces: Sequence[Piece], speaker: ActorMention | None) -> bool:
    """Whether nobody is named who would speak of an object that stands outside marks: "a book praising the king"."""
    return speaker is None and cue.frame is Frame.OBJECT and _kind(reading, pieces) is QuotationKind.INDIRECT


def _speaker(reading: Reading, cue: Cue, words: QuotationWords, actors: Sequence[ActorMention]) -> ActorMention | None:
    found = speaker_of(reading, cue, words)
    return None if found is None else speaker_mention(reading.parse, found[0], found[1], actors)


def _quotation(
    reading: Reading, cue: Cue, pieces: Sequence[Piece], speaker: ActorMention | None, article_id: str
) -> Quotation:
    text, standing = reading.parse.text, standing_of(reading.parse, cue.head)
    place = (cue.tokens[0].start, cue.tokens[-1].end)
    spans = (span_of(text, *place),)
    return Quotation(
        id=content_id(article_id, pieces, [place]),
        article=article_id,
        content=tuple(span_of(text, start, end) for start, end in pieces),
        cue=spans,
        speaker=speaker,
        kind=_kind(reading, pieces),
        why=Why(rule=f"quotation:{cue.frame}:{standing}", score=CONFIDENCE[cue.frame][standing], spans=spans),
    )


def _loose_quotation(text: str, pieces: Sequence[Piece], article_id: str) -> Quotation:
    content = tuple(span_of(text, start, end) for start, end in pieces)
    return Quotation(
        id=content_id(article_id, pieces, []),
        article=article_id,
        content=content,
        cue=(),
        speaker=None,
        kind=QuotationKind.DIRECT,
        why=Why(rule="quotation:loose", score=LOOSE_CONFIDENCE, spans=content),
    )


def _kind(reading: Reading, pieces: Sequence[Piece]) -> QuotationKind:
    if is_marked(reading, pieces):
        return QuotationKind.DIRECT
    if any(each.start < end and start < each.end for each in reading.marked for start, end in pieces):
        return QuotationKind.MIXED
    return QuotationKind.INDIRECT
