"""What is remembered of events: the tables and queries, and one telling as it is written to them and read again."""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter

from detente.linking.likeness import Telling, telling_of
from detente.model import Claim, EventReport

TABLES = """
CREATE TABLE IF NOT EXISTS tellings (number INTEGER PRIMARY KEY, report TEXT NOT NULL UNIQUE, article TEXT NOT NULL,
    record BLOB, claims BLOB, made_of TEXT, first INTEGER, score REAL, reason TEXT, plain TEXT, event TEXT);
CREATE INDEX IF NOT EXISTS tellings_of_article ON tellings (article);
CREATE INDEX IF NOT EXISTS tellings_of_first ON tellings (first);
CREATE INDEX IF NOT EXISTS tellings_of_plain ON tellings (plain) WHERE plain IS NOT NULL;
CREATE INDEX IF NOT EXISTS tellings_of_event ON tellings (event) WHERE event IS NOT NULL;
CREATE TABLE IF NOT EXISTS places (place INTEGER, telling INTEGER, PRIMARY KEY (place, telling)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS begins (place INTEGER, telling INTEGER, PRIMARY KEY (place, telling)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unwritten (kind TEXT, id TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS written (kind TEXT PRIMARY KEY, mark INTEGER, next INTEGER);
"""
INSERT = "INSERT OR IGNORE INTO tellings (report, article, record, claims) VALUES (?, ?, ?, ?)"
SELECT = """
SELECT number, record, made_of, first, score, reason, event FROM tellings
WHERE number IN (SELECT value FROM json_each(?))
"""
AT = "SELECT DISTINCT telling FROM json_each(?) CROSS JOIN places ON place = value"
BEGUN = "SELECT place, telling FROM json_each(?) CROSS JOIN begins ON place = value"
SOME = "number IN (SELECT value FROM json_each(?))"
OF_ARTICLES = "SELECT number FROM tellings WHERE article IN (SELECT value FROM json_each(?)) ORDER BY number"

COPIES, EVENTS = "copies", "events"  # kinds of rows of the store

_REPORT = TypeAdapter(EventReport)
_CLAIMS = TypeAdapter(tuple[Claim, ...])


@dataclass(slots=True)
class Joined:
    """A telling, and the first telling of the event that it is of, by number, with how like it is and why.

    ``first`` is its own number where it is the first, and None before it was joined; ``event`` is the first's alone.
    """

    telling: Telling
    first: int | None
    score: float | None
    reason: str | None
    event: str | None


def insert(db: sqlite3.Connection, report: EventReport, claims: Sequence[Claim]) -> None:
    """Write one report with the claims on it; it is of no event yet."""
    db.execute(INSERT, (report.id, report.article, _packed(_REPORT.dump_json(report)), _claims(claims)))


def read(db: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, Joined]]:
    """Tellings by number, as they were when they were stored; those that were not placed yet have no day."""
    for number, record, made_of, *joined in db.execute(SELECT, (json.dumps(list(numbers)),)).fetchall():
        report = _REPORT.validate_json(zlib.decompress(record))
        first, last, origin, story = json.loads(made_of) if made_of else (None, None, report.article, None)
        stretch = None if first is None or last is None else (date.fromordinal(first), date.fromordinal(last))
        yield number, Joined(telling_of(report, stretch, origin, story), *joined)


def place(db: sqlite3.Connection, number: int, made: Telling, places: Iterable[int]) -> None:
    """Write what a telling is made of beside its report, and where it stands."""
    days = [each.toordinal() for each in made.stretch] if made.stretch else [None, None]
    made_of = json.dumps([*days, made.origin, made.story])
    db.execute("UPDATE tellings SET made_of = ? WHERE number = ?", (made_of, number))
    db.executemany("INSERT OR IGNORE INTO places VALUES (?, ?)", ((each, number) for each in places))


def displace(db: sqlite3.Connection, number: int, places: Iterable[int]) -> None:
    """Take a telling from where it stands."""
    db.executemany("DELETE FROM places WHERE place = ? AND telling = ?", ((each, number) for each in places))


def join(db: sqlite3.Connection, number: int, joined: Joined) -> None:
    """Write of which event a telling is."""
    values = (joined.first, joined.score, joined.reason, number)
    db.execute("UPDATE tellings SET first = ?, score = ?, reason = ? WHERE number = ?", values)


def begin(db: sqlite3.Connection, number: int, places: Iterable[int]) -> None:
    """Let a telling be the first of an event, which stands at some places."""
    db.executemany("INSERT OR IGNORE INTO begins VALUES (?, ?)", ((each, number) for each in places))


def end(db: sqlite3.Connection, number: int, places: Iterable[int]) -> None:
    """Let a telling be the first of an event no longer."""
    db.executemany("DELETE FROM begins WHERE place = ? AND telling = ?", ((each, number) for each in places))
    db.execute("UPDATE tellings SET plain = NULL, event = NULL WHERE number = ?", (number,))


def begun(db: sqlite3.Connection, places: Iterable[int]) -> dict[int, set[int]]:
    """The first tellings that stand at each place."""
    wanted = list(places)
    found: dict[int, set[int]] = {each: set() for each in wanted}
    for where, number in db.execute(BEGUN, (json.dumps(wanted),)):
        found[where].add(number)
    return found


def forget_events(db: sqlite3.Connection) -> None:
    """Let all tellings be of no event, before all are asked again."""
    owe(db, EVENTS, [each for (each,) in db.execute("SELECT event FROM tellings WHERE event IS NOT NULL")])
    db.execute("DELETE FROM begins")
    db.execute("UPDATE tellings SET first = NULL, plain = NULL, event = NULL WHERE first IS NOT NULL")


def claims_on(db: sqlite3.Connection, numbers: Iterable[int]) -> list[Claim]:
    """The claims on some tellings, in the order of these."""
    found: list[Claim] = []
    for number in numbers:
        (packed,) = db.execute("SELECT claims FROM tellings WHERE number = ?", (number,)).fetchone()
        found.extend(_CLAIMS.validate_json(zlib.decompress(packed)) if packed else ())
    return found


def of_articles(db: sqlite3.Connection, articles: Collection[str]) -> list[int]:
    """The numbers of the tellings of some articles."""
    return [number for (number,) in db.execute(OF_ARTICLES, (json.dumps(list(articles)),))]


def at(db: sqlite3.Connection, places: Collection[int]) -> list[int]:
    """The numbers of the tellings at some places."""
    return [number for (number,) in db.execute(AT, (json.dumps(list(places)),))]


def members(db: sqlite3.Connection, first: int) -> list[int]:
    """The numbers of the tellings of an event, by that of its first."""
    return [number for (number,) in db.execute("SELECT number FROM tellings WHERE first = ?", (first,))]


def place_number(place: object) -> int:
    """The number under which a place is stored."""
    return int.from_bytes(blake2b(repr(place).encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def owe(db: sqlite3.Connection, kind: str, ids: Iterable[str]) -> None:
    """Remember that the rows with some ids are to be written to the store, or deleted from it."""
    db.executemany("INSERT OR IGNORE INTO unwritten VALUES (?, ?)", ((kind, each) for each in ids))


def _claims(claims: Sequence[Claim]) -> bytes | None:
    return _packed(_CLAIMS.dump_json(tuple(claims))) if claims else None


def _packed(text: bytes) -> bytes:
    return zlib.compress(text, 1)


def standing(db: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Those of some tellings that are the first of an event."""
    return _column(db, f"SELECT number FROM tellings WHERE first = number AND {SOME}", json.dumps(list(numbers)))  # noqa: S608


def plains(db: sqlite3.Connection, numbers: Iterable[int]) -> set[str]:
    """The plain ids of the events that some tellings begin."""
    asked = json.dumps(list(numbers))
    return set(_column(db, f"SELECT plain FROM tellings WHERE plain IS NOT NULL AND {SOME}", asked))  # noqa: S608


def set_plain(db: sqlite3.Connection, number: int, plain: str) -> None:
    """Write the plain id of the event that a telling begins."""
    db.execute("UPDATE tellings SET plain = ? WHERE number = ?", (plain, number))


def set_event(db: sqlite3.Connection, number: int, event: str) -> None:
    """Write the id of the event that a telling begins."""
    db.execute("UPDATE tellings SET event = ? WHERE number = ?", (event, number))


def of_plain(db: sqlite3.Connection, plain: str) -> list[int]:
    """The first tellings of the events that have one plain id."""
    return _column(db, "SELECT number FROM tellings WHERE plain = ?", plain)


def events(db: sqlite3.Connection, numbers: Iterable[int]) -> list[str]:
    """The ids of the events that some tellings begin."""
    asked = json.dumps(list(numbers))
    return _column(db, f"SELECT event FROM tellings WHERE event IS NOT NULL AND {SOME}", asked)  # noqa: S608


def first_of(db: sqlite3.Connection, event: str) -> int | None:
    """The first telling of the event with this id; None where there is none."""
    return next(iter(_column(db, "SELECT number FROM tellings WHERE event = ?", event)), None)


def every_event(db: sqlite3.Connection) -> list[str]:
    """The ids of all events."""
    return _column(db, "SELECT event FROM tellings WHERE event IS NOT NULL AND ?", 1)


def _column(db: sqlite3.Connection, query: str, value: object) -> list[Any]:
    return [found for (found,) in db.execute(query, (value,))]
