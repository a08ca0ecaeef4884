"""What the tests share: the parser and the lexicon, loaded once, and a few ways to code a sentence."""

import re
from collections.abc import Callable

import pytest

from detente.coding.syntax import SpacyParser, load_parser
from detente.coding.tree import Parse
from detente.lexicon import Lexicon, load_lexicon

ParseText = Callable[[str], Parse]


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    """The real parser of English."""
    return load_parser()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The data that come with the package."""
    return load_lexicon()


@pytest.fixture(scope="session")
def parse_text(parser: SpacyParser) -> ParseText:
    """A function that parses a text, a paragraph a line, all of it body."""

    def parse(text: str) -> Parse:
        return parser.parse(text, [match.span() for match in re.finditer(r"\S(?:.*\S)?", text)])

    return parse
