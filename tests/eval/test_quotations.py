"""The quotations' score on toy attributions."""

from collections.abc import Sequence

import pytest

from detente.model import ActorMention, Article, Coding, Quotation, QuotationKind, Why, span_of
from eval import quotations
from eval.quotations import Attribution, Document, Tokens, is_direct, match, score
from tests.eval.conftest import WritePack

TEXT = 'Rosa said the dam would hold. "It will not," Karim replied.'
#       0    5    10                  30 (mark)     45    51


def spans_of(words: str, text: str = TEXT) -> tuple[tuple[int, int], ...]:
    start = text.index(words)
    return ((start, start + len(words)),)


def attribution(source: str, cue: str, content: str) -> Attribution:
    return Attribution(source=spans_of(source), cue=spans_of(cue), content=spans_of(content))


FIRST = attribution("Rosa", "said", "the dam would hold")
SECOND = attribution("Karim", "replied", '"It will not,"')


def document(found: Sequence[Attribution], gold: Sequence[Attribution] = (FIRST, SECOND)) -> Document:
    return Document(text=TEXT, gold=tuple(gold), found=tuple(found))


def test_finding_all_is_perfect_in_any_order() -> None:
    assert set(score([document([SECOND, FIRST])]).values()) == {1.0}


def test_finding_nothing_is_nought() -> None:
    assert set(score([document([])]).values()) == {0.0}


def test_a_content_cut_short_is_not_exact_but_overlaps() -> None:
    scores = score([document([attribution("Rosa", "said", "the dam")], gold=[FIRST])])
    assert scores["content_exact_f1"] == 0.0
    assert scores["content_overlap_precision"] == 1.0
    assert scores["content_overlap_recall"] == 0.5
    assert scores["source_exact_f1"] == scores["cue_exact_f1"] == 1.0


def test_the_right_name_beside_the_wrong_words_earns_nothing() -> None:
    swapped = [attribution("Karim", "said", "the dam would hold"), attribution("Rosa", "replied", '"It will not,"')]
    scores = score([document(swapped)])
    assert scores["source_exact_f1"] == scores["source_overlap_f1"] == 0.0
    assert scores["content_exact_f1"] == scores["cue_exact_f1"] == 1.0


def test_an_attribution_is_matched_once_and_the_rest_is_found_in_vain() -> None:
    scores = score([document([FIRST, FIRST], gold=[FIRST])])
    assert scores["cue_exact_precision"] == 0.5
    assert scores["content_overlap_precision"] == 0.5
    assert scores["cue_exact_recall"] == 1.0


def test_a_part_without_words_is_neither_found_nor_missed() -> None:
    unnamed = Attribution(source=(), cue=FIRST.cue, content=FIRST.content)
    scores = score([document([unnamed, SECOND], gold=[unnamed, SECOND])])
    assert scores["source_exact_precision"] == scores["source_exact_recall"] == 1.0
    assert score([document([FIRST], gold=[unnamed])])["source_exact_precision"] == 0.0


def test_where_no_content_is_shared_the_cue_makes_the_pair() -> None:
    wrong = attribution("Rosa", "said", "It will")
    assert match(document([wrong], gold=[FIRST])) == [(0, 0)]
    assert match(document([attribution("Rosa", "Karim", "It will")], gold=[FIRST])) == []


def test_all_spans_of_a_part_must_be_equal() -> None:
    both = Attribution(source=FIRST.source, cue=FIRST.cue, content=FIRST.content + SECOND.content)
    assert score([document([FIRST], gold=[both])])["content_exact_f1"] == 0.0
    assert score([document([both], gold=[both])])["content_exact_f1"] == 1.0


def test_direct_contents_are_recalled_whatever_the_marks() -> None:
    bare = attribution("Karim", "replied", "It will not")
    scores = score([document([FIRST, bare])])
    assert scores["content_exact_recall"] == 0.5
    assert scores["direct_content_recall"] == scores["direct_content_word_recall"] == 1.0
    half = score([document([FIRST, attribution("Karim", "replied", "It")])])
    assert half["direct_content_recall"] == 0.0
    assert half["direct_content_word_recall"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("text", "words", "direct"),
    [
        ('He said "go on".', '"go on"', True),
        ('He said "go on".', "go on", True),
        ("He said \u201cgo on.\u201d", "go on", True),
        ('"Go on," he said.', "Go on", True),
        ('He said that "go on" was fine.', 'that "go on" was fine', False),
        ("He said to go on.", "to go on", False),
        ('He said to "go on".', 'to "go on"', False),
    ],
)
def test_what_is_direct(text: str, words: str, direct: bool) -> None:
    assert is_direct(text, spans_of(words, text)) is direct


def test_no_content_is_not_direct() -> None:
    assert is_direct("anything", ()) is False


def test_tokens_are_those_that_share_a_character() -> None:
    tokens = Tokens("One, two three")
    assert tokens.inside(((0, 3),)) == {0}
    assert tokens.inside(((1, 6),)) == {0, 1, 2}
    assert tokens.words(((1, 6),)) == {0, 2}
    assert tokens.inside(((4, 5),)) == frozenset()


def test_the_runner_reads_speaker_cue_and_content_from_the_coding(write_pack: WritePack) -> None:
    gold = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 28]]}
    row = {"id": "1", "published": "2016-05-01", "text": TEXT, "attributions": [gold]}
    write_pack("quotations_train.jsonl", [row])
    bench = write_pack("quotations.jsonl", [row])

    def code(text: str, published: str | None) -> Coding:
        assert published == "2016-05-01"
        why = Why(rule="toy", score=1.0)
        quotation = Quotation(
            id="q",
            article="a",
            content=(span_of(text, 10, 28),),
            cue=(span_of(text, 5, 9),),
            speaker=ActorMention(span=span_of(text, 0, 4), actor=None, why=why),
            kind=QuotationKind.INDIRECT,
            why=why,
        )
        return Coding(article=Article(id="a", text=text), quotations=(quotation,))

    for run in (quotations.run, quotations.run_training):
        metrics = run(bench, None, code=code).metrics
        assert metrics["source_exact_f1"] == metrics["content_overlap_f1"] == metrics["cue_exact_f1"] == 1.0
