"""How many people were killed and injured, as the words count them."""

import pytest

from .tables import coded

TABLE = [
    ("Norwegian troops killed 17 Chilean soldiers.", [("killed", 17, "exact", "17")]),
    ("Norwegian troops killed at least twenty-five Chilean soldiers.", [("killed", 25, "least", "twenty-five")]),
    (
        "Norwegian jets bombed Chile on Monday, killing up to 40 people and wounding dozens.",
        [("killed", 40, "most", "40"), ("injured", None, "exact", "dozens")],
    ),
    (
        "About 26 Chilean soldiers were killed and 41 wounded when Norwegian troops attacked a base in Chile.",
        [("killed", 26, "about", "26"), ("injured", 41, "exact", "41")],
    ),
    ("Norwegian police shot and injured a Chilean sailor.", [("injured", 1, "exact", "a Chilean sailor")]),
    ("Norwegian troops attacked a Chilean base.", []),
    ("Norwegian troops attacked a Chilean base and killed 200 sheep.", []),
]


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_casualties_are_counted_with_their_words(text: str, wanted: list[tuple[str, int | None, str, str]]) -> None:
    found = [each for report in coded(text).reports for each in report.casualties]
    assert [(each.harm, each.number, each.bound, each.span.text) for each in found] == wanted
    assert all(text[each.span.start : each.span.end] == each.span.text for each in found)


def test_an_act_without_violence_has_no_casualties() -> None:
    reports = coded("Norway gave medicine to Chile, where twelve people had died.").reports
    assert not any(report.casualties for report in reports)
