"""A series of relations in, a picture out: an Altair chart, and its SVG, PNG or HTML file made without a network.

The upper panel has the temperature with its interval, gaps left open, and marks at low points and breaks with the words
given for them; the lower panel has the sums of cooperation and conflict. Limits: the scale is always -10 to 10, so that
two pictures compare; a label that finds no room is left to the tooltip.
"""

import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import altair as alt

from detente.errors import InputError
from detente.model import Relation
from detente.relations.panels import sums_panel, temperature_panel
from detente.relations.sheet import AXIS_EXTENT, PADDING, PALETTES, Palette, Sheet, Theme, Words, sheet_of

SUFFIXES = (".svg", ".png", ".html")
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
TITLE_SIZE = 15
SUBTITLE_SIZE = 11
PANEL_GAP = 38

# A space at which no line ends.
NO_BREAK = "\N{NO-BREAK SPACE}"

# Pixels that a letter of the title and of the lines under it takes, with room to spare.
TITLE_LETTER = 8.4
SUBTITLE_LETTER = 5.8


def relation_chart(
    series: Sequence[Relation],
    *,
    title: str,
    labels: Mapping[str, str] | None = None,
    marks: Mapping[date, str] | None = None,
    theme: Theme = "light",
    width: int = 800,
) -> alt.VConcatChart:
    """The series as a chart ``width`` pixels wide. No rows raise ``InputError``.

    ``labels`` gives words by event id, ``marks`` those of a low point, high point or break by its period's first day.
    """
    if not series:
        raise InputError("relation chart: the series has 0 periods; it must have 1 or more. Choose a pair with events")
    sheet = sheet_of(series, Words(labels=labels or {}, marks=marks or {}), PALETTES[theme], width)
    chart = alt.vconcat(
        temperature_panel(sheet),
        sums_panel(sheet),
        spacing=PANEL_GAP,
        bounds="flush",
        title=_title(title, series, sheet),
    )
    return _dressed(chart, sheet.palette)


def save_chart(chart: alt.TopLevelMixin, path: Path | str) -> None:
    """Write a chart as ``.svg``, ``.png`` (twice the pixels) or ``.html`` that needs no network, by the suffix.

    Another suffix raises ``InputError``, and so does a file that cannot be written.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"{path}: the suffix {path.suffix!r} is no kind of picture; allowed are {', '.join(SUFFIXES)}. "
            f"Write to {path.with_suffix('.svg').name}, for one"
        )
    try:
        if suffix == ".html":
            path.write_text(_page(chart), "utf-8")
        else:
            chart.save(str(path), scale_factor=2 if suffix == ".png" else 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be written, {error.strerror}; a folder that exists is needed") from error


def _page(chart: alt.TopLevelMixin) -> str:
    """One HTML page with the drawing library inside, on the ground of the chart."""
    page: str = chart.to_html(inline=True, embed_options={"actions": False, "renderer": "svg"})
    ground = chart.to_dict().get("background", PALETTES["light"].ground)
    # A narrow window scrolls over the picture; drawn to its width, the words would be too small to read.
    style = f"body {{ margin: 0; background: {ground}; }}\n    .vega-embed > * {{ flex: none; }}"
    return page.replace("<style>", f"<style>\n    {style}", 1)


def _title(title: str, series: Sequence[Relation], sheet: Sheet) -> alt.TitleParams:
    """The title, and under it the key to the marks that the picture really has; both wrapped to the width."""
    key = ["band: the 90% interval"]
    if any(each.temperature is None for each in series):
        key.append("open line: no events")
    points = {"low": any(each.low_point for each in series), "high": any(each.high_point for each in series)}
    if any(points.values()):
        key.append(f"triangles: {' and '.join(name for name, there in points.items() if there)} points")
    if any(each.is_break for each in series):
        key.append("diamonds: breaks")
    across = sheet.frame.width + AXIS_EXTENT
    return alt.TitleParams(
        text=textwrap.wrap(title, int(across / TITLE_LETTER)) or [title],
        subtitle=_wrapped(key, int(across / SUBTITLE_LETTER)),
        anchor="start",
        frame="group",
        dx=-AXIS_EXTENT,
        offset=22,
        fontSize=TITLE_SIZE,
        fontWeight=600,
        color=sheet.palette.ink,
        subtitleColor=sheet.palette.faint,
        subtitleFontSize=SUBTITLE_SIZE,
        subtitlePadding=5,
    )


def _wrapped(parts: Sequence[str], letters: int) -> list[str]:
    """Parts in lines of so many letters, a dot between two on one line."""
    lines = textwrap.wrap(" · ".join(each.replace(" ", NO_BREAK) for each in parts), letters)
    return [each.removesuffix(" ·").removeprefix("· ") for each in lines]


def _dressed(chart: alt.VConcatChart, palette: Palette) -> alt.VConcatChart:
    """The chart in the colours and letters of the house."""
    dressed: alt.VConcatChart = (
        chart.properties(background=palette.ground, padding=PADDING)
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.faint,
            titleColor=palette.faint,
            titleFontWeight="normal",
            titleFontSize=11,
            labelFontSize=11,
            gridColor=palette.grid,
            domainColor=palette.grid,
            tickColor=palette.grid,
        )
    )
    return dressed
