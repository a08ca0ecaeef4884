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
            for claimant in self._phrases.claimants(self._phrases.sayers(verb)):
                yield self._held(verb, claimant, self._phrases.about(doers), self._phrases.below(head), "charge.verb")

    def at_torn(self, sentence: Sentence) -> Iterator[Held]:
        """What verbs of blame charge in a clause that the parser tears apart."""
        for verb in self._parse.sentence_tokens(sentence):
            if verb.pos == "VERB" and verb.lemma in self._words.accusing and not self._is_idle(verb):
                torn = self._split(verb) if self._alleged(verb) is None else None
                if torn is None:
                    continue
                about, held = self._phrases.about(torn[:1]), self._stretch(*torn)
                for claimant in self._phrases.claimants(self._phrases.sayers(verb)):
                    yield self._held(verb, claimant, about, held, "charge.verb")

    def _split(self, verb: Token) -> tuple[Token, Token] | None:
        """A clause that the parser tears apart: in "claiming the vote was rigged" it takes "the vote" for an object."""
        thing = next((each for each in self._parse.children(verb) if each.dep == "dobj"), None)
        if thing is None:
            return None
        last = self._parse.subtree(thing)[-1].index + 1
        after = self._parse.tokens[last] if last <= self._parse.sentence_at(verb).last else thing
        if after.tag not in {"VBZ", "VBD", "VBP"} or any(each.dep in SUBJECTS for each in self._parse.children(after)):
            return None
        root = self._parse.head(after) if after.dep in {"aux", "auxpass"} else after
        tokens = [each for each in self._parse.subtree(root) if each.index >= after.index]
        return (thing, root) if tokens and self._wrongs.has_wrong(tokens) else None

    def _stretch(self, thing: Token, root: Token) -> Span:
        start = self._parse.subtree(thing)[0].start
        end = self._phrases.below(root).end
        return Span(start=start, end=end, text=self._parse.text[start:end])

    def _alleged(self, verb: Token) -> Token | None:
        """The clause that tells something of others, or the noun of a wrong."""
        for child in self._parse.children(verb):
            if child.dep == "ccomp" and self._tells_of_others(child, verb):
                return child
            is_told = child.dep == "xcomp" and is_passive(self._parse, verb) and not self._phrases.is_negated(child)
            if is_told and self._is_suspicious(verb, child):
                return child
            if child.dep == "dobj" and child.lemma in self._words.wrong_nouns:
                return child
        return None

    def _tells_of_others(self, clause: Token, verb: Token) -> bool:
        is_telling = clause.text.lower() in self._words.asserts and any(
            each.dep == "ccomp" for each in self._parse.children(clause)
        )
        laid = {each.split()[0] for each in self._words.linking}
        if is_telling or clause.lemma in laid | {"describe"}:
            return False
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

    def _charges(self, rule: EventRule) -> bool:
        charges = rule.stance is not None or rule.type in self._words.accusing_types
        return charges and rule.id not in self._words.not_claims

    def _at(self, match: Match) -> Iterator[Held]:
        rule, trigger = match.rule, match.frame.trigger
        if self._phrases.is_negated(trigger) or (trigger.pos == "VERB" and self._phrases.is_unsure(trigger)):
            return
        told = self._phrases.parts.named_by(match.target_heads())
        head = self._held_at(match)
        if head is None or (rule.deeds and not told) or self._is_nobody(match):
            return
        stance = rule.stance or Stance.ASSERTS
        if stance == Stance.DENIES and head.lemma in self._words.refused:
            return
        proposition = self._phrases.below(head, without=self._asides(head))
        abouts: list[ActorMention | None] = [*told[:BLAMED]] if match.frame.object else []
        abouts = abouts or [self._phrases.about(match.target_heads())]
        for claimant in self._phrases.claimants(self._sources(match)):
            for about in abouts if stance == Stance.ASSERTS else [None]:
                yield Held(trigger, stance, claimant, about, proposition, rule.id, stance == Stance.ASSERTS)

    def _is_nobody(self, match: Match) -> bool:
        """Whether the words charge nobody in particular ("people accused of crimes"), or a law does what they tell."""
        reasons = any(each in match.frame.prepositions for each in self._words.attacked_for)
        frame = match.frame
        if frame.object and any(f"{frame.trigger.lemma} {each}" in self._words.tracing for each in frame.prepositions):
            return True
        if match.rule.complements and not match.source_heads() and not reasons:
            return True
        charged = [each.lemma.lower() for each in match.frame.object[:1]]
        sources = [each.lemma for each in match.source_heads()[:1]]
        return bool(self._words.unnamed.intersection(charged) or self._words.decisions.intersection(sources))

    def _sources(self, match: Match) -> Sequence[Token]:
        """Who charges; nobody where one "stands accused"."""
        trigger = match.frame.trigger
        if trigger.tag == "VBN" and trigger.dep in {"acomp", "oprd"}:
            return ()
        is_verb = trigger.pos == "VERB" and (is_passive(self._parse, trigger) or trigger.dep == "acl")
        return (self._phrases.sayers(trigger) if is_verb else ()) or match.source_heads()

    def _held_at(self, match: Match) -> Token | None:
        """The head of what is held: the complement, what follows the preposition of a charge, or the object."""
        frame = match.frame
        complements = [each for each in frame.complements if self._is_charge(match.rule, each)]
        after = self._words.charged_after[self._kind(match.rule)]
        reasons = [heads for each in after for heads in [frame.prepositions.get(each, ())] if heads]
        if complements or reasons:
            return (complements or reasons[0])[0]
        if match.rule.objects and match.rule.mode in self._words.charged_after:
            return None
        inner = [one for each in frame.object for one in self._phrases.inner(each) if one.dep == "pcomp"]
        inner = [each for each in inner if self._is_charge(match.rule, each)]
        mode = match.rule.mode
        if inner and mode not in self._words.charged_after:
            return inner[0]
        if not frame.object or mode in self._words.inquiring:
            return None
        thing = frame.object[0]
        is_surmise = frame.trigger.lemma in self._words.suspecting and bool(frame.complements)
        if is_surmise or thing.pos in {"PROPN", "PRON"}:
            return None
        is_told = thing.lemma in self._words.decisions or self._is_owned(thing) or self._is_matter(thing)
        return thing if is_told or mode not in self._words.charged_after else None

    def _kind(self, rule: EventRule) -> str:
        """The row of prepositions that fits a rule: that of its mode, of things that are filed, or of all others."""
        return rule.mode if rule.mode in self._words.charged_after else "filed" if rule.objects else "other"

    def _is_charge(self, rule: EventRule, complement: Token) -> bool:
        """Whether a clause tells what is charged: not a mere surmise, nor after a preposition of time or contrast."""
        if complement.dep == "pcomp":
            return self._parse.head(complement).lemma in self._words.charged_after["other"]
        if complement.dep == "xcomp" and not self._is_suspicious(self._parse.head(complement), complement):
            return False
        is_purpose = complement.dep == "xcomp" and complement.tag == "VB" and rule.mode in self._words.inquiring
        return not is_purpose and (complement.dep != "ccomp" or not self._phrases.is_unsure(complement))

    def _is_suspicious(self, verb: Token, clause: Token) -> bool:
        """Whether what is suspected is a wrong ("to have lied"), and no illness."""
        return verb.lemma not in self._words.suspecting or self._wrongs.has_wrong(self._parse.subtree(clause))

    def _is_owned(self, thing: Token) -> bool:
        """Whether words say whose doing a thing is: "the state's raid", "the raid by the army"."""
        owned = any(each.dep == "poss" or each.lemma == "by" for each in self._parse.children(thing))
        return owned or (thing.pos == "NOUN" and bool(self._phrases.parts.named_by([thing])))

    def _is_matter(self, thing: Token) -> bool:
        """Whether a noun names something that is done or said, and nobody."""
        return thing.pos == "NOUN" and not self._phrases.parts.named_by([thing]) and thing.tag == "NN"

    def _asides(self, head: Token) -> list[Token]:
        """The first words of relative clauses below a head: "…, which he denied"."""
        clauses = [each for each in self._parse.subtree(head) if each.dep == "relcl"]
        return [self._parse.subtree(each)[0] for each in clauses]

    def _is_idle(self, verb: Token) -> bool:
        return self._phrases.is_negated(verb) or self._phrases.is_unsure(verb)

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

    @staticmethod
    def _held(trigger: Token, claimant: ActorMention | None, about: ActorMention | None, held: Span, rule: str) -> Held:
        return Held(trigger, Stance.ASSERTS, claimant, about, held, rule, accuses=True)
