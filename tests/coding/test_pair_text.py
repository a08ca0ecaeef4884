"""The marked lines that the event model reads."""

from detente.coding.pair_text import Hint, all_marks, pair_text, type_mark

TEXT = "Norway accused Chile of jamming its ships."
NORWAY, ACCUSED, CHILE = (0, 6), (7, 14), (15, 20)


def test_actors_are_replaced_by_marks_and_their_names_are_gone() -> None:
    line = pair_text(TEXT, [NORWAY], [CHILE], None)
    assert line.split() == [
        "[unused30]",
        "[SEP]",
        "[unused1]",
        "accused",
        "[unused2]",
        "of",
        "jamming",
        "its",
        "ships.",
    ]


def test_the_rules_hint_stands_before_the_sentence_and_at_the_trigger() -> None:
    line = pair_text(TEXT, [NORWAY], [CHILE], Hint(8, ACCUSED))
    assert line.startswith(f"{type_mark(8)} accused [SEP] ")
    assert "[unused3] accused" in line


def test_a_trigger_within_an_actor_is_not_marked_twice() -> None:
    line = pair_text(TEXT, [(0, 14)], [CHILE], Hint(8, ACCUSED))
    assert "[unused3]" not in line


def test_several_spans_of_a_side_and_a_missing_side() -> None:
    line = pair_text(TEXT, [NORWAY, CHILE], [], None)
    assert line.count("[unused1]") == 2
    assert "[unused2]" not in line


def test_no_mark_stands_for_two_things() -> None:
    marks = all_marks(16)
    assert len(set(marks)) == len(marks) == 20
