"""The commands that correct a store and show what was corrected."""

from pathlib import Path

import click

from detente.cli_options import FORMAT, STORE, print_found


@click.command()
@click.argument("article")
@STORE
@click.option("--reason", metavar="WORDS", help="Why, for the audit trail.")
def retract(article: str, store: Path, reason: str | None) -> None:
    """Take ARTICLE (its id or the one its input gave) out of a store's events; reading it again changes nothing."""
    from detente.library import open_store  # noqa: PLC0415
    from detente.pipeline import link  # noqa: PLC0415

    with open_store(store) as opened:
        change = opened.retract(article, reason)
        link(opened)
    click.echo(
        f"{store}: article {change.old} was retracted at {change.time}; its events are told without it", err=True
    )


@click.command()
@STORE
@FORMAT
@click.option("--article", metavar="ID", help="Only what became of this article; its id or given id.")
def changes(store: Path, form: str, article: str | None) -> None:
    """The audit trail: which articles were replaced by later readings or retracted, when and why."""
    from detente.library import open_store  # noqa: PLC0415
    from detente.records import change_row  # noqa: PLC0415

    with open_store(store) as opened:
        print_found((change_row(each) for each in opened.changes(article)), form, "changes")
