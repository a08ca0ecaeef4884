"""The corpus of spun copies and its scores, with stand-ins for linking."""

from collections.abc import Iterable

from detente.model import Article, Copy, Derivation
from eval import spun
from eval.derivation import measure, named_by, run
from eval.spun import KINDS, happenings, versions


def nothing(articles: Iterable[Article]) -> list[Copy]:
    return [Copy(article=each.id, story="s", copy_of=None, similarity=None) for each in articles]


def test_the_corpus_is_forty_wires_with_a_spun_sentence_for_nearly_all_of_theirs() -> None:
    pairs = happenings()
    wires = [wire for pair in pairs for wire in pair]
    assert (len(pairs), len({wire.id for wire in wires})) == (20, 40)
    for one, other in pairs:
        assert one.id[:-1] == other.id[:-1]
    for wire in wires:
        assert len(wire.sentences) == len(wire.spun) == 8
        for words, origins in wire.spun:
            assert words not in wire.sentences
            assert all(0 <= number < 8 for _, number in origins)


def test_each_wire_has_its_versions_and_their_sentences_are_where_they_are_said_to_be() -> None:
    made = list(versions(happenings()[0]))
    assert [each.kind for each in made] == [*KINDS, *KINDS]
    assert list(versions(happenings()[0])) == made, "the same each time"
    for each in made:
        assert all(span.text == each.article.text[span.start : span.end] for span, _ in each.sentences)
        assert len(each.wires) == {"wire": 0, "merged": 2}.get(each.kind, 1)
    merged = [{span.text for span, _ in each.sentences} for each in made if each.kind == "merged"]
    assert not merged[0] & merged[1]


def test_who_finds_nothing_has_no_recall_and_clean_wires() -> None:
    scores = measure(happenings()[:1], nothing)
    assert scores["wires_clean"] == 1.0
    assert scores["spun_recall"] == scores["merged_recall"] == scores["spun_sentences_recall"] == 0.0


def test_who_knows_all_has_full_marks() -> None:
    pair = happenings()[0]
    by_id = {each.article.id: each for each in spun.versions(pair)}

    def knowing(articles: Iterable[Article]) -> list[Copy]:
        found = []
        for article in articles:
            version = by_id[article.id]
            derived = tuple(
                Derivation(
                    start=span.start,
                    end=span.end,
                    origin=wire,
                    origin_start=own.start,
                    origin_end=own.end,
                    similarity=1.0,
                )
                for span, origins in version.sentences
                for wire, number in origins[:1]
                for own in [by_id[wire].sentences[number][0]]
            )
            found.append(Copy(article=article.id, story="s", copy_of=None, similarity=None, derived=derived))
        return found

    scores = measure([pair], knowing)
    assert all(value == 1.0 for name, value in scores.items()), scores


def test_both_copies_and_derived_sentences_name_an_origin() -> None:
    one = Derivation(start=0, end=1, origin="a", origin_start=0, origin_end=1, similarity=0.5)
    assert named_by(Copy(article="c", story="s", copy_of="b", similarity=0.6, derived=(one,))) == {"a", "b"}


def test_a_limit_takes_whole_happenings(tmp_path: object) -> None:
    scores = run(tmp_path, 1, link=nothing)  # type: ignore[arg-type]
    assert scores.rows == 2 * len(KINDS)
    assert not [name for name in scores.metrics if name.startswith("held_out")]
