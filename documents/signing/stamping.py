"""The time stamp that was not to be had when a document was signed: added behind it, as soon as the authority answers again."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from documents import signing, storage
from documents.models import Document
from documents.signing.failures import SignatureUnavailable
from workflow import outbox
from workflow.ledger import record
from workflow.models import OutboxRow

STAMP = "document.stamp"
FIRST, LONGEST = timedelta(minutes=5), timedelta(minutes=30)


class FileAltered(Exception):
    """The stored file is not the one that was issued: nothing is added to it, and somebody must look."""


def order(document: Document, *, attempt: int) -> None:
    """Orders a time stamp; attempts follow each other at half an hour at most, for ever."""
    told = {"document": str(document.pk), "attempt": attempt + 1}
    late = min(FIRST * 2 ** min(attempt, 3), LONGEST)
    outbox.order(outbox.row(topic=STAMP, key=f"{document.pk}/{attempt + 1}", payload=told, not_before=timezone.now() + late))


@outbox.handles(STAMP)
def stamp_later(row: OutboxRow) -> None:
    """Adds the time stamp to an issued document that lacks one."""
    waiting = Document.objects.filter(pk=row.payload["document"], status=Document.Status.ISSUED)
    document = waiting.filter(signature_level=Document.Level.BASIC).first()
    if document is None:
        return
    content = storage.whole(document.file)
    if content is None:
        raise FileAltered(str(document.pk))
    try:
        stamped = signing.stamp(content)
    except SignatureUnavailable:
        order(document, attempt=row.payload["attempt"])
        return
    name, sha256 = storage.store(stamped)
    _note_stamped(document, name=name, sha256=sha256, size=len(stamped))


@transaction.atomic
def _note_stamped(document: Document, *, name: str, sha256: str, size: int) -> None:
    """Both fingerprints stay: whoever holds the earlier copy holds the same document."""
    same = Document.objects.filter(pk=document.pk, file=document.file, status=Document.Status.ISSUED)
    level = Document.Level.STAMPED_LATER
    if not same.update(file=name, sha256=sha256, size=size, sha256_before_stamp=document.sha256, signature_level=level):
        return  # another worker was faster, or the document was withdrawn meanwhile
    payload = {
        "document": str(document.pk), "kind": document.kind, "language": document.language, "number": document.number,
        "sha256": sha256, "before": document.sha256, "signature": level, "certificate": document.certificate_serial,
    }  # fmt: skip
    stream = f"document:{document.case_id or document.session_id}"
    record.append(stream=stream, kind="document.stamped", by=None, payload=payload, case=document.case)
