"""An opened store in, a running server out, on this machine's own address and no other, until it is stopped."""

import os
import socket
from contextlib import suppress

import uvicorn

from detente.errors import InputError
from detente.web.app import make_app
from detente.web.guard import is_loopback
from detente.web.shelf import Shelf


def serve_store(library: Shelf, *, host: str, port: int) -> None:
    """Show the store in a browser until Ctrl-C.

    Raises ``InputError`` for a host that others can reach, and for an address that is taken or not there.
    """
    if not is_loopback(host):
        raise InputError(
            f"--host {host}: others could reach it, and the pages ask nobody for a password; allowed are localhost, "
            "127.0.0.1 and ::1. To read from elsewhere, use an SSH tunnel, or a reverse proxy that asks for a password "
            "and sends the Host localhost"
        )
    server = uvicorn.Server(
        uvicorn.Config(make_app(library), log_level="warning", server_header=False, proxy_headers=False)
    )
    with listening(host, port) as listener, suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises ``InputError`` where none can be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise InputError(
            f"{host}:{port}: can not be listened on ({reason}); a free port above 1023 is allowed. "
            f"Try --port {port + 1 if 1023 < port < 65535 else 8000}"
        ) from error
