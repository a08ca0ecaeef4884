"""What a list shows of an article, and of a pair of states."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from detente.search import Hit

SUMMARY_FIELDS = ("id", "given_id", "language", "published", "title", "publisher", "url", "reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """An article without its text, how many reports it holds, and, after a search, where the words were found."""

    id: str
    given_id: str | None
    language: str | None
    published: date | None
    title: str | None
    publisher: str | None
    url: str | None
    reports: int
    hit: Hit | None = None


class Pair(NamedTuple):
    """Two countries, in the order of the alphabet, and how many events they have with one another."""

    a: str
    b: str
    events: int
