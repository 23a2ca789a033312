"""A document leaves the site: as a file of its own name, never as a page of ours, and its reading is recorded."""

from django.db import transaction
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.http import content_disposition_header

from accounts.models import User
from documents import deliveries, policies, storage
from documents.models import Document
from documents.wording import TITLES
from workflow.ledger import record

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
# A letter shown as a page has one sheet of ours, and can do nothing else.
LETTER_PAGE = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def file_name(document: Document) -> str:
    """`Décision d’équivalence 2026-EQV-000123 fr.pdf`: what it is, its number, its language."""
    title = TITLES[document.kind].get(document.language) or TITLES[document.kind]["fr"]
    return f"{title} {document.number.replace('/', '-')} {document.language}.pdf"


def hardened(response: HttpResponse, *, policy: str = SANDBOX) -> HttpResponse:
    """Nothing in the file can act as this site, and nothing keeps a copy on the way."""
    response.headers["Content-Security-Policy"] = policy
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


@transaction.atomic
def note_reading(document: Document, *, by: User, role: str) -> None:
    """Every reading is told in the ledger; the first one by whom it is addressed to proves the delivery."""
    details = {"document": str(document.pk), "kind": document.kind, "number": document.number, "role": role}
    if document.case:
        line = record.reading(case=document.case, by=by, what="document", **details)
        if policies.is_addressee(document, role):
            deliveries.note_read(document, by=by, line=line)
    else:
        record.append(stream=f"reading:{document.session_id}", kind="reading.document", by=by, payload=details)
    if policies.is_addressee(document, role):
        unread = Document.objects.filter(act=document.act, is_for_applicant=True, first_read_at__isnull=True)
        unread.update(first_read_at=timezone.now())


def file_of(document: Document) -> HttpResponse:
    """The stored bytes, as a file to keep; letters are small, and are read whole."""
    return attached(storage.path_of(document.file).read_bytes(), file_name(document))


def attached(content: bytes, name: str, *, content_type: str = "application/pdf") -> HttpResponse:
    """A file to keep, under that name."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return hardened(response)


def inline_pdf(content: bytes, name: str) -> HttpResponse:
    """A draft, shown in a tab of its own."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return hardened(response)


def page_of(html: str, *, is_framed: bool = False) -> HttpResponse:
    """The letter's own HTML, with a sheet for the screen; what people wrote in it was escaped when it was made.

    `is_framed` lets a page of ours show it beside another.
    """
    sheet = f'<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="{static("css/letter_page.css")}">'
    policy = LETTER_PAGE.replace("frame-ancestors 'none'", "frame-ancestors 'self'") if is_framed else LETTER_PAGE
    return hardened(HttpResponse(html.replace("</head>", f"{sheet}</head>", 1)), policy=policy)
