"""The parameters of the law: current values, proposals, history, and the decision of a second person."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from registers.register import day as shown_day
from workflow import parameters as numbers
from workflow.calendar_forms import Proposal
from workflow.models import Parameter
from workflow.parameters import Declared
from workflow.procedures import named
from workflow.refusals import Refused
from workflow.views.administration.entrance import administrator, trail

UNITS = {"working": gettext_lazy("working days"), "calendar": gettext_lazy("calendar days")}
TONES = {"proposed": "waiting", "in_force": "success", "rejected": "neutral"}


def in_words(declared: Declared | None, value: Any) -> str:
    """A value as it is read on the screen, with its unit."""
    if value is True or value is False:
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(WEEKDAYS.get(d, d)) for d in value) or _("None")
    if declared is None:
        return str(value)
    if declared.is_day:
        return shown_day(date.fromisoformat(value))
    unit = UNITS.get(declared.unit)
    return f"{value} {unit}" if unit else dict(declared.choices).get(value, str(value))


@require_http_methods(["GET", "POST"])
@administrator
def parameters(request: HttpRequest) -> HttpResponse:
    """All that is declared; with `code`, the proposal of a new value."""
    declared = numbers.all_declared()
    code = request.GET.get("code", "")
    if code:
        return _propose(request, declared, code)
    rows: dict[str, list[Parameter]] = {}
    for row in Parameter.objects.select_related("proposed_by", "decided_by").order_by("-valid_from", "-pk"):
        rows.setdefault(row.code, []).append(row)
    groups: dict[str, list[dict[str, Any]]] = {}
    for d in declared.values():
        groups.setdefault(d.procedure, []).append(_shown(d, rows.get(d.code, [])))
    titled = [{"title": _title(p), "rows": lines} for p, lines in groups.items()]
    waiting = [
        {
            "label": declared[r.code].label if r.code in declared else r.code,
            "value": in_words(declared.get(r.code), r.value),
            "valid_from": r.valid_from,
            "by": r.proposed_by.full_name,
            "url": reverse("workflow:decide_parameter", args=[r.pk]),
        }
        for history in rows.values()
        for r in history
        if r.status == Parameter.Status.PROPOSED
    ]
    context = {"groups": titled, "waiting": waiting, "trail": trail(("", _("Parameters")))}
    return render(request, "administration/parameters.html", context)


def _title(code: str) -> str:
    return f"{code} · {named(code).title}" if code else _("Every procedure")


def _shown(declared: Declared, history: list[Parameter]) -> dict[str, Any]:
    today = timezone.localdate()
    held = [r for r in history if r.status == Parameter.Status.IN_FORCE]
    current = next((r for r in held if r.valid_from <= today), None)
    return {
        "code": declared.code,
        "label": declared.label,
        "value": in_words(declared, current.value if current else declared.default),
        "default": in_words(declared, declared.default) if current else "",
        "since": current.valid_from if current else None,
        "source": current.source if current else "",
        "next": [{"value": in_words(declared, r.value), "from": r.valid_from} for r in held if r.valid_from > today],
        "history": [_line(declared, r) for r in history],
        "url": f"{reverse('workflow:parameters')}?code={declared.code}",
    }


def _line(declared: Declared | None, row: Parameter) -> dict[str, Any]:
    return {
        "value": in_words(declared, row.value),
        "from": row.valid_from,
        "source": row.source,
        "reason": row.reason,
        "status": row.get_status_display(),
        "tone": TONES[row.status],
        "proposed_by": row.proposed_by.full_name,
        "decided_by": row.decided_by.full_name if row.decided_by else "",
    }


def _propose(request: HttpRequest, declared: dict[str, Declared], code: str) -> HttpResponse:
    if code not in declared:
        raise Http404
    one = declared[code]
    form = Proposal(request.POST or None, declared=one, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            numbers.propose(code=code, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The proposal waits for another administrator."))
            return redirect("workflow:parameters")
    history = Parameter.objects.filter(code=code).select_related("proposed_by", "decided_by").order_by("-valid_from", "-pk")
    page = reverse("workflow:parameters")
    context = {
        "form": form,
        "row": _shown(one, list(history)),
        "page_url": page,
        "trail": trail((page, _("Parameters")), ("", one.label)),
    }
    return render(request, "administration/propose_parameter.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@administrator
def decide_parameter(request: HttpRequest, parameter_id: int) -> HttpResponse:
    """Another administrator than the proposer puts the value in force, or rejects it."""
    row = get_object_or_404(Parameter.objects.select_related("proposed_by", "decided_by"), pk=parameter_id)
    status, error = 200, ""
    if request.method == "POST" and request.POST.get("decision") in ("accept", "reject"):
        accept = request.POST["decision"] == "accept"
        try:
            numbers.decide(parameter=row, accept=accept, by=request.user)  # type: ignore[arg-type]
        except Refused as refusal:
            status, error = refusal.status, str(refusal.sentence)
        else:
            messages.success(request, _("The value is in force.") if accept else _("The proposal was rejected."))
            return redirect("workflow:parameters")
    declared = numbers.all_declared().get(row.code)
    page = reverse("workflow:parameters")
    context = {
        "label": declared.label if declared else row.code,
        "code": row.code,
        "current": _shown(declared, list(Parameter.objects.filter(code=row.code).order_by("-valid_from"))) if declared else None,
        "line": _line(declared, row),
        "is_own": row.proposed_by_id == request.user.pk,
        "is_waiting": row.status == Parameter.Status.PROPOSED,
        "error": error,
        "page_url": page,
        "trail": trail((page, _("Parameters")), ("", _("Decide on a proposal"))),
    }
    return render(request, "administration/decide_parameter.html", context, status=status)
