"""Codings and events made up for the tests of the store, and what several of them do with one."""

import sys
from datetime import date

from deltalake import DeltaTable

from detente.model import (
    Actor,
    ActorMention,
    Article,
    Basis,
    Claim,
    Coding,
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
from detente.store import Store, open_store
from detente.tables import Table

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


def held(store: Store) -> list[Coding]:
    return [store.coding(article.id) for article in store.all_articles()]


def written(store: Store, table: Table[object]) -> int:
    """Rows on disk, counted or not."""
    return int(DeltaTable(store.path / table.name).to_pyarrow_table().num_rows)


def write_slowly(path: str, first: int, last: int) -> None:
    """What the killed processes below do: a few chunks of two articles each."""
    store = open_store(path)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for number in range(first, last, 2):
        store.add([coding(number), coding(number + 1)])
