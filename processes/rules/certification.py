"""Conditions on the register of certificates."""

from django.utils.translation import gettext_lazy as _

from processes.language import Condition, Duty
from workflow.procedure import Procedure


def typed_by_another(procedure: Procedure) -> Condition:
    """What was typed at the counter is registered by another person."""
    typed = sorted(procedure.actor.persons & set(procedure.case.duties.get(Duty.FILES, ())))
    return Condition(not typed, _("You typed this application at the counter: another person must register it."), typed=typed)


def marks_on_record(procedure: Procedure) -> Condition:
    """A transcript can only say what the register keeps."""
    asked = procedure.application.answer(procedure.case, "request_kind")
    marks = procedure.case.facts.get("register_line", {}).get("marks", [])
    return Condition(asked != "transcript" or bool(marks), _("The register keeps no marks for this certificate."), asked=asked)
