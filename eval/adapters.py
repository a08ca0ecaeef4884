"""The library's public functions as the benchmarks call them, one adapter each: edit here when a name moves.

The library is imported inside the adapters, so that scoring functions and ``--help`` cost no loading of weights.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from detente.model import Article, Classified, Coding, Copy, PlaceUse, span_of

if TYPE_CHECKING:
    from detente.coding.tree import Parse

Offsets = tuple[int, int]


class Located(Protocol):
    """Anything that tells where it is: a ``Where``, or a place of the gazetteer."""

    @property
    def country(self) -> str | None:
        """ISO 3166 alpha-3."""
        ...

    @property
    def lat(self) -> float | None:
        """Degrees north."""
        ...

    @property
    def lon(self) -> float | None:
        """Degrees east."""
        ...


def code(text: str, published: str | None) -> Coding:
    """The coding of a text published on a day, given as ``2017-04-13`` or None."""
    import detente  # noqa: PLC0415

    return detente.code_text(text, published=published)


def code_titled(text: str, published: str | None, title: str | None) -> Coding:
    """The coding of a text with the title it was published under."""
    import detente  # noqa: PLC0415

    return detente.code_text(text, published=published, title=title)


def classify(text: str, sources: Sequence[Offsets], targets: Sequence[Offsets]) -> Classified:
    """What the text says that the sources did to the targets."""
    import detente  # noqa: PLC0415

    return detente.classify(text, sources=sources, targets=targets)


def resolve_places(text: str, spans: Sequence[Offsets]) -> Sequence[Located | None]:
    """The place that each named span means, None where it is not known, in the order of the spans."""
    from detente.coding import places  # noqa: PLC0415
    from detente.lexicon import load_lexicon  # noqa: PLC0415

    return places.resolve_places(text, spans, load_lexicon())


def place_use(text: str, span: Offsets) -> PlaceUse:
    """Whether the place name means the place or those who act there."""
    from detente.coding.place_use import place_use as use_of  # noqa: PLC0415
    from detente.lexicon import load_lexicon  # noqa: PLC0415

    return use_of(_parse(text), span_of(text, *span), load_lexicon())


def pronoun_refers(text: str, pronoun: Offsets, candidates: Sequence[Offsets]) -> tuple[tuple[bool, ...], float]:
    """Whether the pronoun means each of the candidates, and how sure the answer is."""
    from detente.coding import pronouns, tree  # noqa: PLC0415
    from detente.coding.persons import People  # noqa: PLC0415
    from detente.lexicon import load_lexicon  # noqa: PLC0415

    parse, lexicon = _parse(text), load_lexicon()
    named = [
        pronouns.Candidate(tree.head_token(parse, span_of(text, *each)), text[slice(*each)]) for each in candidates
    ]
    word = tree.head_token(parse, span_of(text, *pronoun))
    best, sure = pronouns.choose(parse, word, named, lexicon.built("people", People, People))
    return tuple(number == best for number in range(len(candidates))), sure


def link(articles: Iterable[Article]) -> list[Copy]:
    """Each article's story and the article that it copies, if it does."""
    from detente import linking  # noqa: PLC0415

    return list(linking.link_articles(articles))


def read_page(path: Path) -> Article | None:
    """The article of an HTML page, None where none is found in it."""
    from detente import articles  # noqa: PLC0415

    return next(iter(articles.read_articles([path])), None)


def row_of(coding: Coding) -> Mapping[str, object]:
    """A coding as the row that ``detente code --format jsonl`` writes."""
    from detente import records  # noqa: PLC0415

    return records.coding_row(coding)


def names_finder(text: str) -> Callable[[], object]:
    """What finds the gazetteer's names in the text; the gazetteer is loaded."""
    from detente.coding.names import NameIndex  # noqa: PLC0415
    from detente.lexicon import load_lexicon  # noqa: PLC0415

    index = load_lexicon().built("names", NameIndex, NameIndex)
    return lambda: index.find(text)


def actors_finder(text: str) -> Callable[[], object]:
    """What finds the actors of the text; it is parsed, and the gazetteer is loaded."""
    from detente.coding.actors import find_actors  # noqa: PLC0415
    from detente.lexicon import load_lexicon  # noqa: PLC0415

    parse, lexicon = _parse(text), load_lexicon()
    find_actors(parse, lexicon, on=None)
    return lambda: find_actors(parse, lexicon, on=None)


def nouns_finder(text: str) -> Callable[[], object]:
    """What finds the actors and places of the text, loading the gazetteer for it; the text is parsed."""
    from detente.coding.actors import find_actors  # noqa: PLC0415
    from detente.coding.places import find_places  # noqa: PLC0415
    from detente.lexicon import load_lexicon  # noqa: PLC0415

    parse = _parse(text)

    def find() -> object:
        lexicon = load_lexicon()
        return find_actors(parse, lexicon, on=None), find_places(parse, lexicon)

    return find


def parser_pipeline() -> Any:  # noqa: ANN401 - the parser library has no types
    """The parser library's own pipeline, with the weights that the library uses."""
    from detente.coding.syntax import load_parser  # noqa: PLC0415

    return load_parser()._pipeline


def _parse(text: str) -> "Parse":
    from detente.coding.syntax import load_parser  # noqa: PLC0415

    return load_parser().parse(text, [(0, len(text))])
