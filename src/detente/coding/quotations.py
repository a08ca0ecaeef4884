"""A parsed article and its actors in, who said what out: direct, indirect and mixed quotations with cue and speaker.

Quotation marks are paired first (``quotation_marks``), cues found outside them (``quotation_cues``), then each cue gets its
content and speaker (``quotation_parts``).
"""

from collections.abc import Callable, Sequence

from detente.coding.quotation_cues import (
    SPEAKING,
    Cue,
    Frame,
    QuotationWords,
    Reading,
    find_cues,
    read_marks,
    standing_of,
)
from detente.coding.quotation_marks import Marked, find_marked, marked_text, paragraphs_of
from detente.coding.quotation_parts import Piece, content_of, speaker_of
from detente.coding.tree import Parse, Token
from detente.lexicon import Lexicon
from detente.model import ActorMention, Quotation, QuotationKind, Why, content_id, span_of

CONFIDENCE = dict.fromkeys(Frame, 0.5)


def find_quotations(
    parse: Parse, actors: Sequence[ActorMention], lexicon: Lexicon, article_id: str
) -> tuple[Quotation, ...]:
    """The quotations of an article in the order of their cues; an empty tuple where nobody is quoted."""
    words = lexicon.words("quotations", QuotationWords)
    reading = read_marks(parse, find_marked(parse.text, paragraphs_of(parse)))
    cues = list(find_cues(reading, words))
    spoken = [cue for cue in cues if cue.frame in SPEAKING]
    attributed = [(cue, _with_what_follows(reading, content_of(reading, cue), cue, spoken)) for cue in cues]
    held = _holder(attributed)
    found = [
        _quotation(reading, cue, pieces, actors, article_id)
        for cue, pieces in attributed
        if pieces and not (held(cue) and _is_idle(reading.parse, cue))
    ]
    found += [_loose_quotation(parse.text, each, article_id) for each in _loose(reading, attributed)]
    return tuple(sorted(found, key=lambda each: (each.cue or each.content)[0].start))


def _holder(attributed: Sequence[tuple[Cue, list[Piece]]]) -> Callable[[Cue], bool]:
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
    return cue.frame not in {Frame.CLAUSE, Frame.MARKS} or branch.dep in {"ccomp", "xcomp", "root"}


# The most characters between a direct quotation and the marked sentence that goes on with it: '…,' said X, who leads Y. '…'.
LONGEST_RETURN = 300


def _with_what_follows(reading: Reading, pieces: list[Piece], cue: Cue, spoken: Sequence[Cue]) -> list[Piece]:
    """The content, and after a direct quotation the further marked sentences that the same speaker goes on with."""
    if not cue.marked or not _fully_marked(reading, pieces[-1:]):
        return pieces
    taken = list(pieces)
    last_end = max(cue.tokens[-1].end, pieces[-1][1])
    for marked in reading.marked:
        if marked.start < last_end:
            continue
        if not _goes_on(reading, last_end, marked) or any(
            other is not cue and marked in other.marked for other in spoken
        ):
            break
        if any(
            last_end <= other.head.start < marked.start and other.head.sentence != cue.head.sentence for other in spoken
        ):
            break
        taken.append((marked.start, marked.end))
        last_end = marked.end
    return taken


def _goes_on(reading: Reading, last_end: int, marked: Marked) -> bool:
    """Whether the marked words are a new sentence of the same speech: next in the paragraph, or a paragraph of their own."""
    text = reading.parse.text
    between = text[last_end : marked.start]
    ending, *further = between.split("\n\n")
    if len(ending) > LONGEST_RETURN or (ending.strip() and ending.rstrip()[-1] not in ".!?"):
        return False
    alone = text[marked.end : marked.end + 2] in {"", "\n\n"}
    return not further or (alone and not any(part.strip() for part in further))


def _loose(reading: Reading, attributed: Sequence[tuple[Cue, list[Piece]]]) -> list[Marked]:
    """Whole sentences in marks that no cue claims: someone is quoted, and the text does not say who."""
    claimed = [piece for _, pieces in attributed for piece in pieces]
    return [
        each
        for each in reading.marked
        if _is_sentence(reading, each) and not any(start < each.end and each.start < end for start, end in claimed)
    ]


# Fewer words than this in marks are more often a title or a name than a quotation.
SHORTEST_LOOSE = 4


def _is_sentence(reading: Reading, marked: Marked) -> bool:
    inner = marked_text(reading.parse.text, marked)
    return len(inner.split()) >= SHORTEST_LOOSE and inner[0].isupper() and inner[-1] in ".?!,"


def _quotation(
    reading: Reading, cue: Cue, pieces: list[Piece], actors: Sequence[ActorMention], article_id: str
) -> Quotation:
    text = reading.parse.text
    content = tuple(span_of(text, start, end) for start, end in pieces)
    spans = (span_of(text, cue.tokens[0].start, cue.tokens[-1].end),)
    speaker = speaker_of(reading, cue)
    parts = [[(span.start, span.end) for span in each] for each in (content, spans)]
    return Quotation(
        id=content_id(article_id, *parts),
        article=article_id,
        content=content,
        cue=spans,
        speaker=None if speaker is None else _mention(text, speaker[0], speaker[1], actors),
        kind=_kind(reading, pieces),
        why=Why(
            rule=f"quotation:{cue.frame.value}:{standing_of(reading.parse, cue.head).value}",
            score=CONFIDENCE[cue.frame],
            spans=spans,
        ),
    )


def _loose_quotation(text: str, marked: Marked, article_id: str) -> Quotation:
    content = (span_of(text, marked.start, marked.end),)
    return Quotation(
        id=content_id(article_id, [(marked.start, marked.end)], []),
        article=article_id,
        content=content,
        cue=(),
        speaker=None,
        kind=QuotationKind.DIRECT,
        why=Why(rule="quotation:loose:main", score=0.5, spans=content),
    )


def _fully_marked(reading: Reading, pieces: Sequence[Piece]) -> bool:
    return all(any(each.start <= start and end <= each.end for each in reading.marked) for start, end in pieces)


def _kind(reading: Reading, pieces: Sequence[Piece]) -> QuotationKind:
    if _fully_marked(reading, pieces):
        return QuotationKind.DIRECT
    if any(each.start < end and start < each.end for each in reading.marked for start, end in pieces):
        return QuotationKind.MIXED
    return QuotationKind.INDIRECT


def _mention(text: str, piece: Piece, head: Token, actors: Sequence[ActorMention]) -> ActorMention:
    return ActorMention(span=span_of(text, *piece), actor=None, why=Why(rule="speaker:unresolved", score=0.5))
