"""Decisions as if they were printed and signed, and the slips by which they are delivered."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from documents import deliveries, storage
from documents.models import DeliveryAttempt, Document
from workflow.models import Case

PRINTED = b"%PDF-1.7 as if it were printed\n"


def issued_decision(case: Case, kind: str = "") -> Document:
    """The reference of a decision that the case has ordered, with a file, without waiting for the printer."""
    found = Document.objects.filter(case=case, is_reference=True)
    found = found.filter(kind=kind) if kind else found.filter(kind__in=("EQD", "REF", "FRA", "CONF", "OBJ"))
    document = found.latest("ordered_at")
    if not document.file:
        name, sha256 = storage.store(PRINTED)
        told: dict[str, Any] = {"file": name, "sha256": sha256, "size": len(PRINTED), "issued_at": timezone.now()}
        Document.objects.filter(act=document.act).update(status=Document.Status.ISSUED, **told)
    return Document.objects.get(pk=document.pk)


def delivery_slip(case: Case, *, by: User, channel: str = "post") -> DeliveryAttempt:
    """A slip that waits for what becomes of it."""
    return deliveries.prepare(case=case, act=issued_decision(case).act, channel=channel, by=by)
