"""One's own absences: declared with a substitute, listed, ended when one is back earlier."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.models import User
from accounts.policies import Unfit
from accounts.queries import is_staff_member
from workflow.administration_forms import NewAbsence
from workflow.ledger import record
from workflow.views.administration.one_account import absences_of


@require_http_methods(["GET", "POST"])
def my_absences(request: HttpRequest) -> HttpResponse:
    """For whoever holds a posting; applicants have no work that another could do for them."""
    person = request.user
    if not isinstance(person, User) or not is_staff_member(person):
        raise PermissionDenied
    is_ending = request.POST.get("act") == "end_absence"
    form = NewAbsence(request.POST if request.method == "POST" and not is_ending else None, user=person)
    if request.method == "POST" and is_ending:
        _end(request, person)
        return redirect("workflow:my_absences")
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_absence(user=person, by=person, record=record.append, **form.cleaned_data)
        except Unfit as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Your absence was declared."))
            return redirect("workflow:my_absences")
    replacing = person.substitutions.filter(until__gte=timezone.localdate()).select_related("user").order_by("since")
    context = {"form": form, "absences": absences_of(person), "replacing": list(replacing)}
    return render(request, "administration/my_absences.html", context, status=422 if form.errors else 200)


def _end(request: HttpRequest, person: User) -> None:
    number = request.POST.get("absence", "")
    absence = get_object_or_404(person.absences, pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
    actions.end_absence(absence=absence, until=timezone.localdate() - timedelta(days=1), by=person, record=record.append)
    messages.success(request, _("The absence was ended."))
