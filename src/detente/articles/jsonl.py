"""JSON Lines in, a draft a line out; a line that cannot be read is a notice, and reading goes on."""

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from detente.articles.draft import Draft, Notice, draft_of_row

# The longest article that is read, with every character escaped as \uXXXX, and room for the other fields.
MAX_LINE_BYTES = 8 * 2**20


def read_jsonl(where: str, stream: BinaryIO) -> Iterator[Draft | Notice]:
    """The article of each line; empty lines are skipped, and lines count from 1 as an editor shows them."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES + 1):
        number += 1
        place = f"{where}: line {number}"
        if len(line) > MAX_LINE_BYTES:
            _skip_line(stream, line)
            yield Notice(where=place, reason=f"over {MAX_LINE_BYTES // 2**20} MB; shorter lines are read")
        elif row := line.removeprefix(codecs.BOM_UTF8).strip():
            yield _read_row(place, row)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_LINE_BYTES)


def _read_row(place: str, line: bytes) -> Draft | Notice:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Notice(where=place, reason="not UTF-8 text")
    except json.JSONDecodeError as error:
        return Notice(where=place, reason=f"not JSON ({error.msg} at character {error.pos + 1})")
    except (RecursionError, ValueError):
        return Notice(where=place, reason="not JSON that can be read (nested too deep, or a number too long)")
    if not isinstance(row, dict):
        return Notice(where=place, reason='not a row; a row is an object such as {"text": "…"}')
    return draft_of_row(place, row)
