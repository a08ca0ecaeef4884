"""Events and streams made up for the tests of this room."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from detente.model import Actor, Event, Status, content_id
from eval.streams import FIRST, Plan, Planted, Stream, rhythm, stream


def event(
    score: float, day: int = 0, independent: int = 1, status: Status = Status.HAPPENED, mark: object = None
) -> Event:
    """One event from France to Germany, so many days after the first of 2020."""
    first = date(2020, 1, 1) + timedelta(days=day)
    return Event(
        id=content_id(score, day, independent, status, mark), type="ACCUSE", status=status, score=score, first=first,
        last=first, sources=(Actor(country="FRA"),), targets=(Actor(country="DEU"),), reports=(), articles=(),
        publishers=(), independent_sources=independent,
    )  # fmt: skip


def again(each: Event, mark: object) -> Event:
    """The same told once more, as another row."""
    return replace(each, id=content_id(each.id, mark))


def broken_stream(size: float, rate: float = 1.0, seed: int = 7, days: int = 365, volume: float = 1.0) -> Stream:
    """A year of France and Germany with a break on its 180th day."""
    random = np.random.default_rng(seed)
    there = Planted(a="DEU", b="FRA", day=FIRST + timedelta(days=180), size=size, days=days, volume=volume)
    plan = Plan(a="DEU", b="FRA", rate=rate, tone=2.0, planted=(there,) if size else ())
    return stream(plan, random, rhythm(random))
