"""The list of accounts and the opening of a new one."""

import logging
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts import actions
from accounts.invitations import send_link
from accounts.models import Posting, User
from accounts.roles import POSTED_ROLES, Role
from workflow.administration_forms import NewAccount
from workflow.ledger import record
from workflow.queries import PAGE, Page, decode_cursor, encode_cursor
from workflow.titles import committee_title
from workflow.views.administration.entrance import administrator, trail

logger = logging.getLogger(__name__)


class Filters(forms.Form):
    q = forms.CharField(label=gettext_lazy("Name or e-mail address"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        required=False,
        choices=[("", gettext_lazy("All")), *((r.value, r.label) for r in Role if r in POSTED_ROLES)],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Account"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("open", pgettext_lazy("account", "Open")),
            ("closed", pgettext_lazy("account", "Closed")),
        ],
    )


def current_postings() -> "QuerySet[Posting]":
    today = timezone.localdate()
    return Posting.objects.filter(since__lte=today).filter(Q(until__isnull=True) | Q(until__gte=today)).order_by("pk")


def found(asked: dict[str, Any]) -> "QuerySet[User]":
    """Accounts that answer the search."""
    people = User.objects.all()
    for word in asked.get("q", "").split()[:5]:
        people = people.filter(Q(email__icontains=word) | Q(name_ar__icontains=word) | Q(name_fr__icontains=word))
    if asked.get("role"):
        people = people.filter(pk__in=current_postings().filter(role=asked["role"]).values("user"))
    if asked.get("state"):
        people = people.filter(is_active=asked["state"] == "open")
    return people


def page_of(people: "QuerySet[User]", *, after: str, before: str) -> Page:
    """A keyset page, the newest account first."""
    key = decode_cursor(after or before)
    start = int(key[0]) if key and key[0].isdecimal() and len(key[0]) < 19 else None
    rows = people.prefetch_related(Prefetch("postings", current_postings(), to_attr="held"))
    if before and start is not None:
        listed = list(rows.filter(pk__gt=start).order_by("pk")[: PAGE + 1])
        more, listed = len(listed) > PAGE, listed[:PAGE][::-1]
        older = encode_cursor(listed[-1].pk) if listed else ""
        return Page(listed, next=older, previous=encode_cursor(listed[0].pk) if more else "")
    if after and start is not None:
        rows = rows.filter(pk__lt=start)
    listed = list(rows.order_by("-pk")[: PAGE + 1])
    more, listed = len(listed) > PAGE, listed[:PAGE]
    newer = encode_cursor(listed[0].pk) if listed and after and start is not None else ""
    return Page(listed, next=encode_cursor(listed[-1].pk) if more else "", previous=newer)


def place_of(posting: Posting) -> str:
    """Where a role is held, in words; empty for national roles."""
    return str(posting.get_region_display()) if posting.region else committee_title(posting.committee)


def _row(user: User) -> dict[str, Any]:
    roles = [(str(p.get_role_display()), place_of(p)) for p in user.held]  # type: ignore[attr-defined]
    return {
        "url": reverse("workflow:user", args=[user.uuid]),
        "name": user.full_name,
        "email": user.email,
        "roles": [f"{role} · {place}" if place else role for role, place in roles],
        "is_active": user.is_active,
    }


@require_GET
@administrator
def users(request: HttpRequest) -> HttpResponse:
    form = Filters(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = page_of(found(asked), after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    kept = {k: v for k, v in asked.items() if v}
    context = {
        "form": form,
        "rows": [_row(u) for u in page.rows],
        "next_url": f"?{urlencode({**kept, 'after': page.next})}" if page.next else "",
        "previous_url": f"?{urlencode({**kept, 'before': page.previous})}" if page.previous else "",
        "is_filtered": bool(kept),
        "trail": trail(("", _("People"))),
    }
    return render(request, "administration/users.html", context)


@require_http_methods(["GET", "POST"])
@administrator
def new_user(request: HttpRequest) -> HttpResponse:
    """Opens an account; the person receives a link to choose a password."""
    form = NewAccount(request.POST or None, initial={"language": "ar"})
    if request.method == "POST" and form.is_valid():
        made = actions.create_user(by=request.user, record=record.append, **form.fields_of_user())  # type: ignore[arg-type]
        invite(request, made)
        return redirect("workflow:user", made.uuid)
    people = reverse("workflow:users")
    context = {"form": form, "trail": trail((people, _("People")), ("", _("New account"))), "people_url": people}
    return render(request, "administration/new_user.html", context, status=422 if form.errors else 200)


def invite(request: HttpRequest, user: User) -> None:
    """Sends the link and says whether it went; a mail server that fails costs nobody the account."""
    try:
        send_link(user=user, request=request)
    except OSError:
        logger.exception("the link for account %s was not sent", user.uuid)
        messages.error(request, _("The link could not be sent by e-mail. Send it again in a few minutes."))
        return
    record.append(stream=f"user:{user.uuid}", kind="user.link_sent", by=request.user, payload={})  # type: ignore[arg-type]
    messages.success(request, _("A link to choose a password was sent to %(email)s.") % {"email": user.email})
