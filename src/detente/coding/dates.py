"""A parsed article and its day in, its time expressions out, with their TIMEX3 values and the days they cover.

Rules of the language file find the expressions in the characters of the parsed paragraphs; the parse tells whether a
weekday or month lies behind or ahead, and whether "May" is a month. Read in the order of the text, so that "the next
day" counts from the date before it. Limits: one anchor in narrative, no time zones, ages are not expressions.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from detente.coding.calendar_values import days_of, unit_of
from detente.coding.date_checks import CHECKS, direction_of, is_foretold
from detente.coding.date_pairs import after_start, are_ends, on_days, with_clock
from detente.coding.timex import DateWords, Found, Reading, Scene, load_grammar
from detente.coding.timex_relative import (
    read_clock,
    read_every,
    read_fixed,
    read_half_length,
    read_holiday,
    read_length,
    read_narrative_offset,
    read_narrative_unit,
    read_near_units,
    read_night,
    read_nth_weekday,
    read_offset,
    read_part,
    read_placed_length,
    read_unit,
    read_weekday,
    read_weekend,
    read_year_end,
)
from detente.coding.timex_values import (
    read_century,
    read_day,
    read_decade,
    read_half,
    read_latest_quarter,
    read_month,
    read_narrative_month,
    read_nth_unit,
    read_period_before,
    read_quarter,
    read_same_quarter,
    read_season,
    read_year,
    read_year_words,
)
from detente.coding.tree import Parse
from detente.lexicon import Lexicon
from detente.model import Basis, Span, TimexType, When, span_of

__all__ = ["DateWords", "find_dates", "publication_when"]

READERS: dict[str, Callable[[Found, Scene], Reading | None]] = {
    "day": read_day,
    "month": read_month,
    "narrative_month": read_narrative_month,
    "nth_unit": read_nth_unit,
    "year": read_year,
    "year_words": read_year_words,
    "decade": read_decade,
    "century": read_century,
    "season": read_season,
    "quarter": read_quarter,
    "half": read_half,
    "same_quarter": read_same_quarter,
    "latest_quarter": read_latest_quarter,
    "period_before": read_period_before,
    "weekday": read_weekday,
    "nth_weekday": read_nth_weekday,
    "holiday": read_holiday,
    "unit": read_unit,
    "narrative_unit": read_narrative_unit,
    "weekend": read_weekend,
    "year_end": read_year_end,
    "night": read_night,
    "part": read_part,
    "clock": read_clock,
    "offset": read_offset,
    "narrative_offset": read_narrative_offset,
    "length": read_length,
    "half_length": read_half_length,
    "near_units": read_near_units,
    "placed_length": read_placed_length,
    "every": read_every,
    "fixed": read_fixed,
}
# Readers of a time of day that tells no day itself.
CLOCKS = frozenset({"clock", "part"})
# Values after which narrative goes on: "a year earlier" is earlier than one of these.
ANCHORS = frozenset({"day", "week", "month", "quarter", "half", "season", "year"})


def find_dates(parse: Parse, published: date | None, lexicon: Lexicon) -> tuple[When, ...]:
    """All time expressions of the parsed paragraphs in the order of the text; an empty tuple where there are none.

    Without ``published``, what is counted from the article's day has the value None, or a form with X.
    """
    grammar = load_grammar(lexicon)
    found: list[When] = []
    clocks: set[Span] = set()
    scene = Scene(published=published)
    for start, end in _paragraphs(parse):
        free_from = start
        for each in grammar.find(parse.text, start, end):
            if each.start < free_from:
                continue
            before = found[-1] if found else None
            reading = _read(parse, each, scene, before)
            if reading is None:
                continue
            when = _when(parse, each, reading)
            if when.span and each.rule.read in CLOCKS and not each.word("to_anchor"):
                clocks.add(when.span)
            found[-1:] = with_clock(before, when, parse.text, grammar.words)
            free_from = each.end
            scene = _next_scene(scene, reading)
    return on_days(parse, found, clocks, grammar.words)


def publication_when(published: date | None) -> When:
    """The day of publication, as the day of what is told without one; no day where that is not known either."""
    if published is None:
        return When(first=None, last=None, basis=Basis.PUBLICATION)
    value = published.isoformat()
    return When(first=published, last=published, basis=Basis.PUBLICATION, type=TimexType.DATE, value=value)


def _paragraphs(parse: Parse) -> Iterator[tuple[int, int]]:
    """The characters of each parsed paragraph: an expression may be cut by a wrong sentence end."""
    first = 0
    for place, sentence in enumerate(parse.sentences):
        following = parse.sentences[place + 1] if place + 1 < len(parse.sentences) else None
        if following is None or following.paragraph != sentence.paragraph:
            yield parse.sentences[first].start, sentence.end
            first = place + 1


def _read(parse: Parse, found: Found, scene: Scene, before: When | None) -> Reading | None:
    """What the expression says, or None where the parse or its reader says that it is none."""
    if not all(CHECKS[name](parse, found) for name in found.rule.checks):
        return None
    clock = before.span if before and before.span and before.type is TimexType.TIME else None
    has_clock = clock and not parse.text[clock.end : found.start].strip(", ")
    direction = direction_of(parse, found, clock.start if clock and has_clock else found.start)
    scene = replace(scene, direction=direction, foretold=direction > 0 and is_foretold(parse, found))
    reading = READERS[found.rule.read](found, scene)
    if reading and before and before.span and are_ends(parse.text, before.span, found.start, found.grammar.words):
        return after_start(found, reading, before)
    return reading


def _when(parse: Parse, found: Found, reading: Reading) -> When:
    start = found.start
    type_ = reading.type or found.rule.type
    if (
        reading.value
        and reading.value.startswith("P")
        and not reading.value.endswith("_REF")
        and type_ is TimexType.DATE
    ):
        type_ = TimexType.DURATION
    days = reading.days or (days_of(reading.value) if reading.value else None)
    first, last = days or (None, None)
    return When(
        first=first,
        last=last,
        basis=reading.basis,
        type=type_,
        value=reading.value,
        span=span_of(parse.text, start, found.end),
    )


def _next_scene(scene: Scene, reading: Reading) -> Scene:
    """Narrative goes on from a date of the calendar; references and lengths leave it where it was."""
    if reading.day_first is not None:
        scene = replace(scene, day_first=reading.day_first)
    unit = unit_of(reading.value) if reading.value else None
    if unit not in ANCHORS or reading.compares:
        return scene
    days = days_of(reading.value or "")
    ended = days and (scene.published is None or days[1] < scene.published)
    return replace(scene, anchor=reading.value, quarter=reading.value if unit == "quarter" and ended else scene.quarter)
