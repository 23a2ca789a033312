"""A limit of elapsed days ends on its very day, whatever that day is."""

from datetime import date

from workflow.calendar import Run, WorkingCalendar, calendar_days, deadline, elapsed_days


def test_last_day_that_is_off_moves_a_calendar_limit_and_no_elapsed_one():
    calendar, runs = WorkingCalendar(), [Run(date(2026, 11, 23))]
    assert deadline(limit=elapsed_days(61), runs=runs, calendar=calendar) == date(2027, 1, 23)  # a Saturday
    assert deadline(limit=calendar_days(61), runs=runs, calendar=calendar) == date(2027, 1, 25)
