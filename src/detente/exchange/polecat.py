"""POLECAT: 40 columns with a header (some files lack Intensity), PLOVER types, parties and contexts as lists.

A list whose countries, sectors and names are equally many is read party by party; else each becomes parties of its own,
so that no country is pinned to a name by guess. Contexts can say that a thing is past, planned, hypothetical or denied.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from detente.event_tables import SEPARATOR, joined
from detente.exchange.cells import Cells, Faults, mapped
from detente.exchange.frame import COUNT, DAY, NUMBER, TEXT, count, day, framed, number, readable, words
from detente.exchange.layouts import Codes
from detente.exchange.pairs import fixed
from detente.model import Actor, Event, Status

DATASET = "polecat"
LIST = ";"
SIDES = (("source", "Actor"), ("target", "Recipient"))
NONE = "None"
ALIGNED = ("s", "_sectors", "_names")
# Stands between two columns while they are read together; no text file holds it.
BETWEEN = "\x1e"


def read(cells: Cells, codes: Codes, faults: Faults) -> pa.Table:
    """The rows of a file, as rows of the table of imported events; what cannot be read is counted."""
    columns = {
        "given_id": cells.read("Event ID", words, TEXT),
        "first": cells.read("Event Date", day, DAY),
        "type": cells.read("Event Type", partial(_known_type, codes), TEXT),
    }
    said = {"given_id": "Event ID", "first": "Event Date", "type": "Event Type"}
    cells, columns = readable(cells, columns, said, faults)
    for ours, theirs in SIDES:
        columns |= _parties(cells, ours, theirs, codes)
    several, has_target = _any(columns, "source", _has_list), _any(columns, "target", pc.is_valid)
    mode = cells.read("Event Mode", _mode, TEXT)
    both = pc.binary_join_element_wise(columns["type"], pc.fill_null(mode, ""), BETWEEN)
    statuses = codes.layouts.of(DATASET).statuses
    columns |= {
        "compound": pc.or_(several, _any(columns, "target", _has_list)),
        "mutual": pc.and_not(several, has_target),
        "mode": mode,
        "score": mapped(both, lambda pair: codes.ontology.score(*_pair(pair)), NUMBER),
        "status": pc.fill_null(cells.read("Contexts", partial(_status, statuses), TEXT), Status.HAPPENED.value),
        "contexts": cells.read("Contexts", _list, TEXT),
        "intensity": cells.read("Intensity", number, NUMBER),
        "quad": cells.read("Quad Code", count, COUNT),
        "publishers": cells.read("Source", words, TEXT),
        "published": cells.read("Publication Date", day, DAY),
        "place": pc.coalesce(cells.read("City", words, TEXT), cells.read("Placename", words, TEXT)),
        "district": cells.read("District", words, TEXT),
        "province": cells.read("Province", words, TEXT),
        "country": cells.read("Country", partial(_country, codes), TEXT),
        "lat": cells.read("Latitude", number, NUMBER),
        "lon": cells.read("Longitude", number, NUMBER),
    }
    return framed(DATASET, columns)


def write(event: Event, codes: Codes) -> dict[str, object]:
    """One row an event: its parties are lists."""
    origin = event.imported
    entry = codes.ontology.types.get(event.type or "")
    mode = origin.mode if origin else None
    intensity = origin.intensity if origin and origin.dataset == DATASET else None
    score = codes.ontology.score(event.type, mode) if entry and event.type else event.score
    row: dict[str, object] = {
        "Event ID": origin.ids[0] if origin and origin.dataset == DATASET else event.id,
        "Event Date": event.first,
        "Event Type": event.type,
        "Event Mode": mode,
        "Intensity": fixed(score if intensity is None else intensity),
        "Quad Code": entry.quad if entry else None,
        "Contexts": _lines(_contexts(event, codes)),
        "Source": event.publishers[0] if event.publishers else None,
    }
    for actors, theirs in ((event.sources, "Actor"), (event.targets, "Recipient")):
        row |= _side(actors, theirs)
    if origin is not None:
        row |= {
            "Placename": origin.place,
            "City": origin.place,
            "District": origin.district,
            "Province": origin.province,
            "Country": origin.country,
            "Latitude": fixed(origin.lat),
            "Longitude": fixed(origin.lon),
            "Publication Date": origin.published,
        }
    return row


def _parties(cells: Cells, ours: str, theirs: str, codes: Codes) -> dict[str, pa.Array]:
    """The aligned columns of one side."""
    names = (f"{theirs} Country", f"{theirs} Sectors", f"{theirs} Name", f"Primary {theirs} Sector")
    together = pc.binary_join_element_wise(*(pc.fill_null(cells.text(each), "") for each in names), BETWEEN)
    shared: dict[str, tuple[str | None, ...]] = {}

    def column(place: int, text: str) -> str | None:
        if text not in shared:
            shared[text] = _aligned(text.split(BETWEEN), codes)
        return shared[text][place]

    return {
        **{f"{ours}{each}": mapped(together, partial(column, place), TEXT) for place, each in enumerate(ALIGNED)},
        f"{ours}_state": cells.read(f"{theirs} Country", words, TEXT),
        f"{ours}_roles": cells.read(f"{theirs} Sectors", words, TEXT),
    }


def _aligned(texts: Sequence[str], codes: Codes) -> tuple[str | None, ...]:
    """Countries, sectors and names of the parties, each list as one column's text.

    Sectors may be more than parties, for a party can have several: then a single party has the primary one.
    """
    readers: tuple[Callable[[str], str | None], ...] = (partial(_country, codes), _plain, _plain, _plain)
    countries, sectors, names, primary = (
        [read(part) for part in text.split(LIST)] if text else [] for read, text in zip(readers, texts, strict=True)
    )
    if countries and names and len(countries) != len(names):
        none: list[str | None] = [None]
        countries, names = countries + none * len(names), none * len(countries) + names
    parties = max(len(countries), len(names))
    if parties and len(sectors) != parties:
        sectors = primary if parties == 1 else []
    return joined(countries), joined(sectors), joined(names)


def _any(columns: Mapping[str, pa.Array], side: str, test: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """Where one of a side's aligned columns is so."""
    one, other, third = (test(columns[f"{side}{each}"]) for each in ALIGNED)
    return pc.or_(pc.or_(one, other), third)


def _has_list(texts: pa.Array) -> pa.Array:
    return pc.match_substring(pc.fill_null(texts, ""), SEPARATOR)


def _side(actors: Sequence[Actor], theirs: str) -> dict[str, object]:
    countries = [actor.country for actor in actors]
    sectors = [actor.sector for actor in actors]
    return {
        f"{theirs} Name": _lines([actor.name for actor in actors]),
        f"{theirs} Country": _lines(countries),
        f"Primary {theirs} Sector": next(filter(None, sectors), None),
        f"{theirs} Sectors": _lines(sectors),
    }


def _lines(parts: Sequence[str | None]) -> str | None:
    """A list as the format has it; a part that is not known stands as None among the others."""
    if not any(parts):
        return None
    return f"{LIST} ".join(part.replace(LIST, ",") if part else NONE for part in parts)


def _contexts(event: Event, codes: Codes) -> list[str]:
    """The contexts, and the word for the status where the format has one that is not there."""
    held = list(event.imported.contexts) if event.imported else []
    statuses = codes.layouts.of(DATASET).statuses
    words_for = [word for word, status in statuses.items() if status == event.status.value]
    return held if not words_for or words_for[0] in held else [*held, words_for[0]]


def _known_type(codes: Codes, cell: str) -> str | None:
    name = cell.strip().upper()
    return name if name in codes.ontology.types else None


def _mode(cell: str) -> str | None:
    found = words(cell)
    return found.lower() if found else None


def _pair(text: str) -> tuple[str, str | None]:
    event_type, _, mode = text.partition(BETWEEN)
    return event_type, mode or None


def _status(statuses: Mapping[str, str], cell: str) -> str:
    found = (statuses.get(part.strip().lower()) for part in cell.split(LIST))
    return next(filter(None, found), Status.HAPPENED.value)


def _country(codes: Codes, cell: str) -> str | None:
    text = cell.strip()
    return codes.country_of_code(text) or codes.country_of_name(text)


def _plain(cell: str) -> str | None:
    found = words(cell)
    return None if found == NONE else found


def _list(cell: str) -> str | None:
    return joined([_plain(part) for part in cell.split(LIST)])
