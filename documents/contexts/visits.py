"""Letters of a visit: the mission order, its announcement, the report, the reserves."""

from typing import Any

from documents.contexts import limits
from documents.contexts.parties import applicant_name
from documents.contexts.words import as_words, text, translated
from documents.wording import Addressee
from documents.wording.visits import Finding, TeamMember
from registers import checklist
from workflow.models import Case
from workflow.procedure import Procedure

TEAM = text("أعضاء فريق التفقد", "Les membres de l’équipe d’inspection")


def team(case: Case) -> Addressee:
    """The mission order goes to those who are sent."""
    return {"civility": "body", "name": TEAM, "lines": []}


def director(case: Case) -> Addressee:
    """The report goes to the director who ordered the visit."""
    return {"civility": "body", "name": text("المدير الجهوي", "Le directeur régional"), "lines": []}


def members_of(case: Case) -> list[TeamMember]:
    return [
        {
            "name": text(member["name_ar"], member["name_fr"]),
            "leads": member["role"] == "lead_inspector",
            "disciplines": [translated(checklist.CATEGORIES[code][1]) for code in member["disciplines"]],
        }
        for member in case.facts["visit"]["team"]
    ]


def announcement(act: Procedure) -> dict[str, Any]:
    visit = act.case.facts["visit"]
    return {
        "structure": applicant_name(act.case),
        "place": as_words(visit["place"]),
        "visit_on": visit["on"],
        "time": visit["at"],
        "team": members_of(act.case),
    }


def finding(row: dict[str, Any]) -> Finding:
    return {
        "code": row["code"],
        "title": translated(checklist.BY_CODE[row["code"]].label),
        "answer": translated(dict(checklist.ANSWERS)[row["answer"]]),
        "what": as_words(row.get("comment", "")),
    }


def report(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["visit_report"]
    found = {
        "structure": applicant_name(act.case),
        **{name: told[name] for name in ("held_on", "started_at", "ended_at", "trainees_present", "score", "grade")},
        "met": as_words(told["met"]),
        "team": members_of(act.case),
        "checked": sum(row["answer"] != checklist.NOT_APPLICABLE for row in told["answers"]),
        "findings": [finding(row) for row in told["answers"] if row["code"] in told["failed"]],
    }
    return {**found, "observations": as_words(told["observations"])} if told.get("observations") else found


def reserves(act: Procedure) -> dict[str, Any]:
    case, told = act.case, act.case.facts["reserves"]
    items = [{"code": i["code"], "title": as_words(i["title"]), "what": as_words(i["what"])} for i in told["items"]]
    return {
        "structure": applicant_name(case),
        "visit_on": case.facts["visit_report"]["held_on"],
        "reserves": items,
        "answer": limits.of_stage(case, case.stage),
    }
