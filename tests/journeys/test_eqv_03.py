"""EQV-03 told as the regulation tells it: the register answers within minutes; what it does not know is asked at the source."""

import random
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.organisations import enter_organisation
from accounts.roles import Role
from config.demonstration.applications import fill, join_papers, person
from config.demonstration.certificates import certificate_of
from registers.models import Certificate, Decision, Verification
from tests.factories.people import post as hold
from tests.journeys.conftest import letters, story
from workflow import automatic, cases, outbox
from workflow.actions import AT_ONCE, perform
from workflow.ledger import record
from workflow.models import Case, OutboxRow
from workflow.procedures import named
from workflow.refusals import ConditionsUnmet, DutiesConflict, FormInvalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(player: Any) -> Any:
    def make(*steps: str) -> Any:
        brought = player(procedure="EQV-03")
        brought.play(*steps)
        return brought

    return make


def answered(case: Case) -> None:
    """What was ordered when the case was filed is done."""
    row = OutboxRow.objects.get(topic=AT_ONCE, payload__case=str(case.pk))
    assert outbox.work(row), row.error
    case.refresh_from_db()


def test_register_answers_without_a_human(asked: Any) -> None:
    brought = asked("name_known_certificate", "submit")
    case: Case = brought.case
    answered(case)
    assert (case.stage, case.number, story(case)) == ("confirmed_authentic", "EQV-03/2026/000001", ["submit", "auto_match"])
    assert case.submitted_at == case.closed_at == timezone.now()
    assert letters(case) == [("ACK", "2026/ACK/TN-11/000001"), ("AUTH", "2026/AUTH/000001")]
    document, line = case.documents.get(kind="AUTH", is_reference=True), Certificate.objects.get()
    assert (document.content["signature"], document.content["line"]["number"]) == (None, line.number)
    asking, decision = Verification.objects.get(), Decision.objects.current().get()
    assert (asking.result, asking.certificate, asking.number) == ("authentic", line.entry, line.number)
    assert (decision.outcome, decision.signed_by_id, decision.decision_number) == ("authentic", None, "2026/AUTH/000001")
    # The same work, done again, finds that the case has been answered.
    automatic.answer_ordered(OutboxRow.objects.get(topic=AT_ONCE))
    assert Verification.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "value"), [("certificate_title", "Brevet de technicien supérieur"), ("certificate_number", "1987/3")]
)
def test_one_difference_is_for_the_registrar(column: str, value: str, asked: Any) -> None:
    """Number, holder and title must all match; a certificate that is not exactly the one asked about is looked at."""
    brought = asked("name_known_certificate")
    told = {**brought.case.answers["certificate"], column: value}
    fill(brought.case, {"certificate": told})
    brought.play("submit")
    answered(brought.case)
    assert brought.case.stage == "register_check"
    assert set(brought.case.tasks.filter(closed_at=None).values_list("role", flat=True)) == {"registrar"}
    assert brought.case.clocks.get(stage="register_check").due == date(2026, 11, 26)
    brought.play("confirm_authentic")
    assert letters(brought.case)[-1][0] == "AUTH"


def test_void_certificate_is_never_confirmed(asked: Any) -> None:
    brought = asked("name_known_certificate", "submit")
    Certificate.objects.update(status="void")
    answered(brought.case)
    assert brought.case.stage == "register_check"
    with pytest.raises(FormInvalid):
        brought.perform("confirm_authentic", line=Certificate.objects.get().number)


def test_employer_asks_with_the_holders_consent(ministry: dict[str, User], clock: Any) -> None:
    """An organisation files under its own name; holder, identity card and number answer by themselves."""
    user = ministry["applicant"]
    told = {"name_ar": "شركة المثال", "name_fr": "Société Exemple", "rne_id": "1234567R"}
    body = enter_organisation(**told, representative=user, by=user, record=record.append)
    holder = person(index=5, chance=random.Random(5), on=date(2026, 11, 23), region="TN-11")
    line = certificate_of(person=holder, index=5, on=date(2026, 11, 23), region="TN-11")
    case = cases.open_draft(procedure=named("EQV-03"), by=user, organisation=body)
    given = {
        "requester_type": "employer",
        "holder_known_by": "cin",
        "holder_cin": holder["cin"],
        "number_known": "yes",
        "certificate_number": line.number.lower(),
        "certificate_title": line.title_ar,
        "issuing_structure": "Centre Imaginaire",
        "issue_date": "2020-01-05",
        "filed_by_agent": "no",
        "paper_answer": "no",
    }
    own = person(index=9, chance=random.Random(9), on=date(2026, 11, 23), region="TN-11")
    notice = {"declare_true": "on", "data_notice": "on", "notice_version": "2026-1"}
    fill(case, {"person": own, "certificate": given, "declaration": notice})
    with pytest.raises(ConditionsUnmet):
        perform(case.pk, "submit", by=user, data={"confirm": "on"})
    join_papers(case, user)
    assert {a.requirement for a in case.attachments.all()} == {"DIPL", "CONSENT"}
    perform(case.pk, "submit", by=user, data={"confirm": "on"})
    case.refresh_from_db()
    answered(case)
    assert (case.stage, case.applicant_identity, case.applicant_name_fr) == (
        "confirmed_authentic",
        "rne:1234567R",
        "Société Exemple",
    )


def test_structure_confirms(asked: Any) -> None:
    brought = asked("submit", "look_up", "start_verification")
    assert brought.case.clocks.get(stage="manual_verification").due == date(2026, 12, 22)  # 17 December is a holiday
    brought.play("confirm_authentic")
    content = brought.case.documents.get(kind="AUTH", is_reference=True).content
    assert (content["basis"], content["answered_on"], "line" in content) == ("structure", "2026-11-23", False)


def test_forgery_is_declared_after_the_holder_was_heard(asked: Any, days: Any, ministry: dict[str, User]) -> None:
    """Ten days after the adversarial letter, by another person than its author; the public is warned, nobody is named."""
    brought = asked("submit", "look_up", "start_verification")
    case: Case = brought.case
    with pytest.raises(ConditionsUnmet):
        brought.perform("declare_not_authentic")
    cases.send_letter(
        case=case, name="adversarial_letter", by=ministry["registrar"], data=brought.its_play.letters["adversarial_letter"]
    )
    days(date(2026, 12, 2))
    case.refresh_from_db()
    with pytest.raises(ConditionsUnmet):
        brought.perform("declare_not_authentic")
    days(date(2026, 12, 3))
    case.refresh_from_db()
    hold(ministry["registrar"], role=Role.CENTRAL_DIRECTOR)
    with pytest.raises(DutiesConflict):
        brought.perform("declare_not_authentic", by=ministry["registrar"])
    brought.perform("declare_not_authentic")
    assert (case.stage, Verification.objects.get().result) == ("not_authentic", "not_authentic")
    issued = dict(letters(case))
    assert set(issued) == {"ACK", "VER", "ADV", "NAUT", "WARN"}
    assert case.documents.get(kind="NAUT", is_reference=True).content["heard_on"] == "2026-11-23"
    warning = case.documents.get(kind="WARN", is_reference=True)
    assert case.applicant_name_ar not in str(warning.content["document"]) + str(warning.content["addressee"])


def test_differing_counterfoil_without_forgery_warns_nobody(asked: Any) -> None:
    brought = asked("submit", "look_up", "start_verification", "accuse")
    brought.perform("declare_not_authentic", ground="counterfoil_differs", is_forged="no")
    assert "WARN" not in dict(letters(brought.case))


def test_silence_is_inconclusive_after_two_reminders(asked: Any) -> None:
    brought = asked("submit", "look_up", "start_verification", "remind")
    with pytest.raises(FormInvalid):
        brought.perform("declare_inconclusive", ground="no_answer")
    brought.play("remind")
    brought.perform("declare_inconclusive", ground="no_answer")
    assert (brought.case.stage, Verification.objects.get().result) == ("inconclusive", "inconclusive")
    reminders = [d.content["reminder"] for d in brought.case.documents.filter(kind="VER", is_reference=True)]
    assert sorted(reminders) == [0, 1, 2]
