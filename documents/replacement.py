"""A document that another takes the place of: it keeps its number, says why it no longer holds, and leads to its successor."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from documents.models import Document
from workflow.ledger import record
from workflow.refusals import Refused

Status = Document.Status


def drawn_from(certificate: str) -> list[UUID]:
    """The acts in force that gave the certificate of this number, or were drawn from its line."""
    found = Document.objects.filter(certificate=certificate) if certificate else Document.objects.none()
    acts = dict.fromkeys(found.order_by("ordered_at", "number").values_list("act", flat=True))
    waiting = set(found.exclude(status=Status.ISSUED).values_list("act", flat=True))
    return [act for act in acts if act not in waiting]


@transaction.atomic
def replace(*, act: UUID, successor: UUID, reason: str, by: User | None) -> int:
    """Marks every language of an act as replaced by another act; how many documents were. Called by the effects of an act.

    `reason` is shown to anyone who verifies the former document: it names nobody.
    """
    if len(reason.strip()) < 10:
        raise Refused(_("Give the reason in at least ten characters."))
    former = list(Document.objects.select_for_update().filter(act=act).order_by("pk"))
    if not former or {document.status for document in former} != {Status.ISSUED}:
        raise Refused(_("Only a document that is in force can be replaced."))
    if act == successor or not Document.objects.filter(act=successor).exclude(status=Status.WITHDRAWN).exists():
        raise Refused(_("There is no document that could take its place."))
    told = reason.strip()[:300]
    Document.objects.filter(act=act).update(status=Status.REPLACED, status_reason=told, successor_act=successor)
    payload = {"act": str(act), "successor": str(successor), "number": former[0].number, "reason": told}
    stream = f"document:{former[0].case_id or former[0].session_id}"
    record.append(stream=stream, kind="document.replaced", by=by, payload=payload, case=former[0].case)
    return len(former)
