"""The full-text index: what it finds, and that nothing a person types or a disk does makes it fall over."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import StoreError
from detente.model import Article
from detente.search import SearchIndex

ARTICLES = (
    Article(id="a1", title="Grain talks", text="Ministers from Kenya and Brazil signed a grain treaty in São Paulo."),
    Article(id="a2", text="Kenya imposed sanctions. The treaty was not mentioned; the grain was."),
    Article(id="a3", text='He said "never again" 😀 — twice.'),
)


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    made = SearchIndex(tmp_path / "search.sqlite")
    made.add(ARTICLES)
    return made


def found(index: SearchIndex, text: str) -> set[str]:
    return {hit.article for hit in index.search(text)}


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("kenya", {"a1", "a2"}),
        ("KENYA treaty", {"a1", "a2"}),
        ('"grain treaty"', {"a1"}),
        ("sanction", {"a2"}),
        ("sao paulo", {"a1"}),
        ("talks", {"a1"}),
        ("never ... again", {"a3"}),
        ("Uruguay", set()),
        ("kenya Uruguay", set()),
        ("", set()),
        ("?!", set()),
        ("😀", set()),
    ],
)
def test_every_word_must_be_there(index: SearchIndex, text: str, articles: set[str]) -> None:
    assert found(index, text) == articles


@pytest.mark.parametrize(
    "text", ["NOT kenya", "kenya OR", "title:kenya", "NEAR(kenya, 2)", "ken*", "^kenya", "{title}"]
)
def test_nothing_is_syntax(index: SearchIndex, text: str) -> None:
    assert found(index, text) <= {"a1", "a2"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(st.characters(), max_size=30) | st.text("\"'*()\x00\ud800^:-+ a", max_size=12))
def test_no_text_breaks_a_search(index: SearchIndex, text: str) -> None:
    assert isinstance(index.search(text), list)


def test_a_query_of_many_words_is_cut(index: SearchIndex) -> None:
    assert found(index, "kenya " * 5000) == {"a1", "a2"}


def test_a_snippet_marks_the_found_words(index: SearchIndex) -> None:
    (hit,) = index.search("sanctions imposed")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["imposed", "sanctions"]


def test_an_article_may_hold_the_marks_itself(index: SearchIndex) -> None:
    index.add([Article(id="a4", text="odd \x03\x02 marks \x02 here \x00 and there")])
    (hit,) = index.search("odd marks")
    assert "\x02" not in hit.snippet
    assert "\x03" not in hit.snippet


def test_hits_come_in_pages(index: SearchIndex) -> None:
    first, second = index.search("kenya", limit=1), index.search("kenya", limit=1, offset=1)
    assert {first[0].article, second[0].article} == {"a1", "a2"}


def test_adding_again_changes_nothing(index: SearchIndex) -> None:
    index.add(ARTICLES)
    assert index.count() == len(index.search("kenya")) + 1 == 3


def test_what_is_removed_is_found_no_more(index: SearchIndex) -> None:
    index.remove(["a1", "unknown"])
    assert index.known() == {"a2", "a3"}
    assert found(index, "kenya") == {"a2"}


def test_a_broken_file_is_made_anew(index: SearchIndex) -> None:
    index.path.write_bytes(b"this is no database, whatever its name says" * 100)
    assert index.count() == 0
    index.add(ARTICLES)
    assert found(index, "kenya") == {"a1", "a2"}


def test_an_index_of_another_format_is_made_anew(index: SearchIndex) -> None:
    connection = sqlite3.connect(index.path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert index.count() == 0


def test_a_place_that_can_not_be_written_is_a_store_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="full-text index"):
        SearchIndex(tmp_path / "nowhere" / "search.sqlite").count()
