"""The screens of void numbers: those that no longer count, with their reasons, and those on which a second person decides."""

from typing import cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from accounts.standing import standing_of
from documents import numbering, policies, voiding
from documents.models import NumberUsed
from registers import reasons
from workflow.refusals import Refused

PAGE = 25


class Asked(forms.Form):
    """What the list is narrowed to."""

    series = forms.CharField(label=_("Series"), max_length=60, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200, required=False)


class Proposal(forms.Form):
    """A number to be made void, and why."""

    number = forms.CharField(
        label=_("Number of the document"),
        max_length=60,
        help_text=_("As it is printed, for example 2026/EQV/000123."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "data-width": "l"}),
    )
    reason = forms.CharField(
        label=_("Reason"),
        min_length=reasons.SHORTEST,
        max_length=300,
        help_text=_("Shown to whoever verifies the document: it names nobody."),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


@require_GET
def void_numbers(request: HttpRequest) -> HttpResponse:
    """Void numbers of all series, or of one, 25 a page; above them, what waits for a second person."""
    user = cast(User, request.user)
    if not policies.can_read_numbers(standing_of(user)):
        raise PermissionDenied
    form = Asked(request.GET)
    is_valid = form.is_valid()
    asked = form.cleaned_data if is_valid else {}
    found = numbering.void_numbers(series=asked.get("series", ""), year=asked.get("year"))
    page = Paginator(found if is_valid else found.none(), PAGE).get_page(request.GET.get("page"))
    rows = [{"number": numbering.number_of(used), "used": used} for used in page.object_list]
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "may_propose": policies.can_propose_void(standing_of(user)),
        "waiting": [
            {"number": numbering.number_of(used), "used": used, "may_decide": _may_decide(used, user)}
            for used in voiding.waiting()
        ],
        "rows": rows,
        "reset_url": request.path if kept else "",
        "previous_url": f"?{urlencode({**kept, 'page': page.number - 1})}" if page.has_previous() else "",
        "next_url": f"?{urlencode({**kept, 'page': page.number + 1})}" if page.has_next() else "",
    }
    return render(request, "verification/void_numbers.html", context)


@require_http_methods(["GET", "POST"])
def propose_void(request: HttpRequest) -> HttpResponse:
    """Asks a second person to make a number void."""
    user = cast(User, request.user)
    if not policies.can_propose_void(standing_of(user)):
        raise PermissionDenied
    form = Proposal(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            voiding.propose(**form.cleaned_data, by=user)
        except Refused as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, gettext("Proposed: another person decides."))
            return redirect("documents:void_numbers")
    return render(request, "verification/propose_void.html", {"form": form})


def _may_decide(used: NumberUsed, user: User) -> bool:
    return policies.can_decide_void(standing_of(user)) and used.proposed_by != user


@require_POST
def decide_void(request: HttpRequest, used_id: int) -> HttpResponse:
    """The second person's answer: `accept` or not."""
    user = cast(User, request.user)
    if not policies.can_decide_void(standing_of(user)):
        raise PermissionDenied
    used = get_object_or_404(NumberUsed, pk=used_id)
    try:
        voiding.decide(used_id=used.pk, accept=request.POST.get("answer") == "accept", by=user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("Your decision is recorded."))
    return redirect("documents:void_numbers")
