"""Whom a personal pronoun means; nobody where the text leaves it open."""

import re

import pytest

from .tables import cases, coded

# A text, the pronoun with the word after it, and the family name of whom it means; None where nobody can be told.
TABLE = [
    ("Emmanuel Macron met the miners. He promised them a new shaft.", "He promised", "Macron"),
    ("Angela Merkel left the summit. She flew home at noon.", "She flew", "Merkel"),
    ("Emmanuel Macron said that he would come.", "he would", "Macron"),
    ("Angela Merkel met Emmanuel Macron. She gave a dinner.", "She gave", "Merkel"),
    ("Angela Merkel met Emmanuel Macron. He gave a dinner.", "He gave", "Macron"),
    ("Turkish envoy Ayla Demir left Oslo. She said nothing.", "She said", "Demir"),
    ("Emmanuel Macron invited Olaf Scholz to Lyon. He also sent a letter.", "He also", "Macron"),
    ("Vladimir Putin praised Sergei Lavrov and thanked him.", "him.", "Lavrov"),
    ("Angela Merkel and her husband went home.", "her husband", "Merkel"),
    ("Rosa Quispe spoke. The hall was cold. The soup was bad. She left.", "She left", None),
    ("He arrived in Lima on Friday.", "He arrived", None),
    ("She told reporters that the road was closed.", "She told", None),
    ("Angela Merkel spoke. He left the room.", "He left", None),
    ("Norway closed its embassy. He was surprised.", "He was", None),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "words", "name"), cases(TABLE, WRONG))
def test_a_pronoun_means_whom_the_text_says(text: str, words: str, name: str | None) -> None:
    start = text.index(words)
    end = start + len(re.match(r"\w+", words)[0])  # type: ignore[index]
    mention = next((each for each in coded(text).actors if (each.span.start, each.span.end) == (start, end)), None)
    assert mention is not None, "the pronoun is no mention"
    if name is None:
        assert mention.actor is None
    else:
        assert mention.actor is not None
        assert (mention.actor.name or "").split()[-1] == name


def test_a_pronoun_takes_the_country_of_its_person() -> None:
    mentions = coded("Turkish envoy Ayla Demir left Oslo. She said nothing.").actors
    assert [each.actor.country for each in mentions if each.actor and each.span.text == "She"] == ["TUR"]


def test_pronouns_in_another_paragraph_stay_open() -> None:
    mentions = coded("Emmanuel Macron opened the fair.\n\nHe was quick, a visitor said.").actors
    assert [each.actor for each in mentions if each.span.text == "He"] == [None]
