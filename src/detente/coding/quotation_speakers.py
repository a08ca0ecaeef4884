"""A cue and the article's actors in, the speaker out: the words that name him, then those words as a mention.

The words are the full noun phrase that is the cue's subject, agent or owner, looked for up the tree where the cue
shares its subject with another verb. The mention keeps the full phrase ("campaign manager Ann Lee") and takes its actor
from the mention on the phrase's head word, or else from the longest mention inside the phrase, unless the head is a
person's name that this mention does not cover: then another's name would stand for that person. Where nothing fits, the
actor is None.
"""

from collections.abc import Sequence

from detente.coding.frames import sayer_above
from detente.coding.quotation_frames import PASSIVE_SUBJECTS, SPEAKING, SUBJECTS, Cue, Frame, QuotationWords
from detente.coding.quotation_marks import CLOSING
from detente.coding.quotation_parts import BLANKS, LOOSE_ENDS, Piece
from detente.coding.quotation_reading import Reading
from detente.coding.tree import Parse, Token
from detente.model import Actor, ActorMention, Why, span_of

# How far up the tree a verb may borrow its subject: "vowed to stop pretending", three steps, is common, more is not.
HIGHEST = 4
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "acl", "acomp", "attr", "advmod"})
DASHES = frozenset({"-", "–", "—", "--"})
COMMAS = DASHES | {","}
# How sure the link from phrase to actor is: the same words, the phrase's head word, or words beside it. Set by hand.
SAME, ON_HEAD, BESIDE_HEAD = 1.0, 0.9, 0.5


def speaker_of(reading: Reading, cue: Cue, words: QuotationWords) -> tuple[Piece, Token] | None:
    """The speaker's full noun phrase and its head; None where the text names nobody."""
    parse = reading.parse
    if cue.frame is Frame.COLON:
        if cue.complement is None:
            return None
        name = parse.tokens[cue.head.index - 1]
        return (cue.complement.start, name.end), name
    named = _named(reading, cue, words)
    if named is None:
        return None
    if cue.frame is Frame.SIGNED:
        return (parse.tokens[cue.head.index + 1].start, named.end), named
    around = _phrase(reading, named)
    if cue.head.index in {token.index for token in around}:
        clause = _below(parse, named, cue.head)
        around = [token for token in around if token.index < min(clause.index, cue.tokens[0].index)]
    used = {token.index for token in cue.tokens}
    # A name before the cue ends before it, one after it begins after it, whatever the parse hangs on its head.
    first, last = min(used), max(used)
    side = [each for each in around if (each.index < first if named.index < first else each.index > last)]
    tokens = side if named.index not in range(first, last + 1) else [each for each in around if each.index not in used]
    if not tokens:
        return None
    start, end = _trim_name(reading, (tokens[0].start, tokens[-1].end))
    return ((start, end), named) if start < end else None


def _named(reading: Reading, cue: Cue, words: QuotationWords) -> Token | None:
    """The head of the phrase that names the speaker."""
    if cue.frame in {Frame.ATTRIBUTING, Frame.SIGNED}:
        return cue.complement
    if cue.frame is Frame.NOUN:
        return _owner(reading, cue.head, words)
    if cue.frame in {Frame.HEDGE, Frame.SEEMING}:
        return None
    named = _subject(reading, cue.leader or cue.head)
    return _neighbour(reading, cue) if named is None and cue.frame in SPEAKING else named


def _phrase(reading: Reading, named: Token) -> list[Token]:
    """The tokens of a noun phrase, without what only tells when and how it was said, and without another's words.

    Left out: a dateline before it ("WASHINGTON - Mr Smith"), "on Monday", and a clause in a comma ("Ruiz, smiling,").
    """
    parse = reading.parse
    whole = parse.subtree(named)
    asides = (each for each in whole if each.index > named.index and _is_aside(parse, named, each))
    beside = {token for each in asides for token in parse.subtree(each)}
    tokens = [each for each in whole if each not in beside]
    cut = [
        place + 1
        for place, each in enumerate(tokens)
        if each.index < named.index
        and ((each.text in DASHES and _is_apart(parse, each)) or _is_quoted(reading, each, tokens[0], named))
    ]
    return tokens[cut[-1] :] if cut else tokens


def _is_quoted(reading: Reading, token: Token, first: Token, named: Token) -> bool:
    """Whether a token stands in marks that open before the phrase does and close before its head."""
    place = reading.inside[token.index]
    return place is not None and reading.marked[place].start <= first.start and reading.open_air(named)


def _is_aside(parse: Parse, named: Token, token: Token) -> bool:
    """Whether a word of the phrase heads what only adds to it: "Ruiz, smiling,", "Ruiz — who leads the party —"."""
    if token.dep not in {"acl", "relcl", "prep"} or (token.head != named.index and token.dep != "relcl"):
        return False
    first = parse.subtree(token)[0]
    if token.dep == "relcl":
        return parse.tokens[first.index - 1].text in DASHES
    if token.dep == "acl":
        return parse.tokens[first.index - 1].text in COMMAS
    return any(each.first <= first.index + 1 <= each.last and each.label == "DATE" for each in parse.entities)


def _is_apart(parse: Parse, dash: Token) -> bool:
    """Whether a dash stands between words and not inside one ("a 31-page report")."""
    return parse.text[dash.start - 1 : dash.start].isspace() or parse.text[dash.end : dash.end + 1].isspace()


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


def _owner(reading: Reading, noun: Token, words: QuotationWords) -> Token | None:
    """Whose the noun is: "Ruiz's claim", "a claim by Ruiz", "Ruiz made the claim"."""
    parse = reading.parse
    for child in parse.children(noun):
        if child.dep == "poss":
            return child
    for child in parse.children(noun):
        if child.dep in {"prep", "agent"} and child.lemma in words.owner_prepositions:
            return next((each for each in parse.children(child) if each.dep == "pobj"), None)
    if noun.dep in {"dobj", "attr", "acomp", "conj", "pobj", "advcl", "prep"}:
        return _subject(reading, parse.head(noun))
    return None


def _subject(reading: Reading, verb: Token) -> Token | None:
    """Who does what the verb says, looked for up the tree where the verb has no subject of its own."""
    parse, own = reading.parse, verb
    for _ in range(HIGHEST):
        children = [each for each in parse.children(verb) if reading.open_air(each)]
        passive = next((each for each in children if each.dep in PASSIVE_SUBJECTS), None)
        # "Asked if he would go, Ruiz …": a bare participle is passive, and who asked is not told.
        bare = verb.tag == "VBN" and verb.dep in {"advcl", "acl"} and not any(each.dep == "aux" for each in children)
        if passive is not None or bare or any(each.dep == "auxpass" for each in children):
            # "Ruiz was pressed to explain": who was pressed is who explains.
            return _agent(parse, children) if verb is own else passive
        subject = next((each for each in children if each.dep in SUBJECTS and not _is_time(parse, each)), None)
        if subject is not None:
            return subject
        deed = verb.tag == "VB" and verb.dep in {"acl", "relcl"}
        if verb.dep not in SHARING and not deed:
            return None
        if verb.dep in {"acl", "relcl"}:
            noun = parse.head(verb)
            if not deed or noun.dep in SUBJECTS:
                return noun
            # "Led an effort to paint them as …": who leads paints.
            whose = next((each for each in parse.children(noun) if each.dep == "poss"), None)
            if whose is not None or noun.dep not in {"dobj", "attr"}:
                return whose or noun
            verb = parse.head(noun)
            continue
        verb = _sharer(parse, verb)
    return None


def _is_time(parse: Parse, token: Token) -> bool:
    """Whether a word is a day or an hour, which the parse may take for the one who speaks: "said Monday Ann Ruiz"."""
    if token.pos not in {"NOUN", "PROPN"}:
        return False
    return any(each.first <= token.index <= each.last and each.label in {"DATE", "TIME"} for each in parse.entities)


def _sharer(parse: Parse, verb: Token) -> Token:
    """The verb whose subject this one shares; "Ruiz said it failed, adding …" is hung on "failed" and shares "said"."""
    above = parse.head(verb)
    sayer = parse.head(above)
    joined = verb.dep == "conj" and verb.tag == sayer.tag
    told_on = sayer_above(parse, verb, above) if verb.dep == "conj" else None
    if told_on is not None:
        return told_on
    added = verb.dep == "advcl" and verb.tag == "VBG" and verb.index > above.index
    return sayer if above.dep == "ccomp" and (joined or added) else above


def _agent(parse: Parse, children: list[Token]) -> Token | None:
    agent = next((each for each in children if each.dep == "agent"), None)
    return None if agent is None else next((each for each in parse.children(agent) if each.dep == "pobj"), None)


def speaker_mention(parse: Parse, piece: Piece, head: Token, actors: Sequence[ActorMention]) -> ActorMention:
    """The speaker as a mention of the whole phrase; its actor is None where no actor mention fits."""
    start, end = piece
    span = span_of(parse.text, start, end)
    near = [each for each in actors if each.actor is not None and each.span.start < end and start < each.span.end]
    nested = [each for each in near if _holds(each, start, end) or (start <= each.span.start and each.span.end <= end)]
    on_head = [each for each in nested if _holds(each, head.start, head.end)]
    if on_head:
        best = max(on_head, key=lambda each: each.span.end - each.span.start)
        same = (best.span.start, best.span.end) == (start, end)
        return _linked(ActorMention(span=span, actor=best.actor, why=best.why), SAME if same else ON_HEAD)
    if nested:
        best = max(nested, key=lambda each: each.span.end - each.span.start)
        if not (_names_person(parse, head) and _is_individual(best.actor)):
            return _linked(ActorMention(span=span, actor=best.actor, why=best.why), BESIDE_HEAD)
    return ActorMention(span=span, actor=None, why=Why(rule="speaker:unresolved", score=0.0, spans=(span,)))


def _linked(mention: ActorMention, sure: float) -> ActorMention:
    why = Why(rule=f"speaker:{mention.why.rule}", score=mention.why.score * sure, spans=mention.why.spans)
    return ActorMention(span=mention.span, actor=mention.actor, why=why)


def _holds(mention: ActorMention, start: int, end: int) -> bool:
    return mention.span.start <= start and end <= mention.span.end


def _names_person(parse: Parse, head: Token) -> bool:
    return any(each.label == "PERSON" and each.first <= head.index <= each.last for each in parse.entities)


def _is_individual(actor: Actor | None) -> bool:
    return actor is not None and actor.name is not None
