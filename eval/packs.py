"""The folder of packs in; rows, fixed samples of rows, digests and progress lines out.

A pack is a file with one JSON object a line, each with an ``id``. A sample is chosen by the SHA-256 of the id, so it
is the same on every machine and does not follow the order of the file.
"""

import gzip
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

R = TypeVar("R")

VARIABLE = "DETENTE_BENCH"
BESIDE_THE_REPOSITORY = Path(__file__).parents[2] / "shared" / "bench"

# A line of progress at most this often: often enough to see that it moves, seldom enough for a log.
SECONDS_BETWEEN_LINES = 10.0


class PacksMissingError(Exception):
    """The packs are not where they are looked for; the text is one line for a person."""


def bench_folder(given: Path | None = None) -> Path:
    """The folder of packs: the one given, else $DETENTE_BENCH, else the default. Raises ``PacksMissingError``."""
    named = os.environ.get(VARIABLE)
    folder = given or (Path(named) if named else BESIDE_THE_REPOSITORY)
    if not folder.is_dir():
        raise PacksMissingError(
            f"benchmark packs: no folder {str(folder)!r}; a folder with pairs.jsonl and the other packs is needed. "
            f"Name it with --bench DIR or ${VARIABLE}"
        )
    return folder


def read_rows(path: Path) -> list[Any]:
    """All rows of a ``.jsonl`` or ``.jsonl.gz`` pack. Raises ``PacksMissingError`` where the file is not there."""
    if not path.is_file():
        raise PacksMissingError(f"benchmark packs: no file {str(path)!r}; the folder must hold it. See --bench DIR")
    content = path.read_bytes()
    lines = gzip.decompress(content) if path.suffix == ".gz" else content
    return [json.loads(line) for line in lines.splitlines()]


def day(published: str) -> str:
    """The day of a time of publication, as ``2017-04-13``."""
    return published[:10]


def sample(rows: Sequence[R], limit: int | None, key: Callable[[R], object]) -> list[R]:
    """At most ``limit`` rows, those whose key has the smallest SHA-256, in the order of ``rows``; all where None."""
    if limit is None or limit >= len(rows):
        return list(rows)
    ranked = sorted(range(len(rows)), key=lambda place: hashlib.sha256(str(key(rows[place])).encode()).hexdigest())
    return [rows[place] for place in sorted(ranked[:limit])]


def sample_rows(path: Path, limit: int | None) -> list[Any]:
    """At most ``limit`` rows of a pack, chosen by the SHA-256 of their ids."""
    return sample(read_rows(path), limit, key=lambda row: row["id"])


def digest(path: Path) -> str:
    """SHA-256 of a file, or of the names and digests of all files in a folder."""
    if path.is_dir():
        files = sorted(each for each in path.rglob("*") if each.is_file())
        lines = "".join(f"{digest(each)}  {each.relative_to(path).as_posix()}\n" for each in files)
        return hashlib.sha256(lines.encode()).hexdigest()
    if not path.is_file():
        raise PacksMissingError(f"benchmark packs: no file {str(path)!r}; the folder must hold it. See --bench DIR")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def progress(rows: Iterable[R], name: str, total: int) -> Iterator[R]:
    """The rows, with a line on standard error every ten seconds and one at the end."""
    started = last = time.monotonic()
    for done, row in enumerate(rows):
        if time.monotonic() - last >= SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            say(f"{name}: {done} of {total}, {last - started:.0f} s")
        yield row
    say(f"{name}: {total} done, {time.monotonic() - started:.0f} s")


def say(line: str) -> None:
    """One line on standard error."""
    print(line, file=sys.stderr, flush=True)
