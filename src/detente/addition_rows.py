"""One line of a table of the user's in, a row of the gazetteer out, or every reason why it is none.

``kind`` says what the line is about: a person in an office, a group with a side in a conflict, an organisation above
states, or a metonym (a house, ministry, service, army, company or medium that stands for a state). What each kind
needs is checked against the package's own tables: countries, sectors, offices. Limits: a name that is also a common
word is not found out.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from detente.coding.gazetteer import Group, Metonym, Organisation, RoleWords, Sector
from detente.coding.holders import Holder, first_day, last_day
from detente.errors import DataError
from detente.lexicon import Lexicon, State
from detente.user_table import Line

REQUIRED = ("kind", "name")
OPTIONAL = ("aliases", "country", "sector", "office", "title", "start", "end", "wikidata")
COLUMNS = (*REQUIRED, *OPTIONAL)
# Columns in which a kind has nothing to say.
UNUSED = {
    "person": (),
    "group": ("office", "title", "wikidata"),
    "organisation": ("office", "title", "start", "end", "wikidata"),
    "metonym": ("office", "title", "start", "end", "wikidata"),
}
TABLES = {"person": "holders", "group": "groups", "organisation": "organisations", "metonym": "metonyms"}
SHAPES = {"person": Holder, "group": Group, "organisation": Organisation, "metonym": Metonym}
# What tells a row from others of the same name, where rows have days.
DATED_KEY = ("country", "office", "title", "start")
# What stands in the column ``kind`` of the tables, which tells only where a row is from.
ADDED = "added"
# Longer than any name of ours by half; a longer one is a sentence that slipped into the column.
LONGEST_NAME = 150
WIKIDATA = re.compile(r"Q[1-9]\d*")

Addition = Holder | Group | Organisation | Metonym


class Checker:
    """What lines are checked against: the tables and the role words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._countries: dict[str, str] = {}
        self._of_states: dict[str, str] = {}
        for state in lexicon.table("states", State):
            for name in (state.name, *state.aliases, *state.adjectives, *state.demonyms, *state.capitals):
                self._of_states.setdefault(name, state.code)
            self._countries.setdefault(state.code, state.name)
        sectors = lexicon.table("sectors", Sector)
        self._sectors = {each.code: each.name for each in sectors}
        self._above = {each.code for each in sectors if each.above_states}
        self._offices: dict[str, str | None] = {}
        for office in lexicon.words("roles", RoleWords).offices:
            self._offices.setdefault(office.id, office.sector)

    def problems(self, line: Line) -> Iterator[str]:
        """Every reason why the line is no row, each with what is allowed; none where it is one."""
        kind = line.get("kind")
        if kind not in TABLES:
            yield f"kind {kind!r} is not known; allowed: {', '.join(TABLES)}"
            return
        for column in UNUSED[kind]:
            if line.get(column):
                yield f"a {kind} has no {column}; leave the cell empty"
        yield from self._names(line)
        yield from self._countries_of(line, kind)
        yield from self._sector(line, kind)
        if kind == "person":
            yield from self._office(line)
        yield from _days(line)

    def rows(self, line: Line) -> tuple[Addition, ...]:
        """The row of a line without problems; a metonym has one for each spelling."""
        make: Mapping[str, Callable[[Line], Addition]] = {
            "person": self._person,
            "group": _group,
            "organisation": _organisation,
        }
        kind = line.cells["kind"]
        return (make[kind](line),) if kind in make else _metonyms(line)

    def _names(self, line: Line) -> Iterator[str]:
        names = [("name", line.get("name")), *(("alias", each) for each in _aliases(line))]
        for column, name in names:
            if name is None:
                yield "the name is empty; every row has one"
            elif fault := _fault_of_name(name):
                yield f"{column} {name[:40]!r} {fault}"
            elif name in self._of_states:
                yield f"{column} {name!r} is a name of the state {self._of_states[name]}; it cannot be given to another"
        written = [name for _, name in names]
        if len(set(written)) < len(written):
            yield f"a name stands twice in {'|'.join(str(each) for each in written)!r}; each spelling stands once"

    def _countries_of(self, line: Line, kind: str) -> Iterator[str]:
        country = line.get("country")
        codes = _split(country) if kind == "organisation" else (country,) if country else ()
        for code in codes:
            if code not in self._countries:
                meant = self._of_states.get(code) or self._of_states.get(code.title())
                hint = f" (for {code}: {meant})" if meant else ""
                yield f"country {code!r} is not known; ISO 3166 alpha-3 as FRA is allowed, for Kosovo KOS{hint}"
        if kind == "metonym" and not country and not line.get("sector"):
            yield "a metonym has neither country nor sector; give at least one of them"

    def _sector(self, line: Line, kind: str) -> Iterator[str]:
        sector = line.get("sector")
        allowed = sorted(self._above) if kind == "organisation" else sorted(self._sectors)
        if sector and sector not in allowed:
            yield f"sector {sector!r} is not known; allowed for {_a(kind)}: {', '.join(allowed)}"
        if not sector and kind in {"group", "organisation"}:
            yield f"{_a(kind)} needs a sector; allowed: {', '.join(allowed)}"
        if not sector and kind == "person" and self._offices.get(line.get("office") or "", "") is None:
            yield f"office {line.get('office')!r} does not tell the sector; give one of {', '.join(allowed)}"

    def _office(self, line: Line) -> Iterator[str]:
        office = line.get("office")
        if office not in self._offices:
            close = difflib.get_close_matches((office or "").lower().replace(" ", "_"), self._offices, n=1)
            known = f"is, for one, {close[0]}" if close else f"are {', '.join(sorted(self._offices))}"
            yield f"office {office!r} is not known; allowed {known} (the title says it in words)"
        if not (line.get("country") or line.get("title")):
            yield "a person without a country needs a title that names the body, as Secretary General of NATO"
        title = line.get("title")
        if title and (len(title) > LONGEST_NAME or any(map(_is_unseen, title))):
            yield f"title {title[:40]!r} holds a tab or a line break, or more than {LONGEST_NAME} characters; mend it"
        wikidata = line.get("wikidata")
        if wikidata and not WIKIDATA.fullmatch(wikidata):
            yield f"wikidata {wikidata!r} is not an item; allowed is Q and a number, as Q42, or nothing"

    def _person(self, line: Line) -> Holder:
        office = line.cells["office"]
        return Holder(
            person=line.cells["name"],
            aliases=_aliases(line),
            country=line.get("country"),
            sector=line.get("sector") or self._offices[office] or "",
            office=office,
            title=line.get("title"),
            start=line.get("start"),
            end=line.get("end"),
            wikidata=line.get("wikidata"),
        )


def line_of(row: Addition) -> dict[str, str]:
    """The cells by column from which a row was made."""
    kind = next(kind for kind, shape in SHAPES.items() if isinstance(row, shape))
    cells: dict[str, str | None] = {"kind": kind, "sector": row.sector}
    if isinstance(row, Holder):
        cells |= {"name": row.person, "aliases": "|".join(row.aliases), "country": row.country, "office": row.office}
        cells |= {"title": row.title, "start": row.start, "end": row.end, "wikidata": row.wikidata}
    elif isinstance(row, Group):
        days = {"start": _iso(row.since), "end": _iso(row.until)}
        cells |= {"name": row.name, "aliases": "|".join(row.aliases), "country": row.country, **days}
    elif isinstance(row, Organisation):
        cells |= {"name": row.name, "aliases": "|".join(row.aliases), "country": "|".join(row.countries)}
        cells["sector"] = row.code
    else:
        cells |= {"name": row.name, "country": row.country}
    return {column: cells.get(column) or "" for column in COLUMNS}


def key_of(row: Addition) -> tuple[str | None, ...]:
    """What tells a row from another: the later of two rows with the same key takes the place of the earlier."""
    cells = line_of(row)
    dated = isinstance(row, Holder | Group)
    return tuple(cells[column] for column in ("kind", "name", *(DATED_KEY if dated else ())))


def overlapping(one: Addition, other: Addition) -> bool:
    """Whether both are terms of one person in one office, or stretches of one group, that have a day in common."""
    if key_of(one) == key_of(other):
        return False
    if isinstance(one, Holder) and isinstance(other, Holder):
        return one.replaces(other) and one.title == other.title
    return isinstance(one, Group) and isinstance(other, Group) and one.replaces(other) and one.country == other.country


def _group(line: Line) -> Group:
    start, end = line.get("start"), line.get("end")
    return Group(
        name=line.cells["name"],
        aliases=_aliases(line),
        country=line.get("country"),
        sector=line.cells["sector"],
        since=first_day(start) if start else None,
        until=last_day(end) if end else None,
        kind=ADDED,
    )


def _organisation(line: Line) -> Organisation:
    countries = _split(line.get("country"))
    return Organisation(line.cells["name"], _aliases(line), line.cells["sector"], None, ADDED, countries)


def _metonyms(line: Line) -> tuple[Metonym, ...]:
    names = (line.cells["name"], *_aliases(line))
    return tuple(Metonym(name, line.get("country"), line.get("sector"), ADDED) for name in names)


def _days(line: Line) -> Iterator[str]:
    days = []
    for column, read in (("start", first_day), ("end", last_day)):
        try:
            days.append(read(line.get(column)))
        except DataError:
            yield f"{column} {line.get(column)!r} is not a date; allowed: 2024-05-03, 2024-05, 2024, or nothing"
    if len(days) == 2 and days[0] > days[1]:
        yield f"start {line.get('start')} comes after end {line.get('end')}; the first day comes first"


def _fault_of_name(name: str) -> str | None:
    if any(map(_is_unseen, name)):
        return "holds a tab, a line break or another sign that cannot be seen; take it out"
    if len(name) > LONGEST_NAME:
        return f"has {len(name)} characters; at most {LONGEST_NAME} are allowed"
    if "|" in name:
        return "holds a |, which parts aliases from one another; a name has none"
    if name.startswith("#") or not any(each.isalpha() for each in name) or len(name) < 2:
        return "is not a name; it has two characters or more, one of them a letter, and does not begin with #"
    return "has two blanks side by side; write one" if "  " in name else None


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}


def _aliases(line: Line) -> tuple[str, ...]:
    return _split(line.get("aliases"))


def _split(cell: str | None) -> tuple[str, ...]:
    return tuple(each.strip() for each in cell.split("|") if each.strip()) if cell else ()


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
