"""Verification of the whole ledger, and the bundle by which anybody verifies one case without us."""

import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from workflow.ledger import checkpoint as notes
from workflow.ledger import verification as ledger_check
from workflow.ledger import verify_export
from workflow.models import Case, Checkpoint, Event
from workflow.system_state import last_anchor
from workflow.views.auditor.reading import STREAM, auditor, note

FLAWS_SHOWN = 200
SCRIPT = Path(verify_export.__file__)


@require_http_methods(["GET", "POST"])
@auditor
def verification(request: HttpRequest) -> HttpResponse:
    """The last checkpoint and the public key; a POST verifies everything; `script` gives the stand-alone verifier."""
    if "script" in request.GET:
        return _script(request)
    report = None
    if request.method == "POST":
        report = ledger_check.verify()
        counts = {"events": report.events, "leaves": report.leaves, "notes": report.notes, "findings": len(report.flaws)}
        codes = sorted({flaw.code for flaw in report.flaws})
        note(request, "ledger.verified", **counts, codes=codes)
    last = Checkpoint.objects.order_by("-size").first()
    context = {
        "report": report,
        "figures": _figures(report) if report else [],
        "flaws": report.flaws[:FLAWS_SHOWN] if report else [],
        "unshown": max(0, len(report.flaws) - FLAWS_SHOWN) if report else 0,
        "facts": _facts(last),
        "checkpoint": last,
        "key": _public_key(),
        "earlier": _earlier(),
        "script_url": f"{request.path}?script=1",
        "trail": [{"url": reverse("workflow:ledger"), "label": _("Ledger")}, {"url": "", "label": _("Verification")}],
    }
    return render(request, "auditor/verification.html", context)


def _figures(report: ledger_check.Report) -> list[dict[str, Any]]:
    figures = [
        (_("Events"), report.events),
        (_("Streams"), report.streams),
        (_("Places in the tree"), report.leaves),
        (_("Not yet sealed"), report.unsequenced),
        (_("Signed notes checked"), report.notes),
        (_("Events whose details were erased"), report.erased),
    ]
    found = {"label": _("Findings"), "value": len(report.flaws), "tone": "success" if report.is_clean else "danger"}
    return [*({"label": label, "value": value} for label, value in figures), found]


def _facts(last: Checkpoint | None) -> list[dict[str, Any]]:
    anchor = last_anchor(settings.LEDGER_ANCHORS)
    sealed = f"{timezone.localtime(last.at):%d/%m/%Y %H:%M:%S}" if last else _("Nothing is sealed yet")
    kept = f"{timezone.localtime(anchor[1]):%d/%m/%Y %H:%M:%S}" if anchor else _("None")
    return [
        {"label": _("Name of the log"), "value": settings.LEDGER_ORIGIN, "dir": "ltr", "mono": True},
        {"label": _("Last checkpoint"), "value": sealed, "dir": "ltr" if last else ""},
        {"label": _("Events that it seals"), "value": last.size if last else 0, "dir": "ltr"},
        {"label": _("Last note kept outside the database"), "value": kept, "dir": "ltr" if anchor else ""},
        {"label": _("Events that this note seals"), "value": anchor[0] if anchor else 0, "dir": "ltr"},
    ]


def _public_key() -> str:
    """As it is published; empty as long as nothing was signed."""
    try:
        key = notes.load_key(settings.LEDGER_KEY)
    except (OSError, ValueError):
        return ""
    return notes.verifier_key(name=settings.LEDGER_ORIGIN, public_key=notes.public_key(key))


def _earlier() -> list[dict[str, Any]]:
    """The last verifications, whoever asked for them."""
    events = Event.objects.filter(stream=STREAM, kind="ledger.verified").select_related("actor", "payload").order_by("-seq")[:5]
    found = []
    for event in events:
        body = event.payload.body or {}
        by = event.actor.full_name if event.actor else ""
        found.append({"at": event.at, "by": by, "events": body.get("events"), "findings": body.get("findings")})
    return found


def _script(request: HttpRequest) -> HttpResponse:
    note(request, "reading.script")
    headers = {"Content-Disposition": f'attachment; filename="{SCRIPT.name}"'}
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/x-python; charset=utf-8", headers=headers)


@require_GET
@auditor
def export(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The history of one case as a file that the stand-alone script verifies."""
    case = get_object_or_404(Case, pk=case_id)
    try:
        bundle = ledger_check.export_case(case)
    except ValueError:
        messages.error(request, _("Nothing is recorded of this case yet."))
        return redirect("workflow:ledger_stream", case.stream)
    note(request, "ledger.exported", of=case.stream, events=len(bundle["entries"]))
    name = (case.number or str(case.pk)).replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="ledger-{name}.json"'}
    return JsonResponse(bundle, json_dumps_params={"ensure_ascii": False}, headers=headers)
