"""Names that charge: whom or what somebody calls a liar or a fraud, and what he calls untrue."""

from collections.abc import Iterator, Sequence

from detente.coding.frames import is_passive, verb_frame
from detente.coding.held import Held, Phrases
from detente.coding.tree import Sentence, Token
from detente.coding.wrongs import Wrongs
from detente.model import Stance


class ChargeNames:
    """Finds charges and denials in what things are called, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._parse = phrases.parse
        self._words = phrases.words
        self._wrongs = Wrongs(phrases)

    def within(self, sentence: Sentence) -> Iterator[Held]:
        """What is called, termed or described by a predicate that charges somebody, or that says it is untrue."""
        for verb in self._parse.sentence_tokens(sentence):
            if verb.pos != "VERB" or verb.lemma not in self._words.calling or self._phrases.is_idle(verb):
                continue
            children = list(self._parse.children(verb))
            predicates = [each for each in children if each.dep in {"oprd", "acomp"}]
            predicates += [each for each in children if each.dep in {"ccomp", "dobj"} and each.pos in {"ADJ", "NOUN"}]
            predicates += self._after_as(children)
            predicates += self._after_thing(children)
            for predicate in predicates:
                things = verb_frame(self._parse, verb).object
                thing = next((each for each in things if each.index != predicate.index), None)
                stance = self._stance_by(predicate, thing)
                if stance is not None and not self._is_lone(verb, predicate):
                    yield from self._named(verb, predicate, stance)
                    break

    def _after_thing(self, children: Sequence[Token]) -> list[Token]:
        """Adjectives that the parser hangs on the object before them: "held the owner responsible for"."""
        things = [each for each in children if each.dep == "dobj"]
        return [
            one for each in things for one in self._parse.children(each) if one.dep == "amod" and one.index > each.index
        ]

    def _is_lone(self, verb: Token, predicate: Token) -> bool:
        """Whether the predicate is but the object ("saw corruption"), or a verdict ("was found guilty")."""
        beside = [each for each in self._parse.children(verb) if each.dep in {"oprd", "dobj", "nsubjpass", "nsubj"}]
        named = [each for each in self._parse.children(predicate) if each.dep in {"nsubj", "compound", "nmod", "poss"}]
        if any(each.text.lower() in self._words.reflexives for each in beside):
            return True
        alone = predicate.dep == "dobj" and len([each for each in beside if each.dep != "nsubj"]) < 2 and not named
        is_verdict = predicate.lemma in self._words.denied and is_passive(self._parse, verb)
        return alone or is_verdict

    def _after_as(self, children: Sequence[Token]) -> list[Token]:
        """What follows "as", also where the parser hangs it on the object."""
        holders = [
            *children,
            *(each for one in children if one.dep in {"dobj", "prep"} for each in self._phrases.inner(one)),
        ]
        return [each for one in holders if one.lemma == "as" for each in self._parse.children(one)]

    def _stance_by(self, predicate: Token, thing: Token | None) -> Stance | None:
        if self._wrongs.is_among(predicate, self._words.untrue) and self._is_told_thing(predicate, thing):
            beside = [*self._parse.children(predicate), *self._parse.children(self._parse.head(predicate))]
            softened = any(each.lemma in self._words.perhaps for each in beside)
            return Stance.DOUBTS if softened else Stance.DENIES
        is_charge = self._wrongs.is_among(predicate, self._words.guilty | self._words.untrue)
        return Stance.ASSERTS if is_charge else None

    def _is_told_thing(self, predicate: Token, thing: Token | None) -> bool:
        """Whether what is called untrue was said by somebody: one of the charges, or "it" with a charge before it."""
        words = [each for each in (thing, predicate) if each is not None]
        if any(each.lemma.lower() in self._words.charges for one in words for each in self._parse.subtree(one)):
            return True
        if thing is not None and thing.tag != "PRP":
            return False
        sentences = {predicate.sentence, predicate.sentence - 1}
        first = self._parse.sentences[max(predicate.sentence - 1, 0)].first
        before = self._parse.tokens[first : predicate.index]
        return any(each.sentence in sentences and each.lemma in self._words.charges for each in before)

    def _named(self, verb: Token, predicate: Token, stance: Stance) -> Iterator[Held]:
        frame = verb_frame(self._parse, verb)
        thing = next((each for each in frame.object if each.index != predicate.index), None)
        if thing is not None and thing.tag == "PRP" and stance != Stance.ASSERTS:
            thing = None
        proposition = self._phrases.from_to(thing or predicate, predicate)
        if stance != Stance.ASSERTS:
            proposition = self._phrases.below(thing or predicate)
        # The parser hangs "Lund" in "called Lund a liar" on "liar", or takes it for a predicate too.
        beside = [each for each in self._parse.children(verb) if each.dep == "oprd" and each.index < predicate.index]
        beside += [each for each in self._parse.children(predicate) if each.dep in {"nsubj", "compound", "nmod"}]
        called = [each for each in (thing, *beside) if each is not None][:1]
        about = self._phrases.about(called) if stance == Stance.ASSERTS else None
        for claimant in self._phrases.claimants(frame.subject):
            yield Held(verb, stance, claimant, about, proposition, f"name.{stance}", stance == Stance.ASSERTS)
