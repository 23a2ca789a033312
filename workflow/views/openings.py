"""Where officers open a case of the ministry's own motion: which procedure, about whom, and what is known."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.regions import Region
from registers import providers, queries
from registers.catalogue import REGISTERS
from registers.refusals import Refusal
from workflow import cases, openings
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import named, procedures
from workflow.refusals import FormInvalid, NotEntitled, Refused
from workflow.views.acting import person, refused

MOST = 20


def offered(user: User) -> list[type[Procedure]]:
    """The procedures of which the person may open cases somewhere."""
    return [p for p in procedures() if cases.may_open_ex_officio(p, user)]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The procedures that the person may open, by title."""
    found = offered(person(request))
    if not found:
        return refused(request, NotEntitled(_("Your postings open no case of the ministry's own motion.")))
    cards = [
        {"url": reverse("workflow:opening", args=[p.code]), "title": p.title, "text": p.purpose, "code": p.code} for p in found
    ]
    return render(request, "openings/index.html", {"cards": cards})


@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest, code: str) -> HttpResponse:
    """Asks first about whom the case is, then what is known; the case is opened and numbered at once."""
    procedure, user = _named(code), person(request)
    if cases.may_open_ex_officio(procedure, user) is None:
        return refused(request, NotEntitled(_("Your postings open no case of this procedure.")))
    provider, region = _about(request.GET.get("provider", "")), request.GET.get("region", "")
    if provider is None and (region not in Region.values or not procedure.opens_without_provider):
        return _choose(request, procedure)
    try:
        return _fill_in(request, procedure, user, provider=provider, region=region)
    except Refusal as refusal:
        return refused(request, Refused(refusal.sentence))
    except Refused as refusal:
        return refused(request, refusal)


def _fill_in(request: HttpRequest, procedure: type[Procedure], user: User, *, provider: UUID | None, region: str) -> HttpResponse:
    if request.method == "POST":
        try:
            case = cases.open_ex_officio(code=procedure.code, by=user, provider=provider, region=region, data=request.POST)
        except FormInvalid as refusal:
            return _asked(request, procedure, refusal.form, refusal.form.case, status=422)  # type: ignore[attr-defined]
        messages.success(request, _("Case %(number)s is open.") % {"number": case.number})
        return redirect("workflow:case", case.pk)
    case = openings.drawn(procedure, provider=provider, region=region, author=user)
    actor = cases.may_open_ex_officio(procedure, user, region=case.region)
    if actor is None:
        raise NotEntitled(_("Your postings do not reach the region of this structure."))
    form = procedure.application.opening(None, None, case=case, actor=actor)
    return _asked(request, procedure, form, case)


def _named(code: str) -> type[Procedure]:
    try:
        found = named(code)
    except (KeyError, ValueError):
        raise Http404 from None
    return found


def _about(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


def _choose(request: HttpRequest, procedure: type[Procedure]) -> HttpResponse:
    """A search of the register of providers."""
    asked = request.GET.get("q", "").strip()[:100]
    found = queries.entries(REGISTERS["providers"], text=asked).order_by("number")[:MOST] if asked else ()
    context = {
        "procedure": procedure,
        "asked": asked,
        "found": list(_rows(procedure, found)),
        "regions": Region.choices if procedure.opens_without_provider else (),
    }
    return render(request, "openings/choose.html", context)


def _rows(procedure: type[Procedure], found: Iterable[Any]) -> Iterable[dict[str, Any]]:
    url, regions = reverse("workflow:opening", args=[procedure.code]), dict(Region.choices)
    for provider in found:
        yield {
            "url": f"{url}?provider={provider.entry}",
            "title": provider.heading,
            "text": provider.number,
            "meta": regions.get(provider.region, ""),
        }


def _asked(request: HttpRequest, procedure: type[Procedure], form: Any, case: Case, *, status: int = 200) -> HttpResponse:
    context = {
        "procedure": procedure,
        "form": form,
        "about": providers.get(case.provider) if case.provider else None,
        "region": dict(Region.choices).get(case.region, ""),
        "language": get_language(),
        "action": request.get_full_path(),
        "catalogue_url": reverse("workflow:opening", args=[procedure.code]),
    }
    return render(request, "openings/opening.html", context, status=status)
