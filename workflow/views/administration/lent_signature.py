"""Delegations of signature: the acts in force and past, a new one, a revocation."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.models import SignatureDelegation
from accounts.policies import Unfit
from workflow.administration_forms import NewDelegation, Revocation, fields_of_delegation, signed_acts
from workflow.ledger import record
from workflow.views.administration.entrance import administrator, trail

MOST = 200  # acts shown, the newest first


@require_http_methods(["GET", "POST"])
@administrator
def delegations(request: HttpRequest) -> HttpResponse:
    form = NewDelegation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.delegate_signature(by=request.user, record=record.append, **form.cleaned_data)  # type: ignore[arg-type]
        except Unfit as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The delegation was entered."))
            return redirect("workflow:delegations")
    rows = SignatureDelegation.objects.select_related("delegate").order_by("-since", "-pk")[:MOST]
    labels, acts = dict(fields_of_delegation()), signed_acts()
    context = {
        "form": form,
        "rows": [_row(d, labels, acts) for d in rows],
        "trail": trail(("", _("Delegations of signature"))),
    }
    return render(request, "administration/delegations.html", context, status=422 if form.errors else 200)


def _row(delegation: SignatureDelegation, labels: dict[str, Any], acts: dict[str, Any]) -> dict[str, Any]:
    label, tone = status_of(delegation)
    is_over = tone in ("neutral", "danger")
    return {
        "number": delegation.number,
        "decided_on": delegation.decided_on,
        "delegator": delegation.delegator,
        "delegate": delegation.delegate.full_name,
        "delegate_url": reverse("workflow:user", args=[delegation.delegate.uuid]),
        "field": [labels.get(code, code) for code in delegation.field],
        "excludes": [acts.get(name, name) for name in delegation.excludes],
        "limit": delegation.limit,
        "since": delegation.since,
        "until": delegation.until,
        "revoked_on": delegation.revoked_on,
        "label": label,
        "tone": tone,
        "revoke_url": "" if is_over else reverse("workflow:revoke_delegation", args=[delegation.pk]),
    }


def status_of(delegation: SignatureDelegation) -> tuple[str, str]:
    """Whether the act lends the signature today, in words and as a tone."""
    today = timezone.localdate()
    if delegation.revoked_on and delegation.revoked_on <= today:
        return _("Revoked"), "danger"
    if delegation.until < today:
        return _("Ended"), "neutral"
    return (_("To come"), "info") if delegation.since > today else (_("In force"), "success")


@require_http_methods(["GET", "POST"])
@administrator
def revoke_delegation(request: HttpRequest, delegation_id: int) -> HttpResponse:
    delegation = get_object_or_404(SignatureDelegation.objects.select_related("delegate"), pk=delegation_id)
    form = Revocation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _revoke(request, delegation, form)
        except Unfit as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The delegation was revoked."))
            return redirect("workflow:delegations")
    facts = [
        {"label": _("Number of the act"), "value": delegation.number, "dir": "ltr"},
        {"label": _("Delegate"), "value": delegation.delegate.full_name},
        {"label": _("In force until"), "value": delegation.until.strftime("%d/%m/%Y"), "dir": "ltr"},
    ]
    page = reverse("workflow:delegations")
    context = {"form": form, "facts": facts, "page_url": page}
    context["trail"] = trail((page, _("Delegations of signature")), ("", _("Revoke")))
    return render(request, "administration/revoke_delegation.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _revoke(request: HttpRequest, delegation: SignatureDelegation, form: Revocation) -> None:
    locked = SignatureDelegation.objects.select_for_update().get(pk=delegation.pk)
    actions.revoke_delegation(delegation=locked, on=form.cleaned_data["on"], by=request.user, record=record.append)  # type: ignore[arg-type]
