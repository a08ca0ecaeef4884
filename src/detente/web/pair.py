"""The page of a pair of states: how one treats the other as a chart, its periods, and the events behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Annotated, Literal

from fastapi import Depends, Query
from fastapi.responses import Response

from detente.errors import NotFoundError
from detente.model import Period, Reciprocity, Relation
from detente.records import Row, relation_row
from detente.standing_rows import Told, ToldPoint, reciprocity_row
from detente.web import wording
from detente.web.lines import EventLine, event_lines
from detente.web.shelf import Opened, PageNumber, Series

# Rows of the two tables; the twin has every period.
PERIODS_SHOWN = 60
PAGE_SIZE = 50
POINTS_SHOWN = 20

Theme = Literal["light", "dark"]
Width = Annotated[int, Query(ge=300, le=1600, description="Width of the picture in pixels.")]
Both = Annotated[bool, Query(description="Without direction: what either did to the other.")]


def _sides(a: str, b: str) -> tuple[str, str]:
    return a, b


Sides = Annotated[tuple[str, str], Depends(_sides)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """How ``source`` treats ``target``, or with ``both`` either the other, with a part of the events behind it."""

    source: str
    target: str
    period: Period
    both: bool
    series: Series
    events: Sequence[EventLine]
    total: int
    number: int
    has_next: bool

    @property
    def title(self) -> str:
        """The pair in words."""
        return f"{wording.country(self.source)} {'↔' if self.both else '→'} {wording.country(self.target)}"

    @property
    def query(self) -> dict[str, str]:
        """What the address of this view says beside its path and page."""
        return {"period": self.period.value, **({"both": "1"} if self.both else {})}

    @property
    def periods(self) -> list[Relation]:
        """The periods that have events, the newest first, no more than the page shows."""
        return [each for each in reversed(self.series.relations) if each.events][:PERIODS_SHOWN]

    @property
    def periods_left(self) -> int:
        """How many periods with events the page does not show."""
        return sum(1 for each in self.series.relations if each.events) - len(self.periods)

    @property
    def breaks(self) -> Sequence[Told]:
        """The breaks, the newest first."""
        return self.series.breaks()[::-1]

    @property
    def points(self) -> Sequence[ToldPoint]:
        """The low and high points, the newest first, no more than the page shows."""
        return self.series.points()[::-1][:POINTS_SHOWN]

    @property
    def followers(self) -> Sequence[Reciprocity]:
        """Who surely follows whom: where the interval of the correlation is above 0; in the same week, told once."""
        sure = [each for each in self.series.reciprocity() if each.lower > 0]
        return [each for number, each in enumerate(sure) if each.lag_weeks or number == 0]

    def row(self) -> Row:
        """The page as JSON, with every period, gaps included."""
        return {
            "source": self.source,
            "target": self.target,
            "period": self.period,
            "page": self.number,
            "next_page": self.number + 1 if self.has_next else None,
            "directed": not self.both,
            "relations": [relation_row(each) for each in self.series.relations],
            "breaks": [each.row() for each in self.series.breaks()],
            "points": [each.row() for each in self.series.points()],
            "reciprocity": [reciprocity_row(each) for each in self.series.reciprocity()],
            "total_events": self.total,
            "events": [line.row() for line in self.events],
        }


def pair_page(
    shelf: Opened, a: str, b: str, period: Period = Period.MONTH, *, both: Both = False, page: PageNumber = 1
) -> PairPage:
    """How ``a`` treats ``b``, 50 events a page, newest first. Raises ``NotFoundError`` where neither did anything."""
    there, back = list(shelf.events(source=a, target=b)), list(shelf.events(source=b, target=a))
    if not there and not back:
        raise _no_events(a, b)
    known = {each.id for each in there}
    joined = [*there, *(each for each in back if each.id not in known)] if both else there
    events = sorted(joined, key=lambda event: str(event.first or ""), reverse=True)
    start = (page - 1) * PAGE_SIZE
    shown = events[start : start + PAGE_SIZE]
    return PairPage(
        source=a,
        target=b,
        period=period,
        both=both,
        series=shelf.relation(a, b, period=period, both=both),
        events=event_lines(shown, shelf.reports([event.reports[0] for event in shown if event.reports])),
        total=len(events),
        number=page,
        has_next=len(events) > start + PAGE_SIZE,
    )


def pair_chart(
    shelf: Opened,
    pair: Sides,
    period: Period = Period.MONTH,
    *,
    both: Both = False,
    theme: Theme = "light",
    width: Width = 800,
) -> Response:
    """The pair's chart as a picture. Raises ``NotFoundError`` where there is nothing to draw."""
    series = shelf.relation(*pair, period=period, both=both)
    return Response(drawn(series, pair, theme=theme, width=width), media_type="image/svg+xml")


def drawn(series: Series, pair: tuple[str, str], *, theme: Theme, width: int) -> str:
    """The SVG of a pair's chart."""
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
