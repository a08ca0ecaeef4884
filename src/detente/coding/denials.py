"""Words that deny: verbs that brush a charge aside, that deny a deed, that keep to innocence, and missing evidence."""

from collections.abc import Iterator

from detente.coding.frames import is_passive, verb_frame
from detente.coding.held import Held, Phrases
from detente.coding.tree import Sentence, Token
from detente.model import Stance

OBJECTS = frozenset({"dobj", "nsubjpass"})
CLAUSES = frozenset({"acl", "ccomp", "relcl"})


class Denials:
    """Finds denials and doubts at words that stand outside what is denied, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._parse = phrases.parse
        self._words = phrases.words
        self._verbs = self._words.brushing_aside | self._words.doubting
        self._doubting = {each.split()[0] for each in self._words.doubting}

    def within(self, sentence: Sentence) -> Iterator[Held]:
        """The denials and doubts of one sentence."""
        for token in self._parse.sentence_tokens(sentence):
            if token.pos == "VERB" and not self._phrases.is_negated(token) and not self._phrases.is_unsure(token):
                yield from self._of_verb(token)
            if token.lemma in self._words.evidence:
                yield from self._unproven(token)

    def _of_verb(self, verb: Token) -> Iterator[Held]:
        held = self._brushed_aside(verb) or self._denied(verb) or self._kept_to(verb) or self._found_none(verb)
        if held is None:
            return
        head, rule = held
        stance = Stance.DOUBTS if verb.lemma in self._doubting else Stance.DENIES
        for claimant in self._phrases.claimants(verb_frame(self._parse, verb).subject):
            yield Held(verb, stance, claimant, None, self._phrases.below(head), rule, accuses=False)

    def _brushed_aside(self, verb: Token) -> tuple[Token, str] | None:
        """What an accusation says that the verb brushes aside, or its noun."""
        children = list(self._parse.children(verb))
        if verb.lemma in self._verbs:
            objects = [each for each in children if each.dep in OBJECTS]
        else:
            after = [each for each in children if f"{verb.lemma} {each.lemma}" in self._verbs]
            nouns = [one for each in children if each.dep == "dobj" for one in self._parse.children(each)]
            after += [each for each in nouns if f"{verb.lemma} {each.lemma}" in self._words.doubting]
            objects = [each for one in after for each in self._parse.children(one) if each.dep == "pobj"]
            objects += [each for each in children if after and each.dep == "dobj"]
        charge = next((each for each in objects if each.lemma.lower() in self._words.charges), None)
        if charge is None:
            return None
        clause = next((each for each in self._parse.children(charge) if each.dep in CLAUSES - {"relcl"}), None)
        return clause or charge, "denial.brushed_aside"

    def _denied(self, verb: Token) -> tuple[Token, str] | None:
        """What "deny" denies: a clause, a deed, a charge that stands before it; nothing where something is refused."""
        if verb.text.lower() not in self._words.denies or verb.dep in {"csubj", "csubjpass"}:
            return None
        children = list(self._parse.children(verb))
        clause = next((each for each in children if each.dep in {"ccomp", "xcomp", "pcomp"}), None)
        if clause is not None:
            return clause, "denial.deny"
        given = [each for each in children if each.dep in {"dobj", "nsubjpass", "dative"}]
        if len(given) != 1 or is_passive(self._parse, verb) or given[0].lemma in self._words.refused:
            return None
        thing = given[0]
        is_any = any(each.lemma in {"any", "all"} for each in self._parse.children(thing))
        if not is_any and any(each.dep == "prep" and each.lemma == "to" for each in children):
            return None
        if thing.tag in {"WDT", "WP"} and verb.dep == "relcl":
            above = self._parse.head(verb)
            return self._charged_before(above) or above, "denial.deny"
        return thing, "denial.deny"

    def _charged_before(self, token: Token) -> Token | None:
        """The charge in which a word stands: the clause or noun after "of" or "with" nearest above it."""
        for above in (token, *self._parse.ancestors(token)):
            if above.dep in {"pcomp", "ccomp"}:
                return above
        return None

    def _kept_to(self, verb: Token) -> tuple[Token, str] | None:
        """ "Maintains his innocence", "pleaded not guilty"."""
        if verb.lemma not in self._words.keeping:
            return None
        for child in self._parse.children(verb):
            if child.lemma in self._words.clearing and child.dep in {"dobj", "acomp", "oprd"}:
                return child, "denial.innocence"
            if child.lemma in self._words.denied and any(each.dep == "neg" for each in self._around(child)):
                return self._counts(verb, child) or child, "denial.innocence"
        return None

    def _counts(self, verb: Token, plea: Token) -> Token | None:
        """What one pleads to: "not guilty to two counts of arson"."""
        after = [each for one in (verb, plea) for each in self._parse.children(one) if each.lemma == "to"]
        return next((one for each in after for one in self._parse.children(each) if one.dep == "pobj"), None)

    def _found_none(self, verb: Token) -> tuple[Token, str] | None:
        """ "Found no wrongdoing", "found no such link"."""
        if verb.lemma not in self._words.finding:
            return None
        for thing in self._parse.children(verb):
            beside = {each.lemma for each in self._parse.children(thing)}
            is_charge = thing.lemma in self._words.charges | self._words.wrong_nouns or "such" in beside
            if thing.dep == "dobj" and "no" in beside and is_charge:
                return thing, "denial.found_none"
        return None

    def _is_told(self, verb: Token) -> bool:
        return verb.lemma in self._words.finding or verb.text.lower() in self._words.asserts

    def _around(self, token: Token) -> Iterator[Token]:
        yield from self._parse.children(token)
        yield from self._parse.children(self._parse.head(token))

    def _unproven(self, noun: Token) -> Iterator[Held]:
        """ "Found no evidence of fraud", "there is no proof that"."""
        children = list(self._parse.children(noun))
        verb = self._parse.head(noun)
        is_missing = any(each.lemma == "no" and each.dep == "det" for each in children)
        is_missing |= verb.lemma in self._words.finding and self._phrases.is_negated(verb)
        content = [each for one in children if one.lemma in {"of", "for"} for each in self._parse.children(one)]
        content += [each for each in children if each.dep in CLAUSES]
        if not is_missing or not content or not self._is_told(verb):
            return
        subject = verb_frame(self._parse, verb).subject if noun.dep == "dobj" else ()
        for claimant in self._phrases.claimants(subject):
            held = self._phrases.below(content[0])
            yield Held(noun, Stance.DOUBTS, claimant, None, held, "denial.unproven", accuses=False)
