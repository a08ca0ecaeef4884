"""Folders, rows, samples and digests of packs made on the spot."""

import gzip
import json
from pathlib import Path

import pytest

from eval import packs
from eval.packs import PacksMissingError, bench_folder, day, digest, progress, read_rows, sample, sample_rows


def test_the_folder_given_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, named = tmp_path / "given", tmp_path / "named"
    given.mkdir()
    named.mkdir()
    monkeypatch.setenv("DETENTE_BENCH", str(named))
    assert bench_folder(given) == given
    assert bench_folder() == named


def test_the_default_folder_lies_beside_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DETENTE_BENCH", raising=False)
    monkeypatch.setattr(packs, "BESIDE_THE_REPOSITORY", tmp_path)
    assert bench_folder() == tmp_path


def test_a_missing_folder_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PacksMissingError, match=r"no folder '.*nowhere'; .* --bench DIR or \$DETENTE_BENCH") as caught:
        bench_folder(tmp_path / "nowhere")
    assert "\n" not in str(caught.value)


def test_rows_are_read_plain_and_gzipped(tmp_path: Path) -> None:
    rows = [{"id": "1", "text": "one\u2028two"}, {"id": "2", "text": "three"}]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    assert read_rows(tmp_path / "a.jsonl") == rows
    assert read_rows(tmp_path / "a.jsonl.gz") == rows


def test_a_missing_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(PacksMissingError, match=r"b\.jsonl"):
        read_rows(tmp_path / "b.jsonl")
    with pytest.raises(PacksMissingError, match=r"b\.jsonl"):
        digest(tmp_path / "b.jsonl")


def test_a_sample_is_the_same_whatever_the_order_and_grows_by_adding() -> None:
    rows = [f"row-{number}" for number in range(50)]
    ten = sample(rows, 10, key=str)
    assert len(ten) == 10
    assert ten == [row for row in rows if row in ten]
    assert set(sample(rows[::-1], 10, key=str)) == set(ten)
    assert set(ten) < set(sample(rows, 20, key=str))
    assert ten != rows[:10]


def test_no_limit_takes_all(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1"}\n{"id": "2"}\n', encoding="utf-8")
    assert len(sample_rows(tmp_path / "a.jsonl", None)) == 2
    assert len(sample_rows(tmp_path / "a.jsonl", 9)) == 2
    assert len(sample_rows(tmp_path / "a.jsonl", 1)) == 1


def test_a_digest_of_a_folder_changes_with_names_and_content(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("a", encoding="utf-8")
    first = digest(tmp_path)
    assert first == digest(tmp_path)
    (tmp_path / "one").write_text("b", encoding="utf-8")
    second = digest(tmp_path)
    (tmp_path / "one").rename(tmp_path / "two")
    assert len({first, second, digest(tmp_path)}) == 3


def test_progress_passes_rows_on_and_speaks_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress(iter("abc"), "toy", 3)) == ["a", "b", "c"]
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("toy: 3 done")


def test_the_day_of_a_time() -> None:
    assert day("1987-02-26T15:01:01") == day("1987-02-26") == "1987-02-26"
