"""The place names of one text in, for each the reading that fits the others best out.

Three things count: words that bind a name to a region ("Paris, Texas"), how prominent a reading is, and how near it
lies to the likely readings of the text's other names. Within a text a name means one place, unless it is bound to
two. Limits: the home of the publisher is not known, so a town named alone takes its most prominent reading.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.coding.placenames import LARGE_FEDERATIONS, STATE_WEIGHT, PlaceNames
from detente.coding.towns import Place, PlaceKind

# What may follow a name and bind it: a comma or a bracket, and up to three capitalised words.
BINDING = re.compile(r"(?:'s|’s)?\s*[,(]\s*([A-Z][\w.'’&-]*(?:\s+[A-Z][\w.'’&-]*){0,2})")
EARTH_RADIUS_KM = 6371.0
# All figures below were swept one at a time, each to a half and to twice its value, on the even articles of LGL and
# GeoVirus with names given (share within 161 km .85 and .92): none gains more than .005 on one set without losing as
# much on the other. The largest losses: half of SUPPORT (LGL .014), twice SUPPORT (GeoVirus .024), half of ALONE and
# no STATE_BONUS (GeoVirus .016 each), five readings only (LGL .031).
# A place lends support up to about this far: at this distance in km it is down to 1/e.
REACH_KM = 100.0
# Support between places of one region, between places of one state, and between a state and a place in it.
SAME_REGION = 0.5
SAME_STATE = 0.1
STATE_NAMED = 0.3
# Weight of support (a logarithm) against that of prominence (tens of people); support of a name that stands alone.
SUPPORT = 3.0
ALONE = 0.1
# States and continents stand so many tens above what their weight says: "Jordan" is a town only among its neighbours.
STATE_BONUS = 2.0
ROUNDS = 3
# Readings of a name that are weighed, and names of a text that lend support: the bounds that keep long texts linear.
MOST_READINGS = 16
MOST_LENDERS = 40
# A region for which the library's code is not used holds what lies this near to its middle.
REGION_KM = 300.0

Vector = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Reading:
    place: Place
    vector: Vector
    prominence: float


@dataclass(slots=True)
class _Sense:
    """One name of a text: its readings, how likely each is, and what each gains from each reading of the lenders."""

    readings: tuple[_Reading, ...]
    likely: list[float]
    gains: list[tuple["_Sense", list[list[float]]]] = field(default_factory=list)

    def best(self) -> Place:
        """The likeliest place."""
        return self.readings[self.likely.index(max(self.likely))].place


def choose_places(text: str, spans: Sequence[tuple[int, int]], names: PlaceNames) -> list[Place | None]:
    """For each span the reading chosen, in the same order; None where the name is not known."""
    heads = [_head_and_tail(text[start:end]) for start, end in spans]
    outer = [_containers(text, end, tail, names) for (_, end), (_, tail) in zip(spans, heads, strict=True)]
    small = _is_local([head for head, _ in heads], outer, names)
    found = {
        head: names.called(head, small=small or bool(around)) for (head, _), around in zip(heads, outer, strict=True)
    }
    own = [
        next((each for each in found[head] if any(_holds(region, each) for region in around)), None)
        for (head, _), around in zip(heads, outer, strict=True)
    ]
    bound = {head: (place,) for (head, _), place in zip(reversed(heads), reversed(own), strict=True) if place}
    anchors = [around[0] for around, place in zip(outer, own, strict=True) if place]
    settled = _settle({head: bound.get(head, places) for head, places in found.items() if places}, anchors)
    return [place or settled.get(head) for (head, _), place in zip(heads, own, strict=True)]


def _head_and_tail(name: str) -> tuple[str, str | None]:
    """A name that holds its own region ("Washington, D.C.") in two parts; the second is None for all others."""
    head, _, tail = name.partition(",")
    return (head.strip(), tail.strip()) if head.strip() and tail.strip() else (name, None)


def _containers(text: str, end: int, tail: str | None, names: PlaceNames) -> Sequence[Place]:
    """The states and regions named right after a place name, which bind it; empty if there are none."""
    if tail is not None:
        return names.containers(tail)
    match = BINDING.match(text, end)
    words = match[1].split() if match else []
    tried = (names.containers(" ".join(words[:length])) for length in range(len(words), 0, -1))
    return next(filter(None, tried), ())


def _is_local(heads: Sequence[str], outer: Sequence[Sequence[Place]], names: PlaceNames) -> bool:
    """Whether the text names regions of a state, so that its smaller towns may be meant too."""
    if any(each.kind == PlaceKind.REGION for around in outer for each in around):
        return True
    tops = (names.called(head, small=False)[:1] for head in heads)
    return any(top.kind in {PlaceKind.REGION, PlaceKind.COUNTY} for first in tops for top in first)


def _holds(region: Place, place: Place) -> bool:
    """Whether a named state or region holds a reading of the name before it."""
    if place.kind == PlaceKind.STATE or region.country != place.country:
        return False
    if region.kind == PlaceKind.STATE:
        return True
    if place.kind == PlaceKind.REGION:
        return False
    if region.region == place.region:
        return True
    return region.country not in LARGE_FEDERATIONS and _kilometres(_vector(region), _vector(place)) < REGION_KM


def _settle(found: dict[str, Sequence[Place]], anchors: Sequence[Place]) -> dict[str, Place]:
    """The likeliest reading of each name, once all have lent support to one another."""
    senses = {name: _sense(places[:MOST_READINGS]) for name, places in found.items()}
    fixed = {each: _sense([each]) for each in anchors}
    lenders = [*fixed.values(), *senses.values()][:MOST_LENDERS]
    for sense in senses.values():
        sense.gains = [(other, _gains(sense, other)) for other in lenders if other is not sense]
    for _ in range(ROUNDS):
        scores = [_scores(sense) for sense in senses.values()]
        for sense, score in zip(senses.values(), scores, strict=True):
            sense.likely = _shares(score)
    return {name: sense.best() for name, sense in senses.items()}


def _sense(places: Sequence[Place]) -> _Sense:
    readings = tuple(_Reading(each, _vector(each), _prominence(each)) for each in places)
    return _Sense(readings, _shares([each.prominence for each in readings]))


def _prominence(place: Place) -> float:
    return math.log10(place.weight) + (STATE_BONUS if place.weight >= STATE_WEIGHT else 0.0)


def _gains(sense: _Sense, other: _Sense) -> list[list[float]]:
    return [[_support(mine, theirs) for theirs in other.readings] for mine in sense.readings]


def _scores(sense: _Sense) -> list[float]:
    support = [ALONE] * len(sense.readings)
    for other, gains in sense.gains:
        for number, row in enumerate(gains):
            support[number] += max(gain * likely for gain, likely in zip(row, other.likely, strict=True))
    return [each.prominence + SUPPORT * math.log(gained) for each, gained in zip(sense.readings, support, strict=True)]


def _shares(scores: Sequence[float]) -> list[float]:
    best = max(scores)
    powers = [10 ** (score - best) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def _support(mine: _Reading, theirs: _Reading) -> float:
    """How much the other place speaks for this one, 0 to about 1.5."""
    place, other = mine.place, theirs.place
    same_state = place.country is not None and place.country == other.country
    if PlaceKind.STATE in {place.kind, other.kind}:
        return STATE_NAMED if same_state else 0.0
    same_region = place.region is not None and place.region == other.region
    if same_region and PlaceKind.REGION in {place.kind, other.kind}:
        return SAME_REGION
    near = math.exp(-_kilometres(mine.vector, theirs.vector) / REACH_KM)
    if same_region:
        return near + SAME_REGION
    return near + SAME_STATE if same_state else near


def _vector(place: Place) -> Vector:
    north, east = math.radians(place.lat or 0.0), math.radians(place.lon or 0.0)
    return (math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north))


def _kilometres(one: Vector, other: Vector) -> float:
    cosine = one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
    return EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, cosine)))
