"""How far each person stands out for a pronoun: a parse with the mentions of persons in, a score for each person out.

After Lappin and Leass (1994): a person's mentions count by their part in the clause, less with each sentence back, and
the pronouns already read count as mentions. What the pronoun's own sentence says is added (the subject of the verb that
says "that he …", the owner of what is "his"), and persons whom grammar rules out are left out: subject and object of
one verb ("Ann met her"), the head of the pronoun's own phrase ("her sister Ann"), a name below the pronoun ("she said
that Ann …").
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.coding.tree import Parse, Token
from detente.lexicon import Words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "dative"})
CLAUSES = frozenset({"ccomp", "advcl", "xcomp", "csubj"})
QUOTE_TAGS = frozenset({"``", "''"})
CHAINED = frozenset({"conj", "xcomp", "advcl"})


class SalienceWeights(Words):
    """The weights of ``persons.yaml``: parts of the clause, then what is added in the pronoun's own sentence."""

    subject: float
    object: float
    possessor: float
    other: float
    pronoun: float
    decay: float
    parallel: float
    owner: float
    reporter: float
    described: float
    joined: float
    next_subject: float
    nearest: float
    after: float
    awaited: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that names a person; ``person`` tells persons apart, ``pronoun`` whether the word is one."""

    head: Token
    person: int
    pronoun: bool = False


class Salience:
    """Scores the persons of one parse for one pronoun after the other."""

    def __init__(self, parse: Parse, weights: SalienceWeights) -> None:
        self._parse = parse
        self._weights = weights
        self._quoted = frozenset(_quoted(parse))

    def scores(self, pronoun: Token, mentions: Sequence[Mention], *, reflexive: bool = False) -> dict[int, float]:
        """The score of each person that grammar allows, by its number; empty where it allows none."""
        near = [mention for mention in mentions if mention.head.index != pronoun.index]
        ruled_out = self._is_not_own if reflexive else self._is_ruled_out
        excluded = {mention.person for mention in near if ruled_out(mention.head, pronoun)}
        by_person: dict[int, list[Mention]] = {}
        for mention in near:
            if mention.person not in excluded:
                by_person.setdefault(mention.person, []).append(mention)
        last = self._last_before(pronoun, (mention for each in by_person.values() for mention in each))
        return {person: self._score(pronoun, each, last) for person, each in by_person.items()}

    def _score(self, pronoun: Token, mentions: Sequence[Mention], last: Mention | None) -> float:
        by_sentence: dict[int, float] = {}
        for mention in mentions:
            back = pronoun.sentence - mention.head.sentence
            weight = self._weight(mention) * (self._weights.after if mention.head.index > pronoun.index else 1.0)
            by_sentence[back] = max(by_sentence.get(back, 0.0), weight)
        total = sum(weight * self._weights.decay ** abs(back) for back, weight in by_sentence.items())
        total += max(self._local(pronoun, mention.head) for mention in mentions)
        return total + (self._weights.nearest if last in mentions else 0.0)

    def _weight(self, mention: Mention) -> float:
        """The weight of one mention by its part in its clause."""
        token, weights = mention.head, self._weights
        if token.dep in SUBJECTS:
            weight = weights.subject
        elif token.dep in OBJECTS:
            weight = weights.object
        elif token.dep == "poss":
            weight = weights.possessor
        else:
            weight = weights.other
        return weight * (weights.pronoun if mention.pronoun else 1.0)

    def _local(self, pronoun: Token, head: Token) -> float:
        """What the pronoun's own sentence, or the one before, adds for a mention."""
        weights, parse = self._weights, self._parse
        if pronoun.sentence - head.sentence == 1:
            alike = _role(head) == _role(pronoun)
            leads = head.dep in SUBJECTS and pronoun.dep in SUBJECTS | {"poss"} and parse.head(head).dep == "root"
            return (weights.parallel if alike else 0.0) + (weights.next_subject if leads else 0.0)
        if pronoun.sentence != head.sentence:
            return 0.0
        if head.index > pronoun.index:
            return weights.awaited if self._is_awaited(head, pronoun) else 0.0
        added = weights.parallel if _role(head) == _role(pronoun) and self._verb(head) != self._verb(pronoun) else 0.0
        above = list(parse.ancestors(pronoun))
        subject = self._subject(self._verb(pronoun))
        if subject and subject.index == head.index and head.dep in SUBJECTS and subject.index != pronoun.index:
            added += weights.owner
        elif self._is_reporter(head, pronoun):
            added += weights.reporter
        if any(each.index == head.index for each in above):
            added += weights.described
        if pronoun.dep == "poss" and parse.head(pronoun).dep == "conj" and parse.head(pronoun).head == head.index:
            added += weights.joined
        return added

    def _is_awaited(self, head: Token, pronoun: Token) -> bool:
        """The subject that a clause or phrase before it waits for: "When he spoke, Ann …", "in his speech, Ann …"."""
        verb = self._parse.head(head)
        chain = [pronoun, *self._parse.ancestors(pronoun)]
        below = next((each for each, above in itertools.pairwise(chain) if above.index == verb.index), None)
        return head.dep in SUBJECTS and below is not None and below.dep in {"prep", "advcl"}

    def _is_reporter(self, head: Token, pronoun: Token) -> bool:
        """Whether the mention is the subject of a verb whose clause holds the pronoun."""
        verb = self._verb(pronoun)
        while verb.dep in CLAUSES and verb.head != verb.index:
            verb = self._verb(self._parse.head(verb), itself=True)
            subject = self._subject(verb)
            if subject:
                return subject.index == head.index
        return False

    def _is_not_own(self, head: Token, pronoun: Token) -> bool:
        """Whether the word is not the subject of the verb that a reflexive ("herself") goes with."""
        subject = self._subject(self._verb(pronoun))
        return head.sentence != pronoun.sentence or subject is None or subject.index != head.index

    def _is_ruled_out(self, head: Token, pronoun: Token) -> bool:
        """Whether grammar forbids that the word and the pronoun mean the same person."""
        if head.sentence != pronoun.sentence:
            return False
        if self._is_quoting(head, pronoun):
            return True
        if pronoun.dep == "poss":
            return self._is_own_phrase(head, pronoun)
        subject = self._subject(self._verb(pronoun))
        same_clause = self._governor(head).index == self._governor(pronoun).index and head.dep != "poss"
        own_subject = pronoun.dep not in SUBJECTS and subject is not None and subject.index == head.index
        return same_clause or (own_subject and self._is_direct(pronoun)) or self._is_below(head, pronoun)

    def _is_quoting(self, head: Token, pronoun: Token) -> bool:
        """Whether the word is the subject of a verb above direct speech that the pronoun stands in."""
        if head.dep not in SUBJECTS or pronoun.index not in self._quoted or head.index in self._quoted:
            return False
        return any(each.index == head.head for each in self._parse.ancestors(pronoun))

    def _is_direct(self, pronoun: Token) -> bool:
        """Whether the pronoun hangs on its verb itself, or on a preposition of it."""
        return self._governor(pronoun).index == self._verb(pronoun).index

    def _is_own_phrase(self, head: Token, pronoun: Token) -> bool:
        """ "his brother Bob", "Bob, his brother": the phrase that the possessor stands in is another's."""
        owned = self._parse.head(pronoun)
        beside = head.dep in {"appos", "compound", "nmod"} and head.head == owned.index
        other = owned.dep in {"appos", "compound", "nmod"} and owned.head == head.index
        return head.index == owned.index or beside or other

    def _is_below(self, head: Token, pronoun: Token) -> bool:
        """Whether a later name lies within the clause that the pronoun is the subject of."""
        if head.index < pronoun.index or pronoun.dep not in SUBJECTS:
            return False
        return any(each.index == pronoun.head for each in self._parse.ancestors(head))

    def _governor(self, token: Token) -> Token:
        """What the token hangs on, prepositions passed over."""
        head = self._parse.head(token)
        while head.dep in {"prep", "agent", "dative"} and head.pos == "ADP" and head.head != head.index:
            head = self._parse.head(head)
        return head

    def _verb(self, token: Token, *, itself: bool = False) -> Token:
        """The verb of the clause that the token stands in; the root where there is none."""
        chain: Iterable[Token] = [token, *self._parse.ancestors(token)] if itself else self._parse.ancestors(token)
        found = token
        for each in chain:
            found = each
            if each.pos in {"VERB", "AUX"}:
                break
        return found

    def _subject(self, verb: Token) -> Token | None:
        """The subject of a verb, of the verb that it is joined to where it has none of its own."""
        current = verb
        while True:
            for child in self._parse.children(current):
                if child.dep in SUBJECTS:
                    return child
            if current.dep in {"relcl", "acl"}:
                return self._parse.head(current)
            if current.dep not in CHAINED or current.head == current.index:
                return None
            above = self._parse.head(current)
            controller = next((child for child in self._parse.children(above) if child.dep == "dobj"), None)
            if current.dep == "xcomp" and controller and controller.index < current.index:
                return controller
            current = above

    @staticmethod
    def _last_before(pronoun: Token, mentions: Iterable[Mention]) -> Mention | None:
        before = [mention for mention in mentions if mention.head.index < pronoun.index]
        return max(before, key=lambda mention: mention.head.index, default=None)


def _quoted(parse: Parse) -> Iterator[int]:
    """The tokens between quotation marks; a mark left open closes with its sentence."""
    sentence, inside = -1, False
    for token in parse.tokens:
        if token.sentence != sentence:
            sentence, inside = token.sentence, False
        if token.tag in QUOTE_TAGS:
            inside = not inside
        elif inside:
            yield token.index


def _role(token: Token) -> str:
    if token.dep in SUBJECTS:
        return "subject"
    return "object" if token.dep in OBJECTS else token.dep
