"""Roles and descriptions whose state stands elsewhere: phrases that name nobody alone in, whom they mean out.

Five shapes are read. A role that someone has ("his defence minister", "Trump's top diplomat") is of the state of its
owner. A counterpart holds the same office on the other side ("his Turkish counterpart"). A role beside a place is of
its state ("Houston police"). "The country", "the kingdom" and "the government" go back to the state that was just
spoken of: the only one named before in the sentence, else in the nearest sentence that names one; of several the one
that acts there. Where that leaves two, or the sentences before name none, the phrase stays unresolved. Limits: nothing
is carried over more than ``SENTENCES_BACK`` sentences.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.coding.gazetteer import MentionWords
from detente.coding.phrases import Phrase
from detente.coding.reading import Reader, mention_of, scored
from detente.coding.roles import Role
from detente.coding.tree import Parse, Token, head_token
from detente.model import Actor, ActorMention, Where, span_of

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SAYING_WHOSE = frozenset({"poss", "relcl", "acl", "appos", "compound", "nummod"})
# A role that is written as a name ("Parliament", "Prime Minister") is a known one.
NAMES = frozenset({"NNP", "NNPS"})
SENTENCES_BACK = 2
# Not measured on a pack, since none marks these: below what names and roles beside them give.
ONLY_STATE = 0.75
ACTING_STATE = 0.7
PLACED = 0.7
# The state of an article is the one of at least so large a share of its mentions. A reader of 30 articles counted 46
# bare roles that this share fills rightly, and 4 wrongly.
MAIN_SHARE = 0.6
FEWEST_MENTIONS = 3
MAIN_STATE = 0.6


@dataclass(frozen=True, slots=True)
class State:
    """The state that a phrase goes back to, and how sure that is."""

    country: str
    score: float


class Surroundings:
    """The mentions of one parse by their head tokens and sentences."""

    def __init__(
        self, parse: Parse, mentions: Sequence[ActorMention], words: MentionWords, places: Sequence[Where]
    ) -> None:
        self.parse = parse
        self._country_at = {
            token.index: place.country
            for place in places
            for token in parse.tokens_between(place.span.start, place.span.end)
        }
        self.words = words
        self.at: dict[int, ActorMention] = {}
        self._over: dict[int, ActorMention] = {}
        self._by_sentence: dict[int, list[tuple[Token, ActorMention]]] = {}
        for mention in mentions:
            if mention.actor is not None:
                head = head_token(parse, mention.span)
                self.at.setdefault(head.index, mention)
                for token in parse.tokens_between(mention.span.start, mention.span.end):
                    self._over.setdefault(token.index, mention)
                self._by_sentence.setdefault(head.sentence, []).append((head, mention))
        # The state that the article is mostly about; None where no state has most of the mentions.
        self.main_state = self._most_named()

    def owner(self, phrase: Phrase) -> ActorMention | None:
        """Whoever has what the phrase names ("his envoy", "a spokesman for the king"); None if nobody known does."""
        beside = [child for child in self.parse.children(phrase.head) if child.dep in {"poss", "compound"}]
        office = phrase.role.office if phrase.role else None
        for child in self.parse.children(phrase.head):
            serves = child.lemma == "of" or office in self.words.spoken_for.get(child.lemma, ())
            if child.dep == "prep" and serves:
                beside.extend(self.parse.children(child))
        return next((self._over[token.index] for token in beside if token.index in self._over), None)

    def place(self, phrase: Phrase) -> str | None:
        """The state of the place beside the phrase ("Houston police", "police in Peru", "a Lima-based bank")."""
        for child in self.parse.children(phrase.head):
            words = list(self.parse.children(child))
            if child.dep in {"poss", "compound", "nmod"}:
                words = [child]
            elif not (child.dep == "prep" and child.lemma in self.words.placed) and child.text not in self.words.tied:
                continue
            several = any(other.dep == "conj" for word in words for other in self.parse.children(word))
            country = next((self._country_at[word.index] for word in words if word.index in self._country_at), None)
            if country is not None:
                return None if several else country
        return None

    def before(self, token: Token) -> Iterator[list[tuple[Token, ActorMention]]]:
        """The mentions before the token, sentence by sentence backwards, its own first; article furniture aside."""
        body = (number for number in range(token.sentence, -1, -1) if self.parse.sentences[number].body)
        for number in itertools.islice(body, 1 + SENTENCES_BACK):
            there = self._by_sentence.get(number, ())
            yield [(head, each) for head, each in there if head.index < token.index and self._may_act(head, each)]

    def _may_act(self, head: Token, mention: ActorMention) -> bool:
        """Whether a mention is more than a place, a news agency, or what others are for or against ("pro-Beijing")."""
        if mention.actor and mention.actor.sector in self.words.reporting_sectors:
            return False
        return not self.is_location(head) and not self.parse.text.endswith("-", 0, mention.span.start)

    def is_location(self, head: Token) -> bool:
        """Whether the word says where something happens ("in the country", "from Bishkek, Kyrgyzstan")."""
        while head.dep in {"appos", "conj"}:
            head = self.parse.head(head)
        preposition = self.parse.head(head)
        if head.dep != "pobj" or preposition.lemma.lower() not in self.words.locative:
            return False
        # "Ministers from Iran" act for it.
        return not (preposition.lemma.lower() in self.words.origin and self.parse.head(preposition).pos == "NOUN")

    def state_spoken_of(self, token: Token, fitting: Sequence[str] = ()) -> State | None:
        """The state that "the country" means at this token, one of ``fitting`` if any are given; None if unclear."""
        for number, there in enumerate(self.before(token)):
            states = {
                each.actor.country
                for _, each in there
                if each.actor and each.actor.country and (not fitting or each.actor.country in fitting)
            }
            if len(states) == 1:
                return State(states.pop() or "", ONLY_STATE)
            if states:
                acting = {each.actor.country for head, each in there if each.actor and self._acts(head)} & states
                is_clear = number > 0 and len(acting) == 1
                return State(acting.pop() or "", ACTING_STATE) if is_clear else None
        return None

    def _most_named(self) -> State | None:
        counts = Counter(each.actor.country for each in self.at.values() if each.actor and each.actor.country)
        country, count = next(iter(counts.most_common(1)), (None, 0))
        is_main = count >= FEWEST_MENTIONS and count >= MAIN_SHARE * counts.total()
        return State(country, MAIN_STATE) if country and is_main else None

    def _acts(self, head: Token) -> bool:
        """Whether the word is the subject of its sentence's main verb."""
        verb = self.parse.head(head)
        return head.dep in SUBJECTS and verb.head == verb.index


def read_again(
    reader: Reader, phrases: Sequence[Phrase], mentions: Mapping[int, ActorMention], surroundings: Surroundings
) -> dict[int, ActorMention]:
    """The mentions of roles and descriptions whose state the words around them tell, by their head tokens."""
    found = {}
    told: dict[str, set[str]] = {}
    for phrase in phrases:
        actor = mentions[phrase.head.index].actor
        word, country = phrase.head.lemma.lower(), reader.country(phrase)
        if phrase.role and country:
            told.setdefault(word, set()).add(country)
        if phrase.role is None or phrase.person or (actor and actor.name):
            continue
        again = _of_its_owner(reader, phrase, phrase.role, surroundings)
        if again is None and (actor is None or actor.country is None):
            again = _of_its_place(reader, phrase, phrase.role, surroundings)
        if again is None and (actor is None or actor.country is None):
            told_of = told.get(word, set())
            again = _of_the_state(reader, phrase, surroundings, next(iter(told_of)) if len(told_of) == 1 else None)
        if again is not None:
            found[phrase.head.index] = again
    for token, state in _described(surroundings, mentions):
        span = span_of(surroundings.parse.text, token.start, token.end)
        found[token.index] = mention_of(span, Actor(country=state.country), "state.described", state.score)
    return found


def _of_its_owner(reader: Reader, phrase: Phrase, role: Role, surroundings: Surroundings) -> ActorMention | None:
    """A role that someone has: "his defence minister", "Trump's top diplomat", "his Turkish counterpart"."""
    owner, country = surroundings.owner(phrase), reader.country(phrase)
    actor = owner.actor if owner else None
    office = reader.office_of(actor)
    if role.office == surroundings.words.counterpart:
        office = office or _office_beside(reader, phrase, surroundings)
        if country is None or office is None:
            return None
        meant = replace(role, office=office, sector=actor.sector if actor else None)
    elif country is None and actor and actor.country:
        country = actor.country
        meant = role if office or actor.name is None else replace(role, office=None)
    else:
        return None
    mention = reader.role_mention(phrase, phrase.span(surroundings.parse), country, meant)
    return scored(mention, "role.owned", owner.why.score if owner else mention.why.score)


def _of_its_place(reader: Reader, phrase: Phrase, role: Role, surroundings: Surroundings) -> ActorMention | None:
    """A role of the place beside it: "Houston police", "officials in Kyiv"; whoever holds no office of the state."""
    country = surroundings.place(phrase) if role.sector in surroundings.words.sectors_of_place else None
    if country is None:
        return None
    mention = reader.role_mention(phrase, phrase.span(surroundings.parse), country, replace(role, office=None))
    return scored(mention, "role.placed", PLACED)


def _office_beside(reader: Reader, phrase: Phrase, surroundings: Surroundings) -> str | None:
    """The office of whoever comes first in the sentence: "the French minister met his Greek counterpart"."""
    there = next(surroundings.before(phrase.head), [])
    return next((office for _, mention in there if (office := reader.office_of(mention.actor))), None)


def _of_the_state(reader: Reader, phrase: Phrase, surroundings: Surroundings, told: str | None) -> ActorMention | None:
    """A role of the state with which the article ``told`` the same word before ("the Syrian regime … the regime"), else
    of the state that was just spoken of; nobody's where the two differ and others may hold the office, too."""
    role, words = phrase.role, surroundings.words
    if role is None or role.sector not in words.sectors_of_state or not _is_definite(surroundings, phrase.head):
        return None
    spoken_of = surroundings.state_spoken_of(phrase.head)
    if told is None:
        untold = phrase.head.lemma.lower() in words.told_before
        state = None if untold else spoken_of or surroundings.main_state
    else:
        unclear = role.office is not None and spoken_of is not None and spoken_of.country != told
        state = None if unclear else State(told, ONLY_STATE)
    if state is None:
        return None
    mention = reader.role_mention(phrase, phrase.span(surroundings.parse), state.country, role)
    return scored(mention, "role.of_state", state.score)


def _is_definite(surroundings: Surroundings, head: Token) -> bool:
    """Whether a role goes back to something known, and no words beside it say whose it is."""
    children = list(surroundings.parse.children(head))
    if not children:
        return head.text.lower() in surroundings.words.bare or head.tag in NAMES
    articles = {child.text.lower() for child in children if child.dep == "det"}
    says_whose = any(child.dep in SAYING_WHOSE or (child.dep == "prep" and child.lemma == "of") for child in children)
    return not articles.isdisjoint(surroundings.words.backward) and not says_whose


def _described(surroundings: Surroundings, taken: Mapping[int, object]) -> Iterator[tuple[Token, State]]:
    """The words such as "the country" that go back to a state, with it; those in ``taken`` and locations aside."""
    for token in surroundings.parse.tokens:
        fitting = surroundings.words.described.get(token.text.lower())
        if fitting is None or token.index in taken or surroundings.is_location(token):
            continue
        if _is_definite(surroundings, token):
            state = surroundings.state_spoken_of(token, fitting)
            if state is not None:
                yield token, state
