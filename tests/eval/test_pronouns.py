"""The pronouns' score on toy answers."""

from collections.abc import Sequence

from eval import pronouns
from tests.eval.conftest import WritePack


def test_each_name_is_an_answer_of_its_own() -> None:
    gold = [(True, False), (False, True), (False, False)]
    scores = pronouns.score(gold, [(True, False), (True, True), (False, False)])
    assert scores == {"precision": 2 / 3, "recall": 1.0, "f1": 0.8}


def test_never_saying_yes_is_nought() -> None:
    assert pronouns.score([(True, False)], [(False, False)])["f1"] == 0.0


def test_the_runner_asks_for_both_names(write_pack: WritePack) -> None:
    text = "Ann met Eve when she came."
    row = {"id": "1", "text": text, "pronoun": [17, 20], "a": [0, 3], "a_is": False, "b": [8, 11], "b_is": True}
    bench = write_pack("pronouns.jsonl", [row])

    def refers(text: str, pronoun: tuple[int, int], names: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
        assert [text[slice(*each)] for each in (pronoun, *names)] == ["she", "Ann", "Eve"]
        return (False, True)

    assert pronouns.run(bench, None, refers=refers).metrics["f1"] == 1.0
