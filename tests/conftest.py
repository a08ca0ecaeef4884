"""Fixtures that are dear to build and shared by all tests: the parser and the lexicon; and no additions of a user's."""

from collections.abc import Iterator

import pytest

from detente.additions import VARIABLE
from detente.coding.syntax import Parser, load_parser
from detente.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="session", autouse=True)
def no_own_gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the user of this machine added to the gazetteer is out of sight, for processes that tests start too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("gazetteer")))
        yield


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The English parser, loaded once."""
    return load_parser()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The English words with the PLOVER ontology."""
    return load_lexicon()
