"""Cluster scores worked out by hand."""

from collections.abc import Iterable

import pytest

from detente.model import Article, Copy
from eval import happenings
from eval.happenings import copy_pairs, score_copies, score_stories
from tests.eval.conftest import WritePack


def copy(article: str, copy_of: str | None, story: str = "s") -> Copy:
    return Copy(article=article, story=story, copy_of=copy_of, similarity=0.9 if copy_of else None)


def test_the_same_clusters_under_other_names_are_perfect() -> None:
    scores = score_stories({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "y"})
    assert set(scores.values()) == {1.0}


def test_everything_in_one_story() -> None:
    scores = score_stories({"a": "1", "b": "1", "c": "2", "d": "2"}, dict.fromkeys("abcd", "x"))
    assert scores["bcubed_precision"] == 0.5
    assert scores["bcubed_recall"] == 1.0
    assert scores["bcubed_f1"] == pytest.approx(2 / 3)
    assert scores["pairwise_precision"] == pytest.approx(2 / 6)
    assert scores["pairwise_recall"] == 1.0
    assert scores["pairwise_f1"] == 0.5


def test_every_article_a_story_of_its_own() -> None:
    scores = score_stories({"a": "1", "b": "1", "c": "1"}, {"a": "x", "b": "y", "c": "z"})
    assert scores["bcubed_precision"] == 1.0
    assert scores["bcubed_recall"] == pytest.approx(1 / 3)
    assert scores["pairwise_f1"] == 0.0


def test_an_article_in_one_clustering_only_is_an_error() -> None:
    with pytest.raises(ValueError, match="'b'"):
        score_stories({"a": "1", "b": "1"}, {"a": "x"})


def test_copies_of_one_text_are_copies_of_each_other() -> None:
    linked = [copy("a", None), copy("b", "a"), copy("c", "b"), copy("d", None)]
    assert copy_pairs(linked) == {frozenset("ab"), frozenset("ac"), frozenset("bc")}


def test_copies_are_scored_as_pairs() -> None:
    gold = {frozenset("ab"), frozenset("cd")}
    assert score_copies(gold, {frozenset("ab"), frozenset("ax")}) == {"copies_precision": 0.5, "copies_recall": 0.5}


def test_the_runner_links_articles_and_takes_only_true_copies_as_gold(write_pack: WritePack) -> None:
    row = {"published": "2016-05-01T10:00:00", "publisher": "p", "url": "", "title": "t", "text": "x"}
    events = {"a": 1, "b": 1, "c": 2}
    write_pack("happenings.jsonl", [{**row, "id": name, "event": event} for name, event in events.items()])
    copies = [{"a": "a", "b": "b", "same_event": True}, {"a": "a", "b": "c", "same_event": False}]
    bench = write_pack("happenings_copies.jsonl", copies)

    def link(articles: Iterable[Article]) -> list[Copy]:
        assert {(each.id, str(each.published), each.url) for each in articles} == {
            (name, "2016-05-01", None) for name in "abc"
        }
        return [copy("a", None, "x"), copy("b", "a", "x"), copy("c", None, "y")]

    scores = happenings.run(bench, None, link=link)
    assert scores.rows == 3
    assert set(scores.metrics.values()) == {1.0}


def test_a_limit_takes_whole_happenings(write_pack: WritePack) -> None:
    row = {"published": "2016-05-01", "publisher": None, "url": None, "title": None, "text": "x"}
    write_pack("happenings.jsonl", [{**row, "id": f"{n}", "event": n // 3} for n in range(9)])
    bench = write_pack("happenings_copies.jsonl", [])
    scores = happenings.run(bench, 2, link=lambda articles: [copy(each.id, None, each.id) for each in articles])
    assert scores.rows == 6
