"""Pages as outlets make them: with markup and without, with teasers, cut short, broken, or with no article at all."""

import io
import json
from datetime import date

import pytest

from detente.articles.draft import Draft
from detente.articles.html import read_html
from detente.errors import InputError

FIRST = "Chile and Peru signed a treaty on river water in Arica on Monday after eleven years of talks about a dam."
SECOND = "The two presidents shook hands and said that engineers would open the first gate before the end of the year."
THIRD = "Bolivia, which had asked to join the treaty, welcomed it and said that its own delegation would travel in May."
TITLE = "Chile and Peru sign river treaty"


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def article(*paragraphs: str) -> str:
    return "<article>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + "</article>"


def described(**fields: object) -> str:
    entry = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-03-04T23:30:00-03:00", **fields}
    return f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebPage"}, entry]})}</script>'


def read(content: bytes) -> Draft:
    (draft,) = read_html("page.html", io.BytesIO(content))
    assert isinstance(draft, Draft)
    return draft


def test_markup_is_asked_first() -> None:
    head = described(publisher={"name": "The Andes"}) + "<title>Treaty | Andes</title>"
    draft = read(page(article(FIRST, SECOND, THIRD), head))
    assert draft.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert (draft.title, draft.publisher, draft.guessed) == (TITLE, "The Andes", date(2024, 3, 4))


def test_a_heading_that_is_also_shared_is_the_title() -> None:
    head = described() + '<meta property="og:title" content="River treaty signed">'
    assert read(page("<h1>River treaty signed</h1>" + article(FIRST, SECOND), head)).title == "River treaty signed"


def test_site_name_is_cut_from_the_title() -> None:
    head = f'<title>{TITLE} - The Andes</title><meta property="og:site_name" content="The Andes">'
    day = '<meta property="article:published_time" content="2024-03-04">'
    draft = read(page(article(FIRST, SECOND), head + day))
    assert (draft.title, draft.publisher, draft.guessed) == (TITLE, "The Andes", date(2024, 3, 4))


def test_repeated_title_and_cards_are_no_text() -> None:
    card = '<a href="/2"><h3>Ghana votes</h3><p>Polls in Accra opened at dawn and long queues formed.</p></a>'
    body = f"<article><h1>{TITLE}</h1><p>{TITLE}</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{card}</article>"
    draft = read(page(body, described()))
    assert TITLE not in str(draft.text)
    assert "Accra" not in str(draft.text)


def test_a_page_cut_short_is_filled_from_its_markup() -> None:
    whole = "\n".join([FIRST, SECOND, THIRD, *(f"Paragraph {number} goes on for a while." for number in range(20))])
    draft = read(page(article(FIRST, SECOND), described(articleBody=whole)))
    assert str(draft.text).endswith("\n\nParagraph 19 goes on for a while.")


def test_no_day_is_made_up() -> None:
    draft = read(page(article(*[FIRST, SECOND, THIRD] * 3) + "<footer>© 2019 The Andes</footer>"))
    assert draft.guessed is None


def test_encoding_of_the_page_is_read() -> None:
    content = '<html><head><meta charset="iso-8859-1"></head><body><article>'
    content += f"<p>São Tomé e Príncipe. {FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{FIRST} {SECOND} {THIRD}</p>"
    assert "São Tomé e Príncipe." in str(read((content + "</article></body></html>").encode("latin-1")).text)


COOKIES = (
    "<div><h2>Your choices</h2><p>We and our partners store cookies on your device to show you advertising and to "
    "learn how it performs. With your consent we may use your precise location.</p><p>You may accept all, refuse "
    "all, or change your choices at any time in the settings at the foot of each page.</p><button>Accept</button></div>"
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"\x00\x01\x02",
        b"<",
        b"<html>",
        b"<html><body></body></html>",
        page(COOKIES),
        page("<div>" * 5000),
        page('<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'),
        page('<script type="application/ld+json">' + "[" * 100_000 + "</script>"),
        b"\xff\xfe\xfd<p>",
        "words and no tags at all".encode("utf-16"),
    ],
)
def test_pages_without_an_article_are_told(content: bytes) -> None:
    with pytest.raises(InputError) as told:
        list(read_html("page.html", io.BytesIO(content)))
    assert str(told.value)


def test_broken_tags_do_not_matter() -> None:
    broken = f"<html><body><article><p>{FIRST}<p>{SECOND}</div></p><b><p>{THIRD}</i>".encode()
    head = described().encode()
    assert FIRST in str(read(broken.replace(b"<body>", head + b"<body>")).text)
