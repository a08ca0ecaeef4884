"""What the grammar says of a time expression: whether it is one, and whether its day lies behind or ahead."""

from datetime import date

import pytest

from .tables import cases, coded

# A sentence of an article of Friday, 3 May 2024, and the values of its dates.
TABLE = [
    # "This" and a day looks back where the verb does.
    ("This Tuesday in Oslo she praised the pact.", "2024-04-30"),
    ("The king told reporters this Thursday that he would abdicate.", "2024-05-02"),
    ("The council has met this Monday.", "2024-04-29"),
    ("The alliance, formed this weekend, rejected the plan.", "2024-W17-WE"),
    ("The council will meet this Monday.", "2024-05-06"),
    ("The vote is due this Sunday.", "2024-05-05"),
    ("This Sunday's vote was expected to be close.", "2024-05-05"),
    ("Voters go to the polls this coming weekend.", "2024-W18-WE"),
    ("Talks will go on next weekend.", "2024-W19-WE"),
    # What is foreseen lies ahead, what was foreseen on the nearest such day, and what had been behind.
    ("The river is forecast to reach the town on Wednesday.", "2024-05-08"),
    ("The storm, forecast to reach Cuba on Wednesday, gained strength.", "2024-05-08"),
    ("The river is predicted to crest late Wednesday.", "2024-05-08"),
    ("The agency forecast on Wednesday that growth would slow.", "2024-05-01"),
    ("The bridge was to open on Thursday.", "2024-05-02"),
    ("The bridge was due to open on Thursday, but did not.", "2024-05-02"),
    ("The bridge was to open on Sunday.", "2024-05-05"),
    ("The minister said the bridge was to open on Thursday.", "2024-05-09"),
    ("The bridge was to have opened on Saturday.", "2024-04-27"),
    ("The bridge had been scheduled to open on Saturday.", "2024-04-27"),
    ("The record, set on 6 August, still stands.", "2023-08-06"),
    ("The court has given the company until Monday to answer.", "2024-05-06"),
    ("They failed to resolve the dispute on Monday.", "2024-04-29"),
    ("They decided to vote again in October.", "2024-10"),
    ("The planned march on Saturday worries the police.", "2024-05-04"),
    # Bare years, and halves that are none of a year.
    ("The company published its 1989 results.", "1989"),
    ("The march drew 2000 students.", ""),
    ("Exports rose in the first half.", "2024-H1"),
    ("Exports fell in the second half, the bank said.", "2023-H2"),
    ("Exports will fall in the second half.", "2024-H2"),
    ("The team scored twice in the first half.", ""),
    ("The siege will last three weeks.", "P3W"),
]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(("text", "values"), cases(TABLE, WRONG))
def test_the_verb_tells_on_which_side_a_day_lies(text: str, values: str) -> None:
    assert " ".join(str(each.value) for each in coded(text).dates) == values


def test_without_a_day_of_publication_this_weekend_is_no_day() -> None:
    (found,) = coded("The alliance was formed this weekend.", None).dates
    assert (found.value, found.first) == (None, None)


def test_a_part_of_a_month_has_its_own_days() -> None:
    found = coded("Troops left in the first week of March and the second half of April.").dates
    assert [(each.value, each.first, each.last) for each in found] == [
        ("2024-W10", date(2024, 3, 1), date(2024, 3, 7)),
        ("2024-04", date(2024, 4, 16), date(2024, 4, 30)),
    ]
