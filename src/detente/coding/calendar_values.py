"""Arithmetic on TIMEX3 values: days and units in, values out, and back from a value to its first and last day.

A week runs from Monday to Sunday (ISO 8601), a season from the first of a month (spring: March to May), winter into
the next year, and a decade from its year ending in 0. Only the common calendar of the years 1 to 9999 is known.
"""

import re
from datetime import date, timedelta

Days = tuple[date, date]

# The letter of each unit in a duration, with the part before it: time units come after "T".
LETTERS = {
    "second": ("T", "S"),
    "minute": ("T", "M"),
    "hour": ("T", "H"),
    "day": ("", "D"),
    "week": ("", "W"),
    "weekend": ("", "WE"),
    "month": ("", "M"),
    "quarter": ("", "Q"),
    "year": ("", "Y"),
    "decade": ("", "E"),
    "century": ("", "C"),
}
# Units that TimeML's annotators write as a number of another: ten years, a hundred years, two weeks.
WRITTEN_AS = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week")}
# Half of a unit, for the units where it is a whole number of smaller ones.
HALVES = {"minute": (30, "second"), "hour": (30, "minute"), "day": (12, "hour"), "year": (6, "month")}
MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

# A month and day without a year lies at most some two months on the side that its verb speaks against. Swept 45, 100,
# 120 and 150 on half of TimeBank and AQUAINT: value F1 .806, .805, .805 and .804. At 120 "the July 15 coup", told in
# May, lies behind, and a deadline of 31 December ahead.
LEAN_DAYS = 120

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(?:(\d\d)|Q([1-4])|H([12])|(SP|SU|FA|WI))")
_YEARS = re.compile(r"(?:FY)?(\d{2,4})")


def shifted(day: date, unit: str, count: int) -> date | None:
    """The day ``count`` units later (earlier if negative), a month's end clamped; None outside years 1 to 9999."""
    try:
        if unit in DAYS_OF:
            return day + timedelta(days=DAYS_OF[unit] * count)
        if unit not in MONTHS_OF:
            return day
        months = day.year * 12 + day.month - 1 + MONTHS_OF[unit] * count
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, _month_length(year, month + 1)))
    except (ValueError, OverflowError):
        return None


def value_at(unit: str, day: date) -> str:
    """The value of the unit that the day lies in, such as "1998-W33" for a week; the day itself for unknown units."""
    iso = day.isocalendar()
    values = {
        "week": f"{iso.year:04}-W{iso.week:02}",
        "fortnight": f"{iso.year:04}-W{iso.week:02}",
        "weekend": f"{iso.year:04}-W{iso.week:02}-WE",
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }
    return values.get(unit, day.isoformat())


def unit_of(value: str) -> str | None:
    """The unit that a value is written in, or None where it is no stretch of the calendar."""
    if _DAY.fullmatch(value):
        return "day"
    if found := _WEEK.fullmatch(value):
        return "weekend" if found[3] else "week"
    if found := _PART.fullmatch(value):
        names = {2: "month", 3: "quarter", 4: "half", 5: "season"}
        return names[found.lastindex or 2]
    if found := _YEARS.fullmatch(value):
        return {4: "year", 3: "decade", 2: "century"}[len(found[1])]
    return None


def days_of(value: str) -> Days | None:
    """The first and last day that a value covers; None for durations, sets, references and days that do not exist."""
    try:
        if found := _DAY.fullmatch(value):
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return day, day
        if found := _WEEK.fullmatch(value):
            year, week = int(found[1]), int(found[2])
            return date.fromisocalendar(year, week, 6 if found[3] else 1), date.fromisocalendar(year, week, 7)
        if found := _PART.fullmatch(value):
            return _part_days(found)
        if found := _YEARS.fullmatch(value):
            return _year_days(found[1])
    except (ValueError, OverflowError):
        return None
    return None


def duration_value(count: float | None, unit: str) -> str:
    """The value of a length: "P3Y", "PT30M", or with X where the count is None ("PXM")."""
    if count is None:
        before, letter = LETTERS[unit] if unit in LETTERS else LETTERS[WRITTEN_AS[unit][1]]
        return f"P{before}X{letter}"
    if unit in WRITTEN_AS:
        times, unit = WRITTEN_AS[unit]
        count *= times
    before, letter = LETTERS[unit]
    whole = int(count)
    if count == whole:
        return f"P{before}{whole}{letter}"
    if count - whole == 0.5 and unit in HALVES:
        half, smaller = HALVES[unit]
        half_before, half_letter = LETTERS[smaller]
        start = f"P{before}{whole}{letter}" if whole else "P"
        return start + ("" if before and whole else half_before) + f"{half}{half_letter}"
    return f"P{before}{count:g}{letter}"


def nearest_year(month: int, day: int, near: date, direction: int) -> int:
    """The year that puts a month and day nearest to ``near``; of two as near, on the side of ``direction``."""
    lean = LEAN_DAYS * direction
    middle = near + timedelta(days=lean) if date.min.year + 1 < near.year < date.max.year else near
    offset = (month - middle.month) * 30.4 + day - middle.day
    if offset > 182:
        return middle.year - 1
    return middle.year + 1 if offset < -183 else middle.year


def holiday_day(code: str, year: int) -> date | None:
    """The day of a holiday code of the language file in a year; None for a year outside 1 to 9999."""
    try:
        if code.startswith("easter"):
            return _easter(year) + timedelta(days=int(code[6:] or 0))
        if "/" not in code:
            return date.fromisoformat(f"{year:04}-{code}")
        code, _, extra = code.partition("+")
        month, nth, weekday = (int(part) for part in code.split("/"))
        day = _nth_weekday(year, month, nth, weekday)
        return day + timedelta(days=int(extra or 0))
    except (ValueError, OverflowError):
        return None


def days_in_month(year: int, month: int, unit: str, nth: int) -> Days | None:
    """The nth day, week, weekend or half of a month, 0 being the last; None where the month has none.

    The first week of a month is its first seven days, the last its last seven.
    """
    try:
        length = _month_length(year, month)
        if unit == "weekend":
            saturday = _nth_weekday(year, month, nth, 6)
            return (saturday, saturday + timedelta(days=1)) if saturday.month == month else None
        if unit == "half":
            first, last = (1, 15) if nth == 1 else (16, length)
        else:
            size = DAYS_OF[unit]
            last = min(size * nth, length) if nth else length
            first = size * (nth - 1) + 1 if nth else length - size + 1
        return (date(year, month, first), date(year, month, last)) if first <= last else None
    except (ValueError, OverflowError):
        return None


def _part_days(found: re.Match[str]) -> Days:
    year, month, quarter, half, season = int(found[1]), found[2], found[3], found[4], found[5]
    if month:
        return _months(year, int(month), 1)
    if quarter:
        return _months(year, int(quarter) * 3 - 2, 3)
    if half:
        return _months(year, int(half) * 6 - 5, 6)
    return _months(year, SEASON_MONTH[season], 3)


def _year_days(digits: str) -> Days:
    span = 10 ** (4 - len(digits))
    first = int(digits) * span
    return date(max(first, 1), 1, 1), date(first + span - 1, 12, 31)


def _months(year: int, month: int, count: int) -> Days:
    first = date(year, month, 1)
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return first, date(last_year, last_month + 1, _month_length(last_year, last_month + 1))


def _month_length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
    return (following - timedelta(days=1)).day if following != date.max else 31


def _nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    if nth:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, _month_length(year, month))
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def _easter(year: int) -> date:
    """Easter Sunday of the western churches (the Gregorian computus as Butcher gives it)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
