"""The table of office holders beside the packs: what counts as known, and as the right holder."""

from pathlib import Path

import pytest

from eval import gate, holders
from eval.benchmarks import BY_NAME
from eval.packs import PacksMissingError

ROWS = """wikidata,person,position,country,start,end
,Erna Solberg,Prime Minister,NOR,2013-10-16,2021-10-14
,Otto Prahl,Prime Minister,NOR,2005-10-17,2013-10-16
,Otto Prahl,Minister of Fisheries,NOR,2014-01-01,2015-01-01
,Otto Prahl,Prime Minister,NOR,1980,1985
"""


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "bench").mkdir()
    (tmp_path / "facts" / "office_holders.csv").write_text(ROWS, "utf-8")
    return tmp_path / "bench"


def test_half_are_known_and_half_of_the_days_right(bench: Path) -> None:
    scores = holders.run(bench, None)
    assert (scores.rows, scores.metrics["known"], scores.metrics["known_head_of_government"]) == (2, 0.5, 0.5)
    assert 0.4 < scores.metrics["right_holder"] < 0.6
    assert holders.run(bench, 1).rows == 1


def test_without_the_table_it_complains_when_asked_for_and_is_passed_over_otherwise(tmp_path: Path) -> None:
    with pytest.raises(PacksMissingError, match=r"office_holders\.csv"):
        holders.run(tmp_path, None)
    assert not BY_NAME["holders"].can_run(tmp_path)
    assert gate.main(["--only", "holders", "--bench", str(tmp_path)]) == 1


def test_others_are_never_passed_over(tmp_path: Path) -> None:
    assert BY_NAME["dates"].can_run(tmp_path)
