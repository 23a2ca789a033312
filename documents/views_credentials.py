"""Credentials: the holder's file, and what those who check it read – the issuer's keys and the lists of status."""

import json
import uuid
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_safe

from accounts.models import User
from accounts.roles import Role
from documents import downloads, policies
from documents.credentials import badges, issuer, status
from documents.keyfiles import KeyRefused
from documents.models import Document
from documents.public_views import for_every_site


@require_GET
def credential(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The credential of a document, for those who may read the document; of one that has a holder of its own, for the holder.

    A reading like any other.
    """
    user = cast(User, request.user)
    found = get_object_or_404(Document.objects.select_related("case", "session"), pk=document_id)
    role = policies.reader_role(found, user)
    is_anothers = found.person is not None and role != Role.TRAINEE
    if role is None or is_anothers or badges.achievement_of(found) is None:
        raise Http404
    try:
        said = badges.credential(found)
    except KeyRefused:
        return render(request, "verification/no_credentials.html", status=503)
    downloads.note_reading(found, by=user, role=role)
    name = downloads.file_name(found).removesuffix(".pdf") + ".json"
    content = json.dumps(said, ensure_ascii=False, indent=2).encode()
    return downloads.attached(content, name, content_type="application/vc")


def _published(said: dict[str, Any], *, content_type: str, seconds: int) -> HttpResponse:
    return for_every_site(HttpResponse(json.dumps(said), content_type=content_type), seconds=seconds)


@login_not_required
@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """The keys of the issuer, where did:web looks for them."""
    try:
        return _published(issuer.document(), content_type="application/did+json", seconds=300)
    except KeyRefused as error:
        raise Http404 from error


@login_not_required
@require_safe
def credential_status(request: HttpRequest, sheet: int) -> HttpResponse:
    """A signed list of status; it names nobody."""
    if not status.exists(sheet):
        raise Http404
    try:
        return _published(status.current(sheet), content_type="application/vc", seconds=status.KEPT_SECONDS)
    except KeyRefused as error:
        raise Http404 from error
