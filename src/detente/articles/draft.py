"""What a format reader hands over (a ``Draft`` or a ``Notice``), and how a draft becomes an ``Article``.

A draft's fields are as they stood in the input, of any type; they are checked here, in one place, for all formats.
Nothing is made up: a field that cannot be read is left out with a notice, a text that cannot is set aside.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import BinaryIO

from detente.articles.language import detect_language
from detente.errors import InputError
from detente.model import Article, content_id

# Not swept: the longest of 6,544 articles of the development packs has 104,310 characters, so ten times that is no
# article but a file of many, and a parser's time and memory grow with it.
MAX_ARTICLE_CHARACTERS = 1_000_000

_LANGUAGE_CODE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


class NoticeKind(StrEnum):
    """What became of the input that a notice is about."""

    SET_ASIDE = "set aside"
    FIELD_LEFT_OUT = "field left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something in the input that could not be read: which file and line, and why, in words for a person."""

    where: str
    reason: str
    kind: NoticeKind = NoticeKind.SET_ASIDE

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One article as its input has it, unchecked. ``guessed`` is a day of publication that a page only suggests."""

    where: str
    text: object
    given_id: object = None
    published: object = None
    guessed: date | None = None
    publisher: object = None
    url: object = None
    title: object = None
    language: object = None


# A reader takes the name to show people and the open bytes. It raises InputError with the bare reason when the rest
# of its input cannot be read; the caller turns that into a notice.
Reader = Callable[[str, BinaryIO], Iterator[Draft | Notice]]


def draft_of_row(where: str, row: Mapping[str, object]) -> Draft:
    """The draft in one row of a table or of JSON Lines; fields that are not ours are ignored."""
    return Draft(
        where=where,
        text=row.get("text"),
        given_id=row.get("id"),
        published=row.get("published"),
        publisher=row.get("publisher"),
        url=row.get("url"),
        title=row.get("title"),
        language=row.get("language"),
    )


def parse_published(text: str, *, where: str = "--published") -> date:
    """The day in an ISO date or date and time, as written there. Raises ``InputError`` for anything else."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        message = f"{where}: {text!r} is not a date; ISO dates such as 2017-04-13 are read. Write it as YYYY-MM-DD."
        raise InputError(message) from None


def finish(draft: Draft, *, published: date | None, notify: Callable[[Notice], None]) -> Article | None:
    """The article of a draft; None, after a notice, where its text cannot be used.

    ``published`` is the day for articles that do not state their own; a day that a page suggests goes before it.
    """
    if not isinstance(draft.text, str):
        notify(Notice(where=draft.where, reason=_no_text(draft.text)))
        return None
    fault = _text_fault(draft.text)
    if fault is not None:
        notify(Notice(where=draft.where, reason=fault))
        return None
    given_id, url = _id_words(draft.given_id), _words(draft.url)
    title, publisher = _words(draft.title), _words(draft.publisher)
    day = _stated_day(draft, notify) or draft.guessed or published
    return Article(
        id=content_id(given_id, url, day, title, publisher, draft.text),
        text=draft.text,
        given_id=given_id,
        language=_language_code(draft.language) or detect_language(draft.text),
        published=day,
        title=title,
        publisher=publisher,
        url=url,
    )


def _no_text(value: object) -> str:
    if value is None:
        return "no text; a row has a field 'text' with the words of the article"
    return f"text is of type {type(value).__name__}, not words; 'text' holds the words of the article"


def _text_fault(text: str) -> str | None:
    if not text.strip():
        return "text is empty"
    if "\0" in text:
        return "binary, not text"
    if len(text) > MAX_ARTICLE_CHARACTERS:
        return (
            f"{len(text):,} characters; an article may have {MAX_ARTICLE_CHARACTERS:,}. "
            "Split the file into one article each."
        )
    if _HALF_CHARACTER.search(text):
        return "text holds half of a character (a lone surrogate), which cannot be written as UTF-8"
    return None


def _words(value: object) -> str | None:
    if not isinstance(value, str) or _HALF_CHARACTER.search(value):
        return None
    return value.strip() or None


def _id_words(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _words(value)


def _language_code(value: object) -> str | None:
    match = _LANGUAGE_CODE.fullmatch(value.strip()) if isinstance(value, str) else None
    return match.group(1).lower() if match else None


def _stated_day(draft: Draft, notify: Callable[[Notice], None]) -> date | None:
    value = draft.published
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if value is None or value == "":
        return None
    try:
        return parse_published(str(value))
    except InputError:
        reason = f"published {value!r} is not a date; ISO dates such as 2017-04-13 are read. Read without it."
        notify(Notice(where=draft.where, reason=reason, kind=NoticeKind.FIELD_LEFT_OUT))
        return None
