"""A cue in, the characters of what it attributes out.

Content is the complement's whole subtree, split where the cue stands in its middle, widened to the quotation marks that
it touches.
"""

from collections.abc import Iterable

from detente.coding.quotation_frames import PASSIVE_SUBJECTS, SUBJECTS, Cue, Frame, QuotationWords
from detente.coding.quotation_marks import Marked, marked_text
from detente.coding.quotation_reading import Reading
from detente.coding.tree import Parse, Token

# What follows an object and is still said of it; a further clause or a second verb is not.
SAID_OF = frozenset({"dobj", "oprd", "prep", "xcomp", "ccomp", "acomp", "attr", "dative", "pobj"})
BLANKS = " \t\n\r\xa0"
LOOSE_ENDS = BLANKS + ",;:-–—.("

# How marked words end that are whole: the writer's sentence may go on after them.
ENDS = frozenset(".,?!")

Piece = tuple[int, int]


def content_of(reading: Reading, cue: Cue, words: QuotationWords) -> list[Piece]:
    """The pieces of text that the cue attributes, rising and apart; empty where its frame holds nothing."""
    tokens = _content_tokens(reading.parse, cue, words)
    pieces = [_trim(reading.parse.text, piece) for piece in _runs(reading, tokens, cue)]
    touched = [_widen(reading, piece, cue) for piece in pieces if piece[0] < piece[1]]
    touched += [(each.start, each.end) for each in cue.marked if not touched or _is_marked(reading, touched)]
    return _joined(touched)


def _is_marked(reading: Reading, pieces: list[Piece]) -> bool:
    return any(each.start <= start and end <= each.end for each in reading.marked for start, end in pieces)


def _content_tokens(parse: Parse, cue: Cue, words: QuotationWords) -> list[Token]:
    complement = cue.complement
    if complement is None or cue.frame is Frame.SIGNED:
        return []
    if cue.frame is Frame.COLON:
        return [] if cue.marked else _rest_of_paragraph(parse, cue)
    if cue.frame is Frame.CLAUSE:
        return _said(parse, cue, complement, words)
    if cue.frame in {Frame.INFINITIVE, Frame.NOUN, Frame.LIGHT}:
        return parse.subtree(complement)
    if cue.frame in {Frame.ATTRIBUTING, Frame.HEDGE}:
        return _rest_of_clause(parse, cue)
    if cue.frame is Frame.ASIDE:
        own = {token.index for token in parse.subtree(cue.head)}
        return [token for token in parse.subtree(complement) if token.index not in own]
    if cue.frame in {Frame.PASSIVE, Frame.SEEMING}:
        return _subject_and_predicate(parse, cue, words)
    first = parse.subtree(complement)[0]
    said = [each for each in parse.children(cue.head) if each.dep in SAID_OF and each.index > cue.head.index]
    tokens = {token for each in said for token in parse.subtree(each) if token.index >= first.index}
    return sorted(tokens | set(parse.subtree(complement)), key=lambda each: each.index)


def _said(parse: Parse, cue: Cue, clause: Token, words: QuotationWords) -> list[Token]:
    """The clause up to where its speaker says something anew: "says he will go and tells them to stay"."""
    tokens = parse.subtree(clause)
    if clause.index < cue.head.index:
        return tokens
    ends = (_anew(parse, cue, each, words) for each in tokens if each.pos == "VERB")
    end = min((each for each in ends if each is not None), default=tokens[-1].index + 1)
    return [each for each in tokens if each.index < end]


def _anew(parse: Parse, cue: Cue, verb: Token, words: QuotationWords) -> int | None:
    """Where a verb inside a clause begins to tell what its speaker says next: "said it failed, adding that …"."""
    if verb.dep not in {"conj", "advcl"} or not words.attributes(verb.lemma):
        return None
    first = parse.subtree(verb)[0].index
    if verb.dep == "conj" and verb.tag == cue.head.tag != parse.head(verb).tag:
        joins = (each.index for each in parse.children(parse.head(verb)) if each.dep == "cc" and each.index < first)
        return max(joins, default=first)
    added = verb.dep == "advcl" and verb.tag == "VBG" and parse.tokens[first - 1].text == ","
    return first if added and first == verb.index else None


def _subject_and_predicate(parse: Parse, cue: Cue, words: QuotationWords) -> list[Token]:
    used = {token.index for token in cue.tokens}
    kept = [
        each
        for each in parse.children(cue.head)
        if each.index not in used
        and (_is_spoken_of(cue, each, words) or (each.index > cue.head.index and each.dep in SAID_OF))
    ]
    return sorted((token for each in kept for token in parse.subtree(each)), key=lambda each: each.index)


def _is_spoken_of(cue: Cue, token: Token, words: QuotationWords) -> bool:
    """Whether the token is a subject of which something is said, and not the empty "it" or "there"."""
    named = token.text.lower() not in words.empty_subjects
    return token.dep in SUBJECTS | PASSIVE_SUBJECTS and not cue.addressed and named


def _rest_of_paragraph(parse: Parse, cue: Cue) -> list[Token]:
    number = parse.sentences[cue.head.sentence].paragraph
    rest = []
    for token in parse.tokens[cue.head.index + 1 :]:
        if parse.sentences[token.sentence].paragraph != number:
            break
        rest.append(token)
    return rest


def _rest_of_clause(parse: Parse, cue: Cue) -> list[Token]:
    """The clause that "according to X" hangs on, without that phrase."""
    phrase = {token.index for token in parse.subtree(cue.head)}
    clause = parse.head(cue.head)
    while clause.dep not in {"root", "ccomp", "conj", "advcl", "relcl", "parataxis"} and clause.head != clause.index:
        clause = parse.head(clause)
    return [token for token in parse.subtree(clause) if token.index not in phrase]


def _runs(reading: Reading, tokens: Iterable[Token], cue: Cue) -> list[Piece]:
    """Tokens next to one another joined into pieces; a gap that holds more than punctuation parts them."""
    every = reading.parse.tokens
    pieces: list[Piece] = []
    last: Token | None = None
    used = {token.index for token in cue.tokens}
    for token in tokens:
        if token.index in used:
            continue
        if last is not None and all(every[gap].pos == "PUNCT" for gap in range(last.index + 1, token.index)):
            pieces[-1] = (pieces[-1][0], token.end)
        else:
            pieces.append((token.start, token.end))
        last = token
    return pieces


def _trim(text: str, piece: Piece) -> Piece:
    start, end = piece
    while start < end and text[start] in LOOSE_ENDS:
        start += 1
    while start < end and text[end - 1] in LOOSE_ENDS:
        end -= 1
    return start, end


def _widen(reading: Reading, piece: Piece, cue: Cue) -> Piece:
    """The piece with every marked stretch that it touches taken in whole, unless the cue stands in that stretch.

    A piece that begins with marked words beside the cue, or comes to them after a colon, is those words: what the parse
    adds is the writer's own clause.
    """
    start, end = piece
    for marked in reading.marked:
        if marked.end <= start or marked.start >= end or marked.holds(cue.head.start):
            continue
        if marked in cue.marked and _is_all(reading.parse.text, piece, marked, cue):
            return marked.start, marked.end
        start, end = min(start, marked.start), max(end, marked.end)
    if reading.parse.text[end - 1] == ")" and "(" not in reading.parse.text[start:end]:
        end -= 1
    return start, end


def _is_all(text: str, piece: Piece, marked: Marked, cue: Cue) -> bool:
    """Whether marked words beside the cue are all that is said: "said, 'It failed,' and left the hall"."""
    start, _ = piece
    if marked.end <= cue.head.start:
        led_in = text[start : marked.start].strip()
        return marked.holds(start) or led_in.endswith(":") or (led_in.endswith(",") and " " not in led_in)
    return marked.holds(start) and marked.closed and marked_text(text, marked)[-1:] in ENDS


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for start, end in sorted(pieces):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
