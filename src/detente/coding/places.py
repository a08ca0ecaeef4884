"""A parsed article in, its places out, with country and coordinates where known, and whether each is meant as a place.

Place names are the states and capitals of the gazetteer, what the parser labels as a place, and further proper nouns
that the gazetteer knows: those that stand where places stand ("in Omsk", "Omsk province"), and large towns that nobody
bears as a name. A name with several readings takes the one that fits the article's other places (``placesense.py``).
"Moscow said" against "in Moscow" is told by the word's part in its clause (``place_use.py``). Limits: a village that
the parser does not label is not seen, and a town named like a person of the article only where it stands as a place.
"""

from collections.abc import Collection, Iterator, Sequence

from detente.coding.names import NameHit, NameIndex, NameKind
from detente.coding.persons import People
from detente.coding.place_use import place_use
from detente.coding.placenames import PlaceNames, PlaceWords
from detente.coding.placesense import choose_places
from detente.coding.towns import Place, PlaceKind
from detente.coding.tree import Entity, Parse, Token
from detente.lexicon import Lexicon
from detente.model import Span, Where, span_of

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Labels that the small parser gives to towns it does not know ("Aleppo" a people, "Valparaiso" a book), and those that
# count only where the words around are those of a place.
DOUBTFUL_LABELS = frozenset({None, "NORP", "LOC", "GPE", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW", "LANGUAGE"})
NAME_LABELS = DOUBTFUL_LABELS | {"PERSON", "ORG"}
BEARERS = frozenset({NameKind.PERSON, NameKind.ORGANISATION, NameKind.GROUP})
PEOPLES = frozenset({NameKind.ADJECTIVE, NameKind.DEMONYM})
# People of a town that is read where its name stands alone, and where it stands as places do. Set by hand; what they
# let in was read in 230 articles of world news.
LARGE = 200_000
KNOWN = 15_000
# Words of the longest name that is looked up, and characters of the shortest: below are abbreviations ("ID", "Minn.").
LONGEST_NAME = 4
SHORTEST_NAME = 4

Offsets = tuple[int, int]


def find_places(parse: Parse, lexicon: Lexicon) -> tuple[Where, ...]:
    """The places that the parsed text names, in its order; a place name that is not known has no coordinates."""
    chosen = _Names(parse, lexicon).spans()
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


class _Names:
    """The words of one parse that name places."""

    def __init__(self, parse: Parse, lexicon: Lexicon) -> None:
        self._parse = parse
        self._words = lexicon.words("places", PlaceWords)
        self._places = lexicon.built("place names", PlaceNames, PlaceNames)
        self._people = lexicon.built("people", People, People)
        hits = lexicon.built("names", NameIndex, NameIndex).find(parse.text)
        self._states = [hit for hit in hits if hit.name.kind in {NameKind.STATE, NameKind.CAPITAL}]
        self._borne = self._words_of(hits, BEARERS)
        self._seats = {
            token.index: hit for hit in hits if hit.name.kind == NameKind.METONYM for token in self._tokens(hit)
        }
        self._peoples = self._words_of(hits, PEOPLES)
        self._entities = {index: each for each in parse.entities for index in range(each.first, each.last + 1)}
        self._family_names = self._bearers(hits)
        self._runs = [run for run in self._all_runs() if self._is_free(*run)]
        self._standing = {run for run in self._runs if self._stands_as_place(*run)}
        self._shown = {self._written(*run) for run in self._standing}

    def spans(self) -> list[Offsets]:
        """Where the place names stand, in the order of the text; none overlaps another."""
        states = [hit for hit in self._states if self._tokens(hit) and not self._is_in_person(self._tokens(hit)[0])]
        covered = {token.index for hit in states for token in self._tokens(hit)}
        found = [(hit.start, hit.end) for hit in states]
        for entity in self._parse.entities:
            inside = range(entity.first, entity.last + 1)
            if entity.label in PLACE_LABELS and covered.isdisjoint(inside) and self._is_place(entity):
                covered.update(inside)
                found.append((entity.start, entity.end))
        for first, last in self._runs:
            inside = range(first.index, last.index + 1)
            if covered.isdisjoint(inside) and self._is_known(first, last):
                covered.update(inside)
                found.append((first.start, last.end))
        return sorted(found)

    def _tokens(self, hit: NameHit) -> list[Token]:
        return self._parse.tokens_between(hit.start, hit.end)

    def _written(self, first: Token, last: Token) -> str:
        return self._parse.text[first.start : last.end]

    def _words_of(self, hits: Sequence[NameHit], kinds: Collection[NameKind]) -> frozenset[int]:
        return frozenset(token.index for hit in hits if hit.name.kind in kinds for token in self._tokens(hit))

    def _bearers(self, hits: Sequence[NameHit]) -> frozenset[str]:
        """The last words of the persons that the text names in full."""
        persons = [each for each in self._parse.entities if each.label == "PERSON" and each.last > each.first]
        full = [self._parse.text[each.start : each.end].removesuffix("'s").removesuffix("’s") for each in persons]
        full += [self._parse.text[hit.start : hit.end] for hit in hits if hit.name.kind == NameKind.PERSON]
        return frozenset(words[-1] for words in map(str.split, full) if len(words) > 1)

    def _is_in_person(self, token: Token) -> bool:
        """Whether the word follows a given name in a person's name ("Jack London")."""
        entity = self._entities.get(token.index)
        if entity is None or entity.label != "PERSON" or entity.first == token.index:
            return False
        return self._people.gender(self._parse.tokens[entity.first].text) is not None

    def _is_place(self, entity: Entity) -> bool:
        """Whether what the parser labels a place may be one."""
        inside = range(entity.first, entity.last + 1)
        first, last = self._parse.tokens[entity.first], self._parse.tokens[entity.last]
        written = self._written(first, last)
        if not any(self._parse.tokens[index].text[:1].isupper() for index in inside):
            return False
        if written in self._family_names:
            least = KNOWN if self._stands_as_place(first, last) else LARGE
            return written in self._shown and self._places.known(written, least) is not None
        if self._borne.issuperset(inside):
            return self._places.known(written, KNOWN) is not None
        sites = not {first.text.lower(), last.text.lower()}.isdisjoint((*self._words.kinds, *self._words.sites))
        stands = self._stands_as_place(first, last) or self._follows_way(first)
        return sites or stands or bool(self._places.called(written))

    def _is_known(self, first: Token, last: Token) -> bool:
        """Whether proper nouns that the parser does not label as a place are the name of a known one."""
        inside = range(first.index, last.index + 1)
        label = self._entities[first.index].label if first.index in self._entities else None
        written = self._written(first, last)
        borne = not (self._borne.isdisjoint(inside) and self._peoples.isdisjoint(inside))
        short = len(written) < SHORTEST_NAME or written.endswith(".") or written.lower() in self._words.openings
        if borne or short or label not in NAME_LABELS:
            return False
        is_body = label == "ORG" and last.text.lower() in self._words.kinds
        several = first is not last and not is_body and self._people.gender(first.text) is None
        telling = label in DOUBTFUL_LABELS or several
        clear = telling and written not in self._family_names
        stands = (first, last) in self._standing or self._is_joined(last) or (clear and self._follows_way(first))
        shown = stands or (clear and written in self._shown)
        if not (shown or clear):
            return False
        place = self._places.known(written, KNOWN if shown else LARGE, other_names=shown)
        if place and place.kind == PlaceKind.REGION and first is last and not shown:
            return False
        seat = self._seats.get(first.index)
        return place is not None and (seat is None or (stands and seat.name.country == place.country))

    def _all_runs(self) -> Iterator[tuple[Token, Token]]:
        """The stretches of proper nouns, each with its first and last word; one that is too long is left out."""
        first: Token | None = None
        tokens = self._parse.tokens
        for token in tokens:
            if token.pos != "PROPN" or not token.text[:1].isupper():
                first = None
                continue
            first = first or token
            after = tokens[token.index + 1] if token.index + 1 < len(tokens) else token
            ends = after is token or after.sentence != token.sentence or after.pos != "PROPN"
            if (ends or not after.text[:1].isupper()) and token.index - first.index < LONGEST_NAME:
                yield first, token
            if ends:
                first = None

    def _is_free(self, first: Token, last: Token) -> bool:
        """Whether the words are no part of a longer name."""
        entity = self._entities.get(first.index)
        return entity is None or (entity.last <= last.index and entity.first >= first.index - 1)

    def _follows_way(self, first: Token) -> bool:
        """Whether the word before is one of a way ("to X"), which may lead to a person too."""
        return first.index > 0 and self._parse.tokens[first.index - 1].text in self._words.ways

    def _is_joined(self, last: Token) -> bool:
        """Whether the name is joined to one that stands as a place ("in Omsk and Tomsk")."""
        head = last
        while head.dep == "conj" and self._parse.head(head).pos == "PROPN":
            head = self._parse.head(head)
        return head is not last and self._stands_as_place(head, head)

    def _stands_as_place(self, first: Token, last: Token) -> bool:
        """Whether the words around are those of a place: "in X", "the city of X", "X province", "reached X"."""
        tokens, words = self._parse.tokens, self._words
        after = tokens[last.index + 1] if last.index + 1 < len(tokens) else None
        if after and after.sentence == last.sentence and after.text in (*words.kinds, *words.sites):
            return True
        if (after and after.tag == "POS") or (last.dep == "compound" and last.head > last.index):
            return False
        begin = first.index - 1
        while begin > 0 and (tokens[begin].lemma in words.openings or tokens[begin].dep == "det"):
            begin -= 1
        before = tokens[begin] if begin >= 0 and tokens[begin].sentence == first.sentence else None
        if before is None:
            return False
        if before.lemma == "of":
            return begin > 0 and tokens[begin - 1].text in words.kinds
        if before.lemma in words.ways and self._parse.head(before).lemma in words.travelling:
            return True
        return before.text.lower() in words.locative or before.lemma in words.reaching
