"""SAN-02 told as stories: signed at once, heard within ten working days, never longer than the law allows."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import Player
from config.demonstration.plays.mon_03 import ARRIVED
from config.demonstration.plays.san_02 import HEARD, SIGNED, await_hearing
from config.demonstration.served import serve
from registers import restrictions, sanctions, sites
from tests.contracts.invariants import check
from tests.factories.people import post
from tests.journeys.conftest import letters, story
from workflow import policies
from workflow.actions import perform
from workflow.models import Case
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def urgent(player: Any) -> Callable[..., Player]:
    return lambda stage="": player(stage, procedure="SAN-02")


def timer(case: Case) -> date | None:
    return case.clocks.get(kind="timer", status="running").due


def test_danger_is_stopped_at_once_and_the_measure_lifted(urgent: Callable[..., Player], ministry: dict[str, User]) -> None:
    told = urgent()
    case, site = told.case, told.case.answers["measure"]["site"]
    assert (case.number, case.clocks.get(stage="proposed").due) == ("SAN-02/2026/000001", date(2026, 11, 24))
    told.play("propose_measure")
    assert policies.case_role(case, ministry["applicant"]) is None
    told.play("sign_measure")
    assert policies.case_role(case, ministry["applicant"]) == Role.APPLICANT
    # Heard within ten working days; thirty days from the signature, as the decision says.
    assert (case.clocks.get(stage="measure_in_force", kind="stage").due, timer(case)) == (date(2026, 12, 7), date(2026, 12, 23))
    entry = sanctions.of_case(case.pk)
    assert (entry.kind, entry.precautionary, entry.ends_on, sites.get(site).status) == (
        "close_site",
        True,
        date(2026, 12, 23),
        "blocked",
    )
    assert [r.kind for r in restrictions.in_force(provider=case.provider, site=site)] == ["no_new_session"]
    told.play("await_hearing", "hold_hearing")
    assert (timezone.localdate(), timer(case)) == (date(2026, 11, 30), date(2026, 12, 23))
    told.play("lift_measure")
    assert (case.stage, sites.get(site).status, sanctions.of_case(case.pk).status) == ("lifted", "conform", "lifted")
    assert list(restrictions.in_force(provider=case.provider, site=site)) == []
    assert [kind for kind, _number in letters(case)] == ["PREC", "HMIN"]
    assert story(case) == ["case.opened", "propose_measure", "sign_measure", "hold_hearing", "lift_measure"]
    check(case.pk)


def test_measure_is_extended_once_then_expires(urgent: Callable[..., Player], days: Callable[[date], None]) -> None:
    told = urgent()
    told.play(*HEARD, "extend_measure")
    case, site = told.case, told.case.answers["measure"]["site"]
    assert (case.stage, timer(case)) == ("measure_in_force", date(2027, 3, 23))  # 30 and 90 days from 23 November
    assert sanctions.of_case(case.pk).ends_on == date(2027, 3, 23)
    with pytest.raises(ConditionsUnmet):
        told.play("extend_measure")
    told.wait(timezone.make_aware(datetime(2027, 3, 23, 9)))
    days(date(2027, 3, 24))
    case.refresh_from_db()
    assert (case.stage, sites.get(site).status, sanctions.of_case(case.pk).status) == ("expired", "conform", "executed")


def test_structure_is_heard_in_time_or_the_measure_is_lifted(urgent: Callable[..., Player]) -> None:
    told = urgent()
    with pytest.raises(FormInvalid) as refusal:
        told.perform("propose_measure", on="2026-12-08")  # eleven working days
    assert refusal.value.form.errors.as_data()["on"][0].code == "late"
    told.play(*SIGNED)
    absent = {"attended": "no", "statement": "", "signature": ""}
    await_hearing(told)
    with pytest.raises(ConditionsUnmet):  # nobody came, and nothing proves that the decision arrived
        told.perform("hold_hearing", **absent)
    told.wait(timezone.make_aware(datetime(2026, 12, 8, 9)))
    with pytest.raises(ConditionsUnmet):
        told.play("hold_hearing")
    told.play("lift_measure")
    assert told.case.stage == "lifted"


def test_who_proposed_or_inspected_does_not_sign(urgent: Callable[..., Player], ministry: dict[str, User]) -> None:
    told = urgent("awaiting_signature")
    post(ministry["director"], role=Role.MINISTER_SIGNATORY)
    with pytest.raises(DutiesConflict) as refusal:
        perform(told.case, "sign_measure", by=ministry["director"], data={})
    assert refusal.value.rule == "SD-01"


def test_obstruction_in_danger_closes_the_site_the_same_day_then_leads_to_proceedings(
    player: Any, ministry: dict[str, User]
) -> None:
    """An inspection refused at the door, a closure signed the same day, a hearing within ten working days, the proceedings."""
    mission: Player = player(procedure="MON-03")
    mission.play(*ARRIVED)
    mission.perform("record_obstruction", is_danger="yes", danger="fire")
    case = Case.objects.get(parent=mission.case, procedure="SAN-02")
    assert (case.stage, case.answers["measure"]["danger"]) == ("proposed", "fire")
    told = Player(case, wait=mission.wait)
    today = timezone.localdate()
    told.play("propose_measure")
    lead = User.objects.get(pk=mission.case.facts["visit"]["lead"])
    post(lead, role=Role.MINISTER_SIGNATORY)
    with pytest.raises(DutiesConflict) as refusal:  # SD-06 over linked cases
        perform(case, "sign_measure", by=lead, data={})
    assert refusal.value.rule == "SD-06"
    told.play("sign_measure")
    serve(case, "PREC")
    assert (timezone.localdate(), sanctions.of_case(case.pk).starts_on) == (today, today)
    told.play("await_hearing", "hold_hearing", "convert_to_sanction")
    sanctioning = Case.objects.get(parent=case, procedure="SAN-01")
    assert sanctioning.answers["file"]["origin_case"] == case.number
    assert lead.pk in sanctioning.duties["inspects"]
    assert sanctioning.family == mission.case.pk
    # The measure holds until the proceedings end it: here nothing is held against the structure in the end.
    assert sites.get(case.answers["measure"]["site"]).status == "blocked"
    Player(sanctioning, wait=mission.wait).play("sign_dismissal")
    assert (sanctions.of_case(case.pk).status, sites.get(case.answers["measure"]["site"]).status) == ("lifted", "conform")
