"""Breaks, points and the rest of the relations room in, a sentence and a JSON row for each out, with their events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.event_records import event_row
from detente.model import Break, Event, Period, Point, Reciprocity, Standing
from detente.records import Row

# Events that are told under a point.
POINT_EVENTS = 20

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A break, the sentence that tells it, and its causes as events with the degrees that each moved."""

    found: Break
    sentence: str
    causes: tuple[tuple[Event, float], ...]

    def row(self) -> Row:
        """The break as JSON; ``events`` are its causes, the greatest contribution first."""
        each = self.found
        return {
            "source": each.source,
            "target": each.target,
            "day": str(each.day),
            "first": str(each.first),
            "last": str(each.last),
            "change": "colder" if each.size < 0 else "warmer",
            "size": each.size,
            "standardised": each.standardised,
            "strength": each.strength,
            "before": each.before,
            "after": each.after,
            "since": str(each.since),
            "until": str(each.until),
            "directed": each.directed,
            "sentence": self.sentence,
            "events": [{**event_row(event), "contribution": moved} for event, moved in self.causes],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPoint:
    """A low or high point, the sentence that tells it, and the events of its period that tell most of it."""

    found: Point
    sentence: str
    events: tuple[Event, ...]

    def row(self) -> Row:
        """The point as JSON."""
        relation = self.found.relation
        return {
            "source": relation.source,
            "target": relation.target,
            "period": str(relation.first),
            "last": str(relation.last),
            "point": "low" if self.found.is_low else "high",
            "temperature": relation.temperature,
            "lower": relation.lower,
            "upper": relation.upper,
            "since": str(self.found.since) if self.found.since else None,
            "directed": relation.directed,
            "sentence": self.sentence,
            "events": [event_row(each) for each in self.events],
        }


def told(found: Break, events: Mapping[str, Event]) -> Told:
    """A break with its sentence: "From 4 May 2020 colder by 4.1: +1.2 before, −2.9 after"."""
    change = "colder" if found.size < 0 else "warmer"
    span = "" if found.first == found.last else f" ({day_name(found.first)} to {day_name(found.last)})"
    sentence = (
        f"From {day_name(found.day)}{span} {change} by {abs(found.size):.1f}: "
        f"{signed(found.before)} before, {signed(found.after)} after"
    )
    causes = [(events[each.event], each.contribution) for each in found.causes if each.event in events]
    return Told(found=found, sentence=sentence, causes=tuple(causes))


def told_point(found: Point, begin: date, period: Period, events: Mapping[str, Event]) -> ToldPoint:
    """A point with its sentence: "June 2017: −6.1, the lowest month since March 2015"."""
    relation = found.relation
    extreme = "lowest" if found.is_low else "highest"
    since = f"since {period_name(found.since, period)}" if found.since else (
        f"on record, which begins in {period_name(begin, period)}" if period is Period.MONTH
        else f"on record, which begins on {day_name(begin)}"
    )  # fmt: skip
    temperature, name = signed(relation.temperature or 0.0), period_name(relation.first, period)
    return ToldPoint(
        found=found,
        sentence=f"{name[:1].upper()}{name[1:]}: {temperature}, the {extreme} {period} {since}",
        events=_telling(found, events),
    )


def reciprocity_row(each: Reciprocity) -> Row:
    """How far one side follows the other."""
    return {
        "leader": each.leader,
        "follower": each.follower,
        "lag_weeks": each.lag_weeks,
        "correlation": each.correlation,
        "lower": each.lower,
        "upper": each.upper,
        "slope": each.slope,
        "weeks": each.weeks,
    }


def standing_row(each: Standing) -> Row:
    """A pair over the whole time, with its coldest and warmest month."""
    return {
        "source": each.a,
        "target": each.b,
        "events": each.events,
        "temperature": each.temperature,
        "lower": each.lower,
        "upper": each.upper,
        "coldest_month": str(each.coldest_month),
        "warmest_month": str(each.warmest_month),
        "directed": False,
    }


def day_name(day: date) -> str:
    """A day as people write it, 4 May 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def period_name(first: date, period: Period) -> str:
    """A period by its first day: 4 May 2024, the week of 29 April 2024, May 2024."""
    if period is Period.MONTH:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"the week of {day_name(first)}" if period is Period.WEEK else day_name(first)


def signed(figure: float) -> str:
    """A temperature with its sign and a true minus."""
    shown = f"{figure:+.1f}"
    return shown[1:] if float(shown) == 0 else shown.replace("-", "−")


def _telling(found: Point, events: Mapping[str, Event]) -> tuple[Event, ...]:
    """The events of the period, those that pull to its side first, the strongest and best told before the others."""
    own: Sequence[Event] = [events[each] for each in found.relation.events if each in events]
    side = -1 if found.is_low else 1
    ranked = sorted(own, key=lambda each: (-side * each.score, -each.independent_sources, str(each.first), each.id))
    return tuple(ranked[:POINT_EVENTS])
