"""GDELT: no header, 61 columns or fewer, and two kinds of country codes that look alike."""

from datetime import date
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.model import Actor, Side
from tests.exchange.files import LAYOUTS, lines, only, read, row


def test_a_row_becomes_an_event(tmp_path: Path) -> None:
    store, done = read(tmp_path, "gdelt", lines("gdelt", row("gdelt")), "20140319.export.CSV")
    event = only(store)
    assert (done.rows, done.unread) == (1, 0)
    assert (event.type, event.first, event.independent_sources) == ("ACCUSE", date(2014, 3, 18), 3)
    assert event.sources == (Actor(country="NOR", sector="GOV", name="NORWAY"),)
    assert event.targets == (Actor(country="AUS", name="AUSTRALIA"),)
    origin = event.imported
    assert origin is not None
    assert (origin.ids, origin.code, origin.quad, origin.intensity) == (("900",), "112", 3, -2.0)
    assert (origin.mentions, origin.documents, origin.published) == (6, 5, date(2014, 3, 19))
    assert (origin.place, origin.lat, origin.lon) == ("Vienna, Wien, Austria", 48.2, 16.37)
    assert origin.urls == ("https://fjord.example/a?b=1%7C2",)
    assert origin.source == Side(state="NOR", roles="NORGOV")


def test_places_have_fips_codes_and_actors_cameo_codes(tmp_path: Path) -> None:
    """FIPS AU is Austria and AS Australia; CAMEO AUS is Australia, ROM Romania; AFR is no country."""
    cells = [
        row("gdelt", GLOBALEVENTID="1", ActionGeo_CountryCode="AU", Actor1CountryCode="AUT"),
        row("gdelt", GLOBALEVENTID="2", ActionGeo_CountryCode="AS", Actor1CountryCode="ROM"),
        row("gdelt", GLOBALEVENTID="3", ActionGeo_CountryCode="GZ", Actor1CountryCode="AFR"),
        row("gdelt", GLOBALEVENTID="4", ActionGeo_CountryCode="KV", Actor1CountryCode="XKX"),
        row("gdelt", GLOBALEVENTID="5", ActionGeo_CountryCode="", Actor1CountryCode="", Actor1Code=""),
    ]
    store, done = read(tmp_path, "gdelt", lines("gdelt", *cells))
    found = {
        event.imported.ids[0]: (event.sources[0].country, event.imported.country)
        for event in store.events()
        if event.imported
    }
    assert found == {
        "1": ("AUT", "AUT"),
        "2": ("ROU", "AUS"),
        "3": (None, "PSE"),
        "4": ("KOS", "KOS"),
        "5": (None, None),
    }
    assert done.unmapped == {"AFR": 1}


def test_media_and_medicine_change_their_codes(tmp_path: Path) -> None:
    store, _ = read(tmp_path, "gdelt", lines("gdelt", row("gdelt", Actor1Type1Code="MED", Actor2Type1Code="HLH")))
    event = only(store)
    assert (event.sources[0].sector, event.targets[0].sector) == ("JRN", "MED")


@pytest.mark.parametrize("cells", [58, 57])
def test_older_files_have_fewer_columns(tmp_path: Path, cells: int) -> None:
    columns = LAYOUTS.gdelt.of_width(cells)
    assert columns is not None
    store, _ = read(tmp_path, "gdelt", lines("gdelt", row("gdelt"), columns=columns))
    event = only(store)
    assert event.imported is not None
    assert (event.imported.lat, event.imported.country) == (48.2, "AUT")
    assert event.imported.urls == (("https://fjord.example/a?b=1%7C2",) if cells == 58 else ())


def test_a_blog_s_header_of_60_names_and_other_widths_are_refused(tmp_path: Path) -> None:
    columns = tuple(name for name in LAYOUTS.gdelt.columns if name != "Actor1Type1Code")
    with pytest.raises(InputError, match=r"line 1 has 60 cells; gdelt has 61, 58, 57"):
        read(tmp_path, "gdelt", lines("gdelt", row("gdelt"), columns=columns))


def test_a_file_with_a_header_and_commas_is_read_by_its_names(tmp_path: Path) -> None:
    names = LAYOUTS.gdelt.columns
    cells = [f'"{each}"' if "," in each else each for each in (row("gdelt").get(name, "") for name in names)]
    store, _ = read(tmp_path, "gdelt", ",".join(names) + "\n" + ",".join(cells) + "\n")
    event = only(store)
    assert event.imported is not None
    assert event.imported.place == "Vienna, Wien, Austria"


def test_quotation_marks_in_a_name_are_letters(tmp_path: Path) -> None:
    rows = [row("gdelt", Actor1Name='"RED'), row("gdelt", GLOBALEVENTID="2", Actor1Name='BLUE" PARTY')]
    store, done = read(tmp_path, "gdelt", lines("gdelt", *rows))
    assert {event.sources[0].name for event in store.events()} == {'"RED', 'BLUE" PARTY'}
    assert done.unread == 0
