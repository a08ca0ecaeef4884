"""The store: what goes in comes out, exactly once, whatever is killed, repeated or read meanwhile."""

import dataclasses
import enum
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import types
import typing
from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable, TableFeatures
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.delta import DeltaFolder
from detente.errors import NotFoundError, StoreError
from detente.model import (
    Actor,
    ActorMention,
    Article,
    Basis,
    Claim,
    Coding,
    Copy,
    Event,
    EventReport,
    LeftOut,
    Quotation,
    QuotationKind,
    Stance,
    Status,
    When,
    Why,
    span_of,
)
from detente.store import MANY_FILES, Pair, Store, open_store
from detente.tables import ARTICLES, CHILDREN, TABLES, Table

TEXT = 'Chile said “no” to Peru; it’s Ana Díaz who "smiled" 😀 in Lima.'


def mention(words: str, country: str | None, name: str | None = None) -> ActorMention:
    start = TEXT.index(words)
    actor = Actor(country=country, name=name)
    return ActorMention(span=span_of(TEXT, start, start + len(words)), actor=actor, why=Why(rule="r", score=0.5))


def coding(number: int, reports: int = 2) -> Coding:
    article, why, span = f"a{number:03d}", Why(rule="r", score=0.9), span_of(TEXT, 6, 10)
    told = [
        EventReport(
            id=f"r{number:03d}-{each}",
            article=article,
            type="REJECT",
            mode=None,
            contexts=("military",),
            cameo="120",
            quad=3,
            score=-4.0,
            sources=(mention("Chile", "CHL"),),
            targets=(mention("Peru", "PER"), ActorMention(span=span, actor=None, why=why)),
            when=When(first=date(2020, 1, 1), last=date(2020, 1, 2), basis=Basis.RELATIVE),
            where=None,
            status=Status.HAPPENED,
            spans=(span,),
            why=why,
        )
        for each in range(reports)
    ]
    speaker = mention("Ana Díaz", "CHL", "Ana Díaz")
    quoted = Quotation(
        id=f"q{number}", article=article, content=(span,), cue=(), speaker=speaker, kind=QuotationKind.MIXED, why=why
    )
    claim = Claim(
        id=f"c{number}",
        article=article,
        proposition=span,
        claimant=None,
        stance=Stance.DOUBTS,
        report=None,
        quotation=quoted.id,
        why=why,
    )
    return Coding(
        article=Article(id=article, text=TEXT, given_id=f"given {number}", published=date(2020, 1, 1 + number % 28)),
        actors=(speaker,),
        reports=tuple(told),
        quotations=(quoted,),
        claims=(claim,),
        left_out=(LeftOut(span=span, reason="question"),),
    )


CODINGS = [coding(number) for number in range(12)]


def event(identity: str, sources: str, targets: str, first: date | None = None, kind: str = "ACCUSE") -> Event:
    return Event(
        id=identity,
        type=kind,
        status=Status.HAPPENED,
        score=-2.0,
        sources=tuple(Actor(country=country) for country in sources.split()),
        targets=tuple(Actor(country=country) for country in targets.split()),
        first=first,
        last=first,
        reports=("r000-0",),
        articles=("a000", "a001"),
        publishers=("The Lima | Herald",),
        independent_sources=1,
    )


EVENTS = [
    event("e1", "USA", "RUS", date(2020, 1, 1)),
    event("e2", "RUS", "USA", date(2020, 2, 1)),
    event("e3", "CHN USA RUS", "", date(2020, 3, 1), kind="CONSULT"),
    event("e4", "CHN", "USA"),
    event("e5", "PER", "", date(2020, 4, 1)),
    event("e6", "USA", "USA", date(2020, 5, 1)),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "Nachrichten für Perú.detente", create=True)


def held(store: Store) -> list[Coding]:
    return [store.coding(article.id) for article in store.all_articles()]


def written(store: Store, table: Table[object]) -> int:
    """Rows on disk, counted or not."""
    return int(DeltaTable(store.path / table.name).to_pyarrow_table().num_rows)


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


@settings(max_examples=8, deadline=None)
@given(
    codings=st.lists(strategy(Coding), max_size=3, unique_by=lambda each: each.article.id),
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


def test_a_run_that_dies_before_the_marker_has_written_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(CODINGS[:4])
    append = DeltaFolder.append

    def dies(self: DeltaFolder, table: Table[object], batch: pa.RecordBatch) -> None:
        if table is ARTICLES:
            raise KeyboardInterrupt
        append(self, table, batch)

    monkeypatch.setattr(DeltaFolder, "append", dies)
    with pytest.raises(KeyboardInterrupt):
        store.add(CODINGS[4:])
    monkeypatch.undo()
    again = open_store(store.path)
    assert written(again, CHILDREN[0]) == len(CODINGS)
    assert held(again) == CODINGS[:4]
    assert again.counts()["reports"] == again.reports().count() == 8
    again.add(CODINGS[4:])
    assert held(again) == CODINGS
    assert written(again, CHILDREN[0]) == len(CODINGS)


def test_an_article_written_by_two_runs_at_once_counts_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(CODINGS[:3])
    first = [dataclasses.replace(each, reports=()) for each in CODINGS[2:5]]
    monkeypatch.setattr(Store, "_known", lambda *_: set())
    store.add(first)
    monkeypatch.undo()
    assert written(store, ARTICLES) == 6
    assert held(store) == [*CODINGS[:3], *first[1:]]
    assert store.sweep()
    assert held(store) == [*CODINGS[:3], *first[1:]]
    assert written(store, ARTICLES) == written(store, CHILDREN[0]) == 5


def test_nothing_is_swept_while_another_writes(store: Store) -> None:
    other = open_store(store.path)
    with other._folder.writing(), other._folder.writing():
        assert not store.sweep()
    assert store.sweep()


def write_slowly(path: str, first: int, last: int) -> None:
    """What the killed processes below do: a few chunks of two articles each."""
    store = open_store(path)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in range(first, last, 2):
        store.add([coding(number), coding(number + 1)])


def writer(store: Store, first: int, last: int) -> subprocess.Popen[str]:
    command = f"import test_store; test_store.write_slowly({str(store.path)!r}, {first}, {last})"
    return subprocess.Popen(
        [sys.executable, "-c", command],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )


def test_kills_at_any_moment_leave_a_store_that_ends_exact(store: Store) -> None:
    for wait in (0.05, 0.3, 0.5):
        with writer(store, 0, 40) as killed:
            assert killed.stdout is not None
            assert killed.stdout.readline() == "ready\n"
            time.sleep(wait)
            killed.send_signal(signal.SIGKILL)
        assert all(each == coding(int(each.article.id[1:])) for each in held(store))
    expected = [coding(number) for number in range(40)]
    store = open_store(store.path)
    store.add(expected)
    assert held(store) == expected
    assert [written(store, table) for table in (ARTICLES, *CHILDREN)] == [40, 40, 80, 40, 40]


def test_two_processes_write_at_once(store: Store) -> None:
    with writer(store, 0, 8) as one, writer(store, 4, 12) as two:
        assert one.wait(60) == two.wait(60) == 0
    assert held(store) == CODINGS
    assert store.sweep()
    assert [written(store, table) for table in (ARTICLES, *CHILDREN)] == [12, 12, 24, 12, 12]
    assert {each.id for each in store.articles("lima")} == store.known_articles()


def test_derived_tables_replaced_by_two_at_once_hold_one_of_them(store: Store) -> None:
    halves = [[each for number, each in enumerate(EVENTS) if number % 2 == side] for side in (0, 1)]
    replaced = [threading.Thread(target=store.replace_events, args=(half,)) for half in halves * 2]
    for thread in replaced:
        thread.start()
    for thread in replaced:
        thread.join()
    assert sorted(each.id for each in store.events()) in [[each.id for each in half] for half in halves]


def test_a_reader_sees_whole_articles_while_a_run_writes(store: Store) -> None:
    writing = threading.Thread(target=lambda: [store.add([each]) for each in CODINGS])
    writing.start()
    seen = []
    while writing.is_alive():
        reports = Counter(report.article for report in open_store(store.path).reports())
        assert set(reports.values()) <= {2}
        seen.append(len(reports))
    writing.join()
    assert seen == sorted(seen)
    assert held(store) == CODINGS


def test_a_reading_begun_before_a_run_is_finished_after_it(store: Store) -> None:
    store.add(CODINGS[:6])
    reading = iter(store.all_articles())
    first = next(reading)
    for each in CODINGS[6:]:
        store.add([each])
    store._folder.compact(many=2)
    assert [first, *reading] == [each.article for each in CODINGS[:6]]
    assert held(store) == CODINGS


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


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["e1", "e2", "e3", "e6", "e5", "e4"]),
        ({"source": "USA"}, ["e1", "e3", "e6"]),
        ({"target": "USA"}, ["e2", "e3", "e6", "e4"]),
        ({"source": "USA", "target": "RUS"}, ["e1", "e3"]),
        ({"source": "RUS", "target": "CHN"}, ["e3"]),
        ({"source": "CHN", "target": "RUS"}, ["e3"]),
        ({"source": "USA", "target": "USA"}, ["e6"]),
        ({"target": "PER"}, []),
        ({"source": "US"}, []),
        ({"source": "USA|RUS"}, []),
        ({"since": date(2020, 2, 1), "until": date(2020, 3, 1)}, ["e2", "e3"]),
        ({"type": "CONSULT"}, ["e3"]),
        ({"type": "' OR 1=1 --"}, []),
    ],
)
def test_events_are_filtered(store: Store, filters: dict[str, typing.Any], found: list[str]) -> None:
    store.replace_events(EVENTS)
    in_order = sorted(found, key=["e1", "e2", "e3", "e5", "e6", "e4"].index)
    assert [each.id for each in store.events(**filters)] == in_order
    assert store.events(**filters).count() == len(found)


def test_events_of_world_bodies_are_found_by_name(store: Store) -> None:
    body = dataclasses.replace(event("e9", "", "PER"), sources=(Actor(name="World Body"),))
    store.replace_events([*EVENTS, body])
    assert [each.id for each in store.events(source="World Body", target="PER")] == ["e9"]


def test_events_are_found_by_id_and_by_article(store: Store) -> None:
    store.replace_events(EVENTS)
    assert store.event("e3") == EVENTS[2]
    assert len(list(store.events_of("a001"))) == len(EVENTS)
    assert list(store.events_of("a00")) == []
    with pytest.raises(NotFoundError, match="e99"):
        store.event("e99")


def test_derived_tables_are_replaced(store: Store) -> None:
    copies = [Copy(article="a", story="s", copy_of=None, similarity=None)]
    store.replace_events(EVENTS)
    store.replace_events(EVENTS[:1])
    store.replace_copies(copies)
    assert list(store.events()) == EVENTS[:1]
    assert list(store.copies()) == copies
    store.replace_events([])
    assert list(store.events()) == []


def test_pairs_are_counted_in_either_direction(store: Store) -> None:
    assert store.pairs() == []
    store.replace_events(EVENTS)
    assert store.pairs() == [Pair("RUS", "USA", 3), Pair("CHN", "USA", 2), Pair("CHN", "RUS", 1)]


def test_quotations_are_found_by_speaker_and_country(store: Store) -> None:
    store.add(CODINGS[:2])
    assert [each.id for each in store.quotations(speaker="diaz")] == ["q0", "q1"]
    assert [each.id for each in store.quotations(country="CHL")] == ["q0", "q1"]
    assert list(store.quotations(speaker="Diaz", country="PER")) == []
    assert [each.quotation for each in store.claims()] == ["q0", "q1"]
    assert [each.id for each in store.reports(["r001-1", "none"])] == ["r001-1"]


def test_rows_are_tables_for_notebooks(store: Store) -> None:
    store.add(CODINGS)
    store.replace_events(EVENTS)
    assert store.rows("events").to_arrow().num_rows == len(EVENTS)
    assert store.events(type="CONSULT").to_dicts()[0]["sources"] == "CHN|USA|RUS"
    frame = store.events().to_pandas()
    assert frame.groupby("sources")["score"].count()["USA"] == 2
    assert frame["first"].dt.month.max() == 5
    assert store.rows("reports").to_polars()["targets"].unique().to_list() == ["PER"]
    assert "record" not in store.rows("reports").to_arrow().column_names
    for table in TABLES:
        assert len(store.rows(table.name).to_dicts()) == store.counts()[table.name]
    with pytest.raises(NotFoundError, match="no table 'stories'; there are articles"):
        store.rows("stories")


def test_compacting_joins_files_and_keeps_rows(store: Store) -> None:
    for each in CODINGS[:MANY_FILES]:
        store.add([each])
    store.compact()
    assert len(DeltaTable(store.path / "articles").file_uris()) == 1
    assert held(store) == CODINGS[:MANY_FILES]


def test_an_unknown_article_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"no article 'x'.*detente stories"):
        store.article("x")


def test_text_that_is_not_unicode_is_refused_before_anything_is_written(store: Store) -> None:
    with pytest.raises(StoreError, match="surrogates"):
        store.add([CODINGS[0], Coding(article=Article(id="s", text="half \ud83d"))])
    assert store.known_articles() == set()
    assert written(store, CHILDREN[0]) == 0


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store here\. Make one with: detente run .* --store"):
        open_store(tmp_path / "none")


def test_a_folder_of_other_things_is_not_made_a_store(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    with pytest.raises(StoreError, match=r"letter\.txt"):
        open_store(tmp_path, create=True)
    with pytest.raises(StoreError, match="letter"):
        open_store(tmp_path / "letter.txt", create=True)


def test_a_creation_that_was_cut_off_is_finished(store: Store) -> None:
    store.add(CODINGS)
    (store.path / "store.json").unlink()
    assert held(open_store(store.path, create=True)) == CODINGS


@pytest.mark.parametrize(("marker", "said"), [('{"format": 2}', "upgrade"), ("{", "not the marker"), ("[]", "marker")])
def test_a_store_of_another_kind_is_refused(store: Store, marker: str, said: str) -> None:
    (store.path / "store.json").write_text(marker)
    with pytest.raises(StoreError, match=said):
        open_store(store.path)


def test_the_marker_tells_format_and_version(store: Store) -> None:
    marker = json.loads((store.path / "store.json").read_text())
    assert marker["format"] == 1
    assert marker["detente"]


def test_a_table_with_deletion_vectors_is_refused(store: Store) -> None:
    table = DeltaTable(store.path / "reports")
    assert table.metadata().configuration["delta.enableDeletionVectors"] == "false"
    table.alter.add_feature(TableFeatures.DeletionVectors, allow_protocol_versions_increase=True)
    with pytest.raises(StoreError, match="deletionVectors"):
        open_store(store.path)


def test_a_lost_table_is_told_before_anything_is_swept(store: Store) -> None:
    store.add(CODINGS)
    (store.path / "articles").rename(store.path.parent / "elsewhere")
    with pytest.raises(StoreError, match="articles"):
        open_store(store.path, create=True)


def test_a_path_that_the_tables_can_not_stand_in_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"\[ \]"):
        open_store(tmp_path / "news[1]", create=True)
