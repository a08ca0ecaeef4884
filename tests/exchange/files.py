"""Event files of our own making, in the shapes in which the real ones go around; their happenings are invented."""

from pathlib import Path

from detente.event_import import Imports, import_events
from detente.exchange import load_codes
from detente.lexicon import load_lexicon
from detente.library import Library, open_store
from detente.model import Event

LAYOUTS = load_codes(load_lexicon()).layouts

USUAL: dict[str, dict[str, str]] = {
    "icews": {
        "Event ID": "1",
        "Event Date": "2014-03-18",
        "Source Name": "Government (Norway)",
        "Source Sectors": "Executive,Government",
        "Source Country": "Norway",
        "Event Text": "Accuse",
        "CAMEO Code": "112",
        "Intensity": "-2",
        "Target Name": "Chile",
        "Target Sectors": "NULL",
        "Target Country": "Chile",
        "Story ID": "70",
        "Sentence Number": "2",
        "Publisher": "Fjord Wire",
        "City": "Oslo",
        "District": "NA",
        "Province": "Oslo fylke",
        "Country": "Norway",
        "Latitude": "59.91",
        "Longitude": "10.75",
    },
    "gdelt": {
        "GLOBALEVENTID": "900",
        "SQLDATE": "20140318",
        "MonthYear": "201403",
        "Year": "2014",
        "FractionDate": "2014.2137",
        "Actor1Code": "NORGOV",
        "Actor1Name": "NORWAY",
        "Actor1CountryCode": "NOR",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "AUS",
        "Actor2Name": "AUSTRALIA",
        "Actor2CountryCode": "AUS",
        "IsRootEvent": "1",
        "EventCode": "112",
        "EventBaseCode": "112",
        "EventRootCode": "11",
        "QuadClass": "3",
        "GoldsteinScale": "-2.0",
        "NumMentions": "6",
        "NumSources": "3",
        "NumArticles": "5",
        "AvgTone": "-1.5",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Vienna, Wien, Austria",
        "ActionGeo_CountryCode": "AU",
        "ActionGeo_Lat": "48.2",
        "ActionGeo_Long": "16.37",
        "DATEADDED": "20140319120000",
        "SOURCEURL": "https://fjord.example/a?b=1|2",
    },
    "polecat": {
        "Event ID": "20230101-0210-abc_ACCUSE_allege",
        "Event Date": "2023-01-01",
        "Event Type": "ACCUSE",
        "Event Mode": "allege",
        "Intensity": "-3.5",
        "Quad Code": "3",
        "Contexts": "military; territory",
        "Actor Name": "José Peña",
        "Actor Country": "CHL",
        "Actor COW": "155",
        "Primary Actor Sector": "GOV",
        "Actor Sectors": "GOV; ELI",
        "Recipient Name": "Norway; Kosovo",
        "Recipient Country": "NOR; XKX",
        "Primary Recipient Sector": "None",
        "Recipient Sectors": "None",
        "City": "Valparaíso",
        "Country": "CHL",
        "Latitude": "-33.05",
        "Longitude": "-71.6",
        "Source": "Diario del Fiordo",
        "Publication Date": "2023-01-02",
        "Language": "es",
        "Version": "NGEC_1.0",
    },
    "phoenix": {
        "EventID": "20140620_7",
        "Date": "20140620",
        "Year": "2014",
        "Month": "6",
        "Day": "20",
        "SourceActorFull": "NORGOV",
        "SourceActorEntity": "NOR",
        "SourceActorRole": "GOV",
        "TargetActorFull": "ROMMED",
        "TargetActorEntity": "ROM",
        "TargetActorRole": "MED",
        "EventCode": "112",
        "EventRootCode": "11",
        "PentaClass": "3",
        "GoldsteinScore": "-2.0",
        "Lat": "59.91",
        "Lon": "10.75",
        "LocationName": "Oslo",
        "StateName": "Oslo fylke",
        "CountryCode": "NOR",
        "SentenceID": "9_1",
        "URLs": "https://a.example/1;https://b.example/2",
        "NewsSources": "fjord_wire;lima_herald",
    },
}


def row(dataset: str, **changes: str) -> dict[str, str]:
    """A usual row with other cells; names are written with ``_`` for a blank."""
    named = {name.replace("_", " ") if " " in "".join(USUAL[dataset]) else name: cell for name, cell in changes.items()}
    assert set(named) <= set(LAYOUTS.of(dataset).columns), named
    return {**USUAL[dataset], **named}


def lines(
    dataset: str, *rows: dict[str, str], columns: tuple[str, ...] | None = None, header: bool | None = None
) -> str:
    """The file as it is usually written."""
    layout = LAYOUTS.of(dataset)
    names = columns or layout.columns
    body = [[each.get(name, layout.empty) for name in names] for each in rows]
    if layout.header if header is None else header:
        body = [list(names), *body]
    return "".join("\t".join(cells) + "\n" for cells in body)


def read(folder: Path, dataset: str, text: str | bytes, name: str = "events.txt") -> tuple[Library, Imports]:
    """A store with the events of a file of this content, and what the import did."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    store = open_store(folder / "news.detente", create=True)
    return store, import_events(store.folder, [str(path)], dataset)


def only(store: Library) -> Event:
    """The one event of a store."""
    (event,) = store.events()
    return event
