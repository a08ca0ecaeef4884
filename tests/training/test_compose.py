"""Deeds in frames: whole sentences with both sides marked, drawn by a seed."""

from detente.lexicon import Lexicon, read_table
from training.compose import COMPOSED, Deed, Frame, compose
from training.lines import labels_of, numbers_of


def test_composed_examples_are_whole_and_of_known_codes(lexicon: Lexicon) -> None:
    found = compose(300, lexicon.ontology, 7)
    labels = labels_of(lexicon.ontology)
    assert len(found) == 300
    for example in found:
        assert example.sources
        assert example.targets
        assert not set("{}[]") & set(example.text)
        assert numbers_of(example, labels)[0] < len(lexicon.ontology.types)


def test_the_seed_decides(lexicon: Lexicon) -> None:
    assert compose(20, lexicon.ontology, 1) == compose(20, lexicon.ontology, 1)
    assert compose(20, lexicon.ontology, 1) != compose(20, lexicon.ontology, 2)


def test_no_frame_and_deed_are_drawn_twice(lexicon: Lexicon) -> None:
    texts = [each.text for each in compose(500, lexicon.ontology, 3)]
    assert len(set(texts)) == len(texts)


def test_a_promised_kind_deed_is_an_agreement(lexicon: Lexicon) -> None:
    found = compose(800, lexicon.ontology, 5)
    assert not [each for each in found if each.type in {"AID", "CONSULT"} and each.status == "planned"]


def test_every_deed_and_frame_fits_the_ontology(lexicon: Lexicon) -> None:
    types = lexicon.ontology.types
    for deed in read_table(COMPOSED / "deeds.tsv", Deed):
        assert deed.type in types
        assert deed.mode is None or deed.mode in types[deed.type].modes
        assert all(
            form is None or "{O}" in form for form in (deed.base, deed.past, deed.gerund, deed.passive, deed.noun)
        )
    for frame in read_table(COMPOSED / "frames.tsv", Frame):
        assert frame.type in {"DEED", *types}
        assert "{" + frame.form + "}" in frame.text
