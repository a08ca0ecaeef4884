"""What a person sees in a terminal: progress and counts on standard error, tables or rows on standard output."""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from detente.articles import Notice, NoticeKind
from detente.lexicon import load_lexicon
from detente.model import Coding
from detente.records import Row, coding_row, json_line
from detente.sheets import coding_sheets

# Width of a table that is written to a file or a pipe, where no screen tells one.
PIPE_WIDTH = 160
LONGEST_HEADING = 90
# How the columns that may wrap share what the others leave of the width; the others are as wide as their cells.
SHARES = {"source": 3, "target": 3, "words": 5, "speaker": 3, "cue": 2, "claimant": 2, "proposition": 5}
QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}


class Reading:
    """Counts articles and notices while they come in; a progress bar where standard error is a screen."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._read = 0
        self._bad = 0
        columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(
            *columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
        )

    def __enter__(self) -> Self:
        self._progress.start()
        self._task = self._progress.add_task(self._doing, total=None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()
        if kind is None and self._bad:
            click.echo(f"{self._bad} not read (see above), {self._read} read", err=True)

    def notify(self, told: Notice | Coding) -> None:
        """Hear of an article that was coded, or of something that could not be read."""
        if isinstance(told, Coding):
            self._read += 1
            self._progress.advance(self._task)
            return
        self._bad += told.kind == NoticeKind.SET_ASIDE
        self._progress.console.print(f"detente: {told}", style="yellow", markup=False, highlight=False, soft_wrap=True)

    def exit_status(self, *, strict: bool, known: int = 0) -> int:
        """0 if all is well; 1 if nothing at all could be read, or under ``strict`` if anything could not."""
        nothing = self._read + known == 0 and self._bad > 0
        return 1 if nothing or (strict and self._bad) else 0


def coding_printer(form: str, *, explain: bool) -> Callable[[Coding], None]:
    """What prints one coding after another: tables to read, JSON lines, or one CSV row a report."""
    if form == "jsonl":
        return lambda coding: click.echo(json_line(coding_row(coding)))
    if form == "csv":
        writer = _CsvWriter()
        return lambda coding: writer.write(_report_rows(coding))
    console = _console()
    return lambda coding: print_coding(console, coding, explain=explain)


def print_rows(rows: Iterable[Row], form: str, title: str) -> None:
    """Rows of a store as a table, JSON lines or CSV."""
    if form == "jsonl":
        for row in rows:
            click.echo(json_line(row))
    elif form == "csv":
        _CsvWriter().write(rows)
    else:
        _print_table(list(rows), title)


class _CsvWriter:
    """Writes rows with a header before the first; lists and nested values become JSON."""

    def __init__(self) -> None:
        self._has_header = False

    def write(self, rows: Iterable[Row]) -> None:
        for row in rows:
            buffer = io.StringIO()
            writer = csv.DictWriter(buffer, fieldnames=list(row), lineterminator="\n")
            if not self._has_header:
                writer.writeheader()
                self._has_header = True
            writer.writerow({name: _cell(value) for name, value in row.items()})
            click.echo(buffer.getvalue(), nl=False)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict, tuple)) else str(value)


def _report_rows(coding: Coding) -> Iterable[Row]:
    row = coding_row(coding)
    article = row["article"]
    reports = row["reports"]
    if isinstance(article, dict) and isinstance(reports, list):
        for report in reports:
            if isinstance(report, dict):
                yield {"given_id": article["given_id"], "published": article["published"], **report}


def _console() -> Console:
    return Console() if sys.stdout.isatty() else Console(width=PIPE_WIDTH, no_color=True)


def print_coding(console: Console, coding: Coding, *, explain: bool) -> None:
    """One article: its title, then a table each of events, quotations, claims and what was left out."""
    console.rule(Text(_heading(coding), style="bold"), align="left")
    for sheet in coding_sheets(coding, explain=explain):
        if not sheet.rows:
            console.print(Text(f"{sheet.title}: none"))
            continue
        title = f"{sheet.title} ({len(sheet.rows)})"
        table = Table(title=title, title_justify="left", title_style="bold", expand=True)
        for name in sheet.columns:
            table.add_column(name, overflow="fold", no_wrap=name not in SHARES, ratio=SHARES.get(name))
        for row in sheet.rows:
            table.add_row(*(_shown(name, cell) for name, cell in zip(sheet.columns, row, strict=True)))
        console.print(table)
    console.print()


def _heading(coding: Coding) -> str:
    """Title or first line, publisher, day and given id, as far as they are known."""
    article = coding.article
    title = article.title or article.text.strip().split("\n", 1)[0][:LONGEST_HEADING]
    parts = (title, article.publisher, str(article.published) if article.published else "no date", article.given_id)
    return " · ".join(part for part in parts if part)


def _shown(name: str, cell: str) -> Text:
    """A cell; conflict and cooperation told apart by colour beside their words."""
    style = QUAD_STYLES.get(_quad(cell), "") if name == "type" else ""
    return Text(cell, style=style)


def _quad(type_and_mode: str) -> int:
    return load_lexicon().ontology.types[type_and_mode.split(maxsplit=1)[0]].quad


def _print_table(rows: list[Row], title: str) -> None:
    """Rows as one table: short columns first, ids left to the other formats."""
    console = _console()
    if not rows:
        console.print(f"no {title}")
        return
    names = [name for name in rows[0] if name not in HIDDEN_COLUMNS]
    table = Table(title=f"{title} ({len(rows)})", title_justify="left", title_style="bold")
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_brief(row[name])) for name in names))
    console.print(table)


HIDDEN_COLUMNS = frozenset(
    {
        "id",
        "article",
        "articles",
        "reports",
        "event_ids",
        "links",
        "report",
        "quotation",
        "start",
        "end",
        "content",
        "cue",
        "imported",
        "last",
        "derived",
        "directed",
    }
)


def _brief(value: object) -> str:
    """A value for a table's cell: actors by name or country, sides by who holds what, lists joined."""
    if value is None:
        return "–"
    if isinstance(value, dict) and isinstance(value.get("claims"), list):
        held = (f"{_brief(each['claimant'])} “{each['proposition']}”" for each in value["claims"])
        return f"{value['stance']}: {', '.join(held)}"
    if isinstance(value, dict):
        return str(
            value.get("name")
            or value.get("country")
            or value.get("text")
            or value.get("sector")
            or value.get("about")
            or "–"
        )
    if isinstance(value, (list, tuple)):
        return ", ".join(_brief(each) for each in value) or "–"
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)
