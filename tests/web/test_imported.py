"""The pages of events that others have coded: they say where a row comes from, and hostile cells stay words."""

from pathlib import Path

import pytest

from detente.web import make_app
from tests.exchange.files import lines, read, row
from tests.web.conftest import EVIL_NAME, Browser
from tests.web.test_app import Reader


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """A browser on a store that holds imported events alone."""
    rows = [
        row("gdelt"),
        row("gdelt", GLOBALEVENTID="901", EventCode="010", SQLDATE="20140401"),
        row("gdelt", GLOBALEVENTID="902", Actor1Name=EVIL_NAME, SOURCEURL="javascript:alert(1)", SQLDATE="20140501"),
    ]
    store, _ = read(tmp_path, "gdelt", lines("gdelt", *rows))
    return Browser(make_app(store))


def events(browser: Browser) -> dict[str, str]:
    """The address of each event's page, by its id in the file."""
    twin = browser.get("/pair/NOR/AUS.json").json()
    return {each["imported"]["ids"][0]: f"/event/{each['id']}" for each in twin["events"]}


def test_the_pages_open_without_articles(browser: Browser) -> None:
    for path in ("/", "/pairs", "/pair/NOR/AUS", *events(browser).values()):
        assert browser.get(path).status_code == 200
        Reader(browser.get(path).text)
    assert "3</b> imported" in browser.get("/").text


def test_an_event_tells_its_file_code_and_address(browser: Browser) -> None:
    page = browser.get(events(browser)["900"]).text
    for told in ("gdelt, row <bdi>900</bdi>", "112", "its intensity −2.0", "Vienna, Wien, Austria", "a?b=1%7C2"):
        assert told in page
    assert "Every telling" not in page


def test_a_statement_has_no_type_and_a_page(browser: Browser) -> None:
    page = browser.get(events(browser)["901"])
    assert "None" not in page.text
    assert "statement" in page.text
    assert browser.get(events(browser)["901"] + ".json").json()["type"] is None


def test_hostile_cells_stay_words(browser: Browser) -> None:
    for path in ("/pair/NOR/AUS", events(browser)["902"]):
        reader = Reader(browser.get(path).text)
        assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
        assert not any(address.startswith("javascript") for address in reader.all("href"))
