"""Why an act of the proceedings for a sanction is not possible now."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from accounts.standing import standing_of
from processes.language import Condition
from processes.rules.hearings import served_on
from workflow.calendar import add_months
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.terms import Duty


def drafted_by_another(procedure: Procedure) -> Condition:
    """Who drew up the file does not notify its grievances; a case that follows from another was drawn up there."""
    case = procedure.case
    drafters = set(case.duties.get(Duty.OPENS, ())) if case.parent_id is None else set()
    own = procedure.actor.persons & drafters
    return Condition(not own, _("You drew up this file: another person notifies the grievances."))


def region_and_legal_officer_agreed(procedure: Procedure) -> Condition:
    """The region opened the case or wrote a note on it, and a legal officer did so too."""
    case = procedure.case
    said = {role for note in case.notes.select_related("author") for role in _roles(note.author, case)}
    said |= {role for user in _openers(case) for role in _roles(user, case)}
    region = bool(said & {Role.REGIONAL_DIRECTOR, Role.REGIONAL_OFFICER})
    legal = Role.LEGAL_OFFICER in said
    unmet = _("The region and a legal officer must first say in a note that they agree.")
    return Condition(region and legal, unmet, region=region, legal=legal)


def _openers(case: Case) -> list[object]:
    from accounts.models import User  # read here alone

    return list(User.objects.filter(pk__in=case.duties.get(Duty.OPENS, ())))


def _roles(user: object, case: Case) -> set[str]:
    held = standing_of(user).holdings  # type: ignore[arg-type]
    return {h.role for h in held if not h.region or h.region == case.region}


def facts_not_prescribed(procedure: Procedure) -> Condition:
    """No grievance is older than the years after which nothing is sanctioned any more."""
    days = int(procedure.parameter("prescription.days"))
    told = procedure.application.answer(procedure.case, "grounds", [])
    first = procedure.today - timedelta(days=days)
    old = [row["dated"] for row in told if row.get("dated") and date.fromisoformat(row["dated"]) < first]
    return Condition(not old, _("A fact is too old to be sanctioned."), old=old, since=first.isoformat())


def sanction_proposed(procedure: Procedure) -> Condition:
    found = procedure.case.facts.get("proposal", {}).get("outcome", "")
    return Condition(found == "sanction", _("Another outcome was proposed."), proposed=found)


def carried_out(procedure: Procedure) -> Condition:
    """The decision was notified and its months, if it has any, are over."""
    served = served_on(procedure.case, "SAN")
    months = procedure.case.facts.get("proposal", {}).get("months")
    until = add_months(served, int(months)) if served and months else served
    met = until is not None and procedure.today >= until
    unmet = _("The decision is not notified yet, or its time is not over.")
    return Condition(met, unmet, served=served.isoformat() if served else "", until=until.isoformat() if until else "")
