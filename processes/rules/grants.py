"""What a decision on a programme does to the registers: the programme, its homologation, the trainers, the decision itself."""

from datetime import timedelta

from documents.contexts.homologations import validity
from processes import records
from registers import homologations, programmes, trainers
from registers.models import Homologation
from workflow.causes import cause_of
from workflow.procedure import Procedure


def homologate(act: Procedure, *, conditional: bool = False, kind: str = Homologation.Kind.ORDINARY) -> None:
    """Enters the homologation from today on, and puts its trainers to work for it."""
    case, cause, application = act.case, cause_of(act), act.application
    competence = kind == Homologation.Kind.COMPETENCE
    programme = programmes.homologate(
        provider=act.provider, facts=application.programme(case), cause=cause, competence=competence
    )
    starts, ends = validity(act)
    facts = {**application.homologation(case), "session_number": case.facts["opinion"]["session"]}
    if conditional:
        days = act.machine.desks["conditions_pending"].limit.days  # type: ignore[union-attr]
        facts |= {"conditions": case.facts["proposal"]["conditions"], "conditions_due": act.today + timedelta(days=days)}
    entered = homologations.enter(
        programme=programme,
        site=application.places(case)[0],
        facts=facts,
        cause=cause,
        starts_on=starts,
        ends_on=ends,
        kind=kind,
        conditional=conditional,
    )
    for row in application.assigned(case):
        if (trainer := trainers.by_number(row["trainer"])) is not None:
            assigned = {"homologation": entered, "module": row["module"], "ends_on": ends, "hours_week": None}
            trainers.assign(trainer=trainer, provider=act.provider, cause=cause, **assigned)
    case.facts["programme"], case.facts["homologation"] = str(programme.entry), str(entered.entry)
    records.enter_decision(act, outcome="conditional" if conditional else "approved")
    records.close_visit(act, follow_up="homologated")


def lift_conditions(act: Procedure) -> None:
    homologations.lift_conditions(homologation=act.case.facts["homologation"], cause=cause_of(act))


def withdraw(act: Procedure, *, reason: str) -> None:
    """The homologation ends and its trainers are free; the programme is what it was declared to be."""
    homologation, cause = act.case.facts["homologation"], cause_of(act)
    trainers.release(homologation=homologation, cause=cause)
    homologations.withdraw(homologation=homologation, cause=cause, reason=reason)
    programmes.resume(programme=act.case.facts["programme"], to="declared", cause=cause)
