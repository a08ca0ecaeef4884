"""Who a person is on a day: by the table of office holders, or by how the article itself introduces them."""

from dataclasses import dataclass
from datetime import date

from detente.coding.folding import fold
from detente.coding.holders import Holder, holds_on
from detente.coding.salience import SalienceWeights
from detente.lexicon import Lexicon, Words
from detente.model import Actor


class PersonWords(Words):
    """The shape of ``persons.yaml``."""

    titles: list[str]
    particles: list[str]
    surname_first: list[str]
    common: list[str]
    deputies: list[str]
    former: list[str]
    former_sector: str
    single_offices: list[str]
    pronouns: dict[str, str]
    neuter: list[str]
    reflexives: list[str]
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
        self._common = frozenset(self.words.common)
        self.not_the_holder = frozenset(self.words.former) | frozenset(self.words.deputies)
        self._by_name: dict[str, list[Holder]] = {}
        self._by_surname: dict[str, list[Holder]] = {}
        self._by_office: dict[tuple[str, str | None], list[Holder]] = {}
        for holder in lexicon.table("holders", Holder):
            self._by_name.setdefault(holder.person, []).append(holder)
            for surname in self._spellings(holder):
                self._by_surname.setdefault(fold(surname), []).append(holder)
            self._by_office.setdefault((holder.office, holder.country), []).append(holder)

    def spellings(self, person: str) -> frozenset[str]:
        """The family name of a person of the table in all its spellings, folded; empty for others."""
        return frozenset(fold(each) for holder in self._by_name.get(person, ()) for each in self._spellings(holder))

    def _spellings(self, holder: Holder) -> frozenset[str]:
        names = (holder.person, *(each for each in holder.aliases if " " in each))
        return frozenset(surname for name in names for surname in self.surnames(name, holder.country))

    def surnames(self, name: str, country: str | None) -> frozenset[str]:
        """The forms in which the name is repeated alone: "Assad" and "al-Assad", "Xi", "Tillerson"."""
        words = [word for word in name.split() if word.lower().strip(".") not in self._titles]
        if len(words) < 2:
            return frozenset(words)
        if country in self._surname_first:
            return frozenset({words[0]})
        last = words[-1]
        bare = last.split("-", 1)[1] if last.lower().split("-")[0] in self._particles and "-" in last else last
        joined = f"{words[-2]} {last}" if words[-2].lower() in self._particles else last
        return frozenset({last, bare, joined})

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
        """The one person of that family name in office on the day; None if nobody or several of different states."""
        holders = [each for each in self._by_surname.get(fold(surname), ()) if on is not None and holds_on(each, on)]
        countries = {holder.country for holder in holders}
        if len(countries) != 1:
            return None
        persons = sorted({holder.person for holder in holders})
        name = persons[0] if len(persons) == 1 else None
        actor = Actor(country=holders[0].country, sector=holders[0].sector, name=name, wikidata=holders[0].wikidata)
        return Identity(actor, 0.8 if name else 0.6)

    def in_office(self, office: str, country: str | None, on: date | None) -> Holder | None:
        """Who held the office on the day; None if several can hold it, or the table does not tell, or tells of two."""
        if office not in self.words.single_offices:
            return None
        found = [each for each in self._by_office.get((office, country), ()) if on is not None and holds_on(each, on)]
        return found[0] if len({each.person for each in found}) == 1 else None

    def is_common(self, word: str) -> bool:
        """Whether a family name is also an everyday word, so that it needs more than a capital letter."""
        return word in self._common

    def is_title(self, word: str) -> bool:
        """Whether the word is a form of address."""
        return word.lower().strip(".") in self._titles

    def gender(self, name: str) -> str | None:
        """``m`` or ``f`` by the first given name that tells; None where it does not."""
        for word in name.lower().split()[:2]:
            if word in self.words.masculine:
                return "m"
            if word in self.words.feminine:
                return "f"
        return None

    def gender_of_word(self, word: str) -> str | None:
        """``m`` or ``f`` for a form of address, a kin word or a calling that tells; None for others."""
        plain = word.lower().strip(".")
        if plain in self.words.masculine_words:
            return "m"
        return "f" if plain in self.words.feminine_words else None
