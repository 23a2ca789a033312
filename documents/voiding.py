"""What no longer holds: numbers made void, by one who proposes and another who decides; letters whose certificate became void."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.standing import standing_of
from documents import numbering, policies
from documents.models import Document, NumberUsed
from registers import certificates, reasons
from registers.models import Certificate
from workflow.ledger import record
from workflow.refusals import NotEntitled, Refused


def carried_by(used: NumberUsed) -> QuerySet[Document]:
    """The documents that carry the number: one for each language."""
    return Document.objects.filter(act=used.act) if used.act else Document.objects.none()


def waiting() -> QuerySet[NumberUsed]:
    """Numbers that somebody proposed to make void."""
    return NumberUsed.objects.exclude(proposed_void="").select_related("proposed_by").order_by("pk")


@transaction.atomic
def propose(*, number: str, reason: str, by: User) -> NumberUsed:
    """Asks a second person to make a number void; it keeps counting until then."""
    if not policies.can_propose_void(standing_of(by)):
        raise NotEntitled
    if reasons.is_too_short(reason):
        raise Refused(_("Give the reason in at least ten characters."))
    found = numbering.find(number)
    if found is None:
        raise Refused(_("This number was never given."))
    used = _held(found.pk)
    if used.void_reason:
        raise Refused(_("This number is already void."))
    if used.proposed_void:
        raise Refused(_("Somebody has already proposed to make this number void."))
    used.proposed_void, used.proposed_by = reason.strip()[:300], by
    used.save(update_fields=["proposed_void", "proposed_by"])
    _tell(used, "number.void_proposed", by=by, reason=used.proposed_void)
    return used


@transaction.atomic
def decide(*, used_id: int, accept: bool, by: User) -> NumberUsed:
    """Makes the number void for the reason that was proposed, and withdraws what carries it; or leaves everything as it is.

    The number is neither deleted nor given again.
    """
    if not policies.can_decide_void(standing_of(by)):
        raise NotEntitled
    used = _held(used_id)
    if not used.proposed_void:
        raise Refused(_("This was decided in the meantime."))
    if used.proposed_by == by:
        raise Refused(_("Who proposed it does not decide: another person does."))
    reason = used.proposed_void
    withdrawn = 0
    if accept:
        used.void_reason = reason
        withdrawn = _withdraw(carried_by(used), reason=reason)
    used.proposed_void, proposer, used.proposed_by = "", used.proposed_by, None
    used.save(update_fields=["void_reason", "proposed_void", "proposed_by"])
    told = {"proposed_by": proposer.pk if proposer else None, "documents": withdrawn}
    _tell(used, "number.voided" if accept else "number.void_rejected", by=by, reason=reason, **told)
    return used


def _withdraw(documents: QuerySet[Document], *, reason: str) -> int:
    return documents.update(status=Document.Status.WITHDRAWN, status_reason=reason)


def _held(pk: int) -> NumberUsed:
    return NumberUsed.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=pk)


def _tell(used: NumberUsed, kind: str, *, by: User, **told: object) -> None:
    stream = f"number:{used.series}/{used.year}"[:60]
    record.append(stream=stream, kind=kind, by=by, payload={"series": used.series, "year": used.year, "n": used.n, **told})


@receiver(certificates.became_void)
def withdraw_what_certified(sender: type[Certificate], certificate: Certificate, **_signal: Any) -> None:
    """What gave the certificate, or was drawn from its line since, is withdrawn with it; whoever verifies it is told why."""
    drawn = Document.objects.filter(certificate=certificate.number, is_reference=True).exclude(status=Document.Status.WITHDRAWN)
    reason = certificate.void_reason[:300]
    for letter in list(drawn.select_related("case").order_by("ordered_at", "number")):
        _withdraw(Document.objects.filter(act=letter.act), reason=reason)
        payload = {"act": str(letter.act), "number": letter.number, "certificates": [certificate.number], "reason": reason}
        stream = f"document:{letter.case_id}"
        record.append(stream=stream, kind="document.withdrawn", by=None, payload=payload, case=letter.case)
