"""A verb of a parse in, all tokens that make one cue with it out: helpers, adverbs, particles, and what leads to it.

"Has also pointed out", "refused to say", "went on to call", "made an effort to explain", "began by saying".
"""

from detente.coding.quotation_frames import QuotationWords
from detente.coding.quotation_nominal import belongs, first_of
from detente.coding.tree import Parse, Token

VERBAL = frozenset({"VERB", "AUX"})
# What may stand next to a verb and belong to one cue with it.
BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
AFTER_VERB = frozenset({"prt", "neg", "advmod"})
# The most words between a verb and the adjective that leads to another: "has been rather slow to embrace".
LONGEST_LED = 3
# The most words between a verb that is no cue and the cue that it leads to, "made a last effort to explain": a bound on
# the search, not tuned.
LONGEST_WAY = 8


def verb_tokens(parse: Parse, verb: Token, words: QuotationWords) -> tuple[Token, ...]:
    """The verb with its helpers, adverbs and particles, and with the verb that leads to it."""
    first = first_of(parse, verb, BEFORE_VERB)
    led = leader_of(parse, verb, words)
    if led is not None:
        return parse.tokens[verb_tokens(parse, led, words)[0].index : verb.index + 1]
    leader = parse.head(verb)
    if (
        verb.dep == "xcomp"
        and leader.index == first - 1
        and leader.pos in {*VERBAL, "ADJ"}
        and leader.lemma not in words.infinitive - words.leading
    ):
        above = parse.head(leader) if leader.dep == "acomp" else leader
        if leader.index - above.index <= LONGEST_LED:
            start = verb_tokens(parse, above, words)[0].index
            return parse.tokens[start : verb.index + 1]
    last = verb.index
    while last + 1 < len(parse.tokens) and belongs(parse.tokens[last + 1], verb, AFTER_VERB):
        last += 1
    return parse.tokens[first : last + 1]


def leader_of(parse: Parse, verb: Token, words: QuotationWords) -> Token | None:
    """The verb, no cue itself, that leads over other words to a deed of saying; None where none does.

    "Went on to call", "made an effort to explain", "issued letters denouncing", "began by saying".
    """
    first = first_of(parse, verb, BEFORE_VERB)
    above = parse.head(verb)
    if above.index >= first:
        return None
    leader: Token | None = None
    if verb.tag == "VB" and verb.dep in {"xcomp", "advcl"} and _only_particles(parse, above, first):
        leader = above
    elif verb.dep == "acl" and verb.tag in {"VB", "VBG"} and above.dep == "dobj" and above.index == first - 1:
        leader = parse.head(above)
    elif verb.dep == "pcomp" and above.dep == "prep" and above.index == first - 1:
        leader = parse.head(above) if parse.head(above).index == first - 2 else None
    if leader is None or leader.pos != "VERB" or words.attributes(leader.lemma):
        return None
    way = parse.tokens[leader.index + 1 : first]
    apart = any(each.pos == "PUNCT" for each in way) or len(way) > LONGEST_WAY
    return None if apart or (verb.tag == "VB" and parse.tokens[first].tag != "TO") else leader


def _only_particles(parse: Parse, verb: Token, end: int) -> bool:
    """Whether a particle or an adverb, and nothing else, stands between a verb and the word number ``end``."""
    way = parse.tokens[verb.index + 1 : end]
    return bool(way) and all(each.dep in {"prt", "advmod"} for each in way)
