"""The index of names: overlapping names, readings in their order, and time that grows as the text does."""

import time
from datetime import date

from detente.coding.names import NameIndex, NameKind
from detente.lexicon import load_lexicon

NAMES = load_lexicon().built("names", NameIndex, NameIndex)


def found(text: str, on: date | None = None) -> list[tuple[str, NameKind]]:
    return [(text[hit.start : hit.end], hit.name.kind) for hit in NAMES.find(text, on)]


def test_the_longer_of_two_names_wins_and_a_part_of_a_word_is_none() -> None:
    assert found("South Korea and Koreatown") == [("South Korea", NameKind.STATE)]
    assert found("Omani, Oman_x, xOman") == [("Omani", found("Omani")[0][1])]


def test_a_lookalike_hides_the_state_in_it_and_is_no_hit() -> None:
    assert found("New Mexico") == []
    assert found("Mexico") == [("Mexico", NameKind.STATE)]


def test_offsets_hold_where_the_text_has_curly_marks_and_odd_spaces() -> None:
    assert found("“Côte d’Ivoire” and South\xa0Korea")[0][0] == "Côte d’Ivoire"
    assert found("“Côte d’Ivoire” and South\xa0Korea")[1][0] == "South\xa0Korea"


def test_readings_are_the_same_each_time_and_those_good_on_the_day_come_first() -> None:
    early, late = date(1998, 5, 1), date(2003, 5, 1)
    for day in (early, late, early):
        (hit,) = NAMES.find("Taliban", day)
        assert hit.name.holds_on(day)
        assert len(set(hit.readings)) == len(hit.readings) > 1
    assert NAMES.find("Taliban", early)[0].name != NAMES.find("Taliban", late)[0].name


def test_a_text_eight_times_as_long_takes_no_more_than_thrice_its_share() -> None:
    text = "Peru's foreign ministry said that Chile and the United Nations would meet in Lima. " * 400

    def seconds(told: str) -> float:
        times = []
        for _ in range(5):
            began = time.process_time()
            NAMES.find(told)
            times.append(time.process_time() - began)
        return min(times)

    # 8 where it is linear, 64 where it is quadratic.
    assert seconds(text * 8) < 24 * seconds(text)
