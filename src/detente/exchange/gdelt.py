"""GDELT: 61 columns without a header (58 or 57 in older files), a row a pair of actors, CAMEO codes.

Actors have three-letter CAMEO codes, places two-letter FIPS codes: "AS" is Australia and "AUS" is not Austria. The
country of an actor comes from its own code alone, never from where it was. ``NumSources`` counts the outlets that told
the event within a quarter of an hour, and becomes ``independent_sources``: copies among them are not known, so it is
the most that there can be.
"""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

import pyarrow as pa
import pyarrow.compute as pc

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
from detente.exchange.pairs import Dyad, decimal_id, fixed
from detente.model import Actor, Event, Side

DATASET = "gdelt"
SIDES = (("source", "Actor1"), ("target", "Actor2"))
ROLES = ("KnownGroupCode", "Type1Code", "Type2Code", "Type3Code")
# Kinds of place as GDELT numbers them: none, a country, a city of the United States, a city elsewhere.
NOWHERE, A_COUNTRY, CITY_AT_HOME, CITY = "0", "1", "3", "4"
HOME = "USA"


def read(cells: Cells, codes: Codes, faults: Faults) -> pa.Table:
    """The rows of a file, as rows of the table of imported events; what cannot be read is counted."""
    columns = {
        "given_id": cells.read("GLOBALEVENTID", words, TEXT),
        "first": cells.read("SQLDATE", day, DAY),
        **from_cameo(codes, cells.text("EventCode"), attrgetter("goldstein_gdelt")),
    }
    said = {"given_id": "GLOBALEVENTID", "first": "SQLDATE", "code": "EventCode", "score": "EventCode"}
    cells, columns = readable(cells, columns, said, faults)
    for ours, theirs in SIDES:
        columns |= {
            f"{ours}s": cells.read(f"{theirs}CountryCode", codes.country_of_code, TEXT),
            f"{ours}_names": cells.read(f"{theirs}Name", words, TEXT),
            f"{ours}_sectors": _sectors(cells, theirs, codes),
            f"{ours}_state": cells.read(f"{theirs}CountryCode", words, TEXT),
            f"{ours}_roles": cells.read(f"{theirs}Code", words, TEXT),
        }
    sources = cells.read("NumSources", count, COUNT)
    columns |= {
        "intensity": cells.read("GoldsteinScale", number, NUMBER),
        "quad": cells.read("QuadClass", count, COUNT),
        "independent_sources": pc.max_element_wise(sources, 1),
        "mentions": cells.read("NumMentions", count, COUNT),
        "documents": cells.read("NumArticles", count, COUNT),
        "place": cells.read("ActionGeo_FullName", words, TEXT),
        "country": cells.read("ActionGeo_CountryCode", codes.country_of_fips, TEXT),
        "lat": cells.read("ActionGeo_Lat", number, NUMBER),
        "lon": cells.read("ActionGeo_Long", number, NUMBER),
        "published": cells.read("DATEADDED", day, DAY),
        "urls": cells.read("SOURCEURL", address, TEXT),
    }
    return framed(DATASET, columns)


def _sectors(cells: Cells, side: str, codes: Codes) -> pa.Array:
    """The sector of the first of an actor's codes that has one."""
    found = [cells.read(f"{side}{each}", lambda code: codes.sector_of_roles([code]), TEXT) for each in ROLES]
    return pc.coalesce(*found)


def write(event: Event, dyads: Iterator[Dyad], codes: Codes) -> Iterator[dict[str, object]]:
    """A row a pair of source and target; names in capitals, as GDELT has them."""
    for dyad in dyads:
        code = dyad.code or ""
        entry = codes.cameo_code(code) if code else None
        yield {
            "GLOBALEVENTID": dyad.given_id if dyad.is_own(DATASET) else decimal_id(dyad.id),
            **_days(event.first),
            **_actor("Actor1", dyad, dyad.source, dyad.source_side, codes),
            **_actor("Actor2", dyad, dyad.target, dyad.target_side, codes),
            "EventCode": code,
            "EventBaseCode": code[:3],
            "EventRootCode": code[:2],
            "QuadClass": entry.quad_gdelt if entry else None,
            "GoldsteinScale": fixed(dyad.intensity(DATASET, entry.goldstein_gdelt if entry else None)),
            **_counts(event),
            "Actor1Geo_Type": NOWHERE,
            "Actor2Geo_Type": NOWHERE,
            **_place(event, codes),
            **_publication(event),
        }


def _days(first: date | None) -> dict[str, object]:
    if first is None:
        return {}
    # GDELT's own fraction takes every month for thirty days.
    fraction = first.year + ((first.month - 1) * 30 + first.day) / 365
    return {
        "SQLDATE": f"{first:%Y%m%d}",
        "MonthYear": f"{first:%Y%m}",
        "Year": first.year,
        "FractionDate": f"{fraction:.4f}",
    }


def _actor(column: str, dyad: Dyad, actor: Actor, side: Side, codes: Codes) -> dict[str, object]:
    own = side if dyad.is_own(DATASET) else None
    state = codes.cameo_country(actor.country) if actor.country else ""
    role = codes.role(actor.sector) or ""
    name = actor.name or (codes.names.get(actor.country) if actor.country else None)
    return {
        f"{column}Code": own.roles if own else f"{state}{role}",
        f"{column}Name": name.upper() if name else None,
        f"{column}CountryCode": own.state if own else state,
        f"{column}Type1Code": role,
    }


def _counts(event: Event) -> dict[str, object]:
    origin = event.imported
    mentions = origin.mentions if origin else None
    documents = origin.documents if origin else None
    return {
        "NumMentions": len(event.reports) or 1 if mentions is None else mentions,
        "NumSources": event.independent_sources,
        "NumArticles": len(event.articles) or 1 if documents is None else documents,
    }


def _place(event: Event, codes: Codes) -> dict[str, object]:
    origin = event.imported
    if origin is None or not (origin.place or origin.country):
        return {"ActionGeo_Type": NOWHERE}
    city = CITY_AT_HOME if origin.country == HOME else CITY
    return {
        "ActionGeo_Type": city if origin.place else A_COUNTRY,
        "ActionGeo_FullName": origin.place or codes.names.get(origin.country or ""),
        "ActionGeo_CountryCode": codes.fips(origin.country),
        "ActionGeo_Lat": fixed(origin.lat),
        "ActionGeo_Long": fixed(origin.lon),
    }


def _publication(event: Event) -> dict[str, object]:
    origin = event.imported
    if origin is None:
        return {}
    return {
        "DATEADDED": f"{origin.published:%Y%m%d}000000" if origin.published else None,
        "SOURCEURL": origin.urls[0] if origin.urls else None,
    }
