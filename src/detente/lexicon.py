"""What is known, read from the files under ``data/`` and checked: gazetteer tables, language files, an ontology.

A room says what shape it needs and the lexicon reads it: ``lexicon.words("dates", DateWords)`` reads
``data/languages/en/dates.yaml`` into the pydantic model ``DateWords``; ``lexicon.table("states", State)`` reads
``data/gazetteer/states.tsv``, one dataclass a row. A file that breaks its shape raises ``DataError`` naming file,
row and field. Nothing here is done, only known.
"""

import contextlib
import dataclasses
import functools
import gc
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from detente.additions import additions_folder, join_rows, read_own
from detente.errors import DataError, NotFoundError

DATA = Path(__file__).parent / "data"

T = typing.TypeVar("T", bound=BaseModel)
R = typing.TypeVar("R")
B = typing.TypeVar("B")


class _Yaml(yaml.CSafeLoader):
    """YAML as its version 1.2 has it: only true and false are booleans; ``yes``, ``no`` and ``on`` are words."""


_Yaml.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0] != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class Words(BaseModel):
    """Parent of every shape of a language or ontology file: frozen, and a misspelt field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Mode(Words):
    """A finer kind of an event type. ``score`` is its intensity, None where the type's own holds."""

    definition: str
    score: float | None = None
    cameo: str


class EventType(Words):
    """An event type: quad class 1 to 4, intensity -10 to 10, and the CAMEO code of the type without a mode.

    ``symmetric`` says when all parties act together: always (meetings), where "with" or "between" joins them, or never.
    """

    definition: str
    quad: int
    score: float
    cameo: str
    recipient: typing.Literal["required", "usual", "optional"]
    symmetric: typing.Literal["always", "joined", "never"] = "never"
    modes: dict[str, Mode] = {}


class Ontology(Words):
    """The types, and the contexts that may stand beside any of them."""

    name: str
    version: str
    types: dict[str, EventType]
    contexts: dict[str, str]

    def score(self, event_type: str, mode: str | None) -> float:
        """The intensity of a type and mode, from -10 to 10."""
        entry = self.types[event_type]
        chosen = entry.modes.get(mode) if mode else None
        return entry.score if chosen is None or chosen.score is None else chosen.score

    def cameo(self, event_type: str, mode: str | None) -> str:
        """The CAMEO code that stands for a type and mode where no rule gives a finer one."""
        entry = self.types[event_type]
        chosen = entry.modes.get(mode) if mode else None
        return entry.cameo if chosen is None else chosen.cameo


@dataclass(frozen=True, slots=True)
class State:
    """A state, a territory or a disputed entity. The first row of a code is the state itself, the others follow.

    Former states stand among the aliases of the state that is reckoned their successor (the Soviet Union under Russia).
    ``capitals`` are all seats that stand for the government. ``ambiguous`` holds those of the names that also mean
    something else (Georgia, Turkey, Male), and their lower-case look-alikes that are common words ("polish", "us").
    """

    code: str
    name: str
    sector: str | None
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    ambiguous: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CameoCode:
    """One CAMEO code: its name, our PLOVER reading of it, and its quad class and score in the variants in use."""

    code: str
    name: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    quad_plover: int | None
    quad_icews: int | None
    quad_gdelt: int | None
    quad_phoenix: int | None
    goldstein_icews: float | None
    goldstein_gdelt: float | None
    goldstein_phoenix: float | None


@dataclass(frozen=True)
class Lexicon:
    """The data folder seen through one language and one ontology. Tables are read once, when first asked for."""

    folder: Path
    language: str
    ontology: Ontology
    additions: Path | None = None
    _read: dict[tuple[str, type], typing.Any] = field(default_factory=dict, repr=False, compare=False)

    def words(self, name: str, shape: type[T]) -> T:
        """The language file ``name``.yaml, or all files of the folder ``name``/ joined, in the given shape."""
        found: T = self._once(name, shape, lambda: self._read_words(name, shape))
        return found

    def table(self, name: str, shape: type[R]) -> tuple[R, ...]:
        """The gazetteer table ``name``.tsv, one ``shape`` (a dataclass) a row, in the order of the file.

        The rows that the user added come last; those of ours that they replace (``replaces`` of the shape) are gone.
        """
        path = self.folder / "gazetteer" / f"{name}.tsv"
        made = self._once(name, shape, lambda: join_rows(read_table(path, shape), self.added(name, shape)))
        rows: tuple[R, ...] = made
        return rows

    def added(self, name: str, shape: type[R]) -> tuple[R, ...]:
        """The rows of the table ``name`` that the user added; () where there are none."""
        if self.additions is None:
            return ()
        path = self.additions / f"{name}.tsv"
        rows: tuple[R, ...] = self._once(f"{name} added", shape, lambda: read_own(path, shape, read_table))
        return rows

    def cameo(self) -> dict[str, CameoCode]:
        """The CAMEO codes with our crosswalk, by code."""
        path = self.folder / "ontologies" / "cameo.tsv"
        rows = self._once("cameo", CameoCode, lambda: read_table(path, CameoCode))
        return {row.code: row for row in rows}

    def built(self, name: str, shape: type[B], build: Callable[["Lexicon"], B]) -> B:
        """What a room builds from the tables (an automaton, an index), built once for this lexicon."""
        made: B = self._once(name, shape, lambda: build(self))
        return made

    def _once(self, name: str, shape: type, make: Callable[[], typing.Any]) -> typing.Any:  # noqa: ANN401
        key = (name, shape)
        if key not in self._read:
            with _collector_at_rest():
                self._read[key] = make()
        return self._read[key]

    def _read_words(self, name: str, shape: type[T]) -> T:
        base = self.folder / "languages" / self.language / name
        if base.is_dir():
            return read_yaml(sorted(base.glob("*.yaml")), shape)
        return read_yaml([base.with_suffix(".yaml")], shape)


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from searching what is read, which stays, for unused objects; another thread may wake it early."""
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


def load_lexicon(language: str = "en", ontology: str = "plover", folder: Path = DATA) -> Lexicon:
    """The lexicon of a language and an ontology, with the user's additions; read once in a process.

    An unknown name raises ``NotFoundError`` with the known ones.
    """
    return _load_lexicon(language, ontology, folder, additions_folder())


def forget_lexicons() -> None:
    """Read the tables anew when they are next asked for: the user's additions have changed."""
    _load_lexicon.cache_clear()


@functools.cache
def _load_lexicon(language: str, ontology: str, folder: Path, additions: Path) -> Lexicon:
    languages = folder / "languages"
    known = sorted(each.name for each in languages.iterdir() if each.is_dir())
    if language not in known:
        raise NotFoundError(
            f"language {language!r} is not known; known: {', '.join(known)}. Add {languages / language}"
        )
    path = folder / "ontologies" / f"{ontology}.yaml"
    if not path.exists():
        names = ", ".join(sorted(each.stem for each in path.parent.glob("*.yaml")))
        raise NotFoundError(f"ontology {ontology!r} is not known; known: {names}. Add {path}")
    return Lexicon(folder=folder, language=language, ontology=read_yaml([path], Ontology), additions=additions)


def read_yaml(paths: list[Path], shape: type[T]) -> T:
    """One or more YAML files in one shape; lists and mappings of several files are joined key by key."""
    joined: dict[str, typing.Any] = {}
    for path in paths:
        if not path.exists():
            raise DataError(f"{path}: the file is missing; it holds {shape.__name__}. Restore it, or reinstall detente")
        content = yaml.load(path.read_text("utf-8"), Loader=_Yaml)  # noqa: S506 - a child of the safe loader
        for key, value in (content or {}).items():
            joined[key] = joined[key] + value if isinstance(joined.get(key), list) else value
    try:
        return shape.model_validate(joined)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        entry = _entry(joined, first["loc"])
        place = (
            f"{', '.join(path.name for path in paths)}: {where}" if entry is None else f"{entry}: {first['loc'][-1]}"
        )
        raise DataError(f"{place}: {first['msg']}; see {shape.__module__}.{shape.__name__}") from error


def _entry(joined: dict[str, typing.Any], loc: tuple[int | str, ...]) -> str | None:
    """The id of the list entry that an error is about; None where it is about none that has one."""
    rows = joined.get(str(loc[0])) if loc else None
    number = loc[1] if len(loc) > 1 else None
    row = rows[number] if isinstance(rows, list) and isinstance(number, int) else None
    return f"{loc[0]}: {row['id']!r}" if isinstance(row, dict) and "id" in row else None


def read_table(path: Path, shape: type[R]) -> tuple[R, ...]:
    """A tab-separated table with a header; lists are joined by ``|``, an empty cell is None (or an empty list)."""
    if not path.exists():
        raise DataError(f"{path}: the table is missing; it holds {shape.__name__}. Restore it, or reinstall detente")
    names = [each.name for each in dataclasses.fields(shape)]  # type: ignore[arg-type]
    rows = _rows(path, names)
    if not rows:
        return ()
    # A column at a time, not a cell at a time, and without a list for each row: that takes half as long again.
    cells = "\t".join(rows).split("\t")
    hints = typing.get_type_hints(shape).values()
    columns = [_column(path, cells[place :: len(names)], hint) for place, hint in enumerate(hints)]
    return tuple(map(shape, *columns))


def _rows(path: Path, names: list[str]) -> list[str]:
    """The lines below the header, each of as many cells as there are columns."""
    lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    header, *rows = [line for line in lines if not line.startswith("#")] or [""]
    columns = header.split("\t")
    if columns != names:
        raise DataError(f"{path.name}: the columns are {columns}; they must be {names}. Mend the first line")
    for number, row in enumerate(rows, start=2):
        if row.count("\t") != len(names) - 1:
            found = row.count("\t") + bool(row)
            raise DataError(f"{path.name}: row {number} has {found} cells; it must have {len(names)}. Check the tabs")
    return rows


def _column(path: Path, cells: list[str], hint: typing.Any) -> list[typing.Any]:  # noqa: ANN401
    """The cells as values of the type: tuples are split at ``|``, an empty cell is None."""
    if typing.get_origin(hint) is tuple:
        return [tuple(cell.split("|")) if cell else () for cell in cells]
    kind = next((each for each in typing.get_args(hint) if each is not types.NoneType), hint)
    if kind is str:
        return [cell or None for cell in cells]
    make: Callable[[str], typing.Any] = date.fromisoformat if kind is date else kind
    values = []
    for number, cell in enumerate(cells, start=2):
        try:
            values.append(make(cell) if cell else None)
        except ValueError as error:
            raise DataError(f"{path.name}: row {number}: {error}. Mend that cell") from error
    return values
