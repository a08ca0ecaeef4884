"""A small store made by hand: two tellings of one accusation, a visit, and an article that wishes the reader ill."""

import asyncio
from dataclasses import replace
from datetime import date

import httpx
import pytest
from fastapi import FastAPI

from detente.library import Library, open_store
from detente.model import (
    Actor,
    ActorMention,
    Article,
    Basis,
    Claim,
    Coding,
    Disagreement,
    Event,
    EventReport,
    Held,
    LeftOut,
    Link,
    PlaceUse,
    Quotation,
    QuotationKind,
    Stance,
    Status,
    Topic,
    When,
    Where,
    Why,
    span_of,
)  # fmt: skip
from detente.web import make_app

TEXT = """LISBON (Quay Post) - Norway on Monday accused Chile of jamming its buoys in the Drake Passage.

"We have the tapes," the Norwegian envoy said in Lisbon.

Read more: A buoy's life"""
UNTITLED = "Chile was blamed by Norway.\nNobody knows why."
EVIL_TEXT = 'Norway <script>alert("text")</script> accused Chile & "friends" </div><img src=x onerror=alert(1)> ]]>'
EVIL_NAME = '<svg onload=alert(1)>"Ø\' onmouseover="alert(2)'
EVIL = Article(
    id="bad0bad0bad0bad0",
    text=EVIL_TEXT,
    title='"><script>alert("title")</script>',
    publisher="' onmouseover='alert(1)",
    url="javascript:alert('url')//https://",
    given_id='x" autofocus onfocus="alert(1)',
    language='en" onclick="alert(1)',
    published=date(2024, 3, 5),
)
DAY = date(2024, 3, 4)
WHY = Why(rule="accuse.of", score=0.81)


def mention(text: str, words: str, actor: Actor | None) -> ActorMention:
    start = text.index(words)
    return ActorMention(span=span_of(text, start, start + len(words)), actor=actor, why=Why(rule="name", score=0.9))


def report(identity: str, article: str, text: str, trigger: str) -> EventReport:
    start = text.index(trigger)
    return EventReport(
        id=identity,
        article=article,
        type="ACCUSE",
        mode="allege",
        contexts=(),
        cameo="112",
        quad=3,
        score=-3.5,
        sources=(mention(text, "Norway", Actor(country="NOR", name="Norway")),),
        targets=(mention(text, "Chile", Actor(country="CHL")),),
        when=When(first=DAY, last=DAY, basis=Basis.PUBLICATION),
        where=None,
        status=Status.HAPPENED,
        spans=(span_of(text, start, start + len(trigger)),),
        why=WHY,
    )


def full_coding() -> Coding:
    norway, lisbon = mention(TEXT, "Norway", Actor(country="NOR", name="Norway")), TEXT.index("LISBON")
    quoted, teaser = TEXT.index('"We have'), TEXT.index("Read more")
    speaker = mention(TEXT, "Norwegian envoy", Actor(country="NOR", sector="GOV"))
    monday, jamming = TEXT.index("Monday"), TEXT.index("jamming")
    quotation = Quotation(
        id="q1",
        article="a1",
        content=(span_of(TEXT, quoted, quoted + 20),),
        cue=(),
        speaker=speaker,
        kind=QuotationKind.DIRECT,
        why=Why(rule="quotation.said", score=0.9),
    )
    claim = Claim(
        id="c1",
        article="a1",
        proposition=span_of(TEXT, jamming, jamming + 17),
        claimant=norway,
        stance=Stance.ASSERTS,
        report="r1",
        quotation=None,
        why=WHY,
    )
    return Coding(
        article=Article(
            id="a1",
            text=TEXT,
            title="Norway accuses Chile",
            publisher="Quay Post",
            url="https://quay-post.example/1",
            given_id="qp-1",
            language="en",
            published=DAY,
        ),
        actors=(norway, speaker, mention(TEXT, "Chile", Actor(country="CHL")), mention(TEXT, "buoys", None)),
        dates=(When(first=DAY, last=DAY, basis=Basis.RELATIVE, span=span_of(TEXT, monday, monday + 6)),),
        places=(Where(name="Lisbon", country="PRT", span=span_of(TEXT, lisbon, lisbon + 6), use=PlaceUse.LITERAL),),
        reports=(report("r1", "a1", TEXT, "accused"),),
        quotations=(quotation,),
        claims=(claim,),
        left_out=(
            LeftOut(span=span_of(TEXT, teaser, len(TEXT)), reason="read more"),
            LeftOut(span=span_of(TEXT, jamming, jamming + 7), reason="content of another event"),
        ),
    )


def evil_coding() -> Coding:
    actor = ActorMention(span=span_of(EVIL_TEXT, 0, 6), actor=Actor(country="NOR", name=EVIL_NAME), why=WHY)
    told = report("bad1", EVIL.id, EVIL_TEXT, "accused")
    script = EVIL_TEXT.index("<script>")
    return Coding(
        article=EVIL,
        actors=(actor,),
        reports=(told,),
        left_out=(LeftOut(span=span_of(EVIL_TEXT, script, script + 30), reason='"><b>reason'),),
    )


def event(identity: str, *, reports: tuple[str, ...], articles: tuple[str, ...], sources: tuple[Actor, ...]) -> Event:
    return Event(
        id=identity,
        type="ACCUSE",
        status=Status.HAPPENED,
        score=-3.5,
        sources=sources,
        targets=(Actor(country="CHL"),),
        first=DAY,
        last=DAY,
        reports=reports,
        articles=articles,
        publishers=("Quay Post",),
        independent_sources=len(articles),
    )


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The store; nothing writes to it after this."""
    opened = open_store(tmp_path_factory.mktemp("web") / "small.detente", create=True)
    untitled = Coding(
        article=Article(id="a2", text=UNTITLED),
        reports=(report("r2", "a2", UNTITLED, "blamed"),),
    )
    opened.add([full_coding(), untitled, evil_coding()])
    norway = Actor(country="NOR", name="Norway")
    link = Link(report="r2", to="r1", score=0.9, reason="both ACCUSE; published 1 day(s) after")
    tolls = (Held(value="12", reports=("r1",)), Held(value="least 20 <b>", reports=("r2",)))
    told = event("e1", reports=("r1", "r2"), articles=("a1", "a2"), sources=(norway,))
    opened.replace_events(
        [
            replace(told, links=(link,), disagreements=(Disagreement(about=Topic.KILLED, values=tolls),)),
            event("e2", reports=("bad1",), articles=(EVIL.id,), sources=(Actor(country="NOR", name=EVIL_NAME),)),
        ]
    )
    return opened


class Browser:
    """Asks the application without a server between them."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self._seen: dict[str, httpx.Response] = {}

    def request(self, method: str, path: str, *, headers: dict[str, str] | None = None) -> httpx.Response:
        async def ask() -> httpx.Response:
            road = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=road, base_url="http://127.0.0.1:8000") as client:
                return await client.request(method, path, headers=headers)

        return asyncio.run(ask())

    def get(self, path: str) -> httpx.Response:
        """The answer to a reader, asked for once: the store does not change."""
        if path not in self._seen:
            self._seen[path] = self.request("GET", path)
        return self._seen[path]


@pytest.fixture(scope="session")
def browser(library: Library) -> Browser:
    """A browser on this machine."""
    return Browser(make_app(library))
