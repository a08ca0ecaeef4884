"""``detente gazetteer`` as a user types it: what it prints, where, and with which exit status."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.additions import VARIABLE
from detente.cli import main

HOLDERS = """wikidata,person,position,country,start,end
,Erna Solberg,Prime Minister,NOR,2013-10-16,2021-10-14
,Otto Prahl,Prime Minister,NOR,1801,1802
,Otto Prahl,Prime Minister,NOR,2014-01-01,2015-01-01
,Otto Prahl,Minister of Fisheries,NOR,2014-01-01,2015-01-01
"""
MINE = "kind,name,country,sector\nmetonym,Amber House,LVA,GOV\n"


def gazetteer(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["gazetteer", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def holders(tmp_path: Path) -> Path:
    path = tmp_path / "holders.csv"
    path.write_text(HOLDERS, "utf-8")
    return path


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A table to import, and an empty folder to import it into."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "own"))
    path = tmp_path / "mine.csv"
    path.write_text(MINE, "utf-8")
    return path


def test_check_prints_a_table_and_tells_the_figures_on_standard_error(holders: Path) -> None:
    result = gazetteer("check", holders)
    assert result.exit_code == 0
    assert "findings (2)" in result.stdout
    assert "Erna Solberg 2013" in " ".join(result.stdout.split())
    assert "not read: 1 of 4 rows of holders.csv, of 1 other positions; most often Minister of Fisheries (1)" in (
        result.stderr
    )
    assert [line.split()[:3] for line in result.stderr.splitlines()[1:3]] == [
        ["head_of_government", "3", "1"], ["all", "3", "1"],
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_check_gives_rows_for_programs(form: str, holders: Path) -> None:
    out = gazetteer("check", holders, "--format", form).stdout
    rows = [json.loads(line) for line in out.splitlines()] if form == "jsonl" else [*csv.DictReader(io.StringIO(out))]
    assert [(row["finding"], row["person"], row["start"]) for row in rows] == [
        ("missing", "Otto Prahl", "1801"),
        ("other-holder", "Otto Prahl", "2014-01-01"),
    ]


def test_check_shows_what_is_asked_for(holders: Path) -> None:
    def people(*options: str) -> list[str]:
        return [
            json.loads(line)["person"]
            for line in gazetteer("check", holders, "--format", "jsonl", *options).stdout.splitlines()
        ]

    assert people("--show", "known") == ["Erna Solberg"]
    assert people("--since", "2000") == ["Otto Prahl"]
    assert people("--country", "FRA") == []


def test_check_is_strict_where_asked(holders: Path) -> None:
    assert gazetteer("check", holders, "--strict").exit_code == 1
    holders.write_text("\n".join(HOLDERS.splitlines()[:2]), "utf-8")
    assert gazetteer("check", holders, "--strict").exit_code == 0


def test_an_import_is_listed_removed_and_told(mine: Path) -> None:
    assert (
        "1 row added, 0 changed, 0 there before; nothing written (dry run)"
        in gazetteer("import", mine, "--dry-run").stderr
    )
    assert "no additions" in gazetteer("list").stdout
    first, again = (gazetteer("import", mine) for _ in range(2))
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.startswith("1 row added, 0 changed, 0 there before; kept in ")
    assert again.stderr.startswith("0 rows added, 0 changed, 1 there before; kept in ")
    assert "Amber House" in gazetteer("list").stdout
    assert gazetteer("remove", "Amber House").stderr == "1 row removed\n"
    assert gazetteer("remove", "Amber House").exit_code == 1


def test_a_list_can_be_imported_again(mine: Path, tmp_path: Path) -> None:
    gazetteer("import", mine)
    copy = tmp_path / "copy.csv"
    copy.write_text(gazetteer("list", "--format", "csv").stdout, "utf-8")
    assert gazetteer("import", copy).stderr.startswith("0 rows added, 0 changed, 1 there before")


def test_bad_rows_are_told_by_line_and_nothing_is_written(mine: Path) -> None:
    mine.write_text(MINE + "metonym,Salt House,ATLANTIS,GOV\n", "utf-8")
    result = gazetteer("import", mine)
    assert result.exit_code == 1
    assert f"{mine}: line 3: country 'ATLANTIS' is not known; ISO 3166 alpha-3" in result.stderr
    assert "nothing was added" in result.stderr
    assert "no additions" in gazetteer("list").stdout
    skipped = gazetteer("import", mine, "--skip-bad")
    assert (skipped.exit_code, "1 row left out as bad" in skipped.stderr) == (0, True)


@pytest.mark.parametrize("command", ["check", "import"])
def test_a_file_that_cannot_be_read_is_told_in_one_line(command: str, mine: Path) -> None:
    mine.write_bytes(b"kind,name\nperson,\x00\n")
    result = gazetteer(command, mine)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"detente: {mine}: a NUL byte at 17")


def test_a_run_with_other_additions_says_that_old_codings_stay(mine: Path, tmp_path: Path) -> None:
    article, store = tmp_path / "article.txt", tmp_path / "store"
    article.write_text("Norway accused Chile on Tuesday of jamming its satellites.", "utf-8")

    def run() -> str:
        return CliRunner().invoke(main, ["run", str(article), "--store", str(store), "--workers", "1"]).stderr

    assert "other additions" not in run() + run()
    gazetteer("import", mine)
    assert "coded with other additions" in run()


def test_a_table_of_holders_can_be_imported_and_is_known_then(mine: Path, holders: Path, tmp_path: Path) -> None:
    assert mine.exists()
    told = gazetteer("import", holders).stderr
    assert told.startswith("3 rows added, 0 changed, 0 there before, 1 of other positions not read; kept in ")
    assert "no findings" in gazetteer("check", holders).stdout
    gazetteer("remove", "Otto Prahl")
    missing = tmp_path / "missing.csv"
    missing.write_text(gazetteer("check", holders, "--show", "missing", "--format", "csv").stdout, "utf-8")
    assert gazetteer("import", missing).stderr.startswith("1 row added, 0 changed, 0 there before; kept in ")


def test_days_that_are_none_are_bad_rows_of_a_table_of_holders(mine: Path, holders: Path) -> None:
    assert mine.exists()
    holders.write_text(HOLDERS.replace("1801,1802", "soon,1802"), "utf-8")
    result = gazetteer("import", holders)
    assert (result.exit_code, f"{holders}: line 3: start or end is not a date" in result.stderr) == (1, True)
