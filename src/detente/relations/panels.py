"""A sheet in, the two panels of a picture out: the temperature above, the sums of cooperation and conflict below."""

from datetime import datetime
from typing import Any

import altair as alt

from detente.relations.labels import FONT_SIZE, LINE_HEIGHT, Label
from detente.relations.sheet import AXIS_EXTENT, LIMIT, Sheet, stamp

AXIS_TITLE = "temperature (−10 conflict … +10 cooperation)"
BARS_HEIGHT = 64

# Pixels a tick of the time axis needs for its words.
TICK_WIDTH = 80

# Width of the ground that is kept clear around the letters of a label.
HALO = 3

# With less room than this many pixels for a period, points and the bars of lone intervals are drawn small.
POINT_WIDTH = 5

SUM_LABEL = "datum.value == 0 ? '0' : format(datum.value, '~s')"

# The first tick of a time axis tells its year, whatever it is.
TIME_LABEL = (
    r"datum.index == 0 && !test(/^\d{4}$/, datum.label) ? [datum.label, utcFormat(datum.value, '%Y')] : datum.label"
)

TOOLTIP = [
    alt.Tooltip("period:N", title="period"),
    alt.Tooltip("shown:N", title="temperature"),
    alt.Tooltip("events:Q", title="events"),
    alt.Tooltip("sources:Q", title="independent reports"),
    alt.Tooltip("cooperation:Q", title="cooperation", format="+.1f"),
    alt.Tooltip("conflict:Q", title="conflict", format="+.1f"),
    alt.Tooltip("what:N", title="what happened"),
]


def temperature_panel(sheet: Sheet) -> alt.LayerChart:
    """The line with its band, broken at gaps, with its points, its marks and their labels."""
    colours = sheet.palette
    base = alt.Chart(alt.InlineData(values=sheet.rows)).encode(x=_x(sheet, "middle", ticks=False))
    zero = _zero(sheet).encode(y=_y("y"))
    band = base.mark_area(color=colours.line, opacity=0.18).encode(y=_y("lower"), y2="upper:Q")
    alone = (
        base.transform_filter("datum.alone == 1")
        .mark_rule(color=colours.line, opacity=0.3, strokeWidth=1.5 if _crowded(sheet) else 5, strokeCap="round")
        .encode(y=_y("lower"), y2="upper:Q")
    )
    stroke = 0.9 if _crowded(sheet) else 1.8
    line = base.mark_line(color=colours.line, strokeWidth=stroke, strokeJoin="round").encode(y=_y("temperature"))
    layers = [zero, band, alone, line, _points(base, sheet), *_label_layers(sheet), *_mark_layers(base, sheet)]
    return alt.LayerChart(layer=layers, width=sheet.frame.width, height=sheet.frame.height)


def sums_panel(sheet: Sheet) -> alt.LayerChart:
    """Bars of cooperation upwards and of conflict downwards, a pair a period."""
    bars = alt.Chart(alt.InlineData(values=sheet.rows)).encode(
        x=_x(sheet, "start", ticks=True), x2="end:T", tooltip=TOOLTIP
    )
    axis = alt.Axis(
        tickCount=3,
        minExtent=AXIS_EXTENT,
        maxExtent=AXIS_EXTENT,
        labelExpr=SUM_LABEL,
        **_horizontal("sums of intensities"),
    )
    edge = 0.0 if _crowded(sheet) else 0.6
    layers = [
        bars.transform_filter(f"datum.{name} != 0")
        .mark_rect(color=colour, stroke=sheet.palette.ground, strokeWidth=edge)
        .encode(y=alt.Y(f"{name}:Q", axis=axis), y2=alt.Y2Datum(0))
        for name, colour in (("cooperation", sheet.palette.warm), ("conflict", sheet.palette.cold))
    ]
    zero = _zero(sheet).encode(y=alt.Y("y:Q", axis=axis))
    return alt.LayerChart(layer=[*layers, zero], width=sheet.frame.width, height=BARS_HEIGHT)


def _crowded(sheet: Sheet) -> bool:
    return len(sheet.rows) * POINT_WIDTH > sheet.frame.width


def _zero(sheet: Sheet) -> alt.Chart:
    zero: alt.Chart = alt.Chart(alt.InlineData(values=[{"y": 0}])).mark_rule(color=sheet.palette.faint, strokeWidth=1)
    return zero


def _x(sheet: Sheet, field: str, *, ticks: bool) -> alt.X:
    scale = alt.Scale(type="utc", domain=[stamp(sheet.first), stamp(sheet.last)], nice=False)
    count = max(round(sheet.frame.width / TICK_WIDTH), 2)
    axis = alt.Axis(
        title=None,
        grid=True,
        tickCount=count,
        labels=ticks,
        ticks=ticks,
        domain=ticks,
        labelFlush=True,
        labelExpr=TIME_LABEL,
        labelOverlap=True,
    )
    return alt.X(f"{field}:T", scale=scale, axis=axis)


def _y(field: str) -> alt.Y:
    axis = alt.Axis(
        values=[-10, -5, 0, 5, 10],
        labelExpr="(datum.value > 0 ? '+' : '') + datum.label",
        minExtent=AXIS_EXTENT,
        maxExtent=AXIS_EXTENT,
        **_horizontal(AXIS_TITLE),
    )
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[-LIMIT, LIMIT], nice=False), axis=axis)


def _horizontal(title: str) -> dict[str, Any]:
    """An axis title that is read without turning the head, above the panel's left corner."""
    return {
        "title": title,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": -AXIS_EXTENT,
        "titleY": -12,
    }


def _points(base: alt.Chart, sheet: Sheet) -> alt.Chart:
    """A point a period, in the colour of its sign."""
    sign = (
        alt.when("datum.temperature < 0").then(alt.value(sheet.palette.cold)).otherwise(alt.value(sheet.palette.warm))
    )
    shown = base.transform_filter("isValid(datum.temperature)")
    points: alt.Chart = shown.mark_circle(size=10 if _crowded(sheet) else 30, opacity=1).encode(
        y=_y("temperature"), color=sign, tooltip=TOOLTIP
    )
    return points


def _mark_layers(base: alt.Chart, sheet: Sheet) -> list[alt.Chart]:
    """A diamond at a break, and filled triangles at low and high points, all on the line."""
    colours = sheet.palette
    turn = base.transform_filter("datum.turn == 1").mark_point(
        shape="diamond", size=130, fill=colours.ground, stroke=colours.ink, strokeWidth=1.6, opacity=1
    )
    low = base.transform_filter("datum.low == 1").mark_point(
        shape="triangle-down", size=64, fill=colours.cold, stroke=colours.ground, strokeWidth=0.8, opacity=1
    )
    high = base.transform_filter("datum.high == 1").mark_point(
        shape="triangle-up", size=64, fill=colours.warm, stroke=colours.ground, strokeWidth=0.8, opacity=1
    )
    return [each.encode(y=_y("temperature"), tooltip=TOOLTIP) for each in (turn, low, high)]


def _label_layers(sheet: Sheet) -> list[alt.Chart]:
    """The words of the marks, each tied to its mark by a thin rule."""
    if not sheet.labels:
        return []
    colours = sheet.palette
    ties = alt.Chart(alt.InlineData(values=[_tie(each, sheet) for each in sheet.labels]))
    layers = [
        ties.mark_rule(color=colours.faint, strokeWidth=0.8).encode(
            x=_x(sheet, "x", ticks=False), y=_y("y"), y2="foot:Q"
        )
    ]
    for align in sorted({each.align for each in sheet.labels}):
        chosen = [_words(each, sheet) for each in sheet.labels if each.align == align]
        words = alt.Chart(alt.InlineData(values=chosen)).encode(
            x=_x(sheet, "x", ticks=False), y=_y("y"), text="words:N"
        )
        shape = {"align": align, "baseline": "middle", "lineBreak": "\n", "lineHeight": LINE_HEIGHT}
        halo: dict[str, Any] = {**shape, "fontSize": FONT_SIZE, "stroke": colours.ground, "strokeWidth": HALO}
        text: dict[str, Any] = {**shape, "fontSize": FONT_SIZE, "color": colours.ink}
        layers += [words.mark_text(**halo), words.mark_text(**text)]
    return layers


def _tie(label: Label, sheet: Sheet) -> dict[str, Any]:
    return {"x": _day(label.mark.x, sheet), "y": _height(label.mark.y, sheet), "foot": _height(label.foot, sheet)}


def _words(label: Label, sheet: Sheet) -> dict[str, Any]:
    """A block of words; the middle is moved up to the first line, which is where the drawing library starts."""
    first_line = label.y - LINE_HEIGHT * (len(label.lines) - 1) / 2
    return {"x": _day(label.x, sheet), "y": _height(first_line, sheet), "words": "\n".join(label.lines)}


def _day(pixel: float, sheet: Sheet) -> str:
    moment: datetime = sheet.first + (sheet.last - sheet.first) * (pixel / sheet.frame.width)
    return stamp(moment)


def _height(pixel: float, sheet: Sheet) -> float:
    return LIMIT - 2 * LIMIT * pixel / sheet.frame.height
