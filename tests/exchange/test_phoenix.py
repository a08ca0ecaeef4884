"""Phoenix: 26 columns without a header, lists parted by semicolons, actors that are codes."""

from datetime import date
from pathlib import Path

from detente.model import Actor
from tests.exchange.files import lines, only, read, row


def test_a_row_becomes_an_event(tmp_path: Path) -> None:
    store, done = read(tmp_path, "phoenix", lines("phoenix", row("phoenix")))
    event = only(store)
    assert done.unread == 0
    assert (event.type, event.first, event.independent_sources) == ("ACCUSE", date(2014, 6, 20), 2)
    assert event.sources == (Actor(country="NOR", sector="GOV"),)
    assert event.targets == (Actor(country="ROU", sector="JRN"),)
    assert event.publishers == ("fjord_wire", "lima_herald")
    origin = event.imported
    assert origin is not None
    assert origin.urls == ("https://a.example/1", "https://b.example/2")
    assert (origin.intensity, origin.quad, origin.place, origin.province) == (-2.0, 3, "Oslo", "Oslo fylke")
    assert (origin.source.state, origin.source.roles, origin.sentence) == ("NOR", "NORGOV", "9_1")


def test_bodies_have_a_sector_and_no_country(tmp_path: Path) -> None:
    cells = {"SourceActorEntity": "IGO", "SourceActorFull": "IGOUNO", "SourceActorRole": ""}
    event = only(read(tmp_path, "phoenix", lines("phoenix", row("phoenix", **cells)))[0])
    assert event.sources == (Actor(sector="IGO"),)


def test_the_same_source_twice_is_one(tmp_path: Path) -> None:
    event = only(read(tmp_path, "phoenix", lines("phoenix", row("phoenix", NewsSources="wire;wire;")))[0])
    assert (event.independent_sources, event.publishers) == (1, ("wire",))
