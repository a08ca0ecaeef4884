"""The metonymy score on toy answers."""

import pytest

from detente.model import PlaceUse
from eval import metonymy
from tests.eval.conftest import WritePack


def test_accuracy_and_macro_f1() -> None:
    gold = ["literal", "literal", "literal", "metonymic"]
    scores = metonymy.score(gold, ["literal", "literal", "literal", "literal"])
    assert scores["accuracy"] == 0.75
    assert scores["macro_f1"] == pytest.approx(6 / 7 / 2)


def test_the_runner_keeps_the_two_sets_apart_and_limits_each(write_pack: WritePack) -> None:
    rows = [
        {"id": f"{name}-{use}-{number}", "text": "In Oslo.", "start": 3, "end": 7, "use": use}
        for name, use in (("conll", "literal"), ("relocar", "metonymic"))
        for number in range(3)
    ]
    bench = write_pack("metonymy.jsonl", rows)

    def place_use(text: str, span: tuple[int, int]) -> PlaceUse:
        assert text[slice(*span)] == "Oslo"
        return PlaceUse.LITERAL

    scores = metonymy.run(bench, 2, place_use=place_use)
    assert scores.rows == 4
    assert scores.metrics["conll_accuracy"] == 1.0
    assert scores.metrics["relocar_accuracy"] == 0.0
