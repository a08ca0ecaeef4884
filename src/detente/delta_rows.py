"""Rows in, what the Delta library writes of them, out: batches, the rows that take the place of others, and marks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from secrets import randbits

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, Transaction, WriterProperties

from detente.tables import Row, Table

BATCH = 2000  # rows turned into Arrow at a time; bounds memory, not what is committed together
WRITING = "writing"  # the name under which the marks of writings stand in the log of a table
GONE = "is_gone"


def patch_of(table: Table[object], rows: Iterable[Row], keys: Sequence[str]) -> pa.Table:
    """The rows that are to be put into a table, and one for each of the other keys, marked as gone."""
    key = table.schema.names[0]
    made = pa.Table.from_batches(batches_of(table, rows), schema=table.schema)
    gone = sorted(set(keys) - set(made[key].to_pylist()))
    source = pa.concat_tables([made, pa.table({key: pa.array(gone, pa.string())})], promote_options="default")
    return source.append_column(GONE, pa.array([False] * len(made) + [True] * len(gone), pa.bool_()))


def merge(opened: DeltaTable, table: Table[object], patch: pa.Table, mark: int) -> None:
    """Put a patch into a table in one commit."""
    columns = {f'"{name}"': f'made."{name}"' for name in table.schema.names}
    key = table.schema.names[0]
    merger = opened.merge(
        patch,
        f'kept."{key}" = made."{key}"',
        source_alias="made",
        target_alias="kept",
        writer_properties=properties(table),
        commit_properties=marked(mark),
    )
    merger = merger.when_matched_delete(f"made.{GONE}").when_matched_update(columns)
    merger.when_not_matched_insert(columns, predicate=f"NOT made.{GONE}").execute()


def properties(table: Table[object]) -> WriterProperties:
    """How the files of a table are written."""
    return WriterProperties(compression="ZSTD", max_row_group_size=table.group_rows)


def marked(mark: int | None) -> CommitProperties:
    """A commit under this mark, or under one of its own."""
    return CommitProperties(app_transactions=[Transaction(WRITING, randbits(62) if mark is None else mark)])


def batches_of(table: Table[object], rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    """The rows as Arrow, some at a time."""
    stream = iter(rows)
    while part := list(islice(stream, BATCH)):
        yield table.batch(part)
