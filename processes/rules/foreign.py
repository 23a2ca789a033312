"""Why a foreign structure may not be authorised now, and the days of its mission."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from registers import restrictions
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of


def end_of_mission(case: Case) -> date:
    """The end of the last action, or the day on which the mission was declared over before."""
    early = case.facts.get("mission_end", {}).get("on", "")
    last: date = procedure_of(case).application.last_day(case)
    return min(date.fromisoformat(early), last) if early else last


def eve_of_the_end(case: Case) -> date:
    return end_of_mission(case) - timedelta(days=1)


def reports_filed(procedure: Procedure) -> Condition:
    """The structure owes no report of an earlier mission, and no restriction forbids it to come."""
    known = procedure.application.known(procedure.case)
    owes = known is not None and known.report_missing
    about = {"provider": known.entry} if known is not None else {}
    found = restrictions.blocks(procedure=procedure.code, on=procedure.today, **about)
    unmet = _("A report of an earlier mission of this structure is missing, or a restriction is in force.")
    return Condition(not owes and not found, unmet, owes=owes, restrictions=[r.number for r in found])


def trainers_allowed(procedure: Procedure) -> Condition:
    found = procedure.application.barred(procedure.case)
    return Condition(not found, _("One of the trainers may not train."), barred=len(found))
