"""Events in, the temperature between two states out: a series with its interval, low points, breaks, and its chart.

The chart stands in ``detente.relations.chart`` and is imported only where one is drawn.
"""

from detente.relations.measures import Temperature, breaks, intensity, low_points, source_weight, temperature
from detente.relations.series import pair_temperature, period_of, relate, runs

__all__ = [
    "Temperature",
    "breaks",
    "intensity",
    "low_points",
    "pair_temperature",
    "period_of",
    "relate",
    "runs",
    "source_weight",
    "temperature",
]
