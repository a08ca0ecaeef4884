"""The check of robustness on codings that are sound, untrue or broken."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from detente.model import ActorMention, Article, Coding, Span, Why, span_of
from eval import robust
from eval.robust import Text, examine, is_true, read_texts, report, spans_of

TEXT = Text(name="one", text="Aland met Borduria.", published="2017-04-13")


def coding(text: str, *spans: Span) -> Coding:
    why = Why(rule="toy", score=1.0, spans=spans[1:])
    return Coding(article=Article(id="0", text=text), actors=(ActorMention(span=spans[0], actor=None, why=why),))


def row_of(value: Coding) -> dict[str, object]:
    return {"actors": [each.span.text for each in value.actors]}


def test_spans_are_found_however_deep() -> None:
    one, other = span_of("abc", 0, 1), span_of("abc", 1, 2)
    assert list(spans_of(coding("abc", one, other))) == [one, other]
    assert list(spans_of({"k": [(one,), {"x": other}], "n": None, "s": "text"})) == [one, other]


@pytest.mark.parametrize(
    ("start", "end", "words"), [(0, 5, "aland"), (0, 99, "Aland met Borduria."), (5, 4, ""), (-1, 5, "")]
)
def test_untrue_spans(start: int, end: int, words: str) -> None:
    assert not is_true(Span(start=start, end=end, text=words), TEXT.text)


def test_a_sound_coding_has_no_faults_and_writes_its_line() -> None:
    outcome = examine(TEXT, code=lambda text, _: coding(text, span_of(text, 0, 5)), row_of=row_of)
    assert outcome.faults == ()
    assert outcome.spans == 1
    assert outcome.line == b'{"actors": ["Aland"]}\n'


def test_untrue_offsets_deep_in_a_coding_are_faults() -> None:
    wrong = Span(start=0, end=5, text="Borduria")
    outcome = examine(TEXT, code=lambda text, _: coding(text, span_of(text, 0, 5), wrong), row_of=row_of)
    assert len(outcome.faults) == 1
    assert outcome.faults[0].startswith("one: Span(start=0, end=5")


def test_a_changed_text_is_a_fault() -> None:
    outcome = examine(TEXT, code=lambda text, _: coding(text.upper(), span_of(text, 0, 5)), row_of=row_of)
    assert outcome.faults == ("one: the coded article's text is not the text given",)


def test_whatever_is_raised_is_a_fault_with_the_name() -> None:
    def code(text: str, published: str | None) -> Coding:
        raise IndexError(f"{text[:5]} {published}")

    outcome = examine(TEXT, code=code, row_of=row_of)
    assert outcome.faults == ("one: coding raised IndexError: Aland 2017-04-13",)
    assert outcome.line == b""


def test_the_digest_follows_lines_and_their_order() -> None:
    def digest(*words: str) -> str:
        outcomes = [
            examine(
                TEXT, code=lambda text, _: coding(text, span_of(text, 0, 5)), row_of=lambda _, word=word: {"w": word}
            )
            for word in words
        ]
        return report([TEXT] * len(words), outcomes, []).digest

    assert digest("a", "b") == digest("a", "b")
    assert digest("a", "b") != digest("b", "a")


def test_texts_come_in_the_order_of_packs_then_pages_and_bad_pages_are_faults(tmp_path: Path) -> None:
    for name in robust.NEWS:
        line = (json.dumps({"id": name, "published": "1987-02-26T15:01:01", "text": "x"}) + "\n").encode()
        (tmp_path / name).write_bytes(gzip.compress(line) if name.endswith(".gz") else line)
    (tmp_path / "pages").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "pages" / f"{name}.html.gz").write_bytes(b"")

    def read_page(path: Path) -> Article | None:
        if path.name.startswith("b"):
            raise ValueError("odd page")
        return None if path.name.startswith("c") else Article(id="0", text="page", published=date(2024, 5, 6))

    texts, faults = read_texts(tmp_path, None, read_page)
    assert [each.name for each in texts] == [*robust.NEWS, "a.html.gz"]
    assert [each.published for each in texts] == ["1987-02-26"] * 3 + ["2024-05-06"]
    assert faults == ["b.html.gz: reading raised ValueError: odd page", "c.html.gz: no article was found in the page"]
