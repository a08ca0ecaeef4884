"""The pages: each opens, has its twin, leads where it says, and shows hostile words as words."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from detente.library import Library
from detente.web import make_app
from detente.web.app import PAGES
from tests.web.conftest import EVIL, EVIL_NAME, EVIL_TEXT, TEXT, Browser

PATHS = ["/", "/pairs", "/pair/NOR/CHL", "/pair/CHL/NOR", "/event/e1", "/event/e2", "/article/a1", "/article/qp-1",
         "/article/a2", f"/article/{EVIL.id}"]  # fmt: skip
VOID = {"meta", "link", "input", "img", "source", "br", "wbr"}


class Reader(HTMLParser):
    """The tags, attributes and ids of a page; fails where tags are not closed in turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "a" or "a" not in self.open, "a link inside a link"
        assert len({name for name, _ in attrs}) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


@pytest.mark.parametrize("path", PATHS)
def test_each_page_opens_and_has_its_twin(browser: Browser, path: str) -> None:
    page, twin = browser.get(path), browser.get(path + ".json")
    assert (page.status_code, twin.status_code) == (200, 200)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert twin.headers["content-type"] == "application/json"
    assert "error" not in twin.json()
    assert f"{path}.json" in Reader(page.text).all("href")


@pytest.mark.parametrize("path", [*PATHS, "/?q=buoys", "/nowhere"])
def test_pages_are_well_formed_and_lead_somewhere(browser: Browser, path: str) -> None:
    reader = Reader(browser.get(path).text)
    ids = reader.all("id")
    assert len(ids) == len(set(ids))
    for address in [*reader.all("href"), *reader.all("src"), *reader.all("srcset")]:
        if address.startswith("#"):
            assert address[1:] in ids
        elif address.startswith("/"):
            assert browser.get(address).status_code == 200, address
            place = address.partition("#")[2]
            assert not place or f'id="{place}"' in browser.get(address).text
        else:
            assert address.startswith(("?", "https://quay-post.example/"))


@pytest.mark.parametrize(
    "path", [*PATHS, "/?q=script", "/?q=%22%3E%3Cscript%3E", "/%3Cscript%3E", "/article/%3Csvg%20onload=1%3E"]
)
def test_hostile_words_stay_words(browser: Browser, path: str) -> None:
    reader = Reader(browser.get(path).text)
    assert not {tag for tag, _ in reader.tags} & {"script", "svg", "style", "iframe", "b-reason", "object"}
    for _, attrs in reader.tags:
        assert not [name for name in attrs if name.startswith("on") or name in ("autofocus", "style")]
        for name in ("href", "src", "action", "srcset"):
            assert not re.match(r"\s*(javascript|data|vbscript):", attrs.get(name) or "", re.IGNORECASE)


def test_an_odd_address_is_shown_and_is_no_link(browser: Browser) -> None:
    page = browser.get(f"/article/{EVIL.id}").text
    assert "javascript:alert(&#39;url&#39;)" in page
    assert not [href for href in Reader(page).all("href") if "javascript" in href]
    assert "https://quay-post.example/1" in Reader(browser.get("/article/a1").text).all("href")


def test_the_twin_has_the_words_as_they_are(browser: Browser) -> None:
    told = browser.get(f"/article/{EVIL.id}.json").json()
    assert told["article"]["text"] == EVIL_TEXT
    assert told["article"]["publisher"] == EVIL.publisher
    assert [event["id"] for event in told["events"]] == ["e2"]


def test_the_chart_is_a_picture_of_words_alone(browser: Browser) -> None:
    for query in ("", "?period=week&theme=dark&width=400"):
        answer = browser.get("/pair/NOR/CHL.svg" + query)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert "sandbox" in answer.headers["content-security-policy"]
        root = ET.fromstring(answer.text)  # noqa: S314 - our own picture
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert "path" in names
        assert not names & {"script", "foreignObject", "a"}
        assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")]
        assert EVIL_NAME not in answer.text


def test_the_article_shows_its_marks_and_rows_lead_to_and_fro(browser: Browser) -> None:
    page = browser.get("/article/a1").text
    start = TEXT.index("accused")
    assert f'href="#trigger-{start}-{start + 7}"' in page
    assert 'href="#report-r1"' in page and 'id="report-r1"' in page
    assert 'href="#quotation-q1"' in page and 'href="#quoted-q1"' in page
    for words in (
        "Verbal conflict",
        "accuse.",
        "0.81",
        "4 Mar 2024 (published)",
        "Norway (GOV)",
        "read more",
        "asserts",
    ):
        assert words in page
    assert 'href="/event/e1"' in page


def test_an_untitled_article_is_called_by_its_first_line(browser: Browser) -> None:
    assert "<bdi>Chile was blamed by Norway.</bdi>" in browser.get("/").text
    headings = {row["id"]: row["heading"] for row in browser.get("/.json").json()["articles"]}
    assert headings["a2"] == "Chile was blamed by Norway."


def test_the_list_is_newest_first_and_search_finds(browser: Browser) -> None:
    told = browser.get("/.json").json()
    assert [row["id"] for row in told["articles"]] == [EVIL.id, "a1", "a2"]
    assert told["counts"]["articles"] == 3
    assert told["pairs"] == [{"a": "CHL", "b": "NOR", "events": 2}]
    found = browser.get("/.json?q=buoys").json()
    assert [row["id"] for row in found["articles"]] == ["a1"]
    assert '<span class="found begins ends">buoys</span>' in browser.get("/?q=buoys").text
    assert "No article holds" in browser.get("/?q=zeppelin").text


def test_an_event_shows_where_its_tellings_differ_and_why_they_are_joined(browser: Browser) -> None:
    told, page = browser.get("/event/e1.json").json(), browser.get("/event/e1").text
    assert [each["value"] for each in told["disagreements"][0]["values"]] == ["12", "least 20 <b>"]
    assert told["links"][0]["reason"] in page
    assert "Where the tellings differ" in page
    assert "least 20 &lt;b&gt;" in page
    assert 'href="#telling-r1"' in page
    assert 'id="telling-r1"' in page
    assert "Where the tellings differ" not in browser.get("/event/e2").text


def test_an_event_shows_every_telling(browser: Browser) -> None:
    told = browser.get("/event/e1.json").json()
    assert [telling["article"] for telling in told["tellings"]] == ["a1", "a2"]
    assert told["tellings"][1]["sentence"] == "Chile was blamed by Norway."
    assert "/article/a2#trigger-" in browser.get("/event/e1").text


def test_a_pair_can_be_read_both_ways(browser: Browser) -> None:
    there, back = browser.get("/pair/NOR/CHL"), browser.get("/pair/CHL/NOR")
    assert "/pair/CHL/NOR?period=month" in there.text
    assert "<img" in there.text and "<img" not in back.text
    assert "some the other way" in back.text
    assert browser.get("/pair/CHL/NOR.svg").status_code == 404
    told = browser.get("/pair/NOR/CHL.json?period=day").json()
    assert [row["events"] for row in told["relations"]] == [2]
    assert told["total_events"] == 2


@pytest.mark.parametrize(
    "path", ["/article/none", "/event/none", "/pair/NOR/BRA", "/nowhere", "/pair/NOR", "/docs", "/openapi"]
)
def test_what_is_not_there_is_said_kindly(browser: Browser, path: str) -> None:
    page, twin = browser.get(path), browser.get(path + ".json")
    assert (page.status_code, twin.status_code) == (404, 404)
    assert "Not found" in page.text and 'href="/"' in page.text
    assert list(twin.json()) == ["error"]


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?q=" + "x" * 500])
def test_an_odd_question_is_refused_with_its_name(browser: Browser, query: str) -> None:
    answer = browser.get("/.json" + query)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(("page:", "q:"))
    assert browser.get("/" + query).status_code == 400
    assert browser.get("/pair/NOR/CHL?period=year").status_code == 400
    assert browser.get("/pair/NOR/CHL.svg?width=99999").status_code == 400


def test_long_lists_have_pages(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Browser(make_app(library))
    for room in ("home", "event", "pair", "pairs"):
        monkeypatch.setattr(f"detente.web.{room}.PAGE_SIZE", 1)
    assert fresh.get("/.json").json()["next_page"] == 2
    assert fresh.get("/.json?page=3").json()["next_page"] is None
    assert "?q=norway&amp;page=2" in fresh.get("/?q=norway").text
    assert [each["id"] for each in fresh.get("/event/e1.json?page=2").json()["tellings"]] == ["r2"]
    assert "?period=week&amp;page=2" in fresh.get("/pair/NOR/CHL?period=week").text
    assert fresh.get("/pairs.json?page=2").json()["pairs"] == []
    assert library.counts()["events"] == 2


def test_every_page_is_tried_here() -> None:
    tried = {path.split("/")[1] for path in PATHS}
    assert tried == {path.split("/")[1] for path, _, _ in PAGES}
