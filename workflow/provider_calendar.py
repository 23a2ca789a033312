"""What awaits a provider, day by day: its papers and obligations of the registers, and the cases that wait for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from registers import expiries
from registers.models import Provider
from workflow import policies
from workflow.applicant_status import waits_for_applicant
from workflow.models import Case, Clock
from workflow.procedures import procedure_of

CASE = "case"
SOON, NEAR = 30, 90  # days


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the calendar; `code` tells it apart for ever, so that an exported calendar is brought up to date."""

    code: str
    on: date
    label: str
    about: str
    number: str
    url: str = ""


def cases_of(provider: Provider, *, user: User) -> "QuerySet[Case]":
    """The cases about a provider that a person who acts for it may read, newest first."""
    own = Q(provider=provider.entry)
    if provider.organisation:
        own |= Q(organisation__uuid=provider.organisation)
    drafts_given_up = {"stage": "withdrawn", "submitted_at__isnull": True}
    return policies.visible_to(user).filter(own).exclude(**drafts_given_up).order_by("-created_at", "id")


def of_provider(provider: Provider, *, user: User) -> list[Due]:
    """Everything with a day, soonest first."""
    found = [
        Due(f"{e.kind}-{e.entry}", e.on, e.label, e.about, e.number)
        for e in expiries.of_provider(provider)
        if e.on != expiries.FAR
    ]
    open_cases = cases_of(provider, user=user).filter(closed_at__isnull=True)
    clocks = Clock.objects.filter(case__in=open_cases, kind=Clock.Kind.STAGE, status=Clock.Status.RUNNING, due__isnull=False)
    for clock in clocks.select_related("case").order_by("due", "pk"):
        procedure = procedure_of(clock.case)
        if clock.due is not None and waits_for_applicant(procedure, clock.case.stage):
            url = reverse("workflow:case", args=[clock.case_id])
            about = f"{procedure.title} – {procedure.stage_label(clock.case.stage)}"
            found.append(Due(f"{CASE}-{clock.pk}", clock.due, _("It is your turn"), about, clock.case.number or "", url))
    return sorted(found, key=lambda d: (d.on, d.label, d.number))


def months(found: Iterable[Due], *, on: date) -> list[dict[str, Any]]:
    """The calendar as a list by month, flat, as the template shows it."""
    return [
        {"first": date(year, month, 1), "lines": [_line(due, on=on) for due in same]}
        for (year, month), same in groupby(found, key=lambda d: (d.on.year, d.on.month))
    ]


def _line(due: Due, *, on: date) -> dict[str, Any]:
    label, tone = left(due.on, on=on)
    told = {"on": due.on, "label": due.label, "about": due.about, "number": due.number, "url": due.url}
    return {**told, "left_label": label, "left_tone": tone}


def left(day: date, *, on: date) -> tuple[str, str]:
    """How many days are left or over, in words, and the tone of the tag."""
    count = (day - on).days
    if count < 0:
        return ngettext("%(count)d day past", "%(count)d days past", -count) % {"count": -count}, "danger"
    if count == 0:
        return _("Today"), "danger"
    tone = "warning" if count <= SOON else "waiting" if count <= NEAR else ""
    return ngettext("In %(count)d day", "In %(count)d days", count) % {"count": count}, tone


def next_days(found: Iterable[Due], *, on: date) -> dict[str, int]:
    """How much is past, and how much comes in the next 30 and 90 days."""
    days = [due.on for due in found]
    return {
        "past": sum(day < on for day in days),
        "soon": sum(on <= day <= on + timedelta(days=SOON) for day in days),
        "near": sum(on <= day <= on + timedelta(days=NEAR) for day in days),
    }
