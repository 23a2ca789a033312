"""What a person was told, in their account; and how they wish to be told."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.standing import standing_of
from workflow import notices
from workflow.models import Notice
from workflow.notice_forms import Wishes
from workflow.views.acting import person
from workflow.views.providers import pages

PER_PAGE = 25


@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """Newest first; one button marks all as read."""
    user = person(request)
    if request.method == "POST":
        notices.read_all(user=user)
        return redirect("workflow:notices")
    page = Paginator(notices.of_account(user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [_row(notice) for notice in page.object_list]
    context = {"rows": rows, "unread": notices.unread(user), **pages(page)}
    return render(request, "notices/notices.html", context)


def _row(notice: Notice) -> dict[str, Any]:
    return {
        **notices.words_of(notice, get_language() or "ar"),
        "kind": notice.get_kind_display(),
        "url": notice.address,
        "at": timezone.localtime(notice.at),
        "is_new": notice.read_at is None,
    }


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """How each kind is told; what is legal is shown, and cannot be changed."""
    user = person(request)
    form = Wishes(request.POST or None, user=user, is_staff=bool(standing_of(user).holdings))
    if request.method == "POST" and form.is_valid():
        notices.choose(user=user, wishes=form.wishes())
        messages.success(request, _("Your choice is kept."))
        return redirect("workflow:notice_preferences")
    context = {"form": form, "legal": [kind.label for kind in notices.Kind if kind in notices.LEGAL]}
    return render(request, "notices/preferences.html", context, status=422 if form.is_bound else 200)
