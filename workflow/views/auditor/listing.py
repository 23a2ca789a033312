"""The ledger as a list, newest first, with filters; and one event with its payload and its place in the tree."""

import json
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from accounts.models import User
from workflow.administration_forms import day
from workflow.models import Case, Event
from workflow.queries import PAGE, Page, decode_cursor, encode_cursor
from workflow.views.auditor import words
from workflow.views.auditor.reading import STREAM, auditor, note

MOST_PEOPLE = 50  # whom a name may mean


class Filters(forms.Form):
    family = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("All")), *((code, label) for code, (label, _kinds) in words.FAMILIES.items())],
    )
    person = forms.CharField(label=gettext_lazy("Name or e-mail address of whoever acted"), required=False, max_length=100)
    case = forms.CharField(
        label=gettext_lazy("Number of the case"), required=False, max_length=24, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    day = forms.DateField(label=gettext_lazy("Day"), required=False, widget=day())


def found(asked: dict[str, Any], case: Case | None) -> "QuerySet[Event]":
    """Events that answer the filters."""
    events = Event.objects.select_related("actor", "payload")
    if asked.get("family"):
        kinds = Q()
        for beginning in words.FAMILIES[asked["family"]][1]:
            kinds |= Q(kind__startswith=beginning)
        events = events.filter(kinds)
    else:
        events = events.exclude(stream=STREAM)  # the auditors' own readings are among the readings
    if asked.get("person"):
        named = User.objects.all()
        for word in asked["person"].split()[:5]:
            named = named.filter(Q(email__icontains=word) | Q(name_ar__icontains=word) | Q(name_fr__icontains=word))
        events = events.filter(actor__in=list(named.values_list("pk", flat=True)[:MOST_PEOPLE]))
    if asked.get("case"):
        events = events.filter(stream__in=streams_of(case)) if case else events.none()
    if asked.get("day"):
        start = datetime.combine(asked["day"], time.min, tzinfo=timezone.get_default_timezone())
        events = events.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return events


def streams_of(case: Case) -> list[str]:
    """Everything recorded of a case: its acts, readings, refusals, and who took its work."""
    return [f"{family}:{case.pk}" for family in ("case", "reading", "refusal", "task")]


def page_of(events: "QuerySet[Event]", *, after: str, before: str) -> Page:
    """A keyset page, the newest event first."""
    key = decode_cursor(after or before)
    start = int(key[0]) if key and key[0].isdecimal() and len(key[0]) < 19 else None
    if before and start is not None:
        listed = list(events.filter(pk__gt=start).order_by("pk")[: PAGE + 1])
        more, listed = len(listed) > PAGE, listed[:PAGE][::-1]
        older = encode_cursor(listed[-1].pk) if listed else ""
        return Page(listed, next=older, previous=encode_cursor(listed[0].pk) if more else "")
    if after and start is not None:
        events = events.filter(pk__lt=start)
    listed = list(events.order_by("-pk")[: PAGE + 1])
    more, listed = len(listed) > PAGE, listed[:PAGE]
    newer = encode_cursor(listed[0].pk) if listed and after and start is not None else ""
    return Page(listed, next=encode_cursor(listed[-1].pk) if more else "", previous=newer)


@require_GET
@auditor
def ledger(request: HttpRequest) -> HttpResponse:
    """The list; with `event`, one event."""
    if "event" in request.GET:
        return _event(request, request.GET["event"])
    form = Filters(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    case = Case.objects.filter(number__iexact=asked["case"].strip()).first() if asked.get("case") else None
    page = page_of(found(asked, case), after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    kept = {k: v for k, v in asked.items() if v}
    note(request, "reading.ledger", filters={k: str(v) for k, v in kept.items()})
    names, here = words.Names(page.rows), reverse("workflow:ledger")
    context = {
        "form": form,
        "rows": [row_of(event, names, here) for event in page.rows],
        "case": case,
        "saved": [
            {"url": f"?family={c}", "label": label, "current": asked.get("family") == c}
            for c, (label, _k) in words.FAMILIES.items()
        ],
        "next_url": f"?{urlencode({**kept, 'after': page.next})}" if page.next else "",
        "previous_url": f"?{urlencode({**kept, 'before': page.previous})}" if page.previous else "",
        "is_filtered": bool(kept),
    }
    return render(request, "auditor/ledger.html", context)


def row_of(event: Event, names: words.Names, here: str) -> dict[str, Any]:
    """One line of a list of events."""
    return {
        "url": f"{here}?event={event.pk}",
        "at": timezone.localtime(event.at),
        "kind": words.kind_in_words(event.kind, event.procedure),
        "detail": words.refusal_in_words(event, getattr(getattr(event, "payload", None), "body", None)),
        "tone": words.tone_of(event.kind),
        "by": words.by_in_words(event),
        "stream": names.stream(event.stream),
        "stream_url": reverse("workflow:ledger_stream", args=[event.stream]),
    }


def _event(request: HttpRequest, number: str) -> HttpResponse:
    events = Event.objects.select_related("actor", "payload", "leaf")
    event = events.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    if event is None:
        raise Http404
    note(request, "reading.event", event=event.pk, of=event.stream, seq=event.seq)
    payload, leaf = getattr(event, "payload", None), getattr(event, "leaf", None)
    body = payload.body if payload else None
    beside = dict(Event.objects.filter(stream=event.stream, seq__in=[event.seq - 1, event.seq + 1]).values_list("seq", "pk"))
    here = reverse("workflow:ledger")
    names = words.Names([event])
    context = {
        "event": event,
        "title": words.kind_in_words(event.kind, event.procedure),
        "facts": _facts(event, names),
        "told": words.payload_in_words(event, body) if isinstance(body, dict) else [],
        "raw": json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True) if body is not None else "",
        "is_missing": payload is None,
        "is_erased": payload is not None and body is None,
        "leaf": leaf,
        "proof": _proof(event, leaf),
        "earlier_url": f"{here}?event={beside[event.seq - 1]}" if event.seq - 1 in beside else "",
        "later_url": f"{here}?event={beside[event.seq + 1]}" if event.seq + 1 in beside else "",
        "trail": [{"url": here, "label": _("Ledger")}, {"url": "", "label": _("Event")}],
    }
    return render(request, "auditor/event.html", context)


def _facts(event: Event, names: words.Names) -> list[dict[str, Any]]:
    at = timezone.localtime(event.at)
    return [
        {"label": _("When"), "value": f"{at:%d/%m/%Y %H:%M:%S}", "dir": "ltr"},
        {"label": _("By"), "value": words.by_in_words(event)},
        {
            "label": _("Stream"),
            "value": names.stream(event.stream),
            "url": reverse("workflow:ledger_stream", args=[event.stream]),
        },
        {"label": _("Place in the stream"), "value": event.seq, "dir": "ltr"},
        {"label": _("Code of the kind"), "value": event.kind, "dir": "ltr", "mono": True},
    ]


def _proof(event: Event, leaf: Any) -> list[dict[str, Any]]:
    """The hashes, shortened: the export gives them whole."""
    rows = [
        {"label": _("Place in the tree"), "value": leaf.index if leaf else _("Not yet sealed"), "dir": "ltr" if leaf else ""},
        {"label": _("Hash of the event"), "value": bytes(event.entry_hash).hex()},
        {"label": _("Hash of the event before it"), "value": bytes(event.prev_hash).hex()},
        {"label": _("Commitment to the payload"), "value": bytes(event.commit_hash).hex()},
    ]
    return [rows[0], *({**row, "value": f"{row['value'][:16]}…", "dir": "ltr", "mono": True} for row in rows[1:])]
