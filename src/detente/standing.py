"""The nouns of the relations room: how two states stand to each other, period by period, and where that changed.

They belong to the nouns of ``model.py``, which hands them on. Temperatures run from -10 (conflict) to 10 (cooperation).
Where ``directed`` is False, ``source`` and ``target`` are two sides in the order in which they were asked for, and what
either did to the other counts.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A pair in one period, and what it is made of: what ``source`` did to ``target``, or either to the other.

    ``cooperation`` and ``conflict`` are sums of intensities (0 or more, 0 or less); ``temperature`` is None, with
    ``lower`` and ``upper``, in a period without events: a gap is a gap.
    """

    source: str
    target: str
    first: date
    last: date
    events: tuple[str, ...]
    independent_reports: int
    cooperation: float
    conflict: float
    temperature: float | None
    lower: float | None
    upper: float | None
    low_point: bool = False
    is_break: bool = False
    high_point: bool = False
    directed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """An event, by its id, and how many degrees of a change it made; of the sign of the change."""

    event: str
    contribution: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The ``day`` from which a pair is lastingly colder or warmer, and the days between which that day lies.

    ``before`` and ``after`` are the mean temperatures of the stretches around it, which last from ``since`` and to
    ``until``; ``size`` is their difference, ``standardised`` the same in standard errors. ``strength`` ranks the breaks
    of different pairs: it is the standardised size, and up to 1.7 times that where the coverage changed too.
    ``causes`` are the events of its first weeks, those that made most of it first.
    """

    source: str
    target: str
    directed: bool
    day: date
    first: date
    last: date
    since: date
    until: date
    before: float
    after: float
    size: float
    standardised: float
    strength: float
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A period that is clearly colder (``is_low``) or warmer than usual, and the most so of those around it.

    ``since`` is the first day of the last period before it that was as extreme; None: of all periods before, none was.
    """

    relation: Relation
    is_low: bool
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reciprocity:
    """How far ``follower`` treats ``leader`` as ``leader`` treated ``follower`` so many weeks before.

    ``correlation`` (-1 to 1) is that of the two directions, week by week, over ``weeks`` weeks in which both have
    events, with its 90% interval; ``slope`` is how many degrees the follower moves with a degree of the leader's.
    """

    leader: str
    follower: str
    lag_weeks: int
    correlation: float
    lower: float
    upper: float
    slope: float
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Two states over the whole time of a store, each event once: how warm, how sure, and the extreme months.

    ``coldest_month`` and ``warmest_month`` are first days of months with events; of equal months the earliest.
    """

    a: str
    b: str
    events: int
    temperature: float
    lower: float
    upper: float
    coldest_month: date
    warmest_month: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of two states that has events, each event once: how many, how warm they stood, and how sure that is."""

    first: date
    last: date
    events: int
    temperature: float
    lower: float
    upper: float
