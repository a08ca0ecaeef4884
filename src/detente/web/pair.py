"""The page of a pair of states: how one treats the other as a chart, its periods, and the events behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from detente.errors import NotFoundError
from detente.model import Period, Relation
from detente.records import Row, relation_row
from detente.web import wording
from detente.web.lines import EventLine, event_lines
from detente.web.shelf import Opened, PageNumber, Shelf

# Rows of the two tables; the twin has every period.
PERIODS_SHOWN = 60
PAGE_SIZE = 50

Theme = Literal["light", "dark"]
Width = Annotated[int, Query(ge=300, le=1600, description="Width of the picture in pixels.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """How ``source`` treats ``target``, with a part of the events behind it."""

    source: str
    target: str
    period: Period
    series: Sequence[Relation]
    events: Sequence[EventLine]
    total: int
    number: int
    has_next: bool

    @property
    def title(self) -> str:
        """The pair in words."""
        return f"{wording.country(self.source)} → {wording.country(self.target)}"

    @property
    def periods(self) -> list[Relation]:
        """The periods that have events, the newest first, no more than the page shows."""
        return [each for each in reversed(self.series) if each.events][:PERIODS_SHOWN]

    @property
    def periods_left(self) -> int:
        """How many periods with events the page does not show."""
        return sum(1 for each in self.series if each.events) - len(self.periods)

    def row(self) -> Row:
        """The page as JSON, with every period, gaps included."""
        return {
            "source": self.source,
            "target": self.target,
            "period": self.period,
            "page": self.number,
            "next_page": self.number + 1 if self.has_next else None,
            "relations": [relation_row(each) for each in self.series],
            "total_events": self.total,
            "events": [line.row() for line in self.events],
        }


def pair_page(shelf: Opened, a: str, b: str, period: Period = Period.MONTH, page: PageNumber = 1) -> PairPage:
    """How ``a`` treats ``b``, 50 events a page, newest first. Raises ``NotFoundError`` where neither did anything."""
    events = sorted(shelf.events(source=a, target=b), key=lambda event: str(event.first or ""), reverse=True)
    if not events and not any(True for _ in shelf.events(source=b, target=a)):
        raise _no_events(a, b)
    start = (page - 1) * PAGE_SIZE
    shown = events[start : start + PAGE_SIZE]
    return PairPage(
        source=a,
        target=b,
        period=period,
        series=shelf.relation(a, b, period=period).relations,
        events=event_lines(shown, shelf.reports([event.reports[0] for event in shown if event.reports])),
        total=len(events),
        number=page,
        has_next=len(events) > start + PAGE_SIZE,
    )


def pair_chart(
    shelf: Opened, a: str, b: str, period: Period = Period.MONTH, theme: Theme = "light", width: Width = 800
) -> Response:
    """The pair's chart as a picture. Raises ``NotFoundError`` where there is nothing to draw."""
    return Response(drawn(shelf, (a, b), period, theme=theme, width=width), media_type="image/svg+xml")


def drawn(shelf: Shelf, pair: tuple[str, str], period: Period, *, theme: Theme, width: int) -> str:
    """The SVG of a pair's chart."""
    series = shelf.relation(*pair, period=period)
    if not series.relations:
        raise _no_events(*pair)
    picture = StringIO()
    series.chart(theme=theme, width=width).save(picture, format="svg")
    return wording.readable_xml(picture.getvalue())


def _no_events(a: str, b: str) -> NotFoundError:
    return NotFoundError(
        f"pair {a}, {b}: no events between these two; codes of three capitals, as USA, are allowed. "
        "Choose one from the list of pairs"
    )
