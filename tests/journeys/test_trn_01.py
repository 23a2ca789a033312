"""TRN-01 told as stories: a session opens, its list is written and locked, changes are dated; silence accepts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from config.demonstration.driver import Player
from registers import enrolments, restrictions, sessions, trainers
from registers.entries import Cause
from registers.refusals import Locked
from tests.journeys.conftest import letters, story
from workflow.models import Clock
from workflow.refusals import ConditionsUnmet, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def session_case(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="TRN-01", **changes)


def _cause() -> Cause:
    return Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate())


def due(case: Any) -> date | None:
    return case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status="stopped").get().due


def held(told: Player) -> Any:
    return sessions.get(told.case.facts["session"])


def test_session_from_its_declaration_to_its_end(session_case: Any) -> None:
    told = session_case()
    told.play("submit", "register_case", "accept_opening")
    opened = held(told)
    assert (opened.status, opened.group_max, opened.price_tnd, opened.region) == ("open", 15, Decimal(900), "TN-11")
    assert told.case.facts["session_code"] == opened.number
    number = told.procedure.application.lessons(told.case)[0]["trainer"]
    assert trainers.load_hours(trainers.by_number(number), on=opened.starts_on) == Decimal(6)
    told.play("add_enrolment", "add_enrolment")
    assert (held(told).head_count, enrolments.count(session=opened)) == (2, 2)
    told.play("submit_list")
    assert (told.case.facts["list"]["head_count"], told.case.facts["list"]["late"]) == (2, False)
    told.play("validate_list")
    line = enrolments.of_session(opened)[0]
    assert (told.case.stage, held(told).status, line.is_locked) == ("session_running", "running", True)
    with pytest.raises(Locked):
        enrolments.amend(enrolment=line, facts={"price_tnd": "1.000"}, cause=_cause())
    told.play("ends", "close_session")
    assert (told.case.stage, held(told).status) == ("session_closed", "closed")
    assert {e.status for e in enrolments.of_session(opened)} == {"completed"}
    assert trainers.load_hours(trainers.by_number(number)) == Decimal(0)
    assert sorted(code for code, _n in letters(told.case)) == ["ACK", "LISTV", "REC", "SESR"]
    changes = ["record_change", "record_change"]
    opening = ("submit", "register_case", "accept_opening", "add_enrolment", "add_enrolment", "submit_list", "validate_list")
    assert story(told.case) == [*opening, *changes, "close_session"]


def test_silence_of_five_days_opens_and_validates(session_case: Any, days: Any) -> None:
    told = session_case("under_review")
    assert due(told.case) == date(2026, 11, 30)
    days(date(2026, 12, 1))
    told.case.refresh_from_db()
    assert told.case.stage == "enrolment_open"
    receipt = told.case.documents.get(kind="SESR", is_reference=True)
    assert (receipt.content["tacit"], receipt.content["signature"]) == (True, None)
    # The list is due fifteen working days after the first day, not after the opening.
    assert (held(told).starts_on, due(told.case)) == (date(2026, 12, 11), date(2027, 1, 5))
    told.play("add_enrolment", "submit_list")
    days(date(2026, 12, 9))
    told.case.refresh_from_db()
    assert (told.case.stage, told.case.facts["to_inspect"]["why"]) == ("session_running", "list_not_examined")
    assert all(e.is_locked for e in enrolments.of_session(held(told)))


def test_same_trainee_is_not_enrolled_twice(session_case: Any) -> None:
    told = session_case("enrolment_open")
    told.play("add_enrolment")
    by = told.person_for("add_enrolment")
    line = enrolments.of_session(held(told))[0]
    given = told.filled("add_enrolment", by)
    told.perform("add_enrolment", **given)
    again = {**given, "contract_no": "C-7"}
    with pytest.raises(FormInvalid) as refusal:
        told.perform("add_enrolment", **again)
    assert list(refusal.value.form.errors) == ["line"]
    told.perform("add_enrolment", **{**again, "line": str(enrolments.of_session(held(told))[1].entry)})
    assert [e.contract_number for e in enrolments.of_session(held(told))] == [line.contract_number, "C-7"]


@pytest.mark.parametrize(
    ("born", "consent", "wrong"),
    [("2011-12-12", "on", ["birth_date"]), ("2010-06-01", "", ["minor_consent"]), ("2010-06-01", "on", [])],
)
def test_minors_need_fifteen_years_and_a_consent(born: str, consent: str, wrong: list[str], session_case: Any) -> None:
    told = session_case("enrolment_open")
    changes = {"birth_date": born, "minor_consent": consent, "id_type": "none"}
    if wrong:
        with pytest.raises(FormInvalid) as refusal:
            told.perform("add_enrolment", **changes)
        assert list(refusal.value.form.errors) == wrong
    else:
        told.perform("add_enrolment", **changes)
        assert enrolments.count(session=held(told)) == 1


def test_foreign_trainee_without_authorisation_is_not_enrolled(session_case: Any) -> None:
    told = session_case("enrolment_open")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("add_enrolment", nationality="SN", id_type="passport", passport_no="SN12345")
    assert list(refusal.value.form.errors) == ["nationality"]


def test_departure_is_dated_and_frees_the_place(session_case: Any) -> None:
    told = session_case("session_running")
    line = enrolments.of_session(held(told))[0]
    told.perform("record_change", change="departure", line=str(line.entry), departure_reason="شغل")
    left = enrolments.get(line)
    assert (left.status, left.exit_reason, left.exit_on) == ("left", "شغل", date(2026, 12, 11))
    assert held(told).head_count == 1
    assert all(e.is_locked for e in enrolments.of_session(held(told)))


def test_session_is_not_closed_before_its_end_or_without_attendance(session_case: Any, clock: Any) -> None:
    told = session_case("session_running")
    with pytest.raises(ConditionsUnmet):
        told.perform("close_session")


def test_empty_list_is_not_handed_in(session_case: Any) -> None:
    told = session_case("enrolment_open")
    with pytest.raises(ConditionsUnmet):
        told.perform("submit_list")


def test_restriction_stops_the_registration(session_case: Any) -> None:
    told = session_case("submitted")
    programme = told.procedure.application.programme(told.case)
    restrictions.impose(kind="no_new_session", cause=_cause(), provider=programme.provider)
    with pytest.raises(ConditionsUnmet):
        told.play("register_case")


@pytest.mark.parametrize("scope", ["speciality", "sector", "level"])
def test_general_restriction_stops_the_registration_of_what_it_names_alone(session_case: Any, scope: str) -> None:
    told = session_case("submitted")
    programme = told.procedure.application.programme(told.case)
    named = {"speciality": programme.title_fr.split()[0].upper(), "sector": programme.sector, "level": programme.target_level}
    restrictions.impose(kind="no_new_session", cause=_cause(), **{scope: named[scope]})
    with pytest.raises(ConditionsUnmet):
        told.play("register_case")


def test_general_restriction_of_something_else_stops_nothing(session_case: Any) -> None:
    told = session_case("submitted")
    elsewhere = "TN-83" if told.case.region != "TN-83" else "TN-82"
    for scope in ({"speciality": "another"}, {"sector": "another"}, {"level": "another"}, {"region": elsewhere}):
        restrictions.impose(kind="no_new_session", cause=_cause(), **scope)
    told.play("register_case")
    assert told.case.stage == "under_review"


def test_trainer_who_teaches_elsewhere_at_these_hours_stops_the_opening(session_case: Any) -> None:
    told = session_case("under_review")
    application, case = told.procedure.application, told.case
    first, last = application.days(case)
    number = application.lessons(case)[0]["trainer"]
    terms = {"group_max": 5, "timetable": application.lessons(case)}
    other = sessions.enter(
        programme=application.programme(case),
        site=application.site(case),
        starts_on=first,
        ends_on=last,
        facts=terms,
        cause=_cause(),
    )
    trainers.assign(
        trainer=trainers.by_number(number), provider=other.provider, session=other, hours_week=6, cause=_cause(), starts_on=first
    )
    with pytest.raises(ConditionsUnmet) as refusal:
        told.play("accept_opening")
    assert len(refusal.value.unmet) == 2  # the trainer, and the room
