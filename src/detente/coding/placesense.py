"""The place names of one text in, for each the reading that fits the others best out.

Three things count: words that bind a name to a region ("Paris, Texas"), how prominent a reading is, and how near it
lies to the likely readings of the text's other names. Within a text a name means one place, unless it is bound to
two. Limits: the home of the publisher is not known, so a lone town takes its most prominent reading.
"""

import functools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from detente.coding.folding import fold
from detente.coding.placenames import PlaceNames
from detente.coding.towns import Place, PlaceKind

# What may follow a name and bind it: a comma or a bracket, and up to three capitalised words.
BINDING = re.compile(r"(?:'s|’s)?\s*[,(]\s*((?:[A-Z][\w.'’&-]*)(?:\s+[A-Z][\w.'’&-]*){0,2})")
# Readings and names that are weighed: a name's most prominent, a text's first.
MOST_READINGS = 12
MOST_NAMES = 60
# How far a place lends support: at this distance in km to 1/e.
REACH_KM = 100.0
EARTH_RADIUS_KM = 6371.0
SAME_REGION = 0.4
REGION_NAMED = 1.0
SAME_STATE = 0.1
STATE_NAMED = 0.3
PROMINENCE = 1.0
SUPPORT = 3.0
DOUBT = 0.1
STATE_BONUS = 2.0
ROUNDS = 3
GAMMA = 0.0
CAP = 100.0
# A region without the library's code holds what lies this near to its middle.
REGION_KM = 300.0


@dataclass(slots=True)
class _Name:
    """One name of the text: its readings, how likely each is, and the offsets where it stands."""

    readings: tuple[Place, ...]
    likely: list[float] = field(default_factory=list)


def choose_places(text: str, spans: Sequence[tuple[int, int]], names: PlaceNames) -> list[Place | None]:
    """For each span the reading chosen, in the same order; None where the name is not known."""
    written = [_inner(text[start:end]) for start, end in spans]
    containers = [_container(text, end, inside, names) for (_, end), (_, inside) in zip(spans, written, strict=True)]
    keys = [name for name, _ in written]
    bound: dict[str, list[Place]] = {}
    for position, (name, container) in enumerate(zip(keys, containers, strict=True)):
        kept = [each for each in names.called(name) if any(_holds(outer, each) for outer in container)]
        containers[position] = container if kept else []
        if kept:
            bound.setdefault(name, kept)
    senses = {name: _Name(tuple(bound.get(name) or names.called(name))[:MOST_READINGS]) for name in dict.fromkeys(keys)}
    anchors = [container[0] for container in containers if container]
    chosen = _settle(senses, anchors)
    return [
        _own_reading(names.called(name), container) or chosen.get(name)
        for name, container in zip(keys, containers, strict=True)
    ]


def _inner(name: str) -> tuple[str, str | None]:
    """A name that holds its own region ("Washington, D.C.") in two parts."""
    head, comma, tail = name.partition(",")
    return (head.strip(), tail.strip()) if comma and tail.strip() else (name, None)


def _container(text: str, end: int, inside: str | None, names: PlaceNames) -> list[Place]:
    if inside is not None:
        return list(names.containers(inside))
    match = BINDING.match(text, end)
    if match is None:
        return []
    words = match[1].split()
    for length in range(len(words), 0, -1):
        found = names.containers(" ".join(words[:length]).rstrip("’'"))
        if found:
            return list(found)
    return []


def _own_reading(readings: Iterable[Place], container: Sequence[Place]) -> Place | None:
    return next((each for each in readings if any(_holds(outer, each) for outer in container)), None)


def _holds(outer: Place, place: Place) -> bool:
    if place.kind == PlaceKind.STATE or outer is place or outer.country != place.country:
        return False
    if outer.kind == PlaceKind.STATE:
        return True
    if place.kind == PlaceKind.REGION:
        return False
    return outer.region == place.region or (
        outer.country not in {"USA", "CAN", "AUS"} and _kilometres(_vector(outer), _vector(place)) < REGION_KM
    )


def _settle(senses: dict[str, _Name], anchors: Sequence[Place]) -> dict[str, Place]:
    """The likeliest reading of each name, after each has lent its support to the others."""
    weighed = {name: sense for name, sense in senses.items() if sense.readings}
    for sense in weighed.values():
        sense.likely = _shares([PROMINENCE * _prominence(each) for each in sense.readings])
    for place in anchors:
        weighed[f"\0{place.region or place.country}"] = _Name((place,), [1.0])
    for _ in range(ROUNDS):
        scores = {name: _scores(name, sense, weighed) for name, sense in weighed.items()}
        for name, sense in weighed.items():
            sense.likely = _shares(scores[name])
    return {
        name: max(zip(sense.likely, sense.readings, strict=True), key=lambda pair: pair[0])[1]
        for name, sense in weighed.items()
    }


def _scores(name: str, sense: _Name, weighed: dict[str, _Name]) -> list[float]:
    scores = []
    for place in sense.readings:
        support = 0.0
        for other, lending in weighed.items():
            if other != name:
                support += max(
                    likely * _affinity(place, near)
                    for likely, near in zip(lending.likely, lending.readings, strict=True)
                )
        support /= max(1, len(weighed) - 1) ** GAMMA
        scores.append(PROMINENCE * _prominence(place) + SUPPORT * math.log(DOUBT + min(support, CAP)))
    return scores


def _shares(scores: Sequence[float]) -> list[float]:
    best = max(scores)
    powers = [10 ** (score - best) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def _affinity(place: Place, other: Place) -> float:
    """How much the other place speaks for this one, 0 to about 1."""
    same_state = place.country is not None and place.country == other.country
    if PlaceKind.STATE in {place.kind, other.kind}:
        return STATE_NAMED if same_state else 0.0
    same_region = place.region is not None and place.region == other.region
    if same_region and PlaceKind.REGION in {place.kind, other.kind}:
        return REGION_NAMED
    near = math.exp(-_kilometres(_vector(place), _vector(other)) / REACH_KM)
    return near + (SAME_REGION if same_region else SAME_STATE if same_state else 0.0)


@functools.lru_cache(maxsize=50_000)
def _vector(place: Place) -> tuple[float, float, float]:
    north, east = math.radians(place.lat or 0), math.radians(place.lon or 0)
    return (math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north))


def _kilometres(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    cosine = sum(a * b for a, b in zip(one, other, strict=True))
    return EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, cosine)))


def _prominence(place: Place) -> float:
    return math.log10(place.weight) + (STATE_BONUS if place.weight >= 10**10 else 0.0)
