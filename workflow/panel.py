"""What can be done on a case now: by whom, until when, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import User
from accounts.roles import Role
from workflow import cases, policies, tasks
from workflow.machine import Transition
from workflow.models import Case, Clock, Task
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.refusals import DutiesConflict, NotEntitled
from workflow.terms import ClockState, Duty, Letter


@dataclass(frozen=True)
class Option:
    """One transition that leaves the stage, as one person sees it."""

    transition: Transition
    is_mine: bool  # the person holds a role for it, here and today
    reasons: list[Any] = field(default_factory=list)  # why it is not possible now; empty when it is
    by: tuple[Any, ...] = ()  # labels of the roles that may perform it
    role_used: str = ""

    @property
    def is_allowed(self) -> bool:
        return self.is_mine and not self.reasons

    @property
    def tone(self) -> str:
        """danger for acts signed against the applicant, primary for the favourable way on."""
        if self.transition.is_adverse:
            return "danger"
        return "secondary" if self.transition.requires_reason else "primary"


@dataclass(frozen=True)
class Waiting:
    """Who must act, and until when."""

    roles: tuple[Any, ...]
    due: date | None
    is_overdue: bool
    then: Any  # label of what the system does when the time has passed, or None
    tasks: list[Task]
    clock: Clock | None


def options(case: Case, user: User) -> list[Option]:
    """Every way out of the stage for a human, the person's own first."""
    held = list(case.tasks.filter(closed_at__isnull=True))
    found = [_option(case, t, user, held) for t in procedure_of(case).machine.leaving(case.stage) if t.by != (Role.SYSTEM,)]
    return sorted(found, key=lambda o: (not o.is_mine, bool(o.reasons), o.tone != "primary"))


def _option(case: Case, transition: Transition, user: User, held: list[Task]) -> Option:
    labels = tuple(Role(r).label for r in transition.by)
    try:
        actor = policies.entitle(case, transition, user)
    except DutiesConflict as refusal:
        return Option(transition, is_mine=True, reasons=[refusal.sentence], by=labels)
    except NotEntitled:
        return Option(transition, is_mine=False, by=labels)
    try:
        tasks.check_holder(held, actor=actor, desk=procedure_of(case).machine.desks.get(case.stage))
    except NotEntitled as refusal:
        return Option(transition, is_mine=True, reasons=[refusal.sentence], by=labels, role_used=actor.role)
    act = procedure_of(case)(case, actor=actor)
    reasons = [answer.message for _name, answer in act.answers(transition) if not answer]
    return Option(transition, is_mine=True, reasons=reasons, by=labels, role_used=actor.role)


def stage_tone(procedure: type[Procedure], stage: str) -> str:
    """The colour of a stage: granted, refused, closed otherwise, suspended, not yet examined, or under way."""
    machine = procedure.machine
    if not machine.is_final(stage):
        clock = machine.clock_at(stage)
        return {ClockState.SUSPENDED: "waiting", ClockState.NOT_STARTED: "info"}.get(clock, "active")
    signed = [t for t in machine.transitions.values() if t.target == stage and t.terms.duty is Duty.SIGNS]
    if not signed:
        return "neutral"
    return "danger" if any(t.is_adverse for t in signed) else "success"


def letters(case: Case, user: User) -> Iterator[tuple[str, Letter]]:
    """Letters that the person may send at this stage."""
    for name, letter in procedure_of(case).letters.items():
        if cases.letter_actor(case, letter, user):
            yield name, letter


def waiting(case: Case, *, on: date) -> Waiting:
    """Who holds the case now, until when, and what time does by itself."""
    procedure = procedure_of(case)
    desk = procedure.machine.desks.get(case.stage)
    tasks = list(case.tasks.filter(closed_at__isnull=True).select_related("assignee").order_by("pk"))
    clock = case.clocks.filter(kind=Clock.Kind.STAGE, stage=case.stage).exclude(status=Clock.Status.STOPPED).first()
    if clock:
        clock.case = case
    due = clock.due if clock else None
    then = procedure.machine.transitions[desk.then].label if desk and desk.then else None
    roles = tuple(Role(r).label for r in ((desk.role,) if desk else ()))
    return Waiting(roles, due, bool(due and on > due), then, tasks, clock)


__all__ = ["Option", "Waiting", "letters", "options", "stage_tone", "waiting"]
