"""An HTML page in, one draft out: the article's words, its title, day, publisher and address.

The page's own markup is asked first, then trafilatura and htmldate, which read what is made for people. Paragraphs
are parted by blank lines. Comments, tables and links to other stories are left out as far as a page's structure
shows them; a page without an article in it is a notice.
"""

import logging
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from detente.articles import markup
from detente.articles.decoding import read_whole
from detente.articles.draft import Draft, Notice, parse_published
from detente.errors import InputError

# Set by reason, not swept: cookie notices and log-in forms run to about 100 words and show no day, news in brief shows
# one. All 40 development pages show a day, and the shortest has 212 words.
MIN_WORDS = 30
MIN_WORDS_WITHOUT_DATE = 120

# Where the body that a page's markup gives is this many times longer than the one found, the page was cut short.
# Of the 40 development pages eight give a body: seven have at most 1.07 times the length found, one 2.22 times (found
# .64 ROUGE-LSum without this, .98 with it), so all from 1.1 to 2.2 are the same.
CUT_SHORT = 1.3

# A link around a heading or paragraph is a card that leads to another story. On the 40 development pages this takes
# ROUGE-LSum F1 of the body from .955 to .964, and without the title repeated on top to .966; there, trafilatura's
# favour of precision (.963) is no better, and its favour of recall (.947 against .955, without this) is worse.
_CARDS = ".//a[.//p or .//h1 or .//h2 or .//h3 or .//h4]"

_LIBRARIES = ("trafilatura", "htmldate", "courlan", "justext")
_NOT_A_WORD = re.compile(r"\W+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extract:
    """What trafilatura and htmldate find."""

    text: str
    title: str | None
    day: str | None
    site: str | None
    url: str | None


def read_html(where: str, stream: BinaryIO) -> Iterator[Draft | Notice]:
    """The one article of a page. Raises ``InputError`` with the bare reason where the page has none."""
    from trafilatura import load_html  # noqa: PLC0415 - slow to import, and only pages need it

    content = read_whole(stream)
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("binary, not a page of HTML")
    _silence()
    tree = load_html(content) if content.strip() else None
    if tree is None:
        raise InputError("no HTML in it")
    described, found = markup.read_markup(tree), _extract(tree)
    title = _title(described.headline, markup.headings(tree), markup.shared_title(tree)) or found.title
    title = _without_site(title, found.site)
    text = _without_title(found.text, title)
    if described.body and _is_worse(text, described.body):
        text = described.body
    day = _day(described.published) or _day(found.day)
    _check_words(text, day)
    publisher = described.publisher or found.site
    yield Draft(where=where, text=text, guessed=day, title=title, publisher=publisher, url=found.url)


def _silence() -> None:
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _extract(tree: markup.Element) -> _Extract:
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import, and only pages need it

    # Without the extensive search htmldate gives no day rather than one from a footer or the page's links.
    dates = {"original_date": True, "extensive_search": False}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            page = bare_extraction(
                tree,
                include_comments=False,
                include_tables=False,
                with_metadata=True,
                date_extraction_params=dates,
                prune_xpath=[_CARDS],
            )
        except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError) as error:
            raise InputError(f"HTML that cannot be read ({type(error).__name__})") from None
    if page is None or isinstance(page, dict):
        return _Extract(text="", title=None, day=None, site=None, url=None)
    lines = (line.strip() for line in (page.text or "").splitlines())
    return _Extract(
        text="\n\n".join(line for line in lines if line),
        title=page.title,
        day=page.date,
        site=page.sitename,
        url=page.url,
    )


def _title(headline: str | None, headings: list[str], shared: str | None) -> str | None:
    """The heading that readers see where the page also shares it, else what its markup or its links call it."""
    if shared in headings:
        return shared
    return headline or shared


def _without_site(title: str | None, site: str | None) -> str | None:
    if title is None or not site:
        return title
    return re.sub(rf"\s+[-–—|]\s+{re.escape(site)}$", "", title, flags=re.IGNORECASE) or title


def _without_title(text: str, title: str | None) -> str:
    """The text without first lines that only say the title again, so that it is not read twice."""
    first, _, rest = text.partition("\n\n")
    while title and rest and _bare(first) == _bare(title):
        text = rest
        first, _, rest = text.partition("\n\n")
    return text


def _is_worse(text: str, body: str) -> bool:
    """Whether the text found is only a part of the page's own body, or has lost its paragraphs."""
    return len(body) > CUT_SHORT * len(text) or ("\n\n" in body and "\n\n" not in text)


def _bare(words: str) -> str:
    return _NOT_A_WORD.sub("", words).casefold()


def _day(words: str | None) -> date | None:
    try:
        return parse_published(words) if words else None
    except InputError:
        return None


def _check_words(text: str, day: date | None) -> None:
    count = len(text.split())
    if count < (MIN_WORDS_WITHOUT_DATE if day is None else MIN_WORDS):
        raise InputError(f"no article found in the page ({count} words besides menus and notices)")
