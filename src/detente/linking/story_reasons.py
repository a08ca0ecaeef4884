"""Why an article is of a story, in words: the one of the others that it is most like, and what the two share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from detente.linking.average_link import Edge
from detente.linking.parties import actor_key
from detente.model import EventReport

SHOWN = 3  # of the heaviest words that two articles share


@dataclass(slots=True)
class Told:
    """What an article tells: its events (type, parties, day), and who and where."""

    events: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the reasons are drawn from: the day of an article, what it tells, and the weights of its heaviest words."""

    id: str
    published: date | None
    told: Told
    words: Mapping[str, float]


def reason(one: Shown, like: Shown, likeness: float) -> str:
    """Why an article is of the story of the one that it is likest."""
    weights = {word: weight * like.words[word] for word, weight in one.words.items() if word in like.words}
    parts = {
        "events": sorted(one.told.events & like.told.events),
        "actors": sorted(one.told.actors & like.told.actors),
        "places": sorted(one.told.places & like.told.places),
        "words": sorted(weights, key=lambda word: (-weights[word], word))[:SHOWN],
    }
    named = [f"{name} {', '.join(found)}" for name, found in parts.items() if found]
    return f"like {like.id} ({likeness:.2f}): " + "; ".join([*named, _apart(one, like)])


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


def _apart(one: Shown, other: Shown) -> str:
    if one.published is None or other.published is None:
        return "days unknown"
    days = abs((one.published - other.published).days)
    return "same day" if not days else f"{days} {'day' if days == 1 else 'days'} apart"
