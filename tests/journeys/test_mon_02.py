"""MON-02 told as stories: what equals the registers validates itself within the hour; the rest waits for an officer."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import Player
from registers import activity_reports
from registers.models import ActivityReport
from tests.contracts.invariants import check
from tests.factories.campaigns import open_all, plan
from tests.factories.providers import make_provider
from tests.journeys.conftest import letters
from workflow import automatic, campaigns
from workflow.actions import perform
from workflow.actor import SYSTEM
from workflow.models import Case, Clock
from workflow.refusals import ConditionsUnmet
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="MON-02", **changes)


def line(case: Case) -> ActivityReport:
    return activity_reports.get(case.facts["report"]["entry"])


def due(case: Case) -> Clock:
    return case.clocks.exclude(status="stopped").get(stage=case.stage, kind="stage")


def test_return_is_due_on_the_fifteenth_day_after_its_quarter(ministry: dict[str, User], clock: Any) -> None:
    make_provider()
    planned = plan(
        by=ministry["central_officer"], code="MON-02", period="2026-Q4", opens_on=date(2027, 1, 1), due_on=date(2027, 1, 15)
    )
    clock.move_to(timezone.make_aware(datetime.combine(date(2027, 1, 1), time(1))))
    campaigns.open_batch(planned.pk)
    open_all(planned)
    case = Case.objects.get()
    assert (case.number, line(case).period, due(case).due) == ("MON-02/2027/000001", "Q4", date(2027, 1, 15))
    # The reminders of thirty and fifteen days before have no place in fifteen days.
    assert (due(case).runs, due(case).reminders) == ([["2026-12-31", None]], [12, 15])
    for day in (date(2027, 1, 12), date(2027, 1, 15), date(2027, 1, 16)):
        clock.move_to(timezone.make_aware(datetime.combine(day, time(9))))
        run_due()
    case.refresh_from_db()
    assert case.stage == "overdue"
    assert [kind for kind, _number in letters(case)] == ["CAMP", "REM", "REM"]


def test_return_that_equals_the_registers_waits_for_nobody(report: Any) -> None:
    told: Player = report("in_preparation")
    told.play("fill", "submit")
    assert automatic.answer(told.case) is not None
    told.case.refresh_from_db()
    assert (told.case.stage, line(told.case).status, line(told.case).differences) == ("validated", "validated", [])
    check(told.case.pk)


def test_return_that_differs_waits_for_an_officer(report: Any) -> None:
    told: Player = report("submitted")
    assert [row["control"] for row in line(told.case).differences] == ["R01"]
    assert automatic.answer(told.case) is None
    with pytest.raises(ConditionsUnmet):
        perform(told.case, "auto_validate", by=SYSTEM)
    told.play("validate")
    assert (told.case.stage, line(told.case).status) == ("validated", "validated")


def test_notice_leaves_ten_days(report: Any, days: Any) -> None:
    told: Player = report()
    days(date(2026, 12, 9))
    told.case.refresh_from_db()
    told.play("await_grace", "serve_notice")
    # Due on 7 December 2026; ten working days end on the 22nd, since 17 December is off.
    assert (timezone.localdate(), due(told.case).due) == (date(2026, 12, 23), date(2027, 1, 4))
    days(date(2027, 1, 5))
    told.case.refresh_from_db()
    assert (told.case.stage, line(told.case).status) == ("defaulted", "defaulted")
