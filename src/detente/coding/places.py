"""A parsed article in, its places out, with country and coordinates where known, and whether each is meant as a place.

A name with several readings takes the one that fits the article's other places (``placesense.py``). "Moscow said"
against "in Moscow" is told by the word's part in its clause (``place_use.py``).
"""

from collections.abc import Sequence

from detente.coding.names import NameIndex, NameKind
from detente.coding.place_use import place_use
from detente.coding.placenames import PlaceNames
from detente.coding.placesense import choose_places
from detente.coding.towns import Place
from detente.coding.tree import Parse
from detente.lexicon import Lexicon
from detente.model import Span, Where, span_of

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


def find_places(parse: Parse, lexicon: Lexicon) -> tuple[Where, ...]:
    """The places that the parsed text names, in its order; a place name that is not known has no coordinates."""
    spans = {(entity.start, entity.end) for entity in parse.entities if entity.label in PLACE_LABELS}
    hits = lexicon.built("names", NameIndex, NameIndex).find(parse.text)
    named = {(hit.start, hit.end) for hit in hits if hit.name.kind in {NameKind.STATE, NameKind.CAPITAL}}
    parsed = [(start, end) for start, end in named if parse.tokens_between(start, end)]
    apart = [(start, end) for start, end in spans if not any(start < stop and begin < end for begin, stop in parsed)]
    chosen = sorted([*parsed, *apart])
    found = resolve_places(parse.text, chosen, lexicon)
    return tuple(
        _where(parse, span_of(parse.text, *offsets), place, lexicon)
        for offsets, place in zip(chosen, found, strict=True)
    )


def resolve_places(text: str, spans: Sequence[tuple[int, int]], lexicon: Lexicon) -> list[Place | None]:
    """For each named span the place it most likely means, in the same order; None where the name is not known."""
    return choose_places(text, spans, lexicon.built("place names", PlaceNames, PlaceNames))


def _where(parse: Parse, span: Span, place: Place | None, lexicon: Lexicon) -> Where:
    use = place_use(parse, span, lexicon)
    if place is None:
        return Where(name=" ".join(span.text.split()), span=span, use=use)
    return Where(
        name=place.name,
        span=span,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        geonames=place.geonames,
        use=use,
    )
