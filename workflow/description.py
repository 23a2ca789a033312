"""Procedures described as data and as pages, from the declarations alone."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation

from accounts.roles import Role
from workflow.procedure import Desk, Procedure, Transition, procedures

LANGUAGES = ("en", "fr", "ar")


def in_languages(text: Any) -> dict[str, str]:
    """A lazy text in the three languages."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(text)
    return found


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
        "transitions": [_transition(t) for t in machine.transitions.values()],
        "deadlines": list(_deadlines(procedure)),
        "opens": [{"procedure": link.opens, "by": list(link.by)} for link in procedure.links],
    }


def all_described() -> dict[str, Any]:
    return {"procedures": [described(p) for p in procedures()]}


def page(procedure: type[Procedure]) -> str:
    """One procedure as a Markdown page, in English, with the names in the three languages."""
    data, title = described(procedure), in_languages(procedure.title)
    label = {s["code"]: s["label"] for s in data["stages"]}
    lines = [
        f"# {procedure.code} {title['en']}",
        "",
        f"**{title['fr']}** · **{title['ar']}**",
        "",
        in_languages(procedure.purpose)["en"],
        "",
        f"Family {data['family']}, version {data['version']}. Legal basis: {', '.join(data['legal_basis'])}.",
        "",
        "## Stages",
        "",
        "| Stage | English | Français | العربية | Kind | Clock | Desk | Time limit |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for stage in data["stages"]:
        desk = procedure.machine.desks.get(stage["code"])
        held = ", ".join([str(desk.role), *map(str, desk.also)]) if desk else "–"
        limit = f"{desk.limit.days} {desk.limit.unit} days" if desk and desk.limit else "–"
        if desk and desk.then:
            limit += f", then `{desk.then}`"
        for name, after in desk.timers.items() if desk else ():
            of = " of a day of the case" if desk and desk.timers_from else ""
            limit += f"; `{name}` after {after.days} {after.unit} days{of}"
        if desk and desk.at_once:
            limit = f"at once: {', '.join(f'`{name}`' for name in desk.at_once)}"
        names = " | ".join(stage["label"][x] for x in LANGUAGES)
        lines.append(f"| `{stage['code']}` | {names} | {stage['kind']} | {stage['clock']} | {held} | {limit} |")
    lines += [
        "",
        "## Transitions",
        "",
        "| Transition | Label | From → to | Roles | Reason | Conditions | Documents |",
        "|" + "---|" * 7,
    ]
    for t in data["transitions"]:
        way = f"{', '.join(label[s]['en'] for s in t['source'])} → {label[t['target']]['en']}"
        reason = "yes" if t["reason_required"] else "no"
        conditions = ", ".join(f"`{c}`" for c in t["conditions"]) or "–"
        documents = ", ".join(t["documents"]) or "–"
        lines.append(
            f"| `{t['name']}` | {t['label']['en']} / {t['label']['fr']} / {t['label']['ar']} | {way} "
            f"| {', '.join(t['roles'])} | {reason} | {conditions} | {documents} |"
        )
    if procedure.links:
        lines += ["", "## Cases that it opens", "", "| Procedure | By |", "|---|---|"]
        lines += [f"| {link.opens} | {', '.join(f'`{name}`' for name in link.by)} |" for link in procedure.links]
    lines += ["", "## Who may do what", "", "| Role | Transitions |", "|---|---|"]
    for role in Role:
        mine = [t["name"] for t in data["transitions"] if role in t["roles"]]
        if mine:
            lines.append(f"| {role} | {', '.join(f'`{m}`' for m in mine)} |")
    lines += ["", "## Diagram", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {procedure.machine.initial}"]
    for t in data["transitions"]:
        lines += [f"    {source} --> {t['target']}: {t['name']}" for source in t["source"]]
    lines += [f"    {s['code']} --> [*]" for s in data["stages"] if s["kind"] == "final"]
    return "\n".join([*lines, "```", ""])
