"""Letters of monitoring: the record of an obstruction, the two reports of a mission, a warning to the public."""

from typing import Any

from documents.contexts import limits
from documents.contexts.parties import applicant_name, structure_of
from documents.contexts.visits import finding, members_of
from documents.contexts.words import as_words, text
from documents.wording import Text
from documents.wording.visits import Finding
from registers import checklist, sites
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
    return {"structure": structure_of(act.case), "place": place_of(act.case), "text": as_words(told["text"])}
