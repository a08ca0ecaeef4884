"""The user's own gazetteer: a table of theirs read into it, listed, taken out again, and told apart from another.

It is kept as tab-separated tables in the shapes of those of the package (see ``additions``), so that it can be read,
compared and put under version control. A table is written beside the old one and then put in its place, so a reader
finds one or the other. Limits: of two imports that run at the same moment one may be lost.
"""

import dataclasses
import hashlib
import json
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from detente.addition_rows import (
    OPTIONAL,
    REQUIRED,
    SHAPES,
    TABLES,
    Addition,
    Checker,
    key_of,
    line_of,
    overlapping,
)
from detente.additions import VARIABLE, additions_folder
from detente.errors import InputError, NotFoundError
from detente.holder_table import Term, joined, read_holders
from detente.lexicon import Lexicon, forget_lexicons, load_lexicon
from detente.user_table import Line, columns_of, read_lines

# The sector of heads of organisations, as in our own table.
BODY_SECTOR = "IGO"
# In the folder of a store: with which additions the articles in it were coded.
NOTED = "gazetteers.json"

Key = tuple[str | None, ...]


class Problem(NamedTuple):
    """Why a line of a table is not taken, and what is allowed."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What an import does: the rows that are new, those that take another's place, those there before.

    ``unread`` counts the rows of a table of office holders whose position is none that we read.
    """

    added: tuple[Addition, ...]
    changed: tuple[Addition, ...]
    same: int
    problems: tuple[Problem, ...]
    unread: int


def own_rows() -> tuple[Addition, ...]:
    """All rows that the user added, by kind, in the order of their tables. Raises ``DataError`` for a broken table."""
    lexicon = load_lexicon()
    found: list[Addition] = []
    for kind, table in TABLES.items():
        found.extend(lexicon.added(table, SHAPES[kind]))
    return tuple(found)


def import_table(path: Path, *, skip_bad: bool = False, dry_run: bool = False) -> Import:
    """Take the rows of a CSV file into the user's gazetteer; nothing where a row has a problem, save with ``skip_bad``.

    A table of office holders, as ``gazetteer check`` reads it, is taken too: its terms become persons. Raises
    ``InputError`` where the file cannot be read at all.
    """
    forget_lexicons()
    lexicon = load_lexicon()
    lines, faults, unread = _lines(path, lexicon)
    before = {key_of(row): row for row in own_rows()}
    fresh, problems = _checked(lines, lexicon, before)
    problems = sorted([*faults, *problems])
    added = tuple(row for key, row in fresh.items() if key not in before)
    changed = tuple(row for key, row in fresh.items() if key in before and before[key] != row)
    same = len(fresh) - len(added) - len(changed)
    done = Import(added=added, changed=changed, same=same, problems=tuple(problems), unread=unread)
    if (added or changed) and not dry_run and (skip_bad or not problems):
        _write({**before, **fresh}.values())
    return done


def remove_name(name: str) -> int:
    """Take all rows of that name out of the user's gazetteer; how many. Raises ``NotFoundError`` if there are none."""
    forget_lexicons()
    rows = own_rows()
    kept = [row for row in rows if line_of(row)["name"] != name]
    if len(kept) == len(rows):
        message = f"{additions_folder()}: no row is named {name!r}; names are written as in: detente gazetteer list"
        raise NotFoundError(message)
    _write(kept)
    return len(rows) - len(kept)


def digest() -> str | None:
    """Sixteen hexadecimal digits that depend on the rows of the user's gazetteer alone; None where it has none."""
    rows = sorted(json.dumps(line_of(row), ensure_ascii=False) for row in own_rows())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16] if rows else None


def note_gazetteer(store: Path, *, is_empty: bool) -> str | None:
    """Note in a store the additions with which articles are now coded; a warning where some in it had others.

    A store that does not tell is taken to have been coded without additions. None where all is the same.
    """
    today = digest()
    before = set[str | None]() if is_empty else set(_noted(store) or [None])
    if today not in before:
        draft = store / f"{NOTED}.{token_hex(4)}"
        draft.write_text(json.dumps(sorted(before | {today}, key=str)) + "\n", encoding="utf-8")
        draft.replace(store / NOTED)
    if before <= {today}:
        return None
    return (
        f"{store}: some articles in it were coded with other additions to the gazetteer than today's and stay as they "
        "are; to code all with today's, run into a new store, with --store"
    )


def _noted(store: Path) -> list[str | None]:
    """The digests of the additions with which articles of a store were coded; None among them: without additions."""
    try:
        noted = json.loads((store / NOTED).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return [each for each in noted if each is None or isinstance(each, str)] if isinstance(noted, list) else []


def _lines(path: Path, lexicon: Lexicon) -> tuple[list[Line], list[Problem], int]:
    """The lines of a file, those of a table of office holders as lines about persons; and what is not read of it."""
    columns = columns_of(path)
    if "kind" in columns or not {"person", "position"} <= set(columns):
        return read_lines(path, REQUIRED, OPTIONAL), [], 0
    table = read_holders(path, lexicon)
    faults = [
        Problem(line, "start or end is not a date; allowed: 2024-05-03, 2024-05, 2024") for line in table.bad_days
    ]
    terms = [term for term in joined(table.terms, 0) if term.line not in table.bad_days]
    return [Line(term.line, _cells_of(term)) for term in terms], faults, table.unread.total()


def _cells_of(term: Term) -> dict[str, str]:
    cells = {
        "kind": "person",
        "name": term.person,
        "country": term.country,
        "sector": None if term.country else BODY_SECTOR,
        "office": term.office,
        "title": term.position,
        "start": term.start,
        "end": term.end,
        "wikidata": term.wikidata,
    }
    return {column: cell or "" for column, cell in cells.items()}


def _checked(
    lines: Sequence[Line], lexicon: Lexicon, before: Mapping[Key, Addition]
) -> tuple[dict[Key, Addition], list[Problem]]:
    """The rows of the lines by key, and what is wrong with the others."""
    checker = Checker(lexicon)
    rows: dict[Key, list[Addition]] = {}
    for key, row in before.items():
        rows.setdefault(key[:2], []).append(row)
    fresh: dict[Key, Addition] = {}
    first: dict[Key, int] = {}
    problems: list[Problem] = []
    for line in lines:
        reasons = list(checker.problems(line))
        made = () if reasons else checker.rows(line)
        for row in made:
            reasons.extend(_clashes(row, first, rows.get(key_of(row)[:2], [])))
        if not reasons:
            for row in made:
                fresh[key_of(row)] = row
                first[key_of(row)] = line.number
                rows.setdefault(key_of(row)[:2], []).append(row)
        problems.extend(Problem(line.number, reason) for reason in reasons)
    return fresh, problems


def _clashes(row: Addition, first: Mapping[Key, int], namesakes: Iterable[Addition]) -> Iterator[str]:
    """Why a row cannot stand beside those before it."""
    if key_of(row) in first:
        yield f"the same as line {first[key_of(row)]}; every row stands once"
    for other in namesakes:
        if overlapping(row, other):
            cells = line_of(other)
            days = f"{cells['start'] or 'ever'} to {cells['end'] or 'today'}"
            yield (
                f"overlaps another row of {cells['name']} ({days}); mend the days, or first run: "
                f"detente gazetteer remove {shlex.quote(cells['name'])}"
            )


def _write(rows: Iterable[Addition]) -> None:
    """Each table that changes is written anew, or is taken away where it has no rows left."""
    folder = additions_folder()
    every = sorted(rows, key=lambda row: [cell or "" for cell in key_of(row)])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, table in TABLES.items():
            _replace(folder / f"{table}.tsv", SHAPES[kind], [row for row in every if isinstance(row, SHAPES[kind])])
    except OSError as error:
        message = f"{folder}: cannot be written to ({error.strerror}); your own gazetteer is kept there. "
        raise InputError(message + f"Name another folder in ${VARIABLE}") from error
    finally:
        forget_lexicons()


def _replace(path: Path, shape: type, rows: Sequence[Addition]) -> None:
    if not rows:
        path.unlink(missing_ok=True)
        return
    names = [field.name for field in dataclasses.fields(shape)]
    lines = [names, *([_cell(getattr(row, name)) for name in names] for row in rows)]
    text = "".join("\t".join(cells) + "\n" for cells in lines)
    if path.is_file() and path.read_text("utf-8") == text:
        return
    draft = path.with_name(f"{path.name}.{token_hex(4)}")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _cell(value: str | date | tuple[str, ...] | None) -> str:
    return "|".join(value) if isinstance(value, tuple) else str(value or "")
