"""The dates' score on toy expressions."""

import pytest

from detente.model import Article, Basis, Coding, When, span_of
from eval import dates
from eval.dates import Timex, match, score
from tests.eval.conftest import WritePack


def timex(start: int, end: int, value: str | None) -> Timex:
    return Timex(start=start, end=end, value=value)


def test_strict_relaxed_and_value_are_told_apart() -> None:
    gold = [timex(0, 6, "2017-04-13"), timex(10, 20, "P1D"), timex(30, 35, "2017"), timex(50, 55, "2018")]
    found = [timex(0, 6, "2017-04-13"), timex(12, 20, "P1D"), timex(30, 35, "2016"), timex(90, 95, "2018")]
    scores = score([(gold, found)])
    assert scores["strict_f1"] == 0.5
    assert scores["relaxed_f1"] == 0.75
    assert scores["value_f1"] == 0.5


def test_an_expression_is_matched_only_once() -> None:
    scores = score([([timex(0, 10, "x")], [timex(0, 4, "x"), timex(5, 10, "x")])])
    assert scores["relaxed_precision"] == 0.5
    assert scores["relaxed_recall"] == 1.0


def test_equal_offsets_are_matched_before_overlaps() -> None:
    gold = [timex(0, 10, "a"), timex(8, 20, "b")]
    found = [timex(8, 20, "b")]
    assert match(gold, found) == [(gold[1], found[0])]


def test_touching_is_not_overlapping() -> None:
    assert match([timex(0, 5, None)], [timex(5, 9, None)]) == []


def test_documents_are_summed() -> None:
    one = ([timex(0, 5, "x")], [timex(0, 5, "x")])
    other: tuple[list[Timex], list[Timex]] = ([timex(0, 5, "x")], [])
    assert score([one, other])["strict_recall"] == 0.5
    assert score([one, other])["strict_precision"] == 1.0


def test_the_runner_codes_with_the_day_and_leaves_out_dates_without_words(write_pack: WritePack) -> None:
    text = "It rained on Monday."
    gold = {"start": 13, "end": 19, "type": "DATE", "value": "2017-04-10"}
    bench = write_pack("dates.jsonl", [{"id": "1", "published": "2017-04-13T10:30", "text": text, "dates": [gold]}])

    def code(text: str, published: str | None) -> Coding:
        assert published == "2017-04-13"
        stated = When(first=None, last=None, basis=Basis.RELATIVE, value="2017-04-10", span=span_of(text, 13, 19))
        silent = When(first=None, last=None, basis=Basis.PUBLICATION)
        return Coding(article=Article(id="0", text=text), dates=(stated, silent))

    assert dates.run(bench, None, code=code).metrics["value_f1"] == pytest.approx(1.0)
