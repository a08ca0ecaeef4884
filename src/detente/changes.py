"""Corrections: which article takes the place of which, what was retracted, and the table that remembers it all.

An article read again with another text (or day, or title) takes the place of the one that was read before; it is the
same article where publisher and given id are the same, or the address. What was replaced or retracted stays in the
tables and is not shown; read once more, it does not come back. Limits: a plain text file carries no id and no address,
so that a changed file is another article; ids that two collections of one publisher both use are taken for one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import urlsplit

import pyarrow as pa

from detente.model import Article
from detente.tables import Row, Table


class Fate(StrEnum):
    """What became of an article."""

    REPLACED = "replaced"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the audit trail: when (UTC), what became of the article ``old``, and the one in its place, if any.

    ``given_id`` is the one that the input gave; None where it gave none.
    """

    time: str
    what: Fate
    given_id: str | None
    old: str
    new: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What tells whether two articles are one, read twice."""

    id: str
    given_id: str | None
    url: str | None
    publisher: str | None


FIELDS = ("time", "what", "given_id", "old", "new", "reason")


def _change(*values: str) -> Change:
    parts = dict(zip(FIELDS, values, strict=True))
    return Change(**{**parts, "what": Fate(parts["what"])})  # type: ignore[arg-type]


CHANGES = Table(
    name="changes",
    schema=pa.schema([(name, pa.string()) for name in ("old", "chunk", "new", "time", "what", "given_id", "reason")]),
    made_of=FIELDS,
    noun=_change,
    since=2,
)


def known(article: Article) -> Known:
    """What an article is known by."""
    return Known(article.id, article.given_id, article.url, article.publisher)


def replacements(before: Iterable[Known], arrived: Iterable[Known]) -> list[Change]:
    """What each article that arrived takes the place of, in the order of arrival; nothing for those that are new."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    standing: dict[tuple[str, ...], Known] = {}
    for each in before:
        standing.update(dict.fromkeys(_names(each), each))
    found: dict[str, Change] = {}
    for each in arrived:
        for name in _names(each):
            old = standing.get(name)
            if old is not None and old.id != each.id and old.id not in found:
                found[old.id] = Change(
                    time=now,
                    what=Fate.REPLACED,
                    given_id=each.given_id,
                    old=old.id,
                    new=each.id,
                    reason=f"the same {name[0]} was read again with other words or another day",
                )
            standing[name] = each
    return list(found.values())


def retraction(article: Article, reason: str | None) -> Change:
    """The line that takes an article out."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Change(time=now, what=Fate.RETRACTED, given_id=article.given_id, old=article.id, new=None, reason=reason)


def change_row(change: Change, chunk: str) -> Row:
    """The row of ``changes``; a replacement counts where ``articles`` has the new article in the same chunk."""
    return {**{name: getattr(change, name) for name in FIELDS}, "what": change.what.value, "chunk": chunk}


def _names(article: Known) -> list[tuple[str, ...]]:
    """What two readings of one article share: id and publisher, or the address where it leads to more than a site."""
    names: list[tuple[str, ...]] = []
    if article.given_id is not None:
        names.append(("id", article.given_id, article.publisher or ""))
    if article.url is not None and _leads_to_a_page(article.url):
        names.append(("address", article.url))
    return names


def _leads_to_a_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)
