"""What is new in a store in; the rows of copies and events that this changes, out: a run costs what is new.

A file beside the store remembers how every article was linked. It is derived from the articles: it can be deleted at
any time, and all is linked anew, as it is by another version of this package or with other words. Which rows are to be
written is remembered with it in one transaction, and forgotten when they are written, so that a run that was killed is
finished by the next.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from secrets import randbits

from detente.lexicon import Lexicon, load_lexicon
from detente.linking import event_tables, story_tables
from detente.linking.copies import Repeat
from detente.linking.event_index import EventIndex
from detente.linking.event_tables import COPIES
from detente.linking.events import form, with_claims
from detente.linking.happenings import load_happenings
from detente.linking.index_file import MemoryFile
from detente.linking.memory import Memory
from detente.linking.origins import Origins, credited_in, owners_of
from detente.linking.stories import common_words
from detente.linking.story_index import StoryIndex
from detente.linking.story_reasons import told_by_article
from detente.model import Article, Claim, Copy, Derivation, Event, EventReport, Origin

NAME = "links.sqlite"
HEAP = 5000  # articles read at once; bounds memory, and each reading of some looks through the tables of the store


@dataclass(frozen=True, slots=True)
class Found:
    """What was read in some articles: what linking needs of them."""

    articles: list[Article]
    reports: list[EventReport]
    claims: list[Claim]


@dataclass(frozen=True, slots=True)
class Descents:
    """Of all articles that have any: what they repeat, derive from and credit."""

    repeats: Mapping[str, Repeat]
    derived: Mapping[str, tuple[Derivation, ...]]
    origins: Mapping[str, Origin]

    def digests(self) -> dict[str, str]:
        """A digest for each article, by which a change is seen."""
        every = {*self.repeats, *self.derived, *self.origins}
        told = {each: (self.repeats.get(each), self.derived.get(each), self.origins.get(each)) for each in every}
        return {
            each: blake2b(repr(found).encode("utf-8", "replace"), digest_size=8).hexdigest()
            for each, found in told.items()
        }

    def below(self, articles: Collection[str]) -> set[str]:
        """These articles, and all that copy them, directly or not."""
        copies: dict[str, list[str]] = {}
        for each in self.repeats.values():
            copies.setdefault(each.copy_of, []).append(each.article)
        found, todo = set[str](), list(articles)
        while todo:
            article = todo.pop()
            if article not in found:
                found.add(article)
                todo += copies.get(article, ())
        return found


class LinkIndex(MemoryFile):
    """The file, or one in memory; use it in a ``with`` block."""

    def __init__(self, folder: Path | None = None, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or load_lexicon()
        self._happenings = load_happenings(self._lexicon)
        common = common_words(self._lexicon)
        words = repr((sorted(common), self._happenings.told(), sorted(owners_of(self._lexicon).items())))
        made_with = f"{version('detente')} {blake2b(words.encode('utf-8', 'replace')).hexdigest()[:16]}"
        super().__init__(folder / NAME if folder else None, story_tables.TABLES + event_tables.TABLES, made_with)
        self._stories = StoryIndex(self.db, common)
        self._descents = Descents({}, {}, {})

    def update(self, present: Collection[str], fetch: Callable[[list[str]], Found], memory: Memory) -> None:
        """Link what is new among the articles that are present, and take out what is gone; the rows are then owed.

        ``fetch`` is asked for the articles that are new, some at a time; what stands under an id never changes.
        """
        known, wanted = self.known(), set(present)
        new, gone = sorted(wanted - known), known - wanted
        with self.writing():
            self._stories.remove(gone)
            for start in range(0, len(new), HEAP):
                found = fetch(new[start : start + HEAP])
                self._stories.add(found.articles, told_by_article(found.reports))
                EventIndex(self.db, self._happenings).add(with_claims(found.reports, found.claims))
            self._descents = self._descended(memory)
            moved = self._stories.settle(self._descents.repeats.values())
            otherwise = self._redescended(self._descents.digests(), gone)
            changed = self._descents.below({*moved.labelled, *otherwise, *new})
            EventIndex(self.db, self._happenings).update(changed, gone, self._origins())
            event_tables.owe(self.db, COPIES, {*moved.told, *otherwise, *new, *gone})

    def _descended(self, memory: Memory) -> Descents:
        repeats = {each.article: each for each in memory.repeats()}
        publishers = dict(self.db.execute("SELECT id, publisher FROM articles").fetchall())
        return Descents(repeats, memory.derivations(repeats), memory.origins(repeats, publishers))

    def _redescended(self, digests: Mapping[str, str], gone: Collection[str]) -> set[str]:
        """The articles that repeat, derive from or credit something else than before."""
        rows = self.db.execute("SELECT id, descent FROM articles WHERE descent IS NOT NULL")
        before = dict(rows.fetchall())
        changed = {each for each in {*before, *digests} if before.get(each) != digests.get(each)} - set(gone)
        updates = [(digests.get(each), each) for each in changed]
        self.db.executemany("UPDATE articles SET descent = ? WHERE id = ?", updates)
        return changed

    def copies(self, articles: Iterable[str] | None = None) -> Iterator[Copy]:
        """The rows of these articles, or of all; nothing for one that is gone."""
        descents = self._descents
        for article, story, why in story_tables.told(self.db, articles):
            repeat = descents.repeats.get(article)
            yield Copy(
                article=article,
                story=story,
                copy_of=repeat.copy_of if repeat else None,
                similarity=repeat.similarity if repeat else None,
                why=why,
                origin=descents.origins.get(article),
                derived=descents.derived.get(article, ()),
            )

    def events(self, ids: Iterable[str] | None = None) -> Iterator[Event]:
        """The events with these ids, or all, in no order; nothing for one that is no more."""
        origins = self._origins()
        for each in event_tables.every_event(self.db) if ids is None else ids:
            yield from form(self.db, each, self._happenings, origins)

    def owed(self, kind: str) -> list[str]:
        """The ids of the rows of a kind that are to be written to the store, or deleted from it."""
        rows = self.db.execute("SELECT id FROM unwritten WHERE kind = ? ORDER BY id", (kind,))
        return [identity for (identity,) in rows]

    def stands(self, kind: str, mark: int | None) -> bool:
        """Whether the rows of a kind that the store holds under this mark are those that were written from here."""
        found = self.db.execute("SELECT mark, next FROM written WHERE kind = ?", (kind,)).fetchone()
        return found is not None and mark is not None and mark in found

    def intend(self, kind: str) -> int:
        """A mark for the next writing of rows; it must be written with them, and ``paid`` called after that."""
        mark = randbits(62)
        with self.writing():
            self.db.execute("INSERT OR IGNORE INTO written (kind) VALUES (?)", (kind,))
            self.db.execute("UPDATE written SET next = ? WHERE kind = ?", (mark, kind))
        return mark

    def paid(self, kind: str) -> None:
        """All rows of a kind that were owed are written."""
        with self.writing():
            self.db.execute("UPDATE written SET mark = next WHERE kind = ?", (kind,))
            self.db.execute("DELETE FROM unwritten WHERE kind = ?", (kind,))

    def _origins(self) -> Origins:
        rows = self.db.execute("SELECT id, publisher, published, story FROM articles").fetchall()
        return Origins(
            articles=_Known({article: (publisher, day) for article, publisher, day, _ in rows}),
            copy_of={each.article: each.copy_of for each in self._descents.repeats.values()},
            story_of={article: story for article, _, _, story in rows},
            owners=owners_of(self._lexicon),
            credited=credited_in(self._descents.origins),
        )


class _Known(Mapping[str, Article]):
    """The articles that are in, as far as origins ask: by id, with publisher and day, and without their texts."""

    def __init__(self, known: Mapping[str, tuple[str | None, int | None]]) -> None:
        self._known = known

    def __getitem__(self, key: str) -> Article:
        publisher, day = self._known[key]
        published = None if day is None else date.fromordinal(day)
        return Article(id=key, text="", published=published, publisher=publisher)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
