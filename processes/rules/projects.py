"""Why an act on a project that answers a call is not possible now."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from registers import payments
from workflow import committees, parameters
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of

# The call that is open: code -> (default, label).
CALL = {
    "call": ("2026-1", _("Call for projects that is open")),
    "call_opens": ("2026-01-01", _("First day of the call")),
    "call_closes": ("2028-12-31", _("Last day of the call")),
    "ceiling": ("200000.000", _("Ceiling of a project (TND)")),
    "per_trainee": ("3000.000", _("Most for one trainee (TND)")),
    "own_share": (10, _("Own share of the structure (%)")),
    "employer": (1, _("Partner who is an employer (1: asked for, 0: not)")),
    "homologated_only": (0, _("Homologated programmes only (1: yes, 0: no)")),
}


def call_closes(case: Case) -> date | None:
    """The last day of the call, from which the examination of eligibility counts."""
    return date.fromisoformat(str(parameters.value_for(case, f"{case.procedure}.call_closes")))


def last_session_ends(case: Case) -> date | None:
    """The end of the last session, from which the final report is due."""
    found: date = procedure_of(case).application.last_day(case)
    return found


def call_open(procedure: Procedure) -> Condition:
    opens, closes = (date.fromisoformat(str(procedure.parameter(name))) for name in ("call_opens", "call_closes"))
    unmet = _("The call is not open on this day.")
    return Condition(opens <= procedure.today <= closes, unmet, opens=opens.isoformat(), closes=closes.isoformat())


def majority_for(procedure: Procedure) -> Condition:
    item = procedure.ask(committees.item_of)
    outcome = committees.tally(item).outcome if item else ""
    return Condition(outcome == "favourable", _("The committee has not voted for this project."), outcome=outcome)


def instalments_paid(procedure: Procedure) -> Condition:
    """Every instalment of the schedule was asked and paid."""
    left = payments.left_of(procedure.case.facts["agreement"])
    return Condition(left == Decimal(0), _("Instalments of the schedule have not been asked for or paid."), left=str(left))
