"""Why an article is of a story, in words: the one of the others that it is most like, and what the two share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scipy.sparse import csr_array  # type: ignore[import-untyped]

from detente.linking.average_link import Edge
from detente.linking.parties import actor_key
from detente.model import Article, EventReport

Pair = tuple[int, int]
SHOWN = 3  # of the heaviest words that two articles share


@dataclass(slots=True)
class Told:
    """What an article tells: its events (type, parties, day), and who and where."""

    events: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Reasons:
    """All that the reasons are drawn from; the rows and columns of words are those of the articles and names."""

    articles: Sequence[Article]
    names: Sequence[str]
    rows: csr_array
    told: Mapping[str, Told]

    def of(self, likest: Mapping[int, tuple[float, int]]) -> dict[str, str]:
        """A reason for each article, by id, from its likest neighbour of the same story and how alike the two are."""
        return {self.articles[number].id: self._reason(number, *found) for number, found in likest.items()}

    def _reason(self, number: int, likeness: float, other: int) -> str:
        one, like = self.articles[number], self.articles[other]
        nothing = Told()
        mine, theirs = self.told.get(one.id, nothing), self.told.get(like.id, nothing)
        parts = {
            "events": sorted(mine.events & theirs.events),
            "actors": sorted(mine.actors & theirs.actors),
            "places": sorted(mine.places & theirs.places),
            "words": self._words(number, other),
        }
        named = [f"{name} {', '.join(found)}" for name, found in parts.items() if found]
        return f"like {like.id} ({likeness:.2f}): " + "; ".join([*named, _apart(one, like)])

    def _words(self, one: int, other: int) -> list[str]:
        shared = self.rows[[one]].multiply(self.rows[[other]]).tocoo()
        weighed = sorted(
            zip(shared.data.tolist(), shared.col.tolist(), strict=True), key=lambda each: (-each[0], each[1])
        )
        words = [self.names[column] for _, column in weighed]
        return [word for word in words if " " not in word][:SHOWN]


def likest_inside(groups: Sequence[Sequence[int]], edges: Iterable[Edge]) -> dict[int, tuple[float, int]]:
    """For each number the one of its group that it is most like, the smaller of two, and how alike they are."""
    home = {number: place for place, group in enumerate(groups) for number in group}
    found: dict[int, tuple[float, int]] = {}
    for one, other, likeness in edges:
        if home[one] == home[other]:
            for number, neighbour in ((one, other), (other, one)):
                best = found.get(number)
                if best is None or (likeness, -neighbour) > (best[0], -best[1]):
                    found[number] = (likeness, neighbour)
    return found


def told_by_article(reports: Iterable[EventReport]) -> dict[str, Told]:
    """What each article tells, by its id."""
    found: dict[str, Told] = defaultdict(Told)
    for report in reports:
        told = found[report.article]
        sides = [
            ",".join(sorted({actor_key(each)[1].upper() for each in side})) for side in (report.sources, report.targets)
        ]
        told.events.add(f"{report.type} {' > '.join(filter(None, sides))} {report.when.first or 'undated'}")
        told.actors.update(actor_key(each)[1].upper() for each in (*report.sources, *report.targets) if each.actor)
        if report.where:
            told.places.add(report.where.name)
    return dict(found)


def _apart(one: Article, other: Article) -> str:
    if one.published is None or other.published is None:
        return "days unknown"
    days = abs((one.published - other.published).days)
    return "same day" if not days else f"{days} {'day' if days == 1 else 'days'} apart"
