"""Words of blame: where they stand, who charges whom with what."""

from collections.abc import Iterator, Sequence

from detente.coding.frames import is_passive, verb_frame
from detente.coding.held import Held, Phrases
from detente.coding.rules import EventRule, EventRules
from detente.coding.tree import Sentence, Token
from detente.coding.triggers import Match, find_matches
from detente.coding.wrongs import PREDICATES, SUBJECTS, Wrongs
from detente.model import ActorMention, Span, Stance

# Of those who are blamed together so many get a claim each.
BLAMED = 2
CLAUSES = frozenset({"acl", "ccomp", "relcl"})


class Charges:
    """Finds accusations, and denials that event rules tell, at words of blame in one article."""

    def __init__(self, phrases: Phrases, rules: EventRules) -> None:
        self._phrases = phrases
        self._parse = phrases.parse
        self._words = phrases.words
        self._wrongs = Wrongs(phrases)
        self._rules = rules
        self._wanted = frozenset(each.id for each in rules.all if self._charges(each))

    def at_rules(self, sentence: Sentence) -> Iterator[Held]:
        """What the event rules with a stance, or of an accusing type, find in a sentence."""
        for matches in find_matches(self._parse, self._rules, sentence, self._wanted):
            yield from self._at(next((each for each in matches if each.rule.stance), matches[0]))

    def at_names(self, sentence: Sentence) -> Iterator[Held]:
        """What is called, termed or described by a predicate that charges somebody, or that says it is untrue."""
        for verb in self._parse.sentence_tokens(sentence):
            if verb.pos != "VERB" or verb.lemma not in self._words.calling or self._is_idle(verb):
                continue
            children = list(self._parse.children(verb))
            predicates = [each for each in children if each.dep in {"oprd", "acomp"}]
            predicates += [each for each in children if each.dep in {"ccomp", "dobj"} and each.pos in {"ADJ", "NOUN"}]
            predicates += self._after_as(children)
            for predicate in predicates:
                stance = self._stance_by(predicate)
                if stance is not None:
                    yield from self._named(verb, predicate, stance)
                    break

    def at_verbs(self, sentence: Sentence) -> Iterator[Held]:
        """What verbs tell that charge by whatever they say ("alleged fraud"), or attack in words ("for the delay")."""
        for verb in self._parse.sentence_tokens(sentence):
            if verb.pos != "VERB" or self._is_idle(verb):
                continue
            head: Token | None = None
            if verb.lemma in self._words.accusing:
                head = self._alleged(verb)
            elif verb.lemma in self._words.attacking:
                head = self._attacked(verb)
            elif verb.lemma in self._words.reporting and is_passive(self._parse, verb):
                head = next((each for each in self._parse.children(verb) if self._is_past_wrong(each)), None)
            if head is None:
                continue
            frame = verb_frame(self._parse, verb)
            doers = frame.object[:1] or (verb_frame(self._parse, head).subject if head.pos == "VERB" else ())
            if not frame.subject and not is_passive(self._parse, verb):
                continue
            for claimant in self._phrases.claimants(frame.subject):
                yield self._held(verb, claimant, self._phrases.about(doers), self._phrases.below(head), "charge.verb")

    def _alleged(self, verb: Token) -> Token | None:
        """The clause that tells something of others, or the noun of a wrong."""
        for child in self._parse.children(verb):
            if child.dep == "ccomp" and self._tells_of_others(child, verb):
                return child
            if child.dep == "xcomp" and is_passive(self._parse, verb) and not self._phrases.is_negated(child):
                return child
            if child.dep == "dobj" and child.lemma in self._words.wrong_nouns:
                return child
        return None

    def _tells_of_others(self, clause: Token, verb: Token) -> bool:
        told = self._wrongs.others(self._parse.subtree(clause))
        speakers = verb_frame(self._parse, verb).subject
        if told is None or not speakers:
            return told is not None
        return not (told.doers and self._wrongs.is_self(told.doers[0], speakers[0]))

    def _attacked(self, verb: Token) -> Token | None:
        """What one is attacked for, or the decision that is attacked."""
        frame = verb_frame(self._parse, verb)
        reasons = [each for name in self._words.attacked_for for each in frame.prepositions.get(name, ())]
        thing = next(iter(frame.object), None)
        if thing is not None and (thing.pos == "PROPN" or thing.tag == "PRP" or self._phrases.parts.named_by([thing])):
            return next(iter(reasons), thing if thing.lemma in self._words.decisions else None)
        return thing if thing is not None and thing.lemma in self._words.decisions else None

    def at_nouns(self, sentence: Sentence) -> Iterator[Held]:
        """What nouns of blame tell: "allegations of fraud", "the accusation against her is that"."""
        for noun in self._parse.sentence_tokens(sentence):
            if noun.pos == "NOUN" and noun.lemma in self._words.charging_nouns | self._words.owned_nouns:
                content = self._content(noun)
                if content is not None:
                    yield from self._by_noun(noun, content)
            elif noun.lemma in self._words.counts and self._parse.head(noun).lemma in self._words.facing:
                after = [each for each in self._parse.children(noun) if each.lemma in self._words.contents]
                if after and noun.dep == "dobj":
                    verb = self._parse.head(noun)
                    about = self._phrases.about(verb_frame(self._parse, verb).subject)
                    yield self._held(verb, None, about, self._phrases.below(noun), "charge.counts")

    def at_hedges(self, sentence: Sentence) -> Iterator[Held]:
        """What a word ("allegedly") leaves to nobody named."""
        for token in self._parse.sentence_tokens(sentence):
            form = token.text.lower()
            head = self._parse.head(token)
            if token.dep not in {"advmod", "amod"} or (head.pos == "ADJ" and head.dep == "amod"):
                continue
            verb = self._misread(token)
            if form in self._words.hedges and verb is not None:
                for claimant in self._phrases.claimants([verb]):
                    yield self._held(token, claimant, None, self._phrases.below(head), "charge.verb")
            elif form in self._words.hedges or (form in self._words.hedges_of_wrongs and self._is_wrong(head)):
                held = self._phrases.below(head, without=self._asides(head))
                yield self._held(token, None, None, held, "hedge")

    def _charges(self, rule: EventRule) -> bool:
        charges = rule.stance is not None or rule.type in self._words.accusing_types
        return charges and rule.id not in self._words.not_claims

    def _at(self, match: Match) -> Iterator[Held]:
        rule, trigger = match.rule, match.frame.trigger
        if self._phrases.is_negated(trigger) or (trigger.pos == "VERB" and self._phrases.is_unsure(trigger)):
            return
        told = self._phrases.parts.named_by(match.target_heads())
        head = self._held_at(match)
        if head is None or (rule.deeds and not told):
            return
        stance = rule.stance or Stance.ASSERTS
        if stance == Stance.DENIES and head.lemma in self._words.refused:
            return
        proposition = self._phrases.below(head, without=self._asides(head))
        abouts: list[ActorMention | None] = [*told[:BLAMED]] if match.frame.object else []
        abouts = abouts or [self._phrases.about(match.target_heads())]
        for claimant in self._phrases.claimants(match.source_heads()):
            for about in abouts if stance == Stance.ASSERTS else [None]:
                yield Held(trigger, stance, claimant, about, proposition, rule.id, stance == Stance.ASSERTS)

    def _held_at(self, match: Match) -> Token | None:
        """The head of what is held: the complement, what follows the preposition of a charge, or the object."""
        frame = match.frame
        complements = [each for each in frame.complements if self._is_charge(match.rule, each)]
        after = self._words.charged_after[self._kind(match.rule)]
        reasons = [heads for each in after for heads in [frame.prepositions.get(each, ())] if heads]
        if complements or reasons:
            return (complements or reasons[0])[0]
        inner = [one for each in frame.object for one in self._below(each) if one.dep == "pcomp"]
        inner = [each for each in inner if self._is_charge(match.rule, each)]
        mode = match.rule.mode
        if inner and mode not in self._words.charged_after:
            return inner[0]
        if not frame.object or mode in self._words.inquiring:
            return None
        thing = frame.object[0]
        is_told = thing.lemma in self._words.decisions or self._is_owned(thing)
        return thing if is_told or mode not in self._words.charged_after else None

    def _kind(self, rule: EventRule) -> str:
        """The row of prepositions that fits a rule: that of its mode, of things that are filed, or of all others."""
        return rule.mode if rule.mode in self._words.charged_after else "filed" if rule.objects else "other"

    def _is_charge(self, rule: EventRule, complement: Token) -> bool:
        """Whether a clause tells what is charged: not a mere surmise, nor after a preposition of time or contrast."""
        if complement.dep == "pcomp":
            return self._parse.head(complement).lemma in self._words.charged_after["other"]
        is_purpose = complement.dep == "xcomp" and complement.tag == "VB" and rule.mode in self._words.inquiring
        return not is_purpose and (complement.dep != "ccomp" or not self._phrases.is_unsure(complement))

    def _is_owned(self, thing: Token) -> bool:
        """Whether words say whose doing a thing is: "the state's raid", "the raid by the army"."""
        owned = any(each.dep == "poss" or each.lemma == "by" for each in self._parse.children(thing))
        return owned or (thing.pos == "NOUN" and bool(self._phrases.parts.named_by([thing])))

    def _asides(self, head: Token) -> list[Token]:
        """The first words of relative clauses below a head: "…, which he denied"."""
        clauses = [each for each in self._parse.subtree(head) if each.dep == "relcl"]
        return [self._parse.subtree(each)[0] for each in clauses]

    def _is_idle(self, verb: Token) -> bool:
        return self._phrases.is_negated(verb) or self._phrases.is_unsure(verb)

    def _after_as(self, children: Sequence[Token]) -> list[Token]:
        """What follows "as", also where the parser hangs it on the object."""
        holders = [*children, *(each for one in children if one.dep in {"dobj", "prep"} for each in self._below(one))]
        return [each for one in holders if one.lemma == "as" for each in self._parse.children(one)]

    def _below(self, token: Token) -> Iterator[Token]:
        for child in self._parse.children(token):
            yield child
            if child.dep in {"pobj", "prep"}:
                yield from self._parse.children(child)

    def _stance_by(self, predicate: Token) -> Stance | None:
        if self._wrongs.is_among(predicate, self._words.untrue):
            beside = [*self._parse.children(predicate), *self._parse.children(self._parse.head(predicate))]
            softened = any(each.lemma in self._words.perhaps for each in beside)
            return Stance.DOUBTS if softened else Stance.DENIES
        return Stance.ASSERTS if self._wrongs.is_among(predicate, self._words.guilty) else None

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

    def _content(self, noun: Token) -> Token | None:
        """The head of what a noun of blame charges; None where it does not tell."""
        children = list(self._parse.children(noun))
        clauses = (each for each in children if each.dep in CLAUSES and each.dep != "relcl")
        clause = next(
            (each for each in clauses if any(one.dep in SUBJECTS for one in self._parse.children(each))), None
        )
        after = [each for one in children if one.lemma in self._words.contents for each in self._parse.children(one)]
        head = self._parse.head(noun)
        stated = [each for each in self._parse.children(head) if each.dep == "ccomp"] if noun.dep == "nsubj" else []
        return (
            clause or next(iter(after), None) or (stated[0] if head.lemma in self._words.copulas and stated else None)
        )

    def _by_noun(self, noun: Token, content: Token) -> Iterator[Held]:
        children = list(self._parse.children(noun))
        heads = [each for each in children if each.dep == "poss"]
        heads += [each for one in children if one.lemma in self._words.sources for each in self._parse.children(one)]
        is_clause = content.pos in {"VERB", "AUX"}
        told = self._wrongs.others(self._parse.subtree(content)) if is_clause else None
        tells_wrong = told is not None if is_clause else content.lemma in self._words.wrong_nouns
        is_charge = noun.lemma in self._words.charging_nouns
        above = self._parse.head(noun)
        is_answered = above.lemma in self._words.brushing_aside | self._words.doubting
        if not heads and (is_answered or not (is_charge or (is_clause and tells_wrong))):
            return
        if not is_charge and not tells_wrong:
            return
        against = [each for one in children if one.lemma == "against" for each in self._parse.children(one)]
        about = self._phrases.about(against or (told.doers if told else ()))
        for claimant in self._phrases.claimants(heads):
            yield self._held(noun, claimant, about, self._phrases.below(content), "charge.noun")

    def _is_past_wrong(self, clause: Token) -> bool:
        """Whether an infinitive tells a wrong that was done: "to have poisoned", "to be behind"."""
        if clause.dep != "xcomp" or self._phrases.is_negated(clause):
            return False
        perfect = any(each.lemma == "have" and each.dep == "aux" for each in self._parse.children(clause))
        if perfect and clause.lemma in self._words.wrongs | self._words.harms:
            return True
        inner = [each for each in self._parse.children(clause) if each.dep in PREDICATES or each.dep == "prep"]
        state = clause.lemma in self._words.copulas
        return state and any(self._wrongs.is_among(each, self._words.guilty) for each in inner)

    def _is_wrong(self, word: Token) -> bool:
        return word.lemma in self._words.wrong_nouns or self._wrongs.told([word]) is not None

    def _misread(self, hedge: Token) -> Token | None:
        """The subject of "alleged" where the parser takes the verb for an adjective: "The report alleged fraud"."""
        before = self._parse.tokens[hedge.index - 1] if hedge.index else hedge
        is_name = before.pos in {"NOUN", "PROPN"} and before.sentence == hedge.sentence and before.dep != "case"
        return before if hedge.tag == "VBN" and is_name else None

    @staticmethod
    def _held(trigger: Token, claimant: ActorMention | None, about: ActorMention | None, held: Span, rule: str) -> Held:
        return Held(trigger, Stance.ASSERTS, claimant, about, held, rule, accuses=True)
