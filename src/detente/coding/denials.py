"""Words that deny: cues by their stance, verbs that brush a charge aside, and quoted words that deny of themselves."""

from collections.abc import Iterator, Sequence

from detente.coding.tree import Parse, Sentence, Token
from detente.lexicon import Words
from detente.model import Span, Stance


class ClaimWords(Words):
    """The shape of ``claims.yaml``.

    The forms of cue words by the stance that they tell, and ``negations`` that undo them. Events of
    ``accusing_types`` charge somebody, but for the rules of ``not_claims``. ``brushing_aside`` are verbs (with a
    particle as two words) that deny where their object is one of the ``charges``. ``untrue`` are predicates that call a
    thing false; ``selves`` the pronouns by which a speaker denies a deed of his own, ``firsts`` those of them that are
    surely his. ``hedges`` leave a thing to nobody named. ``wrongs`` are verbs, and ``guilty`` predicates, that charge
    whoever they are said of.
    """

    asserts: list[str]
    denies: list[str]
    doubts: list[str]
    negations: list[str]
    accusing_types: list[str]
    brushing_aside: list[str]
    charges: list[str]
    untrue: list[str]
    calling: list[str]
    selves: list[str]
    firsts: list[str]
    hedges: list[str]
    wrongs: list[str]
    guilty: list[str]
    not_claims: list[str]


def stance_of(cue: Sequence[Span], words: ClaimWords) -> Stance | None:
    """The stance that a quotation's cue tells; None where it tells none, or is negated."""
    said = {word for span in cue for word in span.text.lower().split()}
    if said & set(words.negations):
        return None
    for stance, forms in (
        (Stance.DENIES, words.denies),
        (Stance.DOUBTS, words.doubts),
        (Stance.ASSERTS, words.asserts),
    ):
        if said & set(forms):
            return stance
    return None


def denying_verbs(parse: Parse, sentence: Sentence, words: ClaimWords) -> Iterator[tuple[Token, Token]]:
    """Each verb of a sentence that brushes a charge aside, with the noun of the charge."""
    for token in parse.sentence_tokens(sentence):
        children = list(parse.children(token))
        if token.pos != "VERB" or any(each.dep == "neg" for each in children):
            continue
        if token.lemma in words.brushing_aside:
            objects = [each for each in children if each.dep in {"dobj", "nsubjpass"}]
        else:
            after = [each for each in children if f"{token.lemma} {each.lemma}" in words.brushing_aside]
            objects = [each for one in after for each in parse.children(one) if each.dep == "pobj"]
            objects += [each for each in children if after and each.dep == "dobj"]
        charge = next((each for each in objects if each.lemma.lower() in words.charges), None)
        if charge is not None:
            yield token, charge


def hedges(parse: Parse, sentence: Sentence, words: ClaimWords) -> Iterator[tuple[Token, Token]]:
    """Each word of a sentence that leaves to nobody named what is told ("allegedly"), with the word that it hedges."""
    for token in parse.sentence_tokens(sentence):
        if token.text.lower() in words.hedges and token.dep in {"advmod", "amod"}:
            yield token, parse.head(token)


def denies_itself(parse: Parse, content: Span, words: ClaimWords) -> bool:
    """Whether quoted words deny a deed of the speaker's own, or the truth of what is told."""
    return any(_denies(parse, verb, words) for verb in _stating(parse, content))


def charges_others(parse: Parse, content: Span, words: ClaimWords) -> bool:
    """Whether quoted words state that somebody else did or is something wrong."""
    return any(_charges(parse, verb, words) for verb in _stating(parse, content))


def _stating(parse: Parse, content: Span) -> list[Token]:
    """The verbs that the quoted words state: their roots, and what is joined to these."""
    tokens = parse.tokens_between(content.start, content.end)
    inside = {token.index for token in tokens}
    roots = [token for token in tokens if token.head not in inside or token.head == token.index]
    roots += [
        child for token in roots for child in parse.children(token) if child.dep == "conj" and child.index in inside
    ]
    return [token for token in roots if token.pos in {"VERB", "AUX"}]


def _charges(parse: Parse, verb: Token, words: ClaimWords) -> bool:
    children = list(parse.children(verb))
    subject = next((each for each in children if each.dep in {"nsubj", "nsubjpass"}), None)
    unsure = any(each.dep == "neg" or each.tag == "MD" for each in children)
    if subject is None or unsure or subject.text.lower() in words.firsts:
        return False
    if verb.lemma in words.wrongs:
        return subject.dep == "nsubj"
    predicates = [each for each in children if each.dep in {"acomp", "attr", "oprd"}]
    return any(_is_among(parse, each, words.guilty) for each in predicates)


def _denies(parse: Parse, verb: Token, words: ClaimWords) -> bool:
    children = list(parse.children(verb))
    if any(each.dep == "neg" for each in children):
        subject = next((each for each in children if each.dep in {"nsubj", "nsubjpass"}), None)
        past = verb.tag == "VBD" or any(each.tag == "VBD" or each.lemma == "have" for each in children)
        never = any(each.lemma == "never" for each in children)
        return subject is not None and subject.text.lower() in words.selves and (past or never)
    predicates = (
        {"acomp", "attr"} if verb.lemma == "be" else {"oprd", "ccomp"} if verb.lemma in words.calling else set()
    )
    return any(_is_among(parse, each, words.untrue) for each in children if each.dep in predicates)


def _is_among(parse: Parse, predicate: Token, listed: Sequence[str]) -> bool:
    near = [predicate, *(each for each in parse.children(predicate) if each.dep in {"amod", "acomp", "attr", "conj"})]
    return any(each.lemma.lower() in listed or each.text.lower() in listed for each in near)
