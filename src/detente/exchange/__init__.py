"""Files of events coded by others in, rows of the table of imported events out; and events out in the same formats.

A format is one file here with ``read`` (cells to columns) and ``write`` (an event to cells), and its columns and codes
under ``data/exchange/``; the table below is all else that a new one touches.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

import pyarrow as pa

from detente.errors import InputError
from detente.exchange import gdelt, icews, phoenix, polecat
from detente.exchange.blocks import BLOCK_BYTES, blocks, list_files, opened, size_of
from detente.exchange.cells import Cells, Dialect, Faults, parse, sniff
from detente.exchange.layouts import Codes, load_codes
from detente.exchange.meetings import join_meetings
from detente.exchange.telling import chosen, of_report, with_report
from detente.exchange.writing import EventFile

__all__ = [
    "DATASETS",
    "Codes",
    "EventFile",
    "Faults",
    "Source",
    "chosen",
    "join_meetings",
    "list_files",
    "load_codes",
    "of_report",
    "size_of",
    "with_report",
]

Read = Callable[[Cells, Codes, Faults], pa.Table]
READERS: Mapping[str, Read] = {
    icews.DATASET: icews.read,
    gdelt.DATASET: gdelt.read,
    polecat.DATASET: polecat.read,
    phoenix.DATASET: phoenix.read,
}
DATASETS = tuple(READERS)


@dataclass(slots=True)
class Source:
    """One file of a format, read block by block; ``rows`` and ``faults`` tell what was found so far."""

    path: str
    dataset: str
    codes: Codes
    rows: int = 0
    faults: Faults = field(default_factory=Faults)

    def tables(self, *, size: int = BLOCK_BYTES, advance: Callable[[int], None] = lambda _: None) -> Iterator[pa.Table]:
        """The rows that can be read, a table a block; ``advance`` hears how many bytes each block has.

        Raises ``InputError`` where the file cannot be read or is not of the format.
        """
        with opened(self.path) as streams:
            for stream in streams:
                try:
                    yield from self._stream(stream, size, advance)
                except InputError as error:
                    raise InputError(f"{self.path}: {error}") from error

    def _stream(self, stream: IO[bytes], size: int, advance: Callable[[int], None]) -> Iterator[pa.Table]:
        written: list[Dialect] = []  # how the stream is written; told from its first block
        for block in blocks(stream, lambda: written[0].quoted, size):
            is_first = not written
            if is_first:
                written.append(sniff(block, self.codes.layouts, self.dataset))
            before = self.faults.counts.total()
            cells = parse(block, written[0], self.faults, is_first=is_first)
            self.rows += len(cells) + self.faults.counts.total() - before
            if len(cells):
                yield READERS[self.dataset](cells, self.codes, self.faults)
            advance(len(block))
