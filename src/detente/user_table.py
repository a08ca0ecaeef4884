"""A table that a user typed in (CSV), its lines as cells by column out, or an error that says what is wrong with it.

UTF-8, parted by commas, semicolons or tabs, with a header; columns may stand in any order. The whole file is read at
once, so it may not be larger than ``LARGEST``. Limits: what the cells mean is for the reader of the lines to check.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import InputError

# Twenty times the size of a table of 19,000 office holders (1.6 MB); reading one takes half a second.
LARGEST = 32_000_000
# A cell longer than this is a quotation mark that was never closed.
LONGEST_CELL = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the number of its first line in the file (the header is 1), its cells by column, without blank edges."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str | None:
        """The cell of the column; None where it is empty or there is no such column."""
        return self.cells.get(column) or None


def read_lines(path: Path, required: Sequence[str], optional: Sequence[str] | None = None) -> list[Line]:
    """The rows below the header, blank ones left out.

    Raises ``InputError`` where the file is none, is too large, is no UTF-8 text or no CSV, lacks a required column,
    or has one that is neither required nor optional (None: others may stand there and are not read).
    """
    text = _text(path)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    header: list[str] | None = None
    lines = []
    for number, cells in _numbered(path, rows):
        if header is None:
            header = [cell.strip().lower() for cell in cells]
            _check_header(path, header, required, optional)
        elif len(cells) > len(header):
            message = f"{path}: line {number} has {len(cells)} cells; the header has {len(header)} columns. "
            raise InputError(message + "Put cells that hold a comma in quotation marks")
        else:
            lines.append(Line(number, dict(zip(header, (cell.strip() for cell in cells), strict=False))))
    if header is None:
        raise InputError(f"{path}: the file is empty; the first line names the columns: {','.join(required)}. Write it")
    return lines


def columns_of(path: Path) -> list[str]:
    """The columns that the first line of a file names; none for an empty file. Raises as ``read_lines`` does."""
    text = _text(path)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    return [cell.strip().lower() for cell in next((cells for _, cells in _numbered(path, rows)), [])]


def _numbered(path: Path, rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the number of its first line."""
    while True:
        number = rows.line_num + 1  # type: ignore[attr-defined] # the reader of csv has it
        try:
            cells = next(rows)
            longest = max(map(len, cells), default=0)
            if longest > LONGEST_CELL:
                # The reader's own limit is one for the whole process, and articles may be longer.
                raise csv.Error(f"a cell of {longest:,} characters")
        except StopIteration:
            return
        except csv.Error as error:
            message = (
                f"{path}: line {number}: not a row of CSV ({error}); a quotation mark in a cell is doubled. Mend it"
            )
            raise InputError(message) from error
        if any(cell.strip() for cell in cells):
            yield number, cells


def _text(path: Path) -> str:
    if not path.is_file():
        raise InputError(f"{path}: no such file; a table as CSV is read. Check the path")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            message = f"{path}: {size:,} bytes; tables of up to {LARGEST:,} bytes are read. Split the file"
            raise InputError(message)
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check who may read it") from error
    if b"\0" in content:
        message = f"{path}: a NUL byte at {content.index(0)}: binary, or UTF-16; CSV as UTF-8 is read. Save it so"
        raise InputError(message)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"{path}: line {line}: not UTF-8 ({error.reason}); CSV as UTF-8 is read. Save it so"
        raise InputError(message) from error


def _delimiter(text: str) -> str:
    head = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _check_header(path: Path, header: Sequence[str], required: Sequence[str], optional: Sequence[str] | None) -> None:
    missing = [name for name in required if name not in header]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    allowed = None if optional is None else {*required, *optional, ""}
    unknown = [name for name in header if allowed is not None and name not in allowed]
    wrong = [
        f"no column {', '.join(missing)}" if missing else "",
        f"column {', '.join(twice)} twice" if twice else "",
        f"column {', '.join(unknown)} is not known" if unknown else "",
    ]
    told = "; ".join(each for each in wrong if each)
    if told:
        may = f"; it may have {','.join(optional)}" if optional else ""
        found = ",".join(header)
        found = found if len(found) <= 200 else f"{found[:199]}…"
        raise InputError(f"{path}: {told}, in {found!r}; needed is {','.join(required)}{may}. Mend the first line")
