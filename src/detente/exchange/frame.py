"""The columns of a format in, rows of the table of imported events out: what all formats have in common.

Each format says which of its columns is which; here codes become types, rows without a day or a code are counted and
left out, and each row gets an id that depends on what it says alone.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from detente.event_tables import SCHEMA, SEPARATOR
from detente.exchange.cells import Cells, Faults, mapped
from detente.exchange.layouts import Codes
from detente.lexicon import CameoCode
from detente.model import Status

Columns = dict[str, pa.Array]
TEXT, NUMBER, COUNT, DAY = pa.string(), pa.float64(), pa.int32(), pa.date32()
LARGEST_COUNT = 2**31 - 1


def words(cell: str) -> str | None:
    """The text without spare blanks; None where nothing is left. The mark that parts lists becomes a stroke."""
    return " ".join(cell.replace(SEPARATOR, "/").split()) or None


def address(cell: str) -> str | None:
    """An address of the web, or what stands in its place; the mark that parts lists is written as addresses have it."""
    return cell.strip().replace(SEPARATOR, "%7C") or None


def number(cell: str) -> float | None:
    """The number; None where the cell is none."""
    try:
        found = float(cell)
    except ValueError:
        return None
    return found if abs(found) < float("inf") else None


def count(cell: str) -> int | None:
    """The whole number; None where the cell is none."""
    found = number(cell)
    return int(found) if found is not None and abs(found) <= LARGEST_COUNT else None


def day(cell: str) -> date | None:
    """The day of 2014-03-18, 20140318 or 2014-03-18 09:30; None where the cell is none."""
    digits = cell.strip()[:10]
    for form, length in (("%Y-%m-%d", 10), ("%Y%m%d", 8)):
        try:
            return datetime.strptime(digits[:length], form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def from_cameo(codes: Codes, cells: pa.Array, own_score: Callable[[CameoCode], float | None]) -> Columns:
    """What a CAMEO code says in PLOVER. A statement has no type; its score is the one that the format gives it."""

    def entry(code: str) -> CameoCode | None:
        return codes.cameo_code(code.strip())

    def score(code: str) -> float | None:
        found = entry(code)
        if found is None:
            return None
        if found.type is not None:
            return codes.ontology.score(found.type, found.mode)
        return next((each for each in (own_score(found), found.goldstein_icews, found.goldstein_phoenix)
                     if each is not None), None)  # fmt: skip

    def contexts(code: str) -> str | None:
        found = entry(code)
        return SEPARATOR.join(found.contexts) or None if found else None

    def part(name: str, code: str) -> object:
        found = entry(code)
        return getattr(found, name) if found else None

    return {
        "code": mapped(cells, words, TEXT),
        "type": mapped(cells, partial(part, "type"), TEXT),
        "mode": mapped(cells, partial(part, "mode"), TEXT),
        "contexts": mapped(cells, contexts, TEXT),
        "score": mapped(cells, score, NUMBER),
    }


def framed(dataset: str, columns: Mapping[str, pa.Array]) -> pa.Table:
    """The rows with every column of the table; what a format does not say is null, or as for one plain report."""
    rows = len(columns["given_id"])
    usual = {
        "dataset": pa.array([dataset] * rows, TEXT),
        "status": pa.array([Status.HAPPENED.value] * rows, TEXT),
        "independent_sources": pa.array([1] * rows, COUNT),
        "compound": pa.array([False] * rows, pa.bool_()),
        "mutual": pa.array([False] * rows, pa.bool_()),
        "last": columns["first"],
    }
    known = {**usual, **columns}
    arrays = [known[each.name] if each.name in known else pa.nulls(rows, each.type) for each in SCHEMA]
    return pa.table(arrays, schema=SCHEMA)


def readable(cells: Cells, columns: Columns, said: Mapping[str, str], faults: Faults) -> tuple[Cells, Columns]:
    """The rows that have what ``said`` names (column: the file's name for it); the others are counted as faults."""
    keep = None
    for column, name in said.items():
        missing = pc.is_null(columns[column])
        if keep is not None:
            missing = pc.and_(missing, keep)
        if pc.any(missing, min_count=0).as_py():
            texts = cells.text(name).filter(missing)
            absent = pc.is_null(texts)
            for reason, chosen in ((f"no {name}", texts.filter(absent)), (f"{name} not known", texts.drop_null())):
                if len(chosen):
                    faults.add(reason, chosen[0].as_py(), len(chosen))
        keep = pc.invert(missing) if keep is None else pc.and_(keep, pc.invert(missing))
    if keep is None or pc.all(keep, min_count=0).as_py():
        return cells, columns
    return Cells(cells.table.filter(keep)), {name: values.filter(keep) for name, values in columns.items()}
