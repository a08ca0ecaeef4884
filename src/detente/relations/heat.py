"""Standings in, a heat map out: a row a pair, a column a month, the coldest pairs above, the warmest below.

The colour is the month's temperature on the whole scale from -10 to 10, so that two pictures compare; a month without
events has no cell. Where there is room, the last column has the temperature over the whole time.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt

from detente.errors import InputError
from detente.model import Month, Standing
from detente.relations.chart import FONT, SUBTITLE_SIZE, TITLE_SIZE
from detente.relations.panels import TIME_LABEL
from detente.relations.sheet import PADDING, PALETTES, Palette, Theme

ROW_HEIGHT = 20
NAME_WIDTH = 76
FIGURE_WIDTH = 44
TICK_WIDTH = 62
# Pixels a month needs for a gap beside its neighbours, and a picture for its full title.
GAP_WIDTH = 9
WIDE = 560
MIN_WIDTH = 300


Months = Mapping[tuple[str, str], Sequence[Month]]


def heat_chart(
    standings: Sequence[Standing], months: Months, *, theme: Theme = "light", width: int = 800
) -> alt.LayerChart:
    """The pairs in the order given, with the months of each, ``width`` pixels wide. No pair raises ``InputError``."""
    if not standings:
        raise InputError("heat map: 0 pairs; 1 or more with enough events are needed. Import or code more events")
    colours = PALETTES[theme]
    inner = max(width, MIN_WIDTH) - 2 * PADDING - NAME_WIDTH - FIGURE_WIDTH
    names = [_name(each) for each in standings]
    cells = [(_name(each), month) for each in standings for month in months[each.a, each.b]]
    ends = (min(month.first for _, month in cells), max(month.last for _, month in cells) + timedelta(days=1))
    y = alt.Y(
        "pair:N",
        sort=names,
        scale=alt.Scale(domain=names),
        axis=alt.Axis(title=None, labelLimit=NAME_WIDTH, minExtent=NAME_WIDTH, ticks=False, domain=False),
    )
    layers = [
        _cells([_cell(*each) for each in cells], colours, y, _x(ends, inner), inner),
        _figures(standings, colours, y, inner),
        *_divide(standings, names, colours, y),
    ]
    chart: alt.LayerChart = alt.LayerChart(layer=layers).properties(
        width=inner,
        height=alt.Step(ROW_HEIGHT),
        title=_title(colours, width),
        background=colours.ground,
        padding=PADDING,
    )
    return _dressed(chart, colours)


def _cells(rows: list[dict[str, Any]], colours: Palette, y: alt.Y, x: alt.X, inner: int) -> alt.Chart:
    span = len({row["first"] for row in rows})
    # Few months pass 5 or -5: half of each colour's way is spent on them.
    shades = [colours.coldest, colours.cold, colours.neutral, colours.warm, colours.warmest]
    scale = alt.Scale(domain=[-10, -5, 0, 5, 10], range=shades, interpolate="lab")
    legend = alt.Legend(
        title="conflict −10 … +10 cooperation",
        orient="bottom",
        direction="horizontal",
        gradientLength=min(inner, 220),
        gradientThickness=10,
        values=[-10, -5, 0, 5, 10],
        labelExpr="(datum.value > 0 ? '+' : '') + datum.label",
        titleFontWeight="normal",
        titleFontSize=SUBTITLE_SIZE,
        titleLimit=inner + NAME_WIDTH,
    )
    cells: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(stroke=colours.ground, strokeWidth=1 if inner / max(span, 1) > GAP_WIDTH else 0)
        .encode(
            x=x,
            x2="end:T",
            y=y,
            color=alt.Color("temperature:Q", scale=scale, legend=legend),
            tooltip=[
                alt.Tooltip("pair:N", title="pair"),
                alt.Tooltip("month:N", title="month"),
                alt.Tooltip("shown:N", title="temperature"),
                alt.Tooltip("events:Q", title="events"),
            ],
        )
    )
    return cells


def _figures(standings: Sequence[Standing], colours: Palette, y: alt.Y, inner: int) -> alt.Chart:
    """The temperature over the whole time, to the right of the rows."""
    rows = [{"pair": _name(each), "whole": f"{each.temperature:+.1f}".replace("-", "−")} for each in standings]
    figures: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align="right", color=colours.ink, fontSize=11)
        .encode(y=y, x=alt.value(inner + FIGURE_WIDTH - 6), text="whole:N")
    )
    return figures


def _divide(standings: Sequence[Standing], names: Sequence[str], colours: Palette, y: alt.Y) -> list[alt.Chart]:
    """A line between the pairs below and above zero; none where all are on one side."""
    cold = sum(each.temperature < 0 for each in standings)
    if not 0 < cold < len(names):
        return []
    row = alt.InlineData(values=[{"pair": names[cold]}])
    return [alt.Chart(row).mark_rule(color=colours.ink, strokeWidth=1, yOffset=-ROW_HEIGHT / 2).encode(y=y)]


def _x(ends: tuple[date, date], inner: int) -> alt.X:
    axis = alt.Axis(
        title=None,
        orient="top",
        tickCount=max(inner // TICK_WIDTH, 2),
        grid=False,
        domain=False,
        labelFlush=True,
        labelSeparation=8,
        labelExpr=TIME_LABEL,
        labelOverlap=True,
    )
    scale = alt.Scale(type="utc", domain=[each.isoformat() + "T00:00:00Z" for each in ends], nice=False)
    return alt.X("first:T", scale=scale, axis=axis)


def _cell(pair: str, month: Month) -> dict[str, Any]:
    interval = f"({month.lower:+.1f} to {month.upper:+.1f})"
    return {
        "pair": pair,
        "first": month.first.isoformat() + "T00:00:00Z",
        "end": (month.last + timedelta(days=1)).isoformat() + "T00:00:00Z",
        "month": f"{month.first:%Y-%m}",
        "temperature": month.temperature,
        "shown": f"{month.temperature:+.1f} {interval}".replace("-", "−"),
        "events": month.events,
    }


def _name(each: Standing) -> str:
    return f"{each.a} ↔ {each.b}"


def _title(colours: Palette, width: int) -> alt.TitleParams:
    key = "blank: no events" + (" · figure: the temperature over the whole time" if width >= WIDE else "")
    return alt.TitleParams(
        text="The coldest and the warmest pairs, by month" if width >= WIDE else "Coldest and warmest pairs",
        subtitle=key,
        anchor="start",
        frame="bounds",
        offset=12,
        fontSize=TITLE_SIZE,
        fontWeight=600,
        color=colours.ink,
        subtitleColor=colours.faint,
        subtitleFontSize=SUBTITLE_SIZE,
        subtitlePadding=5,
    )


def _dressed(chart: alt.LayerChart, colours: Palette) -> alt.LayerChart:
    """The chart in the colours and letters of the house."""
    dressed: alt.LayerChart = (
        chart.configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(labelColor=colours.faint, tickColor=colours.grid, labelFontSize=11)
        .configure_axisLeft(labelColor=colours.ink)
        .configure_legend(labelColor=colours.faint, titleColor=colours.faint, labelFontSize=11)
    )
    return dressed
