"""Events in, the temperature between two states out: a series with its interval, its points and breaks, and its chart.

The charts stand in ``detente.relations.chart`` and ``detente.relations.heat`` and are imported only where one is drawn.
"""

from detente.relations.columns import PairedDays, paired_days
from detente.relations.pairs import by_pair, extremes, months_of, standings, strongest_breaks, summed_days
from detente.relations.readings import (
    LEAST_CONFIDENCE,
    THREAT_INTENSITY,
    Reading,
    intensity,
    readings,
    source_weight,
)
from detente.relations.reciprocity import reciprocity
from detente.relations.series import between, pair_temperature, period_of, relate, runs
from detente.relations.temperature import Temperature, temperatures
from detente.relations.turns import breaks, high_points, low_points, points

__all__ = [
    "LEAST_CONFIDENCE",
    "THREAT_INTENSITY",
    "PairedDays",
    "Reading",
    "Temperature",
    "between",
    "breaks",
    "by_pair",
    "extremes",
    "high_points",
    "intensity",
    "low_points",
    "months_of",
    "pair_temperature",
    "paired_days",
    "period_of",
    "points",
    "readings",
    "reciprocity",
    "relate",
    "runs",
    "source_weight",
    "standings",
    "strongest_breaks",
    "summed_days",
    "temperatures",
]
