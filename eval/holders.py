"""A table of office holders made by others in, the share of it that our table knows out.

``python -m eval.holders PATH.csv`` (``wikidata,person,position,country,start,end``) prints, for heads of state,
heads of government and foreign ministers in office since a year, the share whose name our table knows under the same
country, and the share of random days, as many for each office, on which the first holder that our table names is
theirs. Names are compared without accents: two words must agree. A term without a last day is left out of these days,
since such a row may be merely old.
"""

import argparse
import csv
import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from detente.coding.holders import Holder, first_day, holders_on, last_day
from detente.lexicon import DATA, read_table

OURS_FOR = {"XKX": "KOS"}
DRAWS = 200  # days drawn for each office of a state
SEED = 7
WORD = re.compile(r"[a-z]+")
PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
POSITIONS = {
    "foreign_minister": re.compile(
        r"(.* and )?(federal |cabinet )?(minister|secretary|secretary of state) (of|for) "
        r"((europe and )?(foreign|external) (and commonwealth )?(affairs|relations)|international relations).*|"
        r"(united states )?secretary of state"
    ),
    "head_of_government": re.compile(
        r"(prime minister|premier|premier of the state council|federal chancellor|taoiseach)"
    ),
    "head_of_state": re.compile(
        r"((acting )?president|supreme leader|emir|king|emperor|president of the presidium of .*|chairman of the "
        r"(sovereignty|presidential leadership|transitional sovereign) council)"
    ),
}
SAME_OFFICE = {"head_of_state": ("head_of_state", "supreme_leader")}


@dataclass(frozen=True, slots=True)
class Given:
    """One row of the table compared with."""

    person: str
    position: str
    country: str
    office: str
    start: str | None
    end: str | None


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures for the table that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m eval.holders", description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--since", type=int, default=2000)
    parser.add_argument("--missing", action="store_true", help="name those whom our table does not know")
    options = parser.parse_args(arguments)
    rows = read_table(DATA / "gazetteer" / "holders.tsv", Holder)
    given = read_given(options.path, options.since)
    names = rows_of(rows)
    known = [is_known(each, names) for each in given]
    print(f"rows of ours {len(rows)}, compared {len(given)}, known {_share(sum(known), len(known))}")
    for office in POSITIONS:
        flags = [flag for flag, each in zip(known, given, strict=True) if each.office == office]
        print(f"  {office}: {_share(sum(flags), len(flags))}")
    right, drawn = random_days(given, rows, date(options.since, 1, 1))
    print(f"right holder on a random day, of offices known to both: {_share(right, drawn)}")
    thin = Counter((e.country, e.office) for e, flag in zip(given, known, strict=True) if not flag)
    print("thinnest:", ", ".join(f"{c} {o} {n}" for (c, o), n in thin.most_common(12)))
    if options.missing:
        for each in (each for each, flag in zip(given, known, strict=True) if not flag):
            print(each.country, each.office, each.person, each.position, each.start, each.end, sep="\t")


def read_given(path: Path, since: int) -> list[Given]:
    """The rows of the three offices that ended in or after the year, or have not ended."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [each for row in csv.DictReader(lines) if (each := _given(row)) and last_day(each.end).year >= since]


def rows_of(rows: Iterable[Holder]) -> dict[str | None, list[frozenset[str]]]:
    """The words of every name and alias of ours, by country."""
    found: dict[str | None, list[frozenset[str]]] = defaultdict(list)
    for row in rows:
        found[row.country].extend(_names(row))
    return found


def is_known(given: Given, names: dict[str | None, list[frozenset[str]]]) -> bool:
    """Whether a name of ours under that country agrees with the given one."""
    return any(_agree(_words(given.person), name) for name in names.get(given.country, ()))


def random_days(given: list[Given], rows: Sequence[Holder], first: date) -> tuple[int, int]:
    """Of the days drawn for each office (``DRAWS`` of them), on how many our first holder is theirs, and on how many
    both tables name someone."""
    offices: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for each in given:
        if each.start is not None and each.end is not None:
            offices[each.country, each.office].append(each)
    drawn = random.Random(SEED)  # noqa: S311
    right = total = 0
    for (country, office), terms in sorted(offices.items()):
        length = (max(last_day(each.end) for each in terms) - first).days
        for day in (first + timedelta(days=drawn.randrange(length + 1)) for _ in range(DRAWS)):
            theirs = [_words(each.person) for each in terms if first_day(each.start) <= day <= last_day(each.end)]
            kinds = SAME_OFFICE.get(office, (office,))
            ours = [
                names for kind in kinds for row in holders_on(rows, kind, country, day)[:1] for names in _names(row)
            ]
            if theirs and ours:
                total += 1
                right += any(_agree(one, other) for one in theirs for other in ours)
    return right, total


def _given(row: dict[str, str]) -> Given | None:
    position = row["position"].lower()
    office = next((name for name, pattern in POSITIONS.items() if pattern.fullmatch(position)), None)
    if office is None or not row["country"]:
        return None
    start, end = (cell if PARTIAL.fullmatch(cell) else None for cell in (row["start"], row["end"]))
    country = OURS_FOR.get(row["country"], row["country"])
    return Given(row["person"], row["position"], country, office, start, end)


def _names(holder: Holder) -> list[frozenset[str]]:
    return [_words(name) for name in (holder.person, *holder.aliases)]


def _words(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("øłıđæßØŁ", "oliđasOL")).lower())
    return frozenset(WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")))


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = {word for word in one & other if len(word) > 2}
    return one == other or len(shared) >= min(2, len(one), len(other))


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / whole:.3f}" if whole else "none"


if __name__ == "__main__":
    main()
