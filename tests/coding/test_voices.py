"""Whose word an event is: the article's own, that of a source it names, or of one it does not name."""

import pytest

from .tables import coded

TABLE = [
    ("Norway bombed Chile.", "article", None),
    ("Emmanuel Macron said that Norway had bombed Chile.", "named", "Emmanuel Macron"),
    ("Norway bombed Chile, French officials said.", "unnamed", "officials"),
    ("Norway allegedly bombed Chile.", "unnamed", None),
    ("I think that Norway bombed Chile.", "article", None),
]


@pytest.mark.parametrize(("text", "voice", "source"), TABLE)
def test_a_report_says_whose_word_it_is(text: str, voice: str, source: str | None) -> None:
    report = next(each for each in coded(text).reports if each.type == "ASSAULT")
    assert report.voice == voice
    assert (report.told_by is None) == (source is None)
    assert source is None or source in (report.told_by.span.text if report.told_by else "")


def test_we_in_somebodys_words_is_the_speakers_side() -> None:
    text = 'French President Emmanuel Macron said: "We condemn the Chilean raid, and I thank Norway."'
    found = {each.span.text: each for each in coded(text).actors if each.why.rule == "pronoun.speaker"}
    assert set(found) == {"We", "I"}
    assert [(each.actor and each.actor.country, each.actor and each.actor.name) for each in found.values()] == [
        ("FRA", None),
        ("FRA", "Emmanuel Macron"),
    ]


def test_we_of_an_unknown_speaker_is_nobody() -> None:
    assert not any(each.why.rule == "pronoun.speaker" for each in coded('"We condemn the Chilean raid."').actors)
