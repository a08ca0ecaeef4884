"""The tree of errors. Every message says where, what is wrong, what is allowed, and what to do.

    DetenteError                 anything this library raises on purpose
    ├── InputError               an article, file or date that cannot be read
    ├── DataError                a file under data/ that breaks its schema
    ├── StoreError               a store that is missing, broken or of another kind
    ├── NotFoundError            a name that is not known: a country, a type, an article
    └── MissingPartError         a part of the installation that is not there

Example::

    try:
        coding = detente.code_text(text, published="2017-04-13")
    except detente.DetenteError as error:
        print(error)
"""


class DetenteError(Exception):
    """Anything this library raises on purpose; its text is one line for a person."""


class InputError(DetenteError):
    """An article, file or date that cannot be read."""


class DataError(DetenteError):
    """A file under ``data/`` that breaks its schema."""


class StoreError(DetenteError):
    """A store that is missing, broken or of another kind."""


class NotFoundError(DetenteError):
    """A name that is not known: a country, a type, an article."""


class MissingPartError(DetenteError):
    """A part of the installation that is not there."""
