"""A parsed article in, its actor mentions out: states, bodies, groups, offices, persons, pronouns, as of a day.

A phrase is read from its most telling part: a person in the table of holders, a person whom the article introduces
("Turkish envoy Ayla Demir", "Ayla Demir, Turkey's envoy"), a named body, a state with a role. What the text does not
say stays None. Limits: "the country" and "both sides" are not resolved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from detente.coding.folding import fold
from detente.coding.names import Name, NameIndex, NameKind
from detente.coding.neuter import resolve_neuter
from detente.coding.persons import Identity, People
from detente.coding.phrases import Phrase, find_phrases
from detente.coding.pronouns import resolve_pronouns
from detente.coding.roles import Role, Roles
from detente.coding.tree import Parse
from detente.lexicon import Lexicon
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
    "person.unknown": 0.3,
    "role.alone": 0.4,
}
STATE_KINDS = frozenset({NameKind.STATE, NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.CAPITAL})
RULE_OF_KIND = {
    NameKind.STATE: "name.state",
    NameKind.ADJECTIVE: "name.adjective",
    NameKind.DEMONYM: "name.adjective",
    NameKind.CAPITAL: "name.capital",
    NameKind.METONYM: "name.metonym",
    NameKind.ORGANISATION: "name.body",
    NameKind.GROUP: "name.body",
}


def find_actors(parse: Parse, lexicon: Lexicon, on: date | None) -> tuple[ActorMention, ...]:
    """Every mention of an actor in the parsed text, in its order, as of the day ``on``; empty if there is none."""
    roles = lexicon.built("roles", Roles, Roles)
    people = lexicon.built("people", People, People)
    hits = lexicon.built("names", NameIndex, NameIndex).find(parse.text, on)
    phrases = find_phrases(parse, hits, roles)
    reader = _Reader(parse, people, on)
    introduced = reader.introductions(phrases)
    mentions = {phrase.head.index: reader.mention(phrase, introduced) for phrase in phrases}
    mentions.update(_surnames(parse, people, on, introduced, phrases))
    named = [mentions[index] for index in sorted(mentions)]
    pronouns = [*resolve_pronouns(parse, named, people), *resolve_neuter(parse, named, people)]
    return tuple(sorted([*named, *pronouns], key=lambda each: each.span.start))


class _Reader:
    """Reads phrases of one parse, as of one day."""

    def __init__(self, parse: Parse, people: People, on: date | None) -> None:
        self._parse = parse
        self._people = people
        self._on = on

    def introductions(self, phrases: Sequence[Phrase]) -> dict[str, Identity]:
        """Who the article's full names are, by family name; a name that means two people there is dropped."""
        at_head = {phrase.head.index: phrase for phrase in phrases}
        found: dict[str, list[Identity]] = {}
        for phrase in phrases:
            identity = self._person(phrase, at_head)
            if identity and identity.actor.name:
                written = self._people.surnames(self._written_name(phrase), identity.actor.country)
                for surname in {*map(fold, written), *self._people.spellings(identity.actor.name)}:
                    found.setdefault(surname, []).append(identity)
        return {surname: each[0] for surname, each in found.items() if len({one.actor.name for one in each}) == 1}

    def mention(self, phrase: Phrase, introduced: dict[str, Identity]) -> ActorMention:
        """What the phrase means; an unresolved mention where the words do not tell."""
        span = phrase.span(self._parse)
        names = [hit.name for hit in phrase.hits]
        if phrase.person or any(name.kind == NameKind.PERSON and self._at_head(phrase, name) for name in names):
            return self._person_mention(phrase, span, introduced)
        if not names:
            return self._bare_role(phrase, span, introduced)
        return self._body_mention(phrase, span, names)

    def _at_head(self, phrase: Phrase, name: Name) -> bool:
        return any(hit.name is name and hit.start <= phrase.head.start < hit.end for hit in phrase.hits)

    def _person_mention(self, phrase: Phrase, span: Span, introduced: dict[str, Identity]) -> ActorMention:
        known = self._known(phrase)
        if known:
            return _mention(span, self._in_role(known.actor, phrase.role), "person.table", known.score)
        written = self._written_name(phrase)
        surname = written.split()[-1] if written else ""
        identity = introduced.get(fold(surname)) or introduced.get(fold(written))
        if identity:
            rule = "person.introduced" if " " in written else "person.repeated"
            return _mention(span, identity.actor, rule, min(identity.score, SCORES[rule]))
        by_table = self._people.by_surname(written, self._on) if " " not in written else None
        if by_table:
            return _mention(span, by_table.actor, "person.surname", by_table.score)
        return _mention(span, None, "person.unknown", SCORES["person.unknown"])

    def _in_role(self, actor: Actor, role: Role | None) -> Actor:
        """The sector that the words beside a name tell, where the table knows only of an office held before."""
        if role and role.sector and actor.sector == self._people.words.former_sector:
            return replace(actor, sector=role.sector)
        return actor

    def _person(self, phrase: Phrase, at_head: dict[int, Phrase]) -> Identity | None:
        """The person a phrase names in full: by the table, else by the words around the name."""
        known = self._known(phrase)
        if known or not phrase.person:
            return known
        written = self._written_name(phrase)
        described = phrase if self._country(phrase) else self._described(phrase, at_head)
        if " " not in written or described is None:
            return None
        country = self._country(described)
        role = described.role or phrase.role
        actor = Actor(country=country, sector=role.sector if role else None, name=written)
        return Identity(actor, SCORES["person.introduced"]) if country or role else None

    def _described(self, phrase: Phrase, at_head: dict[int, Phrase]) -> Phrase | None:
        """The phrase in apposition that tells who the person is ("X, Turkey's envoy" or "Turkey's envoy, X")."""
        beside = [child for child in self._parse.children(phrase.head) if child.dep == "appos"]
        if phrase.head.dep == "appos":
            beside.append(self._parse.head(phrase.head))
        for token in beside:
            other = at_head.get(token.index)
            if other and other.role and not other.person:
                return other
        return phrase if phrase.role else None

    def _known(self, phrase: Phrase) -> Identity | None:
        for hit in phrase.hits:
            if hit.name.kind == NameKind.PERSON and hit.start <= phrase.head.start < hit.end:
                return self._people.known(hit.name.name, self._on)
        return None

    def _written_name(self, phrase: Phrase) -> str:
        """The person's name without titles: "Rex Tillerson" for "Mr Rex Tillerson's"."""
        first, last = (phrase.person.first, phrase.person.last) if phrase.person else (phrase.first, phrase.last)
        words = [token for token in self._parse.tokens[first : last + 1] if token.tag not in {"POS", "DT"}]
        kept = [token for token in words if not self._people.is_title(token.text) or token is words[-1]]
        return _joined(self._parse.text[kept[0].start : kept[-1].end]) if kept else ""

    def _country(self, phrase: Phrase) -> str | None:
        """The state that the phrase names: a state's own name or adjective before a body's or a person's state."""
        names = [hit.name for hit in sorted(phrase.hits, key=lambda hit: hit.start)]
        for name in [*(each for each in names if each.kind in STATE_KINDS), *names]:
            if name.country:
                return name.country
        return phrase.role.country if phrase.role else None

    def _body_mention(self, phrase: Phrase, span: Span, names: list[Name]) -> ActorMention:
        """A state, a body, a group, or a role of one of them."""
        country = self._country(phrase)
        own = next((name for name in names if self._at_head(phrase, name)), None)
        if own and own.kind not in STATE_KINDS:
            actor = Actor(country=own.country or country, sector=own.sector, name=own.name)
            return _mention(span, actor, RULE_OF_KIND[own.kind], SCORES[RULE_OF_KIND[own.kind]])
        if phrase.role:
            return self._role_mention(phrase, span, country, phrase.role)
        first = own or names[0]
        rule = RULE_OF_KIND.get(first.kind, "name.state")
        actor = Actor(country=country, sector=first.sector, name=first.name if first.kind == NameKind.STATE else None)
        return _mention(span, actor if country else None, rule, SCORES[rule])

    def _role_mention(self, phrase: Phrase, span: Span, country: str | None, role: Role) -> ActorMention:
        holder = None
        if role.office and phrase.head.tag in {"NN", "NNP"} and self._holds_it_now(phrase):
            holder = self._people.in_office(role.office, country, self._on)
        if holder:
            actor = Actor(country=country, sector=holder.sector, name=holder.person, wikidata=holder.wikidata)
            return _mention(span, actor, "phrase.office", SCORES["phrase.office"])
        body = next((hit.name for hit in phrase.hits if hit.name.kind in {NameKind.ORGANISATION, NameKind.GROUP}), None)
        name = body.name if body and country is None else None
        sector = body.sector if name and body else role.sector
        return _mention(span, Actor(country=country, sector=sector, name=name), "phrase.role", SCORES["phrase.role"])

    def _holds_it_now(self, phrase: Phrase) -> bool:
        """Not "former president", "deputy foreign minister" or "a Russian ambassador's aide"."""
        before = self._parse.tokens[max(phrase.first - 2, 0) : phrase.last]
        return not any(token.text.lower() in self._people.not_the_holder for token in before)

    def _bare_role(self, phrase: Phrase, span: Span, introduced: dict[str, Identity]) -> ActorMention:
        """A role without a state beside it, unless a family name tells the state ("the Reagan Administration")."""
        sector = phrase.role.sector if phrase.role else None
        for child in self._parse.children(phrase.head):
            if child.dep in {"compound", "poss"} and child.pos == "PROPN" and phrase.role:
                person = introduced.get(fold(child.text)) or self._people.by_surname(child.text, self._on)
                if person:
                    return self._role_mention(phrase, span, person.actor.country, phrase.role)
        if phrase.role and phrase.role.country:
            return self._role_mention(phrase, span, phrase.role.country, phrase.role)
        return _mention(span, Actor(sector=sector) if sector else None, "role.alone", SCORES["role.alone"])


def _surnames(
    parse: Parse, people: People, on: date | None, introduced: dict[str, Identity], phrases: Sequence[Phrase]
) -> Iterator[tuple[int, ActorMention]]:
    """Family names that the parser did not take for persons: those introduced here, or in office on the day."""
    covered = {index for phrase in phrases for index in range(phrase.first, phrase.last + 1)}
    for token in parse.tokens:
        if token.index in covered or token.pos != "PROPN" or not token.text[:1].isupper():
            continue
        identity = introduced.get(fold(token.text))
        rule = "person.repeated"
        if identity is None and token.dep not in {"compound", "amod", "nmod"} and not people.is_common(token.text):
            identity, rule = people.by_surname(token.text, on), "person.surname"
        if identity:
            score = min(identity.score, SCORES["person.repeated"])
            yield token.index, _mention(span_of(parse.text, token.start, token.end), identity.actor, rule, score)


def _mention(span: Span, actor: Actor | None, rule: str, score: float) -> ActorMention:
    return ActorMention(span=span, actor=actor, why=Why(rule=rule, score=score, spans=(span,)))


def _joined(name: str) -> str:
    return " ".join(name.split())
