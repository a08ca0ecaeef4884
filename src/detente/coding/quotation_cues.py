"""A parse, its marked stretches and the cue words in, the cues out: which words tie which complement to a speaker.

A cue is a verb, a noun or a phrase of the word list in a frame that the list allows: "said (that) …", "'…' she said",
"promised to …", "criticized …", "called for …", "is expected to …", "the claim that …", "according to …". What stands
between quotation marks holds no cues: those words are the speaker's own. The frames rest on the dependency parse, so a
misread sentence loses its cue or gets a wrong one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.quotation_frames import PASSIVE_SUBJECTS, SPEAKING, SUBJECTS, Cue, Frame, QuotationWords
from detente.coding.quotation_marks import Marked
from detente.coding.quotation_nominal import (
    announced_cue,
    is_owned,
    light_cue,
    noun_cue,
    own_preposition,
    with_medium,
)
from detente.coding.quotation_reading import (
    Reading,
    are_whole,
    begins_sentence,
    frames_speech,
    is_apart,
    is_set_off,
    marked_beside,
)
from detente.coding.quotation_verbs import VERBAL, leader_of, verb_tokens
from detente.coding.tree import Parse, Token

# The dash before the name of the one who wrote or said what stands in marks before it.
DASHES = frozenset({"-", "–", "—", "―", "--"})
# Helpers of another verb, and verbs turned adjective: "so-called", "expected".
NO_CUES = frozenset({"aux", "auxpass", "amod"})
PREDICATES = frozenset({"xcomp", "oprd", "acomp", "attr", "ccomp"})
# An infinitive that hangs there names a purpose: "a plan to address crime", "flew in to defend it". On 600 training
# documents 21 of 128 such cues are annotated; after the list's prepositions 9 of 74.
PURPOSES = frozenset({"acl", "advcl", "relcl"})
# What parts a clause from the one after it, so that it is not what that one says: "It is good: he says it works."
PARTING = frozenset({":", ";"})
# Between a colon and the mark that opens after it: a space.
COLON_GAP = 3
# The longest name before a colon, in tokens: "Republican presidential candidate Ann Lee:"; longer ones are headings.
LONGEST_NAME = 6


@dataclass(frozen=True, slots=True)
class _Found:
    """The frame of a verb, what hangs on it, the preposition that belongs to it, and the marked words beside it."""

    frame: Frame
    complement: Token | None = None
    preposition: Token | None = None
    marked: tuple[Marked, ...] = ()


def find_cues(reading: Reading, words: QuotationWords) -> Iterator[Cue]:
    """The cues outside quotation marks in the order of the text; none where no word of the list stands in its frame."""
    for token in reading.parse.tokens:
        cue = _cue(reading, token, words) if reading.open_air(token) else None
        if cue is not None:
            yield cue


def _cue(reading: Reading, token: Token, words: QuotationWords) -> Cue | None:
    if token.text == ":":
        return _colon_cue(reading, token, words)
    if token.text in DASHES:
        return _signature(reading, token)
    if token.lemma in words.hedging and token.dep == "advmod":
        return Cue(head=token, tokens=(token,), frame=Frame.HEDGE, complement=reading.parse.head(token))
    if token.pos == "NOUN":
        return noun_cue(reading.parse, token, words) if is_owned(reading.parse, token, words) else None
    attributing = _attributing_cue(reading.parse, token, words)
    if attributing is None and token.pos in VERBAL and token.dep not in NO_CUES:
        return _verb_cue(reading, token, words)
    return attributing


def _attributing_cue(parse: Parse, token: Token, words: QuotationWords) -> Cue | None:
    """The cue of "according to X", with X as its complement; None for every other word."""
    for first, second in words.attributing:
        if token.lemma != first and token.text.lower() != first:
            continue
        for child in parse.children(token):
            named = next((each for each in parse.children(child) if each.dep == "pobj"), None)
            if child.lemma == second and child.index == token.index + 1 and named is not None:
                return Cue(head=token, tokens=(token, child), frame=Frame.ATTRIBUTING, complement=named)
    return None


def _colon_cue(reading: Reading, token: Token, words: QuotationWords) -> Cue | None:
    """The colon after a name that begins a paragraph, as in transcripts and headlines; its complement is the name.

    Before words in marks the name may also follow a dash, hold an "and", and be one that the parser takes for a noun.
    """
    parse = reading.parse
    sentence = parse.sentences[token.sentence]
    if sentence.index > 0 and parse.sentences[sentence.index - 1].paragraph == sentence.paragraph:
        return None
    quotes = tuple(each for each in reading.marked if 0 < each.start - token.start <= COLON_GAP)
    name = parse.tokens[sentence.first : token.index]
    dash = max((place for place, each in enumerate(name) if each.text in DASHES), default=None)
    if quotes and dash is not None:
        name = name[dash + 1 :]
    if not 0 < len(name) <= LONGEST_NAME or not all(_is_named(each, quotes=bool(quotes)) for each in name):
        return None
    if any(each.text.lower() in words.labels for each in name) or not reading.open_air(name[-1]):
        return None
    return Cue(head=token, tokens=(token,), frame=Frame.COLON, complement=name[0], marked=quotes)


def _is_named(token: Token, *, quotes: bool) -> bool:
    """Whether a token before a colon may belong to a name."""
    if token.pos == "PROPN" or token.text.isupper():
        return True
    return quotes and (token.dep == "cc" or (token.pos == "NOUN" and token.text[:1].isupper()))


def _signature(reading: Reading, dash: Token) -> Cue | None:
    """The dash between whole words in marks and the name that ends the line: "'It failed.' — Ann Ruiz"."""
    parse, text = reading.parse, reading.parse.text
    place = reading.inside[dash.index - 1] if dash.index > 0 else None
    if place is None or not begins_sentence(text, reading.marked[place]):
        return None
    line_end = text.find("\n", dash.end)
    line = parse.tokens_between(dash.end, line_end if line_end >= 0 else len(text))
    name = [each for each in line if not each.text.isspace()]
    if 0 < len(name) <= LONGEST_NAME and all(each.pos == "PROPN" for each in name):
        return Cue(head=dash, tokens=(dash,), frame=Frame.SIGNED, complement=name[-1], marked=(reading.marked[place],))
    return None


def _verb_cue(reading: Reading, verb: Token, words: QuotationWords) -> Cue | None:
    children = [each for each in reading.parse.children(verb) if each.pos != "PUNCT"]
    tokens = verb_tokens(reading.parse, verb, words)
    if verb.lemma in words.leading and any(_is_led(reading, verb, each, words) for each in children):
        return None
    announced = announced_cue(reading.parse, verb, tokens, words)
    if announced is not None:
        return announced
    light = light_cue(reading.parse, verb, tokens, words)
    if light is not None:
        return None if _own_voice(children, words) else light
    leader = leader_of(reading.parse, verb, words)
    found = _speaking(reading, verb, children, words)
    if found is None or found.frame is Frame.FRAGMENT:
        find = _passive if _is_passive(children) else _active
        found = find(reading.parse, verb, children, words) or found
    if found is None or (_own_voice(children, words) and not found.marked):
        return None
    if leader is None and not found.marked and _is_purpose(reading.parse, verb, found.frame, words):
        return None
    said = _with_next(reading.parse, tokens, found)
    return Cue(
        head=verb,
        tokens=with_medium(reading.parse, verb, said, words) if found.frame in SPEAKING else said,
        frame=found.frame,
        complement=found.complement,
        marked=found.marked,
        addressed=verb.lemma in words.addressed,
        leader=leader,
    )


def _is_led(reading: Reading, verb: Token, child: Token, words: QuotationWords) -> bool:
    """Whether a verb leads to one that is a cue itself, which then takes both in: "declined to say"."""
    if child.dep != "xcomp" or child.pos not in VERBAL or not reading.open_air(child):
        return False
    joined = verb_tokens(reading.parse, child, words)[0].index <= verb.index
    return joined and _verb_cue(reading, child, words) is not None


def _with_next(parse: Parse, tokens: tuple[Token, ...], found: _Found) -> tuple[Token, ...]:
    """The verb's tokens with the preposition or the colon that follows them at once."""
    after = parse.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
    if not after or parse.sentence_at(after[0]).paragraph != parse.sentence_at(tokens[-1]).paragraph:
        return tokens
    if after[0] == found.preposition or (after[0].text == ":" and found.frame in SPEAKING):
        return (*tokens, *after)
    return tokens


def _speaking(reading: Reading, verb: Token, children: list[Token], words: QuotationWords) -> _Found | None:
    """A verb of saying with a clause, with marked words beside it, or put beside what is said."""
    text = reading.parse.text
    says = verb.lemma in words.clause
    beside = marked_beside(reading, verb, says=says)
    whole = are_whole(text, beside)
    clauses = [each for each in children if _is_said(reading.parse, verb, each, words)]
    # Of two clauses the one after the verb: "Writing that they agreed, she noted that he won".
    clause = next((each for each in clauses if _is_begun(reading.parse, verb, each)), next(iter(clauses), None))
    if says and clause is not None and not (whole and is_apart(reading.parse, clause, beside)):
        return _Found(Frame.CLAUSE, clause, None, beside)
    quoting = verb.lemma in words.quoting and any(is_set_off(text, verb, each) for each in beside)
    if whole and (says or quoting or frames_speech(reading, verb, beside)):
        return _Found(Frame.MARKS, None, None, beside)
    if says and beside:
        return _Found(Frame.FRAGMENT, None, None, beside)
    return _aside(reading.parse, verb, children, words) if says else None


def _is_said(parse: Parse, verb: Token, clause: Token, words: QuotationWords) -> bool:
    """Whether a clause is what the verb says: not one before it that a colon, a semicolon or an "and" parts from it."""
    if clause.dep != "ccomp":
        return _is_asked(parse, verb, clause, words)
    if clause.index > verb.index:
        return True
    after = parse.subtree(clause)[-1].index + 1
    return not any(each.text in PARTING or each.dep == "cc" for each in parse.tokens[after : verb.index])


def _is_begun(parse: Parse, verb: Token, clause: Token) -> bool:
    """Whether a clause after the verb begins with "that", "if" or "whether", or at once."""
    marked = any(each.dep == "mark" for each in parse.children(clause))
    return clause.index > verb.index and (marked or parse.tokens[verb.index + 1].pos != "PUNCT")


def _is_asked(parse: Parse, verb: Token, clause: Token, words: QuotationWords) -> bool:
    """Whether a clause that the parse takes for a condition is what is asked: "asked if it had failed"."""
    after = clause.dep == "advcl" and clause.index > verb.index and verb.lemma in words.inquiring
    return after and any(each.dep == "mark" and each.lemma in words.asking for each in parse.children(clause))


def _aside(parse: Parse, verb: Token, children: list[Token], words: QuotationWords) -> _Found | None:
    """A verb of saying put into the middle or at the edge of what is said: "prices, he said, rose", "as he said"."""
    named = any(each.dep in SUBJECTS for each in children)
    as_said = verb.dep == "advcl" and any(each.dep == "mark" and each.lemma in words.reporting for each in children)
    if named and (as_said or verb.dep == "parataxis"):
        return _Found(Frame.ASIDE, parse.head(verb))
    return None


def _active(parse: Parse, verb: Token, children: list[Token], words: QuotationWords) -> _Found | None:
    by_dep = {each.dep: each for each in reversed(children) if each.index > verb.index}
    predicate = next((each for each in children if each.dep in PREDICATES), None)
    if verb.lemma in words.seeming and predicate is not None:
        return _Found(Frame.SEEMING, predicate)
    joined = own_preposition(parse, verb, children, words.prepositions.get(verb.lemma, ()))
    deed = by_dep.get("xcomp")
    # "denied jamming it", "recommended leaving": verbs of saying with a deed.
    named = deed is not None and deed.tag == "VBG" and (verb.lemma in words.object or verb.lemma in words.clause)
    if deed is not None and (named or verb.lemma in words.infinitive):
        return _Found(Frame.INFINITIVE, deed, None if joined is None else joined[0])
    if joined is not None and ("dobj" not in by_dep or verb.lemma in words.addressed):
        return _Found(Frame.PREPOSITION, joined[1], joined[0])
    topic = by_dep.get("dobj") or by_dep.get("oprd") or by_dep.get("ccomp")
    if topic is not None and verb.lemma in words.object:
        return _Found(Frame.OBJECT, topic)
    seen_as = verb.lemma in words.viewing and own_preposition(parse, verb, children, words.viewing_prepositions)
    return _Found(Frame.VIEWING, topic) if topic is not None and seen_as else None


def _is_purpose(parse: Parse, verb: Token, frame: Frame, words: QuotationWords) -> bool:
    """Whether a verb only tells what something is for or about: "a plan to address crime", "without naming him"."""
    if verb.dep == "pcomp":
        return parse.head(verb).lemma in words.unspoken_prepositions
    return frame is Frame.OBJECT and verb.tag == "VB" and verb.dep in PURPOSES


def _own_voice(children: list[Token], words: QuotationWords) -> bool:
    return any(each.dep in SUBJECTS and each.text.lower() in words.own_voice for each in children)


def _is_passive(children: list[Token]) -> bool:
    return any(each.dep in PASSIVE_SUBJECTS or each.dep == "auxpass" for each in children)


def _passive(_parse: Parse, verb: Token, children: list[Token], words: QuotationWords) -> _Found | None:
    subject = next((each for each in children if each.dep in PASSIVE_SUBJECTS), None)
    by_someone = verb.lemma in words.object and any(each.dep == "agent" for each in children)
    if subject is None or not (verb.lemma in words.passive or by_someone):
        return None
    joined = (each for each in children if each.dep == "prep" and each.lemma in words.passive_prepositions)
    return _Found(Frame.PASSIVE, subject, next(joined, None))
