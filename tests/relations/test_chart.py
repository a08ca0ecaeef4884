"""Charts: drawn for any series, with labels that keep clear of one another, and written without a network."""

import json
import struct
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import InputError
from detente.model import Relation
from detente.relations.chart import relation_chart, save_chart
from detente.relations.labels import Frame, Mark, place_labels
from detente.relations.sheet import PALETTES

DAY = date(2014, 3, 3)


def row(number: int, value: float | None, *, low: bool = False, turn: bool = False) -> Relation:
    first = DAY + timedelta(weeks=number)
    return Relation(
        source="FRA", target="DEU", first=first, last=first + timedelta(days=6), low_point=low, is_break=turn,
        events=() if value is None else (f"e{number}",), independent_reports=0 if value is None else 2,
        cooperation=max(value or 0.0, 0.0), conflict=min(value or 0.0, 0.0), temperature=value,
        lower=None if value is None else value - 1, upper=None if value is None else value + 1,
    )  # fmt: skip


SERIES = [
    row(0, 2.0),
    row(1, 1.0),
    row(2, -6.0, low=True, turn=True),
    row(3, None),
    row(4, 0.5),
    row(5, None),
    row(6, 3.0, turn=True),
]
LABELS = {"e2": "Envoys recalled after the raid", "e6": "Summit at the lake"}


def drawn(**options: object) -> str:
    chart = relation_chart(SERIES, title="France to Germany", labels=LABELS, **options)  # type: ignore[arg-type]
    return json.dumps(chart.to_dict(), ensure_ascii=False)


def test_the_chart_has_title_axis_labels_and_the_key_of_its_marks() -> None:
    text = drawn()
    for words in (
        "France to Germany", "temperature (−10 conflict … +10 cooperation)", "Envoys recalled", "Summit at the lake",
        "open line", "triangles", "diamonds",
    ):  # fmt: skip
        assert words.replace(" ", "\N{NO-BREAK SPACE}") in text or words in text


def test_a_series_without_marks_or_gaps_has_no_key_for_them() -> None:
    text = json.dumps(relation_chart([row(0, 1.0), row(1, 1.5)], title="Calm").to_dict(), ensure_ascii=False)
    assert "diamonds" not in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "open\N{NO-BREAK SPACE}line" not in text


def test_themes_differ_and_the_dark_one_has_its_ground() -> None:
    assert PALETTES["dark"].ground in drawn(theme="dark")
    assert PALETTES["dark"].ground not in drawn(theme="light")


@pytest.mark.parametrize("width", [400, 1600])
def test_the_picture_is_as_wide_as_asked(tmp_path: Path, width: int) -> None:
    path = tmp_path / "pair.png"
    save_chart(relation_chart(SERIES, title="France to Germany", labels=LABELS, width=width), path)
    pixels = struct.unpack(">I", path.read_bytes()[16:20])[0]
    assert pixels == pytest.approx(2 * width, abs=20)


def test_svg_holds_the_words_and_html_needs_no_other_address(tmp_path: Path) -> None:
    chart = relation_chart(SERIES, title="France to Germany", labels=LABELS, theme="dark")
    save_chart(chart, tmp_path / "pair.svg")
    assert "Summit at the lake" in (tmp_path / "pair.svg").read_text("utf-8")
    save_chart(chart, str(tmp_path / "pair.HTML"))
    page = (tmp_path / "pair.HTML").read_text("utf-8")
    assert "<script src" not in page
    assert f"background: {PALETTES['dark'].ground}" in page


def test_an_unknown_suffix_names_the_three(tmp_path: Path) -> None:
    chart = relation_chart(SERIES, title="France to Germany")
    for name in ("pair.gif", "pair"):
        with pytest.raises(InputError, match=r"\.svg, \.png, \.html"):
            save_chart(chart, tmp_path / name)
    with pytest.raises(InputError, match="cannot be written"):
        save_chart(chart, tmp_path / "nowhere" / "pair.svg")


def test_an_empty_series_is_an_error_that_says_so() -> None:
    with pytest.raises(InputError, match="0 periods"):
        relation_chart([], title="Nobody")


def test_the_room_is_imported_without_the_drawing_library() -> None:
    code = "import sys, detente.relations; sys.exit('altair' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


FRAME = Frame(width=340, height=260)
MARKS = st.lists(
    st.builds(
        Mark,
        x=st.floats(0, 340),
        y=st.floats(0, 260),
        text=st.text("abcdefgh ijk", min_size=1, max_size=90).filter(str.strip),
        weight=st.floats(0, 20),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(MARKS)
def test_labels_stay_inside_and_apart(marks: list[Mark]) -> None:
    placed = place_labels(marks, [(mark.x, mark.y) for mark in marks], FRAME)
    boxes = [(label.y - 7 * len(label.lines), label.y + 7 * len(label.lines), label) for label in placed]
    for top, bottom, label in boxes:
        assert top >= -0.01 and bottom <= FRAME.height + 0.01
        assert all(len(line) <= 22 for line in label.lines)
    for number, (top, bottom, label) in enumerate(boxes):
        for other_top, other_bottom, other in boxes[number + 1 :]:
            if label.x == other.x and label.align == other.align:
                assert bottom <= other_top + 0.01 or other_bottom <= top + 0.01


def test_the_most_important_mark_gets_the_room() -> None:
    crowd = [Mark(x=170, y=130, text=f"mark number {n} with many words to tell", weight=n) for n in range(40)]
    placed = place_labels(crowd, [], FRAME)
    assert 0 < len(placed) < 40
    assert placed[0].mark.weight == 39
