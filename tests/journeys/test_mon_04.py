"""MON-04 told as stories: a plan filed, returned, accepted, proven and closed; silence, more time, a visit, an escalation."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from config.demonstration.plays.mon_04 import ACCEPTED, PROVEN, VISITED, WHY
from config.demonstration.visits import lines
from forms.monitoring.plan import lines_of
from registers import checklist, inspections, nonconformities, providers
from tests.contracts.invariants import check
from tests.factories.people import post
from tests.journeys.conftest import letters, story
from workflow import cases
from workflow.actions import perform
from workflow.models import Case, Event
from workflow.procedures import procedure_of
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(player: Any) -> Any:
    return lambda stage="", **changes: player(stage, procedure="MON-04", **changes)


def statuses(case: Case) -> list[tuple[str, str]]:
    """Each line with its status in the register."""
    return [(line["line"], nonconformities.get(line["entry"]).status) for line in lines_of(case)]


def failing(*codes: str) -> dict[str, Any]:
    """What is recorded on the spot when these lines are not conform."""
    return lines(**dict.fromkeys(codes, checklist.NOT_CONFORM))


def proceedings_file(case: Case) -> Any:
    """What the proceedings were opened with, as their form reads it."""
    return procedure_of(case).application.section("file").of(case.answers, case=case)


def test_plan_from_its_request_to_its_closure(plan: Any) -> None:
    told: Player = plan()
    case = told.case
    assert (case.number, case.stage, case.region) == ("MON-04/2026/000001", "requested", "TN-11")
    # Ten working days from Monday 23 November.
    assert case.clocks.get(kind="stage", stage="requested").due == date(2026, 12, 7)
    told.play("submit_plan")
    assert providers.get(case.provider).open_plan
    told.play("return_plan", "resubmit", "accept_plan")
    assert [(line["line"], line["due_on"], bool(line.get("answer"))) for line in lines_of(case)] == [
        ("APP-02", "2026-12-13", True),
        ("SEC-09", "2026-12-13", False),
    ]
    entry = nonconformities.get(lines_of(case)[0]["entry"])
    assert (entry.status, entry.due_on, entry.responsible) == ("open", date(2026, 12, 13), "المدير الإداري")
    told.play("submit_evidence")
    assert statuses(case) == [("APP-02", "treated"), ("SEC-09", "treated")]
    assert [a.requirement for a in case.attachments.order_by("requirement")] == ["EVID", "ONPC"]
    told.play("close_resolved")
    assert statuses(case) == [("APP-02", "closed"), ("SEC-09", "closed")]
    assert (case.stage, providers.get(case.provider).open_plan) == ("closed_resolved", False)
    assert [kind for kind, _number in letters(case)] == ["CAP", "CAPC"]
    assert story(case) == [
        "case.opened",
        "submit_plan",
        "return_plan",
        "resubmit",
        "accept_plan",
        "submit_evidence",
        "close_resolved",
    ]
    check(case.pk)


def test_structure_is_reminded_then_its_silence_is_referred(plan: Any, days: Any) -> None:
    told: Player = plan()
    days(date(2026, 12, 3))
    assert story(told.case) == ["case.opened"]
    # Three days before Monday 7 December; the day before the reminder is a working day.
    days(date(2026, 12, 4))
    assert story(told.case) == ["case.opened", "send_reminder"]
    days(date(2026, 12, 7))
    told.case.refresh_from_db()
    assert told.case.stage == "requested"
    days(date(2026, 12, 8))
    told.case.refresh_from_db()
    assert (told.case.stage, statuses(told.case)) == ("escalated", [("APP-02", "escalated"), ("SEC-09", "escalated")])
    assert Event.objects.get(stream=told.case.stream, kind="transition.expire_plan").actor is None
    assert [kind for kind, _number in letters(told.case)] == ["REM"]


def test_returned_plan_waits_ten_working_days_for_an_answer(plan: Any, days: Any) -> None:
    told: Player = plan("plan_returned")
    days(date(2026, 12, 7))
    told.case.refresh_from_db()
    assert told.case.stage == "plan_returned"
    days(date(2026, 12, 8))
    told.case.refresh_from_db()
    assert told.case.stage == "escalated"


def test_dates_are_bound_by_the_severity_of_each_line(plan: Any) -> None:
    told: Player = plan()
    told.play("with_critical")
    by = told.person_for("submit_plan")
    assert [line["severity"] for line in lines_of(told.case)] == ["critical", "major"]
    for n, days_left in ((0, 16), (1, 61), (1, 0)):
        late = {f"due_{n}": (timezone.localdate() + timedelta(days=days_left)).isoformat()}
        with pytest.raises(FormInvalid) as refusal:
            told.perform("submit_plan", by=by, **late)
        assert list(refusal.value.form.errors) == [f"due_{n}"]
    just = {"due_0": "2026-12-08", "due_1": "2027-01-22"}
    told.perform("submit_plan", by=by, **just)
    assert [line["due_on"] for line in lines_of(told.case)] == ["2026-12-08", "2027-01-22"]


def test_critical_line_that_would_end_too_late_is_not_accepted(plan: Any) -> None:
    """The fifteen days are counted again on the day of the acceptance, by the numbers that bind the case."""
    told: Player = plan()
    told.play("with_critical", "submit_plan")
    Case.objects.filter(pk=told.case.pk).update(parameters={**told.case.parameters, "MON-04.critical.days": 5})
    with pytest.raises(ConditionsUnmet):
        perform(told.case, "accept_plan", by=told.person_for("accept_plan"), data={"covers": "on"})


def test_line_past_its_date_by_ten_working_days_is_referred(plan: Any, days: Any) -> None:
    told: Player = plan("plan_accepted")
    # Sunday 13 December, then ten working days without the 17th (holiday), to the 28th.
    assert told.case.clocks.get(stage="plan_accepted").due == date(2026, 12, 28)
    days(date(2026, 12, 28))
    told.case.refresh_from_db()
    assert (told.case.stage, story(told.case)[-1]) == ("plan_accepted", "reminder")
    days(date(2026, 12, 29))
    told.case.refresh_from_db()
    assert told.case.stage == "escalated"


def test_more_time_is_given_once_and_never_for_a_critical_line(plan: Any, ministry: dict[str, User]) -> None:
    told: Player = plan()
    told.play("with_critical", *ACCEPTED)
    critical, major = lines_of(told.case)
    with pytest.raises(FormInvalid):
        told.perform("extend_deadline", lines=[critical["entry"]])
    with pytest.raises(FormInvalid):
        told.perform("extend_deadline", due_on="2027-06-30")
    told.play("extend_deadline")
    entry = nonconformities.get(major["entry"])
    assert (entry.due_on, entry.extended) == (date(2026, 12, 23), True)
    # The clock still counts from the critical line.
    assert told.case.clocks.exclude(status="stopped").get(stage="plan_accepted").runs == [["2026-12-03", None]]
    with pytest.raises(ConditionsUnmet):
        perform(told.case, "extend_deadline", by=ministry["director"], data={})


def test_rejected_proof_reopens_its_line_and_the_second_failure_is_referred(plan: Any, ministry: dict[str, User]) -> None:
    told: Player = plan()
    told.play(*PROVEN, "reject_evidence")
    assert statuses(told.case) == [("APP-02", "open"), ("SEC-09", "treated")]
    with pytest.raises(ConditionsUnmet):
        perform(told.case, "escalate", by=ministry["director"], data={"reason": WHY})
    told.play("submit_evidence", "reject_evidence", "escalate")
    assert (told.case.stage, statuses(told.case)) == ("escalated", [("APP-02", "escalated"), ("SEC-09", "treated")])
    assert providers.get(told.case.provider).open_plan is False
    proceedings = told.case.children.get(procedure="SAN-01")
    assert [(row["fact"][:6], row["severity"]) for row in proceedings.answers["file"]["grounds"]] == [("APP-02", "major")]
    section = proceedings_file(proceedings)
    assert (section.is_valid(), proceedings.answers["file"]["origin_case"]) == (True, told.case.number)


def test_whoever_accepted_the_plan_does_not_close_it(plan: Any, ministry: dict[str, User]) -> None:
    told: Player = plan("evidence_submitted")
    officer = ministry["officer"]
    assert told.case.duties["instructs"] == [officer.pk]
    post(officer, role=Role.REGIONAL_DIRECTOR, region="TN-11")
    with pytest.raises(DutiesConflict) as refusal:
        perform(told.case, "close_resolved", by=officer)
    assert refusal.value.rule == "SD-01"


def test_visit_verifies_each_line_and_gives_no_grade(plan: Any, ministry: dict[str, User]) -> None:
    told: Player = plan()
    told.play(*VISITED)
    visit = inspections.get(told.case.facts["visit"]["inspection"])
    assert (visit.mission_type, visit.status, visit.grade) == ("follow_up", "provisional", "")
    assert [(row["code"], row["answer"]) for row in visit.answers] == [("APP-02", "conform"), ("SEC-09", "conform")]
    lead = User.objects.get(pk=told.case.facts["visit"]["lead"])
    post(lead, role=Role.REGIONAL_DIRECTOR, region="TN-11")
    with pytest.raises(DutiesConflict) as refusal:
        perform(told.case, "close_resolved", by=lead)
    assert refusal.value.rule == "SD-06"
    told.play("close_resolved")
    assert told.case.stage == "closed_resolved"


def test_visit_that_finds_a_line_open_ends_in_an_escalation(plan: Any, ministry: dict[str, User]) -> None:
    told: Player = plan()
    told.play(*VISITED[:-1], "fail_visit")
    assert statuses(told.case) == [("APP-02", "open"), ("SEC-09", "open")]
    with pytest.raises(ConditionsUnmet):
        perform(told.case, "close_resolved", by=ministry["director"])
    told.play("escalate")
    assert told.case.stage == "escalated"


def test_visit_waits_for_the_dates_of_lines_without_proof(plan: Any) -> None:
    told: Player = plan("plan_accepted")
    with pytest.raises(FormInvalid) as refusal:
        told.play("schedule_visit")
    assert list(refusal.value.form.errors) == ["on"]


def test_inspection_action_plan_and_follow_up_visit_with_grade_b(player: Any, ministry: dict[str, User]) -> None:
    """A critical line mended on the spot (grade C), the plan that the mission opens, and the next mission: grade B."""
    told: Player = player("in_progress", procedure="MON-03")
    told.perform("record_findings", **{**failing("SEC-01"), "repaired_SEC_01": "yes"})
    told.play("end_on_site", "send_provisional_report", "file_observations", "finalise_report")
    assert told.case.facts["final_report"]["grade"] == "C"
    told.play("open_action_plan")
    opened = told.case.children.get(procedure="MON-04")
    assert (opened.number, opened.stage, opened.region) == ("MON-04/2026/000001", "requested", "TN-11")
    assert opened.answers["plan"]["source"] == told.case.number
    assert [(line["line"], line["severity"]) for line in lines_of(opened)] == [("SEC-01", "critical")]
    assert timezone.localdate() == date(2026, 12, 1)
    assert opened.clocks.get(kind="stage").due == date(2026, 12, 15)
    following = Player(opened, wait=told.wait)
    following.play("submit_plan", "accept_plan", "submit_evidence", "schedule_visit", "report_visit")
    # Whoever inspected decides nothing that follows, in the plan either.
    assert set(told.case.duties["inspects"]) - set(opened.duties["inspects"]) == set()
    following.play("close_resolved")
    assert (following.case.stage, providers.get(opened.provider).open_plan) == ("closed_resolved", False)
    site = told.case.answers["mission"]["site"]
    data = {"provider": str(opened.provider), "site": site, "mission_type": "follow_up", "announced": "yes"}
    again = Player(
        cases.open_ex_officio(code="MON-03", by=ministry["director"], provider=opened.provider, data=data), wait=told.wait
    )
    again.play("assign_team", "notify_visit", "await_visit", "start_on_site")
    again.perform("record_findings", **failing("ADM-02", "ADM-03", "PRE-02"))
    again.play("end_on_site", "send_provisional_report", "file_observations", "finalise_report")
    assert (again.case.facts["final_report"]["grade"], providers.get(opened.provider).grade) == ("B", "B")
