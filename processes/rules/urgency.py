"""When an urgent measure ends, and why an act on it is not possible now."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from workflow.models import Case
from workflow.procedure import Procedure


def signed_on(case: Case) -> date | None:
    """The day from which the days of the measure are counted, those of its extension included."""
    told = case.facts.get("in_force", {}).get("since", "")
    return date.fromisoformat(told) if told else None


def not_extended(procedure: Procedure) -> Condition:
    met = not procedure.case.facts.get("in_force", {}).get("extended")
    return Condition(met, _("The measure was extended once already."))


def no_sanction_opened(procedure: Procedure) -> Condition:
    """A measure from which proceedings follow ends with them."""
    opened = procedure.case.children.filter(procedure="SAN-01").count()
    return Condition(not opened, _("Proceedings for a sanction are open."), opened=opened)
