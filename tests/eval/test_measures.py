"""Toy counts with answers worked out by hand."""

import pytest

from eval.measures import Tally, accuracy, harmonic, macro_f1, share


def test_a_tally_gives_precision_recall_and_f1() -> None:
    tally = Tally(hits=2, found=4, gold=3)
    assert tally.precision == 0.5
    assert tally.recall == pytest.approx(2 / 3)
    assert tally.f1 == pytest.approx(4 / 7)
    assert tally.named("x") == {"x_precision": 0.5, "x_recall": tally.recall, "x_f1": tally.f1}


def test_tallies_add_up() -> None:
    assert Tally(hits=1, found=2, gold=3) + Tally(hits=4, found=5, gold=6) == Tally(hits=5, found=7, gold=9)


def test_nothing_found_and_nothing_to_find_is_nought_and_no_error() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)
    assert share(0, 0) == harmonic(0, 0) == 0.0


def test_macro_f1_weighs_labels_equally() -> None:
    gold = ["x", "x", "x", "y"]
    # x: 2 of 2 found right, 1 of 3 missed: F1 0.8. y: 1 of 2 found right, none missed: F1 2/3.
    assert macro_f1(gold, ["x", "x", "y", "y"]) == pytest.approx((0.8 + 2 / 3) / 2)


def test_macro_f1_counts_no_answer_and_foreign_answers_as_missed() -> None:
    assert macro_f1(["x", "y"], [None, "y"]) == 0.5
    assert macro_f1(["x", "y"], ["z", "y"]) == 0.5


def test_accuracy_counts_equal_answers() -> None:
    assert accuracy([1, 2, 3, 4], [1, 2, 0, None]) == 0.5


def test_unequal_lengths_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        accuracy([1], [1, 2])
    with pytest.raises(ValueError, match="zip"):
        macro_f1(["x"], ["x", "y"])
