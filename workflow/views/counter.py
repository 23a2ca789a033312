"""The front desk: applications typed for people who come to it, and the cases that wait there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import Role
from accounts.standing import Standing, standing_of
from workflow import cases, queries
from workflow.models import Case
from workflow.procedures import named, procedures
from workflow.refusals import NotEntitled, Refused
from workflow.views.acting import person, refused
from workflow.views.rows import Words, columns, task_rows
from workflow.views.words import AssistedFiling

SHOWN = 10


def is_at_counter(standing: Standing) -> bool:
    """Whether the person helps others to file: at the front desk, or at the counter of some procedure."""
    return any(standing.holds(role) for role in {p.counter for p in procedures()})


@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest) -> HttpResponse:
    """Starts an assisted filing; lists the officer's drafts and what waits at the counter."""
    user = person(request)
    if not is_at_counter(standing_of(user)):
        return refused(request, NotEntitled(_("The counter is for front-desk officers.")))
    offered = [p for p in procedures() if cases.may_open(p, user) == p.counter]
    form = AssistedFiling(request.POST if request.method == "POST" else None, procedures=offered)
    if form.is_valid() and (draft := _open(form, user)):
        messages.success(request, _("The draft is open. Fill it in with the applicant, then attach the signed paper form."))
        return redirect("workflow:case", draft.pk)
    return render(request, "counter/counter.html", _page(form, user), status=422 if form.is_bound else 200)


def _open(form: AssistedFiling, user: User) -> Case | None:
    """The draft; None when it is refused, with the sentence beside the field."""
    try:
        return cases.open_draft(
            procedure=named(form.cleaned_data["procedure"]), by=user, for_email=form.cleaned_data["for_email"]
        )
    except Refused as refusal:
        form.add_error("for_email", str(refusal.sentence))
    return None


def _page(form: AssistedFiling, user: User) -> dict[str, Any]:
    initial = {p.initial for p in procedures() if p.is_draft(p.initial)}
    drafts = Case.objects.filter(author=user, stage__in=initial).select_related("applicant").order_by("-created_at")
    desk = next(role for role in (Role.FRONT_DESK, *(p.counter for p in procedures())) if standing_of(user).holds(role))
    waiting = queries.queue_page(queries.queue_tasks(user, desk), size=SHOWN)
    return {
        "form": form,
        "drafts": _drafts(list(drafts[:SHOWN])),
        "rows": task_rows(waiting.rows, user=user),
        "columns": columns("number", "procedure", "applicant", "stage", "due", "region"),
        "queue_url": reverse("workflow:queue", args=[desk]),
    }


def _drafts(drafts: list[Case]) -> list[dict[str, Any]]:
    words = Words()
    return [
        {
            "url": words.url(draft.pk),
            "procedure": words.procedures[draft.procedure].title,
            "applicant": draft.applicant.full_name if draft.applicant else _("No account"),
            "opened": draft.created_at,
        }
        for draft in drafts
    ]
