"""A parse and its marked stretches side by side: which words stand in marks, and which marks stand beside a verb.

A verb and marked words belong together where nothing but the verb's own subject, objects and adverbials stands between
them. The rest is punctuation: commas, colons and how the marked words begin and end.
"""

from dataclasses import dataclass

from detente.coding.quotation_frames import SUBJECTS
from detente.coding.quotation_marks import Marked, marked_text
from detente.coding.tree import Parse, Token

# The most tokens between a verb and the marked words it introduces: a bound on the search, not tuned.
LONGEST_GAP = 30
# The most words of a sentence that only says who spoke: "Ruiz said on Friday."
LONGEST_TAG = 7
SENTENCE_ENDS = frozenset(".?!;")
# How words in marks end where the writer's sentence goes on after them.
RUNNING_ENDS = frozenset(",?!…-—")
DASHES_AND_COMMAS = frozenset(",-—")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
INTRODUCING = frozenset(",:")
# Verbs inside a noun phrase or a phrase of time do not part a verb from its quotation.
INNER_CLAUSES = frozenset({"relcl", "acl", "amod", "pcomp"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A parse together with its marked stretches and, for each token, the number of the stretch that it stands in."""

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


def marked_beside(reading: Reading, verb: Token, *, says: bool) -> tuple[Marked, ...]:
    """The marked stretches that the verb's own clause touches: at most one before it and one after it.

    ``says``: it is a verb of saying, so that no subject need be found after marked words that run on into it.
    """
    before, after = (_next_marked(reading, verb, step) for step in (-1, 1))
    if before is None and says:
        before = _run_on(reading, verb)
    if before is not None and after is not None and not is_set_off(reading.parse.text, verb, after):
        after = None
    return tuple(each for each in (before, after) if each is not None)


def _run_on(reading: Reading, verb: Token) -> Marked | None:
    """The marked words that end right before a finite verb: "'Who will pay?' asked the …"."""
    place = reading.inside[verb.index - 1] if verb.index > 0 else None
    if place is None or verb.tag not in FINITE:
        return None
    marked = reading.marked[place]
    between = reading.parse.text[marked.end : verb.start]
    runs_on = _last(reading.parse.text, marked) in RUNNING_ENDS and "\n\n" not in between
    return marked if runs_on else None


def _next_marked(reading: Reading, verb: Token, step: int) -> Marked | None:
    gap: list[Token] = []
    index = verb.index + step
    while 0 <= index < len(reading.inside) and len(gap) <= LONGEST_GAP:
        place = reading.inside[index]
        if place is not None:
            marked = reading.marked[place]
            return marked if _touches(reading, verb, gap, marked) else None
        token = reading.parse.tokens[index]
        if token.text in SENTENCE_ENDS:
            return None
        gap.append(token)
        index += step
    return None


def _touches(reading: Reading, verb: Token, gap: list[Token], marked: Marked) -> bool:
    """Whether nothing but the verb's own subject, objects and adverbials stands between it and the marked words."""
    own = {token.index for token in reading.parse.subtree(verb)}
    inner = [token for token in gap if token.pos == "VERB" and token.dep not in INNER_CLAUSES]
    if marked.end <= verb.start:
        return _ends_before(reading, verb, marked) and all(token.index in own for token in inner)
    between = reading.parse.text[verb.end : marked.start].rstrip()
    if inner or ("\n\n" in reading.parse.text[verb.end : marked.start] and not between.endswith(":")):
        return False
    return between[-1:] in INTRODUCING or all(token.index in own for token in gap)


def _ends_before(reading: Reading, verb: Token, marked: Marked) -> bool:
    """Whether marked words run on into the clause of a verb whose subject comes after them: "'No,' she said"."""
    text = reading.parse.text
    between = text[marked.end : verb.start]
    runs_on = _last(text, marked) in RUNNING_ENDS or between.lstrip()[:1] in DASHES_AND_COMMAS
    subjects = (each for each in reading.parse.children(verb) if each.dep in SUBJECTS)
    set_off = runs_on and any(each.start >= marked.end for each in subjects)
    # A comma that the writer forgot: "'It failed' the envoy said".
    forgotten = _last(text, marked).isalnum() and _only_subject_between(reading, verb, marked)
    return "\n\n" not in between and (set_off or forgotten or _is_tag(reading, verb, marked))


def _is_tag(reading: Reading, verb: Token, marked: Marked) -> bool:
    """Whether a verb with its subject is all of a sentence after a sentence in marks: "'It failed.' Ruiz said."."""
    if verb.dep != "root" or not begins_sentence(reading.parse.text, marked):
        return False
    sentence = reading.parse.sentence_at(verb)
    follows = 0 <= sentence.start - marked.end <= 2
    return follows and sentence.last - sentence.first < LONGEST_TAG and verb.index > sentence.first


def _only_subject_between(reading: Reading, verb: Token, marked: Marked) -> bool:
    """Whether the verb's subject alone stands between it and a sentence in marks: "'Never!' she beamed"."""
    subject = next((each for each in reading.parse.children(verb) if each.dep in SUBJECTS), None)
    if subject is None or not begins_sentence(reading.parse.text, marked):
        return False
    own = {token.index for token in reading.parse.subtree(subject)}
    return all(token.index in own for token in reading.parse.tokens_between(marked.end, verb.start))


def _last(text: str, marked: Marked) -> str:
    return marked_text(text, marked)[-1:]


def are_whole(text: str, marked: tuple[Marked, ...]) -> bool:
    """Whether some marked words are a sentence of their own rather than a few words inside the writer's sentence."""
    for each in marked:
        inner = marked_text(text, each)
        before = text[max(0, each.start - 3) : each.start].rstrip()[-1:]
        if before in INTRODUCING or inner[-1:] == ",":
            return True
        if inner[:1].isupper() and (before in {"", "."} or inner[-1:] in {".", "?", "!"}):
            return True
    return False


def is_set_off(text: str, verb: Token, marked: Marked) -> bool:
    """Whether a comma or a colon stands between the verb and the marked words that follow it."""
    return verb.end <= marked.start and text[verb.end : marked.start].rstrip()[-1:] in INTRODUCING


def is_apart(parse: Parse, clause: Token, beside: tuple[Marked, ...]) -> bool:
    """Whether a clause lies wholly outside the marked words, so that it is not what was said."""
    tokens = parse.subtree(clause)
    return all(each.end <= tokens[0].start or tokens[-1].end <= each.start for each in beside)


def frames_speech(reading: Reading, verb: Token, beside: tuple[Marked, ...]) -> bool:
    """Whether any verb must be one of saying here: "'Never!' she beamed", or a colon before a whole quotation."""
    text = reading.parse.text
    if not any(each.dep in SUBJECTS for each in reading.parse.children(verb)):
        return False
    for each in beside:
        if each.end <= verb.start:
            if _only_subject_between(reading, verb, each) and not _is_tag(reading, verb, each):
                return True
        elif _is_led_to(text[verb.end : each.start]) and are_whole(text, (each,)):
            return True
    return False


def _is_led_to(between: str) -> bool:
    """Whether a colon leads from a verb to words in marks, and no dash before a name: "Rates rise - Ann Ruiz: '…'"."""
    return between.rstrip().endswith(":") and not any(each in between.split() for each in DASHES_AND_COMMAS)


def begins_sentence(text: str, marked: Marked) -> bool:
    """Whether marked words begin a sentence of the text with a capital letter."""
    before = text[max(0, marked.start - 3) : marked.start].rstrip(" \"”’'")[-1:]
    return before in {"", "\n", ".", "?", "!", ":"} and marked_text(text, marked)[:1].isupper()
