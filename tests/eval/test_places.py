"""Distances whose lengths are known, and the places' score on toy answers."""

from collections.abc import Sequence

import pytest

from detente.model import Where, span_of
from eval import places
from eval.places import NOWHERE, Point, kilometres, score
from tests.eval.conftest import WritePack

PARIS, LONDON = (48.8566, 2.3522), (51.5074, -0.1278)


def point(lat: float | None, lon: float | None, country: str | None = None) -> Point:
    return Point(lat=lat, lon=lon, country=country)


def test_known_distances() -> None:
    assert kilometres(PARIS, LONDON) == pytest.approx(343.6, abs=1)
    assert kilometres((0, 0), (0, 1)) == pytest.approx(111.195, abs=0.01)
    assert kilometres((0, 179.5), (0, -179.5)) == pytest.approx(111.195, abs=0.01)
    assert kilometres((90, 0), (-90, 17)) == pytest.approx(20015.1, abs=0.1)
    assert kilometres(PARIS, PARIS) == 0.0


def test_161_kilometres_are_near_and_162_are_not() -> None:
    degrees = 1 / kilometres((0, 0), (0, 1))
    assert score([(point(0, 0), point(0, 160.9 * degrees))])["accuracy_161km"] == 1.0
    assert score([(point(0, 0), point(0, 162 * degrees))])["accuracy_161km"] == 0.0


def test_gold_without_coordinates_is_left_out_and_no_answer_is_wrong() -> None:
    scores = score([(point(None, None), point(1, 1)), (point(1, 1), point(1, 1)), (point(1, 1), NOWHERE)])
    assert scores["accuracy_161km"] == scores["resolved"] == 0.5


def test_countries_are_scored_where_given() -> None:
    pairs = [
        (point(1, 1, "FRA"), point(50, 50, "FRA")),
        (point(1, 1, "XKX"), point(None, None, "KOS")),
        (point(1, 1, "USA"), NOWHERE),
        (point(1, 1, None), point(1, 1, "CAN")),
    ]
    assert score(pairs)["country_accuracy"] == pytest.approx(2 / 3)
    assert "country_accuracy" not in score(pairs[3:])


def test_the_runner_keeps_the_two_sets_apart(write_pack: WritePack) -> None:
    place = {"start": 0, "end": 5, "name": "Paris", "lat": PARIS[0], "lon": PARIS[1], "country": None}
    lgl = {"id": "lgl-1", "text": "Paris, Texas.", "places": [{**place, "lat": 33.66, "lon": -95.55, "country": "USA"}]}
    bench = write_pack("places.jsonl", [{"id": "geovirus-1", "text": "Paris.", "places": [place]}, lgl])

    def resolve(text: str, spans: Sequence[tuple[int, int]]) -> list[Where | None]:
        start, end = spans[0]
        return [Where(name="Paris", span=span_of(text, start, end), country="FRA", lat=PARIS[0], lon=PARIS[1])]

    metrics = places.run(bench, None, resolve=resolve).metrics
    assert metrics["geovirus_accuracy_161km"] == 1.0
    assert metrics["lgl_accuracy_161km"] == metrics["lgl_country_accuracy"] == 0.0
    assert "geovirus_country_accuracy" not in metrics
