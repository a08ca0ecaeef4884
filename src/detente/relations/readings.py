"""Events in, a reading a day out: how warm what happened between two states on that day was, and what that is worth.

What only was planned, imagined or denied, and what is history, weighs nothing. An event weighs by its confidence and by
the logarithm of its independent sources, each day's weights against one another: who reports twice as much of the same
does not make the day warmer, colder or surer. An event without a known confidence or source weighs as a sure one with
one source.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detente.model import Event, Status

# A threat is a deed in words: what is threatened counts as cold as a threat (the mildest threat of Goldstein's scale),
# never as warm or as cold as the deed. Set by that scale, not swept.
THREAT_INTENSITY = -4.4

COUNTED = frozenset({Status.HAPPENED, Status.THREATENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One day of a pair: the weighted ``mean`` intensity, the events it is ``worth``, their squared deviations."""

    day: date
    mean: float
    worth: float
    squares: float
    events: tuple[Event, ...]

    @property
    def freedom(self) -> int:
        """Degrees of freedom of ``squares``."""
        return len(self.events) - 1


def intensity(event: Event) -> float | None:
    """What an event adds: its own intensity, at most a threat's if only threatened; None where it does not count."""
    if event.status not in COUNTED:
        return None
    if event.status is Status.THREATENED:
        return min(0.0, max(event.score, THREAT_INTENSITY))
    return event.score


def source_weight(independent_sources: int) -> float:
    """1 for one independent source, 2 for three, 3 for seven; an event without a known source weighs as with one."""
    return math.log2(1 + max(independent_sources, 1))


def event_weight(event: Event) -> float:
    """The weight of an event beside others of its day: its sources' times its confidence."""
    return source_weight(event.independent_sources) * _confidence(event)


def readings(events: Iterable[Event]) -> list[Reading]:
    """The readings of the days that have events which count, in order; an event that is given twice counts once."""
    by_day: dict[date, dict[str, Event]] = defaultdict(dict)
    for event in events:
        if event.first is not None and event.status in COUNTED:
            by_day[event.first][event.id] = event
    return [_reading(day, [by_id[key] for key in sorted(by_id)]) for day, by_id in sorted(by_day.items())]


def _reading(day: date, events: Sequence[Event]) -> Reading:
    """One day's reading. Its worth is Kish's effective number of events, times their mean confidence."""
    weights = [event_weight(each) for each in events]
    scores = [intensity(each) or 0.0 for each in events]
    total = math.fsum(weights)
    mean = math.fsum(score * weight for score, weight in zip(scores, weights, strict=True)) / total
    worth = total**2 / math.fsum(weight**2 for weight in weights)
    return Reading(
        day=day,
        mean=mean,
        worth=worth * math.fsum(map(_confidence, events)) / len(events),
        squares=math.fsum((score - mean) ** 2 for score in scores),
        events=tuple(events),
    )


# A row that reaches a store is at least this sure; keeps a weight above zero where a table brings a confidence of 0.
LEAST_CONFIDENCE = 0.05


def _confidence(event: Event) -> float:
    return 1.0 if event.confidence is None else max(event.confidence, LEAST_CONFIDENCE)
