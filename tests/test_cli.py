"""Every command, as a user types it: what it prints, where, and with which exit status, on good input and on bad."""

import csv
import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from detente.cli import main

EXAMPLES = Path(__file__).parents[1] / "examples"
COMMANDS = sorted(main.commands)
SENTENCE = "Norway accused Chile on Tuesday of jamming its satellites."

# The keys that scripts rely on, and those that stand beside them today.
CONTRACT = {
    "article": "id given_id title published publisher url text + language",
    "actors": "start end text country sector name why + score",
    "dates": "start end text type value first last basis",
    "places": "start end text name country lat lon geonames use",
    "reports": "id type mode contexts cameo quad score sources targets when where status confidence start end why"
    " + article text content casualties voice told_by",
    "quotations": "id content cue speaker kind confidence + article why",
    "claims": "id proposition claimant stance report quotation start end + article confidence why accuses about",
    "left_out": "start end reason",
}
PARTY = {"country", "sector", "name", "start", "end", "text"}


def detente(*arguments: object, stdin: str | bytes | None = None) -> Result:
    """The command, run in this process."""
    result = CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def rows(result: Result) -> list[dict[str, Any]]:
    """The JSON lines on standard output."""
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def one_line(result: Result) -> str:
    """The only line of a failed command."""
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    (line,) = result.stderr.splitlines()
    assert line.startswith("detente: ")
    return line


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file with one sentence that tells one event."""
    path = tmp_path / "article.txt"
    path.write_text(SENTENCE, "utf-8")
    return path


@pytest.fixture(scope="module")
def coded() -> list[dict[str, Any]]:
    """The examples, coded once."""
    return rows(detente("code", EXAMPLES, "--format", "jsonl"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the examples, made once."""
    path = tmp_path_factory.mktemp("stores") / "news.detente"
    made = detente("run", EXAMPLES, "--store", path, "--workers", 1)
    assert made.exit_code == 0, made.stderr
    assert made.stdout == ""
    assert "7 articles" in made.stderr
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str) -> None:
    result = detente(command, "--help")
    assert result.exit_code == 0
    assert f"Usage: main {command}" in result.stdout
    assert main.commands[command].help


def test_the_help_lists_every_command_and_where_to_begin() -> None:
    shown = detente("--help").stdout
    assert all(f"  {command} " in shown for command in COMMANDS)
    assert "Start with:" in shown


def test_the_contract_names_every_command() -> None:
    assert set(COMMANDS) >= {
        "code", "run", "classify", "stories", "events", "quotes", "claims", "relations", "plot", "serve", "doctor",
    }  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [[], ["code"], ["unknown"], ["code", "--format", "xml", "a.txt"], ["plot", "USA"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert detente(*arguments).exit_code == 2


def test_code_gives_every_key_of_the_contract(coded: list[dict[str, Any]]) -> None:
    assert len(coded) == 7
    for row in coded:
        assert set(row) == set(CONTRACT)
        for part, keys in CONTRACT.items():
            for each in [row[part]] if part == "article" else row[part]:
                assert set(each) == set(keys.replace("+", "").split())
    assert all(any(row[part] for row in coded) for part in CONTRACT)


def test_the_nested_parts_have_the_keys_of_the_contract(coded: list[dict[str, Any]]) -> None:
    for row in coded:
        for report in row["reports"]:
            assert all(set(party) == PARTY for party in (*report["sources"], *report["targets"]))
            assert set(report["when"]) == {"first", "last", "basis"}
            assert report["where"] is None or set(report["where"]) == {"name", "country"}
        speakers = [quotation["speaker"] for quotation in row["quotations"]]
        claimants = [claim["claimant"] for claim in row["claims"]]
        assert all(set(party) == PARTY for party in (*speakers, *claimants) if party)


def test_offsets_lead_to_the_words(coded: list[dict[str, Any]]) -> None:
    for row in coded:
        text = row["article"]["text"]
        found = [*row["actors"], *row["dates"], *row["places"], *row["reports"]]
        found += [party for report in row["reports"] for party in (*report["sources"], *report["targets"])]
        assert all(text[each["start"] : each["end"]] == each["text"] for each in found)
        assert all(text[each["start"] : each["end"]] == each["proposition"] for each in row["claims"])
        spans = [span for quotation in row["quotations"] for span in (*quotation["content"], *quotation["cue"])]
        spans += [[each["start"], each["end"]] for each in row["left_out"]]
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_absent_is_null_and_never_empty(coded: list[dict[str, Any]]) -> None:
    def values(value: Any) -> list[Any]:
        if isinstance(value, dict):
            return [found for each in value.values() for found in values(each)]
        return [found for each in value for found in values(each)] if isinstance(value, list) else [value]

    assert "" not in values(coded)


def test_given_ids_and_the_order_of_the_input_are_kept(coded: list[dict[str, Any]]) -> None:
    given = [row["article"]["given_id"] for row in coded]
    assert [each for each in given if each] == ["hw-0314", "hw-0522", "hw-0709"]
    assert [row["article"]["published"] for row in coded][:2] == [None, "2024-09-17"]


def test_code_as_csv_has_a_header_and_a_row_a_report(coded: list[dict[str, Any]]) -> None:
    result = detente("code", EXAMPLES / "harbour-wire.jsonl", "--format", "csv")
    assert result.exit_code == 0
    read = list(csv.DictReader(io.StringIO(result.stdout)))
    wire = [row for row in coded if row["article"]["given_id"]]
    assert [row["id"] for row in read] == [report["id"] for row in wire for report in row["reports"]]
    assert set(read[0]) >= {"given_id", "published", *CONTRACT["reports"].replace("+", "").split()}
    assert json.loads(read[0]["sources"])[0]["text"]


def test_code_as_table_has_a_table_for_each_noun(article: Path) -> None:
    result = detente("code", article, "--published", "2024-05-03")
    assert result.exit_code == 0
    for words in ("events (1)", "quotations", "claims (1)", "left out", "2024-04-30", "Norway", "ACCUSE", "happened"):
        assert words in result.stdout


def test_explain_shows_rule_and_offsets(article: Path) -> None:
    shown = detente("code", article, "--explain").stdout
    assert "accuse." in shown
    assert "7–14" in shown
    assert "'Chile' 15–20: name.state" in shown


def test_coding_in_two_processes_gives_the_same(coded: list[dict[str, Any]]) -> None:
    assert rows(detente("code", EXAMPLES, "--format", "jsonl", "--workers", 2)) == coded


def test_standard_input_is_read() -> None:
    (row,) = rows(detente("code", "-", "--format", "jsonl", stdin=SENTENCE))
    assert row["article"]["text"] == SENTENCE
    packed = json.dumps({"id": "a", "text": SENTENCE, "published": "2024-05-03"})
    (row,) = rows(detente("code", "-", "--format", "jsonl", stdin=packed))
    assert (row["article"]["given_id"], row["reports"][0]["when"]["first"]) == ("a", "2024-04-30")


def test_a_missing_file_is_told_in_one_line(tmp_path: Path) -> None:
    assert "no such file" in one_line(detente("code", tmp_path / "missing.txt"))


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    script = "from detente.cli import main; main()"
    command = [sys.executable, "-c", script, "--debug", "code", str(tmp_path / "missing.txt")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "Traceback" in ran.stderr
    assert "no such file" in ran.stderr.splitlines()[-1]


def test_a_folder_without_articles_is_told(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert "no articles in this folder" in one_line(detente("code", tmp_path))


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "slides.pptx").write_bytes(b"PK")
    assert "'.pptx' are not read" in one_line(detente("code", tmp_path / "slides.pptx"))


@pytest.mark.parametrize("day", ["yesterday", "2024-13-45", "", "03.05.2024"])
def test_a_date_that_is_none_is_told(article: Path, day: str) -> None:
    line = one_line(detente("code", article, "--published", day))
    assert "is not a date" in line
    assert repr(day) in line


UNREADABLE = {
    "empty.txt": (b"", "text is empty"),
    "blank.txt": (b" \n\t\r\n ", "text is empty"),
    "random.txt": (bytes(range(256)) * 20, "binary"),
    "one-line.txt": (b"Norway thanked Chile. " * 100_000, "characters"),
    "cookies.html": (
        b"<html><body><div class='cookie-banner'><p>We use cookies. Accept all cookies or manage your choices.</p>"
        b"<button>Accept all</button></div></body></html>",
        "no article",
    ),
    "no.html": (b"<html>", "no article"),
    "broken.txt.gz": (b"\x1f\x8b\x08 nothing that unpacks", "unpacked"),
    "broken.parquet": (b"PAR1 and then nothing", "broken.parquet"),
    "broken.jsonl": (b"{", "line 1"),
    "list.jsonl": (b"[1, 2]", "line 1"),
    "no-text.jsonl": (b'{"id": "a"}', "text"),
    "number.jsonl": (b'{"text": 7}', "text"),
    "empty.csv": (b"", "empty.csv"),
    "other.csv": (b"a,b\n1,2\n", "text"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_set_aside_with_its_reason(name: str, tmp_path: Path) -> None:
    content, reason = UNREADABLE[name]
    (tmp_path / name).write_bytes(content)
    result = detente("code", tmp_path / name, "--format", "jsonl")
    assert result.exit_code == 1
    assert result.stdout == ""
    told, counted = result.stderr.splitlines()
    assert name in told
    assert reason in told
    assert counted == "1 not read (see above), 0 read"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-8-sig", "utf-8"])
def test_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    text = "Norway accused Chile of jamming the café radio of São Tomé."
    path.write_bytes(text.encode(encoding))
    (row,) = rows(detente("code", path, "--format", "jsonl"))
    assert row["article"]["text"] == text
    assert [report["type"] for report in row["reports"]] == ["ACCUSE"]


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "three.jsonl"
    good = [json.dumps({"id": name, "text": SENTENCE}) for name in ("a", "c")]
    path.write_text(f"{good[0]}\n" + '{"id": "b", "text": \n' + f"{good[1]}\n", "utf-8")
    result = detente("code", path, "--format", "jsonl")
    assert [row["article"]["given_id"] for row in rows(result)] == ["a", "c"]
    assert f"{path}: line 2: not JSON" in result.stderr
    assert result.stderr.splitlines()[-1] == "1 not read (see above), 2 read"
    assert detente("code", path, "--format", "jsonl", "--strict").exit_code == 1


def test_a_chinese_text_is_left_out_whole_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("挪威指责智利干扰其气象气球。智利否认了这一指控。" * 5, "utf-8")
    (row,) = rows(detente("code", path, "--format", "jsonl"))
    assert row["reports"] == row["actors"] == []
    (left_out,) = row["left_out"]
    assert (left_out["start"], left_out["end"]) == (0, len(row["article"]["text"]))
    assert "language zh" in left_out["reason"]


def test_the_same_input_packed_gives_the_same(article: Path, tmp_path: Path) -> None:
    packed = tmp_path / "packed.txt.gz"
    packed.write_bytes(gzip.compress(article.read_bytes()))
    plain, unpacked = (rows(detente("code", path, "--format", "jsonl")) for path in (article, packed))
    assert plain == unpacked


def test_running_again_changes_nothing(store: Path) -> None:
    commands = ["events", "quotes", "claims", "stories"]
    before = [detente(command, "--store", store, "--format", "jsonl").stdout for command in commands]
    again = detente("run", EXAMPLES, "--store", store, "--workers", 1)
    assert again.exit_code == 0
    assert "0 articles coded, 7 known before" in again.stderr
    assert [detente(command, "--store", store, "--format", "jsonl").stdout for command in commands] == before


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["events"], {"id", "type", "sources", "targets", "first", "last", "reports", "independent_sources"}),
        (["quotes"], {"id", "content", "cue", "speaker", "kind", "confidence"}),
        (["claims"], {"id", "proposition", "claimant", "stance", "report", "quotation", "start", "end"}),
        (["stories"], {"article", "given_id", "story", "copy_of", "similarity"}),
        (["relations", "FRA", "TUR"], {"source", "target", "period", "events", "independent_reports", "cooperation",
         "conflict", "temperature", "lower", "upper", "low_point", "break"}),
    ],
)  # fmt: skip
def test_what_the_store_holds_is_printed_in_three_formats(arguments: list[str], keys: set[str], store: Path) -> None:
    found = rows(detente(*arguments, "--store", store, "--format", "jsonl"))
    assert found
    assert all(set(row) >= keys for row in found)
    read = list(csv.DictReader(io.StringIO(detente(*arguments, "--store", store, "--format", "csv").stdout)))
    assert len(read) == len(found)
    assert f"({len(found)})" in detente(*arguments, "--store", store).stdout


def test_events_are_chosen_by_type_pair_and_day(store: Path) -> None:
    def chosen(*options: str) -> list[dict[str, Any]]:
        return rows(detente("events", "--store", store, "--format", "jsonl", *options))

    every = chosen()
    accused = chosen("--type", "accuse")
    assert 0 < len(accused) < len(every)
    assert {event["type"] for event in accused} == {"ACCUSE"}
    assert all("FRA" in [actor["country"] for actor in event["sources"]] for event in chosen("--source", "FRA"))
    late = chosen("--since", "2024-09-01", "--until", "2024-12-31")
    assert 0 < len(late) < len(every)
    assert all(event["last"] >= "2024-09-01" and event["first"] <= "2024-12-31" for event in late)
    assert chosen("--source", "ISL") == []


def test_two_reports_of_one_accusation_are_one_event(store: Path) -> None:
    found = rows(detente("events", "--store", store, "--format", "jsonl", "--type", "ACCUSE", "--source", "FRA"))
    shared = [event for event in found if event["first"] == "2024-03-14" and len(event["articles"]) > 1]
    assert shared
    assert shared[0]["publishers"] == ["Harbour Wire", "The Strait Courier"]


def test_the_survey_ship_story_is_a_copy(store: Path) -> None:
    copies = [row for row in rows(detente("stories", "--store", store, "--format", "jsonl")) if row["copy_of"]]
    assert len(copies) == 1
    assert 0 < copies[0]["similarity"] <= 1


def test_an_unknown_type_or_day_is_told(store: Path) -> None:
    assert "'BRIBE' is not known; known: AGREE" in one_line(detente("events", "--store", store, "--type", "BRIBE"))
    assert "--since: 'soon' is not a date" in one_line(detente("events", "--store", store, "--since", "soon"))


@pytest.mark.parametrize(("suffix", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!")])
def test_a_pair_is_drawn(suffix: str, start: bytes, store: Path, tmp_path: Path) -> None:
    path = tmp_path / f"pair.{suffix}"
    result = detente("plot", "FRA", "TUR", "--store", store, "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert path.read_bytes().lower().startswith(start.lower())
    assert path.stat().st_size > 3000


def test_a_page_needs_no_network(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "pair.html"
    detente("plot", "FRA", "TUR", "--store", store, "-o", path)
    page = path.read_text("utf-8")
    assert 'src="http' not in page
    assert "<link" not in page


def test_a_pair_without_direction_joins_both(store: Path) -> None:
    def told(*options: str) -> list[dict[str, Any]]:
        return rows(detente("relations", "FRA", "TUR", "--store", store, "--format", "jsonl", *options))

    one_way, both = told(), told("--both")
    assert {row["directed"] for row in one_way} == {True}
    assert {row["directed"] for row in both} == {False}
    assert sum(row["events"] for row in both) >= sum(row["events"] for row in one_way)


def test_little_data_has_no_breaks_and_no_reciprocity(store: Path) -> None:
    for options in (["FRA", "TUR", "--breaks"], ["FRA", "TUR", "--reciprocity"], ["--breaks", "--top", "5"], []):
        assert detente("relations", *options, "--store", store, "--format", "jsonl").stdout == ""
        result = detente("relations", *options, "--store", store)
        assert (result.exit_code, result.stdout.startswith("no ")) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["relations", "FRA"],
        ["relations", "--points"],
        ["relations", "FRA", "TUR", "--points", "--breaks"],
        ["plot", "-o", "a.svg"],
        ["plot", "FRA", "TUR", "--all", "-o", "a.svg"],
        ["plot", "FRA", "-o", "a.svg"],
    ],
)
def test_half_a_pair_and_two_lists_at_once_are_wrong_usage(arguments: list[str], store: Path) -> None:
    assert detente(*arguments, "--store", store).exit_code == 2


def test_a_heat_map_without_busy_pairs_says_so(store: Path, tmp_path: Path) -> None:
    assert "0 pairs" in one_line(detente("plot", "--all", "--store", store, "-o", tmp_path / "a.svg"))


def test_what_cannot_be_drawn_is_told(store: Path, tmp_path: Path) -> None:
    assert "no events from ISL to PER" in one_line(
        detente("plot", "ISL", "PER", "--store", store, "-o", tmp_path / "a.svg")
    )
    assert ".gif" in one_line(detente("plot", "FRA", "TUR", "--store", store, "-o", tmp_path / "a.gif"))


@pytest.mark.parametrize("arguments", [["events"], ["quotes"], ["claims"], ["stories"], ["serve"],
                                       ["relations", "FRA", "TUR"], ["plot", "FRA", "TUR", "-o", "a.svg"]])  # fmt: skip
def test_a_missing_store_names_the_command_that_makes_one(arguments: list[str], tmp_path: Path) -> None:
    line = one_line(detente(*arguments, "--store", tmp_path / "none.detente"))
    assert "detente run PATH --store" in line
    assert not (tmp_path / "none.detente").exists()


def test_the_store_may_be_named_by_the_environment(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_STORE", str(store))
    assert rows(detente("events", "--format", "jsonl"))


def test_doctor_finds_everything_well() -> None:
    result = detente("doctor")
    assert result.exit_code == 0
    assert all(line.startswith("ok ") for line in result.stdout.splitlines())
    assert "Norway ACCUSE Chile" in result.stdout


def test_classify_answers_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    given = [
        {"id": "a", "text": "Norway accused Chile of theft.", "sources": [[0, 6]], "targets": [[15, 20]]},
        {"id": "b", "text": "Norway lies north of Chile.", "sources": [[0, 6]], "targets": [[21, 26]]},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in given), "utf-8")
    accused, nothing = rows(detente("classify", path))
    assert set(accused) >= {"id", "type", "quad", "status", "scores"}
    assert (accused["id"], accused["type"], accused["status"]) == ("a", "ACCUSE", "happened")
    assert sum(accused["scores"].values()) == pytest.approx(1, abs=0.01)
    assert (nothing["id"], nothing["type"]) == ("b", None)


@pytest.mark.parametrize("broken", ["{", "[]", '{"id": "a"}', '{"text": "Norway", "sources": [[0, 99]]}',
                                    '{"text": "Norway", "sources": [0, 6]}'])  # fmt: skip
def test_classify_names_the_line_of_a_broken_row(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = json.dumps({"id": "a", "text": "Norway accused Chile.", "sources": [[0, 6]], "targets": [[15, 20]]})
    path.write_text(f"{good}\n\n{broken}\n", "utf-8")
    result = detente("classify", path)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "line 3" in result.stderr
    assert "Traceback" not in result.stderr
