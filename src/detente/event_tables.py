"""The table of imported events, and the view in which they stand beside the linked ones.

Imported events have a table of their own, for a run replaces the linked ones as a whole. Their rows are flat, so that
millions of them load and are counted fast: the noun is made from the columns. Lists stand in one column, parted by
``|``; those of one side are aligned ("|UKR" is a party without a country, and Ukraine), ``compound`` says that there
are several. A row that stands for the two rows of a meeting has the second one's id under ``echo``.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa

from detente.model import Actor, Event, Imported, Side, Status
from detente.tables import EVENTS, Table

SEPARATOR = "|"
_SIDE = ("sources", "source_names", "source_sectors", "targets", "target_names", "target_sectors")
_TEXTS = ("dataset", "given_id", "mode", "contexts", "code", "source_state", "source_roles", "target_state")
_PLACE = ("target_roles", "urls", "story", "sentence", "place", "district", "province", "country")

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("id", "echo", "type", "status", *_TEXTS, *_PLACE, *_SIDE, "publishers")),
        *((name, pa.float64()) for name in ("score", "intensity", "lat", "lon")),
        *((name, pa.int32()) for name in ("quad", "independent_sources", "mentions", "documents")),
        *((name, pa.bool_()) for name in ("compound", "mutual")),
        *((name, pa.date32()) for name in ("first", "last", "published")),
    ]
)
_ORIGIN = (*_TEXTS, *_PLACE, "quad", "intensity", "mentions", "documents", "published", "lat", "lon")
_HAPPENING = ("id", "type", "status", "score", *_SIDE, "first", "last", "independent_sources", "publishers")
_STATUSES = {status.value: status for status in Status}


def _imported_event(*values: object) -> Event:
    return _event(values[: len(_HAPPENING)], _imported(values[len(_HAPPENING) :]))


def _happening(record: str | None, *values: object) -> Event:
    return _imported_event(*values) if record is None else EVENTS.noun(record)


def _dyadic(record: str | None, *values: object) -> Event:
    """The event without its origin, which takes half the time."""
    return _event(values, None) if record is None else EVENTS.noun(record)


IMPORTED = Table(
    name="imported",
    schema=SCHEMA,
    made_of=(*_HAPPENING, *_ORIGIN),
    noun=_imported_event,
    since=2,
    # Rows are sorted by pair within a commit, and a reader steps over groups of rows that lack the pair it asks for.
    # Swept 5,000 to 250,000 on a million rows (eval/exchange.py): one pair is found in .12 to .28 s of processor time
    # with each, and the larger the groups, the smaller the table (49 MiB at 5,000, 39 at 50,000, 34 at 250,000).
    group_rows=50_000,
)
_JOINED = pa.schema([*(each for each in EVENTS.schema if each.name != "record"),
                     *(each for each in SCHEMA if each.name not in {*EVENTS.schema.names, "echo"}),
                     EVENTS.schema.field("record")])  # fmt: skip
HAPPENINGS = Table(name="happenings", schema=_JOINED, made_of=("record", *_HAPPENING, *_ORIGIN), noun=_happening)
DYADIC = Table(name="happenings", schema=_JOINED, made_of=("record", *_HAPPENING), noun=_dyadic)
# Linked events repeat none of the columns that only imported ones have.
VIEW = "CREATE VIEW happenings AS FROM events UNION ALL BY NAME SELECT * EXCLUDE (echo) FROM imported"


def _event(values: Sequence[Any], origin: Imported | None) -> Event:
    (identity, kind, status, score, sources, source_names, source_sectors, targets, target_names, target_sectors,
     first, last, independent_sources, publishers) = values  # fmt: skip
    return Event(
        id=identity,
        type=kind,
        status=_STATUSES[status],
        score=score,
        sources=actors_of(sources, source_sectors, source_names),
        targets=actors_of(targets, target_sectors, target_names),
        first=first,
        last=last,
        reports=(),
        articles=(),
        publishers=_parts(publishers),
        independent_sources=independent_sources,
        imported=origin,
    )


@lru_cache(maxsize=2**16)
def actors_of(countries: str | None, sectors: str | None, names: str | None) -> tuple[Actor, ...]:
    """The parties of a side from its aligned columns; () where all three are None. Kept, for few sides recur often."""
    lists = [each.split(SEPARATOR) if each is not None else [] for each in (countries, sectors, names)]
    most = max(map(len, lists))
    aligned = ([part or None for part in each] + [None] * (most - len(each)) for each in lists)
    return tuple(
        Actor(country=country, sector=sector, name=name) for country, sector, name in zip(*aligned, strict=True)
    )


def _imported(values: Sequence[Any]) -> Imported:
    given = dict(zip(_ORIGIN, values, strict=True))
    for side in ("source", "target"):
        given[side] = Side(state=given.pop(f"{side}_state"), roles=given.pop(f"{side}_roles"))
    given |= {name: _parts(given.pop(column)) for name, column in LISTS.items()}
    return Imported(**given)


LISTS = {"ids": "given_id", "contexts": "contexts", "urls": "urls"}


@lru_cache(maxsize=2**12)
def _parts(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(SEPARATOR)) if joined is not None else ()


def joined(parts: Sequence[str | None]) -> str | None:
    """Parts in one column; None where none of them says anything."""
    if not any(parts):
        return None
    return SEPARATOR.join((part or "").replace(SEPARATOR, "/") for part in parts)
