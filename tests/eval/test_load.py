"""The least of the children's times, the growth of a finder's work, and one child of each kind."""

import time
from collections.abc import Callable, Iterator

import pytest

from eval import adapters, load
from eval.load import Seconds, growth, least
from tests.eval.conftest import WritePack


def test_the_least_of_the_children_counts() -> None:
    children = [Seconds(loading=0.3, small_towns=0.5), Seconds(loading=0.2, small_towns=0.7)]
    assert least(children) == {"load_seconds": 0.2, "small_towns_seconds": 0.5}


@pytest.mark.parametrize(("power", "grown"), [(1, 2.0), (2, 4.0)])
def test_the_growth_tells_linear_from_quadratic(monkeypatch: pytest.MonkeyPatch, power: int, grown: float) -> None:
    clock = [0.0]
    monkeypatch.setattr(time, "process_time", lambda: clock[0])

    def finder(text: str) -> Callable[[], object]:
        def work() -> None:
            clock[0] += text.count("word") ** power

        return work

    assert growth(finder, "word " * 50) == pytest.approx(grown)


def test_the_runner_takes_as_many_children_as_asked(write_pack: WritePack, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = write_pack("news_wikinews.jsonl", [{"id": f"w{n}", "text": f"Poland and Peru met {n}."} for n in range(3)])
    monkeypatch.setattr(adapters, "actors_finder", adapters.names_finder)
    times: Iterator[Seconds] = iter([Seconds(loading=0.3, small_towns=0.5), Seconds(loading=0.2, small_towns=0.4)])
    scores = load.run(bench, 2, times=lambda: next(times))
    assert scores.rows == 3
    assert scores.metrics["load_seconds"] == 0.2
    assert scores.metrics["names_twice_the_text"] > 0
    assert next(times, None) is None


def test_a_child_tells_its_times() -> None:
    told = load.in_a_child()
    # The budget is 0.3 s on a quiet machine; four times that lets a busy one pass and a whole read of the towns fail.
    assert 0 < told.loading < 1.2
    assert told.small_towns > 0
