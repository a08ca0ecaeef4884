"""``python -m eval.scale 20000``: made-up short articles with their reports in; what linking them costs, out.

The articles tell of made-up happenings, some of them told by several, in words drawn with a seed; nothing is parsed.
They are put into a store, linked as a whole, and then ten more are added and linked, a few times, as short runs do.
Seconds are those of the processor. Copies and descent, which have a measure of their own (``eval.scale_copies``), are
found before, so that they are left out.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from detente.derived import standing_ids, these_articles
from detente.linking import Memory
from detente.model import (
    Actor,
    ActorMention,
    Article,
    Basis,
    Coding,
    EventReport,
    Status,
    When,
    Why,
    content_id,
    span_of,
)
from detente.pipeline import link
from detente.store import Store, open_store

SEED = 20170413
COUNTRIES = [
    "USA",
    "RUS",
    "CHN",
    "FRA",
    "DEU",
    "GBR",
    "TUR",
    "IRN",
    "IND",
    "PAK",
    "EGY",
    "SYR",
    "UKR",
    "POL",
    "NOR",
    "CHL",
    "PER",
    "BRA",
    "JPN",
    "KOR",
]
KINDS = {"ACCUSE": -3.0, "CONSULT": 2.5, "ASSAULT": -10.0, "AID": 10.0, "REQUEST": 0.0, "REJECT": -2.0}
# Articles a day, so that a longer stream is a longer time, as news are.
A_DAY = 400
TELLERS = 4
WORDS = 20_000
LENGTH = 60
CHUNK = 5000
FEW, ROUNDS = 10, 5
WHY = Why(rule="made", score=1.0)


@dataclass(frozen=True, slots=True)
class Happening:
    """Who did what to whom on which day, and the words in which it is told."""

    kind: str
    source: str
    target: str
    day: date
    words: tuple[str, ...]


def main() -> None:
    """Make the articles, link them, and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m eval.scale")
    parser.add_argument("articles", type=int, nargs="?", default=20_000)
    size = parser.parse_args().articles
    made = stream(size + ROUNDS * FEW)
    held = megabytes()
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "news.detente", create=True) as store:
        while chunk := list(islice(made, min(CHUNK, size))):
            store.add(chunk)
            size -= len(chunk)
        copied, linked = timed(store)
        counts = store.counts()
        print(f"{counts['articles']} articles, {counts['reports']} reports: {counts['events']} events")
        print(f"all at once: copies and descent {copied:.1f} s, stories and events {linked:.1f} s")
        print(f"{1000 * linked / counts['articles']:.2f} ms an article; {megabytes()} MB at most, {held} MB before")
        for _ in range(ROUNDS):
            store.add(list(islice(made, FEW)))
            copied, linked = timed(store)
            print(f"{FEW} more: copies and descent {copied:.2f} s, stories and events {linked:.2f} s", flush=True)
        print(f"{megabytes()} MB at most; {(store.path / 'links.sqlite').stat().st_size / 1e6:.0f} MB remembered")


def timed(store: Store) -> tuple[float, float]:
    """Seconds of bringing the indexes of copies and descent up to a store, and of linking all else in it."""
    started = time.process_time()
    with Memory(store.path) as memory:
        memory.update(standing_ids(store.folder), lambda ids: these_articles(store.folder, ids))
    copied = time.process_time()
    link(store)
    return copied - started, time.process_time() - copied


def stream(number: int) -> Iterator[Coding]:
    """So many articles, each with one report; the same ones each time."""
    chance = random.Random(SEED)  # noqa: S311
    happenings: list[Happening] = []
    for count in range(number):
        today = date(2020, 1, 1) + timedelta(days=count // A_DAY)
        if not happenings or chance.random() < 1 / TELLERS:
            happenings = [*happenings[-A_DAY:], _happening(chance, today)]
        told = chance.choice([each for each in happenings[-40:] if (today - each.day).days < 3] or happenings[-1:])
        article, report = _telling(chance, told, count, today)
        yield Coding(article=article, actors=(), reports=(report,), quotations=(), claims=(), left_out=())


def _happening(chance: random.Random, day: date) -> Happening:
    source, target = chance.sample(COUNTRIES, 2)
    words = tuple(f"w{int(chance.paretovariate(0.7)) % WORDS}" for _ in range(LENGTH // 2))
    return Happening(chance.choice(list(KINDS)), source, target, day, words)


def _telling(chance: random.Random, told: Happening, count: int, today: date) -> tuple[Article, EventReport]:
    """The happening in some of its words and others, by one of fifty publishers."""
    own = [f"w{int(chance.paretovariate(0.7)) % WORDS}" for _ in range(LENGTH // 2)]
    text = " ".join([told.source, told.target, *chance.sample(told.words, len(told.words) * 2 // 3), *own])
    article = Article(id=content_id("made", count), text=text, published=today, publisher=f"P{chance.randrange(50)}")
    sides = [ActorMention(span=span_of(text, 0, 3), actor=Actor(country=each), why=WHY) for each in
             (told.source, told.target)]  # fmt: skip
    report = EventReport(
        id=content_id("report", count), article=article.id, type=told.kind, mode=None, contexts=(), cameo=None, quad=1,
        score=KINDS[told.kind], sources=(sides[0],), targets=(sides[1],),
        when=When(first=told.day, last=told.day, basis=Basis.STATED), where=None, status=Status.HAPPENED,
        spans=(span_of(text, 0, 3),), why=WHY,
    )  # fmt: skip
    return article, report


def megabytes() -> int:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
