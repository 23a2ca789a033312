"""The register of inspections: planned, on site, a provisional report, a final one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from registers import numbers
from registers.entries import Cause, Named, key_of
from registers.models import Inspection, Provider, Site

Status = Inspection.Status


def plan(
    *,
    cause: Cause,
    mission_type: str,
    team: Sequence[Any],
    provider: Named | None = None,
    site: Named | None = None,
    planned_on: date | str | None = None,
    region: str = "",
    line: int = 1,
    **facts: Any,
) -> Inspection:
    """A mission: lines of the team are name, role, user. `line` tells apart several visits of one case.

    A structure that has no entry yet (an opening) is told by `provider_ar=` and `provider_fr=`.
    """
    where = Site.of(site) if site else None
    of = Provider.of(provider or where.provider) if provider or where else None  # type: ignore[union-attr]
    place = region or (where.region if where else "") or (of.region if of else "")
    names = {"provider_ar": of.corporate_name_ar, "provider_fr": of.corporate_name_fr} if of else {}
    return Inspection.entered_once(
        cause=cause,
        origin=f"inspection:{line}",
        number=lambda: numbers.regional_number("INS", region=place, on=cause.on),
        facts={**facts, **names, "mission_type": mission_type, "team": list(team), "planned_on": planned_on},
        provider=of,
        site=where,
    )


def amend(*, inspection: Named, facts: Mapping[str, Any], cause: Cause) -> Inspection:
    """A new day, a new team …"""
    return Inspection.of(inspection).changed(cause=cause, facts={k: v for k, v in facts.items() if k != "status"})


def arrive(*, inspection: Named, cause: Cause, on: date | None = None) -> Inspection:
    return Inspection.of(inspection).moved(Status.ON_SITE, cause=cause, visited_on=on or cause.on)


def record_obstruction(*, inspection: Named, text: str, cause: Cause) -> Inspection:
    return Inspection.of(inspection).changed(cause=cause, obstruction=text)


def report(*, inspection: Named, cause: Cause, answers: Sequence[Any], **facts: Any) -> Inspection:
    """The provisional report: answers line by line, `score=`, `grade=`, `critical_failed=`, `checklist_version=` …"""
    told = {**facts, "answers": list(answers), "provisional_on": cause.on}
    return Inspection.of(inspection).moved(Status.PROVISIONAL, cause=cause, **told)


def finalise(*, inspection: Named, cause: Cause, **facts: Any) -> Inspection:
    """The final report: `score=`, `grade=`, `critical_failed=`, `observations=`, `follow_up=`, `answers=`."""
    return Inspection.of(inspection).moved(Status.FINAL, cause=cause, final_on=cause.on, **facts)


def cancel(*, inspection: Named, cause: Cause) -> Inspection:
    return Inspection.of(inspection).moved(Status.CANCELLED, cause=cause)


def link_provider(*, inspection: Named, provider: Named, cause: Cause, site: Named | None = None) -> Inspection:
    """The entry of a structure that was visited before it had one."""
    of = Provider.of(provider)
    told = {"provider": of.entry, "provider_ar": of.corporate_name_ar, "provider_fr": of.corporate_name_fr}
    return Inspection.of(inspection).changed(cause=cause, facts={**told, **({"site": key_of(site)} if site else {})})


def link_complaint(*, inspection: Named, complaint: Named, cause: Cause) -> Inspection:
    return Inspection.of(inspection).changed(cause=cause, complaint=key_of(complaint))


# What conditions ask.


def get(inspection: Named) -> Inspection:
    return Inspection.of(inspection)


def of_provider(provider: Named, *, since: date | None = None) -> QuerySet[Inspection]:
    """Visits that were made, newest first."""
    found = Inspection.objects.current().filter(provider=key_of(provider), visited_on__isnull=False)
    return (found.filter(visited_on__gte=since) if since else found).order_by("-visited_on", "-number")


def last_final(*, provider: Named | None = None, site: Named | None = None) -> Inspection | None:
    """The last final report of a provider or of a site."""
    named = {"provider": provider, "site": site}
    asked = {k: key_of(v) for k, v in named.items() if v is not None}
    if not asked:
        raise ValueError("the last report on what?")
    return Inspection.objects.current().filter(**asked, status=Status.FINAL).order_by("-final_on", "-number").first()
