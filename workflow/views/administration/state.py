"""The state of the system: figures, and another try for work that was given up."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow import outbox, system_state
from workflow.ledger import record
from workflow.models import OutboxRow
from workflow.views.administration.entrance import administrator, trail


@require_http_methods(["GET", "POST"])
@administrator
def work(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _retry(request)
    waiting, swept = system_state.outbox_state(), system_state.sweep_state()
    context = {
        "outbox": _outbox(waiting),
        "dead": waiting["dead_rows"],
        "sweep": _sweep(swept),
        "ledger": _ledger(system_state.ledger_state()),
        "storage": _storage(system_state.storage_state()),
        "trail": trail(("", _("State of the system"))),
    }
    return render(request, "administration/work.html", context)


def _retry(request: HttpRequest) -> HttpResponse:
    """Gives a dead piece of work another life."""
    asked = request.POST.get("row", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    row = OutboxRow.objects.filter(pk=number, dead_at__isnull=False, done_at__isnull=True).first()
    if row is None:
        raise Http404
    outbox.retry(row_id=row.pk)
    record.append(stream="outbox", kind="outbox.retried", by=request.user, payload={"row": row.pk, "topic": row.topic})  # type: ignore[arg-type]
    messages.success(request, _("It will be tried again within a minute."))
    return redirect("workflow:work")


def _since(moment: Any) -> str:
    """How long ago, in words; empty for never."""
    return timesince(moment, timezone.now(), depth=1) if moment else ""


def _stat(label: str, value: Any, *, tone: str = "", hint: str = "", unit: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "tone": tone, "hint": hint, "unit": unit}


def _outbox(state: dict[str, Any]) -> list[dict[str, Any]]:
    oldest = _("the oldest since %(time)s") % {"time": _since(state["oldest"])} if state["oldest"] else ""
    return [
        _stat(_("Waiting"), state["waiting"], tone="warning" if state["is_late"] else "", hint=oldest),
        _stat(_("Ordered for later"), state["later"]),
        _stat(_("Tried in vain, tried again"), state["failing"], tone="warning" if state["failing"] else ""),
        _stat(_("Given up"), state["dead"], tone="danger" if state["dead"] else ""),
    ]


def _sweep(state: dict[str, Any]) -> list[dict[str, Any]]:
    late = _("since %(day)s") % {"day": state["oldest"].strftime("%d/%m/%Y")} if state["is_late"] else ""
    return [
        _stat(_("Clocks running"), state["running"]),
        _stat(_("Clocks suspended"), state["suspended"]),
        _stat(_("Clocks with something to do today"), state["due"], tone="danger" if state["is_late"] else "", hint=late),
    ]


def _ledger(state: dict[str, Any]) -> list[dict[str, Any]]:
    oldest = _("the oldest since %(time)s") % {"time": _since(state["oldest"])} if state["oldest"] else ""
    behind = state["size"] > state["anchored"]
    sealed, kept = _since(state["sealed_at"]), _since(state["anchored_at"])
    return [
        _stat(_("Events recorded"), state["events"]),
        _stat(_("Not yet sealed"), state["unsequenced"], tone="danger" if state["is_late"] else "", hint=oldest),
        _stat(_("Sealed in the tree"), state["size"], hint=_("%(time)s ago") % {"time": sealed} if sealed else ""),
        _stat(
            _("Kept outside the database"),
            state["anchored"],
            tone="warning" if behind else "",
            hint=_("%(time)s ago") % {"time": kept} if kept else "",
        ),
    ]


def _storage(state: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _bytes(_("Database"), state["database"]),
        _bytes(_("Free on the disk of the files"), state["free"], tone="danger" if state["is_low"] else ""),
        _bytes(_("Size of that disk"), state["total"]),
    ]


def _bytes(label: str, count: int, *, tone: str = "") -> dict[str, Any]:
    value, _space, unit = filesizeformat(count).partition("\xa0")
    return _stat(label, value, unit=unit, tone=tone)
