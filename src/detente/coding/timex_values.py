"""A found time expression and the day it is read on in, its TIMEX3 value and days out: one reader for each ``read``.

What hangs on a day that is not known (the article has no date, the text has not named one yet) has the value None, or
TIMEX3's form with X where there is one. A reader gives None where the words are no time expression after all.
"""

from dataclasses import replace
from datetime import date

from detente.coding.calendar_values import (
    SEASON_MONTH,
    days_in_month,
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
# A year of two digits lies no further ahead of the article's than this: "'68" is 1968, "'30" may be 2030. Not swept.
FARTHEST_AHEAD = 20
# "The 1800s" are a century; from "the 1900s" on a decade of ten years may be meant.
FIRST_DECADE = 190
# Of the two orders that a date in numbers fits, the one this near to the article's day is meant, if the other is
# not near. Not swept.
NEAR_DAYS = 7


def read_day(found: Found, scene: Scene) -> Reading | None:
    """ "April 5, 2017", "5 April", "04/05/2017"; without a year, the nearest such day."""
    month, day = found.number("month") or found.number("month_number"), found.number("day") or found.number("dayword")
    if month is None or day is None:
        return None
    swapped = found.rule.either_order and month > NOON >= day
    if swapped:
        month, day = day, month
    year = _year(found, scene)
    if year == 0:
        return None
    if year is None:
        year = nearest_year(month, day, scene.published, scene.direction) if scene.published else None
    if year and found.rule.either_order and max(month, day) <= NOON and month != day:
        return _either_order(date(year, month, day), date(year, day, month), scene)
    value = f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}"
    if not days_of(value if year else f"2000-{month:02}-{day:02}"):
        return None
    hour, minute = found.word("hour"), found.word("minute")
    if hour:
        return Reading(value=f"{value}T{hour}:{minute}", basis=Basis.STATED, type=TimexType.TIME)
    if found.rule.unit and year:
        value = value_at(found.rule.unit, date(year, month, day))
    shows_order = found.rule.either_order and day > NOON
    return Reading(value=value, basis=Basis.STATED, day_first=swapped if shows_order else None)


def _either_order(month_first: date, day_first: date, scene: Scene) -> Reading:
    """A date such as 3/4/2019: by the text's other dates, by the article's day, or else open, from one to the other."""
    both, read = (month_first, day_first), None
    if scene.day_first is not None:
        read = both[scene.day_first]
    elif scene.published:
        near = [each for each in both if abs((each - scene.published).days) <= NEAR_DAYS]
        read = near[0] if len(near) == 1 else None
    if read:
        return Reading(value=read.isoformat(), basis=Basis.STATED)
    return Reading(value=f"{month_first.year:04}-XX-XX", basis=Basis.STATED, days=(min(both), max(both)))


def read_month(found: Found, scene: Scene) -> Reading | None:
    """ "June 1998", "June last year", "last June", "June"."""
    month = found.number("month")
    if month is None:
        return None
    year = _year(found, scene)
    if year is None and (shift := found.number("year_place")) is not None:
        year = scene.published.year + shift if scene.published else None
    elif year is None and scene.published:
        year = _month_year(month, found, scene, scene.published)
    return Reading(value=f"{year:04}-{month:02}" if year else f"XXXX-{month:02}", basis=Basis.STATED)


def read_narrative_month(found: Found, scene: Scene) -> Reading | None:
    """ "that September", "the following March": counted from the last date of the text, if it gave one."""
    month, told = found.number("month"), days_of(scene.anchor) if scene.anchor else None
    if month is None or told is None:
        return read_month(found, scene)
    first, last = told
    shift = found.number("to_anchor") or 0
    year = first.year
    if shift > 0:
        year = last.year + (month <= last.month)
    elif shift < 0:
        year = first.year - (month >= first.month)
    return Reading(value=f"{year:04}-{month:02}")


def read_nth_unit(found: Found, scene: Scene) -> Reading | None:
    """ "the first week of March", "the last day of May 2019", "the second half of April"."""
    month, year, unit = found.number("month"), _year(found, scene), found.word("unit")
    nth = 0 if found.word("final") else found.number("nth")
    if month is None or unit is None or nth is None:
        return None
    if year is None and scene.published is None:
        return Reading(value=f"XXXX-{month:02}", basis=Basis.STATED)
    if year is None and scene.published:
        year = _month_year(month, found, scene, scene.published)
    days = days_in_month(year or 0, month, unit, nth)
    if days is None:
        return None
    middle = days[0] + (days[1] - days[0]) / 2
    return Reading(value=value_at("month" if unit == "half" else unit, middle), basis=Basis.STATED, days=days)


def _month_year(month: int, found: Found, scene: Scene, published: date) -> int:
    shift = found.number("to_published")
    if shift == 0:
        return published.year
    if shift is None and scene.direction == 0:
        return nearest_year(month, 15, published, 0)
    if (shift or scene.direction) > 0:
        return published.year + (month <= published.month if shift else month < published.month)
    return published.year - (month >= published.month if shift else month > published.month)


def read_year(found: Found, scene: Scene) -> Reading | None:
    """ "1998", "the year 1998", "'98", the "99" of "1998-99", "300 BC"."""
    if (before_christ := found.number("year_bc")) is not None:
        return Reading(value=f"BC{before_christ:04}", basis=Basis.STATED)
    year = _year(found, scene)
    return None if year is None else Reading(value=f"{year:04}", basis=Basis.STATED)


def read_year_words(found: Found, _scene: Scene) -> Reading | None:
    """ "nineteen ninety-four", "the year two thousand"."""
    year = _worded_year(found)
    return None if year is None else Reading(value=f"{year:04}", basis=Basis.STATED)


def read_decade(found: Found, _scene: Scene) -> Reading | None:
    """ "the 1980s", "the '80s", "the eighties"."""
    if (decade := found.word("decade")) is not None:
        hundreds = decade.endswith("0") and int(decade) < FIRST_DECADE
        return Reading(value=decade[:2] if hundreds else decade, basis=Basis.STATED)
    tens = found.number("short_decade") or found.number("tens")
    return Reading(value=f"{found.number('hundreds') or 19}{tens}", basis=Basis.STATED)


def read_century(found: Found, _scene: Scene) -> Reading | None:
    """ "the 19th century" is 18."""
    number = found.number("century") or found.number("century_number")
    return Reading(value=f"{number - 1:02}", basis=Basis.STATED) if number else None


def read_season(found: Found, scene: Scene) -> Reading | None:
    """ "the summer of 1998", "last summer", "this summer", "the summer"."""
    season = found.word("season") or ""
    year = _year(found, scene) or _worded_year(found)
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
    year, published = _year(found, scene), scene.published
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
    ahead = quarter - current
    year = published.year - (scene.direction <= 0 and ahead > (1 if scene.direction == 0 else 0))
    return Reading(value=f"{year:04}-Q{quarter}")


def read_half(found: Found, scene: Scene) -> Reading | None:
    """ "the first half of 1998", "the second half"."""
    year = _year(found, scene)
    stated = year is not None
    half = found.number("half") or found.number("half_number")
    if year is None and scene.published:
        untold = scene.direction < 0 and found.number("year_place") is None
        year = scene.published.year + (found.number("year_place") or 0)
        year -= untold and half == 2 and scene.published.month <= NOON / 2
    value = f"{year:04}" if year else "XXXX"
    return Reading(value=f"{value}-H{half}", basis=Basis.STATED if stated else Basis.RELATIVE)


def read_same_quarter(found: Found, scene: Scene) -> Reading | None:
    """ "the quarter": that of the day it ended, else the one the text spoke of, else the last that has ended."""
    month, published = found.number("month"), scene.published
    year = _year(found, scene) or (published and published.year - ((month or 0) > published.month))
    if found.word("ended") and month and year:
        return Reading(value=f"{year:04}-Q{(month + 2) // 3}")
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


def _year(found: Found, scene: Scene) -> int | None:
    """The year that is written out or in two digits, or None without one."""
    if (year := found.number("year")) is not None:
        # "November to January 1999" begins in the year before.
        return year - ((found.number("month") or 0) > (found.number("end_month") or NOON))
    if (end := found.number("end_year")) is not None:
        start = found.number("from_year") or 0
        return start - start % 100 + end + (100 if end < start % 100 else 0)
    written = found.word("any_year") or found.word("short_year")
    if written is None or not written.isdecimal():
        return None
    year = int(written)
    if len(written) > len("99"):
        return year
    if scene.published is None:
        return year + (2000 if year < CENTURY_TURN else 1900)
    return year + (2000 if year + 2000 <= scene.published.year + FARTHEST_AHEAD else 1900)


def _worded_year(found: Found) -> int | None:
    hundreds, rest, thousand = found.number("hundreds"), found.count("year_words"), found.count("thousand")
    if thousand is not None:
        return int(thousand) if 1000 <= thousand < 2100 else None
    if hundreds is None or rest is None or not 10 <= rest <= 99:
        return None
    return hundreds * 100 + int(rest)
