"""What a procedure enters into the registers of decisions and of inspections when it ends."""

from registers import decisions, inspections
from registers.models import Decision
from workflow.causes import cause_of
from workflow.procedure import Procedure


def enter_decision(procedure: Procedure, *, outcome: str) -> Decision:
    """The decision of the act, signed by whoever acts; nobody signs what silence brings about."""
    case = procedure.case
    names = {"subject_ar": case.applicant_name_ar, "subject_fr": case.applicant_name_fr}
    about = {"provider": case.provider} if case.provider else {}
    return decisions.enter(
        procedure=procedure.code, outcome=outcome, cause=cause_of(procedure), by=procedure.actor.user, facts=names, **about
    )


def close_visit(procedure: Procedure, *, follow_up: str) -> None:
    """The report of the visit, when there was one, becomes final with the decision."""
    facts = procedure.case.facts
    if report := facts.get("visit_report"):
        terms = {"inspection": facts["visit"]["inspection"], "cause": cause_of(procedure)}
        inspections.finalise(**terms, grade=report["grade"], follow_up=follow_up)
