"""A parse, its marked stretches and the cue words in, the cues out: which words tie which complement to a speaker.

A cue is a verb, a noun or a phrase of the word list in a frame that the list allows: "said (that) …", "'…' she said",
"promised to …", "criticized …", "called for …", "is expected to …", "the claim that …", "according to …". What stands between
quotation marks holds no cues: those words are the speaker's own. The frames rest on the dependency parse, so a misread
sentence loses its cue or gets a wrong one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from detente.coding.quotation_marks import ALL_MARKS, Marked
from detente.coding.tree import Parse, Token
from detente.lexicon import Words

VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
# What may stand before a verb and belong to one cue with it.
BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
PREDICATES = frozenset({"xcomp", "oprd", "acomp", "attr", "ccomp"})


class QuotationWords(Words):
    """The cue words of a language, by lemma; ``quotations.yaml`` says what each list means."""

    clause: list[str]
    quoting: list[str]
    infinitive: list[str]
    object: list[str]
    addressed: list[str]
    passive: list[str]
    seeming: list[str]
    prepositions: dict[str, list[str]]
    topics: dict[str, list[str]]
    viewing: list[str]
    nouns: list[str]
    noun_prepositions: dict[str, list[str]]
    attributing: list[tuple[str, str]]
    media: list[str]
    leading: list[str]
    labels: list[str]
    own_voice: list[str]


class Frame(StrEnum):
    """How a cue and what is attributed hang together; the name is the rule's id."""

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
    ATTRIBUTING = "attributing"
    COLON = "colon"


class Standing(StrEnum):
    """Where a cue stands in its sentence: in the main clause, beside it, or inside another clause."""

    MAIN = "main"
    JOINED = "joined"
    NESTED = "nested"


def standing_of(parse: Parse, token: Token) -> Standing:
    """The standing of the clause that the token heads."""
    joined = False
    while token.head != token.index:
        if token.dep not in {"conj", "parataxis", "advcl"}:
            return Standing.NESTED
        joined = joined or token.dep == "advcl"
        token = parse.head(token)
    return Standing.JOINED if joined else Standing.MAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue: its head, all its tokens, its frame, what hangs on it, and the marked stretches beside it."""

    head: Token
    tokens: tuple[Token, ...]
    frame: Frame
    complement: Token | None = None
    marked: tuple[Marked, ...] = ()
    addressed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A parse together with its marked stretches and, for each token, the stretch that it stands in."""

    parse: Parse
    marked: tuple[Marked, ...]
    inside: tuple[int | None, ...]

    def open_air(self, token: Token) -> bool:
        """Whether the token stands outside all quotation marks."""
        return self.inside[token.index] is None


def read_marks(parse: Parse, marked: list[Marked]) -> Reading:
    """The parse with the marked stretch of each token worked out in one walk over both."""
    inside: list[int | None] = []
    place = 0
    for token in parse.tokens:
        while place < len(marked) and marked[place].end <= token.start:
            place += 1
        held = place < len(marked) and marked[place].start < token.end
        inside.append(place if held else None)
    return Reading(parse, tuple(marked), tuple(inside))


def find_cues(reading: Reading, words: QuotationWords) -> Iterator[Cue]:
    """The cues outside quotation marks in the order of the text; none where no word of the list stands in its frame."""
    for token in reading.parse.tokens:
        if not reading.open_air(token):
            continue
        cue = None
        if token.pos in VERBAL and token.dep not in {"aux", "auxpass"}:
            cue = attributing_cue(reading.parse, token, words) or _verb_cue(reading, token, words)
        elif token.pos == "NOUN":
            cue = _noun_cue(reading.parse, token, words)
        else:
            cue = attributing_cue(reading.parse, token, words) or _colon_cue(reading.parse, token, words)
        if cue is not None:
            yield cue


def attributing_cue(parse: Parse, token: Token, words: QuotationWords) -> Cue | None:
    """The cue of "according to X", with X as its complement; None for every other word."""
    for first, second in words.attributing:
        if token.lemma != first and token.text.lower() != first:
            continue
        for child in parse.children(token):
            named = next((each for each in parse.children(child) if each.dep == "pobj"), None)
            if child.lemma == second and child.index == token.index + 1 and named is not None:
                return Cue(head=token, tokens=(token, child), frame=Frame.ATTRIBUTING, complement=named)
    return None


# The longest name before a colon: "Republican presidential candidate Ted Cruz:"; longer ones are headings.
LONGEST_NAME = 6


def _colon_cue(parse: Parse, token: Token, words: QuotationWords) -> Cue | None:
    """The colon after a name that begins a paragraph, as in transcripts and headlines; its complement is the name."""
    if token.text != ":":
        return None
    sentence = parse.sentences[token.sentence]
    if sentence.index > 0 and parse.sentences[sentence.index - 1].paragraph == sentence.paragraph:
        return None
    name = parse.tokens[sentence.first : token.index]
    if not 0 < len(name) <= LONGEST_NAME or any(each.pos != "PROPN" and not each.text.isupper() for each in name):
        return None
    if any(each.text.lower() in words.labels for each in name):
        return None
    return Cue(head=token, tokens=(token,), frame=Frame.COLON, complement=name[-1])


def _verb_cue(reading: Reading, verb: Token, words: QuotationWords) -> Cue | None:
    parse = reading.parse
    children = [each for each in parse.children(verb) if each.pos != "PUNCT"]
    found = _speaking(reading, verb, children, words)
    if found is None or found[0] is Frame.FRAGMENT:
        other = _passive(verb, children, words) if _is_passive(children) else _active(parse, verb, children, words)
        found = other or found
    if found is None or (_own_voice(children, words) and not found[3]):
        return None
    frame, complement, preposition, marked = found
    tokens = _verb_tokens(parse, verb, words)
    after = parse.tokens[tokens[-1].index + 1 : tokens[-1].index + 2]
    if after and (after[0] == preposition or (after[0].text == ":" and frame in SPEAKING)):
        tokens.extend(after)
    return Cue(
        head=verb,
        tokens=tuple(tokens),
        frame=frame,
        complement=complement,
        marked=marked,
        addressed=verb.lemma in words.addressed,
    )


SPEAKING = frozenset({Frame.CLAUSE, Frame.MARKS, Frame.FRAGMENT, Frame.ASIDE})
Found = tuple[Frame, Token | None, Token | None, tuple[Marked, ...]]


def _speaking(reading: Reading, verb: Token, children: list[Token], words: QuotationWords) -> Found | None:
    """A verb of saying with a clause, with marked words beside it, or put into the middle of what is said."""
    says = verb.lemma in words.clause
    beside = marked_beside(reading, verb)
    set_off = verb.lemma in words.quoting and any(_is_set_off(reading.parse.text, verb, each) for each in beside)
    clause = next((each for each in children if each.dep == "ccomp"), None)
    about = _preposition(reading.parse, verb, children, words.topics.get(verb.lemma, ()))
    topic = None if about is None else about[0]
    whole = _are_whole(reading, beside)
    if says and clause is not None and not (whole and _is_apart(reading.parse, clause, beside)):
        return Frame.CLAUSE, clause, topic, beside
    if whole and (says or set_off or _frames_speech(reading, verb, children, beside)):
        return Frame.MARKS, None, topic, beside
    if beside and says:
        return Frame.FRAGMENT, None, topic, beside
    if says and verb.dep == "parataxis" and any(each.dep in SUBJECTS for each in children):
        return Frame.ASIDE, reading.parse.head(verb), topic, beside
    return None


def _is_apart(parse: Parse, clause: Token, beside: tuple[Marked, ...]) -> bool:
    """Whether a clause lies wholly outside the marked words, so that it is not what was said."""
    tokens = parse.subtree(clause)
    return all(each.end <= tokens[0].start or tokens[-1].end <= each.start for each in beside)


def _frames_speech(reading: Reading, verb: Token, children: list[Token], beside: tuple[Marked, ...]) -> bool:
    """Whether any verb must be one of saying here: "'Never!' she beamed", or a colon before a whole quotation."""
    text = reading.parse.text
    subject = next((each for each in children if each.dep in SUBJECTS), None)
    if subject is None:
        return False
    for each in beside:
        if each.end <= verb.start:
            own = {token.index for token in reading.parse.subtree(subject)} | {verb.index}
            gap = reading.parse.tokens_between(each.end, verb.start)
            spoken = text[each.start : each.end].rstrip(ALL_MARKS)[-1:] in ",?!"
            if spoken and all(token.index in own for token in gap):
                return True
        elif text[verb.end : each.start].rstrip()[-1:] == ":" and _are_whole(reading, (each,)):
            return True
    return False


def _is_set_off(text: str, verb: Token, marked: Marked) -> bool:
    """Whether a comma or a colon stands between the verb and the marked words that follow it."""
    return verb.end <= marked.start and text[verb.end : marked.start].rstrip()[-1:] in {",", ":"}


def _active(parse: Parse, verb: Token, children: list[Token], words: QuotationWords) -> Found | None:
    by_dep = {each.dep: each for each in reversed(children)}
    infinitive = by_dep.get("xcomp")
    if verb.lemma in words.seeming and any(each.dep in PREDICATES for each in children):
        return Frame.SEEMING, next(each for each in children if each.dep in PREDICATES), None, ()
    if verb.lemma in words.infinitive and infinitive is not None and infinitive.index > verb.index:
        return Frame.INFINITIVE, infinitive, None, ()
    joined = _preposition(parse, verb, children, words.prepositions.get(verb.lemma, ()))
    if joined is not None and "dobj" not in by_dep:
        return Frame.PREPOSITION, joined[1], joined[0], ()
    topic = by_dep.get("dobj") or by_dep.get("oprd")
    if topic is not None and topic.index > verb.index:
        if verb.lemma in words.object:
            return Frame.OBJECT, topic, None, ()
        if verb.lemma in words.viewing and _preposition(parse, verb, children, ("as",)) is not None:
            return Frame.VIEWING, topic, None, ()
    return None


def _own_voice(children: list[Token], words: QuotationWords) -> bool:
    return any(each.dep in SUBJECTS and each.text.lower() in words.own_voice for each in children)


def _is_passive(children: list[Token]) -> bool:
    return any(each.dep in PASSIVE_SUBJECTS or each.dep == "auxpass" for each in children)


def _passive(verb: Token, children: list[Token], words: QuotationWords) -> Found | None:
    subject = next((each for each in children if each.dep in PASSIVE_SUBJECTS), None)
    if subject is None or verb.lemma not in words.passive:
        return None
    joined = next((each for each in children if each.dep == "prep" and each.lemma in {"as", "for", "of"}), None)
    return Frame.PASSIVE, subject, joined, ()


def _preposition(
    parse: Parse, head: Token, children: list[Token], allowed: list[str] | tuple[str, ...]
) -> tuple[Token, Token] | None:
    """The first preposition after the head that belongs to it, with its object."""
    for child in children:
        if child.dep in {"prep", "prt"} and child.index > head.index and child.lemma in allowed:
            named = next((each for each in parse.children(child) if each.dep in {"pobj", "pcomp"}), None)
            if named is not None:
                return child, named
    return None


def _verb_tokens(parse: Parse, verb: Token, words: QuotationWords) -> list[Token]:
    """The verb with its helpers, adverbs and particles: "has also pointed out", "said in a statement"."""
    first = verb.index
    while first > 0 and _belongs_before(parse.tokens[first - 1], verb):
        first -= 1
    leader = parse.tokens[first - 1] if first > 0 else verb
    if verb.dep == "xcomp" and leader.index == verb.head and leader.lemma in words.leading:
        return [*_verb_tokens(parse, leader, words), *parse.tokens[first : verb.index + 1]]
    last = verb.index
    while last + 1 < len(parse.tokens) and _belongs_after(parse.tokens[last + 1], verb):
        last += 1
    return list(parse.tokens[first : last + 1])


def _belongs_before(token: Token, verb: Token) -> bool:
    return token.head == verb.index and token.dep in BEFORE_VERB and token.tag != "WRB"


def _belongs_after(token: Token, verb: Token) -> bool:
    return token.head == verb.index and token.dep in {"prt", "neg", "advmod"} and token.tag != "WRB"


def _noun_tokens(parse: Parse, noun: Token) -> tuple[Token, ...]:
    """The noun with its article and adjectives: "a vague promise"."""
    first = noun.index
    while first > 0 and parse.tokens[first - 1].head == noun.index and parse.tokens[first - 1].dep in {"det", "amod"}:
        first -= 1
    return parse.tokens[first : noun.index + 1]


def _noun_cue(parse: Parse, noun: Token, words: QuotationWords) -> Cue | None:
    children = [each for each in parse.children(noun) if each.index > noun.index]
    clause = next((each for each in children if each.dep in {"acl", "ccomp"} and each.index > noun.index), None)
    if noun.lemma in words.nouns and clause is not None and clause.tag in {"VB", "VBP", "VBZ", "VBD", "MD"}:
        return Cue(head=noun, tokens=_noun_tokens(parse, noun), frame=Frame.NOUN, complement=clause)
    joined = _preposition(parse, noun, children, words.noun_prepositions.get(noun.lemma, ()))
    if joined is not None and joined[0].index == noun.index + 1:
        tokens = (*_noun_tokens(parse, noun), joined[0])
        return Cue(head=noun, tokens=tokens, frame=Frame.NOUN, complement=joined[1])
    return None


# The most tokens between a verb and the marked words it introduces; measured on nothing finer than that longer gaps
# hold a second clause.
LONGEST_GAP = 30


def marked_beside(reading: Reading, verb: Token) -> tuple[Marked, ...]:
    """The marked stretches that the verb's own clause touches: at most one before it and one after it."""
    found = []
    for step in (-1, 1):
        gap: list[Token] = []
        index = verb.index + step
        while 0 <= index < len(reading.inside) and reading.inside[index] is None and len(gap) <= LONGEST_GAP:
            gap.append(reading.parse.tokens[index])
            index += step
        if not 0 <= index < len(reading.inside) or len(gap) > LONGEST_GAP:
            continue
        place = reading.inside[index]
        if place is not None and _touches(reading, verb, gap, reading.marked[place], step):
            found.append(reading.marked[place])
    return tuple(found)


def _are_whole(reading: Reading, marked: tuple[Marked, ...]) -> bool:
    """Whether some marked words are a sentence of their own rather than a few words inside the writer's sentence."""
    text = reading.parse.text
    for each in marked:
        inner = text[each.start : each.end].strip(ALL_MARKS)
        before = text[max(0, each.start - 3) : each.start].rstrip()[-1:]
        if inner[:1].isupper() and (before in {",", ":", "", "."} or inner[-1:] in ",.?!"):
            return True
        if before in {",", ":"} or inner[-1:] == ",":
            return True
    return False


def _touches(reading: Reading, verb: Token, gap: list[Token], marked: Marked, step: int) -> bool:
    """Whether nothing but the verb's own subject, objects and adverbials stands between it and the marked words."""
    text = reading.parse.text
    between = text[marked.end : verb.start] if step < 0 else text[verb.end : marked.start]
    if ("\n\n" in between and (step < 0 or not between.rstrip().endswith(":"))) or any(
        token.text in ".?!;" for token in gap
    ):
        return False
    own = {token.index for token in reading.parse.subtree(verb)} | {verb.index}
    others = [token for token in gap if token.pos == "VERB" and token.dep not in {"relcl", "acl", "amod", "pcomp"}]
    if any(token.index not in own or step > 0 for token in others):
        return False
    if step < 0:
        ends = text[marked.start : marked.end].rstrip(ALL_MARKS)[-1:] in ",?!…-—" or between.lstrip()[:1] in {
            ",",
            "-",
            "—",
        }
        return ends and any(each.dep in SUBJECTS and each.start >= marked.end for each in reading.parse.children(verb))
    return not gap or between.rstrip()[-1:] in ",:" or all(token.index in own for token in gap)
