"""Pages with expectations made on the spot."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from detente.model import Article
from eval import pages
from eval.packs import PacksMissingError
from eval.pages import Page, expected, page_paths, score

BODY = {"summary": ["In short."], "sections": [{"headline": ["Part"], "paragraphs": ["One.", "Two."]}]}


def version(title: str, day: str) -> dict[str, object]:
    return {"title": title, "publishing_date": f"{day} 23:30:00+02:00", "authors": [], "body": BODY}


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    folder = tmp_path / "pages" / "xx"
    folder.mkdir(parents=True)
    versions = {"V1": version("Old", "2020-01-01"), "V2": version("New", "2024-05-06")}
    (folder / "Paper.json").write_text(json.dumps(versions), encoding="utf-8")
    (folder / "Paper_2024_05_07.html.gz").write_bytes(gzip.compress(b"<html></html>"))
    (folder / "meta.info").write_text("{}", encoding="utf-8")
    return tmp_path


def same(expected: str, found: str) -> float:
    return float(expected == found)


def test_the_last_version_is_expected_and_its_own_clock_tells_the_day(bench: Path) -> None:
    page = expected(page_paths(bench, None)[0])
    assert page == Page(title="New", published=date(2024, 5, 6), body="In short.\nPart\nOne.\nTwo.")


def test_titles_days_and_bodies_are_scored_apart() -> None:
    wanted = Page(title="A  b", published=date(2024, 5, 6), body="x")
    assert set(score([(wanted, Page(title=" A\nb", published=date(2024, 5, 6), body="x"))], same).values()) == {1.0}
    found = Page(title="A b | Paper", published=date(2024, 5, 7), body="x")
    assert score([(wanted, found)], same) == {"title_accuracy": 0.0, "date_accuracy": 0.0, "body_rouge_lsum_f1": 1.0}


def test_a_page_without_an_article_scores_nought(bench: Path) -> None:
    scores = pages.run(bench, None, read_page=lambda path: None)  # noqa: ARG005
    assert scores.rows == 1
    assert set(scores.metrics.values()) == {0.0}


def test_the_runner_scores_what_was_read(bench: Path) -> None:
    def read_page(path: Path) -> Article:
        assert path.name == "Paper_2024_05_07.html.gz"
        return Article(id="0", text="One.\n\nTwo.", title="New", published=date(2024, 5, 6))

    metrics = pages.run(bench, None, read_page=read_page).metrics
    assert metrics["title_accuracy"] == metrics["date_accuracy"] == 1.0
    # Two of the five expected words, and nothing else: precision 1, recall 0.4.
    assert metrics["body_rouge_lsum_f1"] == pytest.approx(0.8 / 1.4)


def test_no_pages_at_all_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(PacksMissingError, match="no page under"):
        page_paths(tmp_path, None)
