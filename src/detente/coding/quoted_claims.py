"""Quotations in, what their speakers assert, deny or doubt out, by the cue and by the words that are quoted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.claim_words import stance_of
from detente.coding.disavowals import Disavowals
from detente.coding.held import Held, Phrases
from detente.coding.tree import Token, head_token
from detente.coding.wrongs import SUBJECTS, Wrong, Wrongs
from detente.model import ActorMention, Quotation, QuotationKind, Span, Stance, span_of

# A denial in plain words ("said he was not there") answers a charge told at most so many sentences before. Chosen, not
# swept: the gold holds too few.
NEAR = 2


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation with its speaker, the first word of its cue, and whether the cue charges by whatever it says."""

    quotation: Quotation
    speaker: ActorMention
    cue: Token
    pieces: list[list[Token]]
    accusing: bool
    accuser: bool


class QuotedClaims:
    """Reads the quotations of one article; ``charged`` are the claims found beside them, told before the denials."""

    def __init__(self, phrases: Phrases, quotations: Sequence[Quotation]) -> None:
        self._phrases = phrases
        self._parse = phrases.parse
        self._words = phrases.words
        self._wrongs = Wrongs(phrases)
        self._disavowals = Disavowals(phrases, self._wrongs)
        self._quotations = quotations
        self.firsts = self._words.firsts

    def held(self, charged: Sequence[Held]) -> Iterator[Held]:
        """The claims of all quotations with a speaker, in their order."""
        told = list(charged)
        for quotation in self._quotations:
            if quotation.speaker is not None:
                found = list(self._of(quotation, quotation.speaker, told))
                told += found
                yield from found

    def speaker_around(self, token: Token) -> ActorMention | None:
        """Who says the words in which a token stands, of nested quotations the innermost; None for the article."""
        around = [each for each in self._quotations if each.speaker and _holds(each, token)]
        return min(around, key=_length).speaker if around else None

    def _of(self, quotation: Quotation, speaker: ActorMention, told: Sequence[Held]) -> Iterator[Held]:
        cue = [token for span in quotation.cue for token in self._parse.tokens_between(span.start, span.end)]
        if not cue or head_token(self._parse, speaker.span).pos == "ADP":
            return
        stance = stance_of(cue, self._words)
        lemmas = {token.lemma for token in cue}
        idle = any(self._phrases.is_unsure(token) for token in cue if token.pos == "VERB")
        if idle or {token.text.lower() for token in cue} & self._words.negations:
            return
        said = _Said(
            quotation,
            speaker,
            cue[0],
            [*self._pieces(quotation)],
            accusing=bool(lemmas & self._words.accusing),
            accuser=head_token(self._parse, speaker.span).lemma in self._words.accusers,
        )
        found = list(self._by_words(said, told))
        if found and not lemmas & self._words.unasserted and stance in {None, Stance.ASSERTS}:
            yield from found
        elif lemmas & self._words.criticizing and quotation.kind != QuotationKind.DIRECT and said.pieces:
            yield self._criticized(said)
        elif stance is not None and quotation.kind != QuotationKind.DIRECT and self._is_proposition(said, stance):
            longest = max(quotation.content, key=lambda span: span.end - span.start)
            yield Held(cue[0], stance, speaker, None, longest, f"cue.{stance}", accuses=False, quotation=quotation)

    def _criticized(self, said: _Said) -> Held:
        """What a cue of criticism charges, whatever its words: "condemned the raid", "lashed out at the court"."""
        longest = max(said.quotation.content, key=lambda span: span.end - span.start)
        cue = next(
            token
            for span in said.quotation.cue
            for token in self._parse.tokens_between(span.start, span.end)
            if token.lemma in self._words.criticizing
        )
        return Held(
            cue, Stance.ASSERTS, said.speaker, None, longest, "cue.criticism", accuses=True, quotation=said.quotation
        )

    def _by_words(self, said: _Said, told: Sequence[Held]) -> Iterator[Held]:
        """A claim for each sentence that charges somebody; one for all that deny."""
        denied = False
        for tokens in said.pieces:
            stance, wrong = self._read(tokens, said, told)
            if stance is None or (stance == Stance.DENIES and denied):
                continue
            denied = denied or stance == Stance.DENIES
            last = said.pieces[-1][-1] if stance == Stance.DENIES else tokens[-1]
            span = span_of(self._parse.text, tokens[0].start, last.end)
            about = self._phrases.about(wrong.doers) if wrong else None
            for claimant in self._claimants(said.speaker):
                charges = stance == Stance.ASSERTS
                yield Held(said.cue, stance, claimant, about, span, f"words.{stance}", charges, said.quotation)

    def _read(self, tokens: list[Token], said: _Said, told: Sequence[Held]) -> tuple[Stance | None, Wrong | None]:
        """What one sentence of the words tells: a denial, a charge with its doers, or neither."""
        if self._disavowals.denied(tokens):
            return Stance.DENIES, None
        verb = self._disavowals.negated(tokens)
        if verb is not None and (
            (said.accusing and self._is_own(verb, said)) or self._answers(verb, said.speaker, told)
        ):
            return Stance.DENIES, None
        if self._disavowals.undone(self._own(tokens)) is not None:
            return Stance.DENIES, None
        wrong = self._wrongs.told(self._own(tokens)) or (
            self._wrongs.others(tokens) if said.accusing or (said.accuser and tokens[0].tag != "CC") else None
        )
        if wrong is None or (said.quotation.kind != QuotationKind.DIRECT and self._is_own_deed(wrong, said.speaker)):
            return None, None
        return Stance.ASSERTS, wrong

    def _is_own(self, verb: Token, said: _Said) -> bool:
        subject = next(each for each in self._parse.children(verb) if each.dep in SUBJECTS)
        return self._wrongs.is_self(subject, head_token(self._parse, said.speaker.span))

    def _is_own_deed(self, wrong: Wrong, speaker: ActorMention) -> bool:
        head = head_token(self._parse, speaker.span)
        return bool(wrong.doers) and self._wrongs.is_self(wrong.doers[0], head)

    def _claimants(self, speaker: ActorMention) -> list[ActorMention | None]:
        """The speakers: those that "and" joins one by one, else the one; for "who" those whom it stands for."""
        tokens = self._parse.tokens_between(speaker.span.start, speaker.span.end)
        if len(tokens) == 1 and tokens[0].dep in {"expl", "nsubjpass"} and tokens[0].lemma == "it":
            return [None]
        if len(tokens) == 1 and tokens[0].tag in {"WP", "WDT"}:
            clause = next((each for each in self._parse.ancestors(tokens[0]) if each.dep == "relcl"), None)
            return self._phrases.claimants([self._parse.head(clause)]) if clause else [speaker]
        heads = [each for each in tokens if each.dep == "conj" and each.pos == "PROPN"]
        if not heads:
            return [speaker]
        named = self._phrases.parts.named_by([self._parse.head(heads[0])])
        inside = [each for each in named if speaker.span.start <= each.span.start < speaker.span.end and each.actor]
        return [*inside] if len(inside) > 1 else [speaker]

    def _pieces(self, quotation: Quotation) -> Iterator[list[Token]]:
        """The words of the content, sentence by sentence."""
        for span in quotation.content:
            tokens = self._parse.tokens_between(span.start, span.end)
            for number in sorted({token.sentence for token in tokens}):
                yield [token for token in tokens if token.sentence == number]

    def _own(self, tokens: Sequence[Token]) -> list[Token]:
        """The words that no further speaker says inside the quotation."""
        first, last = tokens[0].start, tokens[-1].end
        inner: list[Span] = []
        for quotation in self._quotations:
            if quotation.speaker and quotation.cue and first < quotation.cue[0].start < last:
                inner += quotation.content
        return [each for each in tokens if not any(span.start <= each.start < span.end for span in inner)]

    def _answers(self, verb: Token, speaker: ActorMention, told: Sequence[Held]) -> bool:
        """Whether somebody else's charge stands in the sentence or shortly before it, and is about whom the verb is."""
        subject = next(each for each in self._parse.children(verb) if each.dep in SUBJECTS)
        for each in told:
            is_near = 0 <= verb.sentence - each.trigger.sentence <= NEAR and each.trigger.start < verb.start
            holder = each.claimant.span.text.lower() if each.claimant else None
            if each.accuses and is_near and holder != speaker.span.text.lower():
                words = f"{each.about.span.text if each.about else ''} {each.proposition.text}".lower().split()
                if subject.text.lower() in {*self._words.selves, *words} or _is_one(each.about, speaker):
                    return True
        return False

    def _is_proposition(self, said: _Said, stance: Stance) -> bool:
        """Whether what is said can be so: anything asserted, and of what is doubted a clause."""
        if stance == Stance.ASSERTS:
            return True
        tokens = [token for piece in said.pieces for token in piece]
        inside = {token.index for token in tokens}
        roots = [each for each in tokens if each.head not in inside]
        is_clause = any(each.pos in {"VERB", "AUX"} and each.dep in {"ccomp", "root"} for each in roots)
        return stance == Stance.DOUBTS and is_clause


def _holds(quotation: Quotation, token: Token) -> bool:
    return any(span.start <= token.start < span.end for span in quotation.content)


def _length(quotation: Quotation) -> int:
    return sum(span.end - span.start for span in quotation.content)


def _is_one(one: ActorMention | None, other: ActorMention) -> bool:
    """Whether two mentions are of one actor: the same name, or of states the same country."""
    first, second = one.actor if one else None, other.actor
    if first is None or second is None:
        return False
    if first.name and second.name:
        return first.name == second.name
    return first.country is not None and first.country == second.country
