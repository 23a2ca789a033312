"""The time limit for an appeal: from date to date, months of every length, days off, and what silence means."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from documents.appeals import after_appeal, period
from workflow.calendar import Certainty, Holiday, WorkingCalendar, add_months

PLAIN = WorkingCalendar()
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2060, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 2, date(2027, 1, 22)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 30), 2, date(2028, 2, 29)),
        (date(2026, 12, 29), 2, date(2027, 2, 28)),
        (date(2026, 7, 31), 2, date(2026, 9, 30)),
        (date(2026, 2, 28), 2, date(2026, 4, 28)),
        (date(2026, 10, 1), 2, date(2026, 12, 1)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_months_are_added_from_date_to_date(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, st.integers(min_value=1, max_value=24))
def test_month_reached_is_the_one_counted(day: date, months: int) -> None:
    found = add_months(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


def test_period_ends_on_the_same_day_two_months_later() -> None:
    assert period(start=date(2026, 11, 23), months=2, calendar=PLAIN).until == date(2027, 1, 25)  # 23 January is a Saturday
    assert period(start=date(2026, 11, 25), months=2, calendar=PLAIN).until == date(2027, 1, 25)


def test_period_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    calendar = WorkingCalendar(holidays={date(2026, 12, 17): Holiday("Revolution day")})
    found = period(start=date(2026, 10, 17), months=2, calendar=calendar)
    assert (found.full, found.until) == (date(2026, 12, 17), date(2026, 12, 18))
    with translation.override("en"):
        said = found.explanation("read here")
    assert [line for line in said if "Revolution day" in line] == [said[2]]
    assert len(said) == 5


def test_explanation_tells_each_step_once() -> None:
    with translation.override("en"):
        said = period(start=date(2026, 12, 31), months=2, calendar=PLAIN).explanation("read here")
    assert len(said) == 5  # began, two months, no such day, moved off a Sunday, ends
    assert said[2] == "That month has no such day: its last day counts."
    with translation.override("en"):
        assert len(period(start=date(2026, 11, 25), months=2, calendar=PLAIN).explanation("read here")) == 3


def test_estimated_holiday_at_the_end_is_told_as_estimated() -> None:
    calendar = WorkingCalendar(holidays={date(2027, 1, 25): Holiday("Eid", Certainty.ESTIMATED)})
    found = period(start=date(2026, 11, 25), months=2, calendar=calendar)
    with translation.override("en"):
        assert "is expected to be a day off (Eid)" in found.explanation("read here")[2]


@given(DAYS)
def test_period_never_ends_on_a_day_off_nor_before_its_month(start: date) -> None:
    found = period(start=start, months=2, calendar=PLAIN)
    assert PLAIN.is_working(found.until)
    assert timedelta(0) <= found.until - found.full <= timedelta(days=2)
    assert (found.is_over(found.until), found.is_over(found.until + timedelta(days=1))) == (False, True)


def test_silence_refuses_after_two_months_and_opens_two_months_at_the_court() -> None:
    found = after_appeal(filed_on=date(2026, 12, 10), months=2, calendar=PLAIN)
    assert (found.silence_on, found.court.start, found.court.until) == (date(2027, 2, 10), date(2027, 2, 10), date(2027, 4, 12))


def test_silence_is_not_prolonged_by_a_day_off() -> None:
    assert after_appeal(filed_on=date(2026, 11, 23), months=2, calendar=PLAIN).silence_on == date(2027, 1, 23)


def test_explicit_answer_opens_the_period_of_the_court_whenever_it_comes() -> None:
    early = after_appeal(filed_on=date(2026, 12, 10), months=2, calendar=PLAIN, answered_on=date(2026, 12, 21))
    late = after_appeal(filed_on=date(2026, 12, 10), months=2, calendar=PLAIN, answered_on=date(2027, 3, 3))
    assert (early.court.until, late.court.until) == (date(2027, 2, 22), date(2027, 5, 3))
