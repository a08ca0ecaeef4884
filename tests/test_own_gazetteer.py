"""A user's own gazetteer: what is taken, what is refused and why, and that the coding follows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import detente
from detente.additions import VARIABLE
from detente.errors import DataError, NotFoundError
from detente.lexicon import forget_lexicons, load_lexicon
from detente.own_gazetteer import digest, import_table, note_gazetteer, own_rows, remove_name

HEADER = "kind,name,aliases,country,sector,office,title,start,end,wikidata"
ROWS = """
person,Ottla Varnhagen,Varnhagen|Ottla Maria Varnhagen,NOR,,foreign_minister,Foreign Minister,2024-02-01,,Q99999999
group,Sons of the Tundra,SOTT,RUS,REB,,,2019,2023-06,
group,Sons of the Tundra,SOTT,RUS,PTY,,,2023-07-01,,
organisation,Baltic Amber Council,BAC,EST|LVA,IGO,,,,,
metonym,Amber House,The Amber House,LVA,GOV,,,,,
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder as the user's own gazetteer."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))
    yield tmp_path / "own"
    forget_lexicons()


def table(folder: Path, *rows: str) -> Path:
    path = folder / "mine.csv"
    path.write_text("\n".join([HEADER, *(row for each in rows for row in each.strip().splitlines())]) + "\n", "utf-8")
    return path


def reasons(folder: Path, *rows: str) -> list[str]:
    return [problem.reason for problem in import_table(table(folder, *rows)).problems]


def actors(text: str, day: str = "2024-05-03") -> dict[str, tuple[str | None, str | None, str | None]]:
    coding = detente.code_text(text, published=day)
    return {
        each.span.text: (each.actor.country, each.actor.sector, each.actor.name) for each in coding.actors if each.actor
    }


def test_rows_of_every_kind_are_kept_as_tables_of_our_shapes(own: Path, tmp_path: Path) -> None:
    done = import_table(table(tmp_path, ROWS))
    assert (len(done.added), done.changed, done.same, done.problems) == (6, (), 0, ())
    assert sorted(path.name for path in own.iterdir()) == [
        "groups.tsv", "holders.tsv", "metonyms.tsv", "organisations.tsv",
    ]  # fmt: skip
    kept = (own / "groups.tsv").read_text("utf-8").splitlines()
    assert kept[0] == "name\taliases\tcountry\tsector\tsince\tuntil\tkind"
    assert kept[1] == "Sons of the Tundra\tSOTT\tRUS\tREB\t2019-01-01\t2023-06-30\tadded"


def test_coding_follows_the_additions(own: Path, tmp_path: Path) -> None:  # noqa: ARG001
    text = (
        "The Norwegian foreign minister accused Chile of jamming. Varnhagen met the Turkish president. "
        "The Amber House condemned Estonia. SOTT condemned Finland. The Baltic Amber Council praised Peru."
    )
    assert "Amber House" not in actors(text)
    import_table(table(tmp_path, ROWS))
    found = actors(text)
    assert found["Norwegian foreign minister"] == ("NOR", "GOV", "Ottla Varnhagen")
    assert found["Varnhagen"] == ("NOR", "GOV", "Ottla Varnhagen")
    assert found["The Amber House"][:2] == ("LVA", "GOV")
    assert found["Baltic Amber Council"] == (None, "IGO", "Baltic Amber Council")
    assert found["SOTT"] == ("RUS", "PTY", "Sons of the Tundra")
    assert actors("The Norwegian foreign minister left.", "2023-05-03")["Norwegian foreign minister"][2] not in {
        None, "Ottla Varnhagen",
    }  # fmt: skip


def test_a_row_of_the_users_wins_over_ours_of_the_same_name_and_day(own: Path, tmp_path: Path) -> None:  # noqa: ARG001
    text = "The Kremlin accused Chile of jamming. Jonas Gahr Støre met the Turkish president."
    assert actors(text)["Jonas Gahr Støre"][:2] == ("NOR", "GOV")
    import_table(
        table(
            tmp_path,
            "metonym,Kremlin,,KAZ,MIL,,,,,",
            "person,Jonas Gahr Støre,,ISL,,opposition_leader,,2024-01-01,2024-12-31,",
        )
    )
    found = actors(text)
    assert found["Kremlin"][:2] == ("KAZ", "MIL")
    assert found["Jonas Gahr Støre"][0] == "ISL"
    assert actors(text, "2023-05-03")["Jonas Gahr Støre"][0] == "NOR"


def test_a_term_corrected_takes_the_place_of_ours(own: Path, tmp_path: Path) -> None:  # noqa: ARG001
    import_table(table(tmp_path, "person,Emmanuel Macron,,FRA,,head_of_state,President,2017-05-14,2017-08-01,"))
    assert actors("The French president met the Turkish president.", "2018-05-03")["French president"][2] is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("thing,Foo Bar,,,,,,,,", "kind 'thing' is not known; allowed: person, group"),
        ("group,,,RUS,REB,,,,,", "the name is empty"),
        ("group,Foo,,GERMANY,REB,,,,,", "for GERMANY: DEU"),
        ("group,Foo,,XKX,REB,,,,,", "for Kosovo KOS"),
        ("group,Foo,,RUS,XYZ,,,,,", "sector 'XYZ' is not known; allowed for a group: AGR"),
        ("group,Foo,,RUS,,,,,,", "a group needs a sector"),
        ("organisation,Foo,,,GOV,,,,,", "sector 'GOV' is not known; allowed for an organisation: EUR"),
        ("metonym,Foo,,,,,,,,", "neither country nor sector"),
        ("metonym,Foo,,LVA,GOV,,,2020,,", "a metonym has no start"),
        ("group,Foo,,RUS,REB,foreign_minister,,,,", "a group has no office"),
        ("person,Foo Bar,,RUS,,foreign minister,,,,", "allowed is, for one, foreign_minister"),
        ("person,Foo Bar,,RUS,,,,,,", "office None is not known; allowed are agriculture_minister"),
        ("person,Foo Bar,,,IGO,organisation_head,,,,", "needs a title"),
        ("person,Foo Bar,,RUS,,foreign_minister,,2024-13,,", "start '2024-13' is not a date"),
        ("person,Foo Bar,,RUS,,foreign_minister,,,03.05.2024,", "end '03.05.2024' is not a date"),
        ("person,Foo Bar,,RUS,,foreign_minister,,2024-05,2024-04,", "start 2024-05 comes after end 2024-04"),
        ("person,Foo Bar,,RUS,,foreign_minister,,,,42", "wikidata '42' is not an item"),
        ('person,Foo Bar,,RUS,,foreign_minister,"a\tb",,,', "title 'a\\tb' holds a tab"),
        ("group,Georgia,,RUS,REB,,,,,", "a name of the state GEO"),
        ("group,Foo,Moscow,RUS,REB,,,,,", "alias 'Moscow' is a name of the state RUS"),
        ('group,"Foo\tBar",,RUS,REB,,,,,', "holds a tab"),
        ('group,Foo,"Foo\nBar",RUS,REB,,,,,', "holds a tab, a line break"),
        ("group,Foo|Bar,,RUS,REB,,,,,", "holds a |"),
        ("group,#Foo,,RUS,REB,,,,,", "is not a name"),
        ("group,7,,RUS,REB,,,,,", "is not a name"),
        (f"group,{'Foo ' * 50},,RUS,REB,,,,,", "at most 150"),
        ("group,Foo,Foo,RUS,REB,,,,,", "stands twice"),
    ],
)
def test_a_bad_row_is_told_with_what_is_allowed(row: str, told: str, own: Path, tmp_path: Path) -> None:
    found = reasons(tmp_path, row)
    assert any(told in reason for reason in found), found
    assert all("\n" not in reason for reason in found)
    assert not own.exists()


def test_rows_that_stand_twice_or_overlap_are_refused(own: Path, tmp_path: Path) -> None:  # noqa: ARG001
    row = "person,Ana Good,,FRA,,spokesperson,,2020,2022,"
    assert reasons(tmp_path, row, row) == ["the same as line 2; every row stands once"]
    (reason,) = reasons(tmp_path, row, "person,Ana Good,,FRA,,spokesperson,,2021,2023,")
    assert reason.startswith("overlaps another row of Ana Good (2020 to 2022)")
    assert reasons(tmp_path, row, "person,Ana Good,,FRA,,minister,,2021,2023,") == []
    assert reasons(tmp_path, "group,Foo,,RUS,REB,,,2019,,", "group,Foo,,RUS,PTY,,,2021,,")[0].startswith("overlaps")


def test_nothing_is_written_unless_all_rows_are_good_or_bad_ones_are_skipped(own: Path, tmp_path: Path) -> None:
    path = table(tmp_path, "metonym,Amber House,,LVA,GOV,,,,,", "thing,Foo,,,,,,,,")
    assert [problem.line for problem in import_table(path).problems] == [3]
    assert not own.exists()
    assert len(import_table(path, skip_bad=True, dry_run=True).added) == 1
    assert not own.exists()
    import_table(path, skip_bad=True)
    assert len(own_rows()) == 1


def test_importing_again_changes_nothing(own: Path, tmp_path: Path) -> None:
    import_table(table(tmp_path, ROWS))
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in own.iterdir()}
    done = import_table(table(tmp_path, ROWS))
    assert (done.added, done.changed, done.same) == ((), (), 6)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in own.iterdir()} == before


def test_a_row_of_the_same_key_takes_the_place_of_the_one_before(own: Path, tmp_path: Path) -> None:  # noqa: ARG001
    import_table(table(tmp_path, "person,Ana Good,,FRA,,spokesperson,,2020,,"))
    done = import_table(table(tmp_path, "person,Ana Good,Good,FRA,,spokesperson,,2020,2022,"))
    assert (len(done.added), len(done.changed)) == (0, 1)
    (row,) = own_rows()
    assert (row.aliases, row.end) == (("Good",), "2022")  # type: ignore[union-attr]


def test_a_name_is_removed_and_an_unknown_one_told(own: Path, tmp_path: Path) -> None:
    import_table(table(tmp_path, ROWS))
    assert remove_name("Sons of the Tundra") == 2
    assert not (own / "groups.tsv").exists()
    assert len(own_rows()) == 4
    with pytest.raises(NotFoundError, match="'Nobody'"):
        remove_name("Nobody")


def test_a_table_broken_by_hand_is_told_with_its_place(own: Path) -> None:
    own.mkdir()
    (own / "groups.tsv").write_text("name\taliases\n", "utf-8")
    with pytest.raises(DataError, match="own gazetteer") as error:
        own_rows()
    assert str(own / "groups.tsv") in str(error.value)
    (own / "groups.tsv").write_bytes(b"\xff\xfe")
    forget_lexicons()
    with pytest.raises(DataError, match="own gazetteer"):
        load_lexicon().built("x", str, lambda _: str(own_rows()))


def test_the_digest_depends_on_the_rows_alone(own: Path, tmp_path: Path) -> None:  # noqa: ARG001
    assert digest() is None
    import_table(table(tmp_path, *reversed(ROWS.strip().splitlines())))
    first = digest()
    for name in ("Ottla Varnhagen", "Amber House"):
        remove_name(name)
    assert digest() != first
    import_table(table(tmp_path, ROWS))
    assert digest() == first


def test_a_store_tells_when_the_additions_are_others_than_it_was_coded_with(own: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    assert note_gazetteer(store, is_empty=True) is None
    assert note_gazetteer(store, is_empty=False) is None
    import_table(table(tmp_path, ROWS))
    assert "other additions" in str(note_gazetteer(store, is_empty=False))
    older = tmp_path / "older"
    older.mkdir()
    assert "other additions" in str(note_gazetteer(older, is_empty=False))
    assert own.exists()
