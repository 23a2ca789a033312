"""TRN-05 told from the diploma: each graduate has one of their own, which is read, verified and withdrawn alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.models import User
from config.demonstration import applications
from config.demonstration.driver import Player
from documents import codes, jobs, verification
from documents.models import DeliveryAttempt, Document
from documents.seals import keys, revocation
from documents.signing import Signed
from registers import certificates
from registers.entries import Cause
from registers.models import Certificate, Decision, Person
from tests.factories.answers import identity_answers
from tests.factories.people import make_user
from workflow.models import OutboxRow

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _printer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "render_contained", lambda html, **told: b"%PDF-1.7 a letter")
    monkeypatch.setattr(jobs.signing, "sign", lambda content, statement: Signed(content=content, level="B-B", serial="1"))
    cache.clear()


@pytest.fixture
def results(player: Callable[..., Player]) -> Callable[..., Player]:
    return lambda stage="", **changes: player(stage, procedure="TRN-05", **changes)


def printed(told: Player, kind: str) -> list[Document]:
    """Its documents of a type in the language that prevails, printed, in the order of their numbers."""
    found = told.case.documents.filter(kind=kind)
    for row in OutboxRow.objects.filter(topic="document.render", payload__document__in=[str(d.pk) for d in found]):
        jobs.render(row)
    return list(found.filter(is_reference=True).order_by("number"))


def diplomas_of(told: Player) -> list[Document]:
    return printed(told, "DIP")


def outcomes(*documents: Document) -> list[str]:
    return [verification.by_code(codes.code_of(document.pk)).outcome for document in documents]


def _cause() -> Cause:
    return Cause(case_id=None, case_number="", event_stream="test", on=date(2026, 12, 1))


def test_signatory_reads_every_diploma_before_signing_once(results: Any, client: Any) -> None:
    told = results("awaiting_signature")
    address = f"/documents/preview/{told.case.pk}/sign_diplomas/fr/"
    client.force_login(told.person_for("sign_diplomas"))
    page = client.get(address)
    assert len(page.context["batch"]) == 3
    shown, reserved = client.get(f"{address}letter/").content.decode(), told.case.facts["diplomas"]
    assert [shown.count(number) for number in reserved.values()] == [1, 1, 1]
    one = client.get(f"{address}letter/?n=2").content.decode()
    assert sum(number in one for number in reserved.values()) == 1
    assert [client.get(f"{address}letter/?n={n}").status_code for n in ("0", "4", "x")] == [404, 404, 404]
    told.play("sign_diplomas")
    assert told.case.facts["signature"]["seen"] == page.context["digest"]


def test_each_diploma_is_numbered_in_the_registers_for_its_holder(results: Any) -> None:
    told = results("diplomas_generated")
    diplomas = diplomas_of(told)
    assert [int(d.number[-6:]) - int(diplomas[0].number[-6:]) for d in diplomas] == [0, 1, 2]
    given = [Certificate.objects.current().get(number=d.certificate) for d in diplomas]
    assert [(one.decision_number, one.person) for one in given] == [(d.number, d.person) for d in diplomas]
    decided = {d.decision_number: d.person for d in Decision.objects.current().filter(outcome="diplomas_signed")}
    assert decided == {d.number: d.person for d in diplomas}
    for one in diplomas:
        others = [other for other in diplomas if other is not one]
        assert one.certificate in str(one.content)
        assert [o.certificate for o in others if o.certificate in str(one.content)] == []
    # The structure is written to once for the batch, and the graduate who has an account for the diploma that is theirs.
    keys_of = OutboxRow.objects.filter(topic="mail.document", payload__title__fr="Diplôme").values_list("key", flat=True)
    holder = next(d for d in diplomas if User.objects.filter(identity=Person.of(d.person).identity).exists())
    assert sorted(keys_of) == sorted([str(diplomas[0].pk), f"{holder.pk}/holder"])


def test_graduate_reads_the_diploma_that_is_theirs_and_no_other(results: Any, client: Any) -> None:
    told = results("diplomas_generated")
    first, second, third = diplomas_of(told)
    client.force_login(make_user(identity=Person.of(second.person).identity))
    assert [client.get(f"/documents/{d.pk}/").status_code for d in (first, second, third)] == [404, 200, 404]
    assert [attempt.act for attempt in DeliveryAttempt.objects.filter(channel="platform")] == [second.act]
    assert Decision.objects.current().get(status="notified").decision_number == second.number
    page = client.get("/my/").content.decode()
    assert [d.number in page for d in (first, second, third)] == [False, True, False]
    assert [f"/documents/{d.pk}/credential/" in page for d in (first, second, third)] == [False, True, False]
    assert client.get(f"/documents/{second.pk}/credential/").status_code == 200
    # What the structure reads proves nothing about a graduate, whose credential it cannot have.
    client.force_login(told.case.applicant)
    assert client.get(f"/documents/{first.pk}/").status_code == 200
    assert client.get(f"/documents/{second.pk}/credential/").status_code == 404
    assert DeliveryAttempt.objects.count() == 1


def test_diploma_made_void_is_withdrawn_alone(results: Any) -> None:
    told = results("diplomas_generated")
    diplomas = diplomas_of(told)
    assert outcomes(*diplomas) == ["valid", "valid", "valid"]
    found = certificates.find(number=diplomas[1].certificate)
    assert found is not None
    certificates.annul(certificate=found, reason="ثبت انتحال صفة المترشح", cause=_cause())
    after = [verification.by_code(codes.code_of(d.pk)) for d in diplomas]
    assert [(answer.outcome, answer.reason) for answer in after] == [
        ("valid", ""),
        ("withdrawn", "ثبت انتحال صفة المترشح"),
        ("valid", ""),
    ]
    said = revocation.opened(revocation.issue(at=timezone.now()), keys.public_keys(), at=timezone.now())
    assert [revocation.state_in(said, d.code_hash) for d in diplomas] == ["", "withdrawn", ""]


def test_what_is_drawn_from_a_diploma_follows_it(results: Any, player: Any) -> None:
    """An attestation and a duplicate of one diploma; it is rectified, then the new one is made void. The others hold."""
    told = results("diplomas_generated")
    first, *others = diplomas_of(told)
    holder = Person.of(first.person)

    def drawn(kind: str, number: str, code: str) -> Document:
        asked = player(procedure="EQV-05")
        own = identity_answers(holder)
        request = {**asked.case.answers["request"], "certificate": number}
        applications.fill(asked.case, {"person": {**asked.case.answers["person"], **own}, "request": request})
        if kind != "duplicate":
            asked.play(f"ask_{kind}")
        asked.play("submit", "check_register", "propose_approval", "sign_document")
        return printed(asked, code)[0]

    attestation = drawn("attestation", first.certificate, "ATT")
    duplicate = drawn("duplicate", first.certificate, "DUP")
    assert {attestation.certificate, duplicate.certificate} == {first.certificate}
    assert outcomes(first, attestation, duplicate) == ["valid", "valid", "valid"]
    corrected = drawn("rectification", first.certificate, "DUP")
    assert outcomes(first, attestation, duplicate, corrected) == ["replaced", "replaced", "replaced", "valid"]
    successor = verification.by_code(codes.code_of(first.pk)).successor
    assert successor is not None
    assert successor["number"] == corrected.number
    new = certificates.find(number=corrected.certificate)
    assert new is not None
    assert new.replaces == first.certificate
    certificates.annul(certificate=new, reason="ثبت تزوير الوثائق المقدمة", cause=_cause())
    assert outcomes(first, corrected, *others) == ["replaced", "withdrawn", "valid", "valid"]
