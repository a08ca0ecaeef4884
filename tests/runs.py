"""A whole run on articles made up here, coded without a parser, for tests that kill runs or let two run at once."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from detente import pipeline
from detente.model import Article, Basis, Coding, When, Why
from detente.store import open_store
from detente.tables import TABLES
from tests.store_nouns import TEXT, coding

STATES = ("CHL", "PER", "BOL", "ARG")
OWN_COLUMNS = {"chunk", "time"}


def rows(first: int, last: int) -> list[dict[str, str]]:
    """Articles of several publishers; every fifth is read twice, the second time with other words."""
    found = []
    for number in range(first, last):
        row = {"id": f"n{number}", "publisher": f"P{number % 3}", "published": str(day_of(number))}
        found.append({**row, "text": f"{TEXT} {number}"})
        if number % 5 == 0:
            found.append({**row, "text": f"{TEXT} {number}, corrected"})
    return found


def day_of(number: int) -> date:
    """The day of an article."""
    return date(2020, 1, 1) + timedelta(days=number % 3)


def code(articles: Iterable[Article], *, workers: int) -> Iterator[Coding]:  # noqa: ARG001
    """A coding of each article, with the report that its number gives; slow enough to be killed in."""
    for article in articles:
        time.sleep(0.005)
        number = int((article.given_id or "n0")[1:])
        plain = coding(number)
        (report, *_) = plain.reports
        day = When(first=day_of(number), last=day_of(number), basis=Basis.STATED)
        source = replace(report.sources[0], why=Why(rule="name.state", score=1.0))
        actor = replace(source.actor, country=STATES[number % 4])  # type: ignore[type-var]
        told = replace(
            report, id=f"r{article.id}", article=article.id, when=day, sources=(replace(source, actor=actor),)
        )
        quoted = [replace(each, id=f"q{article.id}", article=article.id) for each in plain.quotations]
        yield replace(plain, article=article, reports=(told,), quotations=tuple(quoted), claims=())


def run(path: str, store: str) -> None:
    """Run the file at ``path`` into the store, in chunks of three."""
    pipeline.code_all = code  # type: ignore[assignment, attr-defined]
    pipeline.CHUNK = 3  # type: ignore[misc]
    with open_store(store, create=True) as opened:
        pipeline.Run(opened, lambda _: None).run([path], published=None, workers=1)


def write(path: Path, first: int, last: int) -> Path:
    """The articles as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows(first, last)), "utf-8")
    return path


def shown(store: Path) -> dict[str, list[str]]:
    """Every row that the store shows, but for the time and the chunk of its writing, sorted."""
    with open_store(store) as opened:
        tables = [*(table.name for table in TABLES), "changes"]
        found = {}
        for name in tables:
            table = opened.rows(name).to_arrow()
            kept = table.select([column for column in table.column_names if column not in OWN_COLUMNS])
            found[name] = sorted(json.dumps(row, default=str) for row in kept.to_pylist())
            if name in {"events", "reports"}:
                found[name] += sorted(map(repr, opened.rows(name)))
    return found


if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    run(sys.argv[1], sys.argv[2])
