"""Marked stretches and what the cues claim in, what else is quoted out: sentences that go on, and ones nobody claims.

A direct quotation goes on in the marked sentence after the cue's sentence, in a paragraph that is all in marks, and
wherever the marks of one paragraph were left open for the next. Whole sentences in marks that no cue claims are
quotations of someone the text does not name there; single words and titles in marks ("scare quotes") are none.
"""

from collections.abc import Sequence

from detente.coding.quotation_frames import SPEAKING, Cue, Frame
from detente.coding.quotation_marks import Marked, marked_text
from detente.coding.quotation_parts import Piece
from detente.coding.quotation_reading import Reading, begins_sentence

# The most characters between a direct quotation and the marked sentence that goes on with it ('…,' said X, who leads Y.
# '…'): a bound on the search, not tuned.
LONGEST_RETURN = 300
# Fewer words than this in marks are more often a title or a name than a quotation; set by reading, not tuned.
SHORTEST_LOOSE = 4
# A heading in single marks does not go on with speech in double ones.
SINGLE = frozenset("'‘")
SENTENCE_ENDS = (".", "!", "?")


def with_what_follows(reading: Reading, pieces: list[Piece], cue: Cue, spoken: Sequence[Cue]) -> list[Piece]:
    """The content, and after a direct quotation the further marked sentences that the same speaker goes on with."""
    if not pieces or cue.frame not in SPEAKING - {Frame.SIGNED}:
        return pieces
    direct = bool(cue.marked) and is_marked(reading, pieces[-1:])
    # "Rates will rise, Ruiz said. 'We must act.'": what was told before its cue goes on in marks after it.
    told_before = pieces[-1][1] <= cue.tokens[0].start
    if not direct and not told_before:
        return pieces
    taken = [*_begun_before(reading, cue, spoken), *pieces] if direct else list(pieces)
    last_end = max(cue.tokens[-1].end, pieces[-1][1])
    passed = last_end
    before: Marked | None = None
    for marked in reading.marked:
        left_open = before is not None and before.goes_on and before.end == last_end
        before = marked
        if marked.start < last_end:
            continue
        if _is_title(reading, passed, marked):
            passed = marked.end
            continue
        if _is_anothers(cue, last_end, marked, spoken) or not (
            left_open or _goes_on(reading, pieces[-1][0] if direct else None, passed, marked)
        ):
            break
        taken.append((marked.start, marked.end))
        last_end = passed = marked.end
    return taken


def _begun_before(reading: Reading, cue: Cue, spoken: Sequence[Cue]) -> list[Piece]:
    """The stretches of earlier paragraphs that were left open and end in the first one beside the cue."""
    begun: list[Piece] = []
    place = reading.marked.index(cue.marked[0])
    while place > 0 and reading.marked[place - 1].goes_on:
        place -= 1
        if any(reading.marked[place] in each.marked for each in spoken if each is not cue):
            return []
        begun.insert(0, (reading.marked[place].start, reading.marked[place].end))
    return begun


def is_marked(reading: Reading, pieces: Sequence[Piece]) -> bool:
    """Whether all the pieces stand in quotation marks."""
    return all(any(each.start <= start and end <= each.end for each in reading.marked) for start, end in pieces)


def _is_title(reading: Reading, last_end: int, marked: Marked) -> bool:
    """Whether marked words stand inside the sentence that names the speaker: "'…,' Ruiz said on 'World Tonight.'"."""
    between = reading.parse.text[last_end : marked.start]
    return "\n\n" not in between and between.strip()[-1:].isalpha() and not begins_sentence(reading.parse.text, marked)


def _goes_on(reading: Reading, begun: int | None, last_end: int, marked: Marked) -> bool:
    """Whether marked words are a new sentence of the same speech, next in the paragraph or a paragraph of their own."""
    text = reading.parse.text
    if begun is not None and (text[marked.start] in SINGLE) != (text[begun] in SINGLE):
        return False
    ending, *further = text[last_end : marked.start].split("\n\n")
    if len(ending) > LONGEST_RETURN or (ending.strip() and not ending.rstrip().endswith(SENTENCE_ENDS)):
        return False
    alone = text[marked.end : marked.end + 2] in {"", "\n\n"}
    if begun is None:
        return not further and begins_sentence(text, marked)
    return not further or (alone and not any(part.strip() for part in further))


def _is_anothers(cue: Cue, last_end: int, marked: Marked, spoken: Sequence[Cue]) -> bool:
    """Whether another cue claims the marked words, or speaks in a sentence of its own before them."""
    others = [each for each in spoken if each is not cue]
    between = (each for each in others if last_end <= each.head.start < marked.start)
    return any(marked in each.marked for each in others) or any(
        each.head.sentence != cue.head.sentence for each in between
    )


def loose_marked(reading: Reading, claimed: Sequence[Piece]) -> list[list[Piece]]:
    """Whole sentences in marks that touch no claimed piece: someone is quoted, and the text does not say who.

    Paragraphs whose marks were left open for the next one are the pieces of one quotation.
    """
    loose: list[list[Piece]] = []
    open_before = False
    for each in reading.marked:
        free = not any(start < each.end and each.start < end for start, end in claimed)
        if free and (open_before or _is_sentence(reading.parse.text, each)):
            if open_before:
                loose[-1].append((each.start, each.end))
            else:
                loose.append([(each.start, each.end)])
        open_before = free and each.goes_on and bool(loose) and loose[-1][-1] == (each.start, each.end)
    return loose


def _is_sentence(text: str, marked: Marked) -> bool:
    inner = marked_text(text, marked)
    whole = marked.goes_on or inner.endswith((*SENTENCE_ENDS, ","))
    return len(inner.split()) >= SHORTEST_LOOSE and inner[0].isupper() and whole
