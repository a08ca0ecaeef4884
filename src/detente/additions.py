"""The user's own gazetteer: where its tables are kept, and how their rows join those of the package.

The tables have the shapes of those under ``data/gazetteer/`` and stand in one folder. A row of the user's stands beside
ours, or in the place of ours where it says so itself (``replaces`` of its shape).
"""

import csv
import dataclasses
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from detente.errors import DataError

R = TypeVar("R")

VARIABLE = "DETENTE_GAZETTEER"


def additions_folder() -> Path:
    """The folder of the user's own tables: ``$DETENTE_GAZETTEER``, else the platform's one for applications."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else Path(click.get_app_dir("detente")) / "gazetteer"


def read_own(path: Path, shape: type[R], read: Callable[[Path, type[R]], tuple[R, ...]]) -> tuple[R, ...]:
    """The rows of one of the user's tables; () where there is none, or for a table that is not the user's to add to.

    Raises ``DataError`` saying where the file is.
    """
    if not hasattr(shape, "replaces") or not path.is_file():
        return ()
    try:
        return read(path, shape)
    except (DataError, UnicodeDecodeError, csv.Error, OSError) as error:
        raise DataError(
            f"{path}: {error}; it is a table of your own gazetteer. Mend it, or move it away and import your rows again"
        ) from error


def join_rows(ours: tuple[R, ...], own: tuple[R, ...]) -> tuple[R, ...]:
    """Our rows without those that the user's replace, then the user's."""
    if not own:
        return ours
    rivals: dict[object, list[Any]] = {}
    for row in own:
        rivals.setdefault(_name(row), []).append(row)
    return (*(row for row in ours if not any(each.replaces(row) for each in rivals.get(_name(row), ()))), *own)


def _name(row: Any) -> object:  # noqa: ANN401
    """The first cell: the name of who or what the row is about."""
    return getattr(row, dataclasses.fields(row)[0].name)
