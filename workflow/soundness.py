"""Whether a machine is sound: every stage reachable, every case able to end, every clock able to resume."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.checks import register as register_check

from accounts.roles import POSTED_ROLES, Role
from workflow.announced import is_announced
from workflow.machine import Machine
from workflow.procedure import Procedure
from workflow.procedures import is_in_service, procedures
from workflow.terms import ClockState, Duty

HUMAN = POSTED_ROLES | {Role.APPLICANT, Role.TRAINEE, Role.PARTNER}


def findings(procedure: type[Procedure]) -> list[str]:
    """Sentences, one per flaw; none when the machine is sound."""
    machine = procedure.machine
    return [
        *_reachable(machine, starts=_starts(procedure)),
        *_endable(machine),
        *_desks(machine),
        *_times(machine),
        *_roles(machine),
        *_signatures(machine),
        *_documents(machine),
        *_openings(procedure),
        *_campaigns(procedure),
        *_links(procedure),
    ]


def _starts(procedure: type[Procedure]) -> list[str]:
    """Where cases begin: on application, or of the ministry's own motion."""
    return [s for s in dict.fromkeys((procedure.machine.initial, str(procedure.ex_officio))) if s]


def _closure(starts: Iterable[str], edges: Mapping[str, set[str]]) -> set[str]:
    seen, todo = set(starts), list(starts)
    while todo:
        for following in edges.get(todo.pop(), set()) - seen:
            seen.add(following)
            todo.append(following)
    return seen


def _edges(machine: Machine, *, backwards: bool = False, human: bool = False) -> dict[str, set[str]]:
    edges: dict[str, set[str]] = {}
    for transition in machine.transitions.values():
        if human and transition.by == (Role.SYSTEM,):
            continue
        for source in transition.sources:
            target = transition.at(source).target
            a, b = (target, source) if backwards else (source, target)
            edges.setdefault(a, set()).add(b)
    return edges


def _reachable(machine: Machine, *, starts: list[str]) -> Iterator[str]:
    reached = _closure(starts, _edges(machine))
    for stage in machine.stages:
        if stage not in reached:
            yield f"stage {stage} cannot be reached from {' or '.join(starts)}"
    for name, transition in machine.transitions.items():
        if not set(transition.sources) & reached:
            yield f"transition {name} is dead: none of its stages can be reached"


def _endable(machine: Machine) -> Iterator[str]:
    finals = [s for s in machine.stages if machine.is_final(s)]
    if not finals:
        yield "no stage is final: every stage has a desk"
    ending = _closure(finals, _edges(machine, backwards=True))
    for stage in machine.stages:
        if stage not in ending:
            yield f"stage {stage} has no way to a final stage"
    for stage in finals:
        for transition in machine.leaving(stage):
            yield f"transition {transition.name} leaves {stage}, which has no desk and is therefore final"


def _desks(machine: Machine) -> Iterator[str]:
    for stage, desk in machine.desks.items():
        leaving = [t for t in machine.leaving(stage) if t.target != stage]
        if not leaving:
            yield f"stage {stage} is open but nothing leaves it"
        exits = {role for t in leaving for role in t.by}
        acts = {role for t in machine.leaving(stage) for role in t.by}
        if desk.role not in acts:
            yield f"the desk of {stage} is held by {desk.role}, who can do nothing there"
        for role in desk.also:
            if role not in acts:
                yield f"{role} has a task at {stage} but can do nothing there"
        if not exits & HUMAN:
            yield f"stage {stage} can only be left by the passing of time"


def _times(machine: Machine) -> Iterator[str]:
    for stage, desk in machine.desks.items():
        for name in filter(None, (desk.then, desk.reminds, *desk.timers, *desk.at_once)):
            transition = machine.transitions.get(name)
            if transition is None or stage not in transition.sources:
                yield f"the desk of {stage} says then={name}, which is no transition from {stage}"
            elif transition.by != (Role.SYSTEM,):
                yield f"the desk of {stage} says then={name}, which is not a transition of the system"
        if desk.then and desk.limit is None:
            yield f"the desk of {stage} says then={desk.then} but has no time limit"
        if desk.clock is ClockState.SUSPENDED and not _resumes(machine, stage):
            yield f"the clock is suspended at {stage} and nothing resumes it"
    automatic = {name for d in machine.desks.values() for name in (d.then, d.reminds, *d.timers, *d.at_once)}
    for name, transition in machine.transitions.items():
        if transition.by == (Role.SYSTEM,) and name not in automatic:
            yield f"transition {name} belongs to the system but no desk performs it"


def _resumes(machine: Machine, stage: str) -> bool:
    """Whether a transition leads from the stage to one whose clock runs; after a decision there may be nothing left to count."""
    targets = {t.target for t in machine.leaving(stage) if t.target != stage}
    is_after_decision = any(t.terms.duty is Duty.SIGNS for t in machine.transitions.values() if t.target == stage)
    if is_after_decision and all(machine.is_final(t) for t in targets):
        return True
    return any(machine.clock_at(t) is ClockState.RUNNING for t in targets)


def _roles(machine: Machine) -> Iterator[str]:
    for name, transition in machine.transitions.items():
        if not transition.by:
            yield f"transition {name} belongs to no role"
        for role in transition.by:
            if role not in set(Role):
                yield f"transition {name} belongs to {role}, which is no role"
            elif role in (Role.AUDITOR, Role.ADMINISTRATOR):
                yield f"transition {name} belongs to {role}, who may not act on cases"
            elif role not in HUMAN and role != Role.SYSTEM:
                yield f"transition {name} belongs to {role}, which nobody can hold"


def _signatures(machine: Machine) -> Iterator[str]:
    def roles(duty: Duty) -> set[Any]:
        return {r for t in machine.transitions.values() if t.terms.duty is duty for r in t.by}

    for role in sorted(roles(Duty.PROPOSES) & roles(Duty.SIGNS)):
        yield f"{role} both proposes and signs"


def _documents(machine: Machine) -> Iterator[str]:
    for name, transition in machine.transitions.items():
        certain = [d for d in transition.terms.issues if getattr(d, "when", None) is None]
        if machine.is_final(transition.target) and len(certain) > 1:
            yield f"transition {name} ends the case with more than one numbered decision"


def _openings(procedure: type[Procedure]) -> Iterator[str]:
    stage = str(procedure.ex_officio)
    if stage and stage not in procedure.machine.desks:
        yield f"cases are opened of the ministry's own motion at {stage}, which has no desk"
    if procedure.opened_by and not stage:
        yield "roles may open cases of the ministry's own motion, but no stage says where they begin"
    for role in procedure.opened_by:
        if role not in HUMAN:
            yield f"cases are opened by {role}, which nobody can hold"
    for concealed in procedure.concealed:
        if concealed not in procedure.machine.stages:
            yield f"{concealed} is concealed from the party but is no stage"


def _campaigns(procedure: type[Procedure]) -> Iterator[str]:
    for stage in procedure.filled_at:
        if stage not in procedure.machine.desks:
            yield f"the application is filled in at {stage}, which has no desk"
    if procedure.campaigns is None:
        return
    if not procedure.ex_officio:
        yield "campaigns open cases, but no stage says where they begin"
    name = procedure.campaigns.validation
    if name and (name not in procedure.machine.transitions or procedure.machine.transitions[name].form is not None):
        yield f"{name} is performed on many cases but is no transition without a form"
    for stage in procedure.campaigns.stages:
        desk = procedure.machine.desks.get(stage)
        if desk is None or desk.limit is None:
            yield f"the last day of a campaign binds at {stage}, whose desk has no time limit"


def _links(procedure: type[Procedure]) -> Iterator[str]:
    for link in procedure.links:
        if not is_in_service(link.opens) and not is_announced(link.opens):
            yield f"a case may open {link.opens}, which is no procedure"
        for name in link.by:
            if name not in procedure.machine.transitions:
                yield f"{link.opens} is opened by {name}, which is no transition"


@register_check()
def check_soundness(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuses to start with an unsound procedure."""
    return [
        Error(f"{procedure.code}: {sentence}", id="workflow.E001", obj=procedure)
        for procedure in procedures()
        for sentence in findings(procedure)
    ]
