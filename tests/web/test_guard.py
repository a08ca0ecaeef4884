"""Who is let in: this machine alone, under its own name."""

import socket

import pytest

from detente.errors import InputError
from detente.library import Library
from detente.web import serve_store
from detente.web.guard import is_loopback
from detente.web.server import listening
from tests.web.conftest import Browser


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:9", "127.3.2.1", "[::1]:8000"])
def test_own_names_are_answered(browser: Browser, host: str) -> None:
    assert browser.request("GET", "/static/icon.svg", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "192.168.0.7",
        "",
        "[",
        "a:b:c",
    ],
)
def test_foreign_names_are_turned_away(browser: Browser, host: str) -> None:
    answer = browser.request("GET", "/static/icon.svg", headers={"Host": host})
    assert answer.status_code == 421
    assert "svg" not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/.json", "/article/a1", "/pair/NOR/CHL.svg", "/static/detente.css", "/nowhere", "/article/none.json"]
)
def test_every_answer_has_the_headers(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading(browser: Browser, method: str) -> None:
    for path in ("/", "/article/a1", "/pair/NOR/CHL.json", "/static/detente.css"):
        assert browser.request(method, path).status_code == 405
    assert browser.request("HEAD", "/article/a1").status_code == 200


def test_loopback_is_this_machine() -> None:
    assert all(map(is_loopback, ["localhost", "127.0.0.1", "127.9.9.9", "::1"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "", "10.0.0.1", "example.org", "localhost.example"]))  # noqa: S104


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "example.org"])  # noqa: S104
def test_a_host_that_others_reach_is_refused(library: Library, host: str) -> None:
    with pytest.raises(InputError, match="SSH tunnel"):
        serve_store(library, host=host, port=8000)


def test_a_taken_port_is_an_error_that_names_another() -> None:
    with listening("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(InputError, match=f"127.0.0.1:{port}: can not be listened on"):
            listening("127.0.0.1", port)
        assert first.family == socket.AF_INET
