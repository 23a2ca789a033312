"""TRN-02 told as stories: a structure may enrol foreign trainees; silence of the administration; a restriction in force."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from config.demonstration.driver import Player
from registers import decisions, enrolments, homologations, restrictions, trainees
from registers.entries import Cause
from tests.journeys.conftest import letters, story
from workflow import opinions
from workflow.models import Clock
from workflow.refusals import ConditionsUnmet, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def foreign(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="TRN-02", **changes)


def _cause() -> Cause:
    return Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate())


def due(case: Any) -> date | None:
    return case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status="stopped").get().due


def test_authorisation_from_the_filing_to_the_register(foreign: Any) -> None:
    told = foreign("approved")
    case, session = told.case, told.procedure.application.session(told.case)
    row = told.procedure.application.trainees(case)[0]
    trainee = trainees.of_identity(f"passport:{row['nationality']}:{row['passport']}")
    held = enrolments.Enrolment.objects.current().get(trainee=trainee.entry)
    assert (held.status, held.is_foreign, held.authorisation_number) == ("pre_registered", True, case.number)
    assert (held.programme, trainee.residence) == (session.programme, "جمعية المثال")
    decision = decisions.of_case(case.pk)
    assert (case.stage, decision.outcome, decision.provider) == ("approved", "approved", session.provider)
    assert sorted(code for code, _n in letters(case)) == ["ACK", "FTR", "OPR", "REC"]
    content = case.documents.get(kind="FTR", is_reference=True).content
    assert (len(content["trainees"]), content["guarantee"]) == (2, "2400.000")
    assert content["opinions"][0]["given_on"] == "2026-11-23"
    assert story(case) == [
        *("submit", "register_case", "request_opinions", "record_opinion", "close_opinions", "propose_approval", "sign_approval")
    ]
    # The enrolment that follows becomes the one that was authorised.
    terms = {"entry_level": "9_base", "contract_number": "C-9", "contract_date": "2026-12-01"}
    enrolled = enrolments.enter(trainee=trainee, session=session, facts=terms, cause=_cause())
    assert (enrolled.entry, enrolled.status, enrolled.is_foreign) == (held.entry, "active", True)


def test_silent_administration_is_deemed_favourable(foreign: Any, days: Any) -> None:
    told = foreign("opinions_pending")
    assert due(told.case) == date(2026, 12, 22)  # twenty working days, 17 December off
    with pytest.raises(ConditionsUnmet):
        told.play("close_opinions")
    days(date(2026, 12, 23))
    told.case.refresh_from_db()
    assert (told.case.stage, opinions.newest(told.case)[0].status) == ("under_review", "silent")
    told.play("propose_approval", "sign_approval")
    content = told.case.documents.get(kind="FTR", is_reference=True).content
    assert "given_on" not in content["opinions"][0]


def test_silence_of_a_required_opinion_blocks(foreign: Any, days: Any) -> None:
    told = foreign("under_review")
    told.perform("request_opinions", **{"administrations-0-binding": "yes"})
    days(date(2026, 12, 23))
    told.case.refresh_from_db()
    with pytest.raises(ConditionsUnmet):
        told.play("propose_approval")
    told.play("propose_refusal", "sign_refusal")
    assert (told.case.stage, decisions.of_case(told.case.pk).outcome) == ("refused", "refused")


def test_nothing_is_proposed_before_an_opinion_was_asked(foreign: Any) -> None:
    told = foreign("under_review")
    with pytest.raises(ConditionsUnmet):
        told.play("propose_approval")


def test_restriction_stops_the_registration(foreign: Any) -> None:
    told = foreign("submitted")
    restrictions.impose(kind="no_foreign_trainee", cause=_cause(), reason="تعليق التسجيل")
    with pytest.raises(ConditionsUnmet):
        told.play("register_case")


def test_speciality_that_is_no_longer_homologated_stops_the_proposal(foreign: Any) -> None:
    told = foreign("under_review")
    told.play("request_opinions", "record_opinion", "close_opinions")
    session = told.procedure.application.session(told.case)
    homologations.suspend(homologation=session.homologation, cause=_cause())
    with pytest.raises(ConditionsUnmet):
        told.play("propose_approval")


def test_administration_that_was_not_asked_gives_no_opinion(foreign: Any, ministry: Any) -> None:
    from workflow.refusals import NotEntitled

    told = foreign("opinions_pending")
    with pytest.raises(NotEntitled):
        told.perform("record_opinion", by=ministry["central_officer"])


def test_unfavourable_opinion_needs_grounds(foreign: Any) -> None:
    told = foreign("opinions_pending")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("record_opinion", verdict="unfavourable")
    assert list(refusal.value.form.errors) == ["grounds"]
