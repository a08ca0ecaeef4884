"""The place names of one text in, for each the reading that fits the others best out.

Four things count: words that bind a name to a region ("Paris, Texas"), how prominent a reading is, how near it lies to
the likely readings of the text's other names, and the company it keeps: states and capitals speak for one another.
Within a text a name means one place, unless it is bound to two or stands in a list of regions ("Ohio, New York and
Iowa"). Limits: the home of the publisher is not known, so a town named alone takes its most prominent reading.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.coding.placenames import LARGE_FEDERATIONS, STATE_WEIGHT, PlaceNames
from detente.coding.towns import Place, PlaceKind

# What may follow a name and bind it: a comma or a bracket, and up to three capitalised words.
BINDING = re.compile(r"(?:'s|’s)?\s*[,(]\s*([A-Z][\w.'’&-]*(?:\s+[A-Z][\w.'’&-]*){0,2})")
# What stands between the names of a list.
BETWEEN_LISTED = re.compile(r"\s*(?:,|,?\s+(?:and|or)|&)\s+(?:in\s+|the\s+)?")
# So many names make a list; two may be a town and its region.
SHORTEST_LIST = 3
EARTH_RADIUS_KM = 6371.0
# All figures below were swept one at a time, each to a half and to twice its value, on the even articles of LGL and
# GeoVirus with names given (share within 161 km .85 and .92): none gains more than .005 on one set without losing as
# much on the other. The largest losses: half of SUPPORT (LGL .014), twice SUPPORT (GeoVirus .024), half of ALONE and
# no STATE_BONUS (GeoVirus .016 each), five readings only (LGL .031).
# A place lends support up to about this far: at this distance in km it is down to 1/e.
REACH_KM = 100.0
# Ten times as far it is less than a ten-thousandth, and is not reckoned.
FAR_COSINE = math.cos(10 * REACH_KM / EARTH_RADIUS_KM)
# Support between places of one region, between places of one state, and between a state and a place in it.
SAME_REGION = 0.5
SAME_STATE = 0.1
STATE_NAMED = 0.3
# What all names of a text together may lend a place for being in its state, so that a long text full of American towns
# does not make "China" one of them. Swept over .5, 1, 1.5 and 5 on the even articles: LGL .001 less at .5, else the
# same; in 230 articles of world news one more capital becomes a town from 1.5 up.
MOST_FOR_STATE = 1.0
# Support between states and capitals of different states. Swept over 0, .05, .1 and .15 on the even articles: LGL .855
# to .1 and .850 at .15, GeoVirus .920 at 0, else .921. In the world news the place was in another state than the actor
# of that name 19 times at 0, 10 times at .05, 6 times from .1 up.
COMPANY = 0.1
# Support between regions of one state ("Georgia" beside "Utah"). Tried at .1, .3 and 1 on even articles: within .001.
SISTER_REGIONS = 0.3
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
    eminent: bool


class _Gain(NamedTuple):
    """What one reading gains from another: by lying near it, and by being of one state with it."""

    near: float = 0.0
    state: float = 0.0


NOTHING = _Gain()


@dataclass(slots=True)
class _Sense:
    """One name of a text: its readings, how likely each is, and what it gains from each reading of the lenders."""

    readings: tuple[_Reading, ...]
    likely: list[float]
    gains: list[tuple["_Sense", dict[int, list[_Gain]]]] = field(default_factory=list)

    def best(self) -> Place:
        """The likeliest place."""
        return self.readings[self.likely.index(max(self.likely))].place


def choose_places(text: str, spans: Sequence[tuple[int, int]], names: PlaceNames) -> list[Place | None]:
    """For each span the reading chosen, in the same order; None where the name is not known."""
    heads = [_head_and_tail(text[start:end]) for start, end in spans]
    tops = [names.called(head, small=False)[:1] for head, _ in heads]
    listed = _listed_regions(text, spans, heads, names)
    outer = [
        () if listed[number] else _containers(text, spans[number][1], tail, top, names)
        for number, ((_, tail), top) in enumerate(zip(heads, tops, strict=True))
    ]
    small = _is_local(tops, outer)
    found = {
        head: names.called(head, small=small or bool(around)) for (head, _), around in zip(heads, outer, strict=True)
    }
    own = [
        next((each for each in found[head] if any(_holds(region, each) for region in around)), None)
        for (head, _), around in zip(heads, outer, strict=True)
    ]
    bound = {head: (place,) for (head, _), place in zip(reversed(heads), reversed(own), strict=True) if place}
    anchors = [around[0] for around, place in zip(outer, own, strict=True) if place]
    settled = _settle({head: bound.get(head, places) for head, places in found.items() if places}, anchors, names)
    return [region or place or settled.get(head) for region, (head, _), place in zip(listed, heads, own, strict=True)]


def _listed_regions(
    text: str, spans: Sequence[tuple[int, int]], heads: Sequence[tuple[str, str | None]], names: PlaceNames
) -> list[Place | None]:
    """For each name in a list of regions of one state the region of that name; None for all other names."""
    found: list[Place | None] = [None] * len(spans)
    first = 0
    for last in range(len(spans)):
        goes_on = last + 1 < len(spans) and BETWEEN_LISTED.fullmatch(text, spans[last][1], spans[last + 1][0])
        if goes_on:
            continue
        if last + 1 - first >= SHORTEST_LIST:
            regions = [_region(names, head) for head, _ in heads[first : last + 1]]
            if len({each.country if each else None for each in regions} - {None}) == 1 and all(regions):
                found[first : last + 1] = regions
        first = last + 1
    return found


def _region(names: PlaceNames, head: str) -> Place | None:
    """The region of that name if nothing weighs more but a state; None if there is none."""
    return next((each for each in names.containers(head) if each.kind == PlaceKind.REGION), None)


def _head_and_tail(name: str) -> tuple[str, str | None]:
    """A name that holds its own region ("Washington, D.C.") in two parts; the second is None for all others."""
    head, _, tail = name.partition(",")
    return (head.strip(), tail.strip()) if head.strip() and tail.strip() else (name, None)


def _containers(text: str, end: int, tail: str | None, top: Sequence[Place], names: PlaceNames) -> Sequence[Place]:
    """The states and regions named right after a place name, which bind it; empty if there are none.

    A state is bound by a region alone: "Lebanon, Pennsylvania" is a town, "the US, France" a list.
    """
    if tail is not None:
        return names.containers(tail)
    match = BINDING.match(text, end)
    words = match[1].split() if match else []
    tried = (names.containers(" ".join(words[:length])) for length in range(len(words), 0, -1))
    found = next(filter(None, tried), ())
    of_state = any(each.kind == PlaceKind.STATE for each in top)
    return () if of_state and any(each.kind == PlaceKind.STATE for each in found) else found


def _is_local(tops: Sequence[Sequence[Place]], outer: Sequence[Sequence[Place]]) -> bool:
    """Whether the text names regions of a state, so that its smaller towns may be meant too."""
    if any(each.kind == PlaceKind.REGION for around in outer for each in around):
        return True
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


def _settle(found: dict[str, Sequence[Place]], anchors: Sequence[Place], names: PlaceNames) -> dict[str, Place]:
    """The likeliest reading of each name, once all have lent support to one another."""
    senses = {name: _sense(places[:MOST_READINGS], names) for name, places in found.items()}
    fixed = {each: _sense([each], names) for each in anchors}
    lenders = [*fixed.values(), *senses.values()][:MOST_LENDERS]
    open_ones = [sense for sense in senses.values() if len(sense.readings) > 1]
    for sense in open_ones:
        sense.gains = [(other, _gains(sense, other)) for other in lenders if other is not sense]
    for _ in range(ROUNDS):
        scores = [_scores(sense) for sense in open_ones]
        for sense, score in zip(open_ones, scores, strict=True):
            sense.likely = _shares(score)
    return {name: sense.best() for name, sense in senses.items()}


def _sense(places: Sequence[Place], names: PlaceNames) -> _Sense:
    readings = tuple(_Reading(each, _vector(each), _prominence(each), names.is_eminent(each)) for each in places)
    return _Sense(readings, _shares([each.prominence for each in readings]))


def _prominence(place: Place) -> float:
    return math.log10(place.weight) + (STATE_BONUS if place.weight >= STATE_WEIGHT else 0.0)


def _gains(sense: _Sense, other: _Sense) -> dict[int, list[_Gain]]:
    """What each reading gains from each of the other's, by its number; those that gain nothing are left out.

    A town that shares its name with a state or capital gains nothing from states and capitals: that news names
    Washington and the United States does not speak for Damascus, Maryland.
    """
    namesake = any(mine.eminent for mine in sense.readings)
    gained: dict[int, list[_Gain]] = {}
    for number, mine in enumerate(sense.readings):
        obscure = namesake and not mine.eminent and mine.place.kind != PlaceKind.REGION
        row = [NOTHING if obscure and theirs.eminent else _support(mine, theirs) for theirs in other.readings]
        if any(gain is not NOTHING for gain in row):
            gained[number] = row
    return gained


def _scores(sense: _Sense) -> list[float]:
    near = [ALONE] * len(sense.readings)
    state = [0.0] * len(sense.readings)
    for other, gains in sense.gains:
        for number, row in gains.items():
            near[number] += max([gain.near * likely for gain, likely in zip(row, other.likely, strict=True)])
            state[number] += max([gain.state * likely for gain, likely in zip(row, other.likely, strict=True)])
    gained = [one + min(other, MOST_FOR_STATE) for one, other in zip(near, state, strict=True)]
    return [each.prominence + SUPPORT * math.log(gain) for each, gain in zip(sense.readings, gained, strict=True)]


def _shares(scores: Sequence[float]) -> list[float]:
    best = max(scores)
    powers = [10 ** (score - best) for score in scores]
    whole = sum(powers)
    return [power / whole for power in powers]


def _support(mine: _Reading, theirs: _Reading) -> _Gain:
    """How much the other place speaks for this one, each part 0 to about 1.5."""
    place, other = mine.place, theirs.place
    same_state = place.country is not None and place.country == other.country
    near = COMPANY if mine.eminent and theirs.eminent and not same_state else 0.0
    if same_state and place.kind == other.kind == PlaceKind.REGION:
        return _Gain(SISTER_REGIONS)
    if PlaceKind.STATE in (place.kind, other.kind):
        return _Gain(near, STATE_NAMED) if same_state else _Gain(near) if near else NOTHING
    same_region = place.region is not None and place.region == other.region
    if same_region and PlaceKind.REGION in (place.kind, other.kind):
        return _Gain(SAME_REGION)
    cosine = _cosine(mine.vector, theirs.vector)
    if cosine > FAR_COSINE:
        near += math.exp(-EARTH_RADIUS_KM * math.acos(min(1.0, cosine)) / REACH_KM)
    if same_region:
        return _Gain(near + SAME_REGION)
    if same_state:
        return _Gain(near, SAME_STATE)
    return _Gain(near) if near else NOTHING


def _vector(place: Place) -> Vector:
    north, east = math.radians(place.lat or 0.0), math.radians(place.lon or 0.0)
    return (math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north))


def _kilometres(one: Vector, other: Vector) -> float:
    return EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, _cosine(one, other))))


def _cosine(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
