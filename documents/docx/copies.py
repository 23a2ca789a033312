"""Names and contents of the Word files that leave the site."""

from documents import downloads, issuing
from documents.docx.write import COPY, docx_of
from documents.models import Document
from documents.types import DocumentType
from documents.wording import TITLES, Language
from workflow.models import Case

DRAFT = {"ar": "مشروع", "fr": "projet", "en": "draft"}


def copy_of(document: Document) -> bytes:
    """The letter from its frozen content, marked as a copy: the PDF alone is the document."""
    context = {**document.content, "verification": issuing.verification_of(document)}
    return docx_of(template=document.kind, language=_language(document), context=context, is_copy=True)


def _language(document: Document) -> Language:
    return document.language  # type: ignore[return-value]  # one of those in which the letter was ordered


def file_name(document: Document) -> str:
    """`Décision d’équivalence 2026-EQV-000123 fr (copie).docx`."""
    return f"{downloads.file_name(document).removesuffix('.pdf')} ({COPY[document.language].lower()}).docx"


def draft_name(kind: DocumentType, case: Case, language: Language) -> str:
    title = TITLES[kind.template].get(language) or TITLES[kind.template]["fr"]
    return f"{title} {(case.number or '').replace('/', '-')} {language} ({DRAFT[language]}).docx"
