"""The account of a structure, for those who act for it: its calendar, what the registers say of it, and its cases."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.organisations import organisations_of
from registers import agreements, homologations, programmes, providers, sites
from registers.catalogue import REGISTERS
from registers.models import Provider
from workflow import icalendar, provider_calendar
from workflow.views import applicant_rows
from workflow.views.acting import person

PER_PAGE = 20


def held_by(user: User) -> list[Provider]:
    """The providers for which the person may act today."""
    own = organisations_of(user).values_list("uuid", flat=True)
    return [provider for organisation in own for provider in providers.of_organisation(organisation)]


def seen_provider(request: HttpRequest, entry: UUID) -> Provider:
    """The provider, if the person acts for it; for anyone else it does not exist."""
    found = next((p for p in held_by(person(request)) if p.entry == entry), None)
    if found is None:
        raise Http404
    return found


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The structures of the person; the only one is opened at once."""
    held = held_by(person(request))
    if len(held) == 1:
        return redirect("workflow:provider", held[0].entry)
    register = REGISTERS["providers"]
    rows = [
        {
            "url": reverse("workflow:provider", args=[p.entry]),
            "title": p.heading,
            "meta": p.number,
            "tag_label": register.status_label(p),
            "tag_tone": register.tone(p),
        }
        for p in held
    ]
    return render(request, "provider/index.html", {"rows": rows})


# The parts of the page: the register, what it holds of the provider, and the facts of each entry that are shown.
PARTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "sites": (
        sites.of_provider,
        ("region", "address", "authorised_capacity", "insurance_end", "fire_certificate_end", "lease_end"),
    ),
    "programmes": (programmes.of_provider, ("target_level", "total_hours", "price_tnd")),
    "homologations": (lambda p: homologations.of(provider=p), ("level", "starts_on", "ends_on", "conditions_due")),
    "agreements": (agreements.of_provider, ("agreement_type", "starts_on", "ends_on", "places")),
}


@require_GET
def provider(request: HttpRequest, entry: UUID) -> HttpResponse:
    found, today = seen_provider(request, entry), timezone.localdate()
    user, part = person(request), request.GET.get("part", "")
    register = REGISTERS["providers"]
    context: dict[str, Any] = {
        "provider": found,
        "status_label": register.status_label(found),
        "status_tone": register.tone(found),
        "part": part if part in (*PARTS, "cases") else "calendar",
        "tabs": _tabs(found, part=part),
    }
    if part in PARTS:
        context["rows"] = _entries(found, part)
    elif part == "cases":
        page = Paginator(provider_calendar.cases_of(found, user=user), PER_PAGE).get_page(request.GET.get("page"))
        context |= {"rows": applicant_rows.rows(page.object_list, user=user, on=today), **pages(page, query="part=cases&")}
    else:
        due = provider_calendar.of_provider(found, user=user)
        context |= {"months": provider_calendar.months(due, on=today), "counts": provider_calendar.next_days(due, on=today)}
    return render(request, "provider/provider.html", context)


def pages(page: "Page[Any]", *, query: str = "") -> dict[str, str]:
    """The addresses of the pages before and after, as the component takes them."""
    return {
        "previous_url": f"?{query}page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{query}page={page.next_page_number()}" if page.has_next() else "",
    }


def _tabs(found: Provider, *, part: str) -> list[dict[str, Any]]:
    own = reverse("workflow:provider", args=[found.entry])
    named = [("", _("Calendar")), *((code, REGISTERS[code].title) for code in PARTS), ("cases", _("Cases"))]
    current = part if part in dict(named) else ""
    return [{"url": f"{own}?part={c}" if c else own, "label": label, "current": c == current} for c, label in named]


def _entries(found: Provider, part: str) -> list[dict[str, Any]]:
    """What a register holds of the provider, with the facts that it has."""
    read, names = PARTS[part]
    register = REGISTERS[part]
    return [
        {
            "number": entry.number,
            "heading": entry.heading,
            "status": register.status_label(entry),
            "tone": register.tone(entry),
            "facts": [register.shown(entry, name) for name in names if getattr(entry, name) not in ("", None)],
        }
        for entry in read(found)
    ]


@require_GET
def calendar_file(request: HttpRequest, entry: UUID) -> HttpResponse:
    """The calendar of the structure as a file, in the language of the page."""
    found = seen_provider(request, entry)
    own = f"{settings.SITE_URL}{reverse('workflow:provider', args=[found.entry])}"
    days = [
        icalendar.Day(
            uid=f"{due.code}@takwin",
            on=due.on,
            summary=f"{due.label} – {due.about}" if due.about else due.label,
            description=" · ".join(text for text in (due.number, found.heading) if text),
            url=f"{settings.SITE_URL}{due.url}" if due.url else own,
        )
        for due in provider_calendar.of_provider(found, user=person(request))
    ]
    text = icalendar.text_of(days, name=found.heading, at=timezone.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(True, f"{found.number.replace('/', '-')}.ics") or ""
    return answer
