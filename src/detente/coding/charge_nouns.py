"""Nouns of blame and hedges: what "allegations of fraud" charge and whose they are, what "allegedly" leaves open."""

from collections.abc import Iterator

from detente.coding.frames import verb_frame
from detente.coding.held import Held, Phrases
from detente.coding.tree import Sentence, Token
from detente.coding.wrongs import SUBJECTS, Wrong, Wrongs
from detente.model import ActorMention, Span, Stance

CLAUSES = frozenset({"acl", "ccomp", "relcl"})
# Where the parser hangs a clause that follows its noun without "that": "the allegation he lied".
BARE = CLAUSES | {"advcl", "conj", "dep"}


class ChargeNouns:
    """Finds what nouns of blame and hedges charge, in one article."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._parse = phrases.parse
        self._words = phrases.words
        self._wrongs = Wrongs(phrases)

    def within(self, sentence: Sentence) -> Iterator[Held]:
        """The charges of one sentence at nouns of blame and at hedges."""
        for token in self._parse.sentence_tokens(sentence):
            if token.pos == "NOUN":
                yield from self._at_noun(token)
            yield from self._at_hedge(token)

    def _at_noun(self, noun: Token) -> Iterator[Held]:
        listed = self._words.charging_nouns | self._words.owned_nouns | self._words.telling_nouns
        above = self._parse.head(noun)
        if noun.lemma in listed:
            content = self._content(noun)
            if content is not None:
                yield from self._by_noun(noun, content)
        elif noun.lemma in self._words.counts and above.lemma in self._words.facing and noun.dep == "dobj":
            if any(each.lemma in self._words.contents for each in self._parse.children(noun)):
                about = self._phrases.about(verb_frame(self._parse, above).subject)
                yield self._held(above, None, about, self._phrases.below(noun), "charge.counts")
        elif noun.lemma in self._words.counts and above.lemma == "on" and self._is_open(above):
            content = self._content(noun)
            if content is not None and content.lemma in self._words.wrong_nouns:
                about = self._phrases.about(verb_frame(self._parse, self._parse.head(above)).object)
                yield self._held(noun, None, about, self._phrases.below(content), "charge.counts")

    def _is_open(self, preposition: Token) -> bool:
        """Whether a verb tells that somebody is charged, and not how the trial ended: "was arrested on a charge of"."""
        return self._parse.head(preposition).lemma in self._words.arresting

    def _content(self, noun: Token) -> Token | None:
        """The head of what a noun of blame charges; None where it does not tell."""
        children = list(self._parse.children(noun))
        clauses = (each for each in children if each.dep in CLAUSES)
        clause = next((each for each in clauses if self._is_statement(each)), None) or self._bare(noun)
        after = [each for one in children if one.lemma in self._words.contents for each in self._parse.children(one)]
        head = self._parse.head(noun)
        stated = [each for each in self._parse.children(head) if each.dep == "ccomp"] if noun.dep == "nsubj" else []
        return (
            clause or next(iter(after), None) or (stated[0] if head.lemma in self._words.copulas and stated else None)
        )

    def _is_statement(self, clause: Token) -> bool:
        """Whether a clause tells something with a subject of its own: "that he lied", not "that upset him"."""
        subject = next((each for each in self._parse.children(clause) if each.dep in SUBJECTS), None)
        return subject is not None and subject.tag not in {"WDT", "WP"}

    def _bare(self, noun: Token) -> Token | None:
        """The clause that begins right after the noun, wherever the parser hangs it: "the allegation he lied"."""
        sentence = self._parse.sentence_at(noun)
        if noun.index >= sentence.last:
            return None
        for verb in self._parse.tokens[noun.index + 2 : sentence.last + 1]:
            if (
                verb.pos in {"VERB", "AUX"}
                and verb.dep in BARE
                and self._parse.subtree(verb)[0].index == noun.index + 1
            ):
                subject = next((each for each in self._parse.children(verb) if each.dep in SUBJECTS), None)
                has_mark = any(each.dep == "mark" for each in self._parse.children(verb))
                return verb if subject is not None and not has_mark and subject.index < verb.index else None
        return None

    def _by_noun(self, noun: Token, content: Token) -> Iterator[Held]:
        told = self._told(noun, content)
        is_clause = content.pos in {"VERB", "AUX"}
        tells_wrong = told is not None if is_clause else content.lemma in self._words.wrong_nouns
        heads = self._owners(noun)
        is_charge = noun.lemma in self._words.charging_nouns
        above = self._parse.head(noun)
        is_answered = above.lemma in self._words.brushing_aside | self._words.doubting
        is_answered &= not self._phrases.is_negated(above)
        is_plain = is_charge or (is_clause and tells_wrong and noun.lemma not in self._words.telling_nouns)
        if not heads and (is_answered or not is_plain):
            return
        if not is_charge and not tells_wrong:
            return
        children = self._parse.children(noun)
        against = [each for one in children if one.lemma == "against" for each in self._parse.children(one)]
        about = self._phrases.about(against or (told.doers if told else ()))
        for claimant in self._phrases.claimants(heads):
            yield self._held(noun, claimant, about, self._phrases.below(content), "charge.noun")

    def _told(self, noun: Token, content: Token) -> Wrong | None:
        """The wrong that a clause tells; of a noun that is no charge by itself ("report") only a plain one."""
        if content.pos not in {"VERB", "AUX"}:
            return None
        tokens = self._parse.subtree(content)
        if noun.lemma in self._words.telling_nouns:
            return self._wrongs.told(tokens)
        return self._wrongs.others(tokens)

    def _owners(self, noun: Token) -> list[Token]:
        """Whose the noun is ("Lund's claim", "claims by Lund", "the Gazette report"), or who raises it."""
        children = list(self._parse.children(noun))
        heads = [each for each in children if each.dep == "poss"]
        heads += [each for one in children if one.lemma in self._words.sources for each in self._parse.children(one)]
        if not heads:
            heads = [each for each in children if each.dep in {"compound", "nmod"} and self._phrases.is_named(each)][:1]
        above = self._parse.head(noun)
        if not heads and noun.dep == "dobj" and above.lemma in self._words.raising:
            return list(self._phrases.sayers(above))
        return heads

    def _at_hedge(self, token: Token) -> Iterator[Held]:
        """What a word ("allegedly") leaves to nobody named, or to whoever cites it."""
        form = token.text.lower()
        head = self._parse.head(token)
        if token.dep not in {"advmod", "amod"} or (head.pos == "ADJ" and head.dep == "amod"):
            return
        subject = self._misread(token)
        if form in self._words.hedges and subject is not None:
            for claimant in self._phrases.claimants([subject]):
                yield self._held(token, claimant, None, self._after(token, head), "charge.verb")
        elif form in self._words.hedges or (form in self._words.hedges_of_wrongs and self._is_wrong(head)):
            clauses = [each for each in self._parse.subtree(head) if each.dep == "relcl"]
            held = self._phrases.below(head, without=[self._parse.subtree(each)[0] for each in clauses])
            above = self._parse.head(head)
            cites = head.dep == "dobj" and above.lemma in self._words.citing
            for claimant in self._phrases.claimants(self._phrases.sayers(above) if cites else ()):
                yield self._held(token, claimant, None, held, "hedge")

    def _after(self, hedge: Token, head: Token) -> Span:
        """The phrase of the head without what stands before the hedge."""
        kept = [each for each in self._parse.subtree(head) if each.index > hedge.index]
        whole = self._phrases.below(head)
        start = kept[0].start if kept else whole.start
        return Span(start=start, end=whole.end, text=self._parse.text[start : whole.end])

    def _is_wrong(self, word: Token) -> bool:
        return word.lemma in self._words.wrong_nouns or self._wrongs.told([word]) is not None

    def _misread(self, hedge: Token) -> Token | None:
        """The subject of "alleged" where the parser takes the verb for an adjective: "The report alleged fraud"."""
        before = self._parse.tokens[hedge.index - 1] if hedge.index else hedge
        is_name = before.pos in {"NOUN", "PROPN"} and before.sentence == hedge.sentence and before.dep != "case"
        if hedge.tag != "VBN" or not is_name:
            return None
        # "A notice published by Lund alleged fraud" is the notice's.
        by = hedge.index - 2
        if by > 0 and self._parse.tokens[by].lemma == "by" and self._parse.tokens[by - 1].dep == "acl":
            return self._parse.head(self._parse.tokens[by - 1])
        return before

    @staticmethod
    def _held(trigger: Token, claimant: ActorMention | None, about: ActorMention | None, held: Span, rule: str) -> Held:
        return Held(trigger, Stance.ASSERTS, claimant, about, held, rule, accuses=True)
