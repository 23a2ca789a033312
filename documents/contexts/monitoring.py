"""Letters of monitoring: the record of an obstruction, the two reports of a mission, a warning to the public."""

from typing import Any

from documents.contexts import limits
from documents.contexts.parties import applicant_name, structure_of
from documents.contexts.visits import finding, members_of
from documents.contexts.words import as_words, text, translated
from documents.wording import Text
from documents.wording.monitoring import PlannedLine, TreatedLine
from documents.wording.visits import Finding
from registers import checklist, sites
from registers.models import NonConformity
from workflow.models import Case
from workflow.procedure import Procedure

REFUSED: dict[str, Text] = {
    "access": text("الدخول إلى المحل", "l’accès aux locaux"),
    "document": text("تقديم وثيقة", "la présentation d’un document"),
}


def place_of(case: Case) -> str:
    """The address of the site that the case is about, as the register has it."""
    key = next((s["site"] for s in case.answers.values() if isinstance(s, dict) and s.get("site")), None)
    if key:
        site = sites.get(key)
        return ", ".join(filter(None, [site.site_name, *str(site.address).splitlines()]))
    return str(case.get_region_display())


def obstruction(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["obstruction"]
    return {
        "structure": applicant_name(act.case),
        "place": place_of(act.case),
        "held_on": told["on"],
        "refused": REFUSED[told["what"]],
        "facts": as_words(told["reason"]),
        "witnesses": as_words(told["witnesses"]),
        "team": members_of(act.case),
    }


def _found(report: dict[str, Any]) -> dict[str, Any]:
    rows: list[Finding] = [finding(row) for row in report["answers"] if row["code"] in report["failed"]]
    checked = sum(row["answer"] != checklist.NOT_APPLICABLE for row in report["answers"])
    return {"findings": rows, "checked": checked, "score": report["score"], "grade": report["grade"]}


def provisional_report(act: Procedure) -> dict[str, Any]:
    facts = act.case.facts
    report, arrival, end = facts["visit_report"], facts["arrival"], facts["on_site"]
    return {
        "structure": applicant_name(act.case),
        "held_on": arrival["on"],
        "started_at": arrival["started_at"],
        "ended_at": end["ended_at"],
        "met": as_words(end["met"]),
        "trainees_present": end["trainees_present"],
        "team": members_of(act.case),
        "summary": as_words(report["summary"]),
        "answer": limits.of_stage(act.case, act.case.stage),
        **_found(report),
    }


def final_report(act: Procedure) -> dict[str, Any]:
    facts = act.case.facts
    observations, report = facts.get("observations", {}), facts["final_report"]
    found = {
        "structure": applicant_name(act.case),
        "held_on": facts["arrival"]["on"],
        "sent_on": facts["visit_report"]["on"],
        "team": members_of(act.case),
        "summary": as_words(facts["visit_report"]["summary"]),
        **_found(report),
    }
    if observations:
        found |= {"observations": as_words(observations["text"]), "observed_on": observations["on"]}
    if report.get("response"):
        found["response"] = as_words(report["response"])
    return found


def warning(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["warning"]
    # Whom no register knows is called as the case calls them.
    named = structure_of(act.case) if act.case.provider or "watch" not in act.case.answers else applicant_name(act.case)
    return {"structure": named, "place": place_of(act.case), "text": as_words(told["text"])}


# Corrective plans.
PLAN_AWAITED = text(
    "إيداع خطة الإصلاح على المنصة، مع بيان الإجراء والمسؤول والأجل بالنسبة إلى كل نقطة غير مطابقة. وإن لم تودع الخطة في"
    " الأجل، يحال الملف على إجراءات العقوبة.",
    "le dépôt, sur la plateforme, du plan d’actions correctives, avec pour chaque non-conformité l’action, le responsable et la "
    "date. À défaut de plan dans le délai, le dossier est transmis en procédure de sanction.",
)


def plan_reminder(act: Procedure) -> dict[str, Any]:
    """The plan that is awaited, and the day that was set for it; without one, the last of the stage."""
    told = act.case.answers["plan"].get("plan_due") or limits.of_stage(act.case, act.case.stage).get("due_on")
    return {"what": PLAN_AWAITED, **({"due": told} if told else {})}


def _planned(act: Procedure) -> list[dict[str, Any]]:
    return [dict(line) for line in act.case.facts["plan"]["lines"]]


def action_plan(act: Procedure) -> dict[str, Any]:
    """The plan as it was accepted, line by line."""
    lines: list[PlannedLine] = [
        {
            "code": line["line"],
            "title": as_words(line["title"]),
            "severity": translated(NonConformity.Severity(line["severity"]).label),
            "action": as_words(line["action"]),
            "responsible": as_words(line["responsible"]),
            "due_on": line["due_on"],
        }
        for line in _planned(act)
    ]
    told = {"structure": applicant_name(act.case), "source": str(act.case.answers["plan"]["source"]), "lines": lines}
    return {**told, "filed_on": act.case.facts["plan"]["on"]}


def closure_note(act: Procedure) -> dict[str, Any]:
    """Every line with the day on which it was proven, and the visit that verified them, if one was made."""
    lines: list[TreatedLine] = [
        {"code": line["line"], "title": as_words(line["title"]), "proven_on": line["proven_on"]} for line in _planned(act)
    ]
    told = {"structure": applicant_name(act.case), "source": str(act.case.answers["plan"]["source"]), "lines": lines}
    visit = act.case.facts.get("visit_report", {})
    return {**told, "visited_on": visit["held_on"]} if visit else told
