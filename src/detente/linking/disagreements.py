"""The tellings of one event in; what they do not agree on, side by side with the reports of each, out. No verdict.

Less is no disagreement: a longer stretch that holds the day, a country that holds the town, a side that names fewer.
Dates of publication are nobody's word on the day and are left out.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from detente.linking.likeness import Telling
from detente.linking.parties import ActorKey, Side, roots_of
from detente.model import (
    ActorMention,
    Bound,
    Casualties,
    Claim,
    Disagreement,
    EventReport,
    Harm,
    Held,
    Stance,
    Topic,
    Voice,
)

Range = tuple[float, float]
# "About 50" goes with what lies a tenth around it. Set, not swept.
ABOUT = 0.1


def find_disagreements(
    tellings: Sequence[Telling], claims: Iterable[Claim], countries: Collection[str]
) -> tuple[Disagreement, ...]:
    """What the tellings of one event do not agree on, in the order of the topics; ``claims`` are those on them.

    ``countries`` are the names of states, which as places say nothing against a town.
    """
    found = {
        Topic.TYPE: _all_if_several(_by(tellings, lambda each: each.report.type)),
        Topic.DATES: _dates(tellings),
        Topic.KILLED: _tolls(tellings, Harm.KILLED),
        Topic.INJURED: _tolls(tellings, Harm.INJURED),
        Topic.PLACES: _places(tellings, countries),
        Topic.SOURCES: _sides(tellings, lambda each: each.sources),
        Topic.TARGETS: _sides(tellings, lambda each: each.targets),
        Topic.VOICE: _all_if_several(_by(tellings, lambda each: _voice(each.report))),
        Topic.CLAIMS: _claims(claims),
    }
    return tuple(
        Disagreement(about=topic, values=tuple(_held(values))) for topic, values in found.items() if len(values) > 1
    )


def _held(values: Mapping[str, Sequence[str]]) -> list[Held]:
    """The most told first; of two that are told as often, the first by its words."""
    ordered = sorted(values.items(), key=lambda item: (-len(set(item[1])), item[0]))
    return [Held(value=value, reports=tuple(sorted(set(reports)))) for value, reports in ordered]


def _by(tellings: Iterable[Telling], value: Callable[[Telling], str | None]) -> dict[str, list[str]]:
    """The reports that tell each value; those that tell none are left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in tellings:
        told = value(each)
        if told is not None:
            found[told].append(each.report.id)
    return found


def _all_if_several(values: dict[str, list[str]]) -> dict[str, list[str]]:
    return values if len(values) > 1 else {}


def _dates(tellings: Sequence[Telling]) -> dict[str, list[str]]:
    stated = [each for each in tellings if each.stretch and not each.by_publication]
    stretches = {each.stretch for each in stated if each.stretch}
    if all(one[0] <= other[1] and other[0] <= one[1] for one in stretches for other in stretches):
        return {}
    return _by(stated, lambda each: "/".join(dict.fromkeys(map(str, each.stretch or ()))))


def _tolls(tellings: Sequence[Telling], harm: Harm) -> dict[str, list[str]]:
    counted = [(each.report.id, toll) for each in tellings for toll in each.report.casualties if toll.harm is harm]
    known = [(report, toll) for report, toll in counted if toll.number is not None]
    ranges = {_range(toll) for _, toll in known}
    if all(one[0] <= other[1] and other[0] <= one[1] for one in ranges for other in ranges):
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    for report, toll in known:
        found[str(toll.number) if toll.bound is Bound.EXACT else f"{toll.bound} {toll.number}"].append(report)
    return found


def _range(toll: Casualties) -> Range:
    """The numbers that a toll leaves open."""
    number = float(toll.number or 0)
    return {
        Bound.EXACT: (number, number),
        Bound.LEAST: (number, math.inf),
        Bound.MOST: (0.0, number),
        Bound.ABOUT: (number * (1 - ABOUT), number * (1 + ABOUT)),
    }[toll.bound]


def _places(tellings: Sequence[Telling], countries: Collection[str]) -> dict[str, list[str]]:
    """Towns and sites; a place that is as wide as its country says nothing against a town of it."""
    named = [each for each in tellings if each.report.where and each.report.where.name not in countries]
    return _all_if_several(_by(named, lambda each: _place(each.report)))


def _place(report: EventReport) -> str | None:
    where = report.where
    return f"{where.name} ({where.country})" if where and where.country else where.name if where else None


def _sides(tellings: Sequence[Telling], side: Callable[[Telling], Side]) -> dict[str, list[str]]:
    """Who did it or to whom; shown where two sides name others, not where one names fewer."""
    named = [each for each in tellings if side(each)]
    roots = {frozenset(roots_of(side(each))) for each in named}
    if all(one <= other or other <= one for one in roots for other in roots):
        return {}
    return _by(named, lambda each: ", ".join(_shown(root) for root in roots_of(side(each))))


def _shown(root: ActorKey) -> str:
    kind, value = root
    return value.upper() if kind == "country" else value


def _voice(report: EventReport) -> str:
    """Whose word a telling is: the article's own, a source's, or one's that is not named."""
    told_by = report.told_by
    if report.voice is Voice.NAMED and told_by is not None:
        return _called(told_by)
    return "the article's own" if report.voice is Voice.ARTICLE else "a source without a name"


def _claims(claims: Iterable[Claim]) -> dict[str, list[str]]:
    """The stances that claimants take on what the reports tell; shown where they are not all the same."""
    found: dict[str, list[str]] = defaultdict(list)
    stances: set[Stance] = set()
    for each in claims:
        if each.report is not None:
            stances.add(each.stance)
            found[f"{_claimant(each)} {each.stance}"].append(each.report)
    return found if len(stances) > 1 else {}


def _claimant(claim: Claim) -> str:
    return "someone not named" if claim.claimant is None else _called(claim.claimant)


def _called(mention: ActorMention) -> str:
    """The state or the name by which someone is known, else the words that name them."""
    actor = mention.actor
    return (actor.country or actor.name if actor else None) or mention.span.text
