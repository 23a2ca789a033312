"""Letters that are proved to have arrived: the fictional structure opened them on the platform on that day."""

import hashlib

from django.utils import timezone

from documents import deliveries_entered
from documents.models import DeliveryAttempt, Document
from workflow.models import Case


def serve(case: Case, kind: str) -> Document:
    """Enters the proof that the last letter of a kind reached its addressee today, without printing it first."""
    document = Document.objects.filter(case=case, kind=kind, is_reference=True).latest("ordered_at")
    attempts = DeliveryAttempt.objects.filter(act=document.act)
    if not attempts.filter(channel=DeliveryAttempt.Channel.PLATFORM).exists():
        DeliveryAttempt.objects.create(
            case=case,
            act=document.act,
            n=attempts.count() + 1,
            channel=DeliveryAttempt.Channel.PLATFORM,
            status=DeliveryAttempt.Status.DELIVERED,
            settled_on=timezone.localdate(),
            proof_sha256=hashlib.sha256(document.act.bytes).hexdigest(),
            entry=deliveries_entered.entry_of(document).entry,
            recorded_at=timezone.now(),
        )
        deliveries_entered.tell(document)
    return document
