"""Codings in, the rows of one chunk out, table by table in the order in which they must be written."""

import time
from collections.abc import Sequence
from secrets import token_hex

import pyarrow as pa

from detente import tables
from detente.changes import CHANGES, Change, change_row
from detente.errors import StoreError
from detente.model import Coding
from detente.tables import ARTICLES, CHILDREN, Table


def chunk_name() -> str:
    """A name that no other chunk has; names begin with the time, so they sort by it."""
    return f"{time.time_ns():020d}-{token_hex(4)}"


def chunk_batches(codings: Sequence[Coding], changes: Sequence[Change]) -> list[tuple[Table[object], pa.RecordBatch]]:
    """The rows of one chunk, ``articles`` last; made before the first is written. Raises ``StoreError`` on odd text."""
    chunk = chunk_name()
    try:
        batches = [
            (table, table.batch([row for coding in codings for row in tables.child_rows(table, coding, chunk)]))
            for table in CHILDREN
        ]
        batches.append((CHANGES, change_batch(changes, chunk)))
        return [*batches, (ARTICLES, ARTICLES.batch([tables.article_row(coding.article, chunk) for coding in codings]))]
    except ValueError as error:
        message = f"a chunk of {len(codings)} articles: {error}; texts are Unicode. Replace lone surrogates at reading."
        raise StoreError(message) from error


def change_batch(changes: Sequence[Change], chunk: str) -> pa.RecordBatch:
    """The rows of ``changes``."""
    return CHANGES.batch([change_row(each, chunk) for each in changes])
