"""The usual way of a case to its decision, and what may happen on the way, computed from the machine."""

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import Any

from accounts.roles import PARTY_ROLES, Role
from workflow import parameters, plain_words
from workflow.calendar import TimeLimit
from workflow.procedure import Procedure
from workflow.terms import ClockState, Duty


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
    """The final stage that a signature reaches without having to give a reason; where nobody signs, that of another such act.

    Where every end must be reasoned, that of the signature which comes last on the way.
    """
    machine = procedure.machine
    ends = [t for t in machine.transitions.values() if machine.is_final(t.target)]
    plain = [t for t in ends if not t.requires_reason]
    signed = [t.target for t in plain if t.terms.duty is Duty.SIGNS]
    given_up = {t.target for t in machine.leaving(procedure.initial)}
    others = [t.target for t in plain if t.by != (Role.SYSTEM,) and t.target not in given_up]
    reached = list(_ways(procedure, source=procedure.initial))
    reasoned = [t.target for t in ends if t.terms.duty is Duty.SIGNS and t.target in reached]
    return next(iter([*signed, *others, *sorted(reasoned, key=reached.index, reverse=True)]), None)


def stages_to_decision(procedure: type[Procedure], *, source: str) -> list[str]:
    """The stages of the shortest way from a stage to the decision, which itself is left out.

    An act of the system is on it only where people alone do not get there.
    """
    end, came_from = favourable_end(procedure), _ways(procedure, source=source)
    if end is None or end not in came_from:
        return []
    way, stage = [], came_from[end]
    while stage:
        way.append(stage)
        stage = came_from[stage]
    return way[::-1]


def _ways(procedure: type[Procedure], *, source: str) -> dict[str, str]:
    """Every stage that can be reached, nearest first, with the stage before it: few acts of the system, then few acts."""
    machine = procedure.machine
    came_from: dict[str, str] = {}
    order = count()  # of two ways as short, the one declared first
    waiting = [(0, 0, next(order), source, "")]
    while waiting:
        by_system, length, _n, stage, former = heappop(waiting)
        if stage in came_from:
            continue
        came_from[stage] = former
        for transition in machine.leaving(stage):
            is_system = transition.by == (Role.SYSTEM,)
            heappush(waiting, (by_system + is_system, length + 1, next(order), transition.target, stage))
    return came_from


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
