"""One person's page: account, roles, absences, ties, second factor, and what was recorded of them."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.models import DeclaredInterest, Posting, User
from accounts.policies import Unfit
from workflow.administration_forms import Account, LastDay, NewAbsence, NewInterest, NewPosting, Reason
from workflow.ledger import record
from workflow.models import Event
from workflow.views.administration.accounts import invite, place_of
from workflow.views.administration.entrance import administrator, trail
from workflow.views.auditor.words import kind_in_words

# The forms of the page, by the name of the act that each posts.
FORMS: dict[str, Callable[[User, Any], forms.Form]] = {
    "amend": Account.of,
    "post": lambda _person, data: NewPosting(data),
    "absence": lambda person, data: NewAbsence(data, user=person),
    "interest": lambda _person, data: NewInterest(data),
    "second_factor": lambda _person, data: Reason(data),
}
RECENT = 20


@require_http_methods(["GET", "POST"])
@administrator
def user(request: HttpRequest, user_uuid: uuid.UUID) -> HttpResponse:
    """Shows the account; a POST names one act in `act`."""
    person = get_object_or_404(User, uuid=user_uuid)
    bound: dict[str, forms.Form] = {}
    if request.method == "POST":
        form = _act(request, person)
        if form is None:
            return redirect("workflow:user", person.uuid)
        bound = {request.POST["act"]: form}
        person.refresh_from_db()
    context = _context(person, bound) | {"is_own": person == request.user}
    return render(request, "administration/user.html", context, status=422 if bound else 200)


def _act(request: HttpRequest, person: User) -> forms.Form | None:
    """Performs one act; returns the form that was refused, or None."""
    act = request.POST.get("act", "")
    if person == request.user:
        messages.error(request, _("Another administrator must change your own account."))
        return None
    if act in PLAIN:
        PLAIN[act](request, person)
        return None
    if act not in FORMS:
        raise Http404
    form = FORMS[act](person, request.POST)
    if form.is_valid():
        try:
            messages.success(request, FILLED[act](request, person, form))
        except Unfit as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return None
    return form


def _amend(request: HttpRequest, person: User, form: Any) -> str:
    actions.amend_user(user=person, by=_by(request), record=record.append, **form.fields_of_user())
    return _("The account was amended.")


def _post(request: HttpRequest, person: User, form: Any) -> str:
    actions.post(user=person, by=_by(request), record=record.append, **form.cleaned_data)
    return _("The role was given.")


def _absence(request: HttpRequest, person: User, form: Any) -> str:
    actions.declare_absence(user=person, by=_by(request), record=record.append, **form.cleaned_data)
    return _("The absence was declared.")


def _interest(request: HttpRequest, person: User, form: Any) -> str:
    told = {name: form.cleaned_data[name] for name in ("identity", "tie")}
    actions.declare_interest(user=person, by=_by(request), record=record.append, **told)
    return _("The tie was declared: these cases are now closed to the person.")


def _second_factor(request: HttpRequest, person: User, form: Any) -> str:
    actions.reset_second_factor(user=person, by=_by(request), record=record.append, **form.cleaned_data)
    return _("The second factor was taken away: the person sets up another at the next sign-in.")


FILLED: dict[str, Callable[[HttpRequest, User, Any], str]] = {
    "amend": _amend,
    "post": _post,
    "absence": _absence,
    "interest": _interest,
    "second_factor": _second_factor,
}


def _by(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]


def _close(request: HttpRequest, person: User) -> None:
    actions.amend_user(user=person, by=_by(request), record=record.append, is_active=False)
    messages.success(request, _("The account is closed and its sessions are ended."))


def _reopen(request: HttpRequest, person: User) -> None:
    actions.amend_user(user=person, by=_by(request), record=record.append, is_active=True)
    messages.success(request, _("The account is open again."))


def _end_absence(request: HttpRequest, person: User) -> None:
    number = request.POST.get("absence", "")
    absence = get_object_or_404(person.absences, pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.end_absence(absence=absence, until=yesterday, by=_by(request), record=record.append)
    messages.success(request, _("The absence was ended."))


PLAIN: dict[str, Callable[[HttpRequest, User], None]] = {
    "close": _close,
    "reopen": _reopen,
    "end_absence": _end_absence,
    "link": invite,
}


def _context(person: User, bound: dict[str, forms.Form]) -> dict[str, Any]:
    today = timezone.localdate()
    factors = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return {
        "person": person,
        "forms": {act: _apart(bound.get(act) or make(person, None), act) for act, make in FORMS.items()},
        "opened": next(iter(bound), ""),
        "facts": _facts(person),
        "postings": [_posting(p, today) for p in person.postings.order_by("-since", "-pk")],
        "absences": absences_of(person),
        "interests": [_interest_row(i) for i in person.interests.order_by("pk")],
        "delegations": list(person.delegations.order_by("-since")),
        "factors": [{"label": f.get_type_display(), "value": f.created_at} for f in factors],
        "events": [
            {"when": e.at, "title": kind_in_words(e.kind), "by": e.actor.full_name if e.actor else _("The system")}
            for e in Event.objects.filter(stream=f"user:{person.uuid}").select_related("actor").order_by("-seq")[:RECENT]
        ],
        "trail": trail((reverse("workflow:users"), _("People")), ("", person.full_name)),
    }


def _interest_row(interest: DeclaredInterest) -> dict[str, Any]:
    return {
        "identity": interest.identity,
        "tie": interest.tie,
        "declared_on": interest.declared_on,
        "url": reverse("workflow:withdraw_interest", args=[interest.pk]),
    }


def _apart(form: forms.Form, act: str) -> forms.Form:
    """Forms of one page share names of fields; their identifiers differ."""
    form.auto_id = f"{act}_%s"
    return form


def _facts(person: User) -> list[dict[str, Any]]:
    return [
        {"label": _("E-mail address"), "value": person.email, "dir": "ltr"},
        {"label": _("Name in Arabic"), "value": person.name_ar, "lang": "ar"},
        {"label": _("Name in Latin letters"), "value": person.name_fr, "lang": "fr"},
        {"label": _("Function in Arabic"), "value": person.function_ar, "lang": "ar"},
        {"label": _("Function in French"), "value": person.function_fr, "lang": "fr"},
        {"label": _("Language of the e-mails"), "value": person.get_language_display()},
        {"label": _("Identity document"), "value": person.identity, "dir": "ltr"},
    ]


def _posting(posting: Posting, today: date) -> dict[str, Any]:
    is_past = posting.until is not None and posting.until < today
    label, tone = (_("Ended"), "neutral") if is_past else (_("Held"), "success")
    if posting.since > today:
        label, tone = _("To come"), "info"
    return {
        "role": posting.get_role_display(),
        "place": place_of(posting),
        "since": posting.since,
        "until": posting.until,
        "label": label,
        "tone": tone,
        "end_url": "" if is_past else reverse("workflow:end_posting", args=[posting.pk]),
    }


def absences_of(person: User) -> list[dict[str, Any]]:
    """The newest absences of a person; those not over yet can be ended."""
    today = timezone.localdate()
    rows = person.absences.select_related("substitute").order_by("-since")[:RECENT]
    return [
        {
            "pk": a.pk,
            "since": a.since,
            "until": a.until,
            "substitute": a.substitute,
            "reason": a.reason,
            "is_over": a.until < today,
        }
        for a in rows
    ]


@require_http_methods(["GET", "POST"])
@administrator
def end_posting(request: HttpRequest, posting_id: int) -> HttpResponse:
    posting = get_object_or_404(Posting.objects.select_related("user"), pk=posting_id)
    form, person = LastDay(request.POST or None), posting.user
    if request.method == "POST" and person == request.user:
        messages.error(request, _("Another administrator must change your own account."))
        return redirect("workflow:user", person.uuid)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_posting(posting=posting, until=form.cleaned_data["until"], by=_by(request), record=record.append)
        except Unfit as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The role ends on that day."))
            return redirect("workflow:user", person.uuid)
    page = reverse("workflow:user", args=[person.uuid])
    facts = [{"label": _("Person"), "value": person.full_name}, {"label": _("Role"), "value": posting.get_role_display()}]
    facts += [{"label": _("Where"), "value": place_of(posting)}] if place_of(posting) else []
    steps = trail((reverse("workflow:users"), _("People")), (page, person.full_name), ("", _("End a role")))
    context = {"form": form, "facts": facts, "page_url": page, "trail": steps}
    return render(request, "administration/end_posting.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@administrator
def withdraw_interest(request: HttpRequest, interest_id: int) -> HttpResponse:
    """Takes a declared tie back, with a reason: the cases of that person are open to them again."""
    interest = get_object_or_404(DeclaredInterest.objects.select_related("user"), pk=interest_id)
    form, person = Reason(request.POST or None), interest.user
    if request.method == "POST" and person == request.user:
        messages.error(request, _("Another administrator must change your own account."))
        return redirect("workflow:user", person.uuid)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_interest(interest=interest, by=_by(request), record=record.append, **form.cleaned_data)
        messages.success(request, _("The tie was withdrawn: these cases are open to the person again."))
        return redirect("workflow:user", person.uuid)
    page = reverse("workflow:user", args=[person.uuid])
    facts = [
        {"label": _("Person"), "value": person.full_name},
        {"label": _("Tie"), "value": interest.tie},
        {"label": _("Identity document"), "value": interest.identity, "dir": "ltr"},
    ]
    steps = trail((reverse("workflow:users"), _("People")), (page, person.full_name), ("", _("Withdraw a tie")))
    context = {"form": form, "facts": facts, "page_url": page, "trail": steps}
    return render(request, "administration/withdraw_interest.html", context, status=422 if form.errors else 200)
