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
        root = next((each for each in roots(tokens) if each.pos in {"VERB", "AUX"}), None)
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

    def is_self(self, doer: Token, speaker: Token) -> bool:
        """Whether a pronoun may be the speaker: as many as he, and not known as another."""
        if doer.text.lower() not in self._words.selves:
            return False
        named = [each.actor.name for each in self._phrases.parts.named_by([doer, speaker]) if each.actor]
        if len({each for each in named if each}) > 1:
            return False
        told, who = speaker.text.lower(), doer.text.lower()
        if {told, who} <= {"he", "she"} and told != who:
            return False
        if speaker.lemma in self._words.bodies and who in {"he", "she"}:
            return False
        is_many = speaker.tag in {"NNS", "NNPS"} or told == "they"
        return is_many == (who == "they") or (who == "they" and speaker.lemma in self._words.bodies)

    def is_among(self, predicate: Token, listed: frozenset[str]) -> bool:
        """Whether a predicate, its adjectives or what is joined to it are among the words."""
        near = [predicate]
        for each in self._parse.children(predicate):
            is_noun = each.dep == "xcomp" and each.pos == "NOUN"
            if is_noun or each.dep in {"amod", "acomp", "attr", "conj", "compound"}:
                near.append(each)
                near += [other for other in self._parse.children(each) if other.dep in {"conj", "amod"}]
        if predicate.pos != "VERB":
            near = [each for each in near if each.pos != "VERB"]
        return any({each.lemma.lower(), each.text.lower(), self._hyphened(each)} & listed for each in near)

    def _hyphened(self, token: Token) -> str:
        """A word with what a hyphen or compound ties to it, which the parser cuts: "cover-up", "witch hunt"."""
        tokens, last = self._parse.tokens, token.index
        if last < 2 or tokens[last - 1].tag != "HYPH":
            return f"{tokens[last - 1].lemma} {token.lemma}".lower() if last else token.lemma
        return "".join(each.text.lower() for each in tokens[last - 2 : last + 1])

    def _is_of_wrong(self, token: Token) -> bool:
        return any(token.lemma in each for each in (self._words.wrong_nouns, self._words.guilty, self._words.wrongs))

    def _wrong(self, verb: Token) -> Wrong | None:
        if verb.pos not in {"VERB", "AUX"}:
            return None
        omitted = self._omitted(verb)
        if omitted is not None:
            return omitted
        unsure = self._phrases.is_unsure(verb) and not self._is_tried(verb) and not self._is_surmised(verb)
        if unsure or self._is_undone(verb):
            return None
        return self._done(verb) or self._is_so(verb)

    def _done(self, verb: Token) -> Wrong | None:
        """The wrong that a verb tells by itself, with its object, particle or adverb."""
        # The parser takes "raped" for "rap"; were it so, the consonant would be doubled.
        lemmas = {verb.lemma, f"{verb.lemma}e" if verb.text.lower() == f"{verb.lemma}ed" else verb.lemma}
        children = list(self._parse.children(verb))
        lemmas |= {f"{verb.lemma} {each.lemma}" for each in children}
        if lemmas & self._words.wrongs:
            return self._deed(verb, must_be_known=False)
        is_ill = any(each.dep == "advmod" and each.text.lower() in self._words.ill for each in children)
        if is_ill or lemmas & self._words.harms or self._does(verb, children):
            return self._deed(verb, must_be_known=True)
        return None

    def _is_so(self, verb: Token) -> Wrong | None:
        """The wrong that a predicate tells of its subject: "was behind", "is a disgrace", "were involved"."""
        children = list(self._parse.children(verb))
        subject = [each for each in children if each.dep in SUBJECTS]
        if verb.lemma in self._words.parts and subject and subject[0].dep == "nsubjpass":
            if not self._is_somebody(subject[0]):
                return None
            return Wrong(verb, tuple(subject))
        if not subject or subject[0].text.lower() in self._words.firsts:
            return None
        if verb.lemma in self._words.amounting:
            objects = [each for each in children if each.dep in {"dobj", "attr", "prep"}]
            objects += [one for each in objects for one in self._parse.children(each) if each.dep == "prep"]
            return Wrong(verb, tuple(subject)) if any(map(self._is_of_wrong, objects)) else None
        if verb.lemma not in self._words.copulas:
            return None
        predicates = [each for each in children if each.dep in PREDICATES or each.dep == "prep"]
        found = any(self.is_among(each, self._words.guilty | self._words.untrue) for each in predicates)
        found |= any(each.dep == "xcomp" and each.lemma in self._words.blame for each in children)
        nouns = [one for each in predicates for one in self._parse.children(each) if one.lemma == "of"]
        nouns = [one for each in nouns for one in self._parse.children(each) if one.dep == "pobj"]
        if any(each.dep == "expl" for each in children):
            nouns += [each for each in children if each.dep in {"attr", "nsubj"}]
        found |= any(each.lemma in self._words.wrong_nouns - self._words.no_doers for each in nouns)
        return Wrong(verb, tuple(subject)) if found else None

    def _omitted(self, verb: Token) -> Wrong | None:
        """What somebody else should have done, or did not: "should have stopped it", "has not told the truth"."""
        children = list(self._parse.children(verb))
        subject = next((each for each in children if each.dep in SUBJECTS), None)
        is_aside = verb.dep == "advcl"
        if is_aside or subject is None or subject.text.lower() in self._words.firsts | self._words.anybody:
            return None
        told = {each.lemma for each in children if each.dep in {"aux", "auxpass"}}
        negated = self._phrases.is_negated(verb)
        if "have" in told and "should" in told:
            return Wrong(verb, (subject,))
        if negated and verb.lemma in self._words.omitted and not self._phrases.is_unsure(verb):
            known = subject.pos == "PROPN" or subject.tag == "PRP" or self._phrases.is_named(subject)
            return Wrong(verb, (subject,)) if known and subject.dep == "nsubj" else None
        return None

    def _is_surmised(self, verb: Token) -> bool:
        """Whether a verb tells what may have been done: "may have cut the film"."""
        told = {each.lemma.lower() for each in self._parse.children(verb) if each.dep == "aux"}
        return "have" in told and bool(told & self._words.surmising)

    def _is_tried(self, verb: Token) -> bool:
        """Whether an infinitive tells what somebody tries: "is trying to silence him"."""
        above = self._parse.head(verb)
        is_below = verb.dep == "xcomp" and above.pos == "VERB" and above.lemma in self._words.trying
        return is_below and not self._phrases.is_unsure(above) and not self._phrases.is_negated(above)

    def _does(self, verb: Token, children: Sequence[Token]) -> bool:
        """Whether a verb and its object tell a wrong together: "committed a crime", "bears responsibility"."""
        objects = [each for each in children if each.dep in {"dobj", "nsubjpass"}]
        if verb.lemma in self._words.bearing and any(each.lemma in self._words.blame for each in objects):
            return True
        objects += [one for each in objects for one in self._parse.children(each) if one.dep == "conj"]
        return verb.lemma in self._words.doing and any(each.lemma in self._words.wrong_nouns for each in objects)

    def _is_undone(self, verb: Token) -> bool:
        """Whether a verb is negated, has "no" in its object, or hangs on words that say it was not so."""
        subjects = [each for each in self._parse.children(verb) if each.dep in SUBJECTS]
        if any(map(self._phrases.is_negated, (verb, *subjects))) or self.has_none(verb):
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

    def has_none(self, verb: Token) -> bool:
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
            return Wrong(verb, ()) if suffered and verb.dep != "amod" and not self._is_of_any(verb) else None
        doer = doers[0]
        known = self._is_somebody(doer)
        children = list(self._parse.children(verb))
        # "Killing at least nine" tells what came of something, "attack them" what one shall do.
        loose = verb.tag == "VBG" and verb.dep == "advcl" and not any(each.dep == "aux" for each in children)
        bare = verb.tag == "VB" and verb.dep != "xcomp" and not any(each.dep in {"aux", *SUBJECTS} for each in children)
        if bare or (loose and must_be_known):
            return None
        if {doer.text.lower(), doer.lemma} & self._words.anybody or (
            doer.lemma.lower() in self._words.no_doers and not known
        ):
            return None
        return Wrong(verb, doers) if known or not must_be_known else None

    def _is_somebody(self, doer: Token) -> bool:
        """Whether a doer acts with intent: a name, a pronoun, a kind of people, a law; not "my heart" nor a storm."""
        inside = list(self._parse.children(doer))
        if any(each.dep == "compound" and each.lemma.lower() in self._words.no_doers for each in inside):
            return False
        if doer.lemma in self._words.decisions | self._words.agents:
            return True
        if any(each.tag == "PRP$" for each in inside):
            return False
        return doer.pos == "PROPN" or doer.tag == "PRP" or self._phrases.is_named(doer)

    def _is_of_any(self, verb: Token) -> bool:
        """Whether the clause only says of whom the words are: "women who were raped"."""
        return any(each.tag in {"WP", "WDT"} for each in self._parse.children(verb))

    def has_wrong(self, tokens: Iterable[Token]) -> bool:
        """Whether any of the words tells of a wrong."""
        return any(map(self._is_of_wrong, tokens))


def roots(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words on which the stretch hangs, and the verbs that are joined to these."""
    inside = {token.index: token for token in tokens}
    roots = [each for each in tokens if each.head not in inside or each.head == each.index]
    yield from roots
    top = {each.index for each in roots}
    yield from (each for each in tokens if each.dep == "conj" and each.head in top and each.pos in {"VERB", "AUX"})
