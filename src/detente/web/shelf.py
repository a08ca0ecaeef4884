"""What the pages ask of an opened store, and what a page is: the two shapes that join this room to the rest."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO
from typing import Annotated, Literal, Protocol

from fastapi import Depends, Query, Request

from detente.model import Article, Coding, Copy, Event, EventReport, Reciprocity, Relation
from detente.records import Row
from detente.standing_rows import Told, ToldPoint
from detente.store import ArticleSummary, Pair


class Drawing(Protocol):
    """A chart that writes itself as a picture."""

    def save(self, fp: StringIO, format: Literal["svg"]) -> object:  # noqa: A002 - the drawing library's word
        """Write the picture into an open text."""


class Series(Protocol):
    """A pair of states, period by period."""

    @property
    def relations(self) -> Sequence[Relation]:
        """One row a period, gaps included."""

    def breaks(self) -> Sequence[Told]:
        """The days from which the pair was lastingly colder or warmer, with the events that made each."""

    def points(self) -> Sequence[ToldPoint]:
        """The low and high points, with their events."""

    def reciprocity(self) -> Sequence[Reciprocity]:
        """How far each side follows the other; empty where one direction was asked for, or too little is told."""

    def chart(self, *, theme: str, width: int) -> Drawing:
        """The series as a chart. Raises ``InputError`` where it is empty."""


class Shelf(Protocol):
    """The readers of a store, and the relations told from it."""

    def counts(self) -> dict[str, int]:
        """How many rows each table shows."""

    def articles(
        self, query: str | None = None, *, ids: Sequence[str] | None = None, limit: int = 50, offset: int = 0
    ) -> Sequence[ArticleSummary]:
        """Articles without their texts: those that hold the words of ``query``, best first; else the newest first."""

    def article(self, key: str) -> Article:
        """The article with this id or given id; raises ``NotFoundError`` where there is none."""

    def coding(self, key: str) -> Coding:
        """All that was found in one article; raises ``NotFoundError`` where there is none."""

    def copies(self, article: str | None = None) -> Iterable[Copy]:
        """What an article copies or derives from; none before the store was linked."""

    def events(
        self,
        *,
        source: str | None = None,
        target: str | None = None,
        since: date | None = None,
        until: date | None = None,
        type: str | None = None,  # noqa: A002 - the field's word
    ) -> Iterable[Event]:
        """Events in the order of their days."""

    def event(self, identity: str) -> Event:
        """The event with this id; raises ``NotFoundError`` where there is none."""

    def events_of(self, article: str) -> Iterable[Event]:
        """The events that an article tells of."""

    def reports(self, ids: Iterable[str] | None = None) -> Iterable[EventReport]:
        """The reports with these ids; ids that are not known are passed over."""

    def pairs(self) -> Sequence[Pair]:
        """The pairs of countries that have events with one another, most events first."""

    def relation(self, source: str, target: str, *, period: str = "month", both: bool = False) -> Series:
        """How one state treats another, or with ``both`` what either does to the other; empty without events."""


class Page(Protocol):
    """All that one page shows; its template gets it under the name ``page``."""

    @property
    def title(self) -> str:
        """What the browser's tab says."""

    def row(self) -> Row:
        """The same as JSON, for the page's twin."""


def _opened(request: Request) -> Shelf:
    shelf: Shelf = request.app.state.shelf
    return shelf


Opened = Annotated[Shelf, Depends(_opened)]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="Which page of a long list, from 1.")]
