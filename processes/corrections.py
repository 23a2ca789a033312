"""What the acts on a corrective plan write: each line in its register, the flag of the structure, the accusation."""

from collections.abc import Iterable
from typing import Any

from forms.monitoring.plan import lines_of
from processes.rules import plans
from registers import nonconformities, providers, risk, sites
from workflow.causes import cause_of
from workflow.models import Case
from workflow.procedure import Procedure


def plan(procedure: Procedure) -> None:
    for line in procedure.case.facts["plan"]["lines"]:
        terms = {name: line[name] for name in ("action", "responsible", "due_on")}
        nonconformities.plan(nonconformity=line["entry"], cause=cause_of(procedure), **terms)


def treat(procedure: Procedure) -> None:
    """The lines proven by this act; the register keeps which document proves each, and its digest."""
    filed, proven = procedure.case.facts["evidence"], procedure.case.facts["proven"]
    for entry in proven:
        proof = f"{filed[entry]['document']} {filed[entry]['on']} {filed[entry]['proof']['sha256']}"
        nonconformities.treat(nonconformity=entry, proof=proof, cause=cause_of(procedure))
    _mark(procedure.case, proven, status="treated", proven_on=procedure.today.isoformat())


def reopen(procedure: Procedure, entries: Iterable[str]) -> None:
    for entry in entries:
        nonconformities.reject(nonconformity=entry, cause=cause_of(procedure))
    _mark(procedure.case, entries, status="open")


def extend(procedure: Procedure) -> None:
    told = procedure.case.facts["extension"]
    for entry in told["entries"]:
        nonconformities.extend(nonconformity=entry, due_on=told["due_on"], cause=cause_of(procedure))
    _mark(procedure.case, told["entries"], due_on=told["due_on"])


def verify(procedure: Procedure) -> None:
    """What the visit found: the lines put right are treated, with or without a paper; the others are open."""
    left = procedure.case.facts["not_lifted"]
    lifted = [line["entry"] for line in plans.still_open(procedure.case) if line["entry"] not in left]
    on = procedure.case.facts["visit_report"]["held_on"]
    for entry in lifted:
        nonconformities.treat(nonconformity=entry, proof=f"VR {on}", cause=cause_of(procedure))
    _mark(procedure.case, lifted, status="treated", proven_on=on)
    reopen(procedure, left)


def close(procedure: Procedure) -> None:
    user = procedure.actor.user
    by = f"{user.name_ar} – {user.name_fr}" if user else ""
    for line in procedure.case.facts["plan"]["lines"]:
        nonconformities.close(nonconformity=line["entry"], verified_by=by, cause=cause_of(procedure))
    _end(procedure)


def give_up(procedure: Procedure) -> None:
    for line in _left(procedure.case):
        nonconformities.escalate(nonconformity=line["entry"], cause=cause_of(procedure))
    _end(procedure)


def accusation(procedure: Procedure) -> dict[str, Any]:
    """What opens proceedings for a sanction: each line that is left, its fact, and the day by which it was to be put right."""
    case, day = procedure.case, procedure.today.isoformat()
    grounds = [
        {
            "article_ref": "CDC",
            "fact": f"{line['line']} – {line['description']}"[:600],
            "severity": line["severity"],
            "dated": min(line.get("due_on") or day, day),
        }
        for line in _left(case)
    ]
    named = sorted({line["site"] for line in lines_of(case) if line["site"]})
    held = named or [str(site.entry) for site in sites.of_provider(procedure.provider)]
    return {"provider": str(case.provider), "sites": held, "grounds": grounds, "origin_case": case.number}


def _left(case: Case) -> list[dict[str, Any]]:
    """The lines that were not put right; where each has a proof that failed, all of them."""
    return plans.still_open(case) or lines_of(case)


def _mark(case: Case, entries: Iterable[str], **told: str) -> None:
    """Writes in the plan how some of its lines stand."""
    marked, plan_now = set(entries), case.facts["plan"]
    lines = [{**line, **told} if line["entry"] in marked else line for line in plan_now["lines"]]
    case.facts["plan"] = {**plan_now, "lines": lines}


def _end(procedure: Procedure) -> None:
    """The structure stays flagged while it has another plan to carry out; its risk is counted anew."""
    case, cause = procedure.case, cause_of(procedure)
    others = Case.objects.filter(procedure=case.procedure, provider=case.provider, closed_at__isnull=True).exclude(pk=case.pk)
    flagged = providers.flag(provider=procedure.provider, cause=cause, open_plan=others.exists())
    providers.grade(provider=flagged, cause=cause, risk_score=risk.score_of(flagged, on=procedure.today))
