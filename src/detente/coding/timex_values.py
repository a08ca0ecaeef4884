"""A found time expression and the day it is read on in, its TIMEX3 value and days out: one reader for each ``read``.

What hangs on a day that is not known (the article has no date, the text has not named one yet) has the value None, or
TIMEX3's form with X where there is one. A reader gives None where the words are no time expression after all.
"""

from dataclasses import replace
from datetime import date

from detente.coding.calendar_values import (
    SEASON_MONTH,
    days_of,
    nearest_year,
    shifted,
    value_at,
)
from detente.coding.timex import Found, Reading, Scene
from detente.model import Basis, TimexType

# A two-digit year below this is of 20xx, from it on of 19xx, as in POSIX; not swept.
CENTURY_TURN = 69
NOON = 12


def read_day(found: Found, scene: Scene) -> Reading | None:
    """ "April 5, 2017", "5 April", "04/05/2017"; without a year, the nearest such day."""
    month, day = found.number("month") or found.number("month_number"), found.number("day") or found.number("dayword")
    if month is None or day is None:
        return None
    if month > NOON >= day and found.word("month_number"):
        month, day = day, month
    year = _year(found)
    if year is None:
        year = nearest_year(month, day, scene.published, scene.direction) if scene.published else None
    value = f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}"
    if not days_of(value if year else f"2000-{month:02}-{day:02}"):
        return None
    hour, minute = found.word("hour"), found.word("minute")
    if hour:
        return Reading(value=f"{value}T{hour}:{minute}", basis=Basis.STATED, type=TimexType.TIME)
    return Reading(value=value, basis=Basis.STATED)


def read_month(found: Found, scene: Scene) -> Reading | None:
    """ "June 1998", "June last year", "last June", "June"."""
    month = found.number("month")
    if month is None:
        return None
    year = _year(found)
    if year is None and (shift := found.number("year_place")) is not None:
        year = scene.published.year + shift if scene.published else None
    elif year is None and scene.published:
        year = _month_year(month, found, scene, scene.published)
    return Reading(value=f"{year:04}-{month:02}" if year else f"XXXX-{month:02}", basis=Basis.STATED)


def _month_year(month: int, found: Found, scene: Scene, published: date) -> int:
    shift = found.number("to_published")
    if shift == 0:
        return published.year
    if shift is None and scene.direction == 0:
        return nearest_year(month, 15, published, 0)
    if (shift or scene.direction) > 0:
        return published.year + (month <= published.month if shift else month < published.month)
    return published.year - (month >= published.month if shift else month > published.month)


def read_year(found: Found, _scene: Scene) -> Reading | None:
    """ "1998", "the year 1998", "'98", the "99" of "1998-99"."""
    year = _year(found)
    return None if year is None else Reading(value=f"{year:04}", basis=Basis.STATED)


def read_year_words(found: Found, _scene: Scene) -> Reading | None:
    """ "nineteen ninety-four", "the year two thousand"."""
    year = _worded_year(found)
    return None if year is None else Reading(value=f"{year:04}", basis=Basis.STATED)


def read_decade(found: Found, _scene: Scene) -> Reading | None:
    """ "the 1980s", "the '80s", "the eighties"."""
    if (decade := found.word("decade")) is not None:
        return Reading(value=decade, basis=Basis.STATED)
    tens = found.number("short_decade") or found.number("tens")
    return Reading(value=f"{found.number('hundreds') or 19}{tens}", basis=Basis.STATED)


def read_century(found: Found, _scene: Scene) -> Reading | None:
    """ "the 19th century" is 18."""
    number = found.number("century") or found.number("century_number")
    return Reading(value=f"{number - 1:02}", basis=Basis.STATED) if number else None


def read_season(found: Found, scene: Scene) -> Reading | None:
    """ "the summer of 1998", "last summer", "this summer", "the summer"."""
    season = found.word("season") or ""
    year = _year(found) or _worded_year(found)
    if year:
        return Reading(value=f"{year:04}-{season}", basis=Basis.STATED)
    if not scene.published:
        return Reading(value=f"XXXX-{season}")
    shift = found.number("to_published")
    day, start = scene.published, SEASON_MONTH[season]
    year = day.year
    if shift == -1:
        year -= (start + 2) % NOON >= day.month - 1 if season != "WI" else 1
    elif shift == 1:
        year += day.month >= start
    elif (season == "WI" and day.month < NOON / 2) or (
        shift is None and scene.direction <= 0 and start - day.month > 2 * (scene.direction == 0)
    ):
        year -= 1
    return Reading(value=f"{year:04}-{season}")


def read_quarter(found: Found, scene: Scene) -> Reading | None:
    """ "the third quarter of 1998", "the third quarter", "the year-earlier quarter"."""
    quarter = found.number("quarter") or found.number("quarter_number")
    year, published = _year(found), scene.published
    if year and quarter:
        return Reading(value=f"{year:04}-Q{quarter}", basis=Basis.STATED)
    if found.word("earlier"):
        base = _latest_quarter(scene)
        value = base and f"{int(base[:4]) - 1:04}-Q{quarter or base[-1]}"
        return Reading(value=value, compares=True)
    if not published or not quarter:
        return Reading(value=f"XXXX-Q{quarter}" if quarter else None)
    if (shift := found.number("year_place")) is not None:
        return Reading(value=f"{published.year + shift:04}-Q{quarter}")
    current = (published.month + 2) // 3
    year = published.year - (quarter > current and scene.direction <= 0 and quarter - current > 1)
    return Reading(value=f"{year:04}-Q{quarter}")


def read_half(found: Found, scene: Scene) -> Reading | None:
    """ "the first half of 1998", "the second half"."""
    year = _year(found)
    stated = year is not None
    if year is None:
        year = scene.published.year + (found.number("year_place") or 0) if scene.published else None
    value = f"{year:04}" if year else "XXXX"
    return Reading(value=f"{value}-H{found.number('half')}", basis=Basis.STATED if stated else Basis.RELATIVE)


def read_same_quarter(_found: Found, scene: Scene) -> Reading | None:
    """ "the quarter": the one the text spoke of, else the last that has ended."""
    return Reading(value=_latest_quarter(scene))


def read_latest_quarter(_found: Found, scene: Scene) -> Reading | None:
    """ "the latest quarter": the last that ended before the article's day."""
    return Reading(value=_latest_quarter(replace(scene, quarter=None)))


def read_period_before(_found: Found, scene: Scene) -> Reading | None:
    """ "the year-earlier period": a year before the quarter the text spoke of."""
    quarter = _latest_quarter(scene)
    return Reading(value=quarter and f"{int(quarter[:4]) - 1:04}{quarter[4:]}", compares=True)


def _latest_quarter(scene: Scene) -> str | None:
    if scene.quarter or not scene.published:
        return scene.quarter
    before = shifted(scene.published, "quarter", -1)
    return value_at("quarter", before) if before else None


def _year(found: Found) -> int | None:
    if (year := found.number("year")) is not None:
        return year
    year = found.number("any_year")
    if year is None:
        year = found.number("short_year")
    if year is None:
        year = found.number("end_year")
    if year is None or year > 99:
        return year
    return year + (2000 if year < CENTURY_TURN else 1900)


def _worded_year(found: Found) -> int | None:
    hundreds, rest, thousand = found.number("hundreds"), found.count("year_words"), found.count("thousand")
    if thousand is not None:
        return int(thousand) if 1000 <= thousand < 2100 else None
    if hundreds is None or rest is None or not 10 <= rest <= 99:
        return None
    return hundreds * 100 + int(rest)
