"""Reproaches without a rule of events: verbs with a preposition, likenesses, records of wrongs, critical adjectives."""

from collections.abc import Iterator

from detente.coding.frames import adjective_frame, is_passive, verb_frame
from detente.coding.held import Held, Phrases
from detente.coding.tree import Sentence, Token
from detente.coding.wrongs import Wrongs
from detente.model import Span, Stance

OBJECTS = frozenset({"dobj", "nsubjpass"})


class Reproaches:
    """Finds charges that verbs and adjectives tell together with what follows their preposition, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._parse = phrases.parse
        self._words = phrases.words
        self._wrongs = Wrongs(phrases)

    def within(self, sentence: Sentence) -> Iterator[Held]:
        """The reproaches of one sentence."""
        for token in self._parse.sentence_tokens(sentence):
            if token.pos == "VERB" and not self._phrases.is_negated(token) and not self._phrases.is_unsure(token):
                yield from self._of_verb(token)
            elif token.pos == "ADJ" and token.lemma in self._words.critical:
                yield from self._of_adjective(token)

    def _of_verb(self, verb: Token) -> Iterator[Held]:
        found = self._traced(verb) or self._reproached(verb) or self._recorded(verb)
        if found is None:
            return
        held, about = found
        for claimant in self._phrases.claimants(self._phrases.sayers(verb)):
            doer = self._phrases.about((about,)) if about else None
            yield Held(verb, Stance.ASSERTS, claimant, doer, held, "charge.reproach", accuses=True)

    def _after(self, verb: Token) -> Iterator[tuple[str, Token]]:
        """What follows each preposition of a verb, under the words that lead to it: "lash out at", "take aim at"."""
        for child in self._parse.children(verb):
            if child.dep in {"prep", "dative"}:
                yield from ((f"{verb.lemma} {child.lemma}", each) for each in self._objects(child))
            elif child.dep in {"dobj", "prt", "advmod", "acomp", "oprd"}:
                inner = [each for each in self._parse.children(child) if each.dep == "prep"]
                inner += [
                    each for each in self._parse.children(verb) if each.dep == "prep" and each.index > child.index
                ]
                for one in inner:
                    name = f"{verb.lemma} {child.lemma} {one.lemma}"
                    yield from ((name, each) for each in self._objects(one))
                    # The parser hangs "on Chile" in "blamed the riots on Chile" on the riots.
                    if child.dep == "dobj":
                        yield from ((f"{verb.lemma} {one.lemma}", each) for each in self._objects(one))

    def _objects(self, preposition: Token) -> Iterator[Token]:
        return (each for each in self._parse.children(preposition) if each.dep in {"pobj", "pcomp"})

    def _traced(self, verb: Token) -> tuple[Span, Token | None] | None:
        """A wrong that is laid to somebody: "blamed the fire on the owner", "linked Chile to the hack"."""
        thing = next((each for each in self._parse.children(verb) if each.dep in OBJECTS), None)
        if thing is None:
            return None
        for name, head in self._after(verb):
            if name in self._words.tracing:
                return self._phrases.from_to(thing, head), head
            if name in self._words.linking and any(map(self._is_of_wrong, (thing, head))):
                return self._phrases.from_to(thing, head), thing if self._is_of_wrong(head) else head
            if name in self._words.likening and head.lemma.lower() in self._words.likenesses | self._words.guilty:
                return self._phrases.from_to(thing, head), thing
        return None

    def _reproached(self, verb: Token) -> tuple[Span, Token | None] | None:
        """What one complains about, takes aim at, voices anger over: rather the matter than whom it is about."""
        told = [head for name, head in self._after(verb) if name in self._words.reproaching]
        told += [
            head
            for name, head in self._after(verb)
            if name in self._words.voicing and any(map(self._is_of_wrong, self._parse.subtree(head)))
        ]
        if not told:
            return None
        matters = [each for each in told if each.pos not in {"PROPN", "PRON"} and not self._phrases.is_named(each)]
        matters += [
            each
            for one in self._words.attacked_for
            for each in verb_frame(self._parse, verb).prepositions.get(one, ())
            if each not in told
        ]
        if not matters:
            return None
        head = matters[0]
        about = next((each for each in told if each.index != head.index), None)
        return self._phrases.below(head), about

    def _recorded(self, verb: Token) -> tuple[Span, Token | None] | None:
        """A wrong whose noun is the object of a verb of record: "documented abuses by the army"."""
        if verb.lemma not in self._words.recording or is_passive(self._parse, verb):
            return None
        if not any(each.dep == "nsubj" for each in self._parse.children(verb)):
            return None
        for thing in self._parse.children(verb):
            if thing.dep == "dobj" and self._is_of_wrong(thing) and not self._lacks(thing):
                doers = [
                    one for each in self._parse.children(thing) if each.lemma == "by" for one in self._objects(each)
                ]
                return self._phrases.below(thing), next(iter(doers), None)
        return None

    def _of_adjective(self, adjective: Token) -> Iterator[Held]:
        frame = adjective_frame(self._parse, adjective)
        told = [each for name in self._words.contents for each in frame.prepositions.get(name, ())]
        above = self._parse.head(adjective)
        idle = self._phrases.is_negated(above) or (above.pos in {"VERB", "AUX"} and self._phrases.is_unsure(above))
        if not told or not frame.subject or idle or self._phrases.is_named(told[0]) or told[0].pos == "PRON":
            return
        for claimant in self._phrases.claimants(frame.subject):
            held = self._phrases.below(told[0])
            about = self._phrases.about(told[:1])
            yield Held(adjective, Stance.ASSERTS, claimant, about, held, "charge.reproach", accuses=True)

    def _is_of_wrong(self, token: Token) -> bool:
        """Whether a noun names a wrong that nothing but somebody does."""
        return token.pos == "NOUN" and token.lemma in self._words.wrong_nouns - self._words.no_doers

    def _lacks(self, noun: Token) -> bool:
        return any(each.dep == "det" and each.lemma == "no" for each in self._parse.children(noun))
