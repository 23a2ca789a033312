"""The register of certificates: entered by a decision alone, made void by two persons and a reason."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import Recorder
from accounts.models import User
from accounts.standing import standing_of
from registers import numbers, policies, refusals
from registers.entries import Cause, Filed, today
from registers.models import Certificate, EquivalenceDecision, Person, VoidProposal

Status = Certificate.Status


def enter_equivalent(*, decision: EquivalenceDecision, case: Filed, cause: Cause) -> Certificate:
    """The certificate of the level that a decision granted; a repeated call finds the first one.

    Raises:
        ValueError: the decision grants nothing.
    """
    if decision.status != EquivalenceDecision.Status.GRANTED:
        raise ValueError("only a granted equivalence makes a certificate")
    if (already := _entered(cause, decision)) is not None:
        return already
    holder = Person.objects.current().get(entry=decision.person)
    try:
        with transaction.atomic():
            return Certificate.entered(
                cause=cause,
                number=numbers.certificate_number(on=cause.on, level=decision.level, region=case.region),
                person=decision.person,
                holder_ar=decision.holder_ar,
                holder_fr=decision.holder_fr,
                birth_date=holder.birth_date,
                title=decision.diploma_title,
                level=decision.level,
                decision=decision.entry,
                issued_on=cause.on,
            )
    except IntegrityError:
        already = _entered(cause, decision)
        if already is None:
            raise
        return already


def _entered(cause: Cause, decision: EquivalenceDecision) -> Certificate | None:
    first = Certificate.objects.filter(case_id=cause.case_id, person=decision.person, version=1).first()
    return Certificate.objects.current().get(entry=first.entry) if first else None


@transaction.atomic
def propose_void(*, certificate: Certificate, reason: str, by: User, record: Recorder) -> VoidProposal:
    """Asks a second person to make the certificate void.

    Raises:
        Refusal: not entitled, own certificate, no reason, not in force, or already proposed.
    """
    standing = standing_of(by)
    if not policies.can_propose_void(standing):
        raise refusals.NotEntitled
    _check_other_holder(certificate, by)
    reason = " ".join(reason.split())
    if not reason:
        raise refusals.ReasonNeeded
    current = Certificate.objects.current().filter(entry=certificate.entry).first()
    if current is None or current.status != Status.ISSUED:
        raise refusals.NotInForce
    try:
        with transaction.atomic():
            proposal = VoidProposal.objects.create(
                certificate=current, reason=reason, proposed_by=by, proposed_for_id=policies.registrar_stood_in_for(standing)
            )
    except IntegrityError:
        raise refusals.AlreadyProposed from None
    _tell(record, proposal, "certificate.void_proposed", by)
    return proposal


@transaction.atomic
def decide_void(*, proposal: VoidProposal, accept: bool, by: User, record: Recorder) -> Certificate:
    """The second person's word; a void certificate keeps its number and stays visible.

    Raises:
        Refusal: not entitled, the same person, own certificate, decided before, or no longer in force.
    """
    standing = standing_of(by)
    if not policies.can_propose_void(standing):
        raise refusals.NotEntitled
    if not policies.can_decide_void(standing, proposed_by={proposal.proposed_by_id, proposal.proposed_for_id}):
        raise refusals.SecondPersonNeeded
    _check_other_holder(proposal.certificate, by)
    open_one = VoidProposal.objects.filter(pk=proposal.pk, decided_by__isnull=True)
    if not open_one.update(decided_by=by, decided_at=timezone.now(), is_accepted=accept):
        raise refusals.AlreadyDecided
    proposal.refresh_from_db()
    certificate = Certificate.objects.current().get(entry=proposal.certificate.entry)
    if accept:
        if certificate.status != Status.ISSUED:
            raise refusals.NotInForce
        cause = Cause(None, "", _stream(certificate), today())
        certificate = certificate.amended(cause=cause, status=Status.VOID, void_reason=proposal.reason)
    _tell(record, proposal, "certificate.voided" if accept else "certificate.void_rejected", by)
    return certificate


def _check_other_holder(certificate: Certificate, by: User) -> None:
    """Nobody acts on their own certificate, or on that of a person they declared a tie with."""
    holder = Person.objects.current().filter(entry=certificate.person).first()
    if holder is not None and policies.is_own(standing_of(by), identity=holder.identity):
        raise refusals.OwnCertificate


def _stream(certificate: Certificate) -> str:
    return f"certificate:{certificate.number}"


def _tell(record: Recorder, proposal: VoidProposal, kind: str, by: User) -> None:
    payload = {
        "number": proposal.certificate.number,
        "reason": proposal.reason,
        "proposal": proposal.pk,
        "in_place_of": policies.registrar_stood_in_for(standing_of(by)),
    }
    record(stream=_stream(proposal.certificate), kind=kind, by=by, payload=payload)
