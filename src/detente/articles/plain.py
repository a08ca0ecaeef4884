"""A plain text file in, one draft out: the file's own characters, unchanged."""

from collections.abc import Iterator
from typing import BinaryIO

from detente.articles.decoding import decode, read_whole
from detente.articles.draft import Draft, Notice


def read_plain(where: str, stream: BinaryIO) -> Iterator[Draft | Notice]:
    """The one article of a text file. Raises ``InputError`` where it is too large or no text."""
    yield Draft(where=where, text=decode(read_whole(stream)))
