"""ICEWS: its rows become events, with every trap that its files set."""

from datetime import date
from pathlib import Path

import pytest

from detente.errors import InputError
from detente.model import Actor, Side
from tests.exchange.files import lines, only, read, row


def test_a_row_becomes_an_event_that_keeps_what_the_file_says(tmp_path: Path) -> None:
    store, done = read(tmp_path, "icews", lines("icews", row("icews")))
    event = only(store)
    assert (done.rows, done.added, done.unread) == (1, 1, 0)
    assert (event.type, event.score, event.status) == ("ACCUSE", -3.5, "happened")
    assert event.sources == (Actor(country="NOR", sector="GOV", name="Government (Norway)"),)
    assert event.targets == (Actor(country="CHL", name="Chile"),)
    assert event.first == event.last == date(2014, 3, 18)
    assert (event.publishers, event.independent_sources, event.reports) == (("Fjord Wire",), 1, ())
    origin = event.imported
    assert origin is not None
    assert (origin.dataset, origin.ids, origin.code, origin.mode) == ("icews", ("1",), "112", "allege")
    assert (origin.intensity, origin.story, origin.sentence) == (-2.0, "70", "2")
    assert (origin.place, origin.district, origin.province) == ("Oslo", None, "Oslo fylke")
    assert (origin.country, origin.lat, origin.lon) == ("NOR", 59.91, 10.75)
    assert origin.source == Side(state="Norway", roles="Executive,Government")
    assert origin.target == Side(state="Chile")


def test_repeated_rows_count_once_and_an_id_of_another_day_is_another_event(tmp_path: Path) -> None:
    rows = [row("icews"), row("icews"), row("icews", Event_Date="2015-01-01"), row("icews", Event_ID="2")]
    store, done = read(tmp_path, "icews", lines("icews", *rows))
    assert (done.rows, done.added, done.repeated, done.before) == (4, 3, 1, 0)
    assert len({event.id for event in store.events()}) == 3


def test_codes_are_texts(tmp_path: Path) -> None:
    rows = [
        row("icews", Event_ID=str(number), CAMEO_Code=code) for number, code in enumerate(("010", "10", "040", "13y"))
    ]
    store, done = read(tmp_path, "icews", lines("icews", *rows))
    told = {event.imported.code: (event.type, event.imported.mode) for event in store.events() if event.imported}
    assert told == {"010": (None, None), "10": ("REQUEST", None), "040": ("CONSULT", None), "13y": ("THREATEN", None)}
    assert done.unread == 0


def test_what_cannot_be_read_is_counted_by_reason(tmp_path: Path) -> None:
    rows = [
        row("icews"),
        row("icews", Event_Date="18 March"),
        row("icews", CAMEO_Code="42"),
        row("icews", CAMEO_Code="NULL"),
        row("icews", Event_ID=""),
    ]
    text = lines("icews", *rows) + "too\tshort\n" + lines("icews", row("icews")).split("\n")[1] + "\tmore\n"
    store, done = read(tmp_path, "icews", text)
    faults = done.sources[0].faults
    assert dict(faults.counts) == {
        "Event Date not known": 1,
        "CAMEO Code not known": 1,
        "no CAMEO Code": 1,
        "no Event ID": 1,
        "2 cells, where there are 20 columns": 1,
        "21 cells, where there are 20 columns": 1,
    }
    assert faults.examples["CAMEO Code not known"] == "42"
    assert (done.rows, done.unread, store.events().count()) == (7, 6, 1)


@pytest.mark.parametrize("missing", ["NULL", "NA", "", "None"])
def test_missing_is_missing_however_it_is_written(tmp_path: Path, missing: str) -> None:
    cells = dict.fromkeys(("Source_Sectors", "Source_Country", "City", "Intensity", "Latitude", "Publisher"), missing)
    event = only(read(tmp_path, "icews", lines("icews", row("icews", **cells)))[0])
    assert event.sources == (Actor(name="Government (Norway)"),)
    assert event.publishers == ()
    assert event.imported is not None
    assert (event.imported.place, event.imported.intensity, event.imported.lat) == (None, None, None)


def test_a_country_that_is_none_of_ours_is_told_and_kept_by_name(tmp_path: Path) -> None:
    store, done = read(tmp_path, "icews", lines("icews", row("icews", Source_Country="Ruritania")))
    event = only(store)
    assert done.unmapped == {"Ruritania": 1}
    assert event.sources == (Actor(sector="GOV", name="Government (Norway)"),)
    assert event.imported is not None
    assert event.imported.source.state == "Ruritania"


@pytest.mark.parametrize(
    ("spelt", "code"),
    [
        ("Russian Federation", "RUS"),
        ("Occupied Palestinian Territory", "PSE"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Moldova, Republic of", "MDA"),
        ("Congo", "COG"),
        ("Democratic Republic of Congo", "COD"),
        ("Cote d'Ivoire", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Kosovo", "KOS"),
        ("Swaziland", "SWZ"),
        ("Western Sahara", "MAR"),
    ],
)
def test_countries_are_known_as_icews_spells_them(tmp_path: Path, spelt: str, code: str) -> None:
    event = only(read(tmp_path, "icews", lines("icews", row("icews", Source_Country=spelt)))[0])
    assert event.sources[0].country == code


def test_the_quoted_download_gives_the_same_events(tmp_path: Path) -> None:
    rows = [
        row("icews", Source_Name='Citizen "Red" (Norway)'),
        row("icews", Event_ID="2", Source_Country="Côte d'Ivoire", Target_Name='"Fatah"'),
    ]
    plain = lines("icews", *rows)
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    for quote_mark in ('""', '\\"'):
        texts = [line.split("\t") for line in plain.splitlines()]
        quoted = [texts[0], *([_quoted(cell, quote_mark) for cell in cells] for cells in texts[1:])]
        tab = "".join("\t".join(cells) + "\r\n" for cells in quoted)
        one, _ = read(tmp_path / "one", "icews", plain, "events.tsv")
        other, _ = read(tmp_path / "other", "icews", tab, "events.tab")
        assert [*one.events()] == [*other.events()]
        assert one.events().count() == 2


def _quoted(cell: str, mark: str) -> str:
    """A cell as the other download has it: texts in quotation marks, numbers plain."""
    return cell if cell.replace("-", "").replace(".", "").isdigit() else '"' + cell.replace('"', mark) + '"'


def test_names_of_columns_may_be_spelt_otherwise_and_stand_in_another_order(tmp_path: Path) -> None:
    columns = tuple(reversed(list(row("icews"))))
    text = lines("icews", row("icews"), columns=columns)
    text = text.replace("CAMEO Code", "cameo_code").replace("Event ID", "event.id")
    assert only(read(tmp_path, "icews", text)[0]).type == "ACCUSE"


def test_another_format_is_refused_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"events.txt: line 1 does not name the columns of icews.*--from"):
        read(tmp_path, "icews", lines("gdelt", row("gdelt")))
    with pytest.raises(InputError, match="the file is empty"):
        read(tmp_path, "icews", "\n")


def test_only_a_header_is_no_fault(tmp_path: Path) -> None:
    store, done = read(tmp_path, "icews", lines("icews"))
    assert (done.rows, done.unread, store.events().count()) == (0, 0, 0)
