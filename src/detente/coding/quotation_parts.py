"""A cue in, the characters of what it attributes and of the speaker out.

Content is the complement's whole subtree, split where the cue stands in its middle, widened to the quotation marks that
it touches. The speaker is the full noun phrase that is the cue's subject, agent or owner, looked for up the tree where
the cue shares its subject with another verb.
"""

from collections.abc import Iterable

from detente.coding.quotation_frames import PASSIVE_SUBJECTS, SPEAKING, SUBJECTS, Cue, Frame, QuotationWords
from detente.coding.quotation_marks import CLOSING
from detente.coding.quotation_reading import Reading
from detente.coding.tree import Parse, Token

# How far up the tree a verb may borrow its subject: "vowed to stop pretending", three steps, is common, more is not.
HIGHEST = 4
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "acl"})
# What follows an object and is still said of it; a further clause or a second verb is not.
SAID_OF = frozenset({"dobj", "oprd", "prep", "xcomp", "ccomp", "acomp", "attr", "dative", "pobj"})
DASHES = frozenset({"-", "–", "—", "--"})
BLANKS = " \t\n\r\xa0"
LOOSE_ENDS = BLANKS + ",;:-–—.("

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
    if complement is None:
        return []
    if cue.frame is Frame.COLON:
        return _rest_of_paragraph(parse, cue)
    if cue.frame in {Frame.CLAUSE, Frame.INFINITIVE, Frame.NOUN}:
        return parse.subtree(complement)
    if cue.frame is Frame.ATTRIBUTING:
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

    A piece that begins with marked words beside the cue is those words: what the parse adds is the cue's own clause.
    """
    start, end = piece
    for marked in reading.marked:
        if marked.end <= start or marked.start >= end or marked.holds(cue.head.start):
            continue
        if marked in cue.marked and marked.end <= cue.head.start and marked.holds(start):
            return marked.start, marked.end
        start, end = min(start, marked.start), max(end, marked.end)
    if reading.parse.text[end - 1] == ")" and "(" not in reading.parse.text[start:end]:
        end -= 1
    return start, end


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for start, end in sorted(pieces):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def speaker_of(reading: Reading, cue: Cue, words: QuotationWords) -> tuple[Piece, Token] | None:
    """The speaker's full noun phrase and its head; None where the text names nobody."""
    parse = reading.parse
    if cue.frame is Frame.COLON:
        first, last = parse.tokens[parse.sentences[cue.head.sentence].first], parse.tokens[cue.head.index - 1]
        return (first.start, last.end), last
    named = _named(reading, cue, words)
    if named is None:
        return None
    around = _phrase(parse, named)
    if cue.head.index in {token.index for token in around}:
        clause = _below(parse, named, cue.head)
        around = [token for token in around if token.index < min(clause.index, cue.tokens[0].index)]
    used = {token.index for token in cue.tokens}
    tokens = [token for token in around if token.index not in used]
    if not tokens:
        return None
    start, end = _trim_name(reading, (tokens[0].start, tokens[-1].end))
    return ((start, end), named) if start < end else None


def _named(reading: Reading, cue: Cue, words: QuotationWords) -> Token | None:
    """The head of the phrase that names the speaker."""
    if cue.frame is Frame.ATTRIBUTING:
        return cue.complement
    if cue.frame is Frame.NOUN:
        return _owner(reading.parse, cue.head, words)
    if cue.frame is Frame.SEEMING:
        return None
    named = _subject(reading.parse, cue.head)
    return _neighbour(reading, cue) if named is None and cue.frame in SPEAKING else named


def _phrase(parse: Parse, named: Token) -> list[Token]:
    """The tokens of a noun phrase, without a dateline before it ("WASHINGTON - Mr Smith")."""
    tokens = parse.subtree(named)
    dashes = [place for place, each in enumerate(tokens) if each.text in DASHES and each.index < named.index]
    return tokens[dashes[-1] + 1 :] if dashes else tokens


def _neighbour(reading: Reading, cue: Cue) -> Token | None:
    """Where the parse gives a verb of saying no subject: the name or pronoun next to it, "she said" or "said she"."""
    tokens = reading.parse.tokens
    for index in (cue.tokens[0].index - 1, cue.tokens[-1].index + 1):
        if not 0 <= index < len(tokens) or not _may_name(reading, tokens[index], cue):
            continue
        token = tokens[index]
        while token.dep in {"compound", "nmod"} and cue.head.index not in {token.head, token.index}:
            token = tokens[token.head]
        return token
    return None


def _may_name(reading: Reading, token: Token, cue: Cue) -> bool:
    if token.sentence != cue.head.sentence or not reading.open_air(token):
        return False
    return token.pos in {"PROPN", "PRON"} and token.tag != "WP" and token.dep != "npadvmod"


def _below(parse: Parse, named: Token, token: Token) -> Token:
    """The first word of the branch of ``named`` that holds ``token``."""
    while token.head not in {named.index, token.index}:
        token = parse.head(token)
    return parse.subtree(token)[0]


def _trim_name(reading: Reading, piece: Piece) -> Piece:
    """The phrase without loose punctuation, with marked words that it holds in part taken in whole."""
    text, (start, end) = reading.parse.text, piece
    while start < end and text[start] in LOOSE_ENDS + CLOSING:
        start += 1
    while end > start and text[end - 1] in BLANKS + ",":
        end -= 1
    for marked in reading.marked:
        if start <= marked.start < end < marked.end:
            end = marked.end
        elif marked.start < start < marked.end <= end:
            start = marked.start
    # A phrase with an aside in commas keeps the comma that closes the aside: "Ann Lee, a lawyer,".
    closes = text[end : end + 1] == "," and "," in text[start:end]
    return start, end + 1 if closes else end


def _owner(parse: Parse, noun: Token, words: QuotationWords) -> Token | None:
    """Whose the noun is: "Ruiz's claim", "a claim by Ruiz", "Ruiz made the claim"."""
    for child in parse.children(noun):
        if child.dep == "poss":
            return child
    for child in parse.children(noun):
        if child.dep in {"prep", "agent"} and child.lemma in words.owner_prepositions:
            return next((each for each in parse.children(child) if each.dep == "pobj"), None)
    verb = parse.head(noun)
    return _subject(parse, verb) if noun.dep == "dobj" else None


def _subject(parse: Parse, verb: Token) -> Token | None:
    for _ in range(HIGHEST):
        children = list(parse.children(verb))
        if any(each.dep in PASSIVE_SUBJECTS or each.dep == "auxpass" for each in children):
            return _agent(parse, children)
        subject = next((each for each in children if each.dep in SUBJECTS), None)
        if subject is not None:
            return subject
        if verb.dep not in SHARING:
            return None
        if verb.dep == "acl":
            return parse.head(verb)
        verb = parse.head(verb)
    return None


def _agent(parse: Parse, children: list[Token]) -> Token | None:
    agent = next((each for each in children if each.dep == "agent"), None)
    return None if agent is None else next((each for each in parse.children(agent) if each.dep == "pobj"), None)
