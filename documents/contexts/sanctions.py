"""Letters of sanctions: the grievances, the hearing and its minutes, the decision or the dismissal."""

from collections.abc import Mapping
from typing import Any

from documents.contexts import answers, limits
from documents.contexts.monitoring import place_of
from documents.contexts.parties import structure_of
from documents.contexts.sessions import name_of_committee, short_number
from documents.contexts.words import as_words, text
from documents.wording import LAWS, Text, Words
from documents.wording.sanctions import Grievance, Present, Protected
from registers import homologations, sessions, sites
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of

SEVERITIES: dict[str, Text] = {
    "minor": text("بسيطة", "mineure"),
    "major": text("جسيمة", "majeure"),
    "critical": text("خطيرة", "critique"),
}
MEASURES: dict[str, Text] = {
    "warning": text("إنذار", "l’avertissement"),
    "blame": text("توبيخ", "le blâme"),
    "formal_notice": text("تنبيه", "la mise en demeure"),
    "suspension_of_homologation": text("تعليق التنظير", "la suspension de l’homologation"),
    "withdrawal_of_homologation": text("سحب التنظير", "le retrait de l’homologation"),
    "temporary_closure": text("غلق وقتي", "la fermeture temporaire"),
    "final_closure": text("غلق نهائي", "la fermeture définitive"),
}
PROTECTIONS: dict[str, Text] = {
    "completes": text("استكمال التكوين بالهيكل", "achèvement de la formation dans la structure"),
    "moves": text("الانتقال إلى هيكل آخر", "transfert vers une autre structure"),
    "refund": text("إرجاع المعاليم", "remboursement des frais"),
}


def places_of(case: Case) -> list[Words]:
    """The sites concerned, with their addresses, as the register has them."""
    keys = case.answers.get("file", {}).get("sites", [])
    return [", ".join(filter(None, [s.site_name, *str(s.address).splitlines()])) for s in map(sites.get, keys)]


def grounds_of(case: Case) -> list[Grievance]:
    """The grievances as they were notified."""
    return [_ground(row) for row in case.facts["grievances"]["grounds"]]


def _ground(row: Mapping[str, Any]) -> Grievance:
    law: Any = row["article_ref"] if row["article_ref"] in LAWS else "CDC"
    return {
        "law": law,
        "fact": as_words(row["fact"]),
        "dated": row["dated"],
        "evidence": as_words(row["evidence"]),
        "severity": SEVERITIES[row["severity"]],
    }


def grievances(act: Procedure) -> dict[str, Any]:
    case = act.case
    return {
        "structure": structure_of(case),
        "sites": places_of(case),
        "origin": str(case.answers.get("file", {}).get("origin_case", "")),
        "grounds": grounds_of(case),
        "answer": limits.of_stage(case, case.stage),
    }


def convening(act: Procedure) -> dict[str, Any]:
    told, before = act.case.facts["hearing"], act.case.facts.get("grievances", {})
    found = {"structure": structure_of(act.case), "hearing_on": told["on"], "time": told["at"], "place": as_words(told["place"])}
    return {**found, "notified_on": before["on"]} if before else found


def minutes(act: Procedure) -> dict[str, Any]:
    case, told = act.case, act.case.facts["heard"]
    present: list[Present] = [
        {"name": as_words(row["name"]), "quality": as_words(row["quality"]), "power": as_words(row["power"])}
        for row in told["attendance"]
    ]
    found: dict[str, Any] = {"structure": structure_of(case), "held_on": told["held_on"], "attendance": present}
    if told.get("statement"):
        found["statement"] = as_words(told["statement"])
        found["signed"] = told["signature"] == "signed"
    if told.get("refusal"):
        found["refusal"] = as_words(told["refusal"])
    if defence := case.facts.get("defence"):
        found["defended_on"] = defence[-1]["on"]
    return found


def sanction(act: Procedure) -> dict[str, Any]:
    """The measure as it was proposed, which is what is signed."""
    case, told, heard = act.case, act.case.facts["proposal"], act.case.facts["heard"]
    kind = told["sanctions_scale"]
    found: dict[str, Any] = {
        "structure": structure_of(case),
        "sites": places_of(case),
        "grounds": grounds_of(case),
        "notified_on": case.facts["grievances"]["on"],
        "heard_on": heard["held_on"],
        "attended": heard["attended"] == "yes",
        "measure": MEASURES[kind],
        "basis": as_words(told["basis"]),
        "homologations": [str(homologations.get(key).number) for key in told["homologations"]],
        "protected": [_protected(row) for row in told["trainees_affected"]],
        "is_public": kind not in ("warning", "blame", "formal_notice"),
        **_session(case),
    }
    if defence := case.facts.get("defence"):
        found["defended_on"] = defence[-1]["on"]
    return {**found, "months": int(told["months"])} if told.get("months") else found


def _protected(row: Mapping[str, Any]) -> Protected:
    return {
        "session": str(sessions.get(row["session"]).number),
        "trainee": as_words(row["trainee"]),
        "protection": PROTECTIONS[row["protection"]],
    }


def _session(case: Case) -> dict[str, Any]:
    opinion = case.facts.get("opinion", {})
    if not opinion.get("met_on"):
        return {}
    committee = name_of_committee(str(procedure_of(case).committee))
    return {"session_on": opinion["met_on"], "minutes": short_number(opinion["session"]), "committee": committee}


def dismissal(act: Procedure) -> dict[str, Any]:
    """Nothing is held against the structure; what was notified is named when something was."""
    case = act.case
    found: dict[str, Any] = {
        "structure": structure_of(case),
        "origin": str(case.answers.get("file", {}).get("origin_case", "")),
        "reason": as_words(case.facts["dismissal"]["reason"]),
        **_session(case),
    }
    if before := case.facts.get("grievances"):
        found["notified_on"] = before["on"]
    return found


URGENT: dict[str, Text] = {
    "suspend_sessions": text("تعليق دورات التكوين", "la suspension des sessions de formation"),
    "close_site": text("غلق المقر", "la fermeture du site"),
    "close_provider": text("غلق الهيكل", "la fermeture de la structure"),
    "suspend_homologation": text("تعليق التنظير", "la suspension de l’homologation"),
}


def precaution(act: Procedure) -> dict[str, Any]:
    """The urgent measure as it was proposed; once it is in force, what is signed anew is its extension."""
    case, told, hearing = act.case, act.case.facts["proposal"], act.case.facts["hearing"]
    found: dict[str, Any] = {
        "structure": structure_of(case),
        "place": place_of(case),
        "danger": answers.chosen(case, "danger"),
        "facts": as_words(answers.answer(case, "facts")),
        "measure": URGENT[told["measure"]],
        "days": int(told["duration_days"]),
        "solutions": [
            {"session": str(sessions.get(row["session"]).number), "solution": as_words(row["solution"])}
            for row in told["trainees_solution"]
        ],
        "hearing_on": hearing["on"],
        "time": hearing["at"],
        "hearing_place": as_words(hearing["place"]),
    }
    # A preview has no answers yet: at a stage where the measure is in force, it is that of the extension.
    is_extension = case.facts.get("signature", {}).get("outcome") == "extension"
    if is_extension or (not act.data and case.stage != "awaiting_signature"):
        found["extended_by"] = int(act.parameter("extension.days"))
    return found
