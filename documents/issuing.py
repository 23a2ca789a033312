"""Orders documents inside the transaction of an act: their frozen content, their number, and the work that prints them."""

import hashlib
import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from documents import codes, numbering
from documents.batches import Item
from documents.contexts.offices import Office
from documents.models import Document
from documents.rendering.context import ContextError, checked
from documents.seals.profiles import fragment
from documents.seals.records import record_of
from documents.wording import TITLES, Verification
from documents.zones.printing import missing_of
from workflow import outbox
from workflow.ledger import canonical
from workflow.models import Case, CommitteeSession, Event
from workflow.refusals import Refused

if TYPE_CHECKING:
    from documents.types import DocumentType, SessionDocumentType

logger = logging.getLogger(__name__)
RENDER = "document.render"
# What a preview lacks and an issued letter has; the rest is what its signatory approves.
_NOT_APPROVED = frozenset({"draft", "number", "date", "verification"})


class CannotBeDrawnUp(Refused):
    """A letter with a hole is not issued, and the act that would issue it is not performed."""

    code = "document_incomplete"
    sentence = _("The document cannot be drawn up: the case lacks something that it must say.")


class NotAsShown(Refused):
    """The effects of the act have changed what its signatory was shown."""

    code = "document_changed"
    sentence = _("The decision is not the one that you were shown. Read it again before you sign.")


def drawn_up(kind: "DocumentType | SessionDocumentType", content: Mapping[str, Any]) -> dict[str, Any]:
    """The content, once it has the shape that its letter declares.

    Raises:
        CannotBeDrawnUp: something is missing.
    """
    try:
        checked(kind.template, content)
    except ContextError as error:
        logger.error("document %s: %s", kind.code, error)
        raise CannotBeDrawnUp from error
    if missing := missing_of(kind.template, content):
        logger.error("document %s: its wording names what is unknown: %s", kind.code, ", ".join(missing))
        raise CannotBeDrawnUp
    return dict(content)


def digest(kind: "DocumentType | SessionDocumentType", content: Mapping[str, Any]) -> str:
    """SHA-256 of what is approved, in every language at once: neither number, nor date, nor code, nor draft mark."""
    approved = {key: value for key, value in content.items() if key not in _NOT_APPROVED}
    return hashlib.sha256(canonical.encode({"document": kind.code, "says": approved})).hexdigest()


def digest_of_all(kind: "DocumentType | SessionDocumentType", contents: Sequence[Mapping[str, Any]]) -> str:
    """What one signature approves: the digest of the only text, or one over those of all of them, in their order."""
    each = [digest(kind, content) for content in contents]
    return each[0] if len(each) == 1 else hashlib.sha256(canonical.encode({"document": kind.code, "each": each})).hexdigest()


def verification_of(document: Document) -> Verification | None:
    """What the paper carries. The code is made again from the key: the table has only its hash."""
    code = codes.code_in_use(document.pk, document.code_hash)
    if code is None:
        return None
    return {
        "url": f"{settings.SITE_URL}{reverse('verify_code', args=[codes.shown(code)])}",
        "square": square_of(document, code),
        "code": codes.shown(code),
        "fingerprint": document.content_sha256,
    }


def square_of(document: Document, code: str) -> str:
    """The address of its verification, with the sealed record after the `#`, which no browser sends to the server."""
    record = record_of(
        code=code,
        kind=document.kind,
        language=document.language,
        content=document.content,
        fingerprint=document.content_sha256,
    )
    # Without hyphens: every character makes the square finer.
    address = f"{settings.SITE_URL}{reverse('verify_code', args=[code])}"
    return f"{address}#{fragment(record, profile=settings.SEAL_PROFILE)}"


def order(
    kind: "DocumentType | SessionDocumentType",
    *,
    items: Sequence[Item],
    office: Office,
    on: date,
    at: datetime,
    by: User | None,
    reference: str,
    case: Case | None = None,
    session: CommitteeSession | None = None,
    event: Event | None = None,
) -> list[dict[str, Any]]:
    """Writes one document per item and language and orders their printing: what was issued, one line for each item.

    The counter's row is locked for the last statements only.
    """
    frozen = [replace(item, says=drawn_up(kind, item.says)) for item in items]
    seen = case.facts.get("signature", {}).get("seen") if case and kind.needs_signature else None
    if seen is not None and seen != digest_of_all(kind, [item.says for item in frozen]):
        raise NotAsShown
    acts = [uuid.uuid4() for _item in frozen]
    documents = [
        Document(
            case=case,
            session=session,
            kind=kind.code,
            language=language,
            act=act,
            is_reference=language == (reference if reference in kind.languages else kind.languages[0]),
            is_for_applicant=kind.is_for_applicant,
            person=item.person,
            certificate=item.certificate,
            content=item.says,
            content_sha256=digest(kind, item.says),
            event_id=event.pk if event else None,
            ordered_by=by,
            ordered_at=at,
        )
        for item, act in zip(frozen, acts, strict=True)
        for language in kind.languages
    ]
    outbox.order(*(outbox.row(topic=RENDER, key=str(d.pk), payload={"document": str(d.pk)}) for d in documents))
    given = numbering.next_numbers(series=kind.series_of(case), office=office.code, on=on, acts=acts)
    numbers = dict(zip(acts, given, strict=True))
    for document in documents:
        document.number = numbers[document.act]
        document.code_hash = codes.hashed(codes.code_of(document.pk))
        dated = {"draft": False, "number": document.number, "date": on.isoformat(), "verification": None}
        document.content = {**document.content, **dated}
    Document.objects.bulk_create(documents)
    for item, number in zip(frozen, given, strict=True):
        if kind.enter_number and case:
            own = {"person": item.person} if item.person else {}
            kind.enter_number(case_id=case.pk, number=number, **own)
    return [_told(kind, [d for d in documents if d.act == act]) for act in acts]


def _told(kind: "DocumentType | SessionDocumentType", languages: Sequence[Document]) -> dict[str, Any]:
    issued = [{"id": str(d.pk), "language": d.language} for d in languages]
    first = {"code": kind.code, "number": languages[0].number, "act": str(languages[0].act)}
    return {**first, "title": dict(TITLES[kind.template]), "documents": issued}
