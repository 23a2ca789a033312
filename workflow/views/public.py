"""What anyone may read: the first page, the catalogue of procedures, and the page of each."""

from collections import Counter
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.standing import standing_of
from registers.normalise import fold
from workflow import diagram, leaflet, legal, parameters, pathway, service_levels
from workflow.calendar import TimeLimit
from workflow.procedure import Procedure
from workflow.procedures import named, procedures
from workflow.reckoning import duration
from workflow.terms import Applicants, Family

WORDS = 6
# What people come for, in each family of procedures.
PURPOSES = {
    Family.LICENSING: gettext_lazy("Open, extend, move, change, interrupt or close a private training structure."),
    Family.PROGRAMMES: gettext_lazy("Declare a programme, have it homologated or renewed, register a trainer."),
    Family.TRAINEES: gettext_lazy("Declare a session, enrol or transfer trainees, hold the examination, issue the diplomas."),
    Family.EQUIVALENCE: gettext_lazy("Have a diploma recognised, classified or authenticated, or ask for a duplicate."),
    Family.MONITORING: gettext_lazy("Send the reports that are due, follow inspections and correct what they found."),
    Family.SANCTIONS: gettext_lazy("Contest a decision of the administration."),
    Family.PUBLIC: gettext_lazy("Complain about a structure, or be guided towards a training."),
    Family.FINANCING: gettext_lazy("Answer a call for projects, register an agreement with a company."),
}


def _opened_by_people() -> list[type[Procedure]]:
    return [p for p in procedures() if p.applicants is not Applicants.ADMINISTRATION and parameters.is_open(p)]


def _card(procedure: type[Procedure]) -> dict[str, Any]:
    return {
        "url": reverse("workflow:procedure", args=[procedure.code]),
        "code": procedure.code,
        "title": procedure.title,
        "text": procedure.purpose,
        "meta": _("Time limit: %(time)s") % {"time": duration(procedure.time_limit)} if procedure.time_limit else "",
    }


def _family_card(family: Family, count: int) -> dict[str, Any]:
    return {
        "url": f"{reverse('workflow:catalogue')}#{family.value}",
        "title": family.label,
        "text": PURPOSES[family],
        "meta": ngettext("%(count)d procedure", "%(count)d procedures", count) % {"count": count},
    }


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What one can do here."""
    opened = Counter(Family(p.family) for p in _opened_by_people())
    context = {
        "families": [_family_card(family, opened[family]) for family in Family if opened[family]],
        "catalogue_url": reverse("workflow:catalogue"),
        "is_officer": bool(standing_of(request.user).holdings) if request.user.is_authenticated else False,
    }
    return render(request, "public/home.html", context)


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every procedure that a person may open, by family; `q` searches in the words of the page's language."""
    asked = request.GET.get("q", "").strip()[:100]
    found = [p for p in _opened_by_people() if _matches(p, asked)]
    cards = {family: [_card(p) for p in found if p.family == family] for family in Family}
    families = [{"code": f.value, "title": f.label, "cards": cards[f]} for f in Family if cards[f]]
    context = {"families": families, "asked": asked, "count": len(found)}
    return render(request, "public/catalogue.html", context)


def _matches(procedure: type[Procedure], asked: str) -> bool:
    text = fold(f"{procedure.code} {procedure.title} {procedure.purpose} {Family(procedure.family).label}")
    return all(word in text for word in fold(asked).split()[:WORDS])


@login_not_required
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Who may apply, what to bring, how it goes, how long it really takes, what one gets, and the law."""
    try:
        found = named(code)
    except (KeyError, ValueError):
        raise Http404 from None
    if not parameters.is_open(found):
        raise Http404
    context = {
        "procedure": found,
        "who": leaflet.WHO[found.applicants],
        "documents": list(leaflet.papers(found)),
        "fee": _fee(found),
        "usual": [_step(s) for s in pathway.usual(found)],
        "detours": [_step(s) for s in pathway.detours(found)],
        "diagram": diagram.drawn(found, right_to_left=get_language_bidi()),
        "time_limit": duration(found.time_limit) if found.time_limit else "",
        "level": service_levels.of(found),
        "issued": leaflet.issued(found),
        "laws": [legal.title(law) for law in found.legal_basis],
        "start_url": reverse("workflow:new_case", args=[found.code]) if found.applicants is not Applicants.ADMINISTRATION else "",
    }
    return render(request, "public/procedure.html", context)


def _fee(found: type[Procedure]) -> Any:
    """The fee in force, or what the procedure says of fees."""
    if "fee" not in found.parameters:
        return found.fees
    amount = str(parameters.value(f"{found.code}.fee"))
    return _("%(amount)s dinars") % {"amount": amount} if amount.strip("0.") else found.fees


def _step(step: pathway.Step) -> dict[str, Any]:
    return {
        "label": step.label,
        "told": step.told,
        "holder": _("You") if step.is_applicant else step.holder,
        "time": _time(step.limit),
        "is_suspended": step.is_suspended,
    }


def _time(limit: TimeLimit | None) -> str:
    return duration(limit) if limit else ""
