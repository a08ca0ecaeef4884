"""What linking reads from a store and writes to it: the articles it does not know yet, and rows of copies and events.

The rows that a linking wrote are told from those of any other by the mark of their writing. Where the last mark is its
own, it writes only what is new since; else all.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from detente import rows, tables
from detente.copy_rows import copy_row
from detente.delta import DeltaFolder
from detente.model import Article, Claim, EventReport
from detente.rows import Rows, visible
from detente.tables import ARTICLES, CLAIMS, COPIES, EVENTS, REPORTS, Row, Table

DERIVED: dict[str, tuple[Table[object], Callable[[Any], Row]]] = {
    COPIES.name: (COPIES, copy_row),
    EVENTS.name: (EVENTS, tables.event_row),
}


def standing_ids(folder: DeltaFolder) -> set[str]:
    """The ids of all articles that stand."""
    with visible(folder) as connection:
        return {article for (article,) in connection.execute(rows.IDS).fetchall()}


def these_articles(folder: DeltaFolder, ids: Iterable[str]) -> Rows[Article]:
    """The articles with these ids, with their texts, in the order of their ids."""
    return Rows(folder, ARTICLES, rows.THESE_ARTICLES, {"ids": list(ids)})


def read_found(folder: DeltaFolder, ids: Sequence[str]) -> tuple[list[Article], list[EventReport], list[Claim]]:
    """Some articles, and all reports and claims in them."""
    asked = {"ids": list(ids)}
    return (
        list(these_articles(folder, ids)),
        list(Rows(folder, REPORTS, rows.OF_ARTICLES.format(REPORTS.name), asked)),
        list(Rows(folder, CLAIMS, rows.OF_ARTICLES.format(CLAIMS.name), asked)),
    )


def mark_of(folder: DeltaFolder, name: str) -> int | None:
    """What tells the last writing of a derived table from any other; None before the first."""
    return folder.mark(DERIVED[name][0])


def write_derived(
    folder: DeltaFolder, name: str, nouns: Callable[[], Iterable[Any]], *, keys: Sequence[str] | None, mark: int
) -> None:
    """Put copies or events in the place of those with these keys, or of all; a key without a noun is gone."""
    table, row = DERIVED[name]
    if keys is None:
        folder.overwrite(table, lambda: map(row, nouns()), mark)
    else:
        folder.patch(table, map(row, nouns()), keys, mark)
