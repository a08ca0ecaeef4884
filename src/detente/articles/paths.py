"""Paths in, open files out: folders are searched, ``.gz`` is unpacked, ``-`` is standard input.

Which files there are is settled before the first is read, so that a missing one is told at once.
"""

import gzip
import io
import os
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from detente.errors import InputError

STANDARD_INPUT = "-"

# What a packed file may unpack to; a small file made to unpack without end stops here.
MAX_UNPACKED_BYTES = 4 * 2**30

# A folder of a store; its tables hold articles that were read already.
_STORE_MARK = "_delta_log"
_PACKED = ".gz"
_PEEK_BYTES = 2**16
# Only names of HTML's elements: a wire text may begin with the name of a company, as "<Acme Ltd>".
_HTML_START = re.compile(rb"<(!doctype|!--|\?xml|(html|head|body|title|meta|div|article|main|section|p|h1)[\s>])", re.I)


def list_files(paths: Sequence[str | Path], suffixes: Collection[str]) -> list[str]:
    """The files that the paths stand for, in order. Raises ``InputError`` for one that cannot be read."""
    return [file for path in paths for file in _expand(str(path), suffixes)]


def suffix_of(file: str) -> str:
    """The file's suffix in small letters, without ``.gz``; "" where it has none."""
    name = Path(file).name.lower().removesuffix(_PACKED)
    return Path(name).suffix


@contextmanager
def open_file(file: str) -> Iterator[BinaryIO]:
    """The bytes of the file, unpacked where its name ends in ``.gz``."""
    if file == STANDARD_INPUT:
        reader = io.BufferedReader(cast("io.RawIOBase", sys.stdin.buffer), _PEEK_BYTES)
        try:
            yield reader
        finally:
            reader.detach()
    elif file.lower().endswith(_PACKED):
        with gzip.open(file) as packed, io.BufferedReader(_Unpacked(cast("BinaryIO", packed))) as stream:
            yield stream
    else:
        with Path(file).open("rb") as stream:
            yield stream


def sniff(stream: BinaryIO) -> str:
    """The suffix whose reader suits the first bytes: ``.jsonl``, ``.html`` or ``.txt``; the stream is not moved."""
    start = cast("io.BufferedReader", stream).peek(_PEEK_BYTES).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return ".jsonl"
    return ".html" if _HTML_START.match(start) else ".txt"


def _expand(path: str, suffixes: Collection[str]) -> list[str]:
    if path == STANDARD_INPUT:
        return [path]
    readable = f"files ending in {', '.join(sorted(suffixes))} are read, also packed as .gz"
    if not path or not Path(path).exists():
        raise InputError(f"{path or repr(path)}: no such file or folder; {readable}. Check the path.")
    if Path(path).is_dir():
        files = list(_walk(path, suffixes))
        if not files:
            raise InputError(f"{path}: no articles in this folder; {readable}. Name a file or another folder.")
        return files
    if suffix_of(path) not in {*suffixes, ""}:
        message = f"{path}: files ending in {suffix_of(path)!r} are not read; {readable}. Send its text by '-' instead."
        raise InputError(message)
    return [path]


def _walk(folder: str, suffixes: Iterable[str]) -> Iterator[str]:
    """The readable files under the folder, sorted by their path; hidden files and stores are passed over."""
    found = []
    for place, folders, names in os.walk(folder):
        if _STORE_MARK in folders:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".") and suffix_of(name) in suffixes]
    return (str(path) for path in sorted(found))


class _Unpacked(io.RawIOBase):
    """Unpacked bytes, up to a limit."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        """Always; the buffer above asks."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """The next bytes. Raises ``InputError`` beyond the limit."""
        content = self._packed.read(len(buffer))
        buffer[: len(content)] = content
        self._count += len(content)
        if self._count > MAX_UNPACKED_BYTES:
            raise InputError(f"unpacks to over {MAX_UNPACKED_BYTES // 2**30} GB. Split the file.")
        return len(content)
