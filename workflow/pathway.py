"""The usual way of a case to its decision, and what may happen on the way, computed from the machine."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from accounts.roles import PARTY_ROLES, Role
from workflow import parameters, plain_words
from workflow.calendar import TimeLimit
from workflow.procedure import ClockState, Duty, Procedure


@dataclass(frozen=True)
class Step:
    """One stage as a person outside the house reads it."""

    stage: str
    label: Any
    told: Any  # a sentence
    holder: Any
    is_applicant: bool
    limit: TimeLimit | None
    is_suspended: bool  # the legal clock does not run


def favourable_end(procedure: type[Procedure]) -> str | None:
    """The final stage that a signature reaches without having to give a reason; where nobody signs, that of another such act."""
    machine = procedure.machine
    ends = [t for t in machine.transitions.values() if machine.is_final(t.target) and not t.requires_reason]
    signed = [t.target for t in ends if t.terms.duty is Duty.SIGNS]
    given_up = {t.target for t in machine.leaving(procedure.initial)}
    others = [t.target for t in ends if t.by != (Role.SYSTEM,) and t.target not in given_up]
    return next(iter([*signed, *others]), None)


def stages_to_decision(procedure: type[Procedure], *, source: str) -> list[str]:
    """The stages of the shortest way of human acts from a stage to the decision, which itself is left out."""
    machine, end = procedure.machine, favourable_end(procedure)
    came_from: dict[str, str] = {source: ""}
    waiting = deque([source])
    while waiting:
        stage = waiting.popleft()
        for transition in machine.leaving(stage):
            if transition.by != (Role.SYSTEM,) and transition.target not in came_from:
                came_from[transition.target] = stage
                waiting.append(transition.target)
    if end is None or end not in came_from:
        return []
    way, stage = [], came_from[end]
    while stage:
        way.append(stage)
        stage = came_from[stage]
    return way[::-1]


def usual(procedure: type[Procedure], *, as_declared: bool = False) -> list[Step]:
    """The steps from the draft to the decision; their times as in force, or as the procedure declares them."""
    current = {} if as_declared else parameters.in_force(prefix=f"{procedure.code}.")
    return [_step(procedure, s, current) for s in stages_to_decision(procedure, source=procedure.initial)]


def detours(procedure: type[Procedure]) -> list[Step]:
    """The open stages beside the usual way."""
    current, way = parameters.in_force(prefix=f"{procedure.code}."), stages_to_decision(procedure, source=procedure.initial)
    return [_step(procedure, s, current) for s in procedure.machine.stages if s not in way and not procedure.machine.is_final(s)]


def _step(procedure: type[Procedure], stage: str, current: dict[str, Any]) -> Step:
    desk = procedure.machine.desks[stage]
    limit = desk.limit and TimeLimit(int(current.get(f"{procedure.code}.{stage}.days", desk.limit.days)), desk.limit.unit)
    return Step(
        stage=stage,
        label=procedure.stage_label(stage),
        told=plain_words.told(procedure, stage),
        holder=Role(desk.role).label,
        is_applicant=desk.role in PARTY_ROLES - {Role.PARTNER},
        limit=limit,
        is_suspended=desk.clock is ClockState.SUSPENDED,
    )
