"""One document of every type and language as it would be issued: printed, signed, and as a Word copy; nothing is kept."""

import uuid
from collections.abc import Sequence

from django.utils import timezone

from documents import codes, issuing, jobs, signing
from documents.catalogue import DOCUMENT_TYPES
from documents.docx import copies
from documents.models import Document
from documents.samples.contexts import example
from documents.wording import Language

_SPACE = uuid.UUID("5f0c8a52-7d3e-4b1a-9c66-2f1f6a0d4e11")  # the same sample has the same code each time


def every(*, only: Sequence[str] = ()) -> list[tuple[str, Language]]:
    """Each type with each of its languages."""
    kinds = [kind for kind in DOCUMENT_TYPES.values() if not only or kind.code in only]
    return [(kind.code, language) for kind in kinds for language in kind.languages]


def document(code: str, language: Language) -> Document:
    """An unsaved document with everything that one has when it is ordered."""
    kind = DOCUMENT_TYPES[code]
    content = {**example(code), "draft": False, "verification": None}
    made = Document(id=uuid.uuid5(_SPACE, f"{code}.{language}"), kind=code, language=language, number=content["number"])
    made.content, made.ordered_at = content, timezone.now()
    made.content_sha256 = issuing.digest(kind, content)
    made.code_hash = codes.hashed(codes.code_of(made.pk))
    return made


def pdf(code: str, language: Language) -> bytes:
    """Printed and signed as the work after commit does it.

    Raises:
        RenderingFailed, RenderingUnavailable: it cannot be printed.
        SignatureUnavailable: it cannot be signed.
    """
    made = document(code, language)
    return signing.sign(jobs.pdf_of(made), signing.statement_of(made)).content


def docx(code: str, language: Language) -> bytes:
    """Its copy in Word."""
    return copies.copy_of(document(code, language))
