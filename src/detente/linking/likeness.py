"""Two tellings in; how likely they tell one happening (0 to 1), and in words why, out.

The score is the product of what type, sources, targets, days, places and the articles' stories say. Below ``SAME`` two
tellings are of two happenings. The figures were set by what should pass and what should not (``tests/linking``), since
no pack has gold events. Limits: a figure that is off by a tenth shifts few links, and which ones nobody has counted.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from detente.linking.happenings import Happenings
from detente.linking.origins import Origins
from detente.linking.parties import Side, compare_sides, side_of
from detente.model import Basis, EventReport, Voice, Where

Stretch = tuple[date, date]
Part = tuple[float, str]

# Swept .3 to .8 on the 138 reports coded from the happenings pack: pairs of reports of two articles that were joined
# are 15 or 16 from .3 to .55 and 10 from .6 on, and none joins two of the pack's happenings: it hardly decides there.
SAME = 0.5

# Days that a date may stretch and still name a happening ("the weekend"). Set, not swept: no pack has gold events.
EXACT_DAYS = 3

# Days that a vague date may stretch and still be tied to the one event inside it: a month. Set, not swept.
VAGUE_DAYS = 31

# Days after a stated day on which an article without a day of its own may still tell of it: weekend pages, weeklies.
LATE_DAYS = 3

# Kilometres between two towns of one happening. Set: a city with what is around it.
NEAR_KM = 100.0
EARTH_KM = 6371.0

PART_OF_DAYS = 0.9
NEXT_DAY = 0.8  # published on the day after a stated one
IN_STRETCH = 0.7  # the only event of a stretch
VOUCHED_DAY = 0.6  # two stated days that touch, the same toll or town
LATE = 0.45  # published later, or two days of publication that touch: only one story can carry it over the line
PLACE_UNKNOWN = 0.9
FAR_WITH_TOLL = 0.6  # two towns, one toll: one of them is wrong
BLAME = 0.6
COPY = 1.5
SAME_STORY = 1.3
OTHER_STORY = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One report, with what it is compared by."""

    report: EventReport
    sources: Side
    targets: Side
    stretch: Stretch | None
    origin: str
    story: str | None

    @property
    def length(self) -> int:
        """How many days it may have been; 0 where no day is known."""
        return (self.stretch[1] - self.stretch[0]).days + 1 if self.stretch else 0

    @property
    def by_publication(self) -> bool:
        """Whether only the article's own day is known."""
        return self.report.when.basis is Basis.PUBLICATION

    def days(self, more: int = 0) -> Iterator[date]:
        """Each day of the stretch, and so many before and after it."""
        if self.stretch:
            first = self.stretch[0] - timedelta(days=more)
            yield from (first + timedelta(days=number) for number in range(self.length + 2 * more))


def telling(report: EventReport, origins: Origins) -> Telling:
    """A report made ready. Where only publication dates a copy, its origin's day is taken."""
    origin = origins.origin(report.article)
    stretch = _stretch(report, origins.published(origin) if origin != report.article else None)
    return telling_of(report, stretch, origin, origins.story_of.get(origin))


def telling_of(report: EventReport, stretch: Stretch | None, origin: str, story: str | None) -> Telling:
    """A report with its parties and what is known of its day, origin and story."""
    return Telling(
        report=report,
        sources=side_of(report.sources),
        targets=side_of(report.targets),
        stretch=stretch,
        origin=origin,
        story=story,
    )


def _stretch(report: EventReport, first_published: date | None) -> Stretch | None:
    ends = sorted(each for each in (report.when.first, report.when.last) if each is not None)
    if not ends:
        return None
    if report.when.basis is Basis.PUBLICATION and first_published and first_published < ends[0]:
        return first_published, first_published
    return ends[0], ends[-1]


def compare(one: Telling, other: Telling, known: Happenings) -> Part:
    """How likely the two tell one happening, 0 to 1, and why; 0 where one thing rules it out."""
    parts = []
    for ask in (_types, _parties, _days, _places, _stories):
        score, reason = ask(one, other, known)
        if not score:
            return 0.0, reason
        parts.append((score, reason))
    return min(math.prod(score for score, _ in parts), 1.0), "; ".join(reason for _, reason in parts if reason)


def fits(one: Telling, other: Telling, known: Happenings) -> bool:
    """Whether type and parties alone let the two be of one happening."""
    return bool(_types(one, other, known)[0] and _parties(one, other, known)[0])


def _types(one: Telling, other: Telling, known: Happenings) -> Part:
    mine, yours = one.report.type, other.report.type
    if one.report.status is not other.report.status:
        return 0.0, f"one {one.report.status}, the other {other.report.status}"
    if mine == yours:
        return 1.0, f"both {mine}"
    near = known.near.get(mine, {}).get(yours)
    if near is None or one.origin == other.origin:
        return 0.0, f"{mine} is not {yours}"
    return near.likeness, f"{mine} and {yours}: {near.because}"


def _parties(one: Telling, other: Telling, known: Happenings) -> Part:
    if one.report.type in known.joined and other.report.type in known.joined and not (one.targets and other.targets):
        score, reason = compare_sides(_all(one), _all(other), known)
        if one.targets or other.targets:
            return score, reason
    sources, source_reason = compare_sides(one.sources, other.sources, known)
    targets, target_reason = compare_sides(one.targets, other.targets, known)
    if not sources and _blame(one, other, known) and targets >= PART_OF_DAYS:
        return BLAME * targets, f"blame differs: {source_reason}; targets: {target_reason}"
    reasons = [f"sources: {source_reason}", *([f"targets: {target_reason}"] if one.targets or other.targets else [])]
    return sources * targets, "; ".join(reasons)


def _all(each: Telling) -> Side:
    return tuple(dict.fromkeys(sorted((*each.sources, *each.targets), key=lambda party: (party.root, str(party)))))


def _blame(one: Telling, other: Telling, known: Happenings) -> bool:
    """Whether two may differ on who did it: in one town on one day, and one of them in somebody's words."""
    here, there = one.report.where, other.report.where
    return (
        {one.report.type, other.report.type} <= known.blamed
        and bool(one.sources and other.sources and one.targets)
        and one.stretch == other.stretch
        and here is not None
        and there is not None
        and here.name == there.name
        and {one.report.voice, other.report.voice} != {Voice.ARTICLE}
        and one.origin != other.origin
    )


def _days(one: Telling, other: Telling, _: Happenings) -> Part:
    if one.stretch is None or other.stretch is None:
        alike = one.stretch == other.stretch and one.origin == other.origin
        return (1.0, "no day in either, one text") if alike else (0.0, "one has a day")
    if one.stretch == other.stretch:
        return 1.0, f"both on {_told(one.stretch)}"
    if max(one.length, other.length) > VAGUE_DAYS:
        return 0.0, "one has no day to speak of"
    gap = (max(one.stretch[0], other.stretch[0]) - min(one.stretch[1], other.stretch[1])).days
    early, late = (one, other) if one.stretch < other.stretch else (other, one)
    told = f"{_told(one.stretch)} and {_told(other.stretch)}"
    if gap <= 0:
        exact = max(one.length, other.length) <= EXACT_DAYS
        return (PART_OF_DAYS, f"days meet: {told}") if exact else (IN_STRETCH, f"the only event of the stretch: {told}")
    return _apart(early, late, gap, told)


def _apart(early: Telling, late: Telling, gap: int, told: str) -> Part:
    """Days that do not meet; only exact ones can still be of one happening."""
    if gap > LATE_DAYS or max(early.length, late.length) > EXACT_DAYS:
        return 0.0, f"days apart: {told}"
    if late.by_publication and not early.by_publication:
        return (NEXT_DAY if gap == 1 else LATE), f"published {gap} day(s) after: {told}"
    if late.by_publication and gap == 1:
        return LATE, f"published on days that touch: {told}"
    if gap == 1 and early.origin != late.origin and not early.by_publication and _vouched(early, late):
        return VOUCHED_DAY, f"days that touch, with one story and one town or toll: {told}"
    return 0.0, f"days apart: {told}"


def _vouched(one: Telling, other: Telling) -> bool:
    """Whether two stated days can be of one happening: two articles of one story, with one town or one toll."""
    here, there = one.report.where, other.report.where
    town = here is not None and there is not None and here.name == there.name
    return one.story is not None and one.story == other.story and (town or _one_toll(one, other))


def _one_toll(one: Telling, other: Telling) -> bool:
    """Whether two articles count as many dead or injured."""
    mine, yours = (
        {(each.harm, each.number) for each in side.report.casualties if each.number} for side in (one, other)
    )
    return one.origin != other.origin and bool(mine & yours)


def _places(one: Telling, other: Telling, known: Happenings) -> Part:
    here, there = one.report.where, other.report.where
    if here is None or there is None:
        return PLACE_UNKNOWN, "a place in one at most"
    if here.name == there.name or (here.geonames is not None and here.geonames == there.geonames):
        return 1.0, f"both in {here.name}"
    together = f"{here.name} and {there.name}"
    if None in (here.country, there.country):
        return PLACE_UNKNOWN, f"places may be one: {together}"
    if here.country != there.country:
        return 0.0, f"places in two countries: {together}"
    distance = kilometres(here, there)
    if distance is None or distance <= NEAR_KM or {here.name, there.name} & known.countries:
        return PLACE_UNKNOWN, f"places of one country: {together}"
    if _one_toll(one, other):
        return FAR_WITH_TOLL, f"places {distance:.0f} km apart, with one toll: {together}"
    return 0.0, f"places {distance:.0f} km apart: {together}"


def kilometres(one: Where, other: Where) -> float | None:
    """The way between two places along the ground; None where either is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(one.lon - other.lon)
    cosine = math.sin(north) * math.sin(south) + math.cos(north) * math.cos(south) * math.cos(east)
    return EARTH_KM * math.acos(max(-1.0, min(1.0, cosine)))


def _stories(one: Telling, other: Telling, _: Happenings) -> Part:
    if one.origin == other.origin:
        return COPY, "one text"
    if one.story is None or other.story is None:
        return 1.0, ""
    return (SAME_STORY, "one story") if one.story == other.story else (OTHER_STORY, "two stories")


def _told(stretch: Stretch) -> str:
    return str(stretch[0]) if stretch[0] == stretch[1] else f"{stretch[0]} to {stretch[1]}"
