"""A certificate made void on the register's own screens: one registrar proposes, another decides."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import Recorder
from accounts.models import User
from accounts.standing import standing_of
from registers import certificates, policies, refusals
from registers.entries import Cause, today
from registers.models import Certificate, Person, VoidProposal

Status = Certificate.Status


@transaction.atomic
def propose(*, certificate: Certificate, reason: str, by: User, record: Recorder) -> VoidProposal:
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
def decide(*, proposal: VoidProposal, accept: bool, by: User, record: Recorder) -> Certificate:
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
        certificate = certificates.made_void(certificate, cause=cause, reason=proposal.reason)
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
