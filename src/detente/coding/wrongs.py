"""Words that somebody is given to say in, what they charge out: a wrong told of somebody, or the denial of one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.coding.frames import is_passive, verb_frame
from detente.coding.held import Phrases
from detente.coding.tree import Token

PREDICATES = frozenset({"acomp", "attr", "oprd"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Wrong:
    """The word that tells a wrong, and the heads of the words that tell who did it."""

    word: Token
    doers: tuple[Token, ...]


class Wrongs:
    """Reads what words charge or deny, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._parse = phrases.parse
        self._words = phrases.words

    def told(self, tokens: Iterable[Token]) -> Wrong | None:
        """The first wrong that the words tell of somebody else than "I" and "we"; None where they tell none."""
        return next(filter(None, map(self._wrong, tokens)), None)

    def others(self, tokens: Sequence[Token]) -> Wrong | None:
        """What a clause tells of anybody but the speaker; None for what he tells of himself, and for no clause."""
        root = next((each for each in _roots(tokens) if each.pos in {"VERB", "AUX"}), None)
        if root is None or self._phrases.is_unsure(root) or self._phrases.is_negated(root):
            return None
        frame = verb_frame(self._parse, root)
        own = [each for each in self._parse.children(root) if each.dep in SUBJECTS]
        if not own or own[0].text.lower() in self._words.firsts | self._words.anybody:
            return None
        is_state = root.lemma in self._words.copulas or root.lemma == "have"
        if is_state and not any(map(self._is_of_wrong, tokens)):
            return None
        return Wrong(root, frame.subject or tuple(own))

    def denied(self, tokens: Sequence[Token]) -> Token | None:
        """The verb that says that "I" never did it, that something is untrue or somebody innocent; None for none."""
        return next((each for each in tokens if self._is_untrue(each) or self._is_never(each)), None)

    def negated(self, tokens: Sequence[Token]) -> Token | None:
        """The verb of a clause that says that somebody did not do something; past or perfect."""
        for verb in _roots(tokens):
            children = list(self._parse.children(verb))
            past = verb.tag == "VBD" or any(each.tag == "VBD" or each.lemma == "have" for each in children)
            subject = next((each for each in children if each.dep in SUBJECTS), None)
            if subject is None or not self._phrases.is_negated(verb):
                continue
            if past:
                return verb
        return None

    def is_self(self, doer: Token, speaker: Token) -> bool:
        """Whether a pronoun may be the speaker: as many as he, and not known as another."""
        if doer.text.lower() not in self._words.selves:
            return False
        named = [each.actor.name for each in self._phrases.parts.named_by([doer, speaker]) if each.actor]
        if len({each for each in named if each}) > 1:
            return False
        is_many = speaker.tag in {"NNS", "NNPS"} or speaker.text.lower() == "they"
        return is_many == (doer.text.lower() == "they")

    def is_among(self, predicate: Token, listed: frozenset[str]) -> bool:
        """Whether a predicate, its adjectives or what is joined to it are among the words."""
        near = [predicate]
        for each in self._parse.children(predicate):
            if each.dep in {"amod", "acomp", "attr", "conj", "compound"}:
                near.append(each)
                near += [other for other in self._parse.children(each) if other.dep in {"conj", "amod"}]
        if predicate.pos != "VERB":
            near = [each for each in near if each.pos != "VERB"]
        return any(each.lemma.lower() in listed or each.text.lower() in listed for each in near)

    def _is_of_wrong(self, token: Token) -> bool:
        return any(token.lemma in each for each in (self._words.wrong_nouns, self._words.guilty, self._words.wrongs))

    def _wrong(self, verb: Token) -> Wrong | None:
        if verb.pos not in {"VERB", "AUX"} or self._phrases.is_unsure(verb) or self._is_undone(verb):
            return None
        # The parser takes "raped" for "rap"; were it so, the consonant would be doubled.
        lemmas = {verb.lemma, f"{verb.lemma}e" if verb.text.lower() == f"{verb.lemma}ed" else verb.lemma}
        if lemmas & self._words.wrongs:
            return self._deed(verb, must_be_known=False)
        if lemmas & self._words.harms:
            return self._deed(verb, must_be_known=True)
        children = list(self._parse.children(verb))
        if self._does(verb, children):
            return self._deed(verb, must_be_known=True)
        subject = [each for each in children if each.dep in SUBJECTS]
        if verb.lemma in self._words.parts and subject and subject[0].dep == "nsubjpass":
            return Wrong(verb, tuple(subject))
        if not subject or subject[0].text.lower() in self._words.firsts or verb.lemma not in self._words.copulas:
            return None
        predicates = [each for each in children if each.dep in PREDICATES or each.dep == "prep"]
        found = any(self.is_among(each, self._words.guilty) for each in predicates)
        found |= any(each.dep == "xcomp" and each.lemma in self._words.blame for each in children)
        return Wrong(verb, tuple(subject)) if found else None

    def _does(self, verb: Token, children: Sequence[Token]) -> bool:
        """Whether a verb and its object tell a wrong together: "committed a crime", "bears responsibility"."""
        objects = [each for each in children if each.dep in {"dobj", "nsubjpass"}]
        if verb.lemma in self._words.bearing:
            return any(each.lemma in self._words.blame for each in objects)
        return verb.lemma in self._words.doing and any(each.lemma in self._words.wrong_nouns for each in objects)

    def _is_undone(self, verb: Token) -> bool:
        """Whether a verb is negated, has "no" in its object, or hangs on words that say it was not so."""
        if self._phrases.is_negated(verb) or self._has_none(verb):
            return True
        below = verb
        for above in self._parse.ancestors(verb):
            if below.dep not in {"ccomp", "xcomp", "acl", "pcomp", "conj", "prep", "pobj", "dobj", "attr"}:
                return False
            if above.lemma in self._words.evidence and self._lacks(above):
                return True
            is_above = above.pos == "VERB" and below.dep in {"ccomp", "xcomp"}
            if is_above and (self._phrases.is_negated(above) or above.text.lower() in self._words.denies):
                return True
            below = above
        return False

    def _has_none(self, verb: Token) -> bool:
        """Whether the object is "nothing", or no part or crime: "had nothing to do with", "played no part"."""
        for each in self._parse.children(verb):
            if each.dep in {"dobj", "attr"}:
                listed = each.lemma in self._words.parts_in | self._words.wrong_nouns
                is_nothing = each.lemma in self._words.nothing and verb.lemma in self._words.having
                if is_nothing or (listed and self._lacks(each)):
                    return True
        return False

    def _lacks(self, noun: Token) -> bool:
        return any(each.dep == "det" and each.lemma == "no" for each in self._parse.children(noun))

    def _deed(self, verb: Token, *, must_be_known: bool) -> Wrong | None:
        frame = verb_frame(self._parse, verb)
        doers = frame.subject
        if any(each.text.lower() in self._words.firsts for each in doers[:1]):
            return None
        if not doers:
            suffered = is_passive(self._parse, verb) and not must_be_known
            return Wrong(verb, ()) if suffered and verb.dep != "amod" else None
        doer = doers[0]
        known = doer.pos == "PROPN" or doer.tag == "PRP" or self._phrases.is_named(doer)
        if {doer.text.lower(), doer.lemma} & self._words.anybody or (
            doer.lemma.lower() in self._words.no_doers and not known
        ):
            return None
        return Wrong(verb, doers) if known or not must_be_known else None

    def _is_never(self, verb: Token) -> bool:
        children = [each.text.lower() for each in self._parse.children(verb)]
        is_own = any(each in self._words.firsts for each in children) and verb.tag != "VB"
        return is_own and "never" in children and not self._phrases.is_unsure(verb)

    def _is_untrue(self, verb: Token) -> bool:
        if verb.pos not in {"VERB", "AUX"} or verb.dep == "relcl":
            return False
        children = list(self._parse.children(verb))
        subject = next((each.text.lower() for each in children if each.dep == "nsubj"), None)
        if subject in self._words.selves and self._has_none(verb) and not self._phrases.is_unsure(verb):
            return True
        predicates = [each for each in children if each.dep in PREDICATES | {"ccomp"}]
        negated = self._phrases.is_negated(verb)
        if verb.lemma == "be" and not self._phrases.is_unsure(verb):
            listed = self._words.denied if negated else self._words.untrue
            is_clear = not negated and any(
                each.lemma in self._words.clearing and each.pos == "ADJ" for each in predicates
            )
            return is_clear or any(self.is_among(each, listed) for each in predicates)
        has_be = any(each.dep == "auxpass" for each in children)
        return not negated and has_be and verb.lemma in self._words.untrue


def _roots(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words on which the stretch hangs, and the verbs that are joined to these."""
    inside = {token.index: token for token in tokens}
    roots = [each for each in tokens if each.head not in inside or each.head == each.index]
    yield from roots
    top = {each.index for each in roots}
    yield from (each for each in tokens if each.dep == "conj" and each.head in top and each.pos in {"VERB", "AUX"})
