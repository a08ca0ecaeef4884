"""The examples of the repository are read without a notice, and say of themselves that they are invented."""

from pathlib import Path

import pytest

from detente.articles import read_articles

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_examples_are_seven_marked_articles() -> None:
    articles = list(read_articles([EXAMPLES], notify=lambda notice: pytest.fail(str(notice))))
    assert len(articles) == 7
    for article in articles:
        lines = article.text.strip().splitlines()
        assert "invented for the examples" in lines[0] + lines[-1]
        assert article.language == "en"
        assert 250 <= len(article.text.split()) <= 450
    assert len({article.published.strftime("%Y-%m") for article in articles if article.published}) == 5
