"""Screens of documents: download, and the exact letter before it is signed."""

import uuid
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from documents import downloads, issuing, policies
from documents.catalogue import DOCUMENT_TYPES
from documents.deliveries_slip import in_language
from documents.models import Document
from documents.rendering.check import missing_packages
from documents.rendering.failures import RenderingFailed, RenderingUnavailable
from documents.rendering.letters import html_of, metadata_of, one_after_another
from documents.rendering.zygote import render_contained
from documents.seals.records import holder_name
from documents.types import DocumentType
from workflow.actor import Actor
from workflow.machine import Transition
from workflow.models import Case
from workflow.policies import can_see
from workflow.procedures import procedure_of

LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}


# Download ------------------------------------------------------------------------------------------------------------


@require_GET
def document(request: HttpRequest, document_id: uuid.UUID) -> HttpResponse:
    """The file, for those who may read it; for anyone else it does not exist."""
    user = cast(User, request.user)
    found = get_object_or_404(Document.objects.select_related("case", "session"), pk=document_id)
    role = policies.reader_role(found, user)
    if role is None:
        raise Http404
    if not found.file:
        context = {"title": DOCUMENT_TYPES[found.kind].title, "document": found, "packages": missing_packages()}
        return render(request, "verification/being_prepared.html", context, status=503 if context["packages"] else 200)
    answer = downloads.file_of(found)  # opened first: a reading is told when there is something to read
    downloads.note_reading(found, by=user, role=role)
    return answer


# Before signature ----------------------------------------------------------------------------------------------------


def _previewed(
    request: HttpRequest, case_id: uuid.UUID, name: str, language: str
) -> tuple[Case, Transition, DocumentType, Actor]:
    user = cast(User, request.user)
    case = get_object_or_404(Case, pk=case_id)
    if not can_see(case, user):
        raise Http404
    transition = procedure_of(case).machine.transitions.get(name)
    shown = procedure_of(case)(case).shown(transition) if transition else []
    kinds = [d for d in shown if isinstance(d, DocumentType)]
    if transition is None or not kinds or language not in kinds[0].languages:
        raise Http404
    actor = policies.previewer(case, transition, user)
    if actor is None:
        raise PermissionDenied
    return case, transition, kinds[0], actor


@require_GET
def preview(request: HttpRequest, case_id: uuid.UUID, transition: str, language: str) -> HttpResponse:
    """The page that leads to the letter as it would be issued now, in each language, with its digest."""
    case, act, kind, actor = _previewed(request, case_id, transition, language)
    context: dict[str, Any] = {
        "case": case,
        "title": kind.title,
        "transition": act,
        "language": language,
        "packages": missing_packages(),
        "case_url": reverse("workflow:case", args=[case.pk]),
    }
    try:
        context["digest"] = kind.draft_digest(case=case, actor=actor)
    except issuing.CannotBeDrawnUp as refusal:
        context["refusal"] = refusal.sentence
        return render(request, "verification/preview.html", context, status=409)
    context["languages"] = [_links(case, act, code, is_current=code == language) for code in kind.languages]
    context["batch"] = _batch(kind.drafts(case=case, actor=actor), context["languages"])
    return render(request, "verification/preview.html", context)


def _links(case: Case, transition: Transition, language: str, *, is_current: bool) -> dict[str, Any]:
    address = [case.pk, transition.name, language]
    return {
        "label": LANGUAGE_NAMES[language],
        "code": language,
        "current": is_current,
        "url": reverse("documents:preview", args=address),
        "letter": reverse("documents:preview_letter", args=address),
        "pdf": reverse("documents:preview_pdf", args=address),
    }


def _batch(drafts: list[dict[str, Any]], languages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where the act issues several documents of the type: whose each is, and the ways to read it alone."""
    if len(drafts) < 2:
        return []
    words = get_language() or "ar"
    return [
        {
            "name": in_language(holder_name(draft), words),
            "links": [{"label": each["label"], "code": each["code"], "url": f"{each['pdf']}?n={n}"} for each in languages],
        }
        for n, draft in enumerate(drafts, 1)
    ]


def _chosen(request: HttpRequest, drafts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The one that is asked for by its place in the batch, or all of them."""
    asked = request.GET.get("n", "")
    if not asked:
        return drafts
    if not asked.isdecimal() or not 0 < int(asked[:6]) <= len(drafts):
        raise Http404
    return [drafts[int(asked[:6]) - 1]]


@require_GET
def preview_letter(request: HttpRequest, case_id: uuid.UUID, transition: str, language: str) -> HttpResponse:
    """The letter itself as a page, and of a batch all of them: the same words, without the fonts of the printed one."""
    case, _act, kind, actor = _previewed(request, case_id, transition, language)
    try:
        chosen = _chosen(request, kind.drafts(case=case, actor=actor))
    except issuing.CannotBeDrawnUp as refusal:
        return _refused(request, refusal)
    told: dict[str, Any] = {"template": kind.template, "language": language}
    return downloads.page_of(one_after_another([html_of(**told, context=draft) for draft in chosen]))


@require_GET
def preview_pdf(request: HttpRequest, case_id: uuid.UUID, transition: str, language: str) -> HttpResponse:
    """The letter as it would be printed, marked as a draft, in a tab of its own; of a batch, the one that is asked for."""
    case, _act, kind, actor = _previewed(request, case_id, transition, language)
    try:
        told: dict[str, Any] = {
            "template": kind.template,
            "language": language,
            "context": _chosen(request, kind.drafts(case=case, actor=actor))[0],
        }
        content = render_contained(html_of(**told), language=language, metadata=metadata_of(**told))
    except issuing.CannotBeDrawnUp as refusal:
        return _refused(request, refusal)
    except RenderingUnavailable:
        return render(request, "verification/unprintable.html", {"packages": missing_packages()}, status=503)
    except RenderingFailed as failure:
        issuing.logger.exception("preview of %s", kind.code)
        return render(request, "verification/unprintable.html", {"failure": failure}, status=503)
    return downloads.inline_pdf(content, f"{kind.code} {case.number or ''} {_('draft')}.pdf".replace("/", "-"))


def _refused(request: HttpRequest, refusal: issuing.CannotBeDrawnUp) -> HttpResponse:
    return render(request, "verification/unprintable.html", {"refusal": refusal.sentence}, status=409)
