"""What is remembered of stories: the tables and queries, and one article as it is written to them and read again."""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import numpy as np

from detente.linking.story_cells import Ints
from detente.linking.story_reasons import Shown, Told
from detente.linking.story_terms import Counted, Scale, Terms
from detente.model import Article

TABLES = """
CREATE TABLE IF NOT EXISTS articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, published INTEGER,
    publisher TEXT, draw INTEGER, told TEXT, terms BLOB, counts BLOB, events BLOB, names BLOB, heaviest BLOB,
    weights BLOB, story TEXT, story_id TEXT, why TEXT, descent TEXT);
CREATE TABLE IF NOT EXISTS pairs (one INTEGER, other INTEGER, likeness REAL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS equals (one INTEGER, other INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tellers (event INTEGER, article INTEGER, PRIMARY KEY (event, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS scale (term INTEGER PRIMARY KEY, level INTEGER);
CREATE TABLE IF NOT EXISTS full (cell INTEGER PRIMARY KEY);
"""
INSERT = """
INSERT INTO articles (id, published, publisher, draw, told, terms, counts, events, names, story)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
SOME = "number IN (SELECT value FROM json_each(?))"
WEIGHED = f"SELECT number, terms, counts, events FROM articles WHERE {SOME}"  # noqa: S608
LONELY = """
SELECT value FROM json_each(?) AS own
WHERE (SELECT count(*) FROM (SELECT 1 FROM tellers WHERE event = own.value LIMIT 2)) < 2
"""
PAIRS = "SELECT one, other, likeness FROM json_each(?) CROSS JOIN pairs ON one = value"
STRONG = "SELECT one, other FROM json_each(?) CROSS JOIN pairs ON one = value WHERE likeness >= ?"
AMONG = f"{PAIRS} WHERE other IN (SELECT value FROM json_each(?1))"  # noqa: S608
EQUALS = "SELECT one, other FROM json_each(?) CROSS JOIN equals ON one = value"
SHOWN = f"""
SELECT number, id, published, told, terms, names, heaviest, weights FROM articles WHERE {SOME}
"""  # noqa: S608
EVERY = "SELECT number, id, published, heaviest, story FROM articles ORDER BY id"
TELLING_TERMS = "SELECT substr(heaviest, 1, ?) FROM articles ORDER BY id"
LEAVING = "SELECT number, story, events FROM articles WHERE id IN (SELECT value FROM json_each(?))"
VECTORS = "SELECT number, heaviest, weights FROM articles"
STORIES = f"SELECT number, story, story_id, why FROM articles WHERE {SOME}"  # noqa: S608
SCANNED = 5000  # articles whose terms are looked through at once


def insert(db: sqlite3.Connection, article: Article, draw: int, counted: Counted, told: Told) -> None:
    """Write one article with its terms; it is alone in its story, and not weighed yet."""
    published, publisher = article.published, article.publisher
    names = "\n".join(counted.names.get(term, "") for term in counted.terms.tolist())
    row = (
        article.id,
        published.toordinal() if published else None,
        publisher.encode("utf-8", "replace").decode() if publisher is not None else None,
        draw,
        json.dumps([sorted(told.events), sorted(told.actors), sorted(told.places)]),
        counted.terms.tobytes(),
        counted.counts.tobytes(),
        counted.events.tobytes(),
        zlib.compress(names.encode("utf-8", "replace"), 1),
        article.id,
    )
    number = db.execute(INSERT, row).lastrowid
    db.executemany("INSERT INTO tellers VALUES (?, ?)", [(event, number) for event in counted.events.tolist()])


def delete(db: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Take articles out, with all that is known of them."""
    gone = json.dumps(list(numbers))
    forget_pairs(db, numbers)
    events = db.execute(f"SELECT number, events FROM articles WHERE {SOME}", (gone,)).fetchall()  # noqa: S608
    tellers = [(int(event), number) for number, blob in events for event in np.frombuffer(blob, np.uint32)]
    db.executemany("DELETE FROM tellers WHERE event = ? AND article = ?", tellers)
    equals = [(other, one) for one, other in db.execute(EQUALS, (gone,))]
    db.executemany("DELETE FROM equals WHERE one = ? AND other = ?", [*equals, *((b, a) for a, b in equals)])
    db.execute(f"DELETE FROM articles WHERE {SOME}", (gone,))  # noqa: S608


def forget_pairs(db: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Delete all pairs of these articles, both ways round."""
    pairs = [(one, other) for one, other, _ in db.execute(PAIRS, (json.dumps(list(numbers)),))]
    db.executemany("DELETE FROM pairs WHERE one = ? AND other = ?", [(other, one) for one, other in pairs])
    db.executemany("DELETE FROM pairs WHERE one = ?", [(one,) for one in {one for one, _ in pairs}])


def weighed(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterable[tuple[int, Counted, list[int]]]:
    """Articles with their terms, and those of their events that they alone tell."""
    for number, terms, counts, events in db.execute(WEIGHED, (json.dumps(list(numbers)),)).fetchall():
        counted = Counted(
            terms=np.frombuffer(terms, np.uint32),
            counts=np.frombuffer(counts, np.uint16),
            events=np.frombuffer(events, np.uint32),
            names={},
        )
        lonely = [each for (each,) in db.execute(LONELY, (json.dumps(counted.events.tolist()),))] if events else []
        yield number, counted, lonely


def shown(db: sqlite3.Connection, numbers: Collection[int]) -> dict[int, Shown]:
    """What reasons for these articles are drawn from."""
    found = {}
    for number, article, day, told, terms, names, heaviest, weights in db.execute(SHOWN, (json.dumps(list(numbers)),)):
        events, actors, places = map(set, json.loads(told))
        words = dict(zip(blob(terms).tolist(), zlib.decompress(names).decode().split("\n"), strict=False))
        weights_of = zip(blob(heaviest).tolist(), np.frombuffer(weights, np.float32).tolist(), strict=True)
        found[number] = Shown(
            id=article,
            published=None if day is None else date.fromordinal(day),
            told=Told(events=events, actors=actors, places=places),
            words={words[term]: weight for term, weight in weights_of if words[term]},
        )
    return found


def blob(stored: bytes | None) -> Terms:
    """Terms as they were stored; none where there were none yet."""
    return np.frombuffer(stored or b"", np.uint32)


def vectors(db: sqlite3.Connection, numbers: Sequence[int] | None) -> dict[int, tuple[bytes | None, bytes | None]]:
    """The heaviest terms of some articles, or of all, and their weights, as they are stored."""
    if numbers is None:
        found = db.execute(VECTORS)
    else:
        found = db.execute(f"{VECTORS} WHERE {SOME}", (json.dumps(list(numbers)),))
    return {number: (heaviest, weights) for number, heaviest, weights in found}


def strong(db: sqlite3.Connection, numbers: Sequence[int], least: float) -> Iterable[tuple[int, int]]:
    """The pairs of some articles, these first, that are at least so alike, or copies."""
    asked = json.dumps(list(numbers))
    yield from db.execute(STRONG, (asked, least))
    yield from db.execute(EQUALS, (asked,))


def among(db: sqlite3.Connection, numbers: Sequence[int]) -> Iterable[tuple[int, int, float]]:
    """The pairs among some articles with their likeness, both ways round; copies are equal."""
    if len(numbers) < 2:
        return
    members, asked = set(numbers), (json.dumps(list(numbers)),)
    equal = {pair for pair in db.execute(EQUALS, asked) if pair[1] in members}
    yield from ((one, other, 1.0) for one, other in equal)
    for one, other, likeness in db.execute(AMONG, asked):
        if (one, other) not in equal:
            yield one, other, likeness


def stories(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str | None, str | None]]:
    """Of each article the first article of its story, the story's id, and why it is of it."""
    rows = db.execute(STORIES, (json.dumps(list(numbers)),))
    return {number: (story, story_id, why) for number, story, story_id, why in rows}


def tellers(db: sqlite3.Connection, event: int) -> list[int]:
    """The articles that tell an event."""
    return [number for (number,) in db.execute("SELECT article FROM tellers WHERE event = ?", (event,))]


def holders(db: sqlite3.Connection, terms: Terms) -> set[int]:
    """The articles that have one of these terms; all are looked through."""
    found: set[int] = set()
    cursor = db.execute("SELECT number, terms FROM articles")
    while rows := cursor.fetchmany(SCANNED):
        own = [blob(each) for _, each in rows]
        owner = np.repeat(np.arange(len(own)), [len(each) for each in own])
        having = np.unique(owner[np.isin(np.concatenate(own), terms)])
        found.update(rows[place][0] for place in having.tolist())
    return found


def scale(db: sqlite3.Connection) -> Scale:
    """The levels of terms as they were stored; none before the first linking."""
    rows = db.execute("SELECT term, level FROM scale ORDER BY term").fetchall()
    return Scale(np.array([term for term, _ in rows], np.uint32), np.array([level for _, level in rows], np.int64))


def set_scale(db: sqlite3.Connection, now: Scale) -> None:
    """Store the levels of terms."""
    db.execute("DELETE FROM scale")
    db.executemany("INSERT INTO scale VALUES (?, ?)", zip(now.terms.tolist(), now.levels.tolist(), strict=True))


def full(db: sqlite3.Connection) -> Ints:
    """The cells that were full when they were last stored, in order."""
    return np.array([cell for (cell,) in db.execute("SELECT cell FROM full ORDER BY cell")], dtype=np.int64)


def set_full(db: sqlite3.Connection, cells: Ints) -> None:
    """Store the cells that are full, in order."""
    known = full(db)
    db.executemany("DELETE FROM full WHERE cell = ?", [(each,) for each in np.setdiff1d(known, cells).tolist()])
    db.executemany("INSERT INTO full VALUES (?)", [(each,) for each in np.setdiff1d(cells, known).tolist()])


def told(db: sqlite3.Connection, articles: Iterable[str] | None) -> Iterator[tuple[str, str, str | None]]:
    """The story of each of some articles, or of all, and why it is of it."""
    query = "SELECT id, story_id, why FROM articles"
    if articles is None:
        yield from db.execute(f"{query} ORDER BY id")
    else:
        asked = json.dumps(list(articles))
        yield from db.execute(f"{query} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", (asked,))  # noqa: S608
