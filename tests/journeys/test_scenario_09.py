"""Scenario 9: refused at the door, back with the police, grade D, closed the same day, heard in time, a plan, a visit, grade B."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from config.demonstration.served import serve
from config.demonstration.visits import lines
from forms.monitoring.plan import lines_of
from registers import checklist, inspections, nonconformities, providers, restrictions, sanctions, sites
from registers.models import Provider
from tests.contracts.invariants import check
from tests.factories.people import post
from tests.journeys.conftest import letters, story
from workflow import cases
from workflow.actions import perform
from workflow.models import Case
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid

pytestmark = pytest.mark.django_db

DANGER = "شوهدت أدخنة بالورشة ومُنع المتفقدون من الدخول بحضور شاهدين."
POLICE = "ضابط ومحافظ من مركز الأمن الوطني بالمثال"


@pytest.fixture
def on(clock: Any) -> Callable[..., None]:
    """Moves the clock to an hour of a day."""
    return lambda day, hour=10: clock.move_to(timezone.make_aware(datetime.combine(day, time(hour))))


def found(*codes: str) -> dict[str, Any]:
    """The checklist when these lines are not conform, and nothing was mended on the spot."""
    return lines(**dict.fromkeys(codes, checklist.NOT_CONFORM))


def due(case: Case) -> date | None:
    return case.clocks.get(kind="stage", stage=case.stage).due


def child(case: Case, procedure: str, told: Player) -> Player:
    return Player(Case.objects.get(parent=case, procedure=procedure), wait=told.wait)


def test_structure_that_closed_its_door_ends_with_grade_b(
    player: Callable[..., Player], ministry: dict[str, User], on: Callable[..., None]
) -> None:
    # Monday 23 November: the mission is ordered for Tuesday 8 December, and announced.
    mission = player(procedure="MON-03")
    mission.perform("assign_team", on="2026-12-08")
    mission.play("notify_visit", "await_visit", "start_on_site")
    assert timezone.localdate() == date(2026, 12, 8)
    lead = User.objects.get(pk=mission.case.facts["visit"]["lead"])
    provider, site = mission.case.provider, mission.case.answers["mission"]["site"]

    # Tuesday 8 December: the door stays closed, smoke is seen. The urgent case opens by itself; access is due in five working days.
    mission.perform("record_obstruction", is_danger="yes", danger="fire", reason=DANGER)
    closure = child(mission.case, "SAN-02", mission)
    assert (mission.case.stage, due(mission.case)) == ("obstructed", date(2026, 12, 15))
    assert (closure.case.stage, due(closure.case)) == ("proposed", date(2026, 12, 9))
    assert (closure.case.answers["measure"]["danger"], closure.case.answers["measure"]["site"]) == ("fire", site)

    # Wednesday 9 December: back with the police. Two critical lines are open: grade D.
    on(date(2026, 12, 9), 9)
    with pytest.raises(FormInvalid) as refusal:
        mission.perform("resume_visit", given_by="public_force")
    assert list(refusal.value.form.errors) == ["officers"]
    mission.perform("resume_visit", given_by="public_force", officers=POLICE)
    assert mission.case.facts["access"] == {
        "given_by": "public_force",
        "officers": POLICE,
        "started_at": "10:00",
        "on": "2026-12-09",
    }
    mission.perform("record_findings", **found("SEC-01", "SEC-02"))
    mission.play("end_on_site", "send_provisional_report")
    assert (mission.case.facts["visit_report"]["grade"], inspections.get(mission.case.facts["visit"]["inspection"]).grade) == (
        "D",
        "D",
    )
    assert due(mission.case) == date(2026, 12, 31)  # fifteen working days: 17 December is off

    # The same day, the director proposes and the minister signs; whoever inspected does not.
    with pytest.raises(FormInvalid):
        closure.perform("propose_measure", on="2026-12-25")  # eleven working days
    closure.perform("propose_measure", on="2026-12-24", duration_days="60")
    post(lead, role=Role.MINISTER_SIGNATORY)
    with pytest.raises(DutiesConflict) as conflict:
        perform(closure.case, "sign_measure", by=lead, data={})
    assert conflict.value.rule == "SD-06"
    closure.play("sign_measure")
    serve(closure.case, "PREC")
    measure = sanctions.of_case(closure.case.pk)
    assert (measure.precautionary, measure.starts_on, measure.ends_on) == (True, date(2026, 12, 9), date(2027, 2, 7))
    assert (sites.get(site).status, due(closure.case)) == ("blocked", date(2026, 12, 24))  # ten working days
    assert [r.kind for r in restrictions.in_force(provider=provider, site=site)] == ["no_new_session"]

    # Monday 14 December: the structure answers; the report is final, the lines enter the register, and it is accused.
    on(date(2026, 12, 14))
    mission.play("file_observations", "finalise_report")
    assert providers.get(provider).grade == "D"
    for name in ("close_compliant", "open_action_plan"):
        with pytest.raises(ConditionsUnmet):
            perform(mission.case, name, by=ministry["director"])
    mission.play("refer_to_sanction_final")
    proceedings = child(mission.case, "SAN-01", mission)
    open_lines = nonconformities.of_inspection(inspections.get(mission.case.facts["visit"]["inspection"]))
    assert [(n.line, n.severity, n.status) for n in open_lines] == [
        ("SEC-01", "critical", "open"),
        ("SEC-02", "critical", "open"),
    ]

    # The director asks for a plan on the same lines, due in ten working days: Tuesday 29 December.
    asked = {
        "provider": str(provider),
        "site": site,
        "source": mission.case.number,
        "non_conformities": [str(n.entry) for n in open_lines],
        "plan_due": "2026-12-29",
    }
    plan = Player(cases.open_ex_officio(code="MON-04", by=ministry["director"], provider=provider, data=asked), wait=mission.wait)
    assert due(plan.case) == date(2026, 12, 29)

    # Thursday 24 December, the tenth working day: the structure is heard; the measure goes on.
    closure.play("await_hearing", "hold_hearing")
    assert (timezone.localdate(), closure.case.stage, sites.get(site).status) == (date(2026, 12, 24), "hearing_held", "blocked")

    # Monday 28 December: the plan is filed, accepted and proven; critical lines have fifteen days. A visit verifies them.
    on(date(2026, 12, 28))
    plan.play("submit_plan", "accept_plan", "submit_evidence")
    assert [line["due_on"] for line in lines_of(plan.case)] == ["2027-01-07", "2027-01-07"]
    plan.perform("schedule_visit", on="2027-01-06")
    plan.play("report_visit")
    assert timezone.localdate() == date(2027, 1, 6)
    plan.play("close_resolved")
    assert {n.status for n in nonconformities.of_inspection(inspections.get(mission.case.facts["visit"]["inspection"]))} == {
        "closed"
    }
    assert (plan.case.stage, providers.get(provider).open_plan) == ("closed_resolved", False)

    # The danger is gone: the measure is lifted the same day, a month before its end; nothing is left to punish.
    closure.play("lift_measure")
    assert (closure.case.stage, sites.get(site).status) == ("lifted", "conform")
    assert list(restrictions.in_force(provider=provider, site=site)) == []
    proceedings.play("sign_dismissal")

    # The next mission, ordered for Friday 15 January (the 14th is worked), finds three major lines: grade B.
    again = Player(
        cases.open_ex_officio(
            code="MON-03",
            by=ministry["director"],
            provider=provider,
            data={"provider": str(provider), "site": site, "mission_type": "follow_up", "announced": "yes"},
        ),
        wait=mission.wait,
    )
    again.perform("assign_team", on="2027-01-15")
    again.play("notify_visit", "await_visit", "start_on_site")
    again.perform("record_findings", **found("ADM-02", "ADM-03", "PRE-02"))
    again.play("end_on_site", "send_provisional_report", "file_observations", "finalise_report")
    assert (timezone.localdate(), again.case.facts["final_report"]["grade"]) == (date(2027, 1, 15), "B")
    assert providers.get(provider).grade == "B"
    versions = Provider.objects.filter(entry=provider).order_by("version")
    assert [grade for grade in dict.fromkeys(row.grade for row in versions) if grade] == ["D", "B"]

    assert [kind for kind, _number in letters(closure.case)] == ["PREC", "HMIN"]
    assert sorted(kind for kind, _number in letters(mission.case)) == ["CONVV", "FREP", "MO", "OBS", "PREP"]
    assert story(mission.case)[3:7] == ["start_on_site", "record_obstruction", "resume_visit", "record_findings"]
    for told in (mission, closure, plan, again):
        check(told.case.pk)
