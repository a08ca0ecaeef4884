"""Nouns and adjectives of the word list in a parse, the cues that they make out, alone or with a verb.

"The claim that …", "her criticism of …", "made a promise to …", "is confident that …", "is critical of …". A noun that
is the object of a light verb makes one cue with that verb.
"""

from collections.abc import Collection

from detente.coding.quotation_frames import PASSIVE_SUBJECTS, SUBJECTS, Cue, Frame, QuotationWords
from detente.coding.tree import Parse, Token

BEFORE_NOUN = frozenset({"det", "amod"})
BEFORE_ADJECTIVE = frozenset({"advmod", "neg"})
# The most words between a verb and the noun or the adjective that makes one cue with it: "made a very strong wish".
LONGEST_LIGHT = 6

# The longest phrase of a medium, in tokens after its preposition: "in a short written statement".
LONGEST_MEDIUM = 4


def noun_cue(parse: Parse, noun: Token, words: QuotationWords) -> Cue | None:
    """The cue that a noun with a clause or a preposition of its own makes: "a vague promise to", "her criticism of"."""
    children = [each for each in parse.children(noun) if each.index > noun.index]
    clause = next((each for each in children if each.dep in {"acl", "ccomp"}), None)
    tokens = parse.tokens[first_of(parse, noun, BEFORE_NOUN) : noun.index + 1]
    if noun.lemma in words.nouns and clause is not None and _is_claim(parse, clause):
        return Cue(head=noun, tokens=tokens, frame=Frame.NOUN, complement=clause)
    joined = own_preposition(parse, noun, children, words.noun_prepositions.get(noun.lemma, ()))
    if joined is not None and joined[0].index == noun.index + 1:
        return Cue(head=noun, tokens=(*tokens, joined[0]), frame=Frame.NOUN, complement=joined[1])
    return None


def is_owned(parse: Parse, noun: Token, words: QuotationWords) -> bool:
    """Whether the text says whose the noun is: "Ruiz's claim", "a claim by Ruiz"."""
    return any(
        each.dep == "poss" or (each.dep in {"prep", "agent"} and each.lemma in words.owner_prepositions)
        for each in parse.children(noun)
    )


def light_cue(parse: Parse, verb: Token, tokens: tuple[Token, ...], words: QuotationWords) -> Cue | None:
    """The one cue of a verb and the noun or adjective that says what it means: "made a promise", "is confident"."""
    for child in parse.children(verb):
        if not 0 < child.index - tokens[-1].index <= LONGEST_LIGHT:
            continue
        cue = None
        if child.dep == "dobj" and verb.lemma in words.light:
            cue = noun_cue(parse, child, words)
        elif child.dep == "acomp" and verb.lemma in words.linking:
            cue = _adjective_cue(parse, child, words)
        if cue is not None:
            row = parse.tokens[tokens[0].index : cue.tokens[-1].index + 1]
            return Cue(head=verb, tokens=row, frame=Frame.LIGHT, complement=cue.complement)
    return None


def announced_cue(parse: Parse, verb: Token, tokens: tuple[Token, ...], words: QuotationWords) -> Cue | None:
    """The one cue of a verb, the statement that is its object, and what it says: "issued a statement saying"."""
    for noun in parse.children(verb):
        if noun.dep != "dobj" or noun.lemma.lower() not in words.media or noun.index - verb.index > LONGEST_MEDIUM:
            continue
        said = [*parse.children(noun), *parse.children(verb)]
        saying = next((each for each in said if _says_on(each, noun, words)), None)
        clause = saying and next((each for each in parse.children(saying) if each.dep == "ccomp"), None)
        if saying is not None and clause is not None:
            row = parse.tokens[tokens[0].index : saying.index + 1]
            return Cue(head=verb, tokens=row, frame=Frame.CLAUSE, complement=clause)
    return None


def _says_on(token: Token, noun: Token, words: QuotationWords) -> bool:
    """Whether a participle soon after a statement tells what it says."""
    soon = 0 < token.index - noun.index <= LONGEST_MEDIUM
    return soon and token.tag == "VBG" and token.dep in {"acl", "advcl"} and token.lemma in words.clause


def with_medium(parse: Parse, verb: Token, tokens: tuple[Token, ...], words: QuotationWords) -> tuple[Token, ...]:
    """The cue with the statement or tweet in which it was said, where that follows at once: "said in a statement"."""
    for child in parse.children(verb):
        if child.dep != "prep" or child.index != tokens[-1].index + 1:
            continue
        medium = next((each for each in parse.children(child) if each.dep == "pobj"), None)
        near = medium is not None and medium.index - child.index <= LONGEST_MEDIUM
        if medium is not None and near and medium.lemma.lower() in words.media:
            return parse.tokens[tokens[0].index : medium.index + 1]
    return tokens


def _adjective_cue(parse: Parse, adjective: Token, words: QuotationWords) -> Cue | None:
    children = [each for each in parse.children(adjective) if each.index > adjective.index]
    tokens = parse.tokens[first_of(parse, adjective, BEFORE_ADJECTIVE) : adjective.index + 1]
    clause = next((each for each in children if each.dep in {"ccomp", "xcomp"}), None)
    if clause is not None and adjective.lemma in words.adjectives:
        return Cue(head=adjective, tokens=tokens, frame=Frame.LIGHT, complement=clause)
    joined = own_preposition(parse, adjective, children, words.adjective_prepositions.get(adjective.lemma, ()))
    if joined is not None and joined[0].index == adjective.index + 1:
        return Cue(head=adjective, tokens=(*tokens, joined[0]), frame=Frame.LIGHT, complement=joined[1])
    return None


def _is_claim(parse: Parse, clause: Token) -> bool:
    """Whether a clause after a noun tells what is claimed or promised: it has a subject, or a "to" before its verb."""
    return any(each.dep in SUBJECTS | PASSIVE_SUBJECTS or each.tag == "TO" for each in parse.children(clause))


def own_preposition(
    parse: Parse, head: Token, children: list[Token], allowed: Collection[str]
) -> tuple[Token, Token] | None:
    """The first preposition after the head that belongs to it, with its object."""
    for child in children:
        if child.dep in {"prep", "prt"} and child.index > head.index and child.lemma in allowed:
            named = next((each for each in parse.children(child) if each.dep in {"pobj", "pcomp"}), None)
            if named is not None:
                return child, named
    return None


def first_of(parse: Parse, head: Token, allowed: Collection[str]) -> int:
    """The first token of the unbroken row before the head that belongs to it."""
    first = head.index
    while first > 0 and belongs(parse.tokens[first - 1], head, allowed):
        first -= 1
    return first


def belongs(token: Token, head: Token, allowed: Collection[str]) -> bool:
    """Whether a token hangs on the head in an allowed way; question words ("when he said") stay out."""
    return token.head == head.index and token.dep in allowed and token.tag != "WRB"
