"""TRN-04 told as stories: a jury is appointed, the list closes, papers are sat; interests, incidents, new dates, silence."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from config.demonstration.driver import Player
from config.demonstration.plays.trn_04 import papers
from registers import enrolments, examinations
from registers.entries import Cause
from tests.journeys.conftest import letters, story
from workflow import juries, policies
from workflow.models import Clock
from workflow.procedures import procedure_of
from workflow.refusals import ConditionsUnmet, FormInvalid, NotEntitled

pytestmark = pytest.mark.django_db


@pytest.fixture
def exam(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="TRN-04", **changes)


def due(case: Any) -> date | None:
    return case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status="stopped").get().due


def held(told: Player) -> Any:
    return examinations.get(told.case.facts["examination"])


def lines(told: Player) -> list[Any]:
    return [enrolments.get(line) for _row, line in told.procedure.application.lines(told.case)]


def _cause() -> Cause:
    return Cause(case_id=None, case_number="", event_stream="test", on=timezone.localdate())


def test_examination_from_the_request_to_the_minutes(exam: Any) -> None:
    told = exam("under_review")
    # Filed on 23 November; 17 December and 1 January are days off: thirty-two working days lead to 8 January.
    assert told.procedure.application.days(told.case) == (date(2027, 1, 8), date(2027, 1, 11))
    assert due(told.case) == date(2026, 12, 7)
    told.play("propose_jury", "appoint_jury")
    made = held(told)
    assert (made.status, made.number, [seat["capacity"] for seat in made.jury]) == (
        "appointed",
        "EX-11-2026-0001",
        ["president", "member", "member"],
    )
    assert due(told.case) == date(2026, 12, 31)  # five working days before the first paper
    told.play("lock_candidates")
    assert [line.result for line in lines(told)] == ["presented"] * 3
    with pytest.raises(ConditionsUnmet):
        told.play("start_exam")
    told.play("first_day", "start_exam")
    assert due(told.case) == date(2027, 1, 14)  # three working days after the last paper; 14 January is worked
    with pytest.raises(ConditionsUnmet):
        told.play("finish_exam")
    told.play("record_incident", "last_day", "finish_exam")
    assert (told.case.stage, held(told).status, held(told).incidents) == (
        "exam_completed",
        "held",
        [
            {
                "on": "2027-01-08",
                "at": "10:20",
                "person": "مترشح",
                "facts": "وقع التثبت من الملف طبقا للتراتيب الجاري بها العمل.",
                "signed": "signed",
            }
        ],
    )
    assert held(told).results == []
    assert sorted(code for code, _n in letters(told.case)) == ["ACK", "CONVE", "EXMIN", "JUR", "REC"]
    minutes = told.case.documents.get(kind="EXMIN", is_reference=True).content
    assert (minutes["presented"], minutes["counted"], len(minutes["incidents"])) == (3, 6, 1)
    acts = ("submit", "register_case", "propose_jury", "appoint_jury", "lock_candidates", "start_exam", "record_incident")
    assert story(told.case) == [*acts, "finish_exam"]


def test_list_closes_by_itself_five_days_before_the_first_paper(exam: Any, days: Any) -> None:
    told = exam("jury_appointed")
    days(date(2026, 12, 31))
    told.case.refresh_from_db()
    assert told.case.stage == "jury_appointed"
    days(date(2027, 1, 1))
    told.case.refresh_from_db()
    assert (told.case.stage, story(told.case)[-1]) == ("candidates_locked", "auto_lock_candidates")
    assert [line.result for line in lines(told)] == ["presented"] * 3


def test_silence_appoints_no_jury(exam: Any, days: Any) -> None:
    told = exam("under_review")
    days(date(2026, 12, 22))
    told.case.refresh_from_db()
    assert told.case.stage == "under_review"


def test_first_paper_is_thirty_working_days_away_and_on_no_day_off(exam: Any) -> None:
    told = exam()
    for first, code in ((date(2027, 1, 5), "early"), (date(2027, 1, 9), "day_off")):
        rows = papers(first=first)
        section = told.procedure.application.clean_section(
            told.case, "papers", {**told.case.answers["papers"], "exam_dates": rows}
        )
        assert [error.code for error in section.errors.as_data()["exam_dates"]] == [code]


def test_candidates_attended_enough_and_belong_to_the_session(exam: Any) -> None:
    told = exam()
    own = told.case.answers["candidates"]["candidates"]
    for change, code in (({"attendance_percent": "79.9"}, "attendance"), ({"enrolment": "ENR-1999-1"}, "enrolment")):
        rows = [{**own[0], **change}, *own[1:]]
        section = told.procedure.application.clean_section(told.case, "candidates", {"candidates": rows})
        assert [error.code for error in section.errors.as_data()["candidates"]] == [code]


def test_candidate_whom_the_register_bars_is_excluded_with_a_reason(exam: Any) -> None:
    told = exam("under_review")
    enrolments.leave(enrolment=lines(told)[0], cause=_cause(), reason="x")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("propose_jury")
    assert list(refusal.value.form.errors) == ["excluded"]
    gone = lines(told)[0].number
    told.perform("propose_jury", **{"excluded-0-enrolment": gone, "excluded-0-reason": "غادر التكوين"})
    told.play("appoint_jury", "lock_candidates")
    assert [bool(line["excluded"]) for line in held(told).candidates] == [True, False, False]
    called = told.case.documents.get(kind="CONVE", is_reference=True).content["candidates"]
    assert gone not in {one["number"] for one in called}
    assert [line.result for line in lines(told)] == ["excluded", "presented", "presented"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"seats-0-quality": "provider"}, "president"),
        ({"seats-1-quality": "provider"}, "majority"),
        ({"seats-0-capacity": "member"}, "role"),
    ],
)
def test_jury_that_is_not_independent_is_refused(changes: dict[str, str], code: str, exam: Any) -> None:
    told = exam("under_review")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("propose_jury", **changes)
    assert [error.code for error in refusal.value.form.errors.as_data()["seats"]] == [code]


def test_member_with_an_interest_is_replaced_before_the_list_closes(exam: Any, ministry: dict[str, User]) -> None:
    told = exam("jury_appointed")
    tied = told.person_for("declare_late_conflict")
    told.perform("declare_late_conflict", by=tied)
    assert not policies.can_perform(told.case, told.transition("declare_late_conflict"), tied)
    with pytest.raises(ConditionsUnmet):
        told.play("lock_candidates")
    told.play("replace_juror")
    assert tied.pk not in {seat["user"] for seat in juries.sitting(told.case)}
    assert len(held(told).jury) == 3
    told.play("lock_candidates")


def test_interest_declared_before_the_appointment_stops_it(exam: Any) -> None:
    told = exam("jury_proposed")
    told.play("declare_conflict")
    with pytest.raises(ConditionsUnmet):
        told.play("appoint_jury")
    told.play("return_for_review", "propose_jury", "appoint_jury")
    assert told.case.stage == "jury_appointed"


def test_only_those_who_sit_read_and_act(exam: Any, ministry: dict[str, User]) -> None:
    told = exam("jury_appointed")
    seated = {seat["user"] for seat in juries.sitting(told.case)}
    others = [user for name, user in ministry.items() if name.startswith("juror_") and user.pk not in seated]
    assert [policies.case_role(told.case, user) for user in others] == [None]
    with pytest.raises(NotEntitled):
        told.perform("declare_late_conflict", by=others[0])


def test_examination_without_quorum_is_postponed_twice_at_the_most(exam: Any) -> None:
    told = exam("candidates_locked")
    told.play("first_day")
    there = told.filled("start_exam", told.person_for("start_exam"))["present"]
    with pytest.raises(FormInvalid) as refusal:
        told.perform("start_exam", present=there[:2])
    assert list(refusal.value.form.errors) == ["present"]
    told.play("postpone_exam")
    with pytest.raises(FormInvalid):  # less than five working days ahead
        told.perform("reschedule_exam", exam_dates=papers(first=date(2027, 1, 14)))
    told.perform("reschedule_exam", exam_dates=papers(first=date(2027, 1, 18)))
    assert (held(told).starts_on, told.procedure.application.days(told.case)) == (
        date(2027, 1, 18),
        (date(2027, 1, 18), date(2027, 1, 19)),
    )
    told.play("postpone_exam", "reschedule_exam", "postpone_exam")
    with pytest.raises(ConditionsUnmet):
        told.play("reschedule_exam")
    told.play("cancel")
    assert (told.case.stage, held(told).status) == ("cancelled", "cancelled")


def test_papers_are_counted_before_the_examination_ends(exam: Any) -> None:
    told = exam("exam_running")
    told.play("last_day")
    with pytest.raises(FormInvalid) as refusal:
        told.perform("finish_exam", papers="5")
    assert list(refusal.value.form.errors) == ["papers"]
    absent = {"absences-0-candidate": lines(told)[0].number, "absences-0-module": "Atelier", "papers": "5"}
    told.perform("finish_exam", **absent)
    assert told.case.facts["minutes"]["absences"] == [{"candidate": lines(told)[0].number, "module": "Atelier"}]


def test_session_is_examined_once(exam: Any) -> None:
    told = exam("submitted")
    session = told.procedure.application.session(told.case)
    examinations.enter(facts={}, cause=_cause(), region="TN-11", session=session)
    with pytest.raises(ConditionsUnmet):
        told.play("register_case")


def test_trainees_of_the_session_stand_in_the_form(exam: Any) -> None:
    case = exam().case
    asked = {code: given for code, given in case.answers.items() if code != "candidates"}
    section = procedure_of(case).application.section("candidates")(answers=asked, case=case)
    enrolled = [row["enrolment"] for row in case.answers["candidates"]["candidates"]]
    assert [row["enrolment"] for row in section.initial["candidates"]] == sorted(enrolled)
    # What is filled in already can be sent as it stands, once the rest is told.
    rows = [{"units_validated": "2", "debts": "", **row} for row in section.initial["candidates"]]
    assert {str(row["attendance_percent"]) for row in rows} == {"95.0"}
    assert len(section.fields["candidates"].clean(rows)) == len(enrolled)
