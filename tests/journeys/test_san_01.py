"""SAN-01 told as stories: both sides are heard in the time that the law gives them, and nobody judges twice."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.driver import WHY, Player, paper
from config.demonstration.plays.mon_03 import DANGEROUS
from config.demonstration.plays.san_01 import HEARD, OPINION, agree, await_defence, await_hearing
from config.demonstration.served import serve
from registers import homologations, providers, restrictions, sanctions, sites
from tests.contracts.invariants import check
from tests.factories.people import post
from tests.journeys.conftest import letters, story
from workflow import policies
from workflow.actions import perform
from workflow.models import Case
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def accused(player: Any) -> Callable[..., Player]:
    return lambda stage="": player(stage, procedure="SAN-01")


def due(case: Case, stage: str) -> date | None:
    return case.clocks.filter(stage=stage).latest("pk").due


def rule_of(case: Case, name: str, by: User) -> str:
    """The rule of the separation of duties by which the person may not act."""
    with pytest.raises(DutiesConflict) as refusal:
        perform(case, name, by=by, data={})
    return refusal.value.rule


def test_sanction_from_the_grievances_to_its_end(accused: Callable[..., Player], ministry: dict[str, User]) -> None:
    told = accused()
    case, member = told.case, ministry["applicant"]
    assert (case.number, case.stage, due(case, "file_preparation")) == (
        "SAN-01/2026/000001",
        "file_preparation",
        date(2026, 12, 22),
    )
    assert policies.case_role(case, member) is None  # the structure does not know of it yet
    told.play("agree", "notify_grievances")
    assert policies.case_role(case, member) == Role.APPLICANT
    assert due(case, "grievances_notified") == date(2026, 12, 14)  # fifteen working days
    told.play("file_defence", "await_defence")
    assert timezone.localdate() == date(2026, 12, 15)
    told.play("convene_hearing", "await_hearing", "hold_hearing")
    # Eleven working days, 17 December off.
    assert (case.facts["hearing"]["on"], case.facts["heard"]["held_on"]) == ("2026-12-31", "2026-12-31")
    told.play("open_council", "votes", "record_committee_opinion")
    # SD-08: who voted does not sign.
    post(ministry["member_1"], role=Role.MINISTER_SIGNATORY)
    told.play("propose_sanction")
    assert rule_of(case, "sign_sanction", ministry["member_1"]) == "SD-08"
    told.play("sign_sanction")
    entry = sanctions.of_case(case.pk)
    assert (entry.kind, entry.status, entry.hearing_on) == ("warning", "in_force", date(2026, 12, 31))
    with pytest.raises(ConditionsUnmet):  # nothing proves yet that it was notified
        told.play("complete_sanction")
    told.play("notify_sanction", "complete_sanction")
    entry = sanctions.of_case(case.pk)
    assert (case.stage, entry.status, entry.notified_on) == ("sanction_completed", "executed", timezone.localdate())
    assert providers.get(case.provider).status == "active"
    assert [kind for kind, _number in letters(case)] == ["GRI", "CONVH", "HMIN", "SAN"]
    assert [act for act in story(case) if act not in ("note.written", "cast_vote")] == [
        "case.opened",
        "notify_grievances",
        "file_defence",
        "convene_hearing",
        "hold_hearing",
        "open_council",
        "record_committee_opinion",
        "propose_sanction",
        "sign_sanction",
        "complete_sanction",
    ]
    check(case.pk)


def test_times_of_the_law_cannot_be_shortened(accused: Callable[..., Player]) -> None:
    told = accused()
    agree(told)
    with pytest.raises(FormInvalid) as refusal:
        told.perform("notify_grievances", defence_deadline="2026-12-11")  # fourteen working days
    assert refusal.value.form.errors.as_data()["defence_deadline"][0].code == "short"
    told.play("notify_grievances")
    with pytest.raises(ConditionsUnmet):  # the defence is not over
        told.play("convene_hearing")
    told.perform("file_defence", asks_hearing="yes")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("convene_hearing", on="2026-12-04")  # nine working days
    assert refusal.value.form.errors.as_data()["on"][0].code == "notice"
    told.perform("convene_hearing", on="2026-12-07")
    with pytest.raises(ConditionsUnmet):  # the day has not come
        told.play("hold_hearing")
    # At the request of the structure the hearing is put off once.
    told.perform("postpone_hearing", on="2026-12-08")
    with pytest.raises(FormInvalid):
        told.perform("postpone_hearing", on="2026-12-09")


def test_nobody_is_judged_in_absence_without_proof_of_the_convening(accused: Callable[..., Player]) -> None:
    told = accused("hearing_convened")
    await_hearing(told)
    absent = {"attended": "no", "statement": "", "signature": ""}
    with pytest.raises(ConditionsUnmet):
        told.perform("hold_hearing", **absent)
    told.perform("postpone_hearing", why="not_served")
    serve(told.case, "CONVH")  # the second letter arrives on the day on which it leaves
    with pytest.raises(ConditionsUnmet):
        told.perform("postpone_hearing", why="not_served")
    await_hearing(told)
    told.perform("hold_hearing", **absent)
    assert (told.case.stage, told.case.facts["heard"]["attendance"]) == ("hearing_held", [])


def test_defence_that_comes_too_late_is_refused(accused: Callable[..., Player]) -> None:
    told = accused("grievances_notified")
    await_defence(told)
    with pytest.raises(ConditionsUnmet):
        told.play("file_defence")


def test_who_opened_the_case_neither_accuses_nor_presides(accused: Callable[..., Player], ministry: dict[str, User]) -> None:
    """SD-09, and the grievances that another person notifies."""
    told = accused()
    opener = ministry["director"]
    post(opener, role=Role.CENTRAL_DIRECTOR)
    post(opener, role=Role.COMMITTEE_CHAIR, committee="discipline")
    agree(told)
    with pytest.raises(ConditionsUnmet):
        told.perform("notify_grievances", by=opener)
    told.perform("notify_grievances", by=ministry["central_director"])
    told.play(*HEARD[2:])
    assert rule_of(told.case, "open_council", opener) == "SD-09"


def test_committee_may_send_the_case_to_be_heard_again(accused: Callable[..., Player]) -> None:
    told = accused("council_deliberation")
    told.play("adjourn")
    assert (told.case.stage, told.case.facts["hearing"]["convened_on"]) == ("hearing_convened", timezone.localdate().isoformat())
    told.play("await_hearing", "hold_hearing", "open_council", "votes", "record_committee_opinion")
    assert told.case.stage == "opinion_issued"


def test_temporary_closure_reaches_the_registers_and_is_given_back(accused: Callable[..., Player]) -> None:
    told = accused()
    told.play(*OPINION)
    with pytest.raises(FormInvalid) as refusal:  # three months at the most
        told.perform("propose_sanction", sanctions_scale="temporary_closure", months="4", departure="الوقائع خطيرة جدا")
    assert {"months", "plan"} - set(refusal.value.form.errors) == set()
    told.play("close_for_a_time", "sign_sanction")
    provider, site = told.case.provider, told.case.answers["file"]["sites"][0]
    assert (providers.get(provider).status, sites.get(site).status) == ("suspended", "blocked")
    assert [r.kind for r in restrictions.in_force(provider=provider)] == ["no_new_session"]
    told.play("notify_sanction")
    served = timezone.localdate()
    with pytest.raises(ConditionsUnmet):  # two months from its notification
        told.play("complete_sanction")
    told.wait(timezone.now() + timedelta(days=62))
    told.play("complete_sanction")
    assert (providers.get(provider).status, sites.get(site).status) == ("active", "conform")
    assert list(restrictions.in_force(provider=provider)) == []
    assert sanctions.of_case(told.case.pk).notified_on == served


def test_final_closure_that_is_lifted_gives_the_structure_back(accused: Callable[..., Player]) -> None:
    told = accused()
    told.play(*OPINION)
    told.perform("propose_sanction", sanctions_scale="final_closure", plan=paper("plan"), departure=WHY)
    told.play("sign_sanction")
    provider = providers.get(told.case.provider)
    assert (provider.status, homologations.of(provider=provider).count()) == ("closed", 0)
    assert [r.number for r in restrictions.blocks(procedure="LIC-01", identity=f"rne:{provider.rne_id}")] != []
    told.play("lift_sanction")
    assert (told.case.stage, providers.get(provider).status) == ("sanction_lifted", "active")
    assert restrictions.blocks(procedure="LIC-01", identity=f"rne:{provider.rne_id}") == []


def test_inspection_opens_the_case_and_its_inspectors_do_not_judge(player: Any, ministry: dict[str, User]) -> None:
    """SD-06 over linked cases: the grievances, the votes and the signature belong to others."""
    mission: Player = player(procedure="MON-03")
    mission.play(*DANGEROUS, "refer_to_sanction_final")
    case = Case.objects.get(parent=mission.case, procedure="SAN-01")
    told = case.answers["file"]
    assert (case.stage, case.provider, told["origin_case"]) == ("file_preparation", mission.case.provider, mission.case.number)
    assert [(row["article_ref"], row["severity"]) for row in told["grounds"]] == [("CDC", "critical")]
    lead = User.objects.get(pk=mission.case.facts["visit"]["lead"])
    assert lead.pk in case.duties["inspects"]
    for role in (Role.CENTRAL_DIRECTOR, Role.MINISTER_SIGNATORY):
        post(lead, role=role)
    post(lead, role=Role.COMMITTEE_MEMBER, committee="discipline")
    assert rule_of(case, "notify_grievances", lead) == "SD-06"
    followed = Player(case, wait=mission.wait)
    followed.play(*HEARD, "open_council")
    assert rule_of(case, "cast_vote", lead) == "SD-08"
    assert case.agenda_items.get().recusals.filter(user=lead, reason="SD-08").exists()
    followed.play("votes", "record_committee_opinion", "propose_sanction")
    assert rule_of(case, "sign_sanction", lead) == "SD-06"
