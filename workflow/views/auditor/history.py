"""One history: of a case with its readings and refusals, or of any other stream."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from workflow.models import Case, Event
from workflow.procedures import procedure_of
from workflow.queries import decode_cursor, encode_cursor
from workflow.views.auditor import words
from workflow.views.auditor.listing import row_of, streams_of
from workflow.views.auditor.reading import auditor, note

LONG_PAGE = 100


@require_GET
@auditor
def stream(request: HttpRequest, stream: str) -> HttpResponse:
    """The events in their order, a hundred a page; whatever stream of a case is named, the whole case is told."""
    case = Case.objects.filter(pk__in=words.case_ids([stream])).first()
    events = Event.objects.filter(stream__in=streams_of(case) if case else [stream])
    key = decode_cursor(request.GET.get("after", ""))
    if key and key[0].isdecimal() and len(key[0]) < 19:
        events = events.filter(pk__gt=int(key[0]))
    listed = list(events.select_related("actor", "payload").order_by("pk")[: LONG_PAGE + 1])
    if not listed and case is None:
        raise Http404
    note(request, "reading.stream", of=case.stream if case else stream)
    more, listed = len(listed) > LONG_PAGE, listed[:LONG_PAGE]
    names, here = words.Names(listed), reverse("workflow:ledger")
    title = (case.number or _("Draft")) if case else names.stream(stream)
    context = {
        "title": title,
        "case": case,
        "facts": _facts(case) if case else [{"label": _("Stream"), "value": stream, "dir": "ltr", "mono": True}],
        "rows": [row_of(event, names, here) for event in listed],
        "next_url": f"?after={encode_cursor(listed[-1].pk)}" if more else "",
        "previous_url": request.path if key else "",
        "trail": [{"url": here, "label": _("Ledger")}, {"url": "", "label": title}],
    }
    return render(request, "auditor/stream.html", context)


def _facts(case: Case) -> list[dict[str, Any]]:
    procedure = procedure_of(case)
    return [
        {"label": _("Procedure"), "value": f"{procedure.code} · {procedure.title}"},
        {"label": _("Stage"), "value": procedure.stage_label(case.stage)},
        {"label": _("Region"), "value": case.get_region_display() or "–"},
    ]
