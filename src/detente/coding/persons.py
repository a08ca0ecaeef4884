"""Who a person is on a day: by the table of office holders, or by how the article itself introduces them."""

from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding.folding import fold, fold_all
from detente.coding.gazetteer import RoleWords
from detente.coding.holders import Holder, first_day, holds_on, last_day
from detente.coding.salience import SalienceWeights
from detente.lexicon import Lexicon, Words
from detente.model import Actor

# Ranks of offices in ``roles.yaml``: heads of state and of government, and those that the file gives none.
HEAD = 2
LOWEST = 9
# For so long news calls a former head of state or government by the family name alone. Set by hand, not swept.
REMEMBERED = timedelta(days=10 * 365)


class PersonWords(Words):
    """The shape of ``persons.yaml``."""

    titles: list[str]
    particles: list[str]
    suffixes: list[str]
    surname_first: list[str]
    common: list[str]
    deputies: list[str]
    former: list[str]
    former_sector: str
    single_offices: list[str]
    pronouns: dict[str, str]
    neuter: list[str]
    reflexives: list[str]
    first_singular: list[str]
    first_plural: list[str]
    salience: SalienceWeights
    masculine_words: list[str]
    feminine_words: list[str]
    masculine: list[str]
    feminine: list[str]


@dataclass(frozen=True, slots=True)
class Identity:
    """A reading of a person's name: who, and how sure (0 to 1)."""

    actor: Actor
    score: float


class People:
    """The holders by full name and by family name; build with ``lexicon.built("people", People, People)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon.words("persons", PersonWords)
        self._particles = frozenset(self.words.particles)
        self._surname_first = frozenset(self.words.surname_first)
        self._titles = frozenset(self.words.titles)
        self._suffixes = frozenset(self.words.suffixes)
        self._common = frozenset(self.words.common)
        self._masculine, self._feminine = frozenset(self.words.masculine), frozenset(self.words.feminine)
        self.former = frozenset(self.words.former)
        self.not_the_holder = self.former | frozenset(self.words.deputies)
        self._ranks = {each.id: each.rank or LOWEST for each in lexicon.words("roles", RoleWords).offices}
        self._by_name: dict[str, list[Holder]] = {}
        self._by_surname: dict[str, list[Holder]] = {}
        self._by_office: dict[tuple[str, str | None], list[Holder]] = {}
        self._added = frozenset(lexicon.added("holders", Holder))
        holders = lexicon.table("holders", Holder)
        for holder in holders:
            self._by_name.setdefault(holder.person, []).append(holder)
            self._by_office.setdefault((holder.office, holder.country), []).append(holder)
        # Most persons have a row for each of their terms; their names are taken apart once.
        spellings = {(each.person, each.aliases, each.country): each for each in holders}
        surnames = {key: self._spellings(holder) for key, holder in spellings.items()}
        spelled = [(surname, each) for each in holders for surname in surnames[each.person, each.aliases, each.country]]
        for surname, (_, holder) in zip(fold_all([surname for surname, _ in spelled]), spelled, strict=True):
            self._by_surname.setdefault(surname, []).append(holder)

    def spellings(self, person: str) -> frozenset[str]:
        """The family name of a person of the table in all its spellings, folded; empty for others."""
        return frozenset(fold(each) for holder in self._by_name.get(person, ()) for each in self._spellings(holder))

    def _spellings(self, holder: Holder) -> frozenset[str]:
        spellings = self.surnames(holder.person, holder.country)
        for alias in holder.aliases:
            if " " in alias:
                spellings |= self.surnames(alias, holder.country)
        return spellings

    def surnames(self, name: str, country: str | None) -> frozenset[str]:
        """The forms in which the name is repeated alone: "Assad" and "al-Assad", "Xi", "Tillerson"."""
        words = [word for word in name.split() if word.lower().strip(".") not in self._titles]
        named = [word for word in words if word.lower().strip(".,") not in self._suffixes]
        if len(named) < 2:
            return frozenset(words) if len(words) < 2 else frozenset()
        words = named
        if country in self._surname_first:
            return frozenset({words[0]})
        last = words[-1]
        forms = {last}
        particle, hyphen, bare = last.partition("-")
        if hyphen and particle.lower() in self._particles:
            forms.add(bare)
        if words[-2].lower() in self._particles:
            forms.add(f"{words[-2]} {last}")
        return frozenset(forms)

    def known(self, person: str, on: date | None) -> Identity | None:
        """The person of that table name, with the sector of the office held on the day; None if not in the table."""
        holders = self._by_name.get(person)
        if not holders:
            return None
        current = [holder for holder in holders if on is not None and holds_on(holder, on)]
        chosen = (current or sorted(holders, key=lambda holder: holder.start or ""))[-1]
        sector = chosen.sector if current or on is None else self.words.former_sector
        actor = Actor(country=chosen.country, sector=sector, name=person, wikidata=chosen.wikidata)
        return Identity(actor, 0.95 if current else 0.85)

    def by_surname(self, surname: str, on: date | None) -> Identity | None:
        """The person of that family name in the highest office on the day; None if nobody or several of many states."""
        bearers = self._by_surname.get(fold(surname), ())
        holders = self._preferred([each for each in bearers if on is not None and holds_on(each, on)])
        best = min(map(self._rank, holders), default=LOWEST)
        if best > HEAD and self.gender(surname):
            return None
        highest = [holder for holder in holders if self._rank(holder) == best]
        if len({holder.country for holder in highest}) != 1:
            return None
        persons = {holder.person for holder in holders}
        one = highest[0] if len({holder.person for holder in highest}) == 1 else None
        first = one or highest[0]
        name, wikidata = (one.person, one.wikidata) if one else (None, None)
        actor = Actor(country=first.country, sector=first.sector, name=name, wikidata=wikidata)
        return Identity(actor, 0.8 if len(persons) == 1 else 0.7 if one else 0.6)

    def by_former_surname(self, surname: str, on: date | None) -> Identity | None:
        """The one former head of state or government of that family name; None if nobody or several bear it.

        Only those count who left office no longer than ``REMEMBERED`` ago.
        """
        if on is None:
            return None
        began = [each for each in self._by_surname.get(fold(surname), ()) if first_day(each.start) <= on]
        recent = [each for each in began if last_day(each.end) >= on - REMEMBERED]
        led = [each for each in recent if self._rank(each) <= HEAD]
        if len({each.person for each in led}) != 1 or len({each.country for each in recent}) != 1:
            return None
        actor = Actor(
            country=led[0].country, sector=self.words.former_sector, name=led[0].person, wikidata=led[0].wikidata
        )
        return Identity(actor, 0.6)

    def in_office(self, office: str, country: str | None, on: date | None) -> Holder | None:
        """Who held the office on the day; None if several can hold it, or the table does not tell, or tells of two."""
        if office not in self.words.single_offices:
            return None
        holders = self._by_office.get((office, country), ())
        found = self._preferred([each for each in holders if on is not None and holds_on(each, on)])
        return found[0] if len({each.person for each in found}) == 1 else None

    def offices(self, person: str | None, on: date | None) -> list[Holder]:
        """What the person holds on the day, the highest first; empty for nobody, an unknown day and an unknown name."""
        held = [each for each in self._by_name.get(person or "", ()) if on is not None and holds_on(each, on)]
        return sorted(held, key=self._rank)

    def _rank(self, holder: Holder) -> int:
        return self._ranks.get(holder.office, LOWEST)

    def _preferred(self, holders: list[Holder]) -> list[Holder]:
        """Those of them whom the user added, or all where the user added none of them."""
        return [holder for holder in holders if holder in self._added] or holders

    def is_common(self, word: str) -> bool:
        """Whether a family name is also an everyday word, so that it needs more than a capital letter."""
        return word in self._common

    def is_title(self, word: str) -> bool:
        """Whether the word is a form of address."""
        return word.lower().strip(".") in self._titles

    def gender(self, name: str) -> str | None:
        """``m`` or ``f`` by the first given name that tells; None where it does not."""
        for word in name.lower().split()[:2]:
            if word in self._masculine:
                return "m"
            if word in self._feminine:
                return "f"
        return None

    def gender_of_word(self, word: str) -> str | None:
        """``m`` or ``f`` for a form of address, a kin word or a calling that tells; None for others."""
        plain = word.lower().strip(".")
        if plain in self.words.masculine_words:
            return "m"
        return "f" if plain in self.words.feminine_words else None
