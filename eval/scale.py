"""``python -m eval.scale 20000``: made-up short articles with their reports in; seconds and memory of linking, out.

The articles tell of made-up happenings, some of them told by several, in words drawn with a seed; nothing is parsed.
Copies are found by their own step (``find_copies``), which is left out here unless ``--copies`` asks for it.
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.lexicon import load_lexicon
from detente.linking import find_copies, find_stories, link_reports
from detente.model import Actor, ActorMention, Article, Basis, Copy, EventReport, Status, When, Why, content_id, span_of

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
    parser.add_argument("--copies", action="store_true", help="find copies too")
    options = parser.parse_args()
    made = list(stream(options.articles))
    articles, reports = [each for each, _ in made], [each for _, each in made]
    held = megabytes()
    lexicon = load_lexicon()
    started = time.perf_counter()
    repeats = find_copies(articles) if options.copies else []
    copied = time.perf_counter()
    stories = find_stories(articles, repeats, lexicon, reports)
    storied = time.perf_counter()
    copies = [
        Copy(article=each, story=content_id(*story.articles), copy_of=None, similarity=None)
        for story in stories
        for each in story.articles
    ]
    events = link_reports(reports, {each.id: each for each in articles}, copies, lexicon=lexicon)
    ended = time.perf_counter()
    print(f"{len(articles)} articles, {len(reports)} reports: {len(stories)} stories, {len(events)} events")
    print(f"copies {copied - started:.1f} s, stories {storied - copied:.1f} s, events {ended - storied:.1f} s")
    print(f"{1000 * (ended - copied) / len(articles):.2f} ms an article; {megabytes()} MB at most, {held} MB before")


def stream(number: int) -> Iterator[tuple[Article, EventReport]]:
    """So many articles, each with one report; the same ones each time."""
    chance = random.Random(SEED)  # noqa: S311
    happenings: list[Happening] = []
    for count in range(number):
        today = date(2020, 1, 1) + timedelta(days=count // A_DAY)
        if not happenings or chance.random() < 1 / TELLERS:
            happenings = [*happenings[-A_DAY:], _happening(chance, today)]
        told = chance.choice([each for each in happenings[-40:] if (today - each.day).days < 3] or happenings[-1:])
        yield _telling(chance, told, count, today)


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
