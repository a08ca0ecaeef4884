"""The made-up years: the same for the same seed, with the means and changes they say; and the reader of real rows."""

from datetime import timedelta
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from eval.breaks import Change, read_icews
from eval.streams import FIRST, TONES, Plan, Planted, calm, pair_names, rhythm, stream, year
from tests.test_standing import BREAK


def test_a_year_is_the_same_for_the_same_seed() -> None:
    one, other = year(1, pairs=5), year(1, pairs=5)
    assert [each.events for each in one] == [each.events for each in other]
    assert year(2, pairs=5)[0].events != one[0].events
    assert len({event.id for each in one for event in each.events}) == sum(len(each.events) for each in one)
    assert len(one[0].events) > len(one[4].events)


@pytest.mark.parametrize("tone", [-6.0, -1.0, 3.0])
def test_intensities_have_the_tone_they_are_drawn_for(tone: float) -> None:
    random = np.random.default_rng(0)
    assert fmean(TONES.draw(tone, random) for _ in range(4000)) == pytest.approx(tone, abs=0.3)


def test_a_planted_break_moves_the_tone_while_it_lasts() -> None:
    random = np.random.default_rng(0)
    planted = Planted(a="QAA", b="QAB", day=FIRST + timedelta(days=100), size=-5.0, days=50, volume=3.0)
    made = stream(Plan(a="QAA", b="QAB", rate=1, tone=2, planted=(planted,)), random, rhythm(random))
    before, during, after = (fmean(made.tones[a:b]) for a, b in ((50, 100), (100, 150), (150, 200)))
    assert during < before - 3
    assert after > during + 3


def test_calm_pairs_have_nothing_planted_and_names_do_not_repeat() -> None:
    assert all(not each.planted for each in calm(1, 0.1, 3))
    names = list(pair_names(500))
    assert len(set(names)) == 500
    assert all(a != b for a, b in names)


def test_real_rows_between_named_states_are_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.tab"
    head = "Event ID\tEvent Date\tSource Country\tTarget Country\tIntensity\tPublisher\n"
    path.write_text(head + "1\t2018-06-01\tPeru\tChile\t-2\tWire\n1\t2018-06-01\tNA\tChile\t-2\tWire\n", "utf-8")
    (event,) = read_icews(path)
    assert (event.score, event.sources[0].country, event.first and event.first.day) == (-2.0, "Peru", 1)


def test_a_change_is_near_within_ten_days_and_one_pair() -> None:
    change = Change(("FRA", "DEU"), BREAK.day - timedelta(days=10), -3.0, 50, 1.0)
    assert change.near(BREAK)
    assert not change.near(BREAK, days=9)
    assert not Change(("FRA", "ITA"), BREAK.day, -3.0, 50, 1.0).near(BREAK)
