"""All pairs of a store in, what is strongest over them out: the greatest breaks, the coldest and warmest pairs.

Pairs are taken without direction, so that one change is not told twice. Breaks are ranked by their strength, which
grows with the events behind them: a pair of two rows never leads the list. Nothing here needs the events themselves:
the days of the pairs do, as the store sums them up, so that millions of events are told in seconds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

import numpy as np

from detente.model import Break, Event, Month, Standing
from detente.relations.breaks import Cut, cuts
from detente.relations.columns import Columns, Pair, PairedDays, Places, coverage_of
from detente.relations.readings import COUNTED, readings
from detente.relations.series import countries
from detente.relations.temperature import Nest, levels
from detente.relations.turns import breaks_at

# The ordinal of the first day of 1970, from which NumPy counts days and months.
EPOCH = date(1970, 1, 1).toordinal()


def by_pair(events: Iterable[Event]) -> dict[Pair, list[Event]]:
    """The events that count between each two states, codes in the order of the alphabet."""
    found: dict[Pair, list[Event]] = defaultdict(list)
    for event in events:
        if event.first is not None and event.status in COUNTED:
            for pair in _pairs(event):
                found[pair].append(event)
    return dict(found)


def summed_days(pairs: Sequence[Pair], columns: Mapping[str, Any]) -> PairedDays:
    """The days of all pairs as the store sums them up: arrays with a value a day, ``pair`` its place in ``pairs``."""
    days = Columns(
        day=columns["day"].astype(np.int64),
        mean=columns["mean"],
        worth=columns["worth"],
        squares=columns["squares"],
        count=columns["events"].astype(np.float64),
    )
    return PairedDays(pairs=pairs, starts=np.searchsorted(columns["pair"], np.arange(len(pairs))), days=days)


def strongest_breaks(
    paired: PairedDays, volumes: Mapping[date, float], events_of: Callable[[Pair], Iterable[Event]], *, top: int
) -> list[Break]:
    """The strongest breaks over all pairs, the strongest first; ``volumes`` are events a day in the whole store.

    ``events_of`` gives the events of a pair, for the causes of those breaks that are told.
    """
    chosen = _strongest_cuts(paired, volumes, top=top)
    read = {pair: readings(events_of(pair)) for pair in dict.fromkeys(pair for pair, _ in chosen)}
    return [found for pair, cut in chosen for found in breaks_at([cut], read[pair], pair, directed=False)]


def _strongest_cuts(paired: PairedDays, volumes: Mapping[date, float], *, top: int) -> list[tuple[Pair, Cut]]:
    coverage = coverage_of(volumes)
    found = [(pair, cut) for number, pair in enumerate(paired.pairs) for cut in cuts(paired.of(number), coverage)]
    return sorted(found, key=lambda each: (-each[1].strength, each[1].day, each[0]))[:top]


def standings(paired: PairedDays, *, least_events: int) -> list[Standing]:
    """Each pair with so many events or more over the whole time, the coldest first."""
    if not paired.pairs:
        return []
    events = np.add.reduceat(paired.days.count, paired.starts)
    whole = levels(paired.days, _nest(paired.days, paired.starts, paired.starts))
    months = _month_starts(paired.days, paired.starts)
    nest = _nest(paired.days, months, paired.starts)
    extremes_of = _coldest_and_warmest(levels(paired.days, nest).value.tolist(), nest.pairs.tolist())
    days = paired.days.day[months].tolist()
    found = [
        Standing(
            a=paired.pairs[number][0],
            b=paired.pairs[number][1],
            events=int(events[number]),
            temperature=float(whole.value[number]),
            lower=float(whole.lower[number]),
            upper=float(whole.upper[number]),
            coldest_month=date.fromordinal(days[coldest]).replace(day=1),
            warmest_month=date.fromordinal(days[warmest]).replace(day=1),
        )
        for number, (coldest, warmest) in enumerate(extremes_of)
        if events[number] >= least_events
    ]
    return sorted(found, key=lambda each: (each.temperature, each.a, each.b))


def months_of(paired: PairedDays, pair: Pair) -> list[Month]:
    """The months of a pair that has events; a month without any is left out."""
    days = paired.of(paired.pairs.index(pair))
    first = np.zeros(1, dtype=np.int64)
    months = _month_starts(days, first)
    found = levels(days, _nest(days, months, first))
    events = np.add.reduceat(days.count, months)
    return [
        Month(first=start, last=(start + timedelta(days=31)).replace(day=1) - timedelta(days=1), events=int(number),
              temperature=value, lower=lower, upper=upper)
        for start, number, value, lower, upper in zip(
            (date.fromordinal(each).replace(day=1) for each in days.day[months].tolist()),
            events.tolist(), found.value.tolist(), found.lower.tolist(), found.upper.tolist(), strict=True,
        )
    ]  # fmt: skip


def extremes(every: list[Standing], *, top: int) -> list[Standing]:
    """The ``top`` coldest and the ``top`` warmest pairs, coldest first; the surely cold and warm before the perhaps."""
    cold = sorted(every, key=lambda each: (each.upper, each.a, each.b))[:top]
    chosen = {(each.a, each.b) for each in cold}
    left = [each for each in every if (each.a, each.b) not in chosen]
    warm = sorted(left, key=lambda each: (-each.lower, each.a, each.b))[:top]
    return sorted([*cold, *warm], key=lambda each: (each.temperature, each.a, each.b))


def _nest(days: Columns, groups: Places, first_days: Places) -> Nest:
    """Groups and pairs by the places of their first days."""
    return Nest(days=len(days), groups=groups, pairs=np.searchsorted(groups, first_days))


def _month_starts(days: Columns, first_days: Places) -> Places:
    """The places at which a month or a pair begins."""
    months = (days.day - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    begins = np.diff(months, prepend=months[0] - 1) != 0
    begins[first_days] = True
    return np.flatnonzero(begins)


def _coldest_and_warmest(values: list[float], starts: list[int]) -> list[tuple[int, int]]:
    """The places of each pair's lowest and highest value, of equal ones the first."""
    ends = [*starts[1:], len(values)]
    places = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    return [(min(each, key=values.__getitem__), max(each, key=values.__getitem__)) for each in places]


def _pairs(event: Event) -> set[Pair]:
    sources = countries(event.sources)
    if not event.targets:
        return set(combinations(sorted(sources), 2))
    return {(min(two), max(two)) for two in product(sources, countries(event.targets)) if two[0] != two[1]}
