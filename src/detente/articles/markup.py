"""What a page says of itself, for machines and for readers: its JSON-LD article, its headings, its shared title.

A parsed page goes in; nothing is inferred here. Broken JSON-LD counts as none.
"""

import html
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

# Schema.org's names for pages that are articles end so: NewsArticle, LiveBlogPosting, Report; a VideoObject does not.
_ARTICLE_TYPES = ("Article", "Posting", "Report")


class Element(Protocol):
    """What is needed of an element of a parsed page, whoever parsed it."""

    def iter(self, tag: str, /) -> "Iterator[Element]":
        """This element and those under it that have the tag, in order."""

    def xpath(self, path: str, /) -> list[str]:
        """The attributes at the path."""

    def get(self, name: str, /) -> str | None:
        """The attribute of that name."""

    def text_content(self) -> str:
        """All words in the element."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """The article that a page describes in JSON-LD; every field None where it says nothing."""

    headline: str | None = None
    published: str | None = None
    publisher: str | None = None
    body: str | None = None


def read_markup(tree: Element) -> Markup:
    """The outermost article in the page's JSON-LD; an empty ``Markup`` where there is none."""
    found = (entry for entry in _entries(tree) if _is_article(entry))
    entry = next(found, None)
    if entry is None:
        return Markup()
    publisher = entry.get("publisher")
    return Markup(
        headline=_plain(entry.get("headline")),
        published=_plain(entry.get("datePublished")),
        publisher=_plain(publisher.get("name")) if isinstance(publisher, dict) else None,
        body=_body(entry.get("articleBody")),
    )


def headings(tree: Element) -> list[str]:
    """The words of the page's headings of the first order, in order."""
    return [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]


def shared_title(tree: Element) -> str | None:
    """The title that the page gives to those who link to it; None where it gives none."""
    return next((_plain(value) for value in tree.xpath('//meta[@property="og:title"]/@content')), None)


def _entries(tree: Element) -> Iterator[dict[str, object]]:
    """Every object in the page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            queue: deque[object] = deque([json.loads(script.text_content(), strict=False)])
        except (ValueError, RecursionError):
            continue
        while queue:
            entry = queue.popleft()
            if isinstance(entry, list):
                queue.extend(entry)
            elif isinstance(entry, dict):
                yield entry
                queue.extend(entry.values())


def _is_article(entry: dict[str, object]) -> bool:
    kinds = entry.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return "headline" in entry and any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names)


def _plain(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).split()) or None


def _body(value: object) -> str | None:
    """Paragraphs parted by blank lines; None where the words come with tags, which only their outlet can read."""
    if not isinstance(value, str) or "</" in value:
        return None
    return "\n\n".join(line.strip() for line in html.unescape(value).splitlines() if line.strip()) or None
