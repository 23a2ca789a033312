"""Work after commit: prints what was ordered, keeps its file, and tells the applicant; done twice, it changes nothing."""

import hashlib
import logging
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from documents import issuing, storage
from documents.models import Document
from documents.rendering.assets import ROOT
from documents.rendering.letters import html_of, metadata_of
from documents.rendering.zygote import render_contained
from documents.wording import TITLES
from workflow import outbox
from workflow.ledger import record
from workflow.models import OutboxRow

logger = logging.getLogger(__name__)
ORPHAN_SECONDS = 24 * 3600


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
    """Prints one ordered document. Whatever fails is raised, so that the outbox tries again."""
    document = Document.objects.filter(pk=row.payload["document"]).first()
    if document is None or document.status != Document.Status.ORDERED:
        return
    content = pdf_of(document)
    name, sha256 = storage.store(content)
    _note_issued(document, name=name, sha256=sha256, size=len(content))


@transaction.atomic
def _note_issued(document: Document, *, name: str, sha256: str, size: int) -> None:
    """The row follows the file: what a row names is always there."""
    at = timezone.now()
    issued = Document.objects.filter(pk=document.pk, status=Document.Status.ORDERED).update(
        status=Document.Status.ISSUED,
        file=name,
        sha256=sha256,
        size=size,
        issued_at=at,
        template_version=templates_version(),
    )
    if not issued:
        return  # another worker was faster, or the document was withdrawn meanwhile
    stream = f"document:{document.case_id or document.session_id}"
    payload = {
        "document": str(document.pk), "kind": document.kind, "language": document.language, "number": document.number,
        "sha256": sha256, "says": document.content_sha256,
    }  # fmt: skip
    record.append(stream=stream, kind="document.issued", by=None, payload=payload, case=document.case, at=at)
    # One message for an act: the other language is on the same page.
    if document.is_for_applicant and document.is_reference and document.case_id:
        told = {"document": str(document.pk), "case": str(document.case_id), "title": dict(TITLES[document.kind])}
        outbox.order(outbox.row(topic="mail.document", key=str(document.pk), payload=told))


def sweep_files() -> dict[str, list[str]]:
    """Deletes files that no row has named for a day; reports the rows whose file is missing, which must never be."""
    deleted: list[str] = []
    for name, path in storage.files_older_than(ORPHAN_SECONDS):
        if not Document.objects.filter(file=name).exists():
            path.unlink(missing_ok=True)
            deleted.append(name)
    issued = Document.objects.exclude(file="").values_list("pk", "file")
    missing = [str(pk) for pk, name in issued.iterator() if not storage.path_of(name).is_file()]
    if missing:
        logger.error("documents without a file: %s", ", ".join(missing))
    return {"deleted": deleted, "missing": missing}
