"""EQV-04 told as the regulation tells it: a batch of attestations is compared by a sample, then stamped, or refused."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from config.demonstration.applications import fill
from processes.rules import batches
from registers.models import Certificate, Decision, Enrolment, Session
from tests.factories.people import post as hold
from tests.journeys.conftest import letters, story
from workflow.actions import perform
from workflow.models import Case
from workflow.procedures import procedure_of
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotEntitled

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(player: Any) -> Any:
    def make(*steps: str) -> Any:
        brought = player(procedure="EQV-04")
        brought.play(*steps)
        return brought

    return make


def test_batch_is_stamped(asked: Any, days: Any) -> None:
    """Eight attestations, five of them compared; all become lines of the register, none with a homologated level."""
    brought = asked("submit")
    case: Case = brought.case
    assert set(case.tasks.filter(closed_at=None).values_list("role", flat=True)) == {
        "front_desk",
        "regional_officer",
        "regional_director",
    }
    days(date(2026, 11, 24))
    brought.play("draw_sample")
    sample = case.facts["sample"]
    assert (case.number, sample["of"], len(sample["lines"]), sample["round"]) == ("EQV-04/2026/000001", 8, 5, 1)
    assert case.clocks.get(stage="sample_check").due == date(2026, 12, 1)
    brought.play("propose_approval")
    assert case.clocks.get(stage="awaiting_signature").due == date(2026, 11, 27)
    days(date(2026, 11, 25))
    brought.play("sign_visa")

    assert (case.stage, case.is_open) == ("visa_granted", False)
    lines = list(Certificate.objects.current().order_by("own_number"))
    assert len(lines) == 8
    assert {(c.kind, c.level, c.status, c.decision_number) for c in lines} == {
        ("attestation", "", "issued", "2026/EQV/TN-11/000001")
    }
    assert [c.own_number for c in lines] == sorted(row["number"] for row in case.answers["attestations"]["certificates"])
    assert {e.certified_hours for e in Enrolment.objects.current()} == {280}
    decision = Decision.objects.current().get()
    assert (decision.outcome, decision.provider) == ("granted", case.provider)
    assert letters(case) == [
        ("ACK", "2026/ACK/TN-11/000001"),
        ("REC", "2026/REC/TN-11/000001"),
        ("VISA", "2026/EQV/TN-11/000001"),
    ]
    content = case.documents.get(kind="VISA", is_reference=True).content
    assert (content["lines"][0]["number"], content["sample"]) == (lines[0].own_number, 5)
    assert story(case) == ["submit", "draw_sample", "propose_approval", "sign_visa"]


def test_sample_can_be_drawn_again_by_whoever_doubts_it(asked: Any) -> None:
    case = asked("submit", "draw_sample").case
    fresh = Case.objects.get(pk=case.pk)
    fresh.facts = {}
    assert batches.drawn(procedure_of(fresh)(fresh), of=8) == case.facts["sample"]


@pytest.mark.parametrize(("of", "size"), [(1, 1), (4, 4), (5, 5), (50, 5), (51, 6), (200, 20)])
def test_sample_is_a_tenth_and_five_at_least(of: int, size: int, asked: Any) -> None:
    case = asked("submit").case
    assert len(batches.drawn(procedure_of(case)(case), of=of)["lines"]) == size


def test_corrected_batch_is_compared_again(asked: Any) -> None:
    """The corrected line is in the second sample; a second difference can only be refused."""
    brought = asked("submit", "draw_sample", "raise_discrepancies")
    case: Case = brought.case
    line = case.facts["discrepancies"]["lines"][0]["line"]
    assert dict(case.tasks.filter(closed_at=None).values_list("role", "assignee")) == {"applicant": case.applicant_id}
    with pytest.raises(FormInvalid):
        brought.perform("answer_discrepancies", **{"corrected-0-line": "8" if line != "8" else "7"})
    brought.play("answer_discrepancies")
    assert case.answers["attestations"]["certificates"][int(line) - 1]["hours"] == 260
    assert (case.facts["sample"]["round"], int(line) in case.facts["sample"]["lines"]) == (2, True)
    with pytest.raises(ConditionsUnmet):
        brought.perform("raise_discrepancies")
    brought.play("propose_refusal", "sign_refusal")
    assert (case.stage, Certificate.objects.count()) == ("refused", 0)
    assert Decision.objects.current().get().decision_number == "2026/EQV/TN-11/000001"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [("trainee", "Quelqu'un d'autre", "enrolment"), ("enrolment", "ENR-2020-0000001", "enrolment"), ("number", "ATT", "twice")],
)
def test_line_must_be_an_attended_enrolment(column: str, value: str, code: str, asked: Any) -> None:
    case: Case = asked().case
    rows = [dict(row) for row in case.answers["attestations"]["certificates"]]
    for row in rows[: 2 if code == "twice" else 1]:
        row[column] = value
    form = procedure_of(case).application.clean_section(case, "attestations", {"certificates": rows})
    assert [error.code for error in form.errors.as_data()["certificates"]] == [code]


def test_absent_trainee_gets_no_attestation(asked: Any) -> None:
    case: Case = asked().case
    Enrolment.objects.filter(number=case.answers["attestations"]["certificates"][2]["enrolment"]).update(attendance=79)
    section = procedure_of(case).application.section("attestations").of(case.answers, case=case)
    assert section.errors.as_data()["certificates"][0].params == {"lines": "3"}


def test_session_that_was_not_validated_is_inadmissible(asked: Any) -> None:
    brought = asked("submit")
    Session.objects.update(list_validated_on=None)
    with pytest.raises(ConditionsUnmet):
        brought.perform("draw_sample")
    brought.play("declare_inadmissible")
    assert brought.case.facts["inadmissibility"]["ground"] == "session_not_validated"


def test_signatory_did_not_check_the_sample(asked: Any, ministry: dict[str, User]) -> None:
    brought = asked("submit", "draw_sample", "propose_approval")
    hold(ministry["officer"], role=Role.REGIONAL_DIRECTOR, region="TN-11")
    with pytest.raises(DutiesConflict):
        brought.perform("sign_visa", by=ministry["officer"])


def test_batch_is_withdrawn_and_the_counter_never_files_it(asked: Any, ministry: dict[str, User]) -> None:
    brought = asked()
    with pytest.raises(NotEntitled):
        perform(brought.case.pk, "submit", by=ministry["front_desk"], data={"confirm": "on"})
    brought.play("submit", "draw_sample", "withdraw")
    assert (brought.case.stage, brought.case.closed_at) == ("withdrawn", timezone.now())


def test_returned_batch_lapses_after_fifteen_days(asked: Any, days: Any) -> None:
    brought = asked("submit", "return_incomplete")
    assert brought.case.clocks.get(stage="incomplete").due == date(2026, 12, 8)
    days(date(2026, 12, 9))
    brought.case.refresh_from_db()
    assert brought.case.stage == "lapsed"


def test_template_of_another_year_is_refused(asked: Any) -> None:
    brought = asked()
    fill(brought.case, {"batch": {**brought.case.answers["batch"], "template_version": "2019-1"}})
    with pytest.raises(ConditionsUnmet):
        brought.play("submit")


def test_trainees_who_attended_stand_in_the_form(asked: Any) -> None:
    case: Case = asked().case
    given = case.answers["attestations"]["certificates"]
    Enrolment.objects.filter(number=given[0]["enrolment"]).update(attendance=79)
    section = procedure_of(case).application.section("attestations")(answers={"batch": case.answers["batch"]}, case=case)
    assert [row["enrolment"] for row in section.initial["certificates"]] == sorted(row["enrolment"] for row in given[1:])
    names = dict(Enrolment.objects.current().values_list("number", "name_ar"))
    assert all(row["trainee"] == names[row["enrolment"]] for row in section.initial["certificates"])
