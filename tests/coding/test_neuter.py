"""Which state "it" and "its" mean."""

import pytest

from tests.coding.tables import coded

TABLE = [
    ("Norway said its troops attacked Chile.", "its", "NOR"),
    ("Norway said it had withdrawn from Chile.", "it", "NOR"),
    ("Iran deployed its warships near Oman.", "its", "IRN"),
    ("Ghana's defence ministry confirmed it had closed the port.", "it", "GHA"),
    ("Peru told reporters that it would sign the treaty.", "it", "PER"),
]
UNREAD = [
    "It attacked Chile on Monday.",
    "The teacher said it was late.",
    "The talks with Norway and Chile failed before it rained.",
]


@pytest.mark.parametrize(("text", "pronoun", "country"), TABLE)
def test_a_pronoun_goes_to_the_state_that_the_sentence_tells(text: str, pronoun: str, country: str) -> None:
    found = [each.actor for each in coded(text).actors if each.span.text == pronoun]
    assert [actor.country for actor in found if actor] == [country]


@pytest.mark.parametrize("text", UNREAD)
def test_a_pronoun_without_a_state_stays_unread(text: str) -> None:
    assert [each for each in coded(text).actors if each.span.text.lower() == "it"] == []
