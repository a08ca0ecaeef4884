"""Splitting: whatever the marks, the segments are the text, and each knows the marks on all of it."""

from hypothesis import given
from hypothesis import strategies as st

from detente.web.marks import Kind, Mark, split

MARKS = st.lists(
    st.builds(Mark, kind=st.sampled_from(Kind), start=st.integers(-5, 45), end=st.integers(-5, 45)), max_size=12
)


@given(st.text(max_size=40), MARKS)
def test_the_segments_are_the_text_and_carry_just_their_marks(text: str, marks: list[Mark]) -> None:
    segments = split(text, marks)
    assert "".join(segment.text for segment in segments) == text
    for segment in segments:
        assert segment.start < segment.end
        over = {(m.kind, max(m.start, 0), min(m.end, len(text))) for m in marks if m.start < m.end}
        whole = {each for each in over if each[1] <= segment.start and segment.end <= each[2]}
        touched = {each for each in over if each[1] < segment.end and segment.start < each[2]}
        assert {(m.kind, m.start, m.end) for m in segment.marks} == whole == touched


@given(st.text(min_size=1, max_size=40), MARKS, st.integers(0, 20), st.integers(0, 50))
def test_a_part_of_the_text_is_split_as_itself(text: str, marks: list[Mark], start: int, end: int) -> None:
    segments = split(text, marks, start, end)
    assert "".join(segment.text for segment in segments) == (text[start:end] if start < end else "")


def test_marks_nest_from_the_widest_to_the_trigger() -> None:
    marks = [
        Mark(kind=Kind.TRIGGER, start=4, end=8),
        Mark(kind=Kind.ACTOR, start=0, end=8),
        Mark(kind=Kind.QUOTATION, start=2, end=10),
    ]
    kinds = [[mark.kind for mark in segment.marks] for segment in split("0123456789ab", marks)]
    assert kinds == [
        [Kind.ACTOR],
        [Kind.QUOTATION, Kind.ACTOR],
        [Kind.QUOTATION, Kind.ACTOR, Kind.TRIGGER],
        [Kind.QUOTATION],
        [],
    ]


def test_only_the_innermost_trigger_is_a_link() -> None:
    outer = Mark(kind=Kind.TRIGGER, start=0, end=6, leads_to="outer")
    inner = Mark(kind=Kind.TRIGGER, start=2, end=4, leads_to="inner")
    links = [segment.link.leads_to if segment.link else None for segment in split("012345678", [inner, outer])]
    assert links == ["outer", "inner", "outer", None]
