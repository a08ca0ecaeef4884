"""A seed in, a year of made-up events between made-up states out, with the truth about every pair.

What it imitates of machine-coded events: volumes by a power law over pairs, a weekly cycle, days on which everything is
reported more, stories that give several like events on one day or several, bursts of coverage that are about nothing
new, pairs that are hostile all year, and slow drift. The shares of the intensities are those of 1,741 events between
two named states in a sample of ICEWS of June 2018. What it plants are breaks: days from which a pair is colder or
warmer, for good or for some weeks, some with more coverage and some without.
"""

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np

from detente.model import Actor, Event, Status, content_id

FIRST = date(2023, 1, 1)
DAYS = 365

# Intensities of the sample and how often each stands in it.
SCALE: dict[float, int] = {
    -10.0: 47, -9.0: 9, -7.5: 3, -7.2: 4, -7.0: 4, -6.5: 5, -5.8: 1, -5.0: 49, -4.4: 4, -4.0: 21, -2.0: 60, -0.4: 8,
    0.0: 157, 0.4: 13, 1.0: 408, 1.9: 124, 2.5: 18, 2.8: 123, 3.0: 53, 3.4: 71, 3.5: 40, 4.0: 292, 4.5: 44, 5.2: 7,
    6.0: 4, 6.4: 2, 7.0: 114, 7.4: 2, 8.0: 46, 9.0: 4, 10.0: 2,
}  # fmt: skip

# Width of the intensities around a tone: with it the variance within a pair and day is about the sample's, 5.6.
WIDTH = 3.4
# Standard deviations of the tones of a pair's stories and days around its own, chosen so that the variance between days
# is about the sample's, 1.4; how far a pair's own tone drifts, and how slowly (a month or so).
STORY_SPREAD = 1.0
DAY_SPREAD = 1.0
DRIFT_SPREAD = 0.5
DRIFT_KEPT = 0.97
WEEKEND = 0.55
STORE_NOISE = 0.15
EVENTS_A_STORY = 1.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A break that was put in: ``size`` warmer from ``day`` on, for ``days`` days; ``volume`` times the stories."""

    a: str
    b: str
    day: date
    size: float
    days: int
    volume: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One pair: its events, its true tone each day, the same with each day's own mood, and what was planted."""

    a: str
    b: str
    events: tuple[Event, ...]
    tones: tuple[float, ...]
    moods: tuple[float, ...]
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a pair behaves: stories a day, usual tone, planted breaks, and bursts (day, days, times the stories)."""

    a: str
    b: str
    rate: float
    tone: float
    planted: tuple[Planted, ...] = ()
    bursts: tuple[tuple[int, int, float], ...] = ()


class Tones:
    """Draws intensities whose mean is a given tone, in the shares of the sample."""

    def __init__(self) -> None:
        self.values = np.array(list(SCALE))
        shares = np.array(list(SCALE.values()), dtype=float)
        centres = np.linspace(-18.0, 14.0, 161)
        weights = shares * np.exp(-((self.values - centres[:, None]) ** 2) / (2 * WIDTH**2))
        self.cumulated = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
        self.means = (weights * self.values).sum(axis=1) / weights.sum(axis=1)

    def draw(self, tone: float, random: np.random.Generator) -> float:
        """One intensity around a tone; tones beyond the scale's reach are drawn from its end."""
        row = min(int(np.searchsorted(self.means, tone)), len(self.means) - 1)
        return float(self.values[min(int(np.searchsorted(self.cumulated[row], random.random())), len(self.values) - 1)])


TONES = Tones()


def stream(plan: Plan, random: np.random.Generator, store: Sequence[float]) -> Stream:
    """The events of one pair, under the store's own rhythm (stories a day, as a factor)."""
    tones = _tones(plan, random)
    moods = tones + random.normal(0, DAY_SPREAD, DAYS)
    rates = plan.rate * np.asarray(store) * _bursts(plan)
    events: list[Event] = []
    for day, stories in enumerate(random.poisson(rates)):
        for _ in range(int(stories)):
            events += _story(plan, day, moods, random, len(events))
    return Stream(
        a=plan.a,
        b=plan.b,
        events=tuple(events),
        tones=tuple(map(float, tones)),
        moods=tuple(map(float, moods)),
        planted=plan.planted,
    )


def rhythm(random: np.random.Generator) -> list[float]:
    """How much is reported each day, as a factor: fewer stories at weekends, and days that differ."""
    noise = random.lognormal(0.0, STORE_NOISE, DAYS)
    return [
        float(noise[day]) * (WEEKEND if (FIRST + timedelta(days=day)).weekday() > 4 else 1.0) for day in range(DAYS)
    ]


def pair_names(number: int) -> Iterator[tuple[str, str]]:
    """So many pairs of made-up states, two codes of three capitals."""
    codes = ["".join(each) for each in product("QXZ", string.ascii_uppercase, string.ascii_uppercase)]
    found = ((a, b) for place, b in enumerate(codes) for a in codes[:place])
    return (pair for pair, _ in zip(found, range(number), strict=False))


def _tones(plan: Plan, random: np.random.Generator) -> np.ndarray:
    """The true tone of each day: the usual one, a slow drift, and what was planted."""
    drift = np.empty(DAYS)
    drift[0] = random.normal(0, DRIFT_SPREAD)
    for day in range(1, DAYS):
        drift[day] = DRIFT_KEPT * drift[day - 1] + random.normal(0, DRIFT_SPREAD * (1 - DRIFT_KEPT**2) ** 0.5)
    tones = plan.tone + drift
    for each in plan.planted:
        start = (each.day - FIRST).days
        tones[start : start + each.days] += each.size
    clipped: np.ndarray = np.clip(tones, -9.5, 8.0)
    return clipped


def _bursts(plan: Plan) -> np.ndarray:
    factors = np.ones(DAYS)
    for first, days, times in plan.bursts:
        factors[first : first + days] *= times
    for each in plan.planted:
        start = (each.day - FIRST).days
        # The news is loudest at first.
        span = np.arange(min(each.days, DAYS - start))
        factors[start : start + each.days] *= 1 + (each.volume - 1) * np.exp(-span / 30)
    return factors


def _story(plan: Plan, day: int, moods: np.ndarray, random: np.random.Generator, serial: int) -> Iterator[Event]:
    """The events of one story: some on its first day, some on the next, many of them like the first."""
    own = float(random.normal(0, STORY_SPREAD))
    first_score = TONES.draw(moods[day] + own, random)
    for number in range(int(random.geometric(1 / EVENTS_A_STORY))):
        on = min(day + int(random.random() < 0.25), DAYS - 1)
        score = first_score if number and random.random() < 0.35 else TONES.draw(moods[on] + own, random)
        yield made_event(plan.a, plan.b, on, score, serial=serial + number, reversed_=random.random() < 0.4)


def made_event(a: str, b: str, day: int, score: float, *, serial: int, reversed_: bool = False) -> Event:
    """One event on a day of the year, from ``a`` to ``b`` or back."""
    source, target = (b, a) if reversed_ else (a, b)
    first = FIRST + timedelta(days=day)
    kind = ("ASSAULT" if score < -7 else "ACCUSE") if score < 0 else "CONSULT" if score < 5 else "AID"
    return Event(
        id=content_id(a, b, serial), type=kind, status=Status.HAPPENED, score=score, first=first, last=first,
        sources=(Actor(country=source),), targets=(Actor(country=target),), reports=(), articles=(), publishers=(),
        independent_sources=1,
    )  # fmt: skip


PAIRS = 3000
EVENTS = 45_000
# A power law: the rate of the pair of this rank falls with one over the rank and a little.
RANK_OFFSET = 3.0


def year(seed: int, *, pairs: int = PAIRS) -> list[Stream]:
    """A year of a store: some 50,000 events between 3,000 pairs, with breaks in the 600 busiest, in order of volume."""
    random = np.random.default_rng(seed)
    store = rhythm(random)
    shares = 1 / (np.arange(1, pairs + 1) + RANK_OFFSET)
    rates = shares / shares.sum() * EVENTS * pairs / PAIRS / DAYS / EVENTS_A_STORY / np.mean(store)
    return [
        stream(_plan(names, rank, float(rate), random), random, store)
        for rank, (names, rate) in enumerate(zip(pair_names(pairs), rates, strict=True))
    ]


def calm(seed: int, rate: float, number: int) -> list[Stream]:
    """So many pairs without a break, of ``rate`` stories a day, each with a burst of coverage."""
    random = np.random.default_rng(seed)
    store = rhythm(random)
    return [
        stream(
            Plan(
                a="QAA",
                b="QAB",
                rate=rate,
                tone=random.normal(2, 2.5),
                bursts=((int(random.integers(0, 350)), int(random.integers(3, 15)), 5.0),),
            ),
            random,
            store,
        )
        for _ in range(number)
    ]


def _plan(names: tuple[str, str], rank: int, rate: float, random: np.random.Generator) -> Plan:
    """One pair of the year: an eighth are hostile, the busier ones have more breaks, half have bursts of coverage."""
    tone = random.normal(1.8, 1.8) if random.random() > 0.12 else random.normal(-4, 1.5)
    planted = []
    chance = 0.6 if rank < 60 else 0.4 if rank < 200 else 0.2 if rank < 600 else 0.0
    if random.random() < chance:
        sign = 1 if tone < -1 or random.random() < 0.35 else -1
        planted.append(
            Planted(
                a=names[0],
                b=names[1],
                day=FIRST + timedelta(days=int(random.integers(40, 335))),
                size=sign * float(random.choice([1.5, 2, 3, 4, 6])),
                days=int(random.choice([14, 30, 60, 365])),
                volume=float(random.choice([1, 2, 4, 8])),
            )
        )
    number = int(random.integers(1, 4)) if random.random() < 0.5 else 0
    bursts = tuple(
        (int(random.integers(0, 360)), int(random.integers(2, 15)), float(random.choice([3, 5, 10])))
        for _ in range(number)
    )
    return Plan(a=names[0], b=names[1], rate=rate, tone=tone, planted=tuple(planted), bursts=bursts)
