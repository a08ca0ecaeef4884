"""Words that somebody is given to say in, what they disavow out: a wrong never done, a charge untrue, an innocent."""

from collections.abc import Sequence

from detente.coding.held import Phrases
from detente.coding.tree import Token
from detente.coding.wrongs import PREDICATES, SUBJECTS, Wrongs, roots


class Disavowals:
    """Reads what words deny, in one article."""

    def __init__(self, phrases: Phrases, wrongs: Wrongs) -> None:
        self._phrases = phrases
        self._parse = phrases.parse
        self._words = phrases.words
        self._wrongs = wrongs

    def denied(self, tokens: Sequence[Token]) -> Token | None:
        """The verb that says that "I" never did it, that something is untrue or somebody innocent; None for none."""
        return next((each for each in tokens if self._is_untrue(each) or self._is_never(each)), None)

    def negated(self, tokens: Sequence[Token]) -> Token | None:
        """The verb of a clause that says that somebody did not do something; past or perfect."""
        told = [
            each
            for one in roots(tokens)
            if one.text.lower() in self._words.asserts or one.lemma in self._words.telling
            for each in tokens
            if each.head == one.index and each.dep == "ccomp"
        ]
        for verb in (*roots(tokens), *told):
            children = list(self._parse.children(verb))
            past = verb.tag == "VBD" or any(each.tag == "VBD" or each.lemma == "have" for each in children)
            past &= not any(each.tag == "MD" for each in children)
            subject = next((each for each in children if each.dep in SUBJECTS), None)
            if subject is None or not self._phrases.is_negated(verb):
                continue
            if past:
                return verb
        return None

    def undone(self, tokens: Sequence[Token]) -> Token | None:
        """A wrong that the words say was not done: "did not lie", "could not have broken the law"."""
        for verb in tokens:
            is_wrong = verb.pos == "VERB" and verb.lemma in self._words.wrongs | self._words.breaking
            if not is_wrong or verb.dep in {"relcl", "advcl"} or not self._phrases.is_negated(verb):
                continue
            if any(each.lemma.lower() in self._words.conditions for each in self._parse.children(verb)):
                continue
            children = list(self._parse.children(verb))
            past = any(each.tag == "VBD" or each.lemma == "have" for each in children if each.dep in {"aux", "auxpass"})
            if past and any(each.dep in SUBJECTS for each in children):
                return verb
        return None

    def _is_never(self, verb: Token) -> bool:
        own = list(self._parse.children(verb))
        children = [each.text.lower() for each in own]
        if not any(each in self._words.firsts for each in children) or self._phrases.is_unsure(verb):
            return False
        given = [each for each in own if each.dep == "dobj"]
        beside = {one.lemma for each in given for one in self._parse.children(each) if one.dep == "det"}
        if verb.tag == "VBD" and verb.lemma not in self._words.having and "no" in beside:
            return True
        is_past = any(each.tag == "VBD" for each in own if each.dep == "aux")
        if self._phrases.is_negated(verb) and is_past and "any" in beside:
            return True
        return verb.tag != "VB" and "never" in children and verb.lemma not in self._words.perceiving

    def _is_untrue(self, verb: Token) -> bool:
        if verb.pos not in {"VERB", "AUX"} or verb.dep == "relcl":
            return False
        children = list(self._parse.children(verb))
        subject = next((each.text.lower() for each in children if each.dep == "nsubj"), None)
        if (
            subject in {"it", "this", "that"}
            and any(each.text.lower() == "never" for each in children)
            and verb.tag == "VBD"
        ):
            return True
        if subject in self._words.selves and self._wrongs.has_none(verb) and not self._phrases.is_unsure(verb):
            return True
        predicates = [each for each in children if each.dep in PREDICATES | {"ccomp"}]
        negated = self._phrases.is_negated(verb)
        if verb.lemma == "be" and not self._phrases.is_unsure(verb):
            listed = self._words.denied if negated else self._words.untrue
            noun = next((each for each in children if each.dep == "nsubj" and each.pos in {"NOUN", "PROPN"}), None)
            if noun is not None and not negated and noun.lemma not in self._words.charges:
                listed = frozenset()
            is_clear = not negated and any(
                each.lemma in self._words.clearing and each.pos == "ADJ" for each in predicates
            )
            return is_clear or any(self._wrongs.is_among(each, listed) for each in predicates)
        has_be = any(each.dep == "auxpass" for each in children)
        return not negated and has_be and verb.lemma in self._words.untrue
