"""PUB-02 told as stories: a person is guided to a place and enrolled; silence; declined places; six months of waiting."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from config.demonstration.driver import Player
from config.demonstration.plays.pub_02 import place
from forms.guidance import offered_places
from registers import enrolments, sessions, trainees
from tests.factories.cases import SFAX, TUNIS
from tests.journeys.conftest import letters, mails, post, story
from workflow import policies
from workflow.models import Clock
from workflow.refusals import ConditionsUnmet, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeking(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="PUB-02", **changes)


def due(case: Any) -> date | None:
    return case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status="stopped").get().due


def tell(told: Player, section: str, **changes: Any) -> None:
    told.case.answers = {**told.case.answers, section: {**told.case.answers[section], **changes}}
    told.case.save(update_fields=["answers"])


def test_guidance_from_the_request_to_the_enrolment(seeking: Any) -> None:
    told = seeking()
    told.play("submit")
    assert due(told.case) == date(2026, 11, 30)  # five working days
    told.play("start_profile_review")
    assert due(told.case) == date(2026, 12, 14)  # fifteen working days
    told.play("schedule_interview")
    assert due(told.case) == date(2026, 12, 7)  # ten working days
    called = told.case.documents.get(kind="CONVI", is_reference=True).content
    assert (called["interview_on"], called["time"], called["unclear"]) == ("2026-11-26", "10:00", "choice")
    told.play("record_interview", "send_proposals")
    assert due(told.case) == date(2026, 12, 8)  # fifteen calendar days
    told.play("choose_proposal")
    assert due(told.case) == date(2026, 11, 30)
    choice = told.case.facts["choice"]
    wish = enrolments.get(choice["wish"])
    session = sessions.get(choice["session"])
    assert (wish.status, wish.programme, wish.wish) == ("pre_registered", session.programme, session.number)
    trainee = trainees.get(choice["trainee"])
    assert (trainee.school_level, trainee.wishes) == ("9_base", told.case.answers["wishes"]["wish"])
    told.play("enrol", "confirm_placement")
    held = enrolments.get(wish)
    assert (told.case.stage, held.status, held.session) == ("placed", "active", session.entry)
    assert sorted(code for code, _number in letters(told.case)) == ["ACK", "CONVI", "PLC", "PROPO"]
    said = told.case.documents.get(kind="PLC", is_reference=True).content
    assert (said["place"]["enrolment"], said["signature"]) == (held.number, None)
    assert story(told.case) == [
        "submit",
        "start_profile_review",
        "schedule_interview",
        "record_interview",
        "send_proposals",
        "choose_proposal",
        "confirm_placement",
    ]


def test_interview_is_on_a_working_day(seeking: Any) -> None:
    """29 November 2026 is a Sunday."""
    told = seeking("profile_review")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("schedule_interview", day="2026-11-29")
    assert list(refusal.value.form.errors) == ["day"]


def test_structure_confirms_only_whom_it_has_enrolled(seeking: Any) -> None:
    told = seeking("choice_made")
    with pytest.raises(ConditionsUnmet):
        told.perform("confirm_placement")


def test_structure_that_is_chosen_reads_no_more_than_it_needs(seeking: Any) -> None:
    told = seeking("choice_made")
    partner = told.person_for("confirm_placement")
    post()
    assert mails(told.case).count("partner") == 1
    assert policies.case_role(told.case, partner) == "partner"
    rows = [row["field"] for s in told.procedure.application.summary(told.case, role="partner") for row in s["rows"]]
    assert ("education_level" in rows, "aneti_number" in rows, "financial_help" in rows) == (True, False, False)
    told.play("provider_declines")
    assert policies.case_role(told.case, partner) is None


def test_declined_place_is_not_proposed_again(seeking: Any) -> None:
    told = seeking("choice_made")
    first = told.case.facts["choice"]["session"]
    told.play("provider_declines")
    assert (told.case.stage, told.case.provider, told.case.facts["turned_down"]) == ("profile_review", None, [first])
    assert first not in {str(s.entry) for s in offered_places(told.case)}
    told.play("send_proposals", "choose_proposal", "enrol", "confirm_placement")
    second = sessions.get(told.case.facts["choice"]["session"])
    held = enrolments.get(told.case.facts["placement"]["enrolment"])
    assert (str(second.entry) == first, held.programme, held.status) == (False, second.programme, "active")


def test_silence_on_proposals_closes_the_request_after_two_reminders(seeking: Any, days: Any) -> None:
    told = seeking("proposals_sent")
    days(date(2026, 12, 8))
    told.case.refresh_from_db()
    assert (told.case.stage, mails(told.case).count("reminder")) == ("proposals_sent", 2)
    days(date(2026, 12, 9))
    told.case.refresh_from_db()
    assert (told.case.stage, letters(told.case)[-1][0]) == ("lapsed", "LAP")
    said = told.case.documents.get(kind="LAP", is_reference=True).content
    assert (said["asked_on"], said["limit"]["due_on"]) == ("2026-11-23", "2026-12-08")


def test_waiting_ends_with_a_new_place_or_after_six_months(seeking: Any) -> None:
    told = seeking("profile_review")
    with pytest.raises(ConditionsUnmet):
        told.perform("put_on_waiting_list")
    told.play("fill_up")
    with pytest.raises(ConditionsUnmet):
        told.perform("send_proposals", sessions=[])
    told.play("put_on_waiting_list")
    assert due(told.case) == date(2027, 5, 24)  # 180 days end on a Saturday
    with pytest.raises(ConditionsUnmet):
        told.perform("close_no_solution")
    with pytest.raises(ConditionsUnmet):
        told.perform("send_proposals_again", sessions=[])
    found = place(index=570_000, on=date(2026, 11, 23), region=TUNIS)
    told.perform("send_proposals_again", sessions=[str(found.entry)])
    assert told.case.facts["proposals"]["sessions"] == [str(found.entry)]


def test_wish_leaves_the_register_when_no_place_is_found(seeking: Any) -> None:
    told = seeking("choice_made")
    wish = told.case.facts["choice"]["wish"]
    told.play("provider_declines", "fill_up", "put_on_waiting_list", "six_months", "close_no_solution")
    assert (told.case.stage, enrolments.get(wish).status) == ("closed_no_solution", "left")


def test_withdrawal_gives_the_wish_up(seeking: Any) -> None:
    told = seeking("choice_made")
    wish = told.case.facts["choice"]["wish"]
    told.play("withdraw")
    assert (told.case.stage, enrolments.get(wish).status) == ("withdrawn", "left")


def test_places_elsewhere_are_for_those_who_are_mobile(seeking: Any) -> None:
    told = seeking("profile_review")
    near = offered_places(told.case)
    place(index=571_000, on=date(2026, 11, 23), region=SFAX)
    assert offered_places(told.case) == near
    tell(told, "wishes", mobility="yes")
    assert [s.region for s in offered_places(told.case)] == [TUNIS, TUNIS, SFAX]


def test_place_above_the_level_is_not_offered(seeking: Any) -> None:
    told = seeking("submitted")
    told.perform("start_profile_review", entry_level="primary")
    assert offered_places(told.case) == []  # a CAP is entered from the ninth year


def test_proposals_of_others_are_refused(seeking: Any) -> None:
    told = seeking("profile_review")
    other = place(index=572_000, on=date(2026, 11, 23), region=SFAX)
    with pytest.raises(FormInvalid) as refusal:
        told.perform("send_proposals", sessions=[str(other.entry)])
    assert list(refusal.value.form.errors) == ["sessions"]


def test_child_below_fifteen_on_the_planned_start_does_not_file(seeking: Any, english: None) -> None:
    told = seeking()
    tell(told, "person", birth_date="2011-12-01", id_type="passport", passport_no="A1234567")
    tell(told, "wishes", available_from="2026-11-30")
    with pytest.raises(ConditionsUnmet) as refusal:
        told.perform("submit")
    assert refusal.value.unmet == ["Training begins at the age of fifteen at the earliest."]
    tell(told, "wishes", available_from="2026-12-01")
    told.play("submit")
    assert told.case.stage == "submitted"
