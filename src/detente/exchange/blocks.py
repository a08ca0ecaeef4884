"""Files in, blocks of whole lines out, as UTF-8; packed files (.gz, .zip) are unpacked, ``-`` is standard input.

A line that is not UTF-8 is read as ISO-8859-1, line by line, so that one odd byte does not spoil the names around it.
Limits: UTF-16 is refused; of a .zip all members are read, one after another.
"""

import gzip
import os
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from detente.errors import InputError

STANDARD_INPUT = "-"
# About 32,000 rows of ICEWS. Swept 1 to 64 MiB on a million generated rows: 15 s of processor time at 1, 10 to 12 from
# 4 on; the smaller, the less memory.
BLOCK_BYTES = 8 * 2**20
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def list_files(paths: Sequence[str]) -> list[str]:
    """The files that the paths stand for; of a folder all that are not hidden, by name, stores left out.

    Raises ``InputError`` where there are none.
    """
    return [file for path in paths for file in _expand(path)]


@contextmanager
def opened(file: str) -> Iterator[Iterator[IO[bytes]]]:
    """The open parts of a file: one, or the members of a .zip. Raises ``InputError`` for one that cannot be read."""
    try:
        if file == STANDARD_INPUT:
            yield iter([sys.stdin.buffer])
        elif file.lower().endswith(".zip"):
            with zipfile.ZipFile(file) as packed:
                yield (packed.open(name) for name in sorted(packed.namelist()) if not name.endswith("/"))
        elif file.lower().endswith(".gz"):
            with gzip.open(file) as unpacked:
                yield iter([cast("IO[bytes]", unpacked)])
        else:
            with Path(file).open("rb") as stream:
                yield iter([stream])
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(
            f"{file}: cannot be read ({error}); a file of events is. Check it, or fetch it anew"
        ) from error


def blocks(stream: IO[bytes], quoted: Callable[[], bool], size: int) -> Iterator[bytes]:
    """Whole lines, about ``size`` bytes at a time, as UTF-8 without a byte order mark.

    ``quoted`` is asked from the second block on: whether line breaks may stand inside quotation marks.
    """
    is_first = True
    while block := stream.read(size):
        if is_first and block.startswith(UTF_16):
            raise InputError("the file is UTF-16; UTF-8 and ISO-8859-1 are read. Save it as UTF-8")
        block += stream.readline()
        # A quotation mark that is never closed must not draw the whole file into one block.
        while not is_first and quoted() and block.count(b'"') % 2 and len(block) < 2 * size:
            line = stream.readline()
            if not line:
                break
            block += line
        yield _utf_8(block.removeprefix(b"\xef\xbb\xbf") if is_first else block)
        is_first = False


def size_of(file: str) -> int:
    """Bytes of the file as it lies on the disk; 0 where they are not known."""
    return 0 if file == STANDARD_INPUT else Path(file).stat().st_size


def _utf_8(block: bytes) -> bytes:
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return b"\n".join(map(_line, block.split(b"\n")))
    return block


def _line(line: bytes) -> bytes:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("iso-8859-1").encode("utf-8")
    return line


def _expand(path: str) -> list[str]:
    if path == STANDARD_INPUT:
        return [path]
    place = Path(path)
    if place.is_dir():
        found = sorted(_walk(place))
        if not found:
            raise InputError(f"{path}: no files in this folder; files of events are read. Name another folder")
        return found
    if not place.is_file():
        raise InputError(f"{path or repr(path)}: no such file or folder; a file of events is read. Check the path")
    return [path]


def _walk(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        if "_delta_log" in folders:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (str(Path(place, name)) for name in names if not name.startswith("."))
