"""Linking little by little: in whatever order articles came and went, the rows are those of linking all at once."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detente.linking import COPIES, EVENTS, Found, LinkIndex, Memory, story_cells, story_terms
from detente.model import Copy, Event
from tests.made_news import made


class Desk:
    """An index with its memory, fed with what is present; it keeps the rows as a store would."""

    def __init__(self, every: Sequence[Found], folder: Path | None = None) -> None:
        self._every = {each.articles[0].id: each for each in every}
        self._folder = folder
        self._memory, self._index = Memory(folder), LinkIndex(folder)
        self.copies: dict[str, Copy] = {}
        self.events: dict[str, Event] = {}

    def link(self, present: Sequence[str]) -> None:
        """Link these, and write what is owed."""
        self._memory.update(present, lambda ids: (self._every[each].articles[0] for each in ids))
        self._index.update(present, self.fetch, self._memory)
        self.write(COPIES, self.copies, self._index.copies, lambda each: each.article)
        self.write(EVENTS, self.events, self._index.events, lambda each: each.id)

    def write(
        self,
        kind: str,
        table: dict[str, object],
        rows: Callable[[list[str]], Iterator[object]],
        key: Callable[[object], str],
    ) -> None:
        owed = self._index.owed(kind)
        self._index.intend(kind)
        for each in owed:
            table.pop(each, None)
        table.update({key(each): each for each in rows(owed)})
        self._index.paid(kind)

    def fetch(self, ids: list[str]) -> Found:
        """What is in some articles."""
        found = [self._every[each] for each in ids]
        return Found(
            [each.articles[0] for each in found],
            [report for each in found for report in each.reports],
            [claim for each in found for claim in each.claims],
        )

    def rows(self) -> tuple[dict[str, Copy], dict[str, Event]]:
        """What the store would show."""
        return self.copies, self.events

    def close(self) -> None:
        """Let go of the files."""
        self._memory.__exit__()
        self._index.close()


def at_once(every: Sequence[Found], present: Sequence[str]) -> tuple[dict[str, Copy], dict[str, Event]]:
    desk = Desk(every)
    desk.link(present)
    return desk.rows()


@pytest.fixture(autouse=True)
def _few_make_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let forty articles meet what a hundred thousand do: a sample that is not all, and cells that are full."""
    monkeypatch.setattr(story_terms, "SAMPLE", 8)
    monkeypatch.setattr(story_cells, "CROWD", 6)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), steps=st.lists(st.integers(1, 15), min_size=2, max_size=6))
@example(seed=23225, steps=[1, 1, 1, 15, 1])  # several leave at once, and one asks for another that leaves
def test_what_comes_and_goes_in_any_order_is_linked_as_all_at_once(seed: int, steps: list[int]) -> None:
    every = made(seed)
    chance = random.Random(seed)  # noqa: S311
    waiting = [each.articles[0].id for each in every]
    chance.shuffle(waiting)
    desk, present = Desk(every), list[str]()
    for step in steps:
        gone = set(chance.sample(present, min(len(present), chance.choice((0, 0, 1, 4)))))
        present = [*(each for each in present if each not in gone), *waiting[:step]]
        waiting = [*waiting[step:], *sorted(gone)]
        desk.link(present)
        assert desk.rows() == at_once(every, present)


def test_nothing_new_owes_nothing_and_one_article_more_owes_few_rows() -> None:
    every = made(1, 60)
    ids = [each.articles[0].id for each in every]
    desk = Desk(every)
    desk.link(ids[:-1])
    before = dict(desk.copies)
    desk.link(ids[:-1])
    assert desk.copies == before
    desk.link(ids)
    assert desk.rows() == at_once(every, ids)


def test_what_was_not_written_is_owed_after_the_file_is_opened_again(tmp_path: Path) -> None:
    every = made(2)
    ids = [each.articles[0].id for each in every]
    desk = Desk(every, tmp_path)
    desk.link(ids[:30])
    copies, events = desk.rows()
    desk.write = lambda *_: None  # type: ignore[assignment, method-assign]  # killed before the rows were written
    desk.link(ids)
    desk.close()
    again = Desk(every, tmp_path)
    again.copies, again.events = copies, events
    again.link(ids)
    again.close()
    assert again.rows() == at_once(every, ids)


def test_a_row_that_stands_under_another_mark_is_not_trusted(tmp_path: Path) -> None:
    with LinkIndex(tmp_path) as index:
        assert not index.stands(COPIES, None), "nothing was written yet"
        mark = index.intend(COPIES)
        assert index.stands(COPIES, mark), "killed between the writing and its note"
        index.paid(COPIES)
        assert index.stands(COPIES, mark)
        assert not index.stands(COPIES, mark + 1), "another has written since"
        assert not index.stands(EVENTS, mark)


def test_a_changed_article_is_another_article() -> None:
    """The ids of articles are those of their words, so what stands under one never changes."""
    every = made(3, 10)
    article = every[0].articles[0]
    changed = replace(article, id="changed", text=f"{article.text} more")
    reports = [replace(each, id=f"{each.id}-changed", article="changed") for each in every[0].reports]
    both = [*every, Found([changed], reports, [])]
    ids = [each.articles[0].id for each in both]
    desk = Desk(both)
    desk.link(ids[:-1])
    desk.link(ids[1:])
    assert desk.rows() == at_once(both, ids[1:])
