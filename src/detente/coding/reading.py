"""One phrase of a parsed article in, the mention of an actor that it is out, as of a day.

A phrase is read from its most telling part: a person in the table of holders, a person whom the article introduces
(``introductions.py``), a named body, a state with a role. What the phrase does not say stays None; ``descriptions.py``
looks for it in the words around.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from detente.coding.folding import fold
from detente.coding.gazetteer import MentionWords
from detente.coding.names import BODY_KINDS, STATE_KINDS, Name, NameHit, NameKind
from detente.coding.persons import Identity, People
from detente.coding.phrases import Phrase
from detente.coding.roles import Role
from detente.coding.titles import Titles
from detente.coding.tree import Parse
from detente.model import Actor, ActorMention, Span, Why, span_of

# Confidence by what decided. Not calibrated yet: an order, from a full name in the table down to a bare role.
SCORES = {
    "name.state": 0.9,
    "name.adjective": 0.85,
    "name.capital": 0.8,
    "name.metonym": 0.9,
    "name.body": 0.9,
    "phrase.role": 0.85,
    "phrase.office": 0.8,
    "person.introduced": 0.85,
    "person.repeated": 0.8,
    "person.named": 0.4,
    "person.unknown": 0.3,
    "role.alone": 0.4,
}
RULE_OF_KIND = {
    NameKind.STATE: "name.state",
    NameKind.ADJECTIVE: "name.adjective",
    NameKind.DEMONYM: "name.adjective",
    NameKind.CAPITAL: "name.capital",
    NameKind.METONYM: "name.metonym",
    NameKind.ORGANISATION: "name.body",
    NameKind.GROUP: "name.body",
}
PERSON_LABEL = "PERSON"
# The persons whom the article names in full, by folded family name; None where it names two so.
Introduced = Mapping[str, Identity | None]


class Reader:
    """Reads phrases of one parse, as of one day."""

    def __init__(self, parse: Parse, people: People, titles: Titles, words: MentionWords, on: date | None) -> None:
        self.parse = parse
        self.words = words
        self.people = people
        self._titles = titles
        self._on = on

    def mention(self, phrase: Phrase, introduced: Introduced) -> ActorMention:
        """What the phrase means; an unresolved mention where the words do not tell."""
        span = phrase.span(self.parse)
        names = [hit.name for hit in phrase.hits]
        if phrase.first == phrase.last and any(name.kind in STATE_KINDS for name in names):
            named = self._is_surname(phrase, introduced)
            return self._person_mention(phrase, span, introduced) if named else self._body_mention(phrase, span, names)
        if self.is_body(phrase) and fold(phrase.head.text) not in introduced:
            return self._body_mention(phrase, span, names)
        if phrase.person or (phrase.own and phrase.own.name.kind == NameKind.PERSON):
            return self._person_mention(phrase, span, introduced)
        if not names:
            return self._bare_role(phrase, span)
        return self._body_mention(phrase, span, names)

    def _is_surname(self, phrase: Phrase, introduced: Introduced) -> bool:
        """Whether the name of a state or capital is here the family name of someone with a given one ("Ali Amman")."""
        if fold(phrase.head.text) not in introduced:
            return False
        tokens = self.parse.tokens
        called_so = [
            tokens[entity.first].text
            for entity in self.parse.entities
            if entity.label == PERSON_LABEL
            and entity.first < entity.last
            and tokens[entity.last].text == phrase.head.text
        ]
        return any(self.people.gender(given) for given in called_so)

    def _person_mention(self, phrase: Phrase, span: Span, introduced: Introduced) -> ActorMention:
        known = self.known(phrase)
        if known:
            role = None if self._is_former(phrase) else phrase.role
            return mention_of(span, self._in_role(known.actor, role), "person.table", known.score)
        written = self.written_name(phrase)
        surname = written.split()[-1] if written else ""
        identity = introduced.get(fold(surname)) or introduced.get(fold(written))
        if identity:
            rule = "person.introduced" if " " in written else "person.repeated"
            rule = rule if identity.score > SCORES["person.named"] else "person.named"
            return mention_of(span, identity.actor, rule, min(identity.score, SCORES[rule]))
        by_table = self._by_surname(written, introduced) if " " not in written else None
        if by_table:
            return mention_of(span, by_table.actor, "person.surname", by_table.score)
        return mention_of(span, None, "person.unknown", SCORES["person.unknown"])

    def is_body(self, phrase: Phrase) -> bool:
        """Whether what the parser takes for a person is, whole, the name of a body in the table ("The Lok Sabha")."""
        if phrase.person is None:
            return False
        named = self.parse.tokens[phrase.person.first : phrase.person.last + 1]
        words = [token for token in named if token.tag not in {"DT", "POS"} and token.text.lower() != "the"]
        return bool(words) and any(
            hit.name.kind in BODY_KINDS and hit.start <= words[0].start and words[-1].end <= hit.end
            for hit in phrase.hits
        )

    def _by_surname(self, surname: str, introduced: Introduced) -> Identity | None:
        """The holder of that family name by the table, unless the article itself names another one so."""
        if fold(surname) in introduced:
            return introduced[fold(surname)]
        return self.people.by_surname(surname, self._on) or self.people.by_former_surname(surname, self._on)

    def surnames(self, phrases: Sequence[Phrase], introduced: Introduced) -> Iterator[tuple[int, ActorMention]]:
        """Family names that the parser did not take for persons: those introduced here, or known to the table."""
        parse, people = self.parse, self.people
        covered = {index for phrase in phrases for index in range(phrase.first, phrase.last + 1)}
        for token in parse.tokens:
            if token.index in covered or token.pos != "PROPN" or not token.text[:1].isupper():
                continue
            identity = introduced.get(fold(token.text))
            rule = "person.repeated" if identity is None or identity.score > SCORES["person.named"] else "person.named"
            if identity is None and token.dep not in {"compound", "amod", "nmod"} and not people.is_common(token.text):
                identity, rule = self._by_surname(token.text, introduced), "person.surname"
            if identity:
                score = min(identity.score, SCORES["person.repeated"])
                yield token.index, mention_of(span_of(parse.text, token.start, token.end), identity.actor, rule, score)

    def _in_role(self, actor: Actor, role: Role | None) -> Actor:
        """The sector that the words beside a name tell, where the table knows only of an office held before."""
        if role and role.sector and actor.sector == self.people.words.former_sector:
            return replace(actor, sector=role.sector)
        return actor

    def known(self, phrase: Phrase) -> Identity | None:
        """The person of the table whose name is written, with or without a middle one."""
        if phrase.own and phrase.own.name.kind == NameKind.PERSON:
            return self.people.known(phrase.own.name.name, self._on)
        words = self.written_name(phrase).split() if phrase.person else []
        if len(words) > 2:
            known = self.people.by_surname(words[-1], self._on)
            if known and known.actor.name and known.actor.name.split()[0] == words[0]:
                return known
        return None

    def written_name(self, phrase: Phrase) -> str:
        """The person's name without titles: "Rex Tillerson" for "Mr Rex Tillerson's"."""
        first, last = (phrase.person.first, phrase.person.last) if phrase.person else (phrase.first, phrase.last)
        words = [token for token in self.parse.tokens[first : last + 1] if token.tag not in {"POS", "DT"}]
        kept = [token for token in words if not self.people.is_title(token.text) or token is words[-1]]
        return _joined(self.parse.text[kept[0].start : kept[-1].end]) if kept else ""

    def country(self, phrase: Phrase) -> str | None:
        """The state that the phrase names: a state's own name or adjective before a body's or a person's state.

        An international body that stands first has what the phrase names, whatever it is about ("the UN Syria envoy").
        """
        names = [hit.name for hit in sorted(phrase.hits, key=lambda hit: hit.start)]
        if names and phrase.role and names[0].kind == NameKind.ORGANISATION and names[0].country is None:
            return None
        for name in [*(each for each in names if each.kind in STATE_KINDS), *names]:
            if name.country:
                return name.country
        return phrase.role.country if phrase.role else None

    def _body_mention(self, phrase: Phrase, span: Span, names: list[Name]) -> ActorMention:
        """A state, a body, a group, or a role of one of them."""
        country = self.country(phrase)
        own = phrase.own
        if own and own.name.kind not in STATE_KINDS:
            return self._own_body(phrase, span, own)
        if phrase.role:
            return self.role_mention(phrase, span, country, phrase.role)
        first = own.name if own else names[0]
        rule = RULE_OF_KIND.get(first.kind, "name.state")
        actor = Actor(country=country, sector=first.sector, name=first.name if first.kind == NameKind.STATE else None)
        return mention_of(span, actor if country else None, rule, SCORES[rule])

    def _own_body(self, phrase: Phrase, span: Span, own: NameHit) -> ActorMention:
        """A body by its name; of a state named beside it, the body that is so called there ("Peru's Congress")."""
        stated = next((hit.name.country for hit in phrase.hits if hit.name.kind in STATE_KINDS), None)
        name = (own.reading_of(stated) if stated else None) or own.name
        if stated and name.country != stated and self._is_called_so_elsewhere(name):
            sector = None if name.kind == NameKind.ORGANISATION else name.sector
            return mention_of(span, Actor(country=stated, sector=sector), "phrase.role", SCORES["phrase.role"])
        rule = RULE_OF_KIND[name.kind]
        return mention_of(
            span, Actor(country=name.country or stated, sector=name.sector, name=name.name), rule, SCORES[rule]
        )

    def _is_called_so_elsewhere(self, name: Name) -> bool:
        """Whether bodies of other states may bear the name, too: parliaments, parties, assemblies; not armed groups."""
        is_above_states = name.kind == NameKind.ORGANISATION and name.country is None
        return is_above_states or name.kind == NameKind.METONYM or name.sector in self.words.sectors_of_many

    def role_mention(self, phrase: Phrase, span: Span, country: str | None, role: Role) -> ActorMention:
        holder = None
        bodies = [hit.name.name for hit in phrase.hits if hit.name.kind in BODY_KINDS]
        one = phrase.shared or phrase.head.tag not in {"NNS", "NNPS"}
        if (role.office or bodies) and one and self._holds_it_now(phrase):
            holder = self.people.in_office(role.office, country, self._on) if role.office else None
            holder = holder or self._titles.holder(self._words_of(phrase, role), bodies, country, self._on)
        if holder:
            actor = Actor(country=country, sector=holder.sector, name=holder.person, wikidata=holder.wikidata)
            return mention_of(span, actor, "phrase.office", SCORES["phrase.office"])
        body = next((hit.name for hit in phrase.hits if hit.name.kind in {NameKind.ORGANISATION, NameKind.GROUP}), None)
        is_its_own = body is not None and (country is None or body.kind == NameKind.GROUP)
        name, sector = (body.name, body.sector) if body and is_its_own else (None, role.sector)
        return mention_of(span, Actor(country=country, sector=sector, name=name), "phrase.role", SCORES["phrase.role"])

    def office_of(self, actor: Actor | None) -> str | None:
        """The highest office that a person of the table holds on the day; None for others."""
        held = self.people.offices(actor.name, self._on) if actor else []
        return held[0].office if held else None

    def _words_of(self, phrase: Phrase, role: Role) -> str:
        """The words of the role, where it is the head of the phrase; else the head alone."""
        return " ".join(t.text for t in self.parse.tokens[phrase.head.index - role.words + 1 : phrase.head.index + 1])

    def _is_former(self, phrase: Phrase) -> bool:
        return not self.people.former.isdisjoint(self._words_up_to(phrase))

    def _holds_it_now(self, phrase: Phrase) -> bool:
        """Not "former president", "deputy foreign minister", "a Russian ambassador's aide" or "he was president"."""
        if phrase.head.dep in {"attr", "oprd"}:
            return False
        return self.people.not_the_holder.isdisjoint(self._words_up_to(phrase))

    def _words_up_to(self, phrase: Phrase) -> Iterator[str]:
        """The words of the phrase without its last, and the two before it, in lower case."""
        return (token.text.lower() for token in self.parse.tokens[max(phrase.first - 2, 0) : phrase.last])

    def _bare_role(self, phrase: Phrase, span: Span) -> ActorMention:
        """A role without a state beside it, unless only one state calls it so ("the chancellor of the exchequer")."""
        if phrase.role and phrase.role.country:
            return self.role_mention(phrase, span, phrase.role.country, phrase.role)
        sector = phrase.role.sector if phrase.role else None
        return mention_of(span, Actor(sector=sector) if sector else None, "role.alone", SCORES["role.alone"])


def scored(mention: ActorMention, rule: str, score: float) -> ActorMention:
    return mention_of(mention.span, mention.actor, rule, min(mention.why.score, score))


def mention_of(span: Span, actor: Actor | None, rule: str, score: float) -> ActorMention:
    return ActorMention(span=span, actor=actor, why=Why(rule=rule, score=score, spans=(span,)))


def _joined(name: str) -> str:
    return " ".join(name.split())
