"""The example sentences keep to their format, cover the ontology, and do not repeat one another."""

from collections import Counter
from pathlib import Path

import pytest

from detente.errors import DataError
from detente.lexicon import load_lexicon
from training.examples import HEADER, NOTHING, read_examples
from training.report import largest_template, near_duplicates

ONTOLOGY = load_lexicon().ontology
EXAMPLES = read_examples(ONTOLOGY)


def test_the_marks_are_taken_out_and_their_places_kept() -> None:
    for example in EXAMPLES:
        for start, end in (*example.sources, *example.targets):
            assert example.text[start:end].strip() == example.text[start:end] != ""


def test_every_type_and_mode_has_examples() -> None:
    counts = Counter(example.type for example in EXAMPLES)
    assert counts.keys() == {*ONTOLOGY.types, NOTHING}
    assert min(counts.values()) >= 200
    modes = {(example.type, example.mode) for example in EXAMPLES if example.mode}
    assert modes == {(name, mode) for name, entry in ONTOLOGY.types.items() for mode in entry.modes}


def test_there_are_four_thousand_and_few_are_alike() -> None:
    assert len(EXAMPLES) >= 4000
    assert len(near_duplicates(EXAMPLES)) < len(EXAMPLES) / 500
    assert largest_template(EXAMPLES)[1] < 0.01


def test_no_pair_of_marks_is_coded_twice() -> None:
    readings = Counter((example.text, example.sources, example.targets) for example in EXAMPLES)
    assert [reading for reading, count in readings.items() if count > 1] == []


def test_all_readings_of_a_text_are_held_out_or_none() -> None:
    sides: dict[str, set[bool]] = {}
    for example in EXAMPLES:
        sides.setdefault(example.text, set()).add(example.held_out)
    assert all(len(each) == 1 for each in sides.values())
    assert 0.05 < sum(True in each for each in sides.values()) / len(sides) < 0.15


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ACCUSE\t\thappened\tlead", "4 cells"),
        ("BLAME\t\thappened\tlead\t[S:Norway] blamed [T:Chile].", "type 'BLAME'"),
        ("ACCUSE\tvisit\thappened\tlead\t[S:Norway] blamed [T:Chile].", "mode 'visit'"),
        ("ACCUSE\t\tdone\tlead\t[S:Norway] blamed [T:Chile].", "done"),
        ("ACCUSE\t\thappened\tpoem\t[S:Norway] blamed [T:Chile].", "register 'poem'"),
        ("ACCUSE\t\thappened\tlead\t[S:Norway] blamed Chile.", "must both stand there"),
        ("ACCUSE\t\thappened\tlead\t[S:Norway] blamed [T:Chile] [sic].", "no other square brackets"),
    ],
)
def test_a_line_that_breaks_the_rules_is_told_with_its_place(line: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "desk.tsv").write_text("\t".join(HEADER) + "\n" + line + "\n", "utf-8")
    with pytest.raises(DataError, match="line 2") as caught:
        read_examples(ONTOLOGY, tmp_path)
    assert told in str(caught.value)
