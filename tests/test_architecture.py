"""The law of the house: which room may know which, and how large and how plain the code may be."""

import ast
import re
from pathlib import Path
from statistics import quantiles

import pytest
import yaml

import detente

SRC = Path(detente.__file__).parent
FILES = {path.relative_to(SRC).as_posix(): path for path in sorted(SRC.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in FILES.items()}
ROOMS = {"articles", "coding", "linking", "relations", "web", "exchange"}
COMMON = {"model", "errors", "lexicon"}
# What a room may know besides: the pages read a store, the files of others become rows of one of its tables.
TOO = {"web": {"store", "records", "event_records", "rows", "tables", "standing_rows"}, "exchange": {"event_tables"}}
KNOW_ROOMS = {
    "__init__.py", "pipeline.py", "library.py", "cli.py", "engine.py", "doctor.py", "terminal.py",
    "addition_rows.py", "own_gazetteer.py", "holder_table.py", "holder_check.py",
    "cli_relations.py", "cli_exchange.py", "event_export.py", "event_import.py",
}  # fmt: skip
PRINTERS = {"cli.py", "terminal.py"}
TYPES = set(yaml.safe_load((SRC / "data" / "ontologies" / "plover.yaml").read_text("utf-8"))["types"])


def imports(tree: ast.AST) -> set[str]:
    """Every module that is imported, wherever in the file it stands."""
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            found |= {f"{node.module}.{alias.name}" if node.module == "detente" else str(node.module)
                      for alias in node.names}  # fmt: skip
    return found


def parts(tree: ast.AST) -> set[str]:
    """The parts of detente that are imported: ``model``, ``coding``, ``store`` …"""
    return {module.split(".")[1] for module in imports(tree) if module.startswith("detente.")}


@pytest.mark.parametrize("name", FILES)
def test_a_room_knows_only_the_nouns_and_itself(name: str) -> None:
    room = name.partition("/")[0]
    known = parts(TREES[name])
    if room in ROOMS:
        assert known <= COMMON | {room} | TOO.get(room, set())
    elif name not in KNOW_ROOMS:
        assert not known & ROOMS


def test_only_one_file_knows_the_parser_library() -> None:
    knowing = {
        name for name, tree in TREES.items() for module in imports(tree) if re.match(r"spacy|thinc|en_core", module)
    }
    assert knowing == {"coding/syntax.py"}


@pytest.mark.parametrize("name", FILES)
def test_nothing_forbidden_stands_in_the_code(name: str) -> None:
    for node in ast.walk(TREES[name]):
        assert not isinstance(node, ast.Global), "global"
        assert not (isinstance(node, ast.ExceptHandler) and node.type is None), "bare except"
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {"eval", "exec", "os.system"}, called
            assert called != "print" or name in PRINTERS, "print"
            assert not any(word.arg == "shell" for word in node.keywords), "shell"
    assert not imports(TREES[name]) & {"pickle", "shelve", "marshal"}


@pytest.mark.parametrize("name", FILES)
def test_no_event_type_is_written_in_code(name: str) -> None:
    literals = {node.value for node in ast.walk(TREES[name]) if isinstance(node, ast.Constant)}
    assert not literals & TYPES


def test_files_and_functions_are_short() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in FILES.items()}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
    functions = {
        f"{name}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in functions.items() if length > 60} == {}
    assert quantiles(functions.values(), n=20)[-1] < 30


def test_the_public_names_are_those_that_are_exported() -> None:
    exported = {
        alias.name
        for node in ast.walk(TREES["__init__.py"])
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("detente.")
        for alias in node.names
    }
    assert detente.__all__ == sorted(exported)
    assert all(hasattr(detente, name) for name in detente.__all__)
