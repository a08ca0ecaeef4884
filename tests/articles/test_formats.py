"""Every format in the table of readers, each with one small file of the same article."""

import gzip
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from detente.articles import FORMATS, Draft, Notice, NoticeKind, read_articles
from detente.errors import InputError
from detente.model import Article

TEXT = (
    "Norway accused Iceland on Monday of fishing for mackerel inside its zone. Iceland denied it.\n\n"
    "The two governments agreed to meet in Bergen next week, where they will compare the logs of eleven trawlers."
)
ROW = {
    "id": "m-1",
    "text": TEXT,
    "published": "2024-02-05",
    "publisher": "The Fjord",
    "url": "https://fjord.example/mackerel",
    "title": "Mackerel again",
    "language": "en",
    "colour": "blue",
}


def _plain() -> bytes:
    return TEXT.encode()


def _html() -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n"))
    return (
        '<!doctype html><html><head><title>Mackerel again | The Fjord</title><meta property="og:site_name" '
        'content="The Fjord"><meta property="article:published_time" content="2024-02-05T08:00:00Z">'
        '<link rel="canonical" href="https://fjord.example/mackerel"></head>'
        f"<body><article><h1>Mackerel again</h1>{paragraphs}</article></body></html>"
    ).encode()


def _jsonl() -> bytes:
    return json.dumps(ROW).encode() + b"\n"


def _csv() -> bytes:
    cells = ",".join('"' + value.replace('"', '""') + '"' for value in ROW.values())
    return f"{','.join(ROW)}\n{cells}\n".encode()


def _parquet() -> bytes:
    target = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([ROW]), target)
    return target.getvalue()


FIXTURES: dict[str, Callable[[], bytes]] = {
    ".csv": _csv,
    ".htm": _html,
    ".html": _html,
    ".jsonl": _jsonl,
    ".parquet": _parquet,
    ".txt": _plain,
}


def read(*paths: Path, published: date | None = None) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    return list(read_articles(paths, notify=notices.append, published=published)), notices


def test_every_format_has_a_fixture() -> None:
    assert set(FIXTURES) == set(FORMATS)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("suffix", sorted(FIXTURES))
def test_format_gives_the_article(tmp_path: Path, suffix: str, packed: bool) -> None:
    content = FIXTURES[suffix]()
    path = tmp_path / ("story" + suffix + (".gz" if packed else ""))
    path.write_bytes(gzip.compress(content) if packed else content)
    (article,), notices = read(path)
    assert notices == []
    assert article.text == TEXT
    if suffix != ".txt":
        assert (article.title, article.publisher, article.url) == ("Mackerel again", "The Fjord", ROW["url"])
        assert article.published == date(2024, 2, 5)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_rows_keep_their_id_and_own_date(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / ("story" + suffix)
    path.write_bytes(FIXTURES[suffix]())
    (article,), _ = read(path, published=date(2020, 1, 1))
    assert (article.given_id, article.language, article.published) == ("m-1", "en", date(2024, 2, 5))


@pytest.mark.parametrize(("suffix", "day"), [(".html", date(2024, 2, 5)), (".txt", date(2020, 1, 1))])
def test_the_given_day_is_for_articles_without_their_own(tmp_path: Path, suffix: str, day: date) -> None:
    path = tmp_path / ("story" + suffix)
    path.write_bytes(FIXTURES[suffix]())
    (article,), _ = read(path, published=date(2020, 1, 1))
    assert article.published == day


def test_same_input_same_id(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(_jsonl())
    (first, second), _ = read(tmp_path)
    assert first.id == second.id
    assert len(first.id) == 16


def test_bad_lines_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"id": 7, "text": "One."}',
        b"",
        b'{"text": "Two."',
        b'{"title": "no text"}',
        b'{"text": 12}',
        b'{"text": "  "}',
        b'["text"]',
        b'{"text": "\xff"}',
        b'{"text": "a\\u0000b"}',
        b'{"text": "a\\ud800b"}',
        b"[" * 100_000,
        b'{"text": "Three.", "published": "13.4.2017", "title": ""}',
    ]
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\r\n".join(lines))
    articles, notices = read(path)
    assert [(each.text, each.given_id, each.title) for each in articles] == [
        ("One.", "7", None),
        ("Three.", None, None),
    ]
    assert [notice.where for notice in notices] == [f"{path}: line {number}" for number in range(3, 13)]
    reasons = [notice.reason for notice in notices]
    assert reasons[0].startswith("not JSON (")
    assert reasons[1].startswith("no text;")
    assert "type int" in reasons[2]
    assert reasons[3] == "text is empty"
    assert reasons[4].startswith("not a row;")
    assert reasons[5] == "not UTF-8 text"
    assert reasons[6] == "binary, not text"
    assert "surrogate" in reasons[7]
    assert "nested too deep" in reasons[8]
    assert "'13.4.2017'" in reasons[9]
    assert [notice.kind for notice in notices].count(NoticeKind.FIELD_LEFT_OUT) == 1
    assert articles[1].published is None


def test_a_line_without_end_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.articles.jsonl.MAX_LINE_BYTES", 1000)
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 5000 + b'"}\n{"text": "Short."}\n')
    articles, notices = read(path)
    assert [each.text for each in articles] == ["Short."]
    assert notices[0].where == f"{path}: line 1"


def test_csv_counts_physical_lines_and_takes_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(b'text;title\n"One\nand two.";First\n;Empty\nCaf\xe9;Latin\n"Four.";Last;more\n')
    articles, notices = read(path)
    assert [(each.text, each.title) for each in articles] == [("One\nand two.", "First"), ("Four.", "Last")]
    assert [str(notice).removeprefix(f"{path}: ").partition(":")[0] for notice in notices] == ["line 4", "line 5"]
    assert notices[1].reason == "not UTF-8 text"


@pytest.mark.parametrize("content", [b"", b"title,body\nA,B\n", b"\x00\x01\x02"])
def test_csv_without_text_column(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(content)
    articles, (notice,) = read(path)
    assert articles == []
    assert notice.reason.startswith("no column 'text'")


def test_parquet_times_and_gaps(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    days = pa.array([1_707_123_456_000_000_001, None], pa.timestamp("ns"))
    parquet.write_table(pa.table({"text": ["One.", None], "published": days, "id": [1, 2]}), path)
    (article,), (notice,) = read(path)
    assert (article.published, article.given_id) == (date(2024, 2, 5), "1")
    assert notice.where == f"{path}: row 2"


@pytest.mark.parametrize("content", [b"", b"PAR1 but nothing else", b"text"])
def test_broken_parquet(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(content)
    articles, (notice,) = read(path)
    assert articles == []
    assert "not a Parquet file" in notice.reason


def test_another_format_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        FORMATS, ".shout", lambda where, stream: iter([Draft(where=where, text=stream.read().decode().upper())])
    )
    (tmp_path / "a.shout").write_text("peace", encoding="utf-8")
    (article,), _ = read(tmp_path)
    assert article.text == "PEACE"


def test_reader_faults_do_not_end_the_batch(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(_jsonl())[:-20])
    (tmp_path / "b.jsonl.gz").write_bytes(b"not packed")
    (tmp_path / "c.jsonl").write_bytes(_jsonl())
    articles, notices = read(tmp_path)
    assert articles[-1].text == TEXT
    assert {Path(notice.where).name for notice in notices} == {"a.jsonl.gz", "b.jsonl.gz"}


def test_dates_in_rows_may_have_times() -> None:
    from detente.articles import finish  # noqa: PLC0415 - only this test needs it

    for value in ("1987-02-26T15:26:54", "1987-02-26T23:59:00-05:00", "1987-02-26 15:26Z", datetime(1987, 2, 26, 15)):  # noqa: DTZ001
        article = finish(Draft(where="x", text="One.", published=value), published=None, notify=pytest.fail)
        assert article is not None
        assert article.published == date(1987, 2, 26)


def test_notices_are_logged_where_nobody_listens(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert list(read_articles([tmp_path])) == []
    assert "empty.txt: text is empty" in caplog.text


def test_parse_published_says_what_is_allowed() -> None:
    from detente.articles import parse_published  # noqa: PLC0415 - only this test needs it

    assert parse_published("2017-04-13T10:00:00Z") == date(2017, 4, 13)
    for wrong in ("2017-13-45", "", "13 April 2017", "yesterday"):
        with pytest.raises(InputError, match=r"--published: .* is not a date; ISO dates such as 2017-04-13 are read"):
            parse_published(wrong)
