"""Making a certificate void: two persons and a reason, and the number stays."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Absence, User
from registers import queries, refusals, voiding
from registers.models import Certificate, VoidProposal

pytestmark = pytest.mark.django_db
REASON = "The holder's name was misspelt."


@pytest.fixture
def one(person_in: Callable[..., User]) -> User:
    return person_in("registrar", name="one")


@pytest.fixture
def other(person_in: Callable[..., User]) -> User:
    return person_in("registrar", name="other")


@pytest.fixture
def proposal(certificate: Certificate, one: User, told: Any) -> VoidProposal:
    return voiding.propose(certificate=certificate, reason=REASON, by=one, record=told)


def test_void_by_two_persons(proposal: VoidProposal, one: User, other: User, told: Any) -> None:
    void = voiding.decide(proposal=proposal, accept=True, by=other, record=told)
    first = Certificate.objects.get(version=1)
    assert (void.status, void.void_reason, void.version, void.number) == ("void", REASON, 2, first.number)
    assert first.status == "issued"
    assert queries.certificate(first.number) == void
    assert [(e["kind"], e["by"]) for e in told.events] == [
        ("certificate.void_proposed", one.pk),
        ("certificate.voided", other.pk),
    ]


def test_void_rejected(proposal: VoidProposal, other: User, told: Any) -> None:
    kept = voiding.decide(proposal=proposal, accept=False, by=other, record=told)
    assert (kept.status, kept.version, told.kinds[-1]) == ("issued", 1, "certificate.void_rejected")


def test_void_by_one_person(proposal: VoidProposal, one: User, told: Any) -> None:
    with pytest.raises(refusals.SecondPersonNeeded):
        voiding.decide(proposal=proposal, accept=True, by=one, record=told)
    assert (Certificate.objects.count(), told.kinds) == (1, ["certificate.void_proposed"])


def test_void_by_the_stand_in_of_the_first(proposal: VoidProposal, one: User, person_in: Callable[..., User], told: Any) -> None:
    stand_in, day = person_in(name="stand-in"), timezone.localdate()
    Absence.objects.create(user=one, substitute=stand_in, since=day, until=day + timedelta(days=3))
    with pytest.raises(refusals.SecondPersonNeeded):
        voiding.decide(proposal=proposal, accept=True, by=stand_in, record=told)


def test_void_by_the_absent_person(certificate: Certificate, one: User, person_in: Callable[..., User], told: Any) -> None:
    stand_in, day = person_in(name="stand-in"), timezone.localdate()
    Absence.objects.create(user=one, substitute=stand_in, since=day, until=day + timedelta(days=3))
    proposal = voiding.propose(certificate=certificate, reason=REASON, by=stand_in, record=told)
    assert proposal.proposed_for == one
    with pytest.raises(refusals.SecondPersonNeeded):
        voiding.decide(proposal=proposal, accept=True, by=one, record=told)


def test_void_database_refuses_one_person(proposal: VoidProposal, one: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        VoidProposal.objects.filter(pk=proposal.pk).update(decided_by=one)


def test_void_decided_twice(proposal: VoidProposal, other: User, told: Any) -> None:
    voiding.decide(proposal=proposal, accept=True, by=other, record=told)
    with pytest.raises(refusals.AlreadyDecided):
        voiding.decide(proposal=proposal, accept=True, by=other, record=told)
    assert Certificate.objects.count() == 2


def test_void_proposed_twice(proposal: VoidProposal, certificate: Certificate, other: User, told: Any) -> None:
    with pytest.raises(refusals.AlreadyProposed):
        voiding.propose(certificate=certificate, reason=REASON, by=other, record=told)


def test_void_proposed_of_a_void_one(proposal: VoidProposal, one: User, other: User, told: Any) -> None:
    void = voiding.decide(proposal=proposal, accept=True, by=other, record=told)
    with pytest.raises(refusals.NotInForce):
        voiding.propose(certificate=void, reason=REASON, by=one, record=told)


def test_void_without_reason(certificate: Certificate, one: User, told: Any) -> None:
    with pytest.raises(refusals.ReasonNeeded):
        voiding.propose(certificate=certificate, reason="  ", by=one, record=told)


@pytest.mark.parametrize("role", ["central_director", "auditor", "administrator", "front_desk", ""])
def test_void_by_another_role(certificate: Certificate, role: str, person_in: Callable[..., User], told: Any) -> None:
    with pytest.raises(refusals.NotEntitled):
        voiding.propose(certificate=certificate, reason=REASON, by=person_in(role), record=told)
    assert told.events == []


def test_void_own_certificate(certificate: Certificate, person_in: Callable[..., User], told: Any) -> None:
    holder = person_in("registrar", name="holder", identity="cin:01234567")
    with pytest.raises(refusals.OwnCertificate):
        voiding.propose(certificate=certificate, reason=REASON, by=holder, record=told)


def test_void_rolled_back_when_the_ledger_fails(proposal: VoidProposal, other: User) -> None:
    def fail(**_event: Any) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        voiding.decide(proposal=proposal, accept=True, by=other, record=fail)
    assert Certificate.objects.count() == 1
    assert VoidProposal.objects.get().decided_by is None


def test_void_keeps_what_was_true(proposal: VoidProposal, other: User, told: Any) -> None:
    void = voiding.decide(proposal=proposal, accept=True, by=other, record=told)
    assert [c.status for c in Certificate.objects.as_of(void.valid_from - timedelta(days=1))] == ["issued"]
    assert [c.status for c in Certificate.objects.as_of(void.valid_from)] == ["void"]
    assert date(2026, 5, 4) <= void.valid_from
