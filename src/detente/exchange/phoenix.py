"""Phoenix: 26 columns without a header, a row a pair of actors, CAMEO codes; ids, addresses and sources are lists.

An actor is a code of parts ("USAGOV"): the entity is a country or a body, the role a sector; it has no name. Where one
text has the words of entity and role the other way round, the columns here are those of the files.
"""

from collections.abc import Iterator
from operator import attrgetter

import pyarrow as pa
import pyarrow.compute as pc

from detente.event_tables import SEPARATOR
from detente.exchange.cells import Cells, Faults
from detente.exchange.frame import (
    COUNT,
    DAY,
    NUMBER,
    TEXT,
    address,
    count,
    day,
    framed,
    from_cameo,
    number,
    readable,
    words,
)
from detente.exchange.layouts import Codes
from detente.exchange.pairs import Dyad, fixed
from detente.model import Actor, Event, Side

DATASET = "phoenix"
LIST = ";"
SIDES = (("source", "Source"), ("target", "Target"))


def read(cells: Cells, codes: Codes, faults: Faults) -> pa.Table:
    """The rows of a file, as rows of the table of imported events; what cannot be read is counted."""
    columns = {
        "given_id": cells.read("EventID", words, TEXT),
        "first": cells.read("Date", day, DAY),
        **from_cameo(codes, cells.text("EventCode"), attrgetter("goldstein_phoenix")),
    }
    said = {"given_id": "EventID", "first": "Date", "code": "EventCode", "score": "EventCode"}
    cells, columns = readable(cells, columns, said, faults)
    for ours, theirs in SIDES:
        role = cells.read(f"{theirs}ActorRole", lambda text: codes.sector_of_roles(text.split(LIST)), TEXT)
        body = cells.read(f"{theirs}ActorEntity", lambda text: codes.sector_of_roles([text]), TEXT)
        columns |= {
            f"{ours}s": cells.read(f"{theirs}ActorEntity", codes.country_of_code, TEXT),
            f"{ours}_sectors": pc.coalesce(role, body),
            f"{ours}_state": cells.read(f"{theirs}ActorEntity", words, TEXT),
            f"{ours}_roles": cells.read(f"{theirs}ActorFull", words, TEXT),
        }
    publishers = cells.text("NewsSources")
    columns |= {
        "intensity": cells.read("GoldsteinScore", number, NUMBER),
        "quad": cells.read("PentaClass", count, COUNT),
        "independent_sources": pc.fill_null(_different(cells), 1),
        "publishers": cells.read("NewsSources", _list, TEXT) if len(publishers) else publishers,
        "urls": cells.read("URLs", _addresses, TEXT),
        "sentence": cells.read("SentenceID", words, TEXT),
        "place": cells.read("LocationName", words, TEXT),
        "province": cells.read("StateName", words, TEXT),
        "country": cells.read("CountryCode", codes.country_of_code, TEXT),
        "lat": cells.read("Lat", number, NUMBER),
        "lon": cells.read("Lon", number, NUMBER),
    }
    return framed(DATASET, columns)


def write(event: Event, dyads: Iterator[Dyad], codes: Codes) -> Iterator[dict[str, object]]:
    """A row a pair of source and target."""
    origin, first = event.imported, event.first
    for dyad in dyads:
        code = dyad.code or ""
        entry = codes.cameo_code(code) if code else None
        yield {
            "EventID": dyad.given_id if dyad.is_own(DATASET) else dyad.id,
            **(
                {"Date": f"{first:%Y%m%d}", "Year": first.year, "Month": first.month, "Day": first.day} if first else {}
            ),
            **_actor("Source", dyad, dyad.source, dyad.source_side, codes),
            **_actor("Target", dyad, dyad.target, dyad.target_side, codes),
            "EventCode": code,
            "EventRootCode": code[:2],
            "PentaClass": entry.quad_phoenix if entry else None,
            "GoldsteinScore": fixed(dyad.intensity(DATASET, entry.goldstein_phoenix if entry else None)),
            "Lat": fixed(origin.lat) if origin else None,
            "Lon": fixed(origin.lon) if origin else None,
            "LocationName": origin.place if origin else None,
            "StateName": origin.province if origin else None,
            "CountryCode": origin.country if origin else None,
            "SentenceID": origin.sentence if origin else None,
            "URLs": LIST.join(origin.urls) if origin else None,
            "NewsSources": LIST.join(event.publishers),
        }


def _actor(column: str, dyad: Dyad, actor: Actor, side: Side, codes: Codes) -> dict[str, object]:
    entity = codes.cameo_country(actor.country) if actor.country else None
    role = codes.role(actor.sector)
    if dyad.is_own(DATASET):
        full, entity = side.roles, side.state
    else:
        full = f"{entity or ''}{role or ''}"
    return {f"{column}ActorFull": full, f"{column}ActorEntity": entity, f"{column}ActorRole": role}


def _different(cells: Cells) -> pa.Array:
    """How many different publishers tell of an event."""
    return cells.read("NewsSources", lambda text: len(set(_parts(text))) or None, COUNT)


def _list(text: str) -> str | None:
    return SEPARATOR.join(dict.fromkeys(filter(None, map(words, _parts(text))))) or None


def _addresses(text: str) -> str | None:
    return SEPARATOR.join(filter(None, map(address, _parts(text)))) or None


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(LIST) if part.strip()]
