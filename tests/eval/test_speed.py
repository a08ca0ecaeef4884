"""Speed worked out from given seconds, and the order of the turns."""

from collections.abc import Callable, Sequence

import pytest

from detente.model import Coding
from eval import speed
from eval.speed import Round, score
from tests.eval.conftest import WritePack


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    rounds = [Round(coding=c, parsing=p, clock=2 * c) for c, p in ((4, 2), (9, 3), (5, 2))]
    scores = score(rounds, articles=10, characters=1000)
    assert scores == {"ratio_to_parse": 2.5, "articles_per_second": 1.0, "characters_per_second": 100.0}


def test_the_runner_warms_up_on_other_articles_and_takes_turns(
    write_pack: WritePack, empty_coding: Callable[[str, str | None], Coding]
) -> None:
    rows = [{"id": f"r{n}", "published": "2019-01-02", "text": f"text {n}"} for n in range(20)]
    write_pack("news_guardian.jsonl", rows)
    bench = write_pack("news_wikinews.jsonl", [{**row, "id": f"w{row['id']}"} for row in rows])
    turns: list[tuple[str, int]] = []

    def code(text: str, published: str | None) -> Coding:
        turns.append(("code", 1))
        return empty_coding(text, published)

    def parse_all(texts: Sequence[str]) -> None:
        turns.append(("parse", len(texts)))

    scores = speed.run(bench, 3, code=code, parse_all=parse_all)
    warm_up = 2 * speed.WARM_UP_ROWS
    one_turn = [("code", 1)] * 6 + [("parse", 6)]
    assert turns == [("code", 1)] * warm_up + [("parse", warm_up)] + one_turn * speed.ROUNDS
    assert scores.rows == 6
    assert scores.metrics["articles_per_second"] > 0


def test_parsing_uses_the_pipelines_own_pipe() -> None:
    class Pipeline:
        seen: Sequence[str] = ()

        def pipe(self, texts: Sequence[str]) -> Sequence[str]:
            self.seen = texts
            return texts

    pipeline = Pipeline()
    speed.parse_with(pipeline)(["a", "b"])
    assert pipeline.seen == ["a", "b"]


def test_no_time_is_no_ratio() -> None:
    assert score([Round(coding=0, parsing=0, clock=0)], 1, 1)["ratio_to_parse"] == pytest.approx(0)
