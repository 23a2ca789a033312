"""Why a closure cannot go on now: trainees who are owed something, records, and what is still open against the structure."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from processes.language import Condition, Stage
from registers import complaints, enrolments, sanctions
from workflow.models import Case, Clock
from workflow.procedure import Procedure


def last_report(case: Case) -> date | None:
    """The day of the last report on the plan, from which the next one is waited for."""
    on = case.facts.get("progress", {}).get("on", "")
    return date.fromisoformat(on) if on else None


def filed_on_request(procedure: Procedure) -> Condition:
    """What the ministry has opened of its own motion waits for nobody's papers, and nobody withdraws it."""
    met = "origin" not in procedure.case.facts
    return Condition(met, _("This case was opened by the ministry: it is neither completed nor withdrawn by the structure."))


def plan_carried_out(procedure: Procedure) -> Condition:
    """Every line of the plan is done, or the register shows that the trainee has gone on; refunds are proven."""
    lines = procedure.case.facts.get("plan", {}).get("lines", [])
    left = [line["number"] for line in lines if not line["done_on"] and _is_owed(line)]
    unproven = [line["number"] for line in lines if line["solution"] == "refund" and _is_owed(line) and "proof" not in line]
    unmet = _("The situation of some trainees is not settled, or a refund is not proven.")
    return Condition(not left and not unproven, unmet, left=left, unproven=unproven)


def _is_owed(line: dict[str, str]) -> bool:
    return bool(enrolments.get(line["trainee"]).status == "active")


def is_overdue(procedure: Procedure) -> Condition:
    """The plan is sixty days past its time, or the records were not handed over in theirs."""
    case = procedure.case
    clock = case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status=Clock.Status.STOPPED).first()
    late = procedure.parameter("overdue_days") if case.stage == Stage.TRAINEE_PLAN_EXECUTION else 0
    met = bool(clock and clock.due and procedure.today > clock.due + timedelta(days=late))
    due = clock.due.isoformat() if clock and clock.due else ""
    return Condition(met, _("The plan or the records are not late enough for that."), due=due, late=late)


def nothing_pending(procedure: Procedure) -> Condition:
    """No open complaint, no sanction in force, and nothing owed to a trainee."""
    provider = procedure.provider
    named = procedure.application.answer(procedure.case, "sites", [])
    open_ones = [c.number for c in complaints.of_provider(provider, is_open=True)]
    held = [s.number for s in sanctions.in_force(provider=provider, on=procedure.today)]
    owed = [e.number for e in procedure.application.owed(named)]
    unmet = _("A complaint or a sanction is open, or something is still owed to a trainee.")
    return Condition(not (open_ones or held or owed), unmet, complaints=open_ones, sanctions=held, trainees=owed)
