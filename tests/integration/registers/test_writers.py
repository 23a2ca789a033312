"""What a case writes into the registers; written twice, it stays once."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from registers import awarding_bodies, certificates, equivalences, numbers, persons
from registers.models import AwardingBody, Certificate, EquivalenceDecision, Person

pytestmark = pytest.mark.django_db
LATER = date(2026, 9, 1)


def test_person_found_by_identity(case: Any) -> None:
    first = persons.enter_or_find(answers=case.answers["person"], cause=case.cause())
    again = persons.enter_or_find(answers=case.answers["person"], cause=case.cause(LATER))
    assert (again.pk, first.identity) == (first.pk, "cin:01234567")


def test_person_amended_when_a_legal_name_changed(case: Any) -> None:
    first = persons.enter_or_find(answers=case.answers["person"], cause=case.cause())
    married = {**case.answers["person"], "last_name_ar": "الطرابلسي", "last_name_fr": "Trabelsi"}
    second = persons.enter_or_find(answers=married, cause=case.cause(LATER))
    assert (second.entry, second.version, second.name_fr) == (first.entry, 2, "Leïla Trabelsi")


def test_person_typed_in_capitals(case: Any) -> None:
    first = persons.enter_or_find(answers=case.answers["person"], cause=case.cause())
    typed = {**case.answers["person"], "last_name_fr": " BEN  SALAH "}
    assert persons.enter_or_find(answers=typed, cause=case.cause(LATER)).pk == first.pk


@pytest.mark.parametrize(
    ("document", "identity"),
    [
        ({"id_type": "passport", "passport_no": "aa 123456", "nationality": "IT"}, "passport:IT:AA123456"),
        ({"id_type": "residence_card", "residence_card_no": "RC-9"}, "residence_card:RC9"),
        ({"id_type": "cin", "cin": ""}, ""),
        ({}, ""),
    ],
)
def test_identity_of(document: dict[str, str], identity: str) -> None:
    assert persons.identity_of(document) == identity


def test_person_without_document(case: Any) -> None:
    case.answers["person"]["cin"] = ""
    with pytest.raises(ValueError, match="identity"):
        persons.enter_or_find(answers=case.answers["person"], cause=case.cause())


def test_identify_enters_unverified_body(case: Any) -> None:
    body = awarding_bodies.identify(facts=case.facts, cause=case.cause())
    assert (body.number, body.name, body.recognition) == ("AB-FR-0001", "Institut El Amal", "unverified")
    assert case.facts["awarding_body"] == str(body.entry)


def test_identify_finds_another_spelling(case: Any) -> None:
    first = awarding_bodies.identify(facts=case.facts, cause=case.cause())
    case.facts["awarding_body_query"] = {"name": "INSTITUT AL-AMAL", "country": "fr", "email": "amal@example.invalid"}
    found = awarding_bodies.identify(facts=case.facts, cause=case.cause(LATER))
    assert (found.entry, found.version, found.name, found.email) == (first.entry, 2, "Institut El Amal", "amal@example.invalid")


def test_identify_the_entry_chosen(case: Any) -> None:
    first = awarding_bodies.identify(facts=case.facts, cause=case.cause())
    case.facts["awarding_body_query"] |= {"name": "IEA", "entry": str(first.entry)}
    assert awarding_bodies.identify(facts=case.facts, cause=case.cause(LATER)).pk == first.pk


def test_identify_same_name_in_another_country(case: Any) -> None:
    awarding_bodies.identify(facts=case.facts, cause=case.cause())
    case.facts["awarding_body_query"]["country"] = "IT"
    assert awarding_bodies.identify(facts=case.facts, cause=case.cause()).number == "AB-IT-0001"


def test_record_answer(case: Any) -> None:
    awarding_bodies.identify(facts=case.facts, cause=case.cause())
    case.facts["awarding_body_answer"] = {"verdict": "confirmed", "on": "2026-03-29", "recognised": "yes", "source": "RNCP"}
    body = awarding_bodies.record_answer(facts=case.facts, cause=case.cause(LATER))
    assert (body.recognition, body.recognition_source, body.response_days, body.version) == ("recognised", "RNCP", 28, 2)
    assert awarding_bodies.record_answer(facts=case.facts, cause=case.cause(LATER)).version == 2
    assert AwardingBody.objects.count() == 2


def test_enter_granted(case: Any) -> None:
    awarding_bodies.identify(facts=case.facts, cause=case.cause())
    decision = equivalences.enter_granted(case=case, cause=case.cause())
    assert (decision.number, decision.status, decision.level) == ("EQ-2026-00001", "granted", "BTP")
    assert (decision.holder_ar, decision.holder_fr) == ("ليلى بن صالح", "Leïla Ben Salah")
    assert (decision.award_date, decision.session_number) == (date(2023, 6, 30), "COM-equivalence-2026-03")
    assert str(decision.awarding_body) == case.facts["awarding_body"]
    assert decision.person == Person.objects.get().entry


def test_enter_refused(case: Any) -> None:
    case.facts["proposal"] = {"outcome": "refuse", "basis": "Too few hours."}
    decision = equivalences.enter_refused(case=case, cause=case.cause())
    assert (decision.status, decision.level, decision.basis) == ("refused", "", "Too few hours.")


def test_enter_forged(case: Any) -> None:
    case.facts = {"forgery": {"basis": "The body denies the diploma."}}
    decision = equivalences.enter_forged(case=case, cause=case.cause())
    assert (decision.status, decision.basis) == ("forged", "The body denies the diploma.")
    assert (decision.awarding_body, AwardingBody.objects.count()) == (None, 0)


def test_enter_granted_without_query(case: Any) -> None:
    """The body that the application names is entered, not verified."""
    decision = equivalences.enter_granted(case=case, cause=case.cause())
    body = AwardingBody.objects.get()
    assert (decision.awarding_body, body.name, body.recognition) == (body.entry, "Institut El Amal", "unverified")


def test_effect_applied_twice(case: Any) -> None:
    for _ in range(2):
        decision = equivalences.enter_granted(case=case, cause=case.cause())
        certificates.enter_equivalent(decision=decision, case=case, cause=case.cause())
    assert (EquivalenceDecision.objects.count(), Certificate.objects.count(), Person.objects.count()) == (1, 1, 1)
    assert numbers.next_in("equivalence/2026") == 2


def test_effect_applied_twice_database_refuses(certificate: Certificate) -> None:
    """The constraint holds when two transactions have both seen nothing."""
    for model in (EquivalenceDecision, Certificate):
        twin = model.objects.get()
        twin.pk, twin.entry, twin.number, twin._state.adding = uuid.uuid4(), uuid.uuid4(), "X", True
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()


def test_effect_after_another_outcome(case: Any) -> None:
    equivalences.enter_refused(case=case, cause=case.cause())
    with pytest.raises(ValueError, match="already decides"):
        equivalences.enter_granted(case=case, cause=case.cause())


def test_certificate_of_a_refusal(case: Any) -> None:
    decision = equivalences.enter_refused(case=case, cause=case.cause())
    with pytest.raises(ValueError, match="granted"):
        certificates.enter_equivalent(decision=decision, case=case, cause=case.cause())


def test_certificate_of_a_decision(certificate: Certificate) -> None:
    decision = EquivalenceDecision.objects.get()
    assert (certificate.decision, certificate.person, certificate.level) == (decision.entry, decision.person, "BTP")
    assert (certificate.birth_date, certificate.issued_on) == (date(1998, 4, 2), date(2026, 5, 4))
    assert certificate.status == "issued"


def test_decision_number_written_once(case: Any) -> None:
    equivalences.enter_granted(case=case, cause=case.cause())
    assert equivalences.write_decision_number(case_id=case.id, number="2026/EQV/000001") is True
    assert equivalences.write_decision_number(case_id=case.id, number="2026/EQV/000002") is False
    assert EquivalenceDecision.objects.get().decision_number == "2026/EQV/000001"
