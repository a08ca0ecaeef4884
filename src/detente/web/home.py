"""The first page: the articles of the store, newest first or best first after a search, and the busiest pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from detente.model import Article
from detente.records import Row
from detente.store import ArticleSummary, Pair
from detente.web.marks import Kind, Mark, Segment, split
from detente.web.shelf import Opened, PageNumber, Shelf

PAGE_SIZE = 25
BUSIEST = 12
FIRST_WORDS = 110

Words = Annotated[str, Query(max_length=400, description="Words to search for.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of the list; ``heading`` is its title or its first words."""

    article: ArticleSummary
    heading: str
    is_titled: bool
    snippet: list[Segment]

    def row(self) -> Row:
        """The entry as JSON."""
        article = self.article
        return {
            "id": article.id,
            "given_id": article.given_id,
            "title": article.title,
            "heading": self.heading,
            "published": article.published.isoformat() if article.published else None,
            "publisher": article.publisher,
            "url": article.url,
            "language": article.language,
            "reports": article.reports,
            "snippet": article.hit.snippet if article.hit else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """A part of the list of articles, with what the store holds."""

    query: str
    entries: list[Entry]
    counts: dict[str, int]
    busiest: Sequence[Pair]
    more_pairs: bool
    number: int
    has_next: bool

    @property
    def title(self) -> str:
        """What the browser's tab says."""
        return f"Search: {self.query}" if self.query else "Articles"

    def row(self) -> Row:
        """The page as JSON."""
        return {
            "query": self.query or None,
            "page": self.number,
            "next_page": self.number + 1 if self.has_next else None,
            "counts": dict(self.counts),
            "articles": [entry.row() for entry in self.entries],
            "pairs": [pair_row(pair) for pair in self.busiest],
        }


def home_page(shelf: Opened, q: Words = "", page: PageNumber = 1) -> HomePage:
    """The articles that hold the words of ``q``, or all; 25 a page."""
    query = " ".join(q.split())
    found = shelf.articles(query or None, limit=PAGE_SIZE + 1, offset=(page - 1) * PAGE_SIZE)
    pairs = shelf.pairs()
    return HomePage(
        query=query,
        entries=[_entry(shelf, article) for article in found[:PAGE_SIZE]],
        counts=shelf.counts(),
        busiest=pairs[:BUSIEST],
        more_pairs=len(pairs) > BUSIEST,
        number=page,
        has_next=len(found) > PAGE_SIZE,
    )


def pair_row(pair: Pair) -> Row:
    """A pair as JSON."""
    return {"a": pair.a, "b": pair.b, "events": pair.events}


def heading_of(article: Article) -> str:
    """An article's title, or the first words of its first line where it has none."""
    if article.title:
        return article.title
    line = article.text.strip().partition("\n")[0]
    words = " ".join(line[: 4 * FIRST_WORDS].split())
    return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"


def _entry(shelf: Shelf, article: ArticleSummary) -> Entry:
    return Entry(
        article=article,
        heading=article.title or heading_of(shelf.article(article.id)),
        is_titled=bool(article.title),
        snippet=_found(article),
    )


def _found(article: ArticleSummary) -> list[Segment]:
    if article.hit is None:
        return []
    return split(article.hit.snippet, [Mark(kind=Kind.FOUND, start=start, end=end) for start, end in article.hit.marks])
