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

    def refers(text: str, pronoun: tuple[int, int], names: Sequence[tuple[int, int]]) -> tuple[tuple[bool, ...], float]:
        assert [text[slice(*each)] for each in (pronoun, *names)] == ["she", "Ann", "Eve"]
        return (False, True), 0.95

    metrics = pronouns.run(bench, None, refers=refers).metrics
    assert metrics["f1"] == 1.0
    assert metrics["high_right"] == 1.0


def test_only_sure_answers_count_from_the_bar_up() -> None:
    gold = [(True, False), (False, True), (False, False)]
    found = [((True, False), 0.95), ((True, False), 0.9), ((True, False), 0.5)]
    assert pronouns.from_bar(gold, found, 0.9) == {"right": 0.5, "share": 2 / 3}
    assert pronouns.from_bar(gold, found, 0.99) == {"right": 0.0, "share": 0.0}
