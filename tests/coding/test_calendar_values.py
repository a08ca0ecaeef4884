"""Days and units to values and back, at month's ends, across years and beyond the calendar."""

from datetime import date

from detente.coding.calendar_values import (
    days_in_month,
    days_of,
    duration_value,
    holiday_day,
    nearest_year,
    shifted,
    value_at,
)


def test_calendar_arithmetic() -> None:
    assert shifted(date(2017, 3, 31), "month", -1) == date(2017, 2, 28)
    assert shifted(date.max, "day", 1) is None
    assert value_at("week", date(2021, 1, 1)) == "2020-W53"
    assert days_of("2016-WI") == (date(2016, 12, 1), date(2017, 2, 28))
    assert days_of("198") == (date(1980, 1, 1), date(1989, 12, 31))
    assert days_of("2017-W23-WE") == (date(2017, 6, 10), date(2017, 6, 11))
    assert days_of("2017-02-30") is None
    assert days_of("P3Y") is None
    assert duration_value(1.5, "minute") == "PT1M30S"
    assert duration_value(None, "hour") == "PTXH"
    assert holiday_day("11/4/4", 2017) == date(2017, 11, 23)
    assert days_in_month(2024, 2, "week", 0) == (date(2024, 2, 23), date(2024, 2, 29))
    assert days_in_month(2024, 2, "week", 5) == (date(2024, 2, 29), date(2024, 2, 29))
    assert days_in_month(2024, 6, "weekend", 1) == (date(2024, 6, 1), date(2024, 6, 2))
    assert days_in_month(2024, 2, "day", 30) is None
    assert holiday_day("easter-2", 2016) == date(2016, 3, 25)


def test_a_month_and_day_without_a_year_is_put_on_the_side_that_the_verb_speaks_of() -> None:
    may = date(2024, 5, 3)
    assert [nearest_year(7, 15, may, direction) for direction in (-1, 0, 1)] == [2023, 2024, 2024]
    assert [nearest_year(12, 31, may, direction) for direction in (-1, 0, 1)] == [2023, 2023, 2024]
    assert nearest_year(1, 1, date.min, -1) <= 1
