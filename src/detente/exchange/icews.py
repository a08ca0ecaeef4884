"""ICEWS: 20 columns with a header, a row a source and target, countries and sectors in words, CAMEO codes.

Its ids are unique only together with the day. A meeting has two rows, one each way, which ``meetings`` joins.
"""

from collections.abc import Iterator
from operator import attrgetter

import pyarrow as pa

from detente.exchange.cells import Cells, Faults
from detente.exchange.frame import DAY, NUMBER, TEXT, day, framed, from_cameo, number, readable, words
from detente.exchange.layouts import Codes
from detente.exchange.pairs import Dyad, decimal_id, fixed
from detente.model import Event

DATASET = "icews"
SIDES = (("source", "Source"), ("target", "Target"))


def read(cells: Cells, codes: Codes, faults: Faults) -> pa.Table:
    """The rows of a file, as rows of the table of imported events; what cannot be read is counted."""
    columns = {
        "given_id": cells.read("Event ID", words, TEXT),
        "first": cells.read("Event Date", day, DAY),
        **from_cameo(codes, cells.text("CAMEO Code"), attrgetter("goldstein_icews")),
    }
    said = {"given_id": "Event ID", "first": "Event Date", "code": "CAMEO Code", "score": "CAMEO Code"}
    cells, columns = readable(cells, columns, said, faults)
    for ours, theirs in SIDES:
        columns |= {
            f"{ours}s": cells.read(f"{theirs} Country", codes.country_of_name, TEXT),
            f"{ours}_names": cells.read(f"{theirs} Name", words, TEXT),
            f"{ours}_sectors": cells.read(f"{theirs} Sectors", codes.sector_of_names, TEXT),
            f"{ours}_state": cells.read(f"{theirs} Country", words, TEXT),
            f"{ours}_roles": cells.read(f"{theirs} Sectors", words, TEXT),
        }
    columns |= {
        "intensity": cells.read("Intensity", number, NUMBER),
        "story": cells.read("Story ID", words, TEXT),
        "sentence": cells.read("Sentence Number", words, TEXT),
        "publishers": cells.read("Publisher", words, TEXT),
        "place": cells.read("City", words, TEXT),
        "district": cells.read("District", words, TEXT),
        "province": cells.read("Province", words, TEXT),
        "country": cells.read("Country", codes.country_of_name, TEXT),
        "lat": cells.read("Latitude", number, NUMBER),
        "lon": cells.read("Longitude", number, NUMBER),
    }
    return framed(DATASET, columns)


def write(event: Event, dyads: Iterator[Dyad], codes: Codes) -> Iterator[dict[str, object]]:
    """A row a pair of source and target."""
    origin = event.imported
    for dyad in dyads:
        entry = codes.cameo_code(dyad.code) if dyad.code else None
        row: dict[str, object] = {
            "Event ID": dyad.given_id if dyad.is_own(DATASET) else decimal_id(dyad.id),
            "Event Date": event.first,
            "Event Text": entry.name if entry else None,
            "CAMEO Code": dyad.code,
            "Intensity": fixed(dyad.intensity(DATASET, entry.goldstein_icews if entry else None)),
            "Publisher": event.publishers[0] if event.publishers else None,
        }
        for theirs, actor, side in (
            ("Source", dyad.source, dyad.source_side),
            ("Target", dyad.target, dyad.target_side),
        ):
            own = side if dyad.is_own(DATASET) else None
            state = codes.icews_name(actor.country) if actor.country else None
            row |= {
                f"{theirs} Name": actor.name or (state if not actor.sector else None),
                f"{theirs} Sectors": own.roles if own else codes.sector_name(actor.sector),
                f"{theirs} Country": own.state if own else state,
            }
        if origin is not None:
            row |= {
                "Story ID": origin.story,
                "Sentence Number": origin.sentence,
                "City": origin.place,
                "District": origin.district,
                "Province": origin.province,
                "Country": codes.icews_name(origin.country) if origin.country else None,
                "Latitude": fixed(origin.lat),
                "Longitude": fixed(origin.lon),
            }
        yield row
