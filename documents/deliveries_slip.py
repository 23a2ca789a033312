"""The slip of an attempt, on paper: stuck to the letter and signed for the post, or signed at the counter."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from documents.catalogue import DOCUMENT_TYPES
from documents.contexts import offices
from documents.models import DeliveryAttempt, Document
from documents.rendering.letters import MINISTRY
from documents.rendering.pdf import Metadata
from documents.rendering.zygote import render_contained
from workflow.procedures import procedure_of


def pdf_of(slip: DeliveryAttempt, document: Document) -> bytes:
    """The slip in the language of the case, under the bilingual letterhead of its region.

    Raises:
        RenderingFailed, RenderingUnavailable: it cannot be printed now.
    """
    language = slip.case.language
    with translation.override(language):
        context = context_of(slip, document, language=language)
        html = render_to_string("delivery/slip.html", context).strip()
        metadata = Metadata(
            title=f"{context['title']} – {slip.slip}",
            author=MINISTRY.get(language, MINISTRY["fr"]),
            subject=document.number,
            created=timezone.localdate(slip.recorded_at).isoformat(),
        )
    return render_contained(html, language=language, metadata=metadata)


def context_of(slip: DeliveryAttempt, document: Document, *, language: str) -> dict[str, Any]:
    """What the slip shows, in the language active now."""
    directorate: Any = offices.regional(slip.case.region).directorate
    return {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "directorate_ar": directorate["ar"],
        "directorate_fr": directorate["fr"],
        "title": slip.get_channel_display(),
        "is_post": slip.channel == DeliveryAttempt.Channel.POST,
        "slip": slip,
        "document": document,
        "kind": DOCUMENT_TYPES[document.kind].title,
        "opens_appeal": DOCUMENT_TYPES[document.kind].announces_appeal(document.content),
        "procedure": procedure_of(slip.case).title,
        "case": slip.case,
        "name": in_language(slip.addressee.get("name", {}), language),
        "lines": slip.addressee.get("lines", []),
        "prepared_on": timezone.localdate(slip.recorded_at),
    }


def in_language(said: Any, language: str) -> str:
    """A text kept in several languages, or as it is."""
    if not isinstance(said, dict):
        return str(said)
    return str(said.get(language) or said.get("fr") or said.get("ar") or "")
