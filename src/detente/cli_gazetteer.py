"""The commands on the gazetteer: what ours lacks beside a table of others, and what a user adds to it."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli_options import FORMAT, print_found

if TYPE_CHECKING:
    from detente.holder_check import Finding
    from detente.holder_table import Table
    from detente.own_gazetteer import Import, Problem
    from detente.records import Row

# Reasons and positions that are named; the others are counted.
SHOWN = 20
POSITIONS_SHOWN = 6
VERDICTS = ("missing", "other-holder", "other-days", "other-spelling", "known")


@click.group()
def gazetteer() -> None:
    """Who is who: compare the table of office holders with another, and add people, groups and bodies of your own."""


@gazetteer.command()
@click.argument("path", type=click.Path(path_type=Path))
@FORMAT
@click.option("--since", type=click.IntRange(1000, 9999), metavar="YEAR", help="Leave out who left before that year.")
@click.option("--country", metavar="CODE", help="Only offices of that state, as FRA.")
@click.option(
    "--tolerance",
    type=click.IntRange(0),
    default=31,
    show_default=True,
    metavar="DAYS",
    help="Days by which both tables may differ.",
)
@click.option(
    "--show",
    type=click.Choice(VERDICTS),
    multiple=True,
    default=VERDICTS[:-1],
    show_default="all but known",
    help="Which terms to print; may be repeated.",
)
@click.option("--strict", is_flag=True, help="Exit 1 if anything is missing or differs.")
def check(  # noqa: PLR0913, PLR0917 - click passes every option by name
    path: Path,
    form: str,
    since: int | None,
    country: str | None,
    tolerance: int,
    show: tuple[str, ...],
    strict: bool,  # noqa: FBT001 - as above
) -> None:
    """Compare our office holders with a table of others: who is missing, and where the two contradict.

    PATH is a CSV file with the columns person, position, country, start, end, in any order, and wikidata if known;
    others are not read. Countries are ISO 3166 alpha-3, empty for world bodies; days are 2024-05-03, 2024-05 or 2024.

    Heads of state, heads of government, foreign and defence ministers, ambassadors to the United Nations and heads of
    organisations are read; rows of one person that follow on one another are one term. A term is missing where we do
    not have the person in that office, other-holder where we name someone else for most of those days, other-days where
    our days differ by more than the tolerance, and other-spelling where the days are the same and the names look like
    one. Your own additions count as ours. The figures, and the positions that are not read, are told on standard error.
    """
    from detente.holder_check import Comparison  # noqa: PLC0415
    from detente.holder_table import joined, read_holders  # noqa: PLC0415
    from detente.lexicon import load_lexicon  # noqa: PLC0415

    lexicon = load_lexicon()
    table = read_holders(path, lexicon, since)
    comparison = Comparison(lexicon, tolerance)
    terms = [term for term in joined(table.terms, tolerance) if country in {None, term.country}]
    findings = [comparison.judge(term) for term in terms]
    print_found(_rows(findings, show, form), form, "findings")
    for line in _figures(path, table, findings):
        click.echo(line, err=True)
    sys.exit(1 if strict and any(each.verdict != "known" for each in findings) else 0)


@gazetteer.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and write nothing.")
@click.option("--skip-bad", is_flag=True, help="Take the good rows where others are bad.")
def import_(path: Path, dry_run: bool, skip_bad: bool) -> None:  # noqa: FBT001 - click passes them by name
    """Add people, groups, organisations and metonyms of your own to the gazetteer.

    PATH is a CSV file as UTF-8. Its columns, in any order; only kind and name must be there:

    \b
    kind      person, group, organisation, or metonym (a house, ministry, army,
              service, company or medium that stands for a state)
    name      as news writes it; of a person in full
    aliases   other spellings and short names, joined by |
    country   ISO 3166 alpha-3 (FRA; Kosovo KOS); empty for none; of an
              organisation its home or members, joined by |
    sector    PLOVER's, as GOV, MIL, REB; of an organisation IGO, UNO, EUR, NGO,
              ISM, IMG or MNC; a person's office tells it if empty
    office    of a person, as foreign_minister; an unknown one is told with
              those that are known
    title     of a person, in words; needed where there is no country
    start     first day of a person's term or a group's standing: 2024-05-03,
              2024-05 or 2024; empty for not known
    end       last day; empty for not yet
    wikidata  of a person, as Q42

    A table of office holders, as the command check reads and prints it, is taken too: who held an office that check
    knows is added as a person.

    Nothing is written unless every row is good. A row that is there already changes nothing; one with the same kind,
    name, country, office, title and start takes the place of the one before. Where a name or an office of yours is one
    of ours on the same day, yours counts. The rows are kept in $DETENTE_GAZETTEER, else in your folder for
    applications, and every command reads them there. Articles that a store holds are not coded again.
    """
    from detente.additions import additions_folder  # noqa: PLC0415
    from detente.own_gazetteer import import_table  # noqa: PLC0415

    done = import_table(path, skip_bad=skip_bad, dry_run=dry_run)
    for line in _told(path, done.problems):
        click.echo(line, err=True)
    if done.problems and not skip_bad:
        click.echo("nothing was added; mend the rows, or take the good ones with --skip-bad", err=True)
        sys.exit(1)
    where = "nothing written (dry run)" if dry_run else f"kept in {additions_folder()}"
    click.echo(f"{_counted(done)}; {where}", err=True)


@gazetteer.command("list")
@FORMAT
def list_(form: str) -> None:
    """List your own additions; as CSV they can be changed and imported again."""
    from detente.addition_rows import line_of  # noqa: PLC0415
    from detente.own_gazetteer import own_rows  # noqa: PLC0415

    rows: list[Row] = [{column: cell or None for column, cell in line_of(row).items()} for row in own_rows()]
    if form == "table":
        print_found(({"days": _days(row.pop("start"), row.pop("end")), **row} for row in rows), form, "additions")
    else:
        print_found(iter(rows), form, "additions")


@gazetteer.command()
@click.argument("name")
def remove(name: str) -> None:
    """Take all rows of that NAME out of your additions."""
    from detente.own_gazetteer import remove_name  # noqa: PLC0415

    count = remove_name(name)
    click.echo(f"{_rows_are(count)} removed", err=True)


def _rows(findings: "Sequence[Finding]", show: Sequence[str], form: str) -> "Iterator[Row]":
    """The findings to print: as columns for a program, or with days in one cell for a person."""
    for each in findings:
        if each.verdict not in show:
            continue
        term = each.term
        head: Row = {"finding": str(each.verdict), "country": term.country, "office": term.office}
        if form == "table":
            named = {"person": term.person, "position": term.position, "days": _days(term.start, term.end)}
            yield {**head, **named, "ours": each.ours, "line": term.line}
        else:
            named = {"person": term.person, "position": term.position, "wikidata": term.wikidata}
            days = {"start": term.start, "end": term.end}
            yield {**head, **named, **days, "ours": each.ours, "line": term.line}


def _figures(path: Path, table: "Table", findings: "Sequence[Finding]") -> Iterator[str]:
    """The figures of a comparison, and what was not read."""
    columns = ("known", *VERDICTS[:-1])
    yield f"{'':22}{'terms':>7}{''.join(f'{name:>16}' for name in columns)}"
    offices = sorted({each.term.office for each in findings})
    for office in (*offices, "all"):
        counted = [each for each in findings if office in {each.term.office, "all"}]
        shares = [_share(sum(each.verdict == name for each in counted), len(counted)) for name in columns]
        yield f"{office:22}{len(counted):>7,}{''.join(f'{share:>16}' for share in shares)}"
    if table.too_old:
        yield f"left out: {table.too_old:,} rows of people who left before the year asked for"
    if table.bad_days:
        lines = ", ".join(map(str, table.bad_days[:SHOWN]))
        yield f"not read: {len(table.bad_days):,} days that are none, on lines {lines}; they count as not known"
    if table.unread:
        most = ", ".join(f"{position} ({count:,})" for position, count in table.unread.most_common(POSITIONS_SHOWN))
        yield (
            f"not read: {table.unread.total():,} of {table.rows:,} rows of {path.name}, of {len(table.unread):,} other "
            f"positions; most often {most}"
        )


def _share(count: int, whole: int) -> str:
    return f"{count:,} ({count / whole:4.0%})" if whole else "0"


def _told(path: Path, problems: "Sequence[Problem]") -> Iterator[str]:
    for line, reason in problems[:SHOWN]:
        yield f"{path}: line {line}: {reason}"
    if len(problems) > SHOWN:
        yield f"{path}: {len(problems) - SHOWN:,} more problems"


def _counted(done: "Import") -> str:
    bad = len({problem.line for problem in done.problems})
    skipped = f", {_rows_are(bad)} left out as bad" if bad else ""
    unread = f", {done.unread:,} of other positions not read" if done.unread else ""
    counts = f"{_rows_are(len(done.added))} added, {len(done.changed):,} changed, {done.same:,} there before"
    return f"{counts}{skipped}{unread}"


def _rows_are(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _days(start: object, end: object) -> str | None:
    return f"{start or '?'} – {end or '?'}" if start or end else None
