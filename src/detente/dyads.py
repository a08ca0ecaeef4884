"""A store in, what the relations of its states are told from out: a pair's events, and all pairs' days summed up.

The days of all pairs are summed by the database: five million events are some four million days of pairs, which as
nouns would take ten gigabytes. What an event weighs is decided in the relations room; its constants come as parameters.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from detente.delta import DeltaFolder
from detente.event_tables import DYADIC, HAPPENINGS
from detente.model import Event
from detente.rows import BETWEEN, COUNTING, Rows, visible

DAILY = f"SELECT first, count(*) FROM happenings WHERE {COUNTING} GROUP BY first"  # noqa: S608 - a constant
# Both sides of events that count, and the pairs of states that stand in them, in the order of the alphabet.
NUMBERED = f"""
CREATE TEMP TABLE numbered AS
WITH sides AS (SELECT DISTINCT sources AS givers, CASE WHEN mutual THEN sources ELSE targets END AS takers
    FROM happenings WHERE {COUNTING}),
given AS (SELECT givers, takers, unnest(string_split(givers, '|')) AS giver FROM sides),
dyads AS (SELECT givers, takers, giver, unnest(string_split(takers, '|')) AS taker FROM given),
pairs AS (SELECT DISTINCT givers, takers, least(giver, taker) AS a, greatest(giver, taker) AS b
    FROM dyads WHERE giver <> taker AND giver <> '' AND taker <> '')
SELECT givers, takers, (dense_rank() OVER (ORDER BY a, b) - 1)::INTEGER AS pair, a, b FROM pairs
"""  # noqa: S608 - a constant
NAMES = "SELECT DISTINCT pair, a, b FROM numbered ORDER BY pair"
# Sums are of whole billionths, so that they are the same in whatever order the processors add them up.
SUMMED = f"""
WITH counted AS (
    SELECT sources AS givers, CASE WHEN mutual THEN sources ELSE targets END AS takers, first,
        CASE WHEN status = 'threatened' THEN least(0, greatest(score, $threat)) ELSE score END AS score,
        greatest(coalesce((record ->> '$.confidence')::DOUBLE, 1), $least_confidence) AS confidence,
        log2(1 + greatest(independent_sources, 1)) * confidence AS weight
    FROM happenings WHERE {COUNTING}),
days AS (
    SELECT pair, first, count(*) AS events, sum((weight * 1e9)::BIGINT) / 1e9 AS weights,
        sum((weight * weight * 1e9)::BIGINT) / 1e9 AS weights_squared,
        sum((confidence * 1e9)::BIGINT) / 1e9 AS sureness, sum((score * 1e9)::BIGINT) / 1e9 AS scores,
        sum((score * score * 1e9)::BIGINT) / 1e9 AS scores_squared,
        sum((score * weight * 1e9)::BIGINT) / 1e9 / weights AS mean
    FROM counted JOIN numbered USING (givers, takers) GROUP BY pair, first)
SELECT pair, datediff('day', DATE '0001-01-01', first) + 1 AS day, mean,
    weights * weights / weights_squared * sureness / events AS worth,
    greatest(scores_squared - 2 * mean * scores + events * mean * mean, 0) AS squares, events
FROM days ORDER BY pair, day
"""  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True, kw_only=True)
class SummedDays:
    """The days of all pairs that have events which count: the pairs, and arrays with a value a day, pair after pair.

    ``columns``: ``pair`` is its place in ``pairs``, ``day`` an ordinal; the others are those of a ``Reading``.
    """

    pairs: list[tuple[str, str]]
    columns: Mapping[str, Any]
    volumes: dict[date, float]


class Dyads:
    """The events of a store as those of pairs of states, read with one connection."""

    def __init__(self, folder: DeltaFolder, connection: duckdb.DuckDBPyConnection) -> None:
        self._folder = folder
        self._connection = connection

    def between(self, source: str, target: str) -> Iterator[Event]:
        """What one state did to another, in the order of days, without origins."""
        values = {"source": source, "target": target}
        return Rows(self._folder, DYADIC, BETWEEN, values).read(self._connection)

    def either(self, source: str, target: str) -> list[Event]:
        """What either of two states did to the other, each event once: first what ``source`` did."""
        there = {each.id: each for each in self.between(source, target)}
        return [*there.values(), *(each for each in self.between(target, source) if each.id not in there)]

    def volumes(self) -> dict[date, float]:
        """How many events that count begin on each day, whoever is in them."""
        return {day: float(number) for day, number in self._connection.execute(DAILY).fetchall()}

    def summed(self, *, threat: float, least_confidence: float) -> SummedDays:
        """All pairs' days; ``threat`` is the coldest that a threat counts, ``least_confidence`` the least of a row."""
        self._connection.execute(NUMBERED)
        pairs = [(a, b) for _, a, b in self._connection.execute(NAMES).fetchall()]
        values = {"threat": threat, "least_confidence": least_confidence}
        columns = self._connection.execute(SUMMED, values).fetchnumpy()
        return SummedDays(pairs=pairs, columns=columns, volumes=self.volumes())


@contextmanager
def dyads(folder: DeltaFolder) -> Iterator[Dyads]:
    """The events of a store, as they stand at this moment."""
    with visible(folder, HAPPENINGS) as connection:
        yield Dyads(folder, connection)
