"""Show: an opened store in, pages for a browser out, each with a ``.json`` twin; nothing here writes.

``article``, ``event``, ``home``, ``pair`` and ``pairs`` are a page each: what it asks of the store, and its twin. The
words of a page stand in ``templates/`` under the same name. The server answers this machine alone.
"""

from detente.web.app import make_app
from detente.web.server import serve_store
from detente.web.shelf import Shelf

__all__ = ["Shelf", "make_app", "serve_store"]
