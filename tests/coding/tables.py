"""Tables of example sentences as test cases; those that are wrong today are listed with the reason, and strictly so."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

import detente
from detente.coding.syntax import load_parser
from detente.coding.tree import Parse
from detente.model import ActorMention, Coding, Span

# The day on which all sentences of the tables were published: a Friday.
PUBLISHED = "2024-05-03"


def cases(table: Sequence[tuple[Any, ...]], wrong: Mapping[str, str]) -> list[Any]:
    """The rows as parameters, named by their first cell; a row in ``wrong`` must fail until it is taken out there."""
    assert set(wrong) <= {row[0] for row in table}, "a sentence that is in no table"
    return [
        pytest.param(
            *row,
            id=row[0][:60],
            marks=[pytest.mark.xfail(reason=wrong[row[0]], strict=True)] if row[0] in wrong else [],
        )
        for row in table
    ]


@functools.cache
def coded(text: str, published: str | None = PUBLISHED) -> Coding:
    """The coding of a text, made once."""
    return detente.code_text(text, published=published)


def parsed(text: str) -> Parse:
    """The parse of a text of one paragraph."""
    return load_parser().parse(text, [(0, len(text))])


def countries(mentions: Sequence[ActorMention]) -> list[str | None]:
    """The countries of the mentions, or the names of those that have none, in the alphabet's order."""
    found = {each.actor and (each.actor.country or each.actor.name) for each in mentions}
    return sorted(found, key=str)


def covers(span: Span, words: str, text: str) -> bool:
    """Whether the span holds the first occurrence of the words in the text."""
    start = text.index(words)
    return span.start <= start and start + len(words) <= span.end
