"""Procedures described as data, from the declarations alone."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from accounts.roles import Role
from workflow.machine import Transition
from workflow.procedure import Procedure
from workflow.procedures import procedures
from workflow.terms import Desk

LANGUAGES = ("en", "fr", "ar")


def in_languages(text: Any) -> dict[str, str]:
    """A lazy text in the three languages, with plain spaces: where a line breaks is a matter of pages, not of data."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(text).replace("\u00a0", " ")
    return found


def _transitions(transition: Transition) -> Iterator[dict[str, Any]]:
    """One line; one for each stage where the case stays at several."""
    for each in [transition.at(s) for s in transition.sources] if transition.stays else [transition]:
        yield _transition(each)


def _transition(transition: Transition) -> dict[str, Any]:
    return {
        "name": transition.name,
        "label": in_languages(transition.label),
        "source": list(transition.sources),
        "target": transition.target,
        "roles": [str(r) for r in transition.by],
        "reason_required": transition.requires_reason,
        "form": transition.form.__name__ if transition.form else None,
        "conditions": [c.__name__ for c in transition.conditions],
        "documents": [d.code for d in transition.terms.issues],
    }


def _deadlines(procedure: type[Procedure]) -> Iterator[dict[str, Any]]:
    for stage in procedure.machine.stages:
        desk: Desk | None = procedure.machine.desks.get(stage)
        if desk and desk.at_once:
            told = {"stage": stage, "days": 0, "unit": "working", "role": str(Role.SYSTEM)}
            yield {**told, "then": ", ".join(desk.at_once), "reminders": []}
        if desk and desk.limit:
            yield {
                "stage": stage,
                "days": desk.limit.days,
                "unit": str(desk.limit.unit),
                "role": str(desk.role),
                "then": desk.then or "escalation",
                "reminders": list(desk.reminders),
            }
        if desk is None:
            continue
        for name, after in desk.timers.items():
            if desk.timers_from and after.days == 1:
                continue  # a day that the case itself names is no time limit
            if procedure.machine.transitions[name].target != stage:  # the others only remind
                told = {"stage": stage, "days": after.days, "unit": str(after.unit), "role": str(desk.role)}
                yield {**told, "then": name, "reminders": []}
    if procedure.time_limit:
        limit = procedure.time_limit
        yield {"stage": "*", "days": limit.days, "unit": str(limit.unit), "role": "", "then": "", "reminders": []}


def described(procedure: type[Procedure]) -> dict[str, Any]:
    """One procedure as JSON."""
    machine = procedure.machine
    return {
        "code": procedure.code,
        "version": procedure.version,
        "family": str(procedure.family),
        "title": in_languages(procedure.title),
        "legal_basis": list(procedure.legal_basis),
        "stages": [
            {
                "code": s,
                "kind": machine.kind_of(s),
                "clock": str(machine.clock_at(s)),
                "label": in_languages(procedure.stage_label(s)),
            }
            for s in machine.stages
        ],
        "transitions": [row for t in machine.transitions.values() for row in _transitions(t)],
        "deadlines": list(_deadlines(procedure)),
        "opens": [{"procedure": link.opens, "by": list(link.by)} for link in procedure.links],
    }


def all_described() -> dict[str, Any]:
    return {"procedures": [described(p) for p in procedures()]}
