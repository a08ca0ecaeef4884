"""A series of relations in, all that its picture needs out: rows of plain values, a size, colours, places of labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import Literal

from detente.model import Relation
from detente.relations.labels import Frame, Label, Mark, place_labels

Theme = Literal["light", "dark"]
Row = dict[str, str | float | int | None]
Spot = tuple[float, float]

PADDING = 14
AXIS_EXTENT = 30
MIN_WIDTH = 280
LEAST_HEIGHT = 260
MOST_HEIGHT = 420
LIMIT = 10.0

# Pixels between two points of the line that labels keep clear of.
STRIDE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of a theme; each reads on its ground, and the two signs differ for those who see no red.

    ``coldest`` and ``warmest`` stand at the ends of the scale, ``cold`` and ``warm`` half-way, ``neutral`` at 0.
    """

    ground: str
    ink: str
    faint: str
    grid: str
    line: str
    warm: str
    cold: str
    warmest: str
    coldest: str
    neutral: str


PALETTES: Mapping[Theme, Palette] = {
    "light": Palette(
        ground="#ffffff", ink="#1f2933", faint="#5b6770", grid="#e6e9ec", line="#44546a", warm="#1f7a8c",
        cold="#c8451b", warmest="#0a3540", coldest="#651c05", neutral="#e9eaec",
    ),
    "dark": Palette(
        ground="#14181d", ink="#e8ecf0", faint="#9aa5b1", grid="#2a3139", line="#a9b8cc", warm="#4fb3c6",
        cold="#ff8a5c", warmest="#d3f5fb", coldest="#ffe0d2", neutral="#3c454f",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What happened, in a few words: by event id, and for marked periods by their first day."""

    labels: Mapping[str, str]
    marks: Mapping[date, str]

    def of(self, each: Relation) -> str | None:
        """The words for a marked period: its own, else those of its first event that has some; None without."""
        return self.marks.get(each.first) or next((self.labels[key] for key in each.events if key in self.labels), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What every layer needs: the rows, the days, the size, the colours and the labels."""

    rows: list[Row]
    first: datetime
    last: datetime
    frame: Frame
    palette: Palette
    labels: tuple[Label, ...]


def sheet_of(series: Sequence[Relation], words: Words, palette: Palette, width: int) -> Sheet:
    """The sheet of a series that has one row at least."""
    inner = max(width, MIN_WIDTH) - 2 * PADDING - AXIS_EXTENT
    frame = Frame(width=inner, height=min(max(round(inner * 0.5), LEAST_HEIGHT), MOST_HEIGHT))
    first, last = _midnight(series[0]), _end(series[-1])
    spots = [_spot(each, first, last, frame) for each in series]
    return Sheet(
        rows=[_row(number, series, words.labels) for number in range(len(series))],
        first=first,
        last=last,
        frame=frame,
        palette=palette,
        labels=tuple(place_labels(_marks(series, spots, words), [*_path(spots), *_zero_line(frame)], frame)),
    )


def _row(number: int, series: Sequence[Relation], labels: Mapping[str, str]) -> Row:
    """One period as the layers read it: plain values, times as ISO text."""
    each = series[number]
    around = [*series[max(number - 1, 0) : number], *series[number + 1 : number + 2]]
    told = [labels[event] for event in each.events if event in labels]
    return {
        "start": stamp(_midnight(each)),
        "middle": stamp(_middle(each)),
        "end": stamp(_end(each)),
        "period": _period(each),
        "temperature": each.temperature,
        "lower": each.lower,
        "upper": each.upper,
        "shown": _reading(each),
        "events": len(each.events),
        "sources": each.independent_reports,
        "cooperation": each.cooperation,
        "conflict": each.conflict,
        "alone": int(each.temperature is not None and all(other.temperature is None for other in around)),
        "low": int(each.low_point),
        "high": int(each.high_point),
        "turn": int(each.is_break),
        "what": "; ".join(told[:3]) or None,
    }


def _midnight(each: Relation) -> datetime:
    return datetime.combine(each.first, time.min, UTC)


def _end(each: Relation) -> datetime:
    return datetime.combine(each.last, time.max, UTC)


def _middle(each: Relation) -> datetime:
    return _midnight(each) + (_end(each) - _midnight(each)) / 2


def stamp(moment: datetime) -> str:
    """A moment as the drawing library reads it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _period(each: Relation) -> str:
    if each.first == each.last:
        return each.first.isoformat()
    return f"{each.first.isoformat()} to {each.last.isoformat()}"


def _reading(each: Relation) -> str:
    if each.temperature is None or each.lower is None or each.upper is None:
        return "no events"
    return f"{each.temperature:+.1f} ({each.lower:+.1f} to {each.upper:+.1f})".replace("-", "−")


def _spot(each: Relation, first: datetime, last: datetime, frame: Frame) -> Spot | None:
    """Where a period's point lies, in pixels of the upper panel; None for a gap."""
    if each.temperature is None:
        return None
    share = (_middle(each) - first) / (last - first)
    return share * frame.width, (LIMIT - each.temperature) / (2 * LIMIT) * frame.height


def _path(spots: Sequence[Spot | None]) -> list[Spot]:
    """Pixels along the line, close enough together that no label slips between two of them."""
    path = [each for each in spots if each is not None]
    for one, other in pairwise(spots):
        if one is not None and other is not None:
            steps = int(max(abs(other[0] - one[0]), abs(other[1] - one[1])) // STRIDE)
            shares = [step / (steps + 1) for step in range(1, steps + 1)]
            path += [(one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])) for share in shares]
    return path


def _zero_line(frame: Frame) -> list[Spot]:
    """The line of 0, which would strike words through."""
    return [(float(x), frame.height / 2) for x in range(0, round(frame.width) + STRIDE, STRIDE)]


def _marks(series: Sequence[Relation], spots: Sequence[Spot | None], words: Words) -> list[Mark]:
    """The marked periods for which there are words: breaks first, then the farthest from zero."""
    marks = []
    for each, spot in zip(series, spots, strict=True):
        text = words.of(each)
        if text and spot and (each.low_point or each.high_point or each.is_break):
            weight = abs(each.temperature or 0.0) + (2 * LIMIT if each.is_break else 0.0)
            marks.append(Mark(x=spot[0], y=spot[1], text=text, weight=weight))
    return marks
