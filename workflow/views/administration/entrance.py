"""The entrance of the administration: its screens and what waits there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.roles import Role
from workflow.models import OutboxRow, Parameter
from workflow.views.reserved import reserved_for

administrator = reserved_for(Role.ADMINISTRATOR)


def trail(*steps: tuple[str, Any]) -> list[dict[str, Any]]:
    """The breadcrumb below the administration: pairs of URL and label, the last without URL."""
    return [{"url": reverse("workflow:administration"), "label": _("Administration")}] + [
        {"url": url, "label": label} for url, label in steps
    ]


@require_GET
@administrator
def index(request: HttpRequest) -> HttpResponse:
    waiting = Parameter.objects.filter(status=Parameter.Status.PROPOSED).count()
    dead = OutboxRow.objects.filter(done_at__isnull=True, dead_at__isnull=False).count()
    screens = [
        ("users", _("People"), _("Accounts, roles, absences, ties, second factor"), ""),
        ("delegations", _("Delegations of signature"), _("Who signs for whom, by which act, until when"), ""),
        ("calendar", _("Calendar"), _("Public holidays, estimated and announced"), ""),
        (
            "parameters",
            _("Parameters"),
            _("The numbers of the law: amended by one person, put in force by another"),
            ngettext("%(n)s proposal waits", "%(n)s proposals wait", waiting) % {"n": waiting} if waiting else "",
        ),
        (
            "work",
            _("State of the system"),
            _("Work after commit, ledger, storage"),
            ngettext("%(n)s piece of work given up", "%(n)s pieces of work given up", dead) % {"n": dead} if dead else "",
        ),
    ]
    cards = [{"url": reverse(f"workflow:{n}"), "title": title, "text": text, "meta": meta} for n, title, text, meta in screens]
    return render(request, "administration/index.html", {"cards": cards})
