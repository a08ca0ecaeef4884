"""Whom a pronoun means, where the text supports it.

Pronouns are read in their order; each goes to the person who stands out most (``salience.py``), and counts as a mention
of that person for the next. How far the first leads the second tells how sure the answer is. In an article only sure
answers are given, from the pronoun's own sentence and the one before; a pronoun whose sentence was lost has no
candidate, and stays unresolved. Limits: "I" and "we" are not read; "it" and "they" are, in ``neuter.py``.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from detente.coding.persons import People
from detente.coding.salience import Mention, Salience
from detente.coding.tree import Parse, Token, head_token
from detente.model import ActorMention, Why, span_of

PERSON_LABEL = "PERSON"
# The share right by the lead of the first over the second, on the development pack: texts chosen for being hard, two
# given candidates, both wrong in a tenth of the rows. Even-numbered rows .94, .80, .72, .58, .53; odd-numbered ones,
# on which nothing was chosen, .90, .77, .72, .67, .60.
CERTAINTY = ((1.6, 0.92), (1.2, 0.79), (0.8, 0.71), (0.4, 0.62), (0.0, 0.55))
# Where another person than those asked about stands out more: right in .38 of the even-numbered rows.
BEHIND = 0.4
# Where only one person is in sight, nobody is there to lead, and others may have been missed: of the answers with a
# lead of 1.6 and more, .92 of 50 even-numbered rows' and .80 of 39 odd-numbered ones' are right, against .95 and .92 of
# those with a rival.
ALONE = 0.86
# The coder takes only answers as sure as this: .85 of the even-numbered rows' answers from here up are right, .82 of
# the odd-numbered ones'; at 0.9 they are .95 and .92, with a third as many answers.
SURE = 0.7
# Sentences back from the pronoun in which an article's persons are looked for, its own being 0.
SENTENCES_BACK = 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that a pronoun may mean: their head token and the name they carry."""

    head: Token
    name: str


def resolve_pronouns(parse: Parse, named: Sequence[ActorMention], people: People) -> list[ActorMention]:
    """A mention for each personal pronoun; its actor is None where no candidate is clearly meant."""
    persons = [mention for mention in named if _is_person(mention)]
    reading = _Reading(parse, people, [Candidate(head_token(parse, each.span), _name(each)) for each in persons])
    actors = {_name(mention): mention.actor for mention in persons}
    found = []
    for pronoun in _pronouns(parse, people):
        span = span_of(parse.text, pronoun.start, pronoun.end)
        name, score = reading.read(pronoun, SENTENCES_BACK)
        actor = actors[name] if name is not None and score >= SURE else None
        found.append(ActorMention(span=span, actor=actor, why=Why(rule="pronoun", score=score, spans=(span,))))
    return found


def choose(parse: Parse, pronoun: Token, candidates: Sequence[Candidate], people: People) -> tuple[int | None, float]:
    """The number of the candidate that the pronoun most likely means, and how sure (0 to 1); None and 0 if none fits.

    The best answer is given however unsure it is: those who want only sure ones set a bar.
    """
    others = list(_others(parse, candidates))
    reading = _Reading(parse, people, [*candidates, *others])
    reading.add_repeated()
    wanted = {candidate.name for candidate in candidates}
    for earlier in _pronouns(parse, people):
        if earlier.index < pronoun.index:
            reading.read(earlier)
    name, score = reading.read(pronoun, among=wanted)
    return next((number for number, each in enumerate(candidates) if each.name == name), None), score


class _Reading:
    """The persons of one parse and their mentions so far."""

    def __init__(self, parse: Parse, people: People, candidates: Sequence[Candidate]) -> None:
        self._parse = parse
        self._people = people
        self._salience = Salience(parse, people.words.salience)
        self._names = list(dict.fromkeys(candidate.name for candidate in candidates))
        number = {name: place for place, name in enumerate(self._names)}
        self._genders = [people.gender(name) for name in self._names]
        self._by_sentence: dict[int, list[Mention]] = {}
        for each in candidates:
            self._note(Mention(each.head, number[each.name]))
            self._note_gender(number[each.name], self._told_gender(each.head))

    def add_repeated(self) -> None:
        """Take in the words that repeat the family name, or the given name alone, of just one of the persons."""
        meant: dict[str, set[int]] = {}
        for number, name in enumerate(self._names):
            words = name.split()
            for word in {words[0], words[-1]}:
                meant.setdefault(word, set()).add(number)
        known = {mention.head.index for each in self._by_sentence.values() for mention in each}
        for token in self._parse.tokens:
            persons = meant.get(token.text, set())
            if len(persons) == 1 and token.pos == "PROPN" and token.dep != "compound" and token.index not in known:
                self._note(Mention(token, next(iter(persons))))

    def read(
        self, pronoun: Token, sentences_back: int | None = None, among: Collection[str] | None = None
    ) -> tuple[str | None, float]:
        """The person whom the pronoun most likely means, one of ``among`` if given, and how sure; it is noted."""
        near = self._near(pronoun, sentences_back)
        reflexive = pronoun.text.lower() in self._people.words.reflexives
        scores = self._salience.scores(pronoun, near, reflexive=reflexive)
        ranked = sorted(scores, key=lambda person: (-scores[person], person))
        best = next((person for person in ranked if among is None or self._names[person] in among), None)
        if best is None:
            return None, 0.0
        self._note(Mention(pronoun, best, pronoun=True))
        second = next((scores[person] for person in ranked if person != best), 0.0)
        sure = next((sure for least, sure in CERTAINTY if scores[best] - second >= least), BEHIND)
        if len(scores) == 1:
            sure = min(sure, ALONE)
        if sure >= SURE:
            self._note_gender(best, _gender(pronoun, self._people))
        return self._names[best], sure

    def _note_gender(self, person: int, gender: str | None) -> None:
        self._genders[person] = self._genders[person] or gender

    def _told_gender(self, head: Token) -> str | None:
        """What the words beside a name tell: "Mrs Jones", "his wife, Ann", "Ann is an actress"."""
        beside = [child for child in self._parse.children(head) if child.dep in {"compound", "appos", "nmod"}]
        above = self._parse.head(head)
        if head.dep == "appos":
            beside.append(above)
        elif head.dep == "nsubj" and above.lemma == "be":
            beside.extend(child for child in self._parse.children(above) if child.dep == "attr")
        return next(filter(None, (self._people.gender_of_word(each.text) for each in beside)), None)

    def _note(self, mention: Mention) -> None:
        self._by_sentence.setdefault(mention.head.sentence, []).append(mention)

    def _near(self, pronoun: Token, sentences_back: int | None) -> list[Mention]:
        """The mentions of persons who fit the pronoun, in the same paragraph and near enough."""
        last = pronoun.sentence
        first = None if sentences_back is None else max(last - sentences_back, 0)
        sentences = sorted(self._by_sentence) if first is None else range(first, last + 1)
        paragraph = self._parse.sentence_at(pronoun).paragraph
        fitting = {None, _gender(pronoun, self._people)}
        return [
            mention
            for number in sentences
            if self._parse.sentences[number].paragraph == paragraph
            for mention in self._by_sentence.get(number, ())
            if self._genders[mention.person] in fitting
        ]


def _pronouns(parse: Parse, people: People) -> Iterator[Token]:
    return (token for token in parse.tokens if token.pos == "PRON" and _gender(token, people))


def _gender(token: Token, people: People) -> str | None:
    return people.words.pronouns.get(token.text.lower())


def _others(parse: Parse, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The other persons that the text names: they are no answers, and make one less sure."""
    words = {word for candidate in candidates for word in candidate.name.split()}
    for entity in parse.entities:
        name = parse.text[entity.start : entity.end]
        if entity.label == PERSON_LABEL and not words & set(name.split()):
            yield Candidate(head_token(parse, span_of(parse.text, entity.start, entity.end)), name)


def _is_person(mention: ActorMention) -> bool:
    return mention.why.rule.startswith("person.") or mention.why.rule == "phrase.office"


def _name(mention: ActorMention) -> str:
    return mention.actor.name if mention.actor and mention.actor.name else mention.span.text
