"""Blocks of lines in, columns of cells out: what parts the cells, which column each is, and rows that do not fit.

How a file is written (tabs or commas, quoted or not, a header or none) is told from its first lines, for the same data
is handed around in several shapes. Rows with too few or too many cells are counted, never padded; blank cells
past the last column are let through, for some files have trailing tabs.
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from detente.errors import InputError
from detente.exchange.layouts import Layout, Layouts

# Lines that are looked at to tell how a file is written.
SAMPLE_LINES = 500
SAMPLE_BYTES = 2**20
# Bytes that one thread parses at a time; no row may be longer.
PARSED_BYTES = 4 * 2**20


@dataclass(slots=True)
class Faults:
    """Rows that could not be read, by reason, each reason with the first text it was said of; and what else to tell."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, reason: str, example: str | None, count: int = 1) -> None:
        """Count rows under a reason."""
        self.counts[reason] += count
        if example is not None:
            self.examples.setdefault(reason, example[:80])

    def told(self) -> list[str]:
        """One line a reason, the most frequent first."""
        return [
            f"{count:,}: {reason}" + (f" ({self.examples[reason]!r})" if reason in self.examples else "")
            for reason, count in self.counts.most_common()
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a file is written: ``names`` are its columns in order, ``width`` the cells of most of its rows.

    ``missing`` are the texts that stand for nothing.
    """

    delimiter: str
    quoted: bool
    escaped: bool
    has_header: bool
    names: tuple[str | None, ...]
    width: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """The columns of some rows, by the names of their format; a column that the file lacks is all null."""

    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def text(self, name: str) -> pa.Array:
        """The cells as they stand; null where they are missing."""
        if name not in self.table.column_names:
            return pa.nulls(len(self), pa.string())
        return self.table[name].combine_chunks()

    def read(self, name: str, read: Callable[[str], object], kind: pa.DataType) -> pa.Array:
        """The cells as values; each different text is read once, which makes millions of rows fast."""
        return mapped(self.text(name), read, kind)


def mapped(texts: pa.Array, read: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    """What ``read`` makes of each text; null stays null."""
    encoded = texts.dictionary_encode()
    return pa.array([read(each) for each in encoded.dictionary.to_pylist()], kind).take(encoded.indices)


def sniff(block: bytes, layouts: Layouts, dataset: str) -> Dialect:
    """How a file that begins with this block is written. Raises ``InputError`` where it is not of this format."""
    layout = layouts.of(dataset)
    sample = block if len(block) <= SAMPLE_BYTES else block[:SAMPLE_BYTES].rpartition(b"\n")[0]
    lines = [line for line in sample.decode("utf-8", "replace").split("\n") if line.strip()][:SAMPLE_LINES]
    if not lines:
        raise InputError("the file is empty; rows of events are read. Check it, or fetch it anew")
    delimiter = "\t" if "\t" in lines[0] else ","
    raw = [line.split(delimiter) for line in lines]
    quoted = delimiter == "," or all(any(_is_quoted(cell) for cell in cells) for cells in raw[1:] or raw)
    rows = [_split(line, delimiter, quoted=quoted) for line in lines]
    first = [layout.named(cell) for cell in rows[0]]
    has_header = layout.columns[0] in first
    if layout.header and not has_header:
        message = f"line 1 does not name the columns of {dataset}; there must be {layout.columns[0]!r}. "
        raise InputError(message + "Is --from right?")
    data = rows[1:] if has_header else rows
    width = Counter(map(len, data)).most_common(1)[0][0] if data else len(first)
    return Dialect(
        delimiter=delimiter,
        quoted=quoted,
        escaped='\\"' in "".join(lines),
        has_header=has_header,
        names=_names(first, data, layout) if has_header else _positions(layout, data, width, dataset),
        width=width,
        missing=layouts.missing,
    )


def parse(block: bytes, dialect: Dialect, faults: Faults, *, is_first: bool) -> Cells:
    """The rows of a block, their cells as text; those that do not fit are counted under ``faults``."""
    columns = [name or f"cell {number}" for number, name in enumerate(_full(dialect), start=1)]
    odd: list[str] = []

    def set_aside(row: pacsv.InvalidRow) -> str:
        odd.append(row.text)
        return "skip"

    try:
        table = pacsv.read_csv(
            pa.BufferReader(block),
            read_options=pacsv.ReadOptions(
                column_names=columns, block_size=PARSED_BYTES, skip_rows=int(is_first and dialect.has_header)
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char='"' if dialect.quoted else False,
                escape_char="\\" if dialect.quoted and dialect.escaped else False,
                newlines_in_values=dialect.quoted,
                invalid_row_handler=set_aside,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), null_values=dialect.missing, strings_can_be_null=True
            ),
        )
    except pa.ArrowInvalid as error:
        # Quotation marks that do not pair: each line by itself is still told from the others.
        odd = block.decode("utf-8").split("\n")[int(is_first and dialect.has_header) :]
        table = pa.table({name: pa.array([], pa.string()) for name in columns})
        if "Empty CSV" not in str(error) and len(odd) < 2:
            faults.add("not a row", str(error))
    mended = _mended(odd, dialect, faults)
    if mended:
        repaired = pa.table(
            {name: pa.array(cells, pa.string()) for name, cells in zip(columns, zip(*mended, strict=True), strict=True)}
        )
        table = pa.concat_tables([table, repaired])
    return Cells(_without_long_rows(table, dialect, faults))


def _mended(odd: Iterable[str], dialect: Dialect, faults: Faults) -> list[list[str | None]]:
    """Rows that have more or fewer cells than most, where only blank ones are too many or missing."""
    kept: list[list[str | None]] = []
    for text in (line for whole in odd for line in whole.split("\n")):
        if not text.strip():
            continue
        cells = _split(text, dialect.delimiter, quoted=dialect.quoted)
        needed = len(dialect.names)
        if len(cells) < needed or any(cell.strip() for cell in cells[needed:]):
            faults.add(f"{len(cells)} cells, where there are {needed} columns", text)
        else:
            whole = [None if cell in dialect.missing else cell for cell in cells[:needed]]
            kept.append([*whole, *[None] * (dialect.width - needed)])
    return kept


def _without_long_rows(table: pa.Table, dialect: Dialect, faults: Faults) -> pa.Table:
    """The table without its cells past the last column, and without the rows that have something there."""
    needed = len(dialect.names)
    for name in table.column_names[needed:]:
        blank = pc.equal(pc.utf8_trim_whitespace(pc.fill_null(table[name], "")), "")
        if not pc.all(blank, min_count=0).as_py():
            over = table.filter(pc.invert(blank))
            faults.add(f"more than {needed} cells", over[name][0].as_py(), over.num_rows)
            table = table.filter(blank)
    return table.select([name for name in table.column_names[:needed] if not name.startswith("cell ")])


def _full(dialect: Dialect) -> tuple[str | None, ...]:
    return (*dialect.names, *[None] * (dialect.width - len(dialect.names)))


def _names(header: Sequence[str | None], data: Sequence[Sequence[str]], layout: Layout) -> tuple[str | None, ...]:
    """The columns of a file with a header, which may name more than the rows hold.

    A name that is none of the format's and has no cells is left out, or all cells after it would shift. It has none
    where rows are shorter than the header, or where trailing tabs alone make them as long.
    """
    known = tuple(name for name in header if name)
    width = max(map(len, data), default=len(header))
    held = max((_held(row) for row in data), default=len(header))
    if width < len(header) or (layout.ends_filled and held < len(header)):
        return known if held <= len(known) else tuple(header)
    return tuple(header)


def _held(row: Sequence[str]) -> int:
    """The number of a row's last cell that is not blank."""
    return max((number for number, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _positions(layout: Layout, data: Sequence[Sequence[str]], width: int, dataset: str) -> tuple[str | None, ...]:
    """The columns of a file without a header, by their number; trailing blank ones do not count."""
    for cells in range(width, 0, -1):
        if (names := layout.of_width(cells)) is not None:
            return names
        if any(len(row) == width and row[cells - 1].strip() for row in data):
            break
    shapes = ", ".join(str(len(layout.columns) - len(gone)) for gone in ((), *layout.older))
    raise InputError(f"line 1 has {width} cells; {dataset} has {shapes}. Is --from right?")


def _is_quoted(cell: str) -> bool:
    return len(cell) >= 2 and cell.startswith('"') and cell.rstrip("\r").endswith('"')


def _split(line: str, delimiter: str, *, quoted: bool) -> list[str]:
    if not quoted:
        return line.rstrip("\r\n").split(delimiter)
    try:
        return next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    except csv.Error:
        return line.rstrip("\r\n").split(delimiter)
