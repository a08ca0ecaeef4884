"""Readers of expressions that are counted from a day: weekdays, "last week", "two months ago", "the next day".

The day is the article's own, or in narrative ("the following day") the last date that the text gave. Without it the
value is None, or TIMEX3's form with X where there is one.
"""

from dataclasses import replace
from datetime import date

from detente.coding.calendar_values import (
    DAYS_OF,
    MONTHS_OF,
    WRITTEN_AS,
    Days,
    days_of,
    duration_value,
    holiday_day,
    nearest_year,
    shifted,
    unit_of,
    value_at,
)
from detente.coding.timex import Found, Reading, Scene
from detente.model import Basis, TimexType

MIDNIGHT, NOON = 24, 12
# A count of so many months back from the article's day that ends in the very year the text has just named tells that
# year again ("... in 1936. Eight decades earlier ...", written in 2016). Fewer may meet by chance. Not swept.
LONG_AGO_MONTHS = 240
# No month has more of one weekday.
MOST_WEEKDAYS = 5


def read_weekday(found: Found, scene: Scene) -> Reading | None:
    """ "Tuesday", "last Friday", "Monday night", "the previous Friday", "Tuesday of last week"."""
    weekday = found.number("weekday") or found.number("short_weekday")
    if weekday is None:
        return None
    part = found.word("part")
    type_, ending = (TimexType.TIME, f"T{part}") if part else (None, "")
    base = _day_of(scene.anchor) if found.word("to_anchor") else scene.published
    if base is None:
        return Reading(value=f"XXXX-WXX-{weekday}{ending}", type=type_)
    day = _weekday_near(weekday, base, found, scene)
    return Reading(value=day.isoformat() + ending if day else None, type=type_)


def _weekday_near(weekday: int, base: date, found: Found, scene: Scene) -> date | None:
    if (week := found.number("week_place")) is not None:
        return shifted(base, "day", 7 * week + weekday - base.isoweekday())
    shift = found.number("to_published")
    if shift is None:
        shift = found.number("to_anchor")
    ahead = (weekday - base.isoweekday()) % 7
    back = ahead - 7 if ahead else 0
    if shift == -1:
        return shifted(base, "day", ahead - 7)
    if shift == 1:
        return shifted(base, "day", ahead or 7)
    if shift == 0:
        return shifted(base, "day", back if scene.direction < 0 else ahead)
    if scene.foretold:
        return shifted(base, "day", min(back, ahead, key=abs))
    return shifted(base, "day", ahead if scene.direction > 0 else back)


def read_nth_weekday(found: Found, scene: Scene) -> Reading | None:
    """ "the first Monday of April", "the last Friday in May 2019"."""
    weekday, month, year = found.number("weekday"), found.number("month"), found.number("year")
    nth = 0 if found.word("final") else found.number("nth")
    if weekday is None or month is None or nth is None or nth > MOST_WEEKDAYS:
        return None
    if year is None and scene.published is None:
        return Reading(value=f"XXXX-{month:02}-XX")
    if year is None and scene.published:
        year = nearest_year(month, 7 * (nth or 4), scene.published, scene.direction)
    day = holiday_day(f"{month}/{nth}/{weekday}", year or 0)
    return Reading(value=day.isoformat(), basis=Basis.STATED) if day and day.month == month else None


def read_holiday(found: Found, scene: Scene) -> Reading | None:
    """ "Christmas 1998", "last Thanksgiving", "Election Day"."""
    code, year = found.word("holiday") or "", found.number("year")
    if year is None and scene.published is None:
        return Reading(value=f"XXXX-{code}" if code[2:3] == "-" and "e" not in code else None)
    if year is None and scene.published:
        year = _holiday_year(code, found.number("to_published"), scene, scene.published)
    day = holiday_day(code, year) if year else None
    return Reading(value=day.isoformat() if day else None, basis=Basis.STATED)


def _holiday_year(code: str, shift: int | None, scene: Scene, published: date) -> int:
    day = holiday_day(code, published.year)
    if day is None:
        return published.year
    if shift is None:
        return nearest_year(day.month, day.day, published, scene.direction)
    if shift < 0:
        return published.year - (day >= published)
    return published.year + (shift > 0 and day <= published)


def read_unit(found: Found, scene: Scene) -> Reading | None:
    """ "yesterday", "last week", "this month", "next year": the unit, counted from the article's day."""
    return _unit_from(scene.published, found, found.number("to_published") or 0)


def read_narrative_unit(found: Found, scene: Scene) -> Reading | None:
    """ "the following day", "the previous month", "that year": the unit, counted from the last date of the text."""
    placed = found.number("to_anchor")
    return _unit_from(_day_of(scene.anchor), found, placed if placed is not None else found.number("beside") or 0)


def _unit_from(base: date | None, found: Found, placed: int) -> Reading:
    unit = found.rule.unit or found.word("calendar_unit") or "day"
    shift = found.rule.shift if found.rule.shift is not None else placed
    day = shifted(base, unit, shift) if base else None
    part = found.word("part")
    value = value_at(unit, day) + (f"T{part}" if part else "") if day else None
    return Reading(value=value, type=TimexType.TIME if part else None)


def read_weekend(found: Found, scene: Scene) -> Reading | None:
    """ "the weekend": the last one, or where the grammar looks ahead the one to come."""
    shift = found.number("to_published") if found.rule.shift is None else found.rule.shift
    if shift is None or (shift == 0 and scene.direction < 0):
        shift = 0 if scene.direction > 0 or (scene.published and scene.published.isoweekday() >= 6) else -1
    day = shifted(scene.published, "week", shift) if scene.published else None
    return Reading(value=value_at("weekend", day) if day else None)


def read_year_end(_found: Found, scene: Scene) -> Reading | None:
    """ "year-end": the last day of the article's year."""
    return Reading(value=f"{scene.published.year:04}-12-31" if scene.published else None)


def read_night(found: Found, scene: Scene) -> Reading | None:
    """ "tonight", "last night", "overnight": the night of the article's day, or of the day before."""
    day = shifted(scene.published, "day", found.rule.shift or 0) if scene.published else None
    return Reading(value=f"{day.isoformat()}T{found.word('part') or 'NI'}" if day else None)


def read_part(found: Found, scene: Scene) -> Reading | None:
    """ "that morning", "in the evening": of the last day that the text named, else of the article's."""
    base = _day_of(scene.anchor) if scene.anchor and unit_of(scene.anchor) == "day" else scene.published
    day = shifted(base, "day", found.number("to_anchor") or 0) if base else None
    part = found.word("part") or "MO"
    return Reading(value=f"{day.isoformat()}T{part}" if day else None)


def read_clock(found: Found, scene: Scene) -> Reading | None:
    """ "10:30 a.m.", "noon", "1430 GMT", of the last day that the text named, else of the article's."""
    hour, minute, meridiem = found.number("hour"), found.number("minute") or 0, found.word("meridiem")
    if (noon := found.word("noon")) is not None:
        hour, minute = (int(part) for part in noon.split(":"))
    spoken = found.count("hour_words")
    hour = int(spoken) if spoken is not None else hour
    if hour is None or hour > (NOON if meridiem else MIDNIGHT):
        return None
    if meridiem:
        hour = hour % NOON + (0 if meridiem in {"a", "morning"} else NOON)
    day = _day_of(scene.anchor) if scene.anchor and unit_of(scene.anchor) == "day" else scene.published
    clock = f"T{hour:02}:{minute:02}"
    return Reading(value=(day.isoformat() if day else "XXXX-XX-XX") + clock)


def read_offset(found: Found, scene: Scene) -> Reading | None:
    """ "three weeks ago", "two days from now": counted from the article's day."""
    return _offset(found, scene.published, scene)


def read_narrative_offset(found: Found, scene: Scene) -> Reading | None:
    """ "a year earlier", "two days later": counted from the last date of the text."""
    base = _day_of(scene.anchor) or scene.published
    told = _offset(found, scene.published, replace(scene, quarter=None))
    if told and told.value and scene.anchor and told.value == scene.anchor[:4] and _is_long_ago(found):
        return told
    return _offset(found, base, scene)


def _is_long_ago(found: Found) -> bool:
    return MONTHS_OF.get(found.word("unit") or "", 0) * (_count(found) or 0) >= LONG_AGO_MONTHS


def _offset(found: Found, base: date | None, scene: Scene) -> Reading | None:
    unit, sign = found.word("unit") or found.rule.unit, found.number("way") or found.number("way2")
    if unit is None or sign is None:
        return None
    count = _count(found)
    if count is None:
        return Reading(value="PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit not in DAYS_OF and unit not in MONTHS_OF:
        return Reading(value=duration_value(count, unit), type=TimexType.DURATION)
    if unit in WRITTEN_AS:
        times, unit = WRITTEN_AS[unit]
        count *= times
    if count != int(count) and unit == "year":
        count, unit = round(count * 12), "month"
    if unit == "year" and scene.quarter:
        base, unit, count = _day_of(scene.quarter), "quarter", count * 4
    day = shifted(base, unit, sign * int(count)) if base else None
    return Reading(value=value_at(unit, day) if day else None, compares=sign < 0 and unit != "day")


def _count(found: Found) -> float | None:
    """How many units: a number, a fixed guess of the language ("a couple": 2), or None for an unknown number."""
    count = found.count("n")
    if count is None:
        count = found.number("vague")
    if count is None:
        return None if found.word("vague") or not found.rule.shift else float(found.rule.shift)
    return count + 0.5 if found.word("half_more") or found.word("half_after") else count


def read_length(found: Found, _scene: Scene) -> Reading | None:
    """ "three years", "a month", "2 1/2 years", "hours": a length of time without days."""
    unit = found.word("unit")
    if unit is None:
        return None
    return Reading(value=duration_value(_count(found), unit), basis=Basis.STATED)


def read_half_length(found: Found, _scene: Scene) -> Reading | None:
    """ "half an hour", "a half-century"."""
    return Reading(value=duration_value(0.5, found.word("unit") or "hour"), basis=Basis.STATED)


def read_near_units(found: Found, _scene: Scene) -> Reading | None:
    """ "recent weeks", "the coming months": no number is told, only before or after now."""
    place = found.number("place")
    if not place or found.rule.value:
        return Reading(value=found.rule.value) if place else None
    return Reading(value=duration_value(None, found.word("unit") or "day"))


def read_placed_length(found: Found, scene: Scene) -> Reading | None:
    """ "the past three months", "the next few days": a length that ends or begins with the article's day."""
    unit, count, place = found.word("unit"), _count(found), found.number("place")
    if unit is None:
        return None
    days = _days_around(scene.published, unit, count, place) if scene.published and count and place else None
    return Reading(value=duration_value(count, unit), days=days)


def _days_around(base: date, unit: str, count: float, place: int) -> Days | None:
    other = shifted(base, unit, place * int(count)) if unit in DAYS_OF or unit in MONTHS_OF else base
    if other is None:
        return None
    return (other, base) if place < 0 else (base, other)


def read_every(found: Found, _scene: Scene) -> Reading | None:
    """ "every day", "each Thursday", "Tuesday nights", "every three years", "every morning", "every June"."""
    weekday = found.number("weekday") or found.number("weekdays")
    if weekday is not None:
        part = found.word("part") or found.word("parts")
        return Reading(value=f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""), basis=Basis.STATED)
    for name, before in (("part", "XXXX-XX-XXT"), ("season", "XXXX-")):
        if (word := found.word(name)) is not None:
            return Reading(value=before + word, basis=Basis.STATED)
    if (month := found.number("month")) is not None:
        return Reading(value=f"XXXX-{month:02}", basis=Basis.STATED)
    count = found.count("n") or found.rule.shift or 1
    return Reading(value=duration_value(count, found.word("unit") or "day"), basis=Basis.STATED)


def read_fixed(found: Found, scene: Scene) -> Reading | None:
    """ "now", "recently", "the future", "daily": the value that the rule or the list gives."""
    value = found.rule.value or found.word("often")
    now = scene.published if value == "PRESENT_REF" else None
    basis = Basis.STATED if found.rule.type is TimexType.SET or days_of(value or "") else Basis.RELATIVE
    return Reading(value=value, basis=basis, days=(now, now) if now else None)


def _day_of(anchor: str | None) -> date | None:
    days = days_of(anchor) if anchor else None
    return days[0] if days else None
