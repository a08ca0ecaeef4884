"""Every answer dressed with headers that let nothing in from outside, and no answer at all to a foreign name.

A page on the internet can point its own name at 127.0.0.1 and so make a browser ask this server ("DNS rebinding"); the
browser then sends that foreign name as Host, and is turned away here.
"""

import ipaddress
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# No scripts at all; styles and pictures from this server alone.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A picture dresses itself with style attributes, and may do nothing else.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

HOST = re.compile(r"(?:\[(?P<six>[^\]]*)\]|(?P<name>[^:\[\]]*))(?::\d*)?\Z")
STRANGER = "This server reads a store on this machine and answers to localhost alone.\n"


def is_loopback(name: str) -> bool:
    """Whether a name or address means this machine itself: localhost, 127.0.0.0/8 or ::1."""
    try:
        return name.lower() == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


class Guard:
    """Turns away requests under a foreign name, and adds the headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _dress(MutableHeaders(scope=message))
            await send(message)

        found = HOST.match(Headers(scope=scope).get("host", ""))
        named = (found["six"] or found["name"] or "") if found else ""
        app = self.app if is_loopback(named) else PlainTextResponse(STRANGER, status_code=421)
        await app(scope, receive, dressed)


def _dress(headers: MutableHeaders) -> None:
    is_picture = headers.get("content-type", "").startswith("image/svg")
    headers["Content-Security-Policy"] = PICTURE_POLICY if is_picture else POLICY
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
