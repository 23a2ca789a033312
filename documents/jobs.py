"""Work after commit: prints what was ordered, signs it, keeps it and tells the applicant; done twice, it changes nothing."""

import hashlib
import logging
from datetime import timedelta
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from documents import holders, issuing, signing, storage
from documents.catalogue import DOCUMENT_TYPES
from documents.models import Document
from documents.rendering.assets import ROOT
from documents.rendering.letters import html_of, metadata_of
from documents.rendering.zygote import render_contained
from documents.signing import SignatureUnavailable, Signed, stamping
from documents.storage import Shelf
from documents.wording import TITLES
from workflow import outbox, sweep
from workflow.ledger import record
from workflow.models import OutboxRow

logger = logging.getLogger(__name__)
ORPHAN_SECONDS = 24 * 3600
SIGN = "document.sign"
Status = Document.Status
WAITING = (Status.ORDERED, Status.TO_BE_SIGNED)


@cache
def templates_version() -> str:
    """Which release of the letters a document was printed from: a digest of every template and of the sheet."""
    digest = hashlib.sha256()
    folder = ROOT / "templates" / "documents"
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


class CodeUnknown(Exception):
    """No key in use makes the code of this document again; a former SECRET_KEY is missing from the fallbacks."""


class ContentAltered(Exception):
    """The row no longer says what was approved: nothing is signed, and somebody must look."""


def pdf_of(document: Document) -> bytes:
    """The document from its frozen content; the same content gives the same bytes."""
    verification = issuing.verification_of(document)
    if verification is None:
        raise CodeUnknown(str(document.pk))
    context = {**document.content, "verification": verification}
    told: dict[str, Any] = {"template": document.kind, "language": document.language, "context": context}
    return render_contained(html_of(**told), language=document.language, metadata=metadata_of(**told))


@outbox.handles(issuing.RENDER)
def render(row: OutboxRow) -> None:
    """Prints one ordered document and has it signed. Whatever fails in printing is raised, so that the outbox tries again."""
    if document := Document.objects.filter(pk=row.payload["document"]).first():
        _issue(document, attempt=0)


@outbox.handles(SIGN)
def sign_later(row: OutboxRow) -> None:
    """Another attempt at a document whose signing had failed."""
    if document := Document.objects.filter(pk=row.payload["document"]).first():
        _issue(document, attempt=row.payload["attempt"])


def _issue(document: Document, *, attempt: int) -> None:
    """Prints, signs and keeps. While no key can be used it stays to be signed, and the next attempt is ordered, for ever."""
    if document.status not in WAITING:
        return  # issued already, or withdrawn meanwhile
    if issuing.digest(DOCUMENT_TYPES[document.kind], document.content) != document.content_sha256:
        raise ContentAltered(str(document.pk))
    kept = storage.whole(document.unsigned_file, Shelf.UNSIGNED) if document.unsigned_file else None
    content = kept or pdf_of(document)
    try:
        signed = signing.sign(content, signing.statement_of(document))
    except SignatureUnavailable as error:
        logger.error("document %s waits for its signature: %s", document.pk, error)
        if kept is None:
            _keep_unsigned(document, content)
        late = timedelta(minutes=min(2**attempt, 15))
        told = {"document": str(document.pk), "attempt": attempt + 1}
        key = f"{document.pk}/{attempt + 1}"
        outbox.order(outbox.row(topic=SIGN, key=key, payload=told, not_before=timezone.now() + late))
        return
    name, sha256 = storage.store(signed.content)
    _note_issued(document, name=name, sha256=sha256, signed=signed)


def _keep_unsigned(document: Document, printed: bytes) -> None:
    """What could not be signed at once is kept aside, so that the next attempts need not print it again."""
    name, _sha256 = storage.store(printed, Shelf.UNSIGNED)
    waiting = Document.objects.filter(pk=document.pk, status__in=WAITING)
    waiting.update(status=Status.TO_BE_SIGNED, unsigned_file=name, template_version=templates_version())


@transaction.atomic
def _note_issued(document: Document, *, name: str, sha256: str, signed: Signed) -> None:
    """The row follows the file: what a row names is always there."""
    at = timezone.now()
    issued = Document.objects.filter(pk=document.pk, status__in=WAITING).update(
        status=Status.ISSUED,
        unsigned_file="",
        template_version=document.template_version or templates_version(),
        file=name,
        sha256=sha256,
        size=len(signed.content),
        signature_level=signed.level,
        certificate_serial=signed.serial,
        issued_at=at,
    )
    if not issued:
        return  # another worker was faster, or the document was withdrawn meanwhile
    stream = f"document:{document.case_id or document.session_id}"
    payload = {
        "document": str(document.pk), "kind": document.kind, "language": document.language, "number": document.number,
        "sha256": sha256, "says": document.content_sha256, "signature": signed.level, "certificate": signed.serial,
    }  # fmt: skip
    record.append(stream=stream, kind="document.issued", by=None, payload=payload, case=document.case, at=at)
    if settings.SIGNATURE_TSA_URL and signed.level == Document.Level.BASIC:
        stamping.order(document, attempt=0)
    # One message for an act: the other languages, and the other documents of a batch, are on the same page.
    if document.is_for_applicant and document.is_reference and document.case_id and _is_first(document):
        told: dict[str, Any] = {"document": str(document.pk), "case": str(document.case_id), "title": dict(TITLES[document.kind])}
        outbox.order(outbox.row(topic="mail.document", key=str(document.pk), payload=told))
    if document.is_reference and (holder := holders.account_of(document)):
        told = {"case": str(document.case_id), "title": dict(TITLES[document.kind]), "holder": holder.pk}
        outbox.order(outbox.row(topic="mail.document", key=f"{document.pk}/holder", payload=told))
    if document.unsigned_file:
        transaction.on_commit(partial(storage.discard, document.unsigned_file, Shelf.UNSIGNED))


def _is_first(document: Document) -> bool:
    """Whether it is the only document of its type that its act issued, or the first one of a batch."""
    before = Document.objects.filter(event_id=document.event_id, kind=document.kind, number__lt=document.number)
    return document.event_id is None or not before.exists()


@sweep.daily("files.documents")
def sweep_daily(row: OutboxRow) -> None:
    sweep_files()


def sweep_files() -> dict[str, list[str]]:
    """Deletes files that no row has named for a day; reports the rows whose file is missing, which must never be."""
    deleted: list[str] = []
    for shelf, column in ((Shelf.ISSUED, "file"), (Shelf.UNSIGNED, "unsigned_file")):
        for name, path in storage.files_older_than(ORPHAN_SECONDS, shelf):
            if not Document.objects.filter(**{column: name}).exists():
                path.unlink(missing_ok=True)
                deleted.append(name)
    issued = Document.objects.exclude(file="").values_list("pk", "file")
    missing = [str(pk) for pk, name in issued.iterator() if not storage.path_of(name).is_file()]
    if missing:
        logger.error("documents without a file: %s", ", ".join(missing))
    return {"deleted": deleted, "missing": missing}
