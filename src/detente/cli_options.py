"""What the commands share: options that mean the same in each, how errors end, and how rows are printed."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from detente.errors import DetenteError

if TYPE_CHECKING:
    from detente.records import Row

F = TypeVar("F", bound=Callable[..., Any])

STORE = click.option(
    "--store",
    envvar="DETENTE_STORE",
    default="news.detente",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder of the store; $DETENTE_STORE is read too.",
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="A table to read, or rows for a program.",
)
EVENT_FILES = ("icews", "gdelt", "polecat", "phoenix")


def _file_format(*more: str) -> Callable[[F], F]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "jsonl", "csv", *more, *EVENT_FILES]),
        default="table",
        show_default=True,
        help="A table to read, rows for a program, or a file of events as others have it.",
    )


CODE_FORMAT = _file_format()
EVENT_FORMAT = _file_format("parquet")
OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; else standard output."
)
PUBLISHED = click.option("--published", metavar="DATE", help="Day of articles that do not state their own, 2017-04-13.")
STRICT = click.option("--strict", is_flag=True, help="Exit 1 if any article could not be read.")
WORKERS = click.option("--workers", type=click.IntRange(1), help="Processes that code, each with its own parser.")
PERIOD = click.option(
    "--period",
    type=click.Choice(["day", "week", "month"]),
    default="month",
    show_default=True,
    help="Step of the series.",
)


class Commands(click.Group):
    """Prints one line for an error that we raise on purpose; a traceback only under ``--debug``."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401
        """Run the command; 0 all well, 1 something failed, 2 usage (by click itself)."""
        try:
            return super().invoke(context)
        except DetenteError as error:
            if context.params.get("debug"):
                raise
            click.echo(f"detente: {error}", err=True)
            context.exit(1)
        except BrokenPipeError:
            sys.stderr.close()
            context.exit(1)


def print_found(rows: "Iterable[Row]", form: str, title: str) -> None:
    """Rows as ``--format`` asks for them."""
    from detente.terminal import print_rows  # noqa: PLC0415

    print_rows(rows, form, title)
