"""The store: what goes in comes out, exactly once, and articles are listed and found."""

import dataclasses
import enum
import tempfile
import types
import typing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import NotFoundError, StoreError
from detente.model import Article, Coding, Copy, Event
from detente.store import Store, open_store
from detente.tables import ARTICLES, CHILDREN
from tests.store_nouns import CODINGS, EVENTS, coding, held, written


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "Nachrichten für Perú.detente", create=True)


def test_what_goes_in_comes_out(store: Store) -> None:
    store.add(CODINGS)
    with open_store(store.path) as again:
        assert held(again) == CODINGS
        assert [report for each in CODINGS for report in each.reports] == list(again.reports())
        assert again.known_articles() == {each.article.id for each in CODINGS}
        assert again.coding("given 3") == CODINGS[3]
        assert again.given_ids()["a003"] == "given 3"
        assert again.counts() == {
            "articles": 12,
            "mentions": 12,
            "reports": 24,
            "quotations": 12,
            "claims": 12,
            "copies": 0,
            "events": 0,
            "changes": 0,
        }


def test_adding_again_changes_nothing(store: Store) -> None:
    store.add(CODINGS[:6] + CODINGS[:2])
    store.add(CODINGS)
    store.add(CODINGS)
    store.add([])
    assert held(store) == CODINGS
    assert written(store, ARTICLES) == len(CODINGS)


def strategy(hint: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Values of a field of a noun, by its type."""
    plain = {
        str: st.text(st.characters(codec="utf-8"), max_size=8),
        int: st.integers(0, 2**31 - 1),
        float: st.floats(allow_nan=False, allow_infinity=False),
        date: st.dates(),
        bool: st.booleans(),
        types.NoneType: st.none(),
    }
    if hint in plain:
        return plain[hint]
    if isinstance(hint, types.UnionType):
        return st.one_of(*map(strategy, typing.get_args(hint)))
    if typing.get_origin(hint) is tuple:
        return st.lists(strategy(typing.get_args(hint)[0]), max_size=2).map(tuple)
    if issubclass(hint, enum.Enum):
        return st.sampled_from(hint)
    fields = {name: st.deferred(lambda each=each: strategy(each)) for name, each in typing.get_type_hints(hint).items()}
    assert dataclasses.is_dataclass(hint)
    return st.builds(hint, **fields)


@settings(max_examples=6, deadline=None)
@given(
    codings=st.lists(
        strategy(Coding),
        max_size=3,
        unique_by=(
            lambda each: each.article.id,
            lambda each: each.article.given_id or (each.article.id,),
            lambda each: each.article.url or (each.article.id,),
        ),
    ),
    events=st.lists(strategy(Event), max_size=3, unique_by=lambda each: each.id),
    copies=st.lists(strategy(Copy), max_size=3, unique_by=lambda each: each.article),
)
def test_any_nouns_come_out_as_they_went_in(codings: list[Coding], events: list[Event], copies: list[Copy]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(folder, create=True)
        store.add(codings)
        store.replace_events(events)
        store.replace_copies(copies)
        assert sorted(held(store), key=lambda each: each.article.id) == sorted(
            codings, key=lambda each: each.article.id
        )
        assert {each.id: each for each in store.events()} == {each.id: each for each in events}
        assert {each.article: each for each in store.copies()} == {each.article: each for each in copies}


def test_an_article_written_by_two_runs_at_once_counts_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(CODINGS[:3])
    first = [dataclasses.replace(each, reports=()) for each in CODINGS[2:5]]
    monkeypatch.setattr(Store, "_read", lambda *_: set())
    store.add(first)
    monkeypatch.undo()
    assert written(store, ARTICLES) == 6
    assert held(store) == [*CODINGS[:3], *first[1:]]
    assert store.sweep()
    assert held(store) == [*CODINGS[:3], *first[1:]]
    assert written(store, ARTICLES) == written(store, CHILDREN[0]) == 5


def test_articles_are_listed_newest_first_with_their_reports(store: Store) -> None:
    store.add([*CODINGS, coding(20, reports=0), Coding(article=Article(id="z", text="No day."))])
    page = store.articles(limit=3)
    assert [(each.id, each.reports) for each in page] == [("a020", 0), ("a011", 2), ("a010", 2)]
    assert [each.id for each in store.articles(limit=3, offset=12)] == ["a000", "z"]
    assert [each.id for each in store.articles(ids=["a002", "a001", "none"])] == ["a002", "a001"]


def test_articles_are_found_by_their_words(store: Store) -> None:
    store.add([*CODINGS, Coding(article=Article(id="b", text="A quiet day in Oslo.", title="Oslo"))])
    (found,) = store.articles("oslo day")
    assert found.id == "b"
    assert found.hit is not None
    assert "Oslo" in found.hit.snippet
    assert store.articles("Quito") == []
    assert len(store.articles(" ")) == 13


def test_an_index_that_is_lost_or_behind_is_built_again(store: Store) -> None:
    store.add(CODINGS)
    store._index.remove(["a000", "a001"])
    assert len(store.articles("lima")) == 12
    for file in store.path.glob("search.sqlite*"):
        file.unlink()
    assert len(store.articles("lima")) == 12


def test_derived_tables_are_replaced(store: Store) -> None:
    copies = [Copy(article="a", story="s", copy_of=None, similarity=None)]
    store.replace_events(EVENTS)
    store.replace_events(EVENTS[:1])
    store.replace_copies(copies)
    assert list(store.events()) == EVENTS[:1]
    assert list(store.copies()) == copies
    store.replace_events([])
    assert list(store.events()) == []


def test_an_unknown_article_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"no article 'x'.*detente stories"):
        store.article("x")


def test_text_that_is_not_unicode_is_refused_before_anything_is_written(store: Store) -> None:
    with pytest.raises(StoreError, match="surrogates"):
        store.add([CODINGS[0], Coding(article=Article(id="s", text="half \ud83d"))])
    assert store.known_articles() == set()
    assert written(store, CHILDREN[0]) == 0
