"""The commands that exchange events with others: ``import`` takes them in, ``events --format`` gives them out."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from detente.cli_options import EVENT_FILES, STORE, print_found
from detente.errors import InputError

if TYPE_CHECKING:
    from detente.event_import import Imports
    from detente.exchange import EventFile
    from detente.model import Event
    from detente.rows import Rows
    from detente.store import Store

# Countries that are not in our gazetteer and reasons that are told in full.
SHOWN = 8


@click.command(name="import")
@click.argument("paths", nargs=-1, required=True)
@click.option("--from", "dataset", required=True, type=click.Choice(EVENT_FILES), help="The format of the files.")
@STORE
@click.option("--strict", is_flag=True, help="Exit 1 if any row could not be read.")
def import_events(paths: tuple[str, ...], dataset: str, store: Path, *, strict: bool) -> None:
    """Take events that others have coded into a store, beside your own; safe to repeat and to interrupt.

    PATHS are files as they were downloaded (also .gz and .zip), folders of them, or - for standard input. A row that
    the store has is passed over; one that cannot be read is counted with its reason. The two rows that ICEWS, GDELT
    and Phoenix have for one meeting become one event. Then `detente events`, `relations`, `plot` and `serve` work on
    them; `detente run` leaves them as they are.
    """
    from detente.event_import import import_events as run  # noqa: PLC0415
    from detente.exchange import list_files, size_of  # noqa: PLC0415
    from detente.library import open_store  # noqa: PLC0415

    total = sum(map(size_of, list_files(paths)))
    opened = open_store(store, create=True)
    with _progress(total) as advance:
        done = run(opened.folder, paths, dataset, advance=advance)
    for line in _told(done):
        click.echo(line, err=True)
    click.echo(f"{store}: {_counted(done)}; the store holds {opened.counts()['imported']:,} imported events", err=True)
    sys.exit(1 if done.unread and (strict or done.unread == done.rows) else 0)


def print_events(store: "Store", found: "Rows[Event]", form: str, output: Path | None) -> None:
    """The events as ``--format`` asks, to standard output or a file."""
    from detente.event_records import event_row  # noqa: PLC0415

    if form == "parquet":
        from detente.event_export import write_parquet  # noqa: PLC0415

        if output is None and sys.stdout.isatty():
            raise InputError("standard output: Parquet is no text for a screen; a file or a pipe is. Add -o FILE")
        with _bytes_out(output) as out:
            write_parquet(found, out)
        return
    with _bytes_out(output) as out, _text_out(out, output):
        if form in EVENT_FILES:
            from detente.event_export import event_file, event_lines  # noqa: PLC0415

            file = event_file(form)
            # Not click.echo, which flushes after every line.
            sys.stdout.writelines(event_lines(store, found, file))
            tell_left_out(file)
        else:
            print_found((event_row(event) for event in found), form, "events")


def tell_left_out(file: "EventFile") -> None:
    """Say on standard error what the format could not hold."""
    from detente.event_export import left_out  # noqa: PLC0415

    if told := left_out(file.left_out, file.dataset):
        click.echo(told, err=True)


@contextmanager
def _bytes_out(output: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that is put in its place when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        return
    draft = output.with_name(f"{output.name}.part")
    try:
        with draft.open("wb") as out:
            yield out
        draft.replace(output)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}); name a file in a folder that can") from error
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _text_out(out: IO[bytes], output: Path | None) -> Iterator[None]:
    if output is None:
        yield
        return
    text = TextIOWrapper(out, encoding="utf-8", newline="")
    with redirect_stdout(text):
        yield
    text.flush()
    text.detach()


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A bar over the bytes of the files, where standard error is a screen."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("importing"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("importing", total=total or None)
        yield lambda count: bar.advance(task, count)


def _told(done: "Imports") -> Iterator[str]:
    """The reasons of each file, and the countries that were kept by name alone."""
    for source in done.sources:
        for line in source.faults.told()[:SHOWN]:
            yield f"{source.path}: not read: {line}"
        if len(source.faults.counts) > SHOWN:
            yield f"{source.path}: not read: {len(source.faults.counts) - SHOWN} more reasons"
    if done.unmapped:
        named = ", ".join(f"{name!r} {count:,}" for name, count in done.unmapped.most_common(SHOWN))
        more = f" and {len(done.unmapped) - SHOWN} more" if len(done.unmapped) > SHOWN else ""
        yield f"kept without a country, for it is none of ours: {named}{more}"


def _counted(done: "Imports") -> str:
    parts = Counter(
        {
            "there before": done.before,
            "repeated": done.repeated,
            "joined as the other side of a meeting": done.joined,
            "not read": done.unread,
        }
    )
    told = "".join(f", {count:,} {what}" for what, count in parts.items() if count)
    return f"{done.rows:,} rows read, {done.added:,} events added{told}"
