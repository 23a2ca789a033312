"""Days left and days late, counted as the limit counts and worded in each language."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from workflow import remaining
from workflow.models import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
FRIDAY = date(2026, 11, 27)


def clock_of(unit: str, due: date | None = date(2026, 11, 30), **more: Any) -> Clock:
    return Clock(kind="stage", stage="submitted", days=5, unit=unit, due=due, **more)


@pytest.mark.parametrize(
    ("unit", "on", "expected"),
    [
        ("working", date(2026, 11, 23), ("5 working days left", "")),
        ("working", FRIDAY, ("1 working day left", "warning")),
        ("calendar", FRIDAY, ("3 days left", "warning")),
        ("calendar", date(2026, 11, 29), ("1 day left", "warning")),
        ("working", date(2026, 11, 30), ("Last day", "warning")),
        ("calendar", date(2026, 12, 1), ("1 day late", "danger")),
        ("calendar", date(2026, 12, 6), ("6 days late", "danger")),
        ("working", date(2026, 12, 6), ("4 working days late", "danger")),
    ],
)
def test_days_are_told_as_the_limit_counts(unit: str, on: date, expected: tuple[str, str]) -> None:
    with translation.override("en"):
        told = remaining.in_words(clock_of(unit), on=on)
    assert (told["left_label"], told["left_tone"]) == expected


def test_weekend_after_the_deadline_is_no_working_day_late() -> None:
    assert remaining.days(clock_of("working", due=FRIDAY), on=date(2026, 11, 28)) == 0
    with translation.override("en"):
        told = remaining.in_words(clock_of("working", due=FRIDAY), on=date(2026, 11, 28))
    assert told == {"left_label": "Overdue", "left_tone": "danger"}


def test_suspended_clock_tells_nothing() -> None:
    assert remaining.in_words(clock_of("working", due=None, status="suspended"), on=FRIDAY) == {"left_label": "", "left_tone": ""}
