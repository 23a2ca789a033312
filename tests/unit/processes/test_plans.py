"""The dates of a corrective plan: when it is due, when its reminder leaves, which line is next."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from processes.rules import plans
from workflow.holidays import calendar
from workflow.models import Case

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def asked(**plan: Any) -> Case:
    at = timezone.make_aware(datetime.combine(MONDAY, time(9)))
    return Case(procedure="MON-04", entered_stage_at=at, answers={"plan": plan}, parameters={"MON-04.requested.days": 10})


def planned(*lines: tuple[str, str]) -> Case:
    told = [{"line": f"ADM-0{n}", "due_on": due, "status": status} for n, (due, status) in enumerate(lines, start=1)]
    return Case(procedure="MON-04", facts={"plan": {"lines": told}})


def test_plan_is_due_on_the_day_that_was_set() -> None:
    assert plans.plan_due(asked(plan_due="2026-12-01")) == date(2026, 12, 1)


def test_plan_without_a_day_is_due_on_the_last_of_the_stage() -> None:
    assert plans.plan_due(asked()) == date(2026, 12, 7)


@pytest.mark.parametrize("ahead", range(5, 11))
def test_reminder_leaves_three_days_before_at_the_latest(ahead: int) -> None:
    due = calendar().add_working(MONDAY, ahead)
    start = plans.reminder_from(asked(plan_due=due.isoformat()))
    # The timer lasts one working day, and the system acts on the next morning.
    leaves = calendar().add_working(start, 1) + timedelta(days=1)
    assert MONDAY < leaves <= due - timedelta(days=3)
    assert (due - leaves).days <= 5  # no earlier than the weekend before


def test_next_date_is_the_first_of_a_line_without_proof() -> None:
    case = planned(("2026-12-01", "treated"), ("2026-12-20", "open"), ("2026-12-10", "open"))
    assert plans.next_due(case) == date(2026, 12, 10)
    assert [line["line"] for line in plans.still_open(case)] == ["ADM-02", "ADM-03"]


def test_plan_with_every_proof_has_no_next_date() -> None:
    assert plans.next_due(planned(("2026-12-01", "treated"))) is None
