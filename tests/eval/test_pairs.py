"""The pairs' score on toy answers."""

from collections.abc import Sequence

import pytest

from detente.model import Classified
from eval import pairs
from tests.eval.conftest import WritePack


def test_conceding_and_retreating_count_as_yielding() -> None:
    gold = [("YIELD", 2), ("YIELD", 2), ("AID", 2)]
    scores = pairs.score(gold, [("CONCEDE", 2), ("RETREAT", 2), ("AID", 2)])
    assert scores["types_macro_f1"] == scores["quads_macro_f1"] == scores["answered"] == 1.0


def test_no_answer_is_wrong_and_lowers_the_share_answered() -> None:
    scores = pairs.score([("AID", 2), ("ACCUSE", 3)], [("AID", 2), (None, None)])
    assert scores["types_macro_f1"] == scores["types_accuracy"] == scores["answered"] == 0.5
    assert scores["quads_macro_f1"] == 0.5


def test_a_wrong_type_of_the_right_quad_is_half_right() -> None:
    scores = pairs.score([("AID", 2), ("YIELD", 2)], [("YIELD", 2), ("AID", 2)])
    assert scores["types_macro_f1"] == 0.0
    assert scores["quads_macro_f1"] == 1.0


def test_the_runner_gives_text_and_actors_and_scores_the_answers(write_pack: WritePack) -> None:
    row = {"text": "Aland aided Borduria.", "sources": [[0, 5]], "targets": [[12, 20]], "type": "AID", "quad": 2}
    bench = write_pack("pairs.jsonl", [{**row, "id": "1"}, {**row, "id": "2"}])
    seen = []

    def classify(text: str, sources: Sequence[tuple[int, int]], targets: Sequence[tuple[int, int]]) -> Classified:
        seen.append((text, sources, targets))
        return Classified(type="AID", quad=2, status=None, scores={}, why=None)

    scores = pairs.run(bench, None, classify=classify)
    assert seen == [("Aland aided Borduria.", [(0, 5)], [(12, 20)])] * 2
    assert scores.rows == 2
    assert scores.metrics["types_macro_f1"] == pytest.approx(1.0)
