"""Conditions on the register of certificates."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from processes.language import Condition
from workflow.procedure import Procedure


def marks_on_record(procedure: Procedure) -> Condition:
    """A transcript can only say what the register keeps."""
    asked = procedure.application.answer(procedure.case, "request_kind")
    marks = procedure.case.facts.get("register_line", {}).get("marks", [])
    return Condition(asked != "transcript" or bool(marks), _("The register keeps no marks for this certificate."), asked=asked)


def register_matches(procedure: Procedure) -> Condition:
    """Number, holder and title are exactly those of a certificate in force."""
    line = procedure.application.line(procedure.case)
    return Condition(line is not None, _("No line of the register matches exactly."), line=line.number if line else "")


def register_differs(procedure: Procedure) -> Condition:
    line = procedure.application.line(procedure.case)
    return Condition(line is None, _("A line of the register matches exactly."), line=line.number if line else "")


def holder_was_heard(procedure: Procedure) -> Condition:
    """The adversarial letter left early enough for the holder to answer."""
    sent = procedure.case.facts.get("adversarial_letter", {}).get("sent_on", "")
    days = procedure.parameter("adversarial_days")
    met = bool(sent) and date.fromisoformat(sent) + timedelta(days=days) <= procedure.today
    return Condition(met, _("The holder must first have had the time to answer the adversarial letter."), sent=sent, days=days)
