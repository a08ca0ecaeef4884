"""Stories with given place names in; the share placed within 161 km, and in the right country, out.

LGL and GeoVirus are scored apart. A name that is not resolved counts as wrong. Gold rows without coordinates are left
out of the distance, those without a country out of the country. Distances are great circles on a sphere. All rows are
used.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from eval import adapters
from eval.adapters import Located, Offsets
from eval.measures import Scores, share
from eval.packs import progress, sample_rows

FILES = ("places.jsonl",)
SETS = ("lgl", "geovirus")

# 100 miles: the distance that all published figures on these sets use.
NEAR_ENOUGH_KM = 161.0
EARTH_RADIUS_KM = 6371.0088

# The pack writes Kosovo as ISO's user-assigned code, the library as PLOVER does.
SAME_COUNTRY = {"XKX": "KOS"}

Resolve = Callable[[str, Sequence[Offsets]], Sequence[Located | None]]


class GoldPlace(TypedDict):
    """One annotated place name."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    country: str | None


class Row(TypedDict):
    """One row of the pack."""

    id: str
    text: str
    places: list[GoldPlace]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where a name is: degrees north and east, and its country, None where not known."""

    lat: float | None
    lon: float | None
    country: str | None


NOWHERE = Point(lat=None, lon=None, country=None)


def run(bench: Path, limit: int | None = None, *, resolve: Resolve = adapters.resolve_places) -> Scores:
    """Scores of the resolver on the pack, names and spans given."""
    rows: list[Row] = sample_rows(bench / FILES[0], limit)
    pairs: dict[str, list[tuple[Point, Point]]] = {name: [] for name in SETS}
    for row in progress(rows, "places", len(rows)):
        pairs[row["id"].split("-")[0]].extend(_answers(row, resolve))
    metrics = {}
    for name in SETS:
        metrics.update({f"{name}_{metric}": value for metric, value in score(pairs[name]).items()})
    return Scores(rows=len(rows), metrics=metrics)


def score(pairs: Sequence[tuple[Point, Point]]) -> dict[str, float]:
    """The figures of gold points against ours; the country's is absent where no gold point has a country."""
    placed = [(gold, ours) for gold, ours in pairs if gold.lat is not None and gold.lon is not None]
    near = sum(_near(gold, ours) for gold, ours in placed)
    metrics = {"accuracy_161km": share(near, len(placed))}
    in_country = [(gold, ours) for gold, ours in pairs if gold.country is not None]
    if in_country:
        right = sum(_country(gold) == _country(ours) for gold, ours in in_country)
        metrics["country_accuracy"] = share(right, len(in_country))
    metrics["resolved"] = share(sum(ours.lat is not None for _, ours in placed), len(placed))
    return metrics


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points given as degrees north and east (haversine)."""
    (north, east), (north_2, east_2) = (map(math.radians, each) for each in (one, other))
    half = math.sin((north_2 - north) / 2) ** 2
    half += math.cos(north) * math.cos(north_2) * math.sin((east_2 - east) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def _near(gold: Point, ours: Point) -> bool:
    if gold.lat is None or gold.lon is None or ours.lat is None or ours.lon is None:
        return False
    return kilometres((gold.lat, gold.lon), (ours.lat, ours.lon)) <= NEAR_ENOUGH_KM


def _country(point: Point) -> str | None:
    return SAME_COUNTRY.get(point.country, point.country) if point.country else None


def _answers(row: Row, resolve: Resolve) -> list[tuple[Point, Point]]:
    found = resolve(row["text"], [(each["start"], each["end"]) for each in row["places"]])
    gold = [Point(lat=each["lat"], lon=each["lon"], country=each["country"]) for each in row["places"]]
    ours = [Point(lat=each.lat, lon=each.lon, country=each.country) if each else NOWHERE for each in found]
    return list(zip(gold, ours, strict=True))
