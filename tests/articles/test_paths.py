"""Which files paths stand for, and what is said of those that cannot be read."""

import gzip
import io
import subprocess
import sys
from pathlib import Path

import pytest

from detente.articles import Notice, read_articles
from detente.errors import InputError


def texts(*paths: Path | str) -> list[str]:
    return [article.text for article in read_articles(paths, notify=lambda notice: pytest.fail(str(notice)))]


def notices(*paths: Path | str) -> list[Notice]:
    found: list[Notice] = []
    assert list(read_articles(paths, notify=found.append)) == []
    return found


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "c.md", ".hidden.txt", ".git/x.txt", "news.store/articles/_delta_log/0.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "news.store/articles/part.txt").write_text("stored", encoding="utf-8")
    assert texts(tmp_path) == ["a/z.txt", "b.txt"]
    assert texts(tmp_path / "b.txt", tmp_path) == ["b.txt", "a/z.txt", "b.txt"]


def test_files_are_read_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("first", encoding="utf-8")
    (tmp_path / "b.txt").write_text("old", encoding="utf-8")
    articles = read_articles([tmp_path])
    assert next(articles).text == "first"
    (tmp_path / "b.txt").write_text("new", encoding="utf-8")
    assert next(articles).text == "new"


def test_missing_and_unknown_paths_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    for path, says in (
        (tmp_path / "nowhere.txt", "no such file"),
        ("", "no such file"),
        (tmp_path / "deck.pptx", "'.pptx' are not read"),
        (tmp_path / "empty", "no articles in this folder; files ending in .csv, .htm"),
    ):
        with pytest.raises(InputError, match=says):
            read_articles([path])


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        (b'  \n{"text": "A row."}\n', "A row."),
        (b"<Acme Ltd> said on Monday that it had sold a ship.", "<Acme Ltd> said on Monday that it had sold a ship."),
        (b"Only words.", "Only words."),
    ],
)
def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch, sent: bytes, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent)))
    assert texts("-") == [text]


def test_standard_input_may_be_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "Norway and Iceland agreed on a quota for mackerel after talks in Bergen on Monday. " * 15
    page = f"<!DOCTYPE html><html><body><article><p>{words}</p></article></body></html>".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page)))
    assert texts("-") == [words.strip()]


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert str(notices("-")[0]) == "standard input: text is empty"


def test_a_file_without_suffix_is_sniffed(tmp_path: Path) -> None:
    (tmp_path / "rows").write_text('{"text": "A row."}', encoding="utf-8")
    assert texts(tmp_path / "rows") == ["A row."]


def test_unpacking_stops_at_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.articles.paths.MAX_UNPACKED_BYTES", 10_000)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 1_000_000))
    assert "unpacks to over" in notices(path)[0].reason


def test_large_files_are_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.txt"
    path.write_text("war and peace " * 1000, encoding="utf-8")
    monkeypatch.setattr("detente.articles.draft.MAX_ARTICLE_CHARACTERS", 100)
    assert "14,000 characters; an article may have 100" in notices(path)[0].reason
    monkeypatch.setattr("detente.articles.decoding.MAX_FILE_BYTES", 100)
    assert "Split it" in notices(path)[0].reason


def test_the_room_is_cheap_to_import() -> None:
    code = (
        "import sys, detente.articles as a; print({'trafilatura', 'py3langid', 'pyarrow', 'lxml'} & set(sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
