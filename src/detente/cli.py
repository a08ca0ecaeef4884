"""The commands: one a verb, each a thin skin over the library. Data to standard output, all else to standard error.

Rooms are loaded inside the commands, so that ``--help`` answers at once.
"""

import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli_changes import changes, retract
from detente.cli_exchange import import_events, print_events, tell_left_out
from detente.cli_gazetteer import gazetteer
from detente.cli_options import (
    CODE_FORMAT,
    EVENT_FILES,
    EVENT_FORMAT,
    FORMAT,
    OUTPUT,
    PUBLISHED,
    STORE,
    STRICT,
    WORKERS,
    Commands,
    print_found,
)
from detente.cli_relations import plot, relations
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.library import Library


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version("detente"), prog_name="detente")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """News in, a trustworthy record of how states treat each other out.

    Start with:  detente code ARTICLE.txt --published 2024-05-03
    """


@main.command()
@click.argument("paths", nargs=-1, required=True)
@PUBLISHED
@CODE_FORMAT
@STRICT
@WORKERS
@click.option("--explain", is_flag=True, help="Show for each row the words and the rule or model that decided.")
def code(
    paths: tuple[str, ...], published: str | None, form: str, strict: bool, workers: int | None, explain: bool
) -> None:
    """Code articles: who did or said what to whom, when and where; quotations; claims; and what was left out.

    PATHS are files (.txt .html .jsonl .csv .parquet, also .gz), folders, or - for standard input.
    """
    from detente.articles import parse_published, read_articles  # noqa: PLC0415
    from detente.engine import code_all  # noqa: PLC0415
    from detente.event_export import event_file, file_printer  # noqa: PLC0415
    from detente.terminal import Reading, coding_printer  # noqa: PLC0415

    day = None if published is None else parse_published(published)
    with Reading("coding") as reading:
        articles = read_articles(paths, published=day, notify=reading.notify)
        file = event_file(form) if form in EVENT_FILES else None
        show = coding_printer(form, explain=explain) if file is None else file_printer(file)
        for coding in code_all(articles, workers=workers or 1):
            reading.notify(coding)
            show(coding)
    if file is not None:
        tell_left_out(file)
    sys.exit(reading.exit_status(strict=strict))


@main.command()
@click.argument("paths", nargs=-1, required=True)
@STORE
@PUBLISHED
@STRICT
@WORKERS
def run(paths: tuple[str, ...], store: Path, published: str | None, strict: bool, workers: int | None) -> None:
    """Read, code and store articles, then link them into events; safe to repeat and to interrupt."""
    from detente.articles import parse_published  # noqa: PLC0415
    from detente.engine import usual_workers  # noqa: PLC0415
    from detente.library import open_store  # noqa: PLC0415
    from detente.own_gazetteer import note_gazetteer  # noqa: PLC0415
    from detente.pipeline import Run  # noqa: PLC0415
    from detente.terminal import Reading  # noqa: PLC0415

    day = None if published is None else parse_published(published)
    with Reading("coding and storing") as reading, open_store(store, create=True) as opened:
        warning = note_gazetteer(opened.path, is_empty=not opened.known_articles())
        job = Run(opened, reading.notify)
        job.run(paths, published=day, workers=workers or usual_workers())
    counts = opened.counts()
    if warning:
        click.echo(warning, err=True)
    if job.replaced:
        told = "1 article takes" if job.replaced == 1 else f"{job.replaced} articles take"
        click.echo(f"{told} the place of one read before; see: detente changes --store {store}", err=True)
    click.echo(
        f"{store}: {len(job.coded)} articles coded, {job.known} known before; the store holds {counts['articles']} "
        f"articles, {counts['reports']} reports and {counts['events']} events",
        err=True,
    )
    sys.exit(reading.exit_status(strict=strict, known=job.known))


@main.command()
@click.argument("path")
def classify(path: str) -> None:
    """Tell the type of the relation between the given sources and targets of each row of a .jsonl file."""
    from detente import library  # noqa: PLC0415
    from detente.records import classified_row, json_line  # noqa: PLC0415

    for number, line in _lines(path):
        try:
            row = json.loads(line)
            pairs = {side: [(start, end) for start, end in row.get(side) or []] for side in ("sources", "targets")}
            found = library.classify(row["text"], sources=pairs["sources"], targets=pairs["targets"])
            click.echo(json_line(classified_row(row.get("id"), found)))
        except (InputError, ValueError, KeyError, TypeError, AttributeError) as error:
            wanted = '{"id", "text", "sources": [[start, end], …], "targets": [[start, end], …]}'
            raise InputError(
                f"{path}: line {number}: no row to classify ({error}); rows are {wanted}. Mend it"
            ) from error


@main.command()
@STORE
@FORMAT
def stories(store: Path, form: str) -> None:
    """Which articles tell the same story, and which are copies."""
    from detente.records import copy_row  # noqa: PLC0415

    opened = _opened(store)
    given = opened.given_ids()
    print_found((copy_row(copy, given.get(copy.article)) for copy in opened.copies()), form, "stories")


@main.command()
@STORE
@EVENT_FORMAT
@OUTPUT
@click.option("--source", metavar="CODE", help="Country that acts, as USA.")
@click.option("--target", metavar="CODE", help="Country acted upon, as RUS.")
@click.option("--since", metavar="DATE", help="First day.")
@click.option("--until", metavar="DATE", help="Last day.")
@click.option("--type", "kind", metavar="TYPE", help="A PLOVER type, as ACCUSE.")
def events(
    store: Path,
    form: str,
    output: Path | None,
    source: str | None,
    target: str | None,
    since: str | None,
    until: str | None,
    kind: str | None,
) -> None:
    """List the events of a store, each with its independent sources."""
    from detente.articles import parse_published  # noqa: PLC0415
    from detente.library import check_type  # noqa: PLC0415

    bounds = {"--since": since, "--until": until}
    days = [None if day is None else parse_published(day, where=name) for name, day in bounds.items()]
    opened = _opened(store)
    found = opened.events(
        source=source, target=target, since=days[0], until=days[1], type=check_type(kind) if kind else None
    )
    print_events(opened, found, form, output)


@main.command()
@STORE
@FORMAT
@click.option("--speaker", metavar="NAME", help="Part of the speaker's name.")
@click.option("--country", metavar="CODE", help="Country that the speaker acts for, as RUS.")
def quotes(store: Path, form: str, speaker: str | None, country: str | None) -> None:
    """List the quotations of a store, with their speakers."""
    from detente.library import quotation_texts  # noqa: PLC0415

    print_found(quotation_texts(_opened(store), speaker, country), form, "quotations")


@main.command()
@STORE
@FORMAT
@click.option("--contested", is_flag=True, help="Only what some hold and others deny or doubt, with its sides.")
def claims(store: Path, form: str, *, contested: bool) -> None:
    """List the claims of a store: who asserts, denies or doubts what."""
    from detente.records import claim_row, dispute_row  # noqa: PLC0415

    if contested:
        from detente.library import disputes  # noqa: PLC0415

        print_found((dispute_row(each) for each in disputes(_opened(store))), form, "disputes")
        return
    print_found((claim_row(claim) for claim in _opened(store).claims()), form, "claims")


main.add_command(relations)
main.add_command(plot)


@main.command()
@STORE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
def serve(store: Path, host: str, port: int) -> None:
    """Show the store in a browser: articles with their marks, events, pairs with their charts. Reads only."""
    from detente.web import serve_store  # noqa: PLC0415

    opened = _opened(store)
    click.echo(f"détente: {store} at http://{host}:{port}/  (stop with Ctrl-C)", err=True)
    serve_store(opened, host=host, port=port)


main.add_command(import_events)
main.add_command(gazetteer)
main.add_command(retract)
main.add_command(changes)


@main.command()
def doctor() -> None:
    """Tell whether everything that is needed is here, and which versions; codes one sentence."""
    from detente.doctor import examine  # noqa: PLC0415

    well = True
    for name, finding, is_well in examine():
        well = well and is_well
        click.echo(f"{'ok  ' if is_well else 'MISSING'} {name:<24} {finding}")
    sys.exit(0 if well else 1)


def _opened(store: Path) -> "Library":
    from detente.library import open_store  # noqa: PLC0415

    return open_store(store)


def _lines(path: str) -> Sequence[tuple[int, str]]:
    if path != "-" and not Path(path).is_file():
        raise InputError(f"{path}: no such file; a .jsonl file or - is read. Check the path")
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8 ({error.reason} at byte {error.start}); JSON lines are UTF-8. Save it so"
        ) from error
    return [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
