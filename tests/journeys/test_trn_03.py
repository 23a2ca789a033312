"""TRN-03 told as stories: a trainee changes structure with what was learned, or leaves; silence; a place that has gone."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import Player
from registers import decisions, enrolments, nonconformities, providers, sessions
from registers.entries import Cause
from registers.models import Enrolment, Session
from tests.factories.people import make_user
from tests.journeys.conftest import letters, mails, post, story
from workflow import policies, queries
from workflow.actions import perform
from workflow.models import Clock
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotEntitled

pytestmark = pytest.mark.django_db


@pytest.fixture
def moving(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="TRN-03", **changes)


def own(told: Player) -> Enrolment:
    return told.procedure.application.enrolment(told.case)


def due(case: Any) -> date | None:
    return case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status="stopped").get().due


def test_transfer_from_the_filing_to_the_new_session(moving: Any) -> None:
    told = moving()
    left = own(told)
    assert sessions.count_heads(session=left.session, cause=_cause()).head_count == 1
    told.play("submit", "register_case", "answer_origin", "ask_receiving", "accept_receiving", "propose_approval")
    told.play("sign_transfer")
    gone, case = own(told), told.case
    new = enrolments.get(gone.moved_to)
    assert (case.stage, gone.status, new.status) == ("transferred", "transferred", "active")
    assert (gone.exit_on, gone.exit_reason) == (timezone.localdate(), case.facts["proposal"]["reason_title"]["ar"])
    assert (new.session, new.price_tnd, new.contract_number) == (
        sessions.get(case.facts["receiving"]["session"]).entry,
        Decimal(450),
        "C-2",
    )
    assert (new.marks, new.starts_on) == ([{"unit": "Bases", "mark": "13.00"}], date(2026, 11, 24))
    assert [sessions.get(s).head_count for s in (gone.session, new.session)] == [0, 1]
    assert decisions.of_case(case.pk).outcome == "transferred"
    assert letters(case) == [("ACK", letters(case)[0][1]), ("REC", letters(case)[1][1]), ("TRF", letters(case)[2][1])]
    decided = case.documents.get(kind="TRF", is_reference=True).content
    assert (decided["units"], decided["price"], decided["refund"]) == (
        [{"module": "Bases", "mark": "13.00"}],
        "450.000",
        "150.000",
    )


def test_departure_is_recorded_with_its_refund(moving: Any) -> None:
    told = moving("leave_recorded")
    gone = own(told)
    assert (told.case.stage, gone.status, gone.refund_tnd) == ("leave_recorded", "left", Decimal(150))
    assert gone.exit_on == date(2027, 1, 22)  # the day that the trainee chose
    assert (sessions.get(gone.session).head_count, decisions.of_case(told.case.pk).outcome) == (0, "leave_recorded")
    assert sorted(code for code, _n in letters(told.case)) == ["ACK", "ATT", "REC"]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_departure_is_attested_in_both_languages(language: Any, moving: Any) -> None:
    told = moving()
    told.play("leave", "submit", "register_case", "answer_origin", "propose_approval")
    transition = told.transition("record_leave")
    actor = policies.entitle(told.case, transition, told.person_for("record_leave"))
    page = transition.terms.issues[0].draft_html(case=told.case, actor=actor, language=language)
    assert own(told).number in page
    assert "13.00" in page


def test_silence_of_the_origin_leaves_what_the_register_knows(moving: Any, days: Any) -> None:
    told = moving("origin_response")
    assert due(told.case) == date(2026, 12, 7)
    days(date(2026, 12, 7))
    told.case.refresh_from_db()
    assert told.case.stage == "origin_response"
    days(date(2026, 12, 8))
    told.case.refresh_from_db()
    answer = told.case.facts["origin_answer"]
    assert (told.case.stage, answer["source"], answer["failed_to_answer"]) == (
        "under_review",
        "register",
        str(own(told).provider),
    )
    assert [u["module"] for u in answer["units"]] == ["Bases", "Atelier"]
    (noted,) = nonconformities.open_of(provider=own(told).provider)
    assert (noted.line, noted.severity, noted.status, noted.inspection) == ("PED-05", "minor", "open", None)
    assert due(told.case) == date(2026, 12, 30)  # fifteen working days, 17 December off


def test_declined_place_is_asked_for_elsewhere_or_refused(moving: Any) -> None:
    told = moving("receiving_acceptance")
    told.play("decline_receiving")
    assert (told.case.stage, "receiving" in told.case.facts) == ("under_review", False)
    with pytest.raises(ConditionsUnmet):
        told.perform("propose_approval")
    told.play("ask_receiving", "accept_receiving")
    assert told.case.facts["acceptance"]["price_tnd"] == "450.000"


def test_place_that_has_gone_stops_the_signature(moving: Any) -> None:
    told = moving("awaiting_signature")
    session = Session.of(told.case.facts["receiving"]["session"])
    sessions.amend(session=session, facts={"group_max": 0}, cause=_cause())
    with pytest.raises(ConditionsUnmet):
        told.perform("sign_transfer")
    told.play("return_for_review")
    assert (told.case.stage, "proposal" in told.case.facts) == ("under_review", False)


def test_departure_cannot_be_signed_as_a_transfer(moving: Any) -> None:
    told = moving()
    told.play("leave", "submit", "register_case", "answer_origin")
    with pytest.raises(ConditionsUnmet):
        told.perform("ask_receiving")
    told.play("propose_approval")
    with pytest.raises(ConditionsUnmet):
        perform(told.case.pk, "sign_transfer", by=told.person_for("sign_transfer"), data={})


def test_refund_above_what_was_paid_is_refused(moving: Any) -> None:
    told = moving()
    told.play("leave", "submit", "register_case", "answer_origin")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("propose_approval", refund_tnd="600.001")
    assert list(refusal.value.form.errors) == ["refund_tnd"]


def test_ended_enrolment_is_not_registered(moving: Any) -> None:
    told = moving("submitted")
    enrolments.leave(enrolment=own(told), cause=_cause(), reason="x")
    with pytest.raises(ConditionsUnmet):
        told.play("register_case")


# Who answers for a structure -------------------------------------------------------------------------------------------


def test_structure_answers_through_those_who_act_for_it(moving: Any) -> None:
    told = moving("origin_response")
    partner = told.person_for("answer_origin")
    assert providers.of_organisation(partner.memberships.get().organisation.uuid)[0].entry == own(told).provider
    post()
    assert "partner" in mails(told.case)
    assert policies.case_role(told.case, partner) == "partner"
    assert list(queries.cases_of(partner)) == list(policies.visible_to(partner)) == [told.case]
    with pytest.raises(NotEntitled):
        told.perform("answer_origin", by=make_user())
    told.play("answer_origin")
    assert policies.case_role(told.case, partner) is None
    assert list(policies.visible_to(partner)) == []


def test_structure_sees_no_more_of_a_case_that_was_withdrawn(moving: Any) -> None:
    told = moving("origin_response")
    partner = told.person_for("answer_origin")
    told.play("withdraw")
    assert policies.case_role(told.case, partner) is None
    assert list(policies.visible_to(partner)) == []


def test_structure_reads_the_request_alone(moving: Any, client: Any) -> None:
    told = moving("origin_response")
    partner = told.person_for("answer_origin")
    client.force_login(partner)
    page = client.get(f"/cases/{told.case.pk}/")
    assert page.status_code == 200
    assert [link["url"] for link in page.context["tabs"]] == ["?tab=request"]
    attached = told.case.attachments.first()
    assert client.get(f"/attachments/{attached.pk}/").status_code == 404


def test_officer_who_instructed_does_not_sign(moving: Any, ministry: dict[str, User]) -> None:
    from accounts.roles import Role
    from tests.factories.people import post as hold

    told = moving("awaiting_signature")
    officer = User.objects.get(pk=told.case.duties["proposes"][0])
    hold(officer, role=Role.REGIONAL_DIRECTOR, region="TN-11")
    with pytest.raises(DutiesConflict) as refusal:
        told.perform("sign_transfer", by=User.objects.get(pk=officer.pk))
    assert refusal.value.details["rule"] == "SD-01"


def test_story_of_a_transfer_in_the_ledger(moving: Any) -> None:
    told = moving("transferred")
    assert story(told.case) == [
        *("submit", "register_case", "answer_origin", "ask_receiving", "accept_receiving", "propose_approval", "sign_transfer")
    ]


def _cause() -> Cause:
    return Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate() - timedelta(days=0))
