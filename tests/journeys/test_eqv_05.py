"""EQV-05 told as the regulation tells it: a copy, a correction or an attestation from the register of certificates."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from accounts.roles import Role
from registers.models import Certificate, Decision, Delivery
from tests.factories.people import post as hold
from tests.journeys.conftest import letters, story
from workflow.actions import perform
from workflow.models import Case
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid, NotATransition

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(player: Any) -> Any:
    """A draft for a kind of document, brought through the steps."""

    def make(*steps: str, kind: str = "") -> Any:
        brought = player(procedure="EQV-05")
        brought.play(*([f"ask_{kind}"] if kind else []), *steps)
        return brought

    return make


def test_duplicate_is_issued(asked: Any, days: Any) -> None:
    """The damaged original is handed over; the duplicate bears the number of the original and is counted."""
    brought = asked("submit")
    case: Case = brought.case
    assert dict(case.clocks.values_list("stage", "due")) == {"submitted": date(2026, 11, 26)}
    days(date(2026, 11, 24))
    brought.play("check_register")
    assert case.number == "EQV-05/2026/000001"
    assert case.clocks.get(stage="register_check").due == date(2026, 12, 1)
    assert set(case.tasks.filter(closed_at=None).values_list("role", flat=True)) == {"registrar"}
    brought.play("propose_approval")
    days(date(2026, 11, 25))
    brought.play("sign_document")

    assert (case.stage, case.is_open) == ("issued", False)
    line = Certificate.objects.current().get()
    assert (line.status, line.copies, line.version) == ("issued", 1, 2)
    assert letters(case) == [
        ("ACK", "2026/ACK/TN-11/000001"),
        ("REC", "2026/REC/000001"),
        ("DUP", "2026/EQV/000001"),
    ]
    content = case.documents.get(kind="DUP", is_reference=True).content
    assert (content["is_duplicate"], content["line"]["number"]) == (True, line.number)
    decision, delivery = Decision.objects.current().get(), Delivery.objects.get()
    assert (decision.outcome, decision.decision_number, decision.person) == ("issued", "2026/EQV/000001", line.person)
    assert (delivery.certificate, delivery.channel, delivery.copies) == (line.entry, "counter", 1)
    assert story(case) == ["submit", "check_register", "propose_approval", "sign_document"]


def test_diploma_is_rectified(asked: Any) -> None:
    """The corrected certificate has a number of its own; the first is replaced and stays visible."""
    brought = asked("submit", "check_register", "propose_approval", kind="rectification")
    first = Certificate.objects.get()
    brought.play("sign_document")
    first, second = Certificate.objects.current().order_by("issued_on")
    assert (first.status, first.replaced_by, second.replaces) == ("replaced", second.number, first.number)
    corrected = brought.case.facts["proposal"]["corrected"]
    assert (second.status, second.birth_date.isoformat()) == ("issued", corrected["birth_date"])
    content = brought.case.documents.get(kind="DUP", is_reference=True).content
    assert (content["is_duplicate"], content["line"]["born_on"]) == (False, corrected["birth_date"])
    assert [one["value"] for one in content["corrected"]] == [corrected["birth_date"]]


def test_urgent_attestation_has_one_day_at_the_counter(asked: Any) -> None:
    brought = asked(kind="attestation")
    given = brought.case.answers["request"]
    told = {**given, "is_urgent": "yes", "urgency_proof": "Convocation à un concours le 27 novembre."}
    Case.objects.filter(pk=brought.case.pk).update(answers={**brought.case.answers, "request": told})
    brought.case.refresh_from_db()
    brought.play("submit")
    assert brought.case.clocks.get(stage="submitted").due == date(2026, 11, 24)
    brought.play("check_register", "propose_approval", "sign_document")
    assert dict(letters(brought.case))["ATT"] == "2026/ATT/000001"
    assert brought.case.documents.get(kind="ATT", is_reference=True).content["copies"] == 2
    assert Certificate.objects.count() == 1


def test_transcript_needs_marks_of_the_register(asked: Any) -> None:
    brought = asked("submit", "check_register", kind="transcript")
    with pytest.raises(ConditionsUnmet):
        brought.play("propose_approval")
    brought.play("keep_marks", "propose_approval", "sign_document")
    assert [m["mark"] for m in brought.case.documents.get(kind="TRS", is_reference=True).content["marks"]] == ["14,50", "12,00"]


def test_request_is_refused(asked: Any) -> None:
    brought = asked("submit", "check_register", "propose_refusal", "sign_refusal")
    assert brought.case.stage == "refused"
    decision = Decision.objects.current().get()
    assert (decision.outcome, decision.decision_number) == ("refused", "2026/EQV/000001")
    assert Certificate.objects.get().copies in (None, 0)


def test_void_or_unknown_certificate_is_not_checked(asked: Any, ministry: dict[str, User]) -> None:
    brought = asked("submit")
    line = Certificate.objects.get()
    for number, code in (("1999-9", "unknown"), (line.number[:-1] + ("A" if line.number[-1] != "A" else "B"), "check")):
        with pytest.raises(FormInvalid) as refusal:
            brought.perform("check_register", line=number)
        assert [e.code for e in refusal.value.form.errors.as_data()["line"]] == [code]
    Certificate.objects.filter(pk=line.pk).update(status="void")
    with pytest.raises(FormInvalid):
        brought.perform("check_register")
    brought.play("declare_inadmissible")
    assert brought.case.stage == "inadmissible"
    assert [kind for kind, _number in letters(brought.case)] == ["ACK", "INA"]


def test_line_of_somebody_else_must_be_explained(asked: Any) -> None:
    brought, other = asked("submit"), asked("submit")
    number = other.case.answers["request"]["certificate"]
    with pytest.raises(FormInvalid):
        brought.perform("check_register", line=number)
    brought.perform("check_register", line=number, difference="Le nom a été changé par jugement du 3 mai 2024.")
    assert brought.case.facts["register_line"]["number"] == number


def test_signatory_did_not_check_the_register(asked: Any, ministry: dict[str, User]) -> None:
    brought = asked("submit", "check_register", "propose_approval")
    hold(ministry["registrar"], role=Role.CENTRAL_DIRECTOR)
    with pytest.raises(DutiesConflict):
        brought.perform("sign_document", by=ministry["registrar"])
    brought.play("return_for_review", "propose_refusal", "sign_refusal")
    assert brought.case.stage == "refused"


def test_complements_never_supplied_lapse(asked: Any, days: Any) -> None:
    brought = asked("submit", "check_register", "request_complements")
    days(date(2026, 12, 23))
    brought.case.refresh_from_db()
    assert brought.case.stage == "awaiting_complements"
    days(date(2026, 12, 24))
    brought.case.refresh_from_db()
    assert (brought.case.stage, [kind for kind, _number in letters(brought.case)][-1]) == ("lapsed", "LAP")
    with pytest.raises(NotATransition):
        perform(brought.case.pk, "withdraw", by=brought.case.applicant, data={"confirm": "on"})
