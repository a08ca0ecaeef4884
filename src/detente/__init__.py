"""détente: news in, a trustworthy record of how states treat each other out.

The public door: everything that scripts may rely on is named in ``__all__``, and is loaded when it is first used.
"""

from typing import TYPE_CHECKING, Any

from detente.errors import DetenteError, InputError, StoreError

if TYPE_CHECKING:
    from detente.library import classify, code_text, open_store
    from detente.model import Article, Coding, Event, EventReport, Relation

__all__ = [
    "Article",
    "Coding",
    "DetenteError",
    "Event",
    "EventReport",
    "InputError",
    "Relation",
    "StoreError",
    "classify",
    "code_text",
    "open_store",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load a public name when it is first used, so that importing the package costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'detente' has no attribute {name!r}; public: {', '.join(__all__)}")
    from importlib import import_module  # noqa: PLC0415

    room = "library" if name in {"classify", "code_text", "open_store"} else "model"
    return getattr(import_module(f"detente.{room}"), name)
