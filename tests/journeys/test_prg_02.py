"""The homologation of a speciality: region, visit, centre, committee, signature; conditions met or not."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import Player
from documents.models import Document
from registers import homologations, programmes, trainers
from registers.models import Decision, Homologation
from workflow import committees
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotEntitled
from workflow.sweep import run_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def homologation(player: Callable[..., Player]) -> Callable[..., Player]:
    return partial(player, procedure="PRG-02")


def days_later(clock: Any, days: int) -> None:
    for _day in range(days):
        clock.move_to(timezone.now() + timedelta(days=1))
        run_due()


def test_homologation_from_the_draft_to_the_register(homologation: Callable[..., Player]) -> None:
    played = homologation("approved")
    case = played.case
    found = homologations.get(case.facts["homologation"])
    assert (found.status, found.kind, found.level) == ("in_force", "ordinary", case.answers["programme"]["target_level"])
    today = timezone.localdate()
    assert (found.starts_on, found.ends_on) == (today, date(today.year + 5, today.month, today.day) - timedelta(days=1))
    assert found.groups_per_year == 2
    assert homologations.is_valid(found)
    assert programmes.get(case.facts["programme"]).status == "homologated"
    number = case.answers["means"]["trainers_assigned"][0]["trainer"]
    assigned = trainers.assignments(trainer=trainers.by_number(number))
    assert sorted(a.module for a in assigned) == ["U1", "U2"]
    assert Decision.objects.current().get(case_id=case.pk).outcome == "approved"
    kinds = set(Document.objects.filter(case=case).values_list("kind", flat=True))
    assert kinds == {"ACK", "REC", "MO", "CONVV", "VR", "RAP", "HOM"}


def test_region_that_keeps_silent_loses_its_opinion(homologation: Callable[..., Player], clock: Any) -> None:
    played = homologation("under_review")
    days_later(clock, 50)
    played.case.refresh_from_db()
    assert played.case.stage == "central_review"
    assert "regional_opinion" not in played.case.facts
    played.play("send_back_to_region")
    assert played.case.stage == "under_review"


def test_case_is_sent_back_once(homologation: Callable[..., Player]) -> None:
    played = homologation("central_review")
    played.play("send_back_to_region", "schedule_visit", "report_visit", "issue_regional_opinion", "transmit_to_centre")
    with pytest.raises(ConditionsUnmet):
        played.perform("send_back_to_region")


def test_opinion_of_the_region_needs_the_note_of_another(homologation: Callable[..., Player], ministry: dict[str, User]) -> None:
    from workflow.actions import perform

    played = homologation("visit_reported")
    with pytest.raises(ConditionsUnmet):
        perform(played.case, "issue_regional_opinion", by=ministry["director"], data={"opinion": "favourable"})


def test_conditions_are_met(homologation: Callable[..., Player]) -> None:
    played = homologation("conditions_pending")
    found = homologations.get(played.case.facts["homologation"])
    assert (found.status, found.conditions_due) == ("conditional", timezone.localdate() + timedelta(days=90))
    played.play("confirm_conditions_met")
    assert played.case.stage == "approved"
    assert homologations.get(found).status == "in_force"


def test_conditions_that_are_not_met_end_the_homologation(homologation: Callable[..., Player], clock: Any) -> None:
    played = homologation("conditions_pending")
    days_later(clock, 97)  # the ninetieth day may be a day off
    played.case.refresh_from_db()
    assert played.case.stage == "refused"
    found = homologations.get(played.case.facts["homologation"])
    assert (found.status, programmes.get(played.case.facts["programme"]).status) == ("withdrawn", "declared")
    assert not trainers.assignments(provider=played.case.provider).exists()


def test_departing_from_the_committee_needs_a_reason(homologation: Callable[..., Player]) -> None:
    played = homologation("opinion_issued")
    played.case.facts["opinion"] = {**played.case.facts["opinion"], "outcome": "unfavourable"}
    played.case.save(update_fields=["facts"])
    with pytest.raises(FormInvalid):
        played.perform("propose_approval")
    played.perform("propose_approval", departure="أثبت المعني بالأمر بعد الجلسة رفع الأسباب المذكورة.")
    assert played.case.stage == "awaiting_signature"


def test_unconditional_signature_of_a_conditional_proposal_is_refused(homologation: Callable[..., Player]) -> None:
    played = homologation("opinion_issued")
    played.play("conditional")
    with pytest.raises(ConditionsUnmet):
        played.perform("sign_approval")


def test_refusal_names_the_committee(homologation: Callable[..., Player]) -> None:
    played = homologation("refused")
    letter = Document.objects.get(case=played.case, kind="REF", is_reference=True)
    assert letter.content["committee"]["fr"] == "commission d’homologation des programmes de formation professionnelle"
    assert not Homologation.objects.current().filter(case_id=played.case.pk).exists()


def test_trainers_of_the_application_must_be_registered(homologation: Callable[..., Player]) -> None:
    """A BTS without a registered trainer is not filed; the rapporteur of a case does not vote on it."""
    played = homologation()
    told = {**played.case.answers["means"], "trainers_assigned": [{"trainer": "TR-999999", "module": "U1", "hours": "10"}]}
    played.case.answers = played.procedure.application.save_partial(played.case, "means", told)
    played.case.save(update_fields=["answers"])
    with pytest.raises(ConditionsUnmet):
        played.perform("submit")


def test_member_who_wrote_the_report_is_set_aside(homologation: Callable[..., Player], ministry: dict[str, User]) -> None:
    from accounts.roles import Role
    from tests.factories.people import post

    post(ministry["rapporteur"], role=Role.COMMITTEE_MEMBER, committee="homologation")
    played = homologation("committee_deliberation")
    item = committees.live_item(played.case)
    assert item is not None
    assert list(item.recusals.values_list("user", "reason")) == [(ministry["rapporteur"].pk, "SD-08")]
    with pytest.raises((NotEntitled, ConditionsUnmet, DutiesConflict)):
        played.perform("cast_vote", by=ministry["rapporteur"])
