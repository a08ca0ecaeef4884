"""Articles in, one by one or in heaps; which derive from which, sentence by sentence, and whom each credits, out.

A file beside the store, derived from it, as the index of copies is. An article is compared with those alone that were
published within days of it and share keys with it: a name or a number and another word of one sentence. Only the least
keys of an article stand in the index (a bottom-k sketch), so long texts take no more room and time than short ones.
What two articles share depends on these two alone, so the order of arrival changes nothing.
"""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from detente.lexicon import Lexicon
from detente.linking.copy_entries import Age, Repeat
from detente.linking.credits import Credit, credits_of
from detente.linking.derivation import Match, align, choose, derives
from detente.linking.index_file import IndexFile
from detente.linking.postings import Postings, tables_of
from detente.linking.sentences import NAME, WORD, Sentence, Terms, vocabulary_of
from detente.model import Article, Derivation, OriginBasis

# Days between an article and one that derives from it. Set, not swept: spun copies follow at once, and what is alike
# after weeks may be background that an outlet repeats.
DAYS = 7

# Keys of an article that stand in the index at most. Short articles have 40 to 90, so theirs all do.
KEYS = 128

# Keys that two articles share to be compared, and the share of the shorter one's. In the corpus of spun copies, those
# merged from two wires share 3 to 46 with each wire and spun ones 12 to 47; of articles on unrelated happenings 2 pairs
# in 3,000 share 2.
MIN_KEYS = 3
MIN_KEYS_SHARE = 0.05

# An article that repeats another to this share is its copy, and that says more than its sentences do.
WHOLE = 0.8

REMEMBERED = 5000  # articles whose sentences are kept in memory
UNDATED = 0
MADE_WITH = 1  # raise it when terms or keys change
TABLES = """
CREATE TABLE IF NOT EXISTS articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, publisher TEXT,
    published INTEGER, length INTEGER, keys INTEGER, credit TEXT, sentences BLOB);
CREATE TABLE IF NOT EXISTS matches (later INTEGER, earlier INTEGER, matches TEXT, PRIMARY KEY (later, earlier))
    WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS matches_of_earlier ON matches (earlier);
""" + tables_of("keys")
POSTINGS = Postings("keys")
INSERT = """
INSERT OR IGNORE INTO articles (id, publisher, published, length, keys, credit, sentences) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
CANDIDATES = f"""
SELECT article, shared, articles.keys FROM (SELECT article, count(*) AS shared FROM (
    {POSTINGS.held("k.day BETWEEN ?2 AND ?3")} UNION ALL {POSTINGS.held("k.day = ?4")}
) GROUP BY article) JOIN articles ON number = article WHERE shared >= ?5
"""  # noqa: S608
ENTRY = "SELECT id, publisher, published, length, credit, sentences FROM articles WHERE number = ?"
MATCHES = "SELECT later, earlier, matches FROM matches ORDER BY later"


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the index holds of one article."""

    age: Age
    publisher: str | None
    sentences: list[Sentence]


class DerivationIndex(IndexFile):
    """The index in one file, or in memory; use it in a ``with`` block."""

    def __init__(self, lexicon: Lexicon, path: Path | None = None) -> None:
        self._vocabulary = vocabulary_of(lexicon)
        self._credits = credits_of(lexicon)
        words = repr((sorted(self._vocabulary.common), self._vocabulary.states, self._credits.words))
        super().__init__(
            path, TABLES, f"{MADE_WITH} {blake2b(words.encode('utf-8', 'replace')).hexdigest()[:16]}", (POSTINGS,)
        )
        self._remembered: dict[int, _Entry] = {}

    def credits(self) -> dict[str, Credit]:
        """Whom each article credits, by its id; no entry for one that names nobody."""
        rows = self.db.execute("SELECT id, credit FROM articles WHERE credit IS NOT NULL").fetchall()
        return {article: _credit(json.loads(credit)) for article, credit in rows}

    def derivations(self, repeats: Mapping[str, Repeat]) -> dict[str, tuple[Derivation, ...]]:
        """The sentences that each article takes from others, in their order; none for whole copies.

        Of an origin and its copies the origin is named where it explains as much.
        """
        roots = {each.article: each.copy_of for each in repeats.values()}
        found: dict[str, tuple[Derivation, ...]] = {}
        for later, candidates in self._candidates().items():
            entry = self._entry(later)
            repeat = repeats.get(entry.age.article)
            if repeat is not None and repeat.similarity >= WHOLE:
                continue
            numbers = {self._entry(each).age: each for each in candidates}
            ordered = {age.article: candidates[numbers[age]] for age in sorted(numbers)}
            by_id = {age.article: number for age, number in numbers.items()}
            taken = [
                _derivation(entry, self._entry(by_id[origin]), match)
                for origin, matches in choose(ordered, roots).items()
                for match in matches
            ]
            found[entry.age.article] = tuple(sorted(taken, key=lambda each: each.start))
        return found

    def _candidates(self) -> dict[int, dict[int, list[Match]]]:
        found: dict[int, dict[int, list[Match]]] = {}
        for later, earlier, matches in self.db.execute(MATCHES).fetchall():
            found.setdefault(later, {})[earlier] = [Match(*each) for each in json.loads(matches)]
        return found

    def _forget(self) -> None:
        self._remembered.clear()

    def _add(self, article: Article) -> None:
        sentences = self._vocabulary.sentences(article.text)
        keys = keys_of(sentences)
        credit = self._credits.find(article.text, article.publisher)
        day = article.published.toordinal() if article.published else UNDATED
        row = (
            article.id,
            article.publisher,
            day,
            len(article.text),
            len(keys),
            None if credit is None else json.dumps(asdict(credit)),
            _packed(sentences),
        )
        added = self.db.execute(INSERT, row)
        if added.rowcount:
            number = int(added.lastrowid or 0)
            for other in self._near(keys, day):
                self._compare(number, other)
            POSTINGS.add(self.db, number, json.dumps(keys), day)

    def _near(self, keys: Sequence[int], day: int) -> list[int]:
        """The articles that are worth a comparison."""
        first, last = (day - DAYS, day + DAYS) if day != UNDATED else (UNDATED + 1, date.max.toordinal())
        rows = self.db.execute(CANDIDATES, (json.dumps(keys), first, last, UNDATED, MIN_KEYS)).fetchall()
        return [other for other, shared, others in rows if shared >= MIN_KEYS_SHARE * min(len(keys), others)]

    def _compare(self, one: int, other: int) -> None:
        earlier, later = sorted((one, other), key=lambda number: self._entry(number).age)
        new, old = self._entry(later), self._entry(earlier)
        one_outlet = new.publisher is not None and new.publisher == old.publisher
        matches = align(new.sentences, old.sentences, one_outlet=one_outlet)
        if derives(matches, new.sentences):
            told = json.dumps([(match.one, match.other, match.likeness) for match in matches])
            self.db.execute("INSERT INTO matches VALUES (?, ?, ?)", (later, earlier, told))

    def _remove(self, number: int) -> None:
        entry = self._entry(number)
        (day,) = self.db.execute("SELECT published FROM articles WHERE number = ?", (number,)).fetchone()
        POSTINGS.remove(self.db, number, json.dumps(keys_of(entry.sentences)), day)
        self.db.execute("DELETE FROM matches WHERE later = ?1 OR earlier = ?1", (number,))
        self.db.execute("DELETE FROM articles WHERE number = ?", (number,))
        self._remembered.pop(number, None)

    def _entry(self, number: int) -> _Entry:
        if number not in self._remembered:
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            article, publisher, day, length, credit, packed = self.db.execute(ENTRY, (number,)).fetchone()
            age = Age(date.max.toordinal() if day == UNDATED else day, _names_another(credit), (-length,), article)
            self._remembered[number] = _Entry(age, publisher, _unpacked(packed))
        return self._remembered[number]


def keys_of(sentences: Iterable[Sentence]) -> list[int]:
    """The least ``KEYS`` keys of an article, each a name or a number and another word of one sentence."""
    keys: set[int] = set()
    for sentence in sentences:
        words = [term for term, weight in sentence.terms.items() if weight >= WORD]
        for term in (term for term, weight in sentence.terms.items() if weight >= NAME):
            keys.update(_key(min(term, word), max(term, word)) for word in words if word != term)
    return sorted(keys)[:KEYS]


def _key(one: int, other: int) -> int:
    """Forty bits of two terms, evenly spread."""
    mixed = (one << 32 | other) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    mixed = (mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return mixed >> 24


def _packed(sentences: Iterable[Sentence]) -> bytes:
    """The sentences as plain numbers: start, end, quoted, number of terms, and the terms with their weights."""
    numbers = array("I")
    for each in sentences:
        numbers.extend((each.start, each.end, each.quoted, len(each.terms)))
        numbers.extend(chain.from_iterable(each.terms.items()))
    return numbers.tobytes()


def _unpacked(packed: bytes) -> list[Sentence]:
    numbers = array("I", packed)
    sentences, place = [], 0
    while place < len(numbers):
        start, end, quoted, count = numbers[place : place + 4]
        body = numbers[place + 4 : place + 4 + 2 * count]
        terms: Terms = dict(zip(body[::2], body[1::2], strict=True))
        sentences.append(Sentence(start=start, end=end, quoted=bool(quoted), terms=terms))
        place += 4 + 2 * count
    return sentences


def _names_another(credit: str | None) -> bool:
    return credit is not None and json.loads(credit)["basis"] == OriginBasis.CREDIT


def _credit(row: dict[str, str | int]) -> Credit:
    return Credit(
        name=str(row["name"]),
        basis=OriginBasis(str(row["basis"])),
        start=int(row["start"]),
        end=int(row["end"]),
        text=str(row["text"]),
        rule=str(row["rule"]),
    )


def _derivation(later: _Entry, earlier: _Entry, match: Match) -> Derivation:
    own, others = later.sentences[match.one], earlier.sentences[match.other]
    return Derivation(
        start=own.start,
        end=own.end,
        origin=earlier.age.article,
        origin_start=others.start,
        origin_end=others.end,
        similarity=match.likeness,
    )
