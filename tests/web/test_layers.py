"""The marks of a coding, and excerpts around a report."""

import html
import re
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model import Article, Coding, LeftOut, Quotation, QuotationKind, Why, span_of
from detente.web.app import load_templates
from detente.web.layers import excerpt, marked_text
from detente.web.marks import Kind
from tests.web.conftest import TEXT, UNTITLED, full_coding, report

SHOWN: Any = load_templates().get_template("parts.html").module


def told(html_text: str) -> str:
    """What a browser shows of a page's text."""
    return html.unescape(re.sub(r"<[^>]*>", "", html_text))


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    text = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60) | st.text("<>&\"' a\n\r{}%", min_size=1))
    places = st.integers(0, len(text))
    spans = [span_of(text, *sorted((draw(places), draw(places)))) for _ in range(draw(st.integers(1, 6)))]
    why = Why(rule='"><i>', score=0.5)
    quotation = Quotation(
        id="q", article="a", content=tuple(spans[:2]), cue=(), speaker=None, kind=QuotationKind.DIRECT, why=why
    )
    told_here = [
        replace(report(f"r{number}", "a", UNTITLED, "blamed"), spans=(span,)) for number, span in enumerate(spans[1:])
    ]
    return Coding(
        article=Article(id="a", text=text),
        quotations=(quotation,),
        reports=tuple(told_here),
        left_out=tuple(LeftOut(span=span, reason="<b>") for span in spans[-2:]),
    )


@settings(deadline=None)
@given(codings())
def test_the_page_without_its_marks_is_the_text(coding: Coding) -> None:
    assert told(SHOWN.marked(marked_text(coding))) == coding.article.text


def test_every_kind_of_mark_is_made() -> None:
    kinds = {mark.kind for segment in marked_text(full_coding()) for mark in segment.marks}
    assert kinds == set(Kind) - {Kind.FOUND}


def test_reports_on_the_same_words_share_a_mark() -> None:
    first, second = report("r1", "a1", TEXT, "accused"), report("r2", "a1", TEXT, "accused")
    coding = replace(full_coding(), reports=(first, replace(second, type="THREATEN")))
    triggers = {mark for segment in marked_text(coding) for mark in segment.marks if mark.kind is Kind.TRIGGER}
    (shared,) = triggers
    assert shared.note == "ACCUSE, THREATEN"
    assert shared.label is not None and shared.label.count("Norway → Chile") == 2


def test_a_passed_over_word_has_a_sign_and_a_passage_its_reason() -> None:
    notes = {m.note for segment in marked_text(full_coding()) for m in segment.marks if m.kind is Kind.LEFT_OUT}
    assert notes == {"×", "read more"}


def test_an_excerpt_is_the_sentence_around_the_words() -> None:
    article = Article(id="a", text='It rained. "Norway?" Yes: Norway accused Chile of it.\nThen it stopped.')
    segments = excerpt(article, report("r", "a", article.text, "accused"))
    assert "".join(segment.text for segment in segments) == "Yes: Norway accused Chile of it."
    assert {mark.kind for segment in segments for mark in segment.marks} == {Kind.TRIGGER, Kind.ACTOR}
    assert all(mark.anchor is None and mark.leads_to is None for segment in segments for mark in segment.marks)


def test_an_excerpt_of_a_text_without_sentences_stays_short() -> None:
    article = Article(id="a", text="word " * 2000 + "Norway accused Chile " + "word " * 2000)
    segments = excerpt(article, report("r", "a", article.text, "accused"))
    assert len("".join(segment.text for segment in segments)) < 800
    assert excerpt(article, replace(report("r", "a", article.text, "accused"), spans=())) == []
