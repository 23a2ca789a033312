"""Attachments over HTTP: sending, reading and taking off. Nothing is read of a request that is announced as too large."""

import uuid
from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from accounts.roles import OUTSIDE_ROLES, Role
from forms import attachments
from forms.models import Attachment
from forms.requirements import CATALOGUE, MEGABYTE, PAPER
from forms.uploads import AttachmentRefused
from workflow import cases, completeness, filing
from workflow.ledger import record
from workflow.models import Case
from workflow.policies import case_role
from workflow.procedures import procedure_of
from workflow.refusals import NotEntitled, Refused

OUTSIDERS = frozenset({Role.APPLICANT, *OUTSIDE_ROLES})  # what officers join for themselves is not theirs to read
AT_ONCE = 3  # files of the largest size that one request may carry
MOST_BYTES = 60 * MEGABYTE
ENVELOPE = MEGABYTE  # boundaries and names around the files
DRAINED = 256 * MEGABYTE
CHUNK = 256 * 1024
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _readable_case(request: HttpRequest, case_id: uuid.UUID) -> tuple[Case, str]:
    """The case and the role by which the person reads it; for anyone else it does not exist."""
    case = Case.objects.filter(pk=case_id).first()
    role = case_role(case, _person(request)) if case else None
    if case is None or role is None:
        raise Http404
    return case, role


# Sending -------------------------------------------------------------------------------------------------------------


class Counted(FileUploadHandler):
    """Counts what really arrives, whatever the request says of its length, and stops reading when it is too much."""

    def __init__(self, request: HttpRequest, *, limit: int) -> None:
        super().__init__(request)
        self.left, self.is_exceeded = limit, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.left -= len(raw_data)
        if self.left < 0:
            self.is_exceeded = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def _limits(requirement: str) -> tuple[int, int]:
    """What one file, and what one request for this requirement may hold."""
    kind = CATALOGUE.get(requirement)
    each = kind.max_bytes if kind else 10 * MEGABYTE
    return each, min(MOST_BYTES, each * AT_ONCE)


@csrf_exempt  # the token stands in the body, which is not read before its length is known; `_receive` asks for it
@require_POST
def upload(request: HttpRequest, case_id: uuid.UUID, requirement: str) -> HttpResponse:
    """Joins the files that were sent; a program is answered in JSON, a browser sent back to its page."""
    case, _role = _readable_case(request, case_id)
    each, limit = _limits(requirement)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > limit + ENVELOPE:
        _drain(request)
        return _refuse(request, case, requirement, _too_large(each, limit), status=413)
    counted = Counted(request, limit=limit)
    request.upload_handlers.insert(0, counted)
    return cast(HttpResponse, _receive(request, case, requirement, counted))


@csrf_protect
def _receive(request: HttpRequest, case: Case, requirement: str, counted: Counted) -> HttpResponse:
    each, limit = _limits(requirement)
    files = request.FILES.getlist("file")
    if counted.is_exceeded:
        return _refuse(request, case, requirement, _too_large(each, limit), status=413)
    if not files:
        return _refuse(request, case, requirement, _("Choose a file first."), status=422)
    try:
        refused = _attach(files, case=case, requirement=requirement, by=_person(request))
    except NotEntitled as refusal:
        return _refuse(request, case, requirement, str(refusal.sentence), status=403)
    if refused:
        return _refuse(request, case, requirement, *refused, status=422)
    if _wants_json(request):
        return JsonResponse({"count": len(files)})
    messages.success(request, _("The file was received and checked."))
    return redirect(_page(case, requirement))


def _attach(files: Iterable[UploadedFile], *, case: Case, requirement: str, by: User) -> list[str]:
    """Joins each file; the sentences of those that were refused, named when there are several."""
    refused, joined = [], 0
    for file in files:
        try:
            attachments.attach(case=case, requirement=requirement, upload=file, by=by)
            joined += 1
        except AttachmentRefused as refusal:
            refused.append(f"{file.name}: {refusal.sentence}")
    if joined and requirement != PAPER and completeness.may_change(case, requirement):
        cases.answer_item(case=case, code=requirement, by=by)
    return refused


def _drain(request: HttpRequest) -> None:
    """Lets the browser finish, so that it reads our answer instead of reporting a broken connection; keeps nothing."""
    left = DRAINED
    while left > 0 and (chunk := request.read(CHUNK)):
        left -= len(chunk)


def _too_large(each: int, limit: int) -> str:
    sizes = {"each": each // MEGABYTE, "all": limit // MEGABYTE}
    return _("This is too large: a file may have %(each)d MB at most, and all files sent at once %(all)d MB.") % sizes


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _refuse(request: HttpRequest, case: Case, requirement: str, *sentences: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": " ".join(sentences)}, status=status)
    context = {"case": case, "sentences": sentences, "back": _page(case, requirement)}
    return render(request, "attachments/refused.html", context, status=status)


def _page(case: Case, requirement: str) -> str:
    """Where the file was sent from: the list of tasks, or the page of the asked item."""
    if procedure_of(case).is_filled_in(case.stage):
        return f"{reverse('workflow:case', args=[case.pk])}#document-{requirement}"
    if requirement == PAPER:
        return reverse("workflow:answer_request", args=[case.pk])
    return reverse("workflow:answer_item", args=[case.pk, requirement])


# Reading -------------------------------------------------------------------------------------------------------------


def _readable(request: HttpRequest, attachment_id: uuid.UUID) -> tuple[Attachment, str]:
    found = get_object_or_404(Attachment.objects.select_related("case"), pk=attachment_id, removed_at__isnull=True)
    role = case_role(found.case, _person(request))
    if role in (None, Role.PARTNER, Role.TRAINEE) or (found.is_internal and role in OUTSIDERS):
        raise Http404
    if found.requirement in procedure_of(found.case).application.withheld(found.case, role=role):
        raise Http404
    return found, role


@require_GET
def attachment(request: HttpRequest, attachment_id: uuid.UUID) -> HttpResponse | FileResponse:
    """The file, as a file to keep and never as a page of this site; every reading is told in the ledger."""
    found, role = _readable(request, attachment_id)
    if found.status == Attachment.Status.PENDING:
        return _unreadable(request, found, _("This file is still being checked. Try again in a few minutes."), status=409)
    if found.status == Attachment.Status.REFUSED:
        return _unreadable(request, found, _("This file was refused when it was checked, and cannot be opened."), status=404)
    try:
        content = found.file.open("rb")  # opened first: a reading is told when there is something to read
    except FileNotFoundError:
        return _unreadable(
            request, found, _("This file cannot be found in the store. The administrator can put it back."), status=503
        )
    record.reading(
        case=found.case, by=_person(request), what="attachment", attachment=str(found.pk), sha256=found.sha256, role=role
    )
    response = FileResponse(content, content_type=found.mime)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


def _unreadable(request: HttpRequest, found: Attachment, sentence: str, *, status: int) -> HttpResponse:
    context: dict[str, Any] = {
        "case": found.case,
        "sentences": [sentence],
        "back": reverse("workflow:case", args=[found.case_id]),
    }
    return render(request, "attachments/refused.html", context, status=status)


# Taking off ----------------------------------------------------------------------------------------------------------


@require_POST
def remove(request: HttpRequest, attachment_id: uuid.UUID) -> HttpResponse:
    """Takes a file off a draft, or off the answers that have not been sent yet."""
    found, _role = _readable(request, attachment_id)
    case, requirement = found.case, found.requirement
    try:
        attachments.remove(attachment=found, by=_person(request))
    except Refused as refusal:
        return render(request, "403.html", {"refusal": refusal.sentence}, status=403)
    if completeness.may_change(case, requirement) and not _answers_still(case, requirement):
        filing.withdraw_answer(case=case, code=requirement, by=_person(request))
    messages.success(request, _("The file “%(name)s” was removed.") % {"name": found.name})
    return redirect(_page(case, requirement))


def _answers_still(case: Case, requirement: str) -> bool:
    """Whether a file that was sent since the request, or words, still answer the item."""
    request = completeness.open_request(case)
    if request is None:
        return True
    words = any(item["code"] == requirement and item.get("text") for item in request.items)
    return bool(words) or attachments.current(case, requirement).filter(uploaded_at__gte=request.asked_at).exists()
