"""Rows in, rows out: the two rows of one meeting, one each way, become one event with both parties among its sources.

Formats with a row a pair tell a meeting, an accord or joint work of two parties twice, once from each side. Left so, it
would count twice for the pair. Two rows are one happening where day, story, sentence and type are the same, the
parties change places, the codes are each other's counterpart, and the type is one in which parties act together.
Limits: the rows must come in the same batch; two rows of one way and one of the other leave one as it is.
"""

import duckdb
import pyarrow as pa

from detente.event_tables import SCHEMA, SEPARATOR
from detente.exchange.layouts import Codes

PARTY = ("s", "_names", "_sectors")
# What tells the two sides of a row apart, as one text each.
_KEY = """concat_ws(chr(31), coalesce({side}s, ''), coalesce({side}_names, ''), coalesce({side}_state, ''),
    coalesce({side}_roles, ''))"""
PAIRED = f"""
CREATE OR REPLACE TEMP TABLE paired AS
WITH meant AS (
    SELECT batch.n, fresh.id, given_id, code,
        coalesce($others[list_position($codes, code)], code) AS counterpart,
        {_KEY.format(side="source")} AS one, {_KEY.format(side="target")} AS other,
        concat_ws(chr(31), first, coalesce(story, urls), coalesce(sentence, ''), type, coalesce(mode, '')) AS told
    FROM batch JOIN fresh ON fresh.n = batch.n
    WHERE type IN (SELECT unnest($joint::VARCHAR[])) AND coalesce(story, urls) IS NOT NULL
),
numbered AS (
    SELECT *, one < other AS forward, least(one, other) || chr(30) || greatest(one, other) AS pair,
        row_number() OVER (PARTITION BY told, one, other, code ORDER BY length(given_id), given_id, id) AS place
    FROM meant WHERE one <> other AND length(one) > 3 AND length(other) > 3
)
SELECT there.n AS n, back.n AS echo_n, back.id AS echo, back.given_id AS echo_given
FROM numbered AS there JOIN numbered AS back
    ON there.told = back.told AND there.pair = back.pair AND there.place = back.place AND there.forward <> back.forward
    AND back.code = there.counterpart
WHERE (length(there.given_id), there.given_id, there.id) < (length(back.given_id), back.given_id, back.id)
"""  # noqa: S608 - constants of this file


def joint_types(codes: Codes) -> list[str]:
    """The types in which parties may act together."""
    return [name for name, entry in codes.ontology.types.items() if entry.symmetric != "never"]


def join_meetings(connection: duckdb.DuckDBPyConnection, batch: pa.Table, codes: Codes) -> pa.Table:
    """The rows of ``batch`` whose number ``n`` stands in the table ``fresh``, with their ids from there.

    Two rows that tell one meeting are one: the lower id leads, ``echo`` has the other. Sorted by pair, so that a reader
    of one pair steps over the others; those with several parties on a side stand last, for they are looked through.
    """
    turned = codes.layouts.reciprocal
    values = {"joint": joint_types(codes), "codes": list(turned), "others": list(turned.values())}
    connection.execute(PAIRED, values)
    changed = connection.sql(_joining()).to_arrow_table()
    kept = batch.take(changed["n"])
    columns = [changed[name] if name in CHANGED else kept[name] for name in SCHEMA.names]
    return pa.table(columns, names=SCHEMA.names).cast(SCHEMA)


def _two(one: str, other: str) -> str:
    """Both, parted; none where neither says anything; the first alone in a row that is not joined."""
    both = f"nullif(coalesce({one}, '') || '{SEPARATOR}' || coalesce({other}, ''), '{SEPARATOR}')"
    return f"CASE WHEN paired.n IS NULL THEN {one} ELSE {both} END"


# The columns of a row that are not simply those of the file; the others are taken over without passing through SQL.
CHANGED = {
    "id": "fresh.id",
    "echo": "paired.echo",
    "given_id": _two("given_id", "paired.echo_given"),
    **{f"source{part}": _two(f"source{part}", f"target{part}") for part in PARTY},
    **{f"target{part}": f"CASE WHEN paired.n IS NULL THEN target{part} END" for part in PARTY},
    "compound": "compound OR paired.n IS NOT NULL",
    "mutual": "mutual OR paired.n IS NOT NULL",
}


def _joining() -> str:
    columns = ", ".join(f'{expression} AS "{name}"' for name, expression in CHANGED.items())
    return f"""
        SELECT batch.n, {columns} FROM batch JOIN fresh ON fresh.n = batch.n
        LEFT JOIN paired ON paired.n = batch.n WHERE batch.n NOT IN (SELECT echo_n FROM paired)
        ORDER BY {CHANGED["compound"]}, batch.sources, batch.targets, batch.first, fresh.id"""  # noqa: S608 - constants of this file
