"""What is known of the event files of others: their columns, and how they write countries, sectors and codes.

Read from ``data/exchange/`` and from the ontology; one ``Codes`` answers for both directions, in and out. Limits: a
country that a format names and our gazetteer does not is None, never the nearest guess.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from detente.errors import NotFoundError
from detente.lexicon import CameoCode, Lexicon, Ontology, State, Words, read_table, read_yaml

_LETTERS = re.compile(r"[^a-z0-9]+")


class Layout(Words):
    """The columns of a format; ``older`` lists those that files of earlier years lack.

    ``ends_filled``: the last column is never blank, so that a row which ends in blanks has cells to spare.
    """

    header: bool
    ends_filled: bool = False
    empty: str = ""
    columns: tuple[str, ...]
    older: tuple[tuple[str, ...], ...] = ()
    other_names: Mapping[str, str] = Field(default_factory=dict)
    statuses: Mapping[str, str] = Field(default_factory=dict)

    def named(self, cell: str) -> str | None:
        """The column that a cell of a header names, however it is spelt ("event_id"); None where it is none of ours."""
        known = {_plain(name): name for name in self.columns}
        known |= {_plain(name): column for name, column in self.other_names.items()}
        return known.get(_plain(cell))

    def of_width(self, cells: int) -> tuple[str, ...] | None:
        """The columns of a file without a header that has so many; None where no year had that many."""
        shapes = [self.columns, *(tuple(c for c in self.columns if c not in gone) for gone in self.older)]
        return next((shape for shape in shapes if len(shape) == cells), None)


class Layouts(Words):
    """All formats, and what they have in common."""

    icews: Layout
    gdelt: Layout
    polecat: Layout
    phoenix: Layout
    missing: tuple[str, ...]
    reciprocal: dict[str, str]

    def of(self, dataset: str) -> Layout:
        """The layout of that name. Raises ``NotFoundError`` naming the known ones."""
        found = getattr(self, dataset, None)
        if not isinstance(found, Layout):
            known = ", ".join(name for name in type(self).model_fields if isinstance(getattr(self, name), Layout))
            raise NotFoundError(f"format {dataset!r} is not known; known: {known}. Choose one of these")
        return found


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A state as the formats write it: FIPS 10-4 codes (the usual first), codes beside ISO's that are read, the CAMEO
    code that is written where it is not ISO's, its name in ICEWS, and other names that are read.

    Dependencies stand with the state that controls them, as PLOVER has it.
    """

    country: str
    fips: tuple[str, ...]
    codes: tuple[str, ...]
    cameo: str | None
    icews: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector as ICEWS spells it; the first row of the table that an actor's sectors hold decides."""

    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A CAMEO role and the PLOVER sector it is."""

    role: str
    sector: str


@dataclass(frozen=True, slots=True)
class Codes:
    """Countries, sectors and event codes between the formats and ours; each look-up is None where it has no answer."""

    layouts: Layouts
    ontology: Ontology
    cameo: Mapping[str, CameoCode]
    by_code: Mapping[str, str]
    by_name: Mapping[str, str]
    by_fips: Mapping[str, str]
    names: Mapping[str, str]
    rows: Mapping[str, CountryRow]
    sectors: Mapping[str, str]
    roles: Mapping[str, str]
    _known: dict[tuple[str, str], str | None] = field(default_factory=dict, repr=False, compare=False)

    def country_of_code(self, code: str) -> str | None:
        """The state of a three-letter code, ISO's or CAMEO's; None for regions (AFR) and bodies."""
        return self.by_code.get(code.strip().upper())

    def country_of_name(self, name: str) -> str | None:
        """The state of that name, in any of its spellings."""
        key = ("name", name)
        if key not in self._known:
            turned = " ".join(reversed([part.strip() for part in name.split(",", 1)]))
            self._known[key] = self.by_name.get(_folded(name)) or self.by_name.get(_folded(turned))
        return self._known[key]

    def country_of_fips(self, code: str) -> str | None:
        """The state of a two-letter FIPS 10-4 code."""
        return self.by_fips.get(code.strip().upper())

    def icews_name(self, country: str) -> str | None:
        """The state as ICEWS spells it."""
        row = self.rows.get(country)
        return (row.icews if row else None) or self.names.get(country)

    def cameo_country(self, country: str) -> str:
        """The CAMEO code of a state: its ISO code, save for a few older ones."""
        row = self.rows.get(country)
        return (row.cameo if row else None) or country

    def fips(self, country: str | None) -> str | None:
        """The FIPS 10-4 code of a state."""
        row = self.rows.get(country) if country else None
        return row.fips[0] if row and row.fips else None

    def sector_of_names(self, text: str) -> str | None:
        """The sector of a list of ICEWS' sectors."""
        held = {part.strip() for part in text.split(",")}
        return next((sector for name, sector in self.sectors.items() if name in held), None)

    def sector_name(self, sector: str | None) -> str | None:
        """The first of ICEWS' sectors that is this one; the sector itself where ICEWS has none."""
        return next((name for name, known in self.sectors.items() if known == sector), sector)

    def sector_of_roles(self, roles: Iterable[str | None]) -> str | None:
        """The sector of the first CAMEO role that has one."""
        return next((self.roles[role] for role in roles if role is not None and role in self.roles), None)

    def role(self, sector: str | None) -> str | None:
        """The CAMEO role of a sector."""
        return next((role for role, known in self.roles.items() if known == sector), None) if sector else None

    def cameo_code(self, code: str) -> CameoCode | None:
        """The entry of a CAMEO code, or of the longest code that it begins with ("13y" is read as 13)."""
        for length in range(len(code), 1, -1):
            if entry := self.cameo.get(code[:length]):
                return entry
        return None

    def reciprocal(self, code: str | None) -> str | None:
        """The code of the same meeting as told from the other side."""
        return self.layouts.reciprocal.get(code, code) if code else None


def load_codes(lexicon: Lexicon) -> Codes:
    """The codes of this lexicon, read once."""
    return lexicon.built("exchange codes", Codes, _build)


def _build(lexicon: Lexicon) -> Codes:
    folder = lexicon.folder / "exchange"
    rows = {row.country: row for row in read_table(folder / "countries.tsv", CountryRow)}
    names: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for state in lexicon.table("states", State):
        names.setdefault(state.code, state.name)
        for name in (state.name, *state.aliases):
            by_name.setdefault(_folded(name), state.code)
    # What a format means by a name goes before what the news may mean by it ("Congo" is Brazzaville's in ICEWS).
    for row in rows.values():
        by_name.update({_folded(name): row.country for name in (*row.names, *filter(None, [row.icews]))})
    return Codes(
        layouts=read_yaml([folder / "layouts.yaml"], Layouts),
        ontology=lexicon.ontology,
        cameo=lexicon.cameo(),
        by_code={code: code for code in names} | _turned(rows, lambda row: row.codes),
        by_name=by_name,
        by_fips=_turned(rows, lambda row: row.fips),
        names=names,
        rows=rows,
        sectors={row.name: row.sector for row in read_table(folder / "icews_sectors.tsv", SectorRow)},
        roles={row.role: row.sector for row in read_table(folder / "cameo_roles.tsv", RoleRow)},
    )


def _turned(rows: Mapping[str, CountryRow], part: Callable[[CountryRow], Iterable[str]]) -> dict[str, str]:
    return {code: row.country for row in rows.values() for code in part(row)}


def _plain(cell: str) -> str:
    return _LETTERS.sub("", cell.casefold())


def _folded(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(each for each in parts if not unicodedata.combining(each)).split())
