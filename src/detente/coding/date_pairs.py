"""Two time expressions of a text side by side in, each read with the other out: times of day and their days, ranges.

A time of day takes the day beside it ("9 p.m. on Monday", "its 5 p.m. update on Monday"): the one that hangs on the
same verb. The end of a stretch of days is the first of its name after the start. Limits: one sentence, no time zones.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from detente.coding.calendar_values import days_of, shifted, unit_of, value_at
from detente.coding.timex import DateWords, Found, Reading
from detente.coding.tree import Parse, head_of
from detente.model import Span, TimexType, When, span_of

# After how long an expression without a year comes again, by its reader.
COMES_AGAIN = {"weekday": "week", "day": "year", "month": "year"}
# What places the end of a stretch by itself: "from Monday to next Friday", "from May to June 2016".
PLACING = ("to_published", "to_anchor", "week_place", "year", "any_year", "short_year", "year_place")
# The longest word before a date that is looked at, with the white space around it.
WORD_REACH = 24
# The most expressions between a time of day and its day; bounds the search, not swept.
NEIGHBOURS = 6
WEEK = 7


def with_clock(clock: When | None, day: When, text: str, words: DateWords) -> list[When]:
    """The time before and the day as one where they are: "9 a.m. Tuesday", "the night of 1 May"; else as two."""
    if clock is None:
        return [day]
    if not (clock.span and day.span and clock.value and day.value and clock.type is TimexType.TIME):
        return [clock, day]
    _, _, hour = clock.value.partition("T")
    between = text[clock.span.end : day.span.start].strip().lower()
    joined = between == words.of_day or (between in {"", ","} and (hour[:1].isdecimal() or not between))
    span = span_of(text, clock.span.start, day.span.end)
    if between == words.of_day and day.type is TimexType.TIME:
        return [replace(day, span=span)]
    if unit_of(day.value) != "day" or "T" in day.value or not joined:
        return [clock, day]
    return [replace(day, type=TimexType.TIME, value=f"{day.value}T{hour}", span=span)]


def on_days(parse: Parse, found: Sequence[When], clocks: Collection[Span], words: DateWords) -> tuple[When, ...]:
    """The expressions, those at ``clocks`` on the day that stands beside them in their sentence, if one does."""
    return tuple(
        _on_day(parse, found, place, words) if each.span in clocks else each for place, each in enumerate(found)
    )


def are_ends(text: str, first: Span, last: int, words: DateWords) -> bool:
    """Whether words from ``last`` on end a stretch that begins at ``first``: "3 to 5 May", "between 2010 and 2012"."""
    mark = text[first.end : last].strip().lower()
    return mark in words.range_marks or words.range_pairs.get(word_before(text, first) or "") == mark


def word_before(text: str, span: Span) -> str | None:
    """The last word before the span in small letters, or None at the text's beginning."""
    words = text[max(0, span.start - WORD_REACH) : span.start].split()
    return words[-1].lower() if words else None


def after_start(found: Found, reading: Reading, start: When) -> Reading:
    """The end of a stretch read as the first of its name after the start; as it was where it places itself."""
    again = COMES_AGAIN.get(found.rule.read)
    days = days_of(reading.value or "")
    named = any(found.match.groupdict().get(name) for name in PLACING)
    unit = unit_of(reading.value or "")
    if not (again and days and start.first and start.value) or named or unit_of(start.value) != unit:
        return reading
    if again == "week":
        day = shifted(start.first, "day", (days[0] - start.first).days % WEEK or WEEK)
    else:
        day = shifted(days[0], again, start.first.year - days[0].year)
        day = shifted(day, again, 1) if day and day < start.first else day
    _, mark, part = (reading.value or "").partition("T")
    value = value_at(unit or "day", day) + mark + part if day else None
    return replace(reading, value=value)


def _on_day(parse: Parse, found: Sequence[When], place: int, words: DateWords) -> When:
    """The time at ``place`` on the day it is joined to, else on the nearest before it or after it at the same verb."""
    clock = found[place]
    following = found[place + 1] if place + 1 < len(found) else None
    if clock.span is None or clock.value is None:
        return clock
    if following and following.span and _is_day(following):
        between = parse.text[clock.span.end : following.span.start].strip().lower()
        if between == words.on_day:
            return _moved(clock, following)
    verb = _verb(parse, clock.span)
    beside = [*reversed(found[max(0, place - NEIGHBOURS) : place]), *found[place + 1 : place + 1 + NEIGHBOURS]]
    day = next((each for each in beside if each.span and _is_day(each) and _verb(parse, each.span) == verb), None)
    return _moved(clock, day) if day and verb else clock


def _is_day(when: When) -> bool:
    return when.first is not None and when.type is TimexType.DATE and unit_of(when.value or "") == "day"


def _moved(clock: When, day: When) -> When:
    _, _, hour = (clock.value or "").partition("T")
    return replace(clock, value=f"{(day.value or '')[:10]}T{hour}", first=day.first, last=day.last)


def _verb(parse: Parse, span: Span) -> int | None:
    """The place of the verb that the words hang on, or of their root where there is none; None without words."""
    inside = parse.tokens_between(span.start, span.end)
    if not inside:
        return None
    above = list(parse.ancestors(head_of(inside)))
    return next((token.index for token in above if token.pos in {"VERB", "AUX"}), (above or inside)[-1].index)
