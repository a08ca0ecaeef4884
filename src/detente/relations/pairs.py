"""All events of a store in, what is strongest over all pairs out: the greatest breaks, the coldest and warmest pairs.

Pairs are taken without direction, so that one change is not told twice. Breaks are ranked by their strength, which
grows with the events behind them: a pair of two rows never leads the list.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations, product

from detente.model import Break, Event, Period, Standing
from detente.relations.readings import COUNTED, readings
from detente.relations.series import countries, pair_temperature
from detente.relations.temperature import temperatures
from detente.relations.turns import breaks

Pair = tuple[str, str]


def by_pair(events: Iterable[Event]) -> dict[Pair, list[Event]]:
    """The events that count between each two states, codes in the order of the alphabet."""
    found: dict[Pair, list[Event]] = defaultdict(list)
    for event in events:
        if event.first is not None and event.status in COUNTED:
            for pair in _pairs(event):
                found[pair].append(event)
    return dict(found)


def strongest_breaks(events: Mapping[Pair, list[Event]], daily: Mapping[date, float], *, top: int) -> list[Break]:
    """The strongest breaks over all pairs, the strongest first."""
    found = [each for pair, own in events.items() for each in breaks(own, pair, daily, directed=False)]
    return sorted(found, key=lambda each: (-each.strength, each.day, each.source, each.target))[:top]


def standings(events: Mapping[Pair, list[Event]], *, least_events: int) -> list[Standing]:
    """Each pair with so many events or more over the whole time, the coldest first."""
    found = [_standing(pair, own) for pair, own in events.items() if len(own) >= least_events]
    return sorted(found, key=lambda each: (each.temperature, each.a, each.b))


def extremes(every: list[Standing], *, top: int) -> list[Standing]:
    """The ``top`` coldest and the ``top`` warmest pairs, coldest first; the surely cold and warm before the perhaps."""
    cold = sorted(every, key=lambda each: (each.upper, each.a, each.b))[:top]
    left = [each for each in every if each not in cold]
    warm = sorted(left, key=lambda each: (-each.lower, each.a, each.b))[:top]
    return sorted([*cold, *warm], key=lambda each: (each.temperature, each.a, each.b))


def _standing(pair: Pair, events: list[Event]) -> Standing:
    (whole,) = temperatures([readings(events)])
    assert whole is not None, "pairs have events that count"  # noqa: S101 - by_pair keeps no other
    return Standing(
        a=pair[0],
        b=pair[1],
        events=len(events),
        temperature=whole.value,
        lower=whole.lower,
        upper=whole.upper,
        months=tuple(pair_temperature(events, *pair, Period.MONTH)),
    )


def _pairs(event: Event) -> set[Pair]:
    sources = countries(event.sources)
    if not event.targets:
        return set(combinations(sorted(sources), 2))
    return {(min(two), max(two)) for two in product(sources, countries(event.targets)) if two[0] != two[1]}
