"""Time limits as letters state them, with their last day whenever a clock knows it."""

from datetime import date

from documents.wording import TimeLimit
from workflow import calendar, clocks, parameters
from workflow.holidays import calendar as working_calendar
from workflow.models import Case, Clock
from workflow.procedures import procedure_of


def of_clock(clock: Clock) -> TimeLimit:
    due = clock.due or _due_of_a_stopped(clock)
    return _told(clock.days, clock.unit, due)


def _due_of_a_stopped(clock: Clock) -> date | None:
    """The day on which the limit ended, or would have ended."""
    if not clock.runs:
        return None
    runs = [calendar.Run(date.fromisoformat(a), date.fromisoformat(b) if b else None) for a, b in clock.runs]
    last = runs[-1]
    open_again = [*runs[:-1], calendar.Run(last.start, None)]
    return calendar.deadline(limit=clocks.limit_of(clock), runs=open_again, calendar=working_calendar())


def _told(days: int, unit: str, due: date | None) -> TimeLimit:
    found: TimeLimit = {"days": days, "unit": "working" if unit == "working" else "calendar"}
    if due:
        found["due_on"] = due.isoformat()
    return found


def of_stage(case: Case, stage: str) -> TimeLimit:
    """The limit of a stage: of its newest clock, or as the procedure declares it while none has started."""
    clock = Clock.objects.filter(case=case, kind=Clock.Kind.STAGE, stage=stage).order_by("-pk").first()
    if clock:
        return of_clock(clock)
    declared = declared_for(case, stage)
    if declared is None:
        raise LookupError(f"no time limit at {stage}")
    return declared


def declared_for(case: Case, stage: str) -> TimeLimit | None:
    """The limit of a stage to come, without its last day."""
    desk = procedure_of(case).machine.desks.get(stage)
    limit = parameters.limit_for(case, stage, desk) if desk else None
    return _told(limit.days, str(limit.unit), None) if limit else None


def legal(case: Case) -> TimeLimit:
    """The limit of the whole procedure."""
    clock = Clock.objects.filter(case=case, kind=Clock.Kind.LEGAL).order_by("-pk").first()
    if clock:
        return of_clock(clock)
    limit = clocks.legal_limit(case)
    if limit is None:
        raise LookupError(f"{case.procedure} has no legal time limit")
    return _told(limit.days, str(limit.unit), None)
