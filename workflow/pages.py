"""Pages in Markdown, from the declarations alone: one of each procedure, and who may do what in all of them."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.roles import Role
from workflow import leaflet, legal, pathway
from workflow.description import LANGUAGES, described, in_languages
from workflow.procedure import Procedure
from workflow.procedures import procedures
from workflow.reckoning import duration
from workflow.terms import Duty, Family

NAMES = {"en": "English", "fr": "Français", "ar": "العربية"}


def page(procedure: type[Procedure]) -> str:
    """One procedure: for the public in the three languages, then the whole machine, with the names in the three."""
    title = in_languages(procedure.title)
    lines = [f"# {procedure.code} {title['en']}", "", f"**{title['fr']}** · **{title['ar']}**", ""]
    lines += [f"Family {procedure.family}, version {procedure.version}. Legal basis: {', '.join(procedure.legal_basis)}.", ""]
    for language in LANGUAGES:
        with translation.override(language):
            lines += [f"## {NAMES[language]}", "", *_for_the_public(procedure)]
    data = described(procedure)
    return "\n".join([*lines, *_stages(procedure, data), *_transitions(procedure, data), *_diagram(procedure, data), ""])


def _for_the_public(procedure: type[Procedure]) -> Iterator[str]:
    """What the public page says, in the language in use; times as they are declared."""
    yield from (str(procedure.purpose), "")
    told: list[tuple[str, Any]] = [(_("Who may apply"), leaflet.WHO[procedure.applicants])]
    if procedure.time_limit:
        told.append((_("Time limit by law"), duration(procedure.time_limit)))
    told += [(_("Fees"), procedure.fees), (_("If you do not agree with the decision"), procedure.appeal)]
    for name, text in told:
        if text:
            yield f"- **{name}**: {text}"
    yield ""
    yield from _listed(_("What to prepare"), [_paper(p) for p in leaflet.papers(procedure)])
    yield from _listed(_("How it goes"), [_step(s) for s in pathway.usual(procedure, as_declared=True)], mark="1.")
    yield from _listed(_("What you may receive"), [str(each) for each in leaflet.issued(procedure)])
    yield from _listed(_("The texts that apply"), [legal.title(law) for law in procedure.legal_basis])


def _listed(title: str, items: list[str], *, mark: str = "-") -> Iterator[str]:
    if items:
        yield from (f"**{title}**", "", *(f"{mark} {item}" for item in items), "")


def _paper(paper: leaflet.Paper) -> str:
    return f"{paper.label}" + (f" ({str(paper.condition).rstrip('.')})" if not paper.is_always and paper.condition else "")


def _step(step: pathway.Step) -> str:
    time = f", {duration(step.limit)}" if step.limit else ""
    return f"{step.label} ({_('You') if step.is_applicant else step.holder}{time}). {step.told}"


def _stages(procedure: type[Procedure], data: dict[str, Any]) -> Iterator[str]:
    yield from ("## Stages", "", "| Stage | English | Français | العربية | Kind | Clock | Desk | Time limit |", "|" + "---|" * 8)
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
        yield f"| `{stage['code']}` | {names} | {stage['kind']} | {stage['clock']} | {held} | {limit} |"
    yield ""


def _transitions(procedure: type[Procedure], data: dict[str, Any]) -> Iterator[str]:
    label = {s["code"]: s["label"]["en"] for s in data["stages"]}
    yield from (
        "## Transitions",
        "",
        "| Transition | Label | From → to | Roles | Reason | Conditions | Documents |",
        "|" + "---|" * 7,
    )
    for t in data["transitions"]:
        way = f"{', '.join(label[s] for s in t['source'])} → {label[t['target']]}"
        reason = "yes" if t["reason_required"] else "no"
        conditions = ", ".join(f"`{c}`" for c in t["conditions"]) or "–"
        names = " / ".join(t["label"][x] for x in LANGUAGES)
        documents = ", ".join(t["documents"]) or "–"
        yield f"| `{t['name']}` | {names} | {way} | {', '.join(t['roles'])} | {reason} | {conditions} | {documents} |"
    if procedure.links:
        yield from ("", "## Cases that it opens", "", "| Procedure | By |", "|---|---|")
        yield from (f"| {link.opens} | {', '.join(f'`{name}`' for name in link.by)} |" for link in procedure.links)
    yield from ("", "## Who may do what", "", "| Role | Transitions |", "|---|---|")
    for role in Role:
        if mine := list(dict.fromkeys(t["name"] for t in data["transitions"] if role in t["roles"])):
            yield f"| {role} | {', '.join(f'`{m}`' for m in mine)} |"


def _diagram(procedure: type[Procedure], data: dict[str, Any]) -> Iterator[str]:
    yield from ("", "## Diagram", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {procedure.machine.initial}")
    for t in data["transitions"]:
        yield from (f"    {source} --> {t['target']}: {t['name']}" for source in t["source"])
    yield from (f"    {s['code']} --> [*]" for s in data["stages"] if s["kind"] == "final")
    yield "```"


# Who may do what -----------------------------------------------------------------------------------------------------


def role_matrix() -> dict[str, dict[str, tuple[int, bool]]]:
    """For each role and family: how many transitions it may perform, and whether it signs one of them."""
    found: dict[str, dict[str, tuple[int, bool]]] = {}
    for procedure in procedures():
        for transition in procedure.machine.transitions.values():
            signs = transition.terms.duty is Duty.SIGNS
            for role in transition.by:
                family = str(procedure.family)
                count, signed = found.setdefault(str(role), {}).get(family, (0, False))
                found[str(role)][family] = (count + 1, signed or signs)
    return found


def roles_page() -> str:
    """How many transitions each role may perform in each family."""
    matrix = role_matrix()
    lines = [
        "# Roles",
        "",
        "How many transitions each role may perform in each family of procedures; `s` where it signs or pronounces one of them.",
        "Administrators, auditors and statistics officers perform none: they see what their posting lets them see.",
        "",
        f"| Role | English | Français | العربية | {' | '.join(Family.values)} |",
        "|" + "---|" * (4 + len(Family.values)),
    ]
    for role in Role:
        names = " | ".join(in_languages(role.label)[x] for x in LANGUAGES)
        cells = [matrix.get(role, {}).get(family) for family in Family.values]
        told = " | ".join(f"{cell[0]}{' s' if cell[1] else ''}" if cell else "–" for cell in cells)
        lines.append(f"| `{role}` | {names} | {told} |")
    return "\n".join([*lines, ""])
