"""MON-03 told as stories: a mission announced, on the spot, its reports and its follow-up; an obstruction; who may not decide."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from config.demonstration.plays.mon_03 import DANGEROUS, FINAL, FLAWED, find, surprise
from config.demonstration.visits import LIGHT, lines
from registers import checklist, inspections, nonconformities, providers
from tests.contracts.invariants import check
from tests.factories.people import make_user, post
from tests.journeys.conftest import story
from workflow import cases, links, policies, queries
from workflow.actions import perform
from workflow.actor import SYSTEM
from workflow.models import Event, OutboxRow
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotEntitled

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission(player: Any) -> Any:
    return lambda stage="", **changes: player(stage, procedure="MON-03", **changes)


def told_by(player: Player) -> Any:
    """The entry of the register of inspections that the mission keeps."""
    return inspections.get(player.case.facts["visit"]["inspection"])


def test_mission_from_the_plan_to_a_compliant_structure(mission: Any) -> None:
    told: Player = mission()
    case = told.case
    assert (case.number, case.stage, case.region) == ("MON-03/2026/000001", "planned", "TN-11")
    assert case.answers["mission"]["risk_score"] == 25  # never inspected, and no visit for two years
    told.play("assign_team", "notify_visit")
    assert told_by(told).status == "planned"
    assert timezone.localdate() == date(2026, 11, 23)
    assert told_by(told).planned_on == date(2026, 12, 1)
    told.play("await_visit", "start_on_site", "record_findings", "end_on_site", "send_provisional_report")
    found = told_by(told)
    assert (found.status, found.grade, found.visited_on) == ("provisional", "A", date(2026, 12, 1))
    # Fifteen working days, 17 December off.
    assert case.clocks.get(stage="report_sent").due == date(2026, 12, 23)
    told.play("file_observations", "finalise_report", "close_compliant")
    provider = providers.get(case.provider)
    assert (case.stage, told_by(told).status, provider.grade) == ("closed_compliant", "final", "A")
    assert told_by(told).observations == "وقع رفع النقص الملاحظ بعد الزيارة."
    assert nonconformities.of_inspection(told_by(told)).count() == 0
    assert story(case) == [
        "case.opened",
        "assign_team",
        "notify_visit",
        "start_on_site",
        "record_findings",
        "end_on_site",
        "send_provisional_report",
        "file_observations",
        "finalise_report",
        "close_compliant",
    ]
    check(case.pk)


def test_structure_knows_of_the_mission_only_when_it_is_announced(mission: Any, ministry: dict[str, User]) -> None:
    told: Player = mission("team_assigned")
    member = ministry["applicant"]
    assert (policies.case_role(told.case, member), list(queries.cases_of(member))) == (None, [])
    assert not OutboxRow.objects.filter(topic="mail.stage").exists()
    told.play("notify_visit")
    assert policies.case_role(told.case, member) == Role.APPLICANT
    assert OutboxRow.objects.filter(topic="mail.stage").count() == 1


def test_unannounced_visit_needs_an_order_and_no_letter(mission: Any, ministry: dict[str, User]) -> None:
    told: Player = mission()
    given = {**told.case.answers["mission"], "announced": "no"}
    with pytest.raises(FormInvalid):
        cases.open_ex_officio(code="MON-03", by=told.case.author, provider=told.case.provider, data=given)
    surprise(told)
    told.play("assign_team", "await_visit", "start_on_site")
    assert told.case.stage == "in_progress"


def test_silence_of_the_structure_closes_the_time_for_observations(mission: Any, days: Any) -> None:
    told: Player = mission("report_sent")
    days(date(2026, 12, 24))
    told.case.refresh_from_db()
    assert told.case.stage == "observations_received"
    assert Event.objects.get(stream=told.case.stream, kind="transition.expire_observations").actor is None


def test_flaws_lead_to_a_plan(mission: Any) -> None:
    told: Player = mission()
    told.play(*FLAWED)
    lines_found = nonconformities.of_inspection(told_by(told))
    assert [(n.line, n.severity, n.status) for n in lines_found] == [(LIGHT, "major", "open")]
    told.play("open_action_plan")
    assert (told.case.stage, providers.get(told.case.provider).open_plan) == ("closed_with_plan", True)


def test_open_critical_line_is_referred_and_is_neither_compliant_nor_planned(mission: Any, ministry: dict[str, User]) -> None:
    told: Player = mission()
    told.play(*DANGEROUS)
    assert (told_by(told).grade, told_by(told).critical_failed) == ("D", 1)
    for name in ("close_compliant", "open_action_plan"):
        with pytest.raises(ConditionsUnmet):
            perform(told.case, name, by=ministry["director"])
    told.play("refer_to_sanction_final")
    assert told.case.stage == "referred_to_sanction"


def test_report_waits_for_every_line_and_its_evidence(mission: Any, ministry: dict[str, User]) -> None:
    told: Player = mission("in_progress")
    lead = told.person_for("record_obstruction")
    with pytest.raises(ConditionsUnmet):
        perform(told.case, "end_on_site", by=lead, data={})
    some = {name: value for name, value in lines().items() if name.startswith("line_ADM")}
    perform(told.case, "record_findings", by=lead, data=some)
    told.case.refresh_from_db()
    assert sorted(told.case.facts["findings"]) == [line.code for line in checklist.LINES if line.category == "ADM"]
    assert told.case.facts["findings"]["ADM-01"]["by"] == lead.pk
    with pytest.raises(ConditionsUnmet):
        perform(told.case, "end_on_site", by=lead, data={})


def test_inspector_with_an_interest_steps_aside_and_is_replaced(mission: Any, ministry: dict[str, User]) -> None:
    told: Player = mission("notified")
    inspector = told.person_for("declare_late_conflict")
    told.play("declare_late_conflict")
    lead = User.objects.get(pk=told.case.facts["visit"]["lead"])
    with pytest.raises(ConditionsUnmet):
        perform(told.case, "start_on_site", by=lead, data={})
    told.play("replace_inspector")
    team = {member["user"] for member in told.case.facts["visit"]["team"]}
    assert inspector.pk not in team
    assert told.case.stage == "team_assigned"
    # SD-04: whoever declared an interest is not put in the team again.
    form = told.transition("replace_inspector").form(None, None, case=told.case, actor=SYSTEM)
    assert inspector not in form.fields["replacement"].queryset


def test_obstruction_is_lifted_within_five_working_days_or_referred(mission: Any, clock: Any, days: Any) -> None:
    told: Player = mission("obstructed")
    assert told.case.clocks.get(stage="obstructed").due == date(2026, 12, 8)
    lead = told.person_for("resume_visit")
    days(date(2026, 12, 9))
    told.case.refresh_from_db()
    with pytest.raises(ConditionsUnmet):
        perform(told.case, "resume_visit", by=lead)
    told.play("refer_to_sanction")
    assert (told_by(told).status, told_by(told).grade, providers.get(told.case.provider).grade) == ("final", "D", "D")


def test_whoever_inspected_decides_nothing_that_follows(mission: Any, ministry: dict[str, User]) -> None:
    """SD-06, also for a director who went along."""
    told: Player = mission()
    told.play(*FINAL)
    lead = User.objects.get(pk=told.case.facts["visit"]["lead"])
    post(lead, role=Role.REGIONAL_DIRECTOR, region="TN-11")
    with pytest.raises(DutiesConflict) as refusal:
        perform(told.case, "close_compliant", by=lead)
    assert refusal.value.rule == "SD-06"


def test_another_lead_inspector_does_not_act_on_the_mission(mission: Any) -> None:
    told: Player = mission("draft_report")
    other = make_user(role=Role.LEAD_INSPECTOR, region="TN-11")
    with pytest.raises(NotEntitled):
        perform(told.case, "send_provisional_report", by=other, data={})


def test_correction_after_the_observations_changes_the_grade(mission: Any) -> None:
    told: Player = mission("in_progress")
    find(told, **{"ADM-02": "not_conform", "ADM-03": "not_conform", "PRE-02": "not_conform"})
    told.play("end_on_site", "send_provisional_report", "file_observations")
    assert told.case.facts["visit_report"]["grade"] == "B"
    correction = {"corrections-0-line": "ADM-02", "corrections-0-answer": "conform", "corrections-0-why": "مضمون محيّن"}
    more = {"corrections-1-line": "ADM-03", "corrections-1-answer": "conform", "corrections-1-why": "نيابة مصرّح بها"}
    told.perform("finalise_report", **correction, **more)
    assert told.case.facts["final_report"]["grade"] == "A"
    assert [n.line for n in nonconformities.of_inspection(told_by(told))] == ["PRE-02"]


def test_case_of_the_mission_opens_only_what_it_declares() -> None:
    from workflow.procedures import named

    assert {link.opens for link in named("MON-03").links} == {"MON-04", "SAN-01", "SAN-02"}
    assert links.INHERITED == ("inspects",)
