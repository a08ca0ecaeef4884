"""What the tests of benchmarks share: small packs and codings made on the spot."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from detente.model import Article, Coding

WritePack = Callable[[str, Sequence[Mapping[str, object]]], Path]


@pytest.fixture
def write_pack(tmp_path: Path) -> WritePack:
    """A function that writes rows as a pack of the given name and gives the folder of packs."""

    def write(name: str, rows: Sequence[Mapping[str, object]]) -> Path:
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def empty_coding() -> Callable[[str, str | None], Coding]:
    """A stand-in for coding that finds nothing."""

    def code(text: str, published: str | None) -> Coding:  # noqa: ARG001
        return Coding(article=Article(id="0", text=text))

    return code
