"""What the ontology says of tellings: which types and which parts of a state can stand for one another."""

from dataclasses import dataclass

from detente.lexicon import Lexicon, State, Words, read_yaml


class NearTypes(Words):
    """Two types under which one deed may be filed, and how near they are, 0 to 1."""

    types: tuple[str, str]
    likeness: float
    because: str


class HappeningWords(Words):
    """The file ``ontologies/happenings/NAME.yaml``; an ontology without one has no near types."""

    near: tuple[NearTypes, ...] = ()
    blamed: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Happenings:
    """The table, ready to be asked. ``joined`` are the types in which parties act together, ``countries`` are names."""

    near: dict[str, dict[str, NearTypes]]
    blamed: frozenset[str]
    state: frozenset[str]
    people: frozenset[str]
    joined: frozenset[str]
    countries: frozenset[str]

    def told(self) -> str:
        """All that it says, in one order."""
        sets = (self.blamed, self.state, self.people, self.joined, self.countries)
        return repr((sorted(map(repr, self.near.items())), *map(sorted, sets)))


def load_happenings(lexicon: Lexicon) -> Happenings:
    """The table of the lexicon's ontology. Raises ``DataError`` where its file breaks the shape."""
    return lexicon.built("happenings", Happenings, _load)


def _load(lexicon: Lexicon) -> Happenings:
    ontology = lexicon.ontology
    path = lexicon.folder / "ontologies" / "happenings" / f"{ontology.name.casefold()}.yaml"
    words = read_yaml([path], HappeningWords) if path.exists() else HappeningWords()
    near: dict[str, dict[str, NearTypes]] = {}
    for entry in words.near:
        one, other = entry.types
        near.setdefault(one, {})[other] = entry
        near.setdefault(other, {})[one] = entry
    joined = frozenset(name for name, entry in ontology.types.items() if entry.symmetric != "never")
    return Happenings(
        near=near,
        blamed=words.blamed,
        state=words.state,
        people=words.people,
        joined=joined,
        countries=frozenset(each.name for each in lexicon.table("states", State)),
    )
