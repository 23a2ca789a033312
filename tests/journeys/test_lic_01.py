"""LIC-01 told as stories: a structure opens, is visited, mends what was found; silence; an objection."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import DeclaredInterest, User
from accounts.roles import Role
from config.demonstration.driver import Player
from config.demonstration.visits import await_visit, fail_badly, fail_lightly
from registers import decisions, inspections, programmes, providers, sites
from registers.models import Provider, Restriction
from tests.factories.people import make_user
from tests.journeys.conftest import letters, story
from workflow.actions import perform
from workflow.models import Assignment, Clock
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotEntitled

pytestmark = pytest.mark.django_db


@pytest.fixture
def opening(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="LIC-01", **changes)


def due(case: Any) -> date | None:
    return case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status="stopped").get().due


def morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def test_opening_from_the_filing_to_the_confirmed_site(opening: Any) -> None:
    told = opening()
    case = told.case
    told.play("submit", "register_case", "issue_receipt")
    provider, site = providers.get(case.provider), sites.get(case.facts["site"])
    assert (provider.status, provider.region, provider.receipt_date) == ("declared", "TN-11", timezone.localdate())
    assert provider.organisation == case.organisation.uuid
    assert (site.status, site.is_main, site.authorised_capacity) == ("proposed", True, 40)
    assert [p.status for p in programmes.of_provider(provider)] == ["announced"]
    told.play("schedule_visit")
    visit = case.facts["visit"]
    assert (visit["round"], visit["postponed"], len(visit["team"])) == (1, 0, 2)
    assert sorted(Assignment.objects.filter(case=case).values_list("role", flat=True)) == [
        "inspector",
        "lead_inspector",
        "regional_officer",
    ]
    told.play("report_visit", "confirm_conformity")
    provider, site = providers.get(case.provider), sites.get(case.facts["site"])
    assert (case.stage, provider.status, provider.grade, site.status, site.grade) == ("confirmed", "active", "A", "conform", "A")
    found = inspections.last_final(site=site) or inspections.get(case.facts["visit"]["inspection"])
    assert (found.status, found.grade, found.score, found.follow_up) == ("final", "A", 100, "confirmed")
    assert decisions.of_case(case.pk).outcome == "confirmed"
    assert sorted(code for code, _number in letters(case)) == ["ACK", "CDCR", "CONF", "CONVV", "MO", "REC", "VR"]
    assert story(case) == [
        *("submit", "register_case", "issue_receipt", "schedule_visit", "report_visit", "confirm_conformity"),
    ]


def test_filing_of_december_with_a_missing_paper_is_received_by_silence(opening: Any, clock: Any, days: Any) -> None:
    """Filed on 1 December, returned, completed: 21 working days across 17 December and 1 January, then the tacit receipt."""
    clock.move_to(morning(date(2026, 12, 1)))
    told = opening()
    told.play("submit")
    told.perform("return_incomplete", fault_INS="missing", why_INS="عقد التأمين غير مرفق")
    days(date(2026, 12, 4))
    told.play("resubmit")
    days(date(2026, 12, 7))
    told.play("register_case")
    assert due(told.case) == date(2027, 1, 7)
    days(date(2027, 1, 7))
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"
    days(date(2027, 1, 8))
    told.case.refresh_from_db()
    assert told.case.stage == "receipt_issued"
    assert providers.get(told.case.provider).status == "declared"
    receipt = told.case.documents.get(kind="CDCR", is_reference=True)
    assert (receipt.content["tacit"], receipt.content["signature"]) == (True, None)
    assert due(told.case) == date(2027, 4, 6)  # the two days of Aïd el-Fitr between


def test_critical_failure_leads_to_an_objection_after_the_structure_was_heard(opening: Any, clock: Any) -> None:
    told = opening("visit_scheduled")
    fail_badly(told)
    report = told.case.facts["visit_report"]
    assert (report["grade"], report["critical_failed"]) == ("D", ["SEC-01"])
    with pytest.raises(ConditionsUnmet):
        told.perform("confirm_conformity")
    with pytest.raises(ConditionsUnmet):
        told.perform("notify_reserves")
    told.play("propose_objection")
    with pytest.raises(ConditionsUnmet):
        perform(told.case.pk, "sign_objection", by=told.person_for("sign_objection"), data={})
    told.play("accuse", "sign_objection")
    provider = providers.get(told.case.provider)
    assert (told.case.stage, provider.status, sites.get(told.case.facts["site"]).status) == ("objected", "objected", "closed")
    assert {code for code, _n in letters(told.case)} >= {"VR", "ADV", "OBJ"}
    # Its name is free again.
    assert providers.is_name_free(name_fr=provider.corporate_name_fr)


def test_reserves_are_lifted_and_one_goes_again(opening: Any) -> None:
    told = opening("visit_scheduled")
    fail_lightly(told)
    told.play("notify_reserves")
    reserves = told.case.facts["reserves"]
    assert ([i["code"] for i in reserves["items"]], reserves["days"]) == (["APP-02"], 60)
    assert due(told.case) == date(2027, 2, 1)  # 60 days end on Saturday 30 January
    told.play("declare_reserves_lifted")
    assert (told.case.facts["visit"]["round"], told.case.facts["visit"]["on"]) == (2, "")
    with pytest.raises(ConditionsUnmet):
        perform(told.case.pk, "report_visit", by=told.person_for("report_visit"), data={})
    told.play("report_visit", "confirm_conformity")
    assert told.case.stage == "confirmed"
    assert providers.get(told.case.provider).status == "active"


def test_reserves_that_stay_lead_to_a_proposal_of_objection(opening: Any) -> None:
    told = opening("reserves_notified")
    told.play("lapse")
    proposal = told.case.facts["proposal"]
    assert (told.case.stage, proposal["outcome"]) == ("awaiting_signature", "refuse")
    assert [g["rule"] for g in proposal["grounds"]] == ["reserves_open"]
    told.play("return_after_visit")
    assert (told.case.stage, "proposal" in told.case.facts) == ("visit_reported", False)


def test_silence_after_the_receipt_confirms(opening: Any, days: Any) -> None:
    told = opening("receipt_issued")
    last = due(told.case)
    assert last == date(2027, 2, 17)
    days(last)
    told.case.refresh_from_db()
    assert told.case.stage == "receipt_issued"
    days(date(2027, 2, 18))
    told.case.refresh_from_db()
    assert (told.case.stage, providers.get(told.case.provider).status) == ("confirmed", "active")
    assert told.case.documents.get(kind="CONF", is_reference=True).content["tacit"] is True


def test_visit_counts_its_report_from_its_day_and_follows_it(opening: Any) -> None:
    told = opening("visit_scheduled")
    assert (told.case.facts["visit"]["on"], due(told.case)) == ("2026-12-01", date(2026, 12, 15))
    task = told.case.tasks.get(closed_at=None, role=Role.LEAD_INSPECTOR)
    assert task.due == date(2026, 12, 15)
    told.play("postpone_visit")
    assert (told.case.facts["visit"]["on"], told.case.facts["visit"]["postponed"]) == ("2026-12-04", 1)
    assert due(told.case) == date(2026, 12, 21)
    task.refresh_from_db()
    assert (task.due, task.closed_at) == (date(2026, 12, 21), None)
    told.perform("postpone_visit", on="2026-12-07")
    with pytest.raises(ConditionsUnmet):
        told.perform("postpone_visit", on="2026-12-08")


def test_second_visit_is_ordered_once(opening: Any) -> None:
    told = opening("visit_reported")
    told.play("order_second_visit", "report_visit")
    assert told.case.facts["visit"]["round"] == 2
    with pytest.raises(ConditionsUnmet):
        told.play("order_second_visit")


# Separation of duties ------------------------------------------------------------------------------------------------


def test_inspector_with_an_interest_is_not_sent(opening: Any, ministry: dict[str, User]) -> None:
    told = opening("receipt_issued")
    tied = ministry["inspector"]
    DeclaredInterest.objects.create(user=tied, identity=told.case.applicant_identity, tie="شريك")
    by = told.person_for("schedule_visit")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("schedule_visit", discipline_SEC=tied.pk, by=by)
    assert list(refusal.value.form.errors) == ["discipline_SEC"]


def test_lead_alone_is_not_sent(opening: Any, ministry: dict[str, User]) -> None:
    told = opening("receipt_issued")
    lead = ministry["lead_inspector"].pk
    alone = {f"discipline_{c}": lead for c in ("ADM", "PRE", "SEC", "EQP", "FOR", "PED", "APP")}
    with pytest.raises(FormInvalid):
        told.perform("schedule_visit", **alone)


def test_only_the_lead_that_was_named_reports(opening: Any) -> None:
    told = opening("visit_scheduled")
    other = make_user(role=Role.LEAD_INSPECTOR, region="TN-11")
    await_visit(told)
    with pytest.raises(NotEntitled):
        told.perform("report_visit", by=other)


def test_inspector_does_not_decide_what_follows(opening: Any, ministry: dict[str, User]) -> None:
    told = opening("visit_reported")
    from tests.factories.people import post

    post(ministry["inspector"], role=Role.REGIONAL_DIRECTOR, region="TN-11")
    inspector = User.objects.get(pk=ministry["inspector"].pk)
    with pytest.raises(DutiesConflict) as refusal:
        told.perform("confirm_conformity", by=inspector)
    assert refusal.value.details["rule"] == "SD-06"


def test_visit_is_announced_five_working_days_before(opening: Any) -> None:
    told = opening("receipt_issued")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("schedule_visit", on="2026-11-27")
    assert list(refusal.value.form.errors) == ["on"]


# What stands in the way ----------------------------------------------------------------------------------------------


def test_sanction_of_closure_forbids_registration(opening: Any) -> None:
    told = opening("submitted")
    Restriction.entered(
        cause=_cause(), number="RST-1", kind="no_opening", identity=told.case.applicant_identity, starts_on=date(2026, 1, 1)
    )
    with pytest.raises(ConditionsUnmet):
        told.play("register_case")


def test_moratorium_stops_the_receipt(opening: Any) -> None:
    told = opening("under_review")
    title = told.procedure.application.answer(told.case, "planned_programmes")[0]["title"]
    Restriction.entered(cause=_cause(), number="RST-2", kind="moratorium", speciality=title, starts_on=date(2026, 1, 1))
    with pytest.raises(ConditionsUnmet):
        told.play("issue_receipt")


def test_name_of_another_structure_stops_the_receipt(opening: Any) -> None:
    told = opening("under_review")
    name = told.procedure.application.answer(told.case, "corporate_name_fr").upper()
    Provider.entered(cause=_cause(), number="PRV-1", corporate_name_fr=name, status="active")
    with pytest.raises(ConditionsUnmet):
        told.play("issue_receipt")


def _cause() -> Any:
    from registers.entries import Cause

    return Cause(case_id=None, case_number="", event_stream="test", on=date(2026, 1, 1))
