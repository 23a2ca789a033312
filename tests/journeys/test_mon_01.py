"""MON-01 told as stories: a campaign opened overnight, filed in time, late or not at all, corrected, validated in numbers."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import Player
from processes.rules import reports
from registers import activity_reports, providers
from registers.models import ActivityReport
from tests.contracts.invariants import check
from tests.factories.campaigns import open_all, plan
from tests.factories.people import make_user
from tests.factories.providers import make_provider
from tests.journeys.conftest import letters
from workflow import campaigns, policies
from workflow.actions import perform
from workflow.actor import SYSTEM
from workflow.models import Campaign, Case, Clock, Event, Obligation
from workflow.refusals import ConditionsUnmet, NotEntitled, Refused
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db
OPENS, DUE = date(2027, 1, 30), date(2027, 3, 31)


@pytest.fixture
def report(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="MON-01", **changes)


@pytest.fixture
def morning(clock: Any) -> Callable[..., None]:
    """Moves to the morning of a day and sweeps."""

    def live(*days: date) -> None:
        for day in days:
            clock.move_to(timezone.make_aware(datetime.combine(day, time(9))))
            run_due()

    return live


@pytest.fixture
def campaign(ministry: dict[str, User], morning: Any) -> Campaign:
    """That of 2026, planned in November and opened by the system on its day, for three structures of two regions."""
    for region in ("TN-11", "TN-11", "TN-61"):
        make_provider(region=region)
    planned = plan(by=ministry["central_officer"], opens_on=OPENS, due_on=DUE)
    open_all(planned)
    assert (planned.status, Case.objects.count()) == ("planned", 0)
    morning(OPENS)
    campaigns.open_due(None)  # type: ignore[arg-type]  # as the daily sweep orders it
    open_all(planned)
    return planned


def line(case: Case) -> ActivityReport:
    return activity_reports.get(case.facts["report"]["entry"])


def due(case: Case) -> Clock:
    return case.clocks.exclude(status="stopped").get(stage=case.stage, kind="stage")


def test_campaign_opens_one_numbered_case_for_each_structure(campaign: Campaign) -> None:
    assert (campaign.status, campaign.obligations.count()) == ("open", 3)
    case = Case.objects.order_by("number").first()
    assert case is not None
    assert (case.number, case.stage, case.author) == ("MON-01/2027/000001", "opened", None)
    assert (due(case).due, due(case).reminders) == (DUE, [30, 45, 57, 60])
    assert (line(case).year, line(case).period, line(case).due_on, line(case).status) == (2026, "A", DUE, "opened")
    assert [kind for kind, _number in letters(case)] == ["CAMP"]
    assert Event.objects.get(stream=case.stream).payload.body["documents"] == ["CAMP"]
    check(case.pk)
    assert campaigns.progress(campaign) == {"TN-11": {"opened": 2}, "TN-61": {"opened": 1}}


def test_structure_that_began_after_the_period_owes_nothing(campaign: Campaign) -> None:
    assert (reports.obliged(reports.year("2024")).count(), reports.obliged(reports.year("2025")).count()) == (0, 3)


def test_reminders_are_acts_of_the_system_on_their_days(campaign: Campaign, morning: Any) -> None:
    case = Case.objects.order_by("number").first()
    assert case is not None
    days = [date(2027, 3, 1), date(2027, 3, 16), date(2027, 3, 28), DUE]
    for n, day in enumerate(days, start=1):
        morning(day, day)  # the sweep comes several times a day
        assert Event.objects.filter(stream=case.stream, kind="transition.send_reminder").count() == n
    assert [kind for kind, _number in letters(case)] == ["CAMP", "REM", "REM", "REM", "REM"]
    assert due(case).reminded_on == [day.isoformat() for day in days]
    case.refresh_from_db()
    assert case.stage == "opened"
    morning(date(2027, 4, 1))
    case.refresh_from_db()
    assert case.stage == "overdue"


def test_last_day_is_that_of_the_campaign_whenever_a_report_is_begun(report: Any, morning: Any) -> None:
    told: Player = report()
    assert (timezone.localdate(), due(told.case).due) == (date(2026, 11, 23), date(2027, 1, 22))
    morning(date(2026, 12, 23))  # the first reminder
    morning(date(2027, 1, 8))
    told.case.refresh_from_db()
    told.play("start_filling")
    # Two reminders were sent; those of 19 and 22 January are to come.
    assert (due(told.case).due, due(told.case).reminders) == (date(2027, 1, 22), [57, 60])


def test_report_from_the_registers_to_its_receipt(report: Any, ministry: dict[str, User]) -> None:
    told: Player = report()
    told.play("start_filling")
    assert told.case.answers["activity"]["campaign"] == "2025"
    assert [row["months_open"] for row in told.case.answers["activity"]["sites_active"]] == [12]
    with pytest.raises(ConditionsUnmet):
        told.perform("submit")
    told.play("save_progress", "fill", "submit")
    assert (line(told.case).status, line(told.case).days_late, line(told.case).differences) == ("filed", 0, [])
    told.play("validate")
    assert (told.case.stage, line(told.case).status) == ("validated", "validated")
    assert line(told.case).validated_on == timezone.localdate()
    assert [kind for kind, _number in letters(told.case)] == ["CAMP", "VALR"]
    check(told.case.pk)


def test_difference_with_the_registers_must_be_explained(report: Any) -> None:
    told: Player = report("in_preparation")
    told.play("fill")
    answers = {**told.case.answers, "outcomes": {**told.case.answers["outcomes"], "complaints": 2}}
    Case.objects.filter(pk=told.case.pk).update(answers=answers)
    told.case.refresh_from_db()
    with pytest.raises(ConditionsUnmet):
        told.perform("submit")
    told.play("fill_otherwise", "submit")
    found = line(told.case)
    assert [row["control"] for row in found.differences] == ["R01"]
    assert found.explanations == "R01 دورات فتحت قبل اعتماد المنصة"


@pytest.fixture
def late(report: Any, days: Any) -> Player:
    """A report that nobody has begun on its last day, Friday 22 January 2027."""
    told: Player = report()
    days(date(2027, 1, 23))
    told.case.refresh_from_db()
    assert told.case.stage == "overdue"
    return told


def test_notice_waits_ten_working_days_and_default_fifteen_days(late: Player, days: Any) -> None:
    told = late
    with pytest.raises(ConditionsUnmet):
        told.perform("serve_notice")
    told.play("await_grace", "serve_notice")
    # Ten working days end on 5 February, the notice leaves on Monday the 8th.
    assert timezone.localdate() == date(2027, 2, 8)
    assert due(told.case).due == date(2027, 2, 23)
    days(date(2027, 2, 24))
    told.case.refresh_from_db()
    provider = providers.get(told.case.provider)
    assert (told.case.stage, line(told.case).status, provider.report_missing) == ("defaulted", "defaulted", True)
    assert [kind for kind, _number in letters(told.case)][-1] == "NOTICE"
    (opened,) = told.case.children.all()
    assert (opened.procedure, opened.provider) == ("SAN-01", told.case.provider)
    assert opened.answers["file"]["grounds"][0]["fact"] == line(told.case).number


def test_report_after_the_notice_tells_how_late_it_is(late: Player) -> None:
    told = late
    told.play("await_grace", "serve_notice", "fill", "submit_after_notice")
    assert (told.case.stage, line(told.case).days_late) == ("submitted", 17)


def test_correction_is_answered_or_leads_to_the_notice(report: Any, days: Any) -> None:
    told: Player = report("correction_requested")
    assert (due(told.case).due, line(told.case).status) == (date(2026, 12, 8), "opened")
    told.play("resubmit")
    assert (told.case.stage, line(told.case).status) == ("submitted", "filed")
    told.play("request_correction")
    days(date(2026, 12, 9))
    told.case.refresh_from_db()
    assert told.case.stage == "formal_notice"


def test_exemption_needs_a_stop_or_a_late_beginning(report: Any) -> None:
    told: Player = report()
    with pytest.raises(ConditionsUnmet):
        told.perform("exempt")
    told.play("interrupt", "exempt")
    assert (told.case.stage, line(told.case).status) == ("exempted", "exempt")


def test_colleague_of_the_structure_fills_in_and_a_stranger_does_not(report: Any, ministry: dict[str, User]) -> None:
    told: Player = report("in_preparation")
    assert policies.case_role(told.case, ministry["applicant"]) == "applicant"
    assert policies.case_role(told.case, make_user()) is None
    with pytest.raises(NotEntitled):
        perform(told.case, "save_progress", by=ministry["central_officer"])


def test_who_may_not_plans_nothing_and_nothing_twice(campaign: Campaign, ministry: dict[str, User]) -> None:
    with pytest.raises(NotEntitled):
        plan(by=ministry["officer"], period="2025", opens_on=OPENS, due_on=DUE)
    with pytest.raises(Refused):
        plan(by=ministry["central_officer"], opens_on=OPENS, due_on=DUE)
    with pytest.raises(Refused):  # the year has not ended
        plan(by=ministry["central_officer"], period="2027", opens_on=OPENS, due_on=DUE)


def test_interrupted_opening_goes_on_without_doubling_anybody(ministry: dict[str, User], morning: Any) -> None:
    for _n in range(3):
        make_provider()
    planned = plan(by=ministry["central_officer"], opens_on=OPENS, due_on=DUE)
    morning(OPENS)
    assert campaigns.open_batch(planned.pk, most=2) == 2
    # The process dies here: the next batch was ordered, and the same one may come again.
    assert campaigns.open_batch(planned.pk, most=2) == 1
    assert campaigns.open_batch(planned.pk, most=2) == 0
    open_all(planned)
    assert (planned.status, planned.obligations.count(), Case.objects.count()) == ("open", 3, 3)
    assert ActivityReport.objects.current().count() == 3


def test_batch_that_fails_leaves_nothing(ministry: dict[str, User], morning: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for _n in range(3):
        make_provider()
    planned = plan(by=ministry["central_officer"], opens_on=OPENS, due_on=DUE)
    morning(OPENS)
    whole, seen = campaigns.oblige, []

    def fails_at_the_third(**terms: Any) -> Case:
        seen.append(terms["provider"])
        if len(seen) == 3:
            raise RuntimeError("killed")
        return whole(**terms)

    monkeypatch.setattr(campaigns, "oblige", fails_at_the_third)
    with pytest.raises(RuntimeError):
        campaigns.open_batch(planned.pk)
    assert (Case.objects.count(), Obligation.objects.count(), ActivityReport.objects.count()) == (0, 0, 0)
    monkeypatch.undo()
    assert campaigns.open_batch(planned.pk) == 3
    assert [c.number for c in Case.objects.order_by("number")] == [f"MON-01/2027/00000{n}" for n in (1, 2, 3)]


def test_time_alone_sends_no_reminder_too_early(report: Any) -> None:
    with pytest.raises(ConditionsUnmet):
        perform(report().case, "send_reminder", by=SYSTEM)
