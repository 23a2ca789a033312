"""The page on which a person confirms, with a code, that an address or a telephone is theirs."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow import cases, contacts, filing
from workflow.models import Case
from workflow.procedures import procedure_of
from workflow.refusals import NotEntitled, Refused
from workflow.views import section_page
from workflow.views.acting import person, refused, seen_case


def to_confirm(case: Case) -> list[dict[str, Any]]:
    """The contacts that must be proven, as lines of a list of tasks; empty when there is nothing to prove."""
    return [_task(case, c) for c in contacts.asked_of(case)]


def _task(case: Case, contact: contacts.Contact) -> dict[str, Any]:
    done = contact.is_proven
    return {
        "label": contact.label,
        "hint": format_html('<bdi dir="ltr">{}</bdi>', contact.address),
        "url": address(case, contact.field),
        "status_label": _("Confirmed") if done else _("To be confirmed"),
        "status_tone": "success" if done else "warning",
        "is_complete": done,
    }


def address(case: Case, field: str) -> str:
    return reverse("workflow:contact", args=[case.pk, field])


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, case_id: UUID, field: str) -> HttpResponse:
    """Asks for a code, then takes it."""
    case, _role = seen_case(request, case_id)
    if not cases.may_edit(case, person(request)):
        return refused(request, NotEntitled(), case=case)
    found = contacts.contact_of(case, field)
    if found is None or found.is_proven:
        return redirect(_back(case))
    if request.method != "POST":
        return _page(request, case, found)
    try:
        if request.POST.get("act") == "send":
            contacts.send(case=case, field=field, by=person(request))
            messages.success(request, _("A code was sent."))
            return redirect(address(case, field))
        contacts.prove(case=case, field=field, code=request.POST.get("code", "")[:40], by=person(request))
    except NotEntitled as refusal:
        return refused(request, refusal, case=case)
    except Refused as refusal:
        return _page(request, case, found, refusal=refusal, typed=request.POST.get("code", "")[:40])
    messages.success(request, _("Confirmed: %(address)s.") % {"address": found.address})
    return redirect(_back(case))


def _back(case: Case) -> str:
    is_draft = procedure_of(case).is_draft(case.stage)
    return reverse("workflow:case" if is_draft else "workflow:answer_request", args=[case.pk])


def _page(
    request: HttpRequest, case: Case, found: contacts.Contact, *, refusal: Refused | None = None, typed: str = ""
) -> HttpResponse:
    section = procedure_of(case).application.section_of(found.field)
    only = filing.open_fields(case)
    context = {
        "case": case,
        "procedure": procedure_of(case),
        "contact": found,
        "is_email": found.kind == contacts.Kind.EMAIL,
        "code": contacts.waiting(case, found),
        "typed": typed,
        "refusal": refusal.sentence if refusal else "",
        "back": _back(case),
        "change_url": section_page.address(case, section.code, query=f"#id_{found.field}")
        if only is None or found.field in only
        else "",
        "is_demonstration": not settings.IN_MINISTRY,
    }
    return render(request, "applicant/contact.html", context, status=refusal.status if refusal else 200)
