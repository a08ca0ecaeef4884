"""Tables (CSV and Parquet) in, a draft a row out; a row that cannot be read is a notice, and reading goes on.

The columns are those of a row anywhere: ``text``, and if known ``id``, ``published``, ``publisher``, ``url``,
``title``, ``language``; others are ignored. A CSV file is UTF-8 and parted by commas, semicolons or tabs.
"""

import csv
import io
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from detente.articles.draft import MAX_ARTICLE_CHARACTERS, Draft, Notice, draft_of_row
from detente.errors import InputError

if TYPE_CHECKING:
    import pyarrow

COLUMNS = ("text", "id", "published", "publisher", "url", "title", "language")

_ROWS_AT_ONCE = 256
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


def read_csv(where: str, stream: BinaryIO) -> Iterator[Draft | Notice]:
    """The article of each row; lines count from 1, the header too. Raises ``InputError`` without ``text``."""
    # The module's own limit, 131,072 characters a field, is shorter than some articles.
    csv.field_size_limit(max(csv.field_size_limit(), 2 * MAX_ARTICLE_CHARACTERS))
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        yield from _csv_rows(where, lines)
    finally:
        lines.detach()


def _csv_rows(where: str, lines: io.TextIOWrapper) -> Iterator[Draft | Notice]:
    head = lines.readline()
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(itertools.chain([head], lines), delimiter=delimiter)
    names = [name.strip() for name in next(rows, [])]
    _check_columns(names)
    while True:
        place = f"{where}: line {rows.line_num + 1}"
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Notice(where=place, reason=f"not a row of CSV ({error})")
            continue
        if cells:
            yield _csv_row(place, names, cells)


def _csv_row(place: str, names: list[str], cells: list[str]) -> Draft | Notice:
    if any(_NOT_UTF8.search(cell) for cell in cells):
        return Notice(where=place, reason="not UTF-8 text")
    return draft_of_row(place, {name: cell for name, cell in zip(names, cells, strict=False) if cell})


def read_parquet(where: str, stream: BinaryIO) -> Iterator[Draft | Notice]:
    """The article of each row; rows count from 1. Raises ``InputError`` where the file is broken or lacks ``text``."""
    import pyarrow  # noqa: PLC0415 - slow to import, and only Parquet needs it
    from pyarrow import parquet  # noqa: PLC0415 - as above

    try:
        # The contents stand at the end of the file, and a packed one can only be read forwards.
        table = parquet.ParquetFile(stream if stream.seekable() else io.BytesIO(stream.read()))
        names = table.schema_arrow.names
        _check_columns(names)
        number = 0
        for batch in table.iter_batches(_ROWS_AT_ONCE, columns=[name for name in COLUMNS if name in names]):
            for row in _parquet_rows(batch):
                number += 1
                yield draft_of_row(f"{where}: row {number}", row)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        first_line = str(error).partition("\n")[0]
        raise InputError(f"not a Parquet file that can be read ({first_line})") from None


def _parquet_rows(batch: "pyarrow.RecordBatch") -> list[dict[str, object]]:
    import pyarrow  # noqa: PLC0415 - already loaded by the only caller

    columns: dict[str, list[object]] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        # Python's own times end at microseconds; a finer one would be refused.
        days = pyarrow.types.is_timestamp(column.type)
        columns[name] = (column.cast(pyarrow.date32(), safe=False) if days else column).to_pylist()
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _check_columns(names: list[str]) -> None:
    if "text" not in names:
        found = ", ".join(names[:12]) or "none"
        raise InputError(f"no column 'text'; columns found: {found}. Name the column with the articles' words 'text'.")
