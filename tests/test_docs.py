"""What the README and the pages under docs/ say is so: files, links, commands, options, and what code prints."""

import contextlib
import importlib.util
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from detente.cli import main
from detente.lexicon import load_lexicon

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "examples").glob("*.md"))]
TEXTS = {page.relative_to(ROOT).as_posix(): page.read_text("utf-8") for page in PAGES}
# A block of code, its language, and the block of text that follows it at once: what it prints.
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(\s*([^)\s]+)\s*\)")
FOLDERS = ("src", "tests", "eval", "docs", "examples", "scripts")
EXTRAS = ("pandas", "polars")


def prose(text: str) -> str:
    """The page without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text: str) -> set[str]:
    """The names of a page's headings, as links write them."""
    titles = re.findall(r"^#+\s+(.*)$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def programs() -> Iterator[object]:
    """Each block of Python with what it prints, if the page says so."""
    for name, text in TEXTS.items():
        for number, (language, code, printed) in enumerate(BLOCK.findall(text)):
            if language == "python":
                yield pytest.param(code, printed, id=f"{name}:{number}")


def command_lines() -> Iterator[object]:
    """Each line of a shell block that calls us."""
    for name, text in TEXTS.items():
        for language, block, _ in BLOCK.findall(text):
            lines = block.splitlines() if language == "sh" else []
            for line in (each for whole in lines for each in re.split(r"&&|\||;", whole.split(" #")[0])):
                if line.strip().startswith("detente "):
                    yield pytest.param(line.split(">")[0], id=f"{name}:{line.strip()}")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_told_of(command: str) -> None:
    assert re.search(rf"\bdetente {command}\b", TEXTS["README.md"] + TEXTS["docs/cli.md"])


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    for target in LINK.findall(prose(TEXTS[name])):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _, anchor = target.partition("#")
        page = (ROOT / name).parent / path if path else ROOT / name
        assert page.exists(), target
        assert not anchor or anchor in anchors(page.read_text("utf-8")), target


@pytest.mark.parametrize("name", TEXTS)
def test_files_that_are_named_exist(name: str) -> None:
    """Files may be named by the end of their path; a part in capitals stands for any name."""
    there = [path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    for written in re.findall(r"`([\w./-]+(?:\.py|\.yaml|\.tsv|/))`", prose(TEXTS[name])):
        wanted = re.sub(r"\b[A-Z]{3,}\b", r"\\w+", re.escape(written.strip("/")))
        assert any(re.search(rf"(^|/){wanted}$", f"{path}") for path in (*FOLDERS, *there)), written


def test_the_reading_order_exists() -> None:
    order = TEXTS["README.md"].partition("Read the code in")[2].partition("\n\n")[0]
    written = re.findall(r"`([\w./-]+)`", order)
    assert len(written) >= 4
    assert all((ROOT / each).exists() or (ROOT / "src" / "detente" / each).exists() for each in written)


@pytest.mark.parametrize("line", [*command_lines()])
def test_command_lines_are_understood(line: str) -> None:
    """Commands, options and their values are known; nothing is run."""
    words = shlex.split(line.replace("…", ""))[1:]
    if words and words[0] in {"--debug", "--help", "--version"}:
        words = words[1:]
    if words and words[0] != "COMMAND":
        command: click.Command = main
        while isinstance(command, click.Group):
            command, words = command.commands[words[0]], words[1:]
        if "--help" not in words:
            command.make_context(command.name, words)


@pytest.mark.parametrize(("code", "printed"), [*programs()])
def test_python_on_a_page_runs_and_prints_what_the_page_says(
    code: str, printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for extra in EXTRAS:
        if extra in code and importlib.util.find_spec(extra) is None:
            pytest.skip(f"needs {extra}")
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "page", "exec"), {"__name__": "page"})  # noqa: S102 - the pages are ours
    assert not printed or [line.rstrip() for line in out.getvalue().splitlines()] == printed.splitlines()


def test_the_types_are_sixteen_as_the_readme_says() -> None:
    assert len(load_lexicon().ontology.types) == 16
