"""Fixtures that are dear to build and shared by all tests: the parser and the lexicon."""

import pytest

from detente.coding.syntax import Parser, load_parser
from detente.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The English parser, loaded once."""
    return load_parser()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The English words with the PLOVER ontology."""
    return load_lexicon()
