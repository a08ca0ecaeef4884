"""Corrections: the later reading stands, a retracted article is out of all events, and the trail tells both."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from deltalake import DeltaTable, write_deltalake

from detente.changes import CHANGES, Fate, Known, replacements
from detente.cli import main
from detente.errors import NotFoundError
from detente.model import Article, Coding, Copy, content_id
from detente.pipeline import link
from detente.store import Store, open_store
from tests.store_nouns import CODINGS, coding, held, written

FIRST = {"id": "w1", "published": "2024-05-03", "text": "Norway accused Chile on Tuesday of jamming its balloons."}
SECOND = {**FIRST, "text": "Norway accused Peru on Tuesday of jamming its balloons."}
OTHER = {"id": "w2", "published": "2024-05-03", "text": "On Tuesday, Norway accused Chile of jamming balloons."}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "news.detente", create=True)


def reread(number: int, text_id: str) -> Coding:
    """The coding of the same article with another id of ours, as another text gives it."""
    old = coding(number)
    article = replace(old.article, id=text_id)
    reports = tuple(replace(each, id=f"{each.id}{text_id}", article=text_id) for each in old.reports)
    return Coding(article=article, actors=old.actors, reports=reports)


def known(identity: str, given: str | None = None, url: str | None = None, publisher: str | None = None) -> Known:
    return Known(identity, given, url, publisher)


@pytest.mark.parametrize(
    ("one", "other", "replaced"),
    [
        (known("a", "1"), known("b", "1"), True),
        (known("a", "1", publisher="X"), known("b", "1", publisher="X"), True),
        (known("a", "1", publisher="X"), known("b", "1", publisher="Y"), False),
        (known("a", "1"), known("b", "2"), False),
        (known("a"), known("b"), False),
        (known("a", url="https://x.example/1"), known("b", "9", url="https://x.example/1"), True),
        (known("a", url="https://x.example/"), known("b", url="https://x.example/"), False),
        (known("a", url="https://x.example/?p=1"), known("b", url="https://x.example/?p=1"), True),
        (known("a", url="http://[broken/1"), known("b", url="http://[broken/1"), False),
        (known("a", "1"), known("a", "1"), False),
    ],
)
def test_one_article_read_twice_is_known_by_its_id_or_address(one: Known, other: Known, replaced: bool) -> None:
    found = replacements([one], [other])
    assert [(each.old, each.new, each.what) for each in found] == ([("a", "b", Fate.REPLACED)] if replaced else [])


def test_three_readings_leave_the_last() -> None:
    found = replacements([], [known("a", "1"), known("b", "1"), known("c", "1")])
    assert [(each.old, each.new) for each in found] == [("a", "b"), ("b", "c")]


def test_a_later_reading_stands_in_the_place_of_the_first(store: Store) -> None:
    store.add(CODINGS[:3])
    later = reread(1, "b001")
    (change,) = store.add([later])
    assert (change.old, change.new, change.given_id) == ("a001", "b001", "given 1")
    assert {each.article.id for each in held(store)} == {"a000", "a002", "b001"}
    assert {each.article for each in store.reports()} == {"a000", "a002", "b001"}
    assert store.counts()["articles"] == 3
    assert store.coding("given 1") == later
    assert {each.id for each in store.articles("lima")} == {"a000", "a002", "b001"}
    assert store.article("a001") == CODINGS[1].article, "the old text is still there for those who know its id"
    with pytest.raises(NotFoundError, match="replaced by b001"):
        store.coding("a001")
    assert list(store.changes()) == list(store.changes("given 1")) == [change]
    assert list(store.changes("b001")) == [change]
    assert list(store.changes("a002")) == []


def test_reading_again_changes_nothing_in_either_order(store: Store) -> None:
    both = [coding(1), reread(1, "b001")]
    store.add(both)
    for again in (both, both[:1], both[::-1]):
        assert store.add(again) == []
    assert [each.article.id for each in held(store)] == ["b001"]
    assert store.known_articles() == {"a001", "b001"}
    assert store.sweep()
    assert written(store, CHANGES) == 1
    assert store.article("a001").text == CODINGS[1].article.text, "a sweep keeps what was replaced"


def test_readings_that_two_runs_wrote_at_once_are_settled(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([coding(1)])
    monkeypatch.setattr("detente.corrections.replaced_by", lambda *_: [])
    store.add([reread(1, "b001")])
    monkeypatch.undo()
    assert len(held(store)) == 2
    for _ in range(2):
        store.settle()
        assert [each.article.id for each in held(store)] == ["b001"]
        assert len(list(store.changes())) == 1


def test_a_change_whose_chunk_was_cut_off_does_not_count(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add([coding(1)])
    append = type(store._folder).append
    monkeypatch.setattr(
        type(store._folder),
        "append",
        lambda self, table, batch: None if table.name == "articles" else append(self, table, batch),
    )
    store.add([reread(1, "b001")])
    monkeypatch.undo()
    assert [each.article.id for each in held(store)] == ["a001"]
    assert list(store.changes()) == []
    again = open_store(store.path)
    again.add([reread(1, "b001")])
    assert [each.article.id for each in held(again)] == ["b001"]
    assert len(list(again.changes())) == written(again, CHANGES) == 1


def test_a_retracted_article_is_out_and_stays_out(store: Store) -> None:
    store.add(CODINGS[:3])
    change = store.retract("given 1", "withdrawn by the paper")
    assert (change.what, change.old, change.new, change.reason) == (
        Fate.RETRACTED,
        "a001",
        None,
        "withdrawn by the paper",
    )
    assert store.retract("a001") == change, "done again, it tells what was done before"
    store.add(CODINGS[:3])
    assert {each.article.id for each in held(store)} == {"a000", "a002"}
    assert {each.id for each in store.articles("lima")} == {"a000", "a002"}
    with pytest.raises(NotFoundError, match="retracted"):
        store.coding("a001")
    with pytest.raises(NotFoundError, match="no article 'x'"):
        store.retract("x")


def test_a_given_id_of_two_articles_is_not_retracted_blindly(store: Store) -> None:
    store.add([Coding(article=Article(id=each, text="T", given_id="1", publisher=each)) for each in ("x", "y")])
    with pytest.raises(NotFoundError, match="x, y"):
        store.retract("1")
    assert store.retract("y").old == "y"


def test_a_store_of_the_first_format_is_read_and_gets_its_trail(store: Store) -> None:
    store.add(CODINGS[:2])
    (store.path / "store.json").write_text('{"format": 1}', "utf-8")
    (store.path / "changes").rename(store.path.parent / "elsewhere")
    old = open_store(store.path)
    assert held(old) == CODINGS[:2]
    assert list(old.changes()) == []
    old.retract("a001")
    assert held(open_store(store.path)) == CODINGS[:1]
    assert json.loads((store.path / "store.json").read_text("utf-8"))["format"] == 2
    assert DeltaTable(store.path / "changes").version() == 1


def test_a_table_that_lacks_a_column_shows_it_empty_until_it_is_written_again(store: Store) -> None:
    link_of = Copy(article="a", story="s", copy_of=None, similarity=None, why="like b")
    old = pa.table({"article": ["a"], "story": ["s"], "copy_of": pa.nulls(1, pa.string()), "similarity": [0.5]})
    write_deltalake(store.path / "copies", old, mode="overwrite", schema_mode="overwrite")
    assert list(store.copies()) == [Copy(article="a", story="s", copy_of=None, similarity=0.5)]
    store.replace_copies([link_of])
    assert list(store.copies()) == [link_of]


def detente(*arguments: object, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)
    assert result.exit_code == 0, result.stderr
    return result


def run(store: Path, *rows: dict[str, str]) -> Result:
    return detente(
        "run", "-", "--store", store, "--workers", 1, stdin="\n".join(json.dumps(row) for row in rows) + "\n"
    )


def events(store: Path) -> list[tuple[object, ...]]:
    found = [json.loads(line) for line in detente("events", "--store", store, "--format", "jsonl").stdout.splitlines()]
    return [(each["targets"][0]["country"], each["independent_sources"], len(each["reports"])) for each in found]


def test_corrections_and_retractions_reach_the_events(tmp_path: Path) -> None:
    store = tmp_path / "news.detente"
    run(store, FIRST, OTHER)
    assert events(store) == [("CHL", 2, 2)]
    assert "1 article takes the place of one read before" in run(store, SECOND).stderr
    assert sorted(events(store)) == [("CHL", 1, 1), ("PER", 1, 1)]
    run(store, FIRST, SECOND, OTHER)
    assert sorted(events(store)) == [("CHL", 1, 1), ("PER", 1, 1)]
    assert "was retracted" in detente("retract", "w2", "--reason", "hoax", "--store", store).stderr
    assert events(store) == [("PER", 1, 1)]
    detente("retract", "w2", "--store", store)
    trail = [json.loads(line) for line in detente("changes", "--store", store, "--format", "jsonl").stdout.splitlines()]
    assert [(each["what"], each["given_id"], each["reason"]) for each in trail[1:]] == [("retracted", "w2", "hoax")]
    old = content_id("w1", None, date(2024, 5, 3), None, None, FIRST["text"])
    new = content_id("w1", None, date(2024, 5, 3), None, None, SECOND["text"])
    assert (trail[0]["what"], trail[0]["old"], trail[0]["new"]) == ("replaced", old, new)
    assert "hoax" in detente("changes", "--store", store, "--article", "w2").stdout


def test_linking_again_changes_no_row(tmp_path: Path) -> None:
    store = open_store(tmp_path / "news.detente", create=True)
    store.add(CODINGS)
    link(store)
    before = [*store.events()]
    link(store)
    assert [*store.events()] == before
