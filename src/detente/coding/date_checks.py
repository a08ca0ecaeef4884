"""What the parse says about a found time expression: whether it is one, and whether it lies behind or ahead."""

from bisect import bisect_right
from collections.abc import Callable

from detente.coding.timex import DateWords, Found
from detente.coding.tree import Entity, Parse, Token

# Entity labels of the parser that are names of something other than a time.
NAMES = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "FAC", "LAW", "GPE", "LOC", "NORP"})
PAST_TAGS = frozenset({"VBD", "VBN"})
PRESENT_TAGS = frozenset({"VBZ", "VBP"})
# A bare number in this range that is no multiple of this is a year, whatever stands behind it ("its 1989 results");
# people and things that many are told in round numbers, or with a comma. Not swept.
LIKELY_YEARS = range(1800, 2050)
ROUND = 50
# How a date stands before a noun: "Monday's ruling", "a June agreement".
BESIDE_NOUN = frozenset({"poss", "compound", "nmod", "amod", "nummod"})


def direction_of(parse: Parse, found: Found, start: int) -> int:
    """1 where the words that govern the expression speak of what is to come, -1 of what was, 0 where none tells.

    ``start`` is where the words before it end: before its clock time, if it has one.
    """
    inside = parse.tokens_between(found.start, found.end)
    if not inside:
        return 0
    top = _top(inside)
    grammar = found.grammar
    if top.dep in BESIDE_NOUN and parse.head(top).lemma in grammar.words.behind:
        return -1
    if top.dep != "poss" and any(found.match.groupdict().get(name) for name in ("weekday", "day")):
        if grammar.is_led("due", parse.text, start):
            return 1
        if grammar.is_led("since", parse.text, start):
            return -1
    ahead = 1 if grammar.is_led("ahead", parse.text, start) else 0
    if top.dep in BESIDE_NOUN and found.number("to_published") == 0:
        return 0
    tense = _governing(parse, top, grammar.words, ahead)
    if tense < 0 and grammar.is_led("until", parse.text, start):
        return 0
    return tense or ahead


def is_foretold(parse: Parse, found: Found) -> bool:
    """Whether a past tense tells what was then to come: "the trial was to open on Monday", "was due on Monday"."""
    inside = parse.tokens_between(found.start, found.end)
    for token in parse.ancestors(_top(inside)) if inside else ():
        if token.pos not in {"VERB", "AUX"}:
            continue
        parts = [token, *(child for child in parse.children(token) if child.dep in {"aux", "auxpass"})]
        if any(part.tag in PRESENT_TAGS or part.tag == "MD" for part in parts):
            return False
        if any(part.tag == "VBD" for part in parts):
            reported = token.dep == "ccomp" and token.head < token.index
            return not reported and any(part.tag == "VBD" and part.lemma == "be" for part in parts)
    return False


def _governing(parse: Parse, top: Token, words: DateWords, ahead: int) -> int:
    """The direction of the nearest word above that has one; 0 where none has."""
    below = top
    for token in parse.ancestors(top):
        if token.pos == "ADJ" and token.lemma in words.ahead:
            return _foreseen(parse, token)
        if token.pos in {"VERB", "AUX"} and (tense := _tense(parse, token, below, words, ahead)) is not None:
            return tense or _present(parse, token, top, words)
        if token.pos == "NOUN" and any(child.text.lower() in words.upcoming for child in parse.children(token)):
            return 1
        below = token
    return 0


def _foreseen(parse: Parse, cue: Token) -> int:
    """1 for "was due to end on Monday", -1 for "had been due to end on Monday"."""
    verb = parse.head(cue)
    return -1 if any(child.text.lower() == "had" for child in parse.children(verb)) else 1


def _present(parse: Parse, verb: Token, top: Token, words: DateWords) -> int:
    """1 for a date that hangs right on a verb in the present ("leaders meet on Monday"), else 0."""
    holds = parse.head(top) if top.dep == "pobj" else top
    helpers = [child for child in parse.children(verb) if child.dep in {"aux", "auxpass"}]
    told = verb.tag in PRESENT_TAGS or any(child.tag in PRESENT_TAGS for child in helpers)
    if not told or verb.lemma in words.tells or parse.head(holds).index != verb.index:
        return 0
    return 1 if holds.dep in {"prep", "npadvmod", "advmod", "attr"} else 0


def _top(tokens: list[Token]) -> Token:
    """The token of the expression that hangs on one outside it."""
    indexes = {token.index for token in tokens}
    return next((token for token in tokens if token.head not in indexes), tokens[-1])


def _tense(parse: Parse, verb: Token, below: Token, words: DateWords, ahead: int) -> int | None:
    """The direction of one verb; 0 where it leaves it open, None where the verb above it must tell."""
    helpers = [child for child in parse.children(verb) if child.dep in {"aux", "auxpass"}]
    has_been = any(child.lemma == "have" for child in helpers)
    if any(child.tag == "MD" for child in helpers):
        return _modal(helpers, words, has_been=has_been)
    had = any(child.lemma == "have" and child.tag == "VBD" for child in helpers)
    plans = verb.lemma in words.ahead and not has_been and _plans(verb, helpers, below, words)
    if plans or (verb.lemma in words.ahead and ahead and not had):
        return 1
    if verb.tag in {"VB", "VBN"} and any(child.tag == "TO" for child in helpers):
        return _to_come(parse, verb, words, has_been=has_been)
    if verb.tag == "VBN" and not has_been and any(child.tag in PRESENT_TAGS for child in helpers):
        return 0
    if verb.tag in PAST_TAGS or has_been or any(child.tag == "VBD" for child in helpers):
        return -1
    if verb.tag == "VBG":
        return 1 if any(child.tag in {"VBZ", "VBP"} for child in helpers) else None
    return 0


def _to_come(parse: Parse, verb: Token, words: DateWords, *, has_been: bool) -> int | None:
    """The direction of an infinitive: "is expected to open", "was to open", but "was to have opened" behind."""
    above = parse.head(verb)
    if above.lemma in words.ahead:
        return _foreseen(parse, above)
    if above.lemma in words.decides:
        return 1
    if above.lemma == "be":
        return -1 if has_been else 1
    return 1 if verb.dep in {"relcl", "acl"} else None


def _modal(helpers: list[Token], words: DateWords, *, has_been: bool) -> int:
    spoken = {child.lemma for child in helpers} | {child.text.lower() for child in helpers}
    if spoken & words.open_helpers:
        return 0
    return 1 if spoken & words.ahead_helpers and not has_been else -1


def _plans(verb: Token, helpers: list[Token], below: Token, words: DateWords) -> bool:
    """Whether a verb such as "plan" puts what hangs on it ahead: "is planned for Friday", not "agreed on Friday"."""
    passive = verb.tag == "VBN" or any(child.dep == "auxpass" for child in helpers)
    if passive:
        return verb.lemma in words.plans | words.planned
    return verb.lemma in words.plans or verb.tag != "VBD" or below.dep in {"xcomp", "ccomp"}


def is_capital(_parse: Parse, found: Found) -> bool:
    """Whether the month or weekday has a capital letter."""
    groups = found.match.groupdict()
    names = [groups.get(name) for name in ("month", "weekday", "short_weekday", "weekdays", "holiday")]
    return all(name[0].isupper() for name in names if name)


def is_no_name(parse: Parse, found: Found) -> bool:
    """Whether the words are no part of a name ("Theresa May", "The Daily Mirror") and no verb ("may", "march")."""
    inside = parse.tokens_between(found.start, found.end)
    if any(token.tag == "MD" or token.pos == "VERB" for token in inside):
        return False
    last = inside[-1] if inside else None
    if last and "month" in found.match.groupdict() and _in_proper_name(parse, last, found):
        return False
    entity = _entity_at(parse, found.start)
    return entity is None or entity.label not in NAMES or entity.end < found.end


def _in_proper_name(parse: Parse, token: Token, found: Found) -> bool:
    """Whether the word makes a name with those beside it: "April Smith", "Theresa May", "the March on Rome"."""
    times = found.grammar.words.lists
    beside = [child for child in parse.children(token) if child.dep in {"compound", "amod"}]
    if token.dep == "compound":
        beside.append(parse.head(token))
    if any(each.tag == "NNP" and each.text.lower() not in times["month"] | times["weekday"] for each in beside):
        return True
    marched = any(child.dep == "prep" for child in parse.children(token))
    return marched and any(child.dep == "det" for child in parse.children(token))


def is_unnamed(parse: Parse, found: Found) -> bool:
    """Whether the season is no name of events ("the Prague Spring of 1968")."""
    inside = parse.tokens_between(found.match.start(), found.match.end())
    return not inside or inside[0].index == 0 or parse.tokens[inside[0].index - 1].tag != "NNP"


def is_adverb(parse: Parse, found: Found) -> bool:
    """Whether the word says how often something is done ("they meet quarterly"), not which kind it is of."""
    return all(token.pos == "ADV" for token in parse.tokens_between(found.start, found.end))


def _entity_at(parse: Parse, start: int) -> Entity | None:
    place = bisect_right(parse.entities, start, key=lambda each: each.start) - 1
    return parse.entities[place] if place >= 0 and start < parse.entities[place].end else None


def is_no_count(parse: Parse, found: Found) -> bool:
    """Whether a bare number of four digits is a year, not "2000 soldiers"."""
    inside = parse.tokens_between(found.match.start(), found.match.end())
    if not inside:
        return True
    token = inside[-1]
    before = parse.tokens[max(0, inside[0].index - 1)]
    if (
        before.pos in {"NOUN", "PROPN"}
        and parse.head(token).index == before.index
        and token.dep in {"nummod", "num", "appos"}
    ):
        return False
    year = found.number("year") or 0
    if year in LIKELY_YEARS and year % ROUND:
        return True
    head = parse.head(token)
    if token.dep not in {"nummod", "num"} or head.tag not in {"NNS", "NNPS"} or head.index < token.index:
        return True
    return any(child.tag == "DT" and child.index < token.index for child in parse.children(head))


def is_unplayed(parse: Parse, found: Found) -> bool:
    """Whether the sentence of a half tells of no game or work that has halves of its own."""
    inside = parse.tokens_between(found.start, found.end)
    played = found.grammar.words.played
    return not inside or not any(token.lemma in played for token in parse.sentence_tokens(parse.sentence_at(inside[0])))


def is_noun(parse: Parse, found: Found) -> bool:
    """Whether the season is a noun ("the fall"), not a verb or a quantity ("the fall of the wall")."""
    inside = parse.tokens_between(found.start, found.end)
    if not inside or not inside[-1].tag.startswith("NN"):
        return not inside
    return not any(child.lemma in {"of", "in"} for child in parse.children(inside[-1]))


def is_one_way(_parse: Parse, found: Found) -> bool:
    """Whether "past" or "last" reaches back or ahead from now ("the past year"), and is not "the current year"."""
    return found.word("place") in {"-1", "1"} and not found.match[0].lower().startswith(("last", "next"))


def is_no_rate(parse: Parse, found: Found) -> bool:
    """Whether "a week" is a length, not the measure of a rate ("four flights a week")."""
    inside = parse.tokens_between(found.start, found.end)
    if not inside or found.count("n") is not None or found.word("vague") != "1" or inside[-1].dep != "npadvmod":
        return True
    head = parse.head(inside[-1])
    return head.index > inside[-1].index or head.pos not in {"NOUN", "NUM", "PROPN", "SYM"}


def is_running(_parse: Parse, found: Found) -> bool:
    """Whether "now" stands within its sentence; at its head it mostly turns the talk ("Now, he said, ...")."""
    return not found.match[0][0].isupper()


CHECKS: dict[str, Callable[[Parse, Found], bool]] = {
    "capital": is_capital,
    "name": is_no_name,
    "count": is_no_count,
    "noun": is_noun,
    "unplayed": is_unplayed,
    "one_way": is_one_way,
    "rate": is_no_rate,
    "running": is_running,
    "adverb": is_adverb,
    "named": is_unnamed,
}
