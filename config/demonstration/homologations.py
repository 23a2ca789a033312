"""Homologations that the registers know from before this system, and what inspectors found where they are taught."""

from datetime import date, timedelta

from config.demonstration import programmes as told
from registers import checklist, homologations, inspections, programmes
from registers.entries import Cause
from registers.models import Homologation, Provider, Site


def _cause(provider: Provider, *, on: date) -> Cause:
    return Cause(case_id=None, case_number="", event_stream=f"provider:{provider.number}", on=on)


def known_homologation(*, provider: Provider, site: Site, index: int, on: date, ends_in: int = 200) -> Homologation:
    """A homologated programme of the structure, whose validity ends in so many days."""
    if known := homologations.of(provider=provider).first():
        return known
    cause = _cause(provider, on=on)
    facts = told.programme(index=index, level="CAP", hours=900, workplace=200)
    programme = programmes.homologate(provider=provider, facts={**facts, "sites": [str(site.entry)]}, cause=cause)
    last = on + timedelta(days=ends_in)
    days = {"starts_on": last - timedelta(days=5 * 365), "ends_on": last}
    return homologations.enter(programme=programme, site=site, facts={"groups_per_year": 2}, cause=cause, **days)


def inspected(held: Homologation, *, on: date, grade: str = "A") -> None:
    """A final report on the site, of that day."""
    site, cause = held.site, Cause(case_id=None, case_number="", event_stream=f"homologation:{held.number}", on=on)
    terms = {"provider": held.provider, "site": site, "planned_on": on, "region": held.region, "announced": True}
    planned = inspections.plan(cause=cause, mission_type="planned", team=[], **terms)
    inspections.arrive(inspection=planned, cause=cause, on=on)
    inspections.report(inspection=planned, cause=cause, answers=[], grade=grade, checklist_version=checklist.VERSION)
    inspections.finalise(inspection=planned, cause=cause, grade=grade, follow_up="none")
