"""Screens of deliveries: what is to be delivered, what became of it, the slip on paper, and each proof as it comes in."""

import uuid
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from accounts.standing import standing_of
from documents import deliveries, deliveries_due, deliveries_entered, deliveries_slip, deliveries_told, downloads, policies
from documents.catalogue import DOCUMENT_TYPES
from documents.deliveries_forms import steps_of
from documents.models import DeliveryAttempt, Document
from documents.rendering.check import missing_packages
from documents.rendering.failures import RenderingFailed, RenderingUnavailable
from registers.presentation import ltr
from workflow.policies import can_see
from workflow.refusals import Refused

PAGE = 25


class Asked(forms.Form):
    """Which list, and of which number."""

    show = forms.ChoiceField(label=_("Show"), choices=list(deliveries_due.LISTS.items()), required=False)
    number = forms.CharField(
        label=_("Number of the document or of the case"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )


@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """The acts of the person's regions that nobody has proved to have received; 25 a page."""
    user = cast(User, request.user)
    if not policies.records_deliveries(standing_of(user)):
        raise PermissionDenied
    form = Asked(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    shown = asked.get("show") or deliveries_due.TO_POST
    found = deliveries_due.for_deliverer(deliveries_due.waiting(shown), user).select_related("case")
    if number := asked.get("number", "").strip():
        found = found.filter(number__iexact=number) | found.filter(case__number__iexact=number)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": Asked({"show": shown, "number": asked.get("number", "")}),
        "title": deliveries_due.LISTS[shown],
        "rows": _rows(list(page.object_list)),
        "reset_url": request.path if kept else "",
        "previous_url": f"?{urlencode({**kept, 'page': page.number - 1})}" if page.has_previous() else "",
        "next_url": f"?{urlencode({**kept, 'page': page.number + 1})}" if page.has_next() else "",
    }
    return render(request, "delivery/work.html", context)


def _rows(documents: list[Document]) -> list[dict[str, Any]]:
    states, today = deliveries_told.states_of(d.act for d in documents), timezone.localdate()
    return [
        {
            "url": reverse("documents:delivery", args=[d.act]),
            "number": d.number,
            "title": DOCUMENT_TYPES[d.kind].title,
            "case": d.case,
            "addressee": deliveries_told.addressee(d)["name"],
            "issued_on": (issued := timezone.localdate(d.issued_at or d.ordered_at)),
            "days": (today - issued).days,
            "state": states[d.act],
        }
        for d in documents
    ]


# One act -------------------------------------------------------------------------------------------------------------


def _act(request: HttpRequest, act: uuid.UUID) -> Document:
    """The act, for who delivers the documents of its case; for anyone else it does not exist."""
    found = deliveries.of_act(act)
    if found is None or found.case is None or not policies.delivers(found.case, cast(User, request.user)):
        raise Http404
    return found


def _slip(request: HttpRequest, attempt_id: uuid.UUID) -> tuple[DeliveryAttempt, Document]:
    slip = get_object_or_404(DeliveryAttempt.objects.select_related("case"), pk=attempt_id)
    return slip, _act(request, slip.act)


def _refusal(document: Document, user: User) -> str:
    """Why the person may not record it although it is in their region: it is their own, or that of someone close."""
    try:
        policies.recorder(document.case, user)  # type: ignore[arg-type]
    except Refused as refusal:
        return str(refusal.sentence)
    return ""


@require_GET
def delivery(request: HttpRequest, act: uuid.UUID) -> HttpResponse:
    """Everything about the delivery of one act, and what can be done next."""
    document, user = _act(request, act), cast(User, request.user)
    attempts = deliveries_entered.attempts_of([act])[act]
    counting = deliveries_entered.counting(attempts)
    out = {a.channel for a in counting if not a.is_settled}
    context = {
        **deliveries_told.told(document, attempts),
        "case": document.case,
        "case_url": reverse("workflow:case", args=[document.case_id]) if can_see(document.case, user) else "",  # type: ignore[arg-type]
        "addressee": deliveries_told.addressee(document),
        "refusal": _refusal(document, user),
        "channels": [
            {"url": reverse("documents:prepare_delivery", args=[act, channel.value]), "label": label}
            for channel, label in (
                (DeliveryAttempt.Channel.POST, _("Prepare a registered letter")),
                (DeliveryAttempt.Channel.COUNTER, _("Prepare a slip for the counter")),
            )
            if channel not in out
        ],
        "trail": _trail(document),
    }
    return render(request, "delivery/delivery.html", context)


def _trail(document: Document, *more: Any) -> list[dict[str, Any]]:
    first = {"url": reverse("documents:deliveries"), "label": gettext("Deliveries")}
    own = {"url": reverse("documents:delivery", args=[document.act]) if more else "", "label": ltr(document.number)}
    return [first, own, *({"url": "", "label": label} for label in more)]


@require_POST
def prepare(request: HttpRequest, act: uuid.UUID, channel: str) -> HttpResponse:
    """Opens an attempt; its slip can then be printed."""
    document = _act(request, act)
    try:
        deliveries.prepare(case=document.case, act=act, channel=channel, by=cast(User, request.user))  # type: ignore[arg-type]
    except Refused as refusal:
        return _refused(request, document, refusal)
    messages.success(request, _("The slip is ready: print it."))
    return redirect("documents:delivery", act)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, attempt_id: uuid.UUID, word: str) -> HttpResponse:
    """What became of an attempt, told by a form; a scan is judged before anything is written."""
    slip, document = _slip(request, attempt_id)
    kind = steps_of(slip).get(word)
    if kind is None:
        raise Http404
    if sentence := _refusal(document, cast(User, request.user)):
        return render(request, "delivery/refused.html", {"sentence": sentence, "trail": _trail(document)}, status=403)
    form = kind(request.POST or None, request.FILES or None, slip=slip) if request.method == "POST" else kind(slip=slip)
    if request.method == "POST" and form.is_valid():
        try:
            form.perform(case=document.case, by=cast(User, request.user))  # type: ignore[arg-type]
        except deliveries.DeliveryRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.sentence))
        except Refused as refusal:
            return _refused(request, document, refusal)
        else:
            messages.success(request, _("The delivery was recorded."))
            return redirect("documents:delivery", slip.act)
    is_post = request.method == "POST"
    context = {"form": form, "slip": slip, "facts": deliveries_told.facts(slip), "trail": _trail(document, kind.title)}
    context["back"] = reverse("documents:delivery", args=[slip.act])
    return render(request, "delivery/step.html", context, status=422 if is_post else 200)


def _refused(request: HttpRequest, document: Document, refusal: Refused) -> HttpResponse:
    context = {"sentence": refusal.sentence, "trail": _trail(document, gettext("Refused"))}
    return render(request, "delivery/refused.html", context, status=refusal.status)


@require_GET
def slip(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    """The slip to be printed, in a tab of its own."""
    found, document = _slip(request, attempt_id)
    if not found.slip:
        raise Http404
    try:
        content = deliveries_slip.pdf_of(found, document)
    except RenderingUnavailable:
        return render(request, "verification/unprintable.html", {"packages": missing_packages()}, status=503)
    except RenderingFailed as failure:
        return render(request, "verification/unprintable.html", {"failure": failure}, status=503)
    return downloads.inline_pdf(content, f"{found.slip.replace('/', '-')}.pdf")
