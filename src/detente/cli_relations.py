"""The commands on pairs of states: ``detente relations`` and ``detente plot``, for one pair or for all of a store."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli_options import FORMAT, PERIOD, STORE, print_found
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.library import Library, Series
    from detente.records import Row
    from detente.standing_rows import Told, ToldPoint

BOTH = click.option("--both", is_flag=True, help="Without direction: what either did to the other.")
TOP = click.option(
    "--top", type=click.IntRange(1), metavar="N", help="How many, over all pairs (breaks 50, heat map 15)."
)

TOP_BREAKS = 50
TOP_PAIRS = 15

# Events shown under a break in a table; the other formats have all.
SHOWN = 3


@click.command()
@click.argument("source", required=False)
@click.argument("target", required=False)
@STORE
@PERIOD
@BOTH
@click.option("--breaks", is_flag=True, help="When it became lastingly colder or warmer, with the events of each.")
@click.option("--points", is_flag=True, help="Low and high points, with when it was last so, and the events of each.")
@click.option("--reciprocity", is_flag=True, help="How far each side treats the other as it was treated.")
@TOP
@FORMAT
def relations(source: str | None, target: str | None, store: Path, form: str, **options: object) -> None:
    """How SOURCE treats TARGET (country codes, as USA RUS), period by period.

    Without a pair: all pairs of the store, the coldest first, or with --breaks the strongest breaks over all of them.
    """
    opened = _opened(store)
    wanted = [name for name in ("breaks", "points", "reciprocity") if options[name]]
    if len(wanted) > 1:
        raise click.UsageError(f"--{wanted[0]} and --{wanted[1]} are two lists; ask for one at a time.")
    if source is None:
        _over_all(opened, wanted, options["top"], form)
        return
    series = _series(opened, (source, target), options)
    _of_pair(series, wanted[0] if wanted else "relations", form)


@click.command()
@click.argument("source", required=False)
@click.argument("target", required=False)
@STORE
@PERIOD
@BOTH
@click.option("--all", "every", is_flag=True, help="A heat map of the coldest and warmest pairs, month by month.")
@TOP
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A .svg, .png or .html file.")
@click.option(
    "--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True, help="Ground of the picture."
)
@click.option("--width", type=click.IntRange(300, 4000), default=800, show_default=True, help="Width in pixels.")
def plot(source: str | None, target: str | None, store: Path, output: Path, **options: object) -> None:
    """Draw how SOURCE treats TARGET, or with --all the coldest and warmest pairs, as a picture or an offline page."""
    from detente.relations.chart import save_chart  # noqa: PLC0415

    if options["every"] == (source is not None):
        raise click.UsageError("name a SOURCE and a TARGET, or ask for --all pairs.")
    opened = _opened(store)
    look = {"theme": str(options["theme"]), "width": _number(options["width"], 800)}
    if options["every"]:
        save_chart(opened.heat_map(top=_number(options["top"], TOP_PAIRS), **look), output)  # type: ignore[arg-type]
        click.echo(f"{output}: the coldest and warmest pairs of {store}", err=True)
        return
    series = _series(opened, (source, target), options)
    if not series:
        raise InputError(
            f"{store}: no events from {source} to {target}; see the pairs with: detente relations --store {store}"
        )
    save_chart(series.chart(**look), output)  # type: ignore[arg-type]
    arrow = "→" if series.directed else "↔"
    click.echo(f"{output}: {len(series)} {series.period}s of {series.source} {arrow} {series.target}", err=True)


def _series(opened: "Library", pair: tuple[str | None, str | None], options: dict[str, object]) -> "Series":
    source, target = pair
    if source is None or target is None:
        raise click.UsageError("a pair has two states: give SOURCE and TARGET, as USA RUS.")
    both = bool(options["both"] or options.get("reciprocity"))
    return opened.relation(source.upper(), target.upper(), period=str(options["period"]), both=both)


def _of_pair(series: "Series", wanted: str, form: str) -> None:
    """One list on one pair."""
    from detente.records import relation_row  # noqa: PLC0415
    from detente.standing_rows import reciprocity_row  # noqa: PLC0415

    lists: dict[str, Callable[[], Iterable[Row]]] = {
        "relations": lambda: map(relation_row, series),
        "breaks": lambda: _turned(series.breaks(), form),
        "points": lambda: _turned(series.points(), form),
        "reciprocity": lambda: map(reciprocity_row, series.reciprocity()),
    }
    print_found(lists[wanted](), form, wanted)


def _over_all(opened: "Library", wanted: list[str], top: object, form: str) -> None:
    """The strongest breaks of the store, or where each pair stands."""
    from detente.standing_rows import standing_row  # noqa: PLC0415

    if wanted and wanted != ["breaks"]:
        raise click.UsageError(f"--{wanted[0]} is told of one pair: give SOURCE and TARGET, as USA RUS.")
    if wanted:
        print_found(_turned(opened.breaks(top=_number(top, TOP_BREAKS)), form), form, "breaks")
        return
    print_found((standing_row(each) for each in opened.standings()), form, "pairs")


def _turned(found: "Iterable[Told | ToldPoint]", form: str) -> "Iterable[Row]":
    """Breaks or points as rows; in a table as a few words each."""
    if form != "table":
        return (each.row() for each in found)
    return map(_brief, found)


def _brief(each: "Told | ToldPoint") -> "Row":
    row = each.row()
    events = row["events"]
    assert isinstance(events, list)  # noqa: S101 - both rows have them
    shown = [
        f"{event['first']} {event['type'] or '–'} {_side(event, 'sources')} → {_side(event, 'targets')}".rstrip(" →")
        for event in events[:SHOWN]
        if isinstance(event, dict)
    ]
    arrow = "→" if row["directed"] else "↔"
    strength = {"strength": row["strength"]} if "strength" in row else {}
    return {
        "pair": f"{row['source']} {arrow} {row['target']}",
        "what": each.sentence,
        **strength,
        "events": "\n".join(shown),
    }


def _side(event: "Row", name: str) -> str:
    parties = event[name]
    found = [str(each.get("country") or each.get("name") or "?") for each in parties if isinstance(each, dict)] \
        if isinstance(parties, list) else []  # fmt: skip
    return ", ".join(dict.fromkeys(found))


def _number(value: object, usual: int) -> int:
    return value if isinstance(value, int) else usual


def _opened(store: Path) -> "Library":
    from detente.library import open_store  # noqa: PLC0415

    return open_store(store)
