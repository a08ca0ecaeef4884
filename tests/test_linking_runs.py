"""Runs of the linking on a store: little by little, cut off, or after another has written, the rows are the same."""

from pathlib import Path

import pytest

from detente.derived import mark_of
from detente.linking import COPIES, EVENTS, Found, LinkIndex
from detente.model import Coding
from detente.pipeline import link
from detente.store import Store, open_store
from tests.made_news import made


def coded(found: Found) -> Coding:
    (article,) = found.articles
    return Coding(article=article, reports=tuple(found.reports), claims=tuple(found.claims))


CODINGS = [coded(each) for each in made(7, 36)]


def rows(store: Store) -> tuple[list[object], list[object]]:
    return sorted(store.copies(), key=lambda each: each.article), sorted(store.events(), key=lambda each: each.id)


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[object], list[object]]:
    store = open_store(tmp_path_factory.mktemp("whole") / "news.detente", create=True)
    store.add(CODINGS)
    link(store)
    return rows(store)


def first_part(folder: Path) -> Store:
    store = open_store(folder / "news.detente", create=True)
    store.add(CODINGS[20:])
    link(store)
    return store


def test_parts_linked_one_after_the_other_give_the_rows_of_all(tmp_path: Path, at_once: tuple[object, object]) -> None:
    store = first_part(tmp_path)
    for start in (15, 3, 0):
        store.add(CODINGS[start:20])
        link(store)
    assert rows(store) == at_once


def test_what_is_retracted_leaves_the_rows_as_if_it_had_never_been(tmp_path: Path) -> None:
    store, without = first_part(tmp_path), open_store(tmp_path / "without.detente", create=True)
    for each in CODINGS[30:33]:
        store.retract(each.article.id)
    link(store)
    without.add([*CODINGS[20:30], *CODINGS[33:]])
    link(without)
    assert rows(store) == rows(without)


def test_a_run_without_news_writes_nothing(tmp_path: Path) -> None:
    store = first_part(tmp_path)
    marks = [mark_of(store.folder, kind) for kind in (COPIES, EVENTS)]
    link(store)
    assert [mark_of(store.folder, kind) for kind in (COPIES, EVENTS)] == marks


@pytest.mark.parametrize("cut", ["update", "intend", "paid"])
@pytest.mark.parametrize("kind", [COPIES, EVENTS])
def test_a_run_that_is_cut_off_is_finished_by_the_next(
    tmp_path: Path, at_once: tuple[object, object], monkeypatch: pytest.MonkeyPatch, cut: str, kind: str
) -> None:
    store = first_part(tmp_path)
    store.add(CODINGS[:20])
    right = getattr(LinkIndex, cut)

    def die(index: LinkIndex, first: object, *rest: object) -> object:
        if first != kind and cut != "update":
            return right(index, first, *rest)
        if cut != "paid":
            right(index, first, *rest)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(LinkIndex, cut, die)
        link(store)
    link(open_store(store.path))
    assert rows(store) == at_once


def test_rows_that_another_wrote_are_written_anew_with_the_next_linking(
    tmp_path: Path, at_once: tuple[object, object]
) -> None:
    store = first_part(tmp_path)
    store.replace_events([])
    store.replace_copies([])
    store.add(CODINGS[:20])
    link(store)
    assert rows(store) == at_once


def test_the_file_can_be_deleted_at_any_time(tmp_path: Path, at_once: tuple[object, object]) -> None:
    store = first_part(tmp_path)
    for each in store.path.glob("links.sqlite*"):
        each.unlink()
    store.add(CODINGS[:20])
    link(store)
    assert rows(store) == at_once
