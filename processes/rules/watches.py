"""Why an act on a watch case is not possible now."""

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from workflow.procedure import Procedure


def offence_established(procedure: Procedure) -> Condition:
    """Every capture is kept with its day, its address and its hash."""
    captures = procedure.case.facts.get("collected", {}).get("captures", [])
    bare = [row["link_or_place"] for row in captures if not row.get("sha256")]
    met = bool(captures) and not bare
    return Condition(met, _("A capture is missing: the breach is not established."), without_capture=bare)


def noted_by_another(procedure: Procedure) -> Condition:
    """The legal note was written by somebody else than whoever serves the notice."""
    by = procedure.case.facts.get("collected", {}).get("by")
    met = by is not None and by not in procedure.actor.persons
    return Condition(met, _("You wrote the legal note: another person serves the notice."))


def is_registered(procedure: Procedure) -> Condition:
    met = procedure.case.provider is not None
    return Condition(met, _("Only a structure of the register is referred to proceedings for a sanction."))


def is_not_registered(procedure: Procedure) -> Condition:
    met = procedure.case.provider is None
    return Condition(met, _("A structure of the register is referred by the director."))
