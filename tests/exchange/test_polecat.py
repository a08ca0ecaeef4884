"""POLECAT: lists, text that is not UTF-8, missing columns, and headers that promise too much."""

from datetime import date
from pathlib import Path

import pytest

from detente.model import Actor
from tests.exchange.files import LAYOUTS, lines, only, read, row

COLUMNS = LAYOUTS.polecat.columns


def test_a_row_becomes_an_event_with_its_lists(tmp_path: Path) -> None:
    store, done = read(tmp_path, "polecat", lines("polecat", row("polecat")))
    event = only(store)
    assert (done.unread, event.type, event.score, event.first) == (0, "ACCUSE", -3.5, date(2023, 1, 1))
    assert event.sources == (Actor(country="CHL", sector="GOV", name="José Peña"),)
    assert event.targets == (Actor(country="NOR", name="Norway"), Actor(country="KOS", name="Kosovo"))
    assert event.publishers == ("Diario del Fiordo",)
    origin = event.imported
    assert origin is not None
    assert (origin.mode, origin.contexts, origin.code) == ("allege", ("military", "territory"), None)
    assert (origin.place, origin.country, origin.published) == ("Valparaíso", "CHL", date(2023, 1, 2))
    assert origin.source.roles == "GOV; ELI"


def test_iso_8859_1_is_read_line_by_line(tmp_path: Path) -> None:
    """One line in the older encoding spoils neither itself nor the lines in UTF-8."""
    first, second = lines("polecat", row("polecat")).splitlines(keepends=True)
    third = second.replace("20230101-0210", "20230101-0211")
    content = first.encode() + second.encode("iso-8859-1") + third.encode()
    store, done = read(tmp_path, "polecat", content)
    assert [event.sources[0].name for event in store.events()] == ["José Peña"] * 2
    assert done.added == 2


def test_a_file_without_intensity_and_one_that_names_it_otherwise(tmp_path: Path) -> None:
    fewer = tuple(name for name in COLUMNS if name != "Intensity")
    event = only(read(tmp_path, "polecat", lines("polecat", row("polecat"), columns=fewer))[0])
    assert event.imported is not None
    assert (event.score, event.imported.intensity, event.imported.quad) == (-3.5, None, 3)
    other = tmp_path / "other"
    other.mkdir()
    text = lines("polecat", row("polecat")).replace("\tIntensity\t", "\tEvent Intensity\t")
    event = only(read(other, "polecat", text)[0])
    assert event.imported is not None
    assert event.imported.intensity == -3.5


@pytest.mark.parametrize("place", [1, 20, 40])
@pytest.mark.parametrize("cell", ["none", "blank", "trailing tab"])
def test_a_name_in_the_header_without_data_shifts_nothing(tmp_path: Path, place: int, cell: str) -> None:
    header = [*COLUMNS[:place], "Headline", *COLUMNS[place:]]
    cells = [row("polecat").get(name, "None") for name in COLUMNS]
    if cell == "blank":
        cells = [*cells[:place], "", *cells[place:]]
    elif cell == "trailing tab":
        cells = [*cells, ""]
    store, done = read(tmp_path, "polecat", "\t".join(header) + "\n" + "\t".join(cells) + "\n")
    event = only(store)
    assert done.unread == 0
    assert event.imported is not None
    assert (event.imported.place, event.imported.lat, event.type) == ("Valparaíso", -33.05, "ACCUSE")


def test_trailing_tabs_are_let_through_and_more_cells_are_not(tmp_path: Path) -> None:
    head, one = lines("polecat", row("polecat")).splitlines()
    other, third = (one.replace("0210", number) for number in ("0211", "0212"))
    store, done = read(tmp_path, "polecat", f"{head}\n{one}\n{other}\t\t\n{third}\tmore\n")
    assert store.events().count() == 2
    assert dict(done.sources[0].faults.counts) == {"41 cells, where there are 40 columns": 1}


@pytest.mark.parametrize(
    ("word", "status"),
    [("historical", "historical"), ("future", "planned"), ("hypothetical", "hypothetical"), ("negation", "denied")],
)
def test_contexts_tell_whether_it_took_place(tmp_path: Path, word: str, status: str) -> None:
    store, _ = read(tmp_path, "polecat", lines("polecat", row("polecat", Contexts=f"military; {word}")))
    assert only(store).status == status


def test_parties_without_a_recipient_met_one_another(tmp_path: Path) -> None:
    cells = {f"Recipient_{part}": "None" for part in ("Name", "Country", "COW", "Sectors")}
    met = row("polecat", Event_Type="consult", Event_Mode="visit", Actor_Name="A; B", Actor_Country="NOR; CHL", **cells)
    store, _ = read(tmp_path, "polecat", lines("polecat", met))
    event = only(store)
    assert event.targets == ()
    assert [actor.country for actor in event.sources] == ["NOR", "CHL"]
    assert [each.first for each in store.relation("CHL", "NOR")] == [date(2023, 1, 1)]


def test_lists_of_other_lengths_pin_no_country_to_a_name(tmp_path: Path) -> None:
    event = only(read(tmp_path, "polecat", lines("polecat", row("polecat", Actor_Name="A; B", Actor_Country="NOR")))[0])
    assert event.sources == (Actor(country="NOR"), Actor(name="A"), Actor(name="B"))


def test_a_type_that_plover_lacks_is_counted(tmp_path: Path) -> None:
    _, done = read(tmp_path, "polecat", lines("polecat", row("polecat", Event_Type="FIGHT")))
    assert done.sources[0].faults.told() == ["1: Event Type not known ('FIGHT')"]
