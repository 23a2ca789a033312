"""Letters of an equivalence: to the awarding body, to the holder, and the decisions."""

from datetime import date, timedelta
from typing import Any

from documents.contexts import answers, homologations, limits, offices, parties
from documents.contexts.decisions import object_of, particulars
from documents.contexts.intake import grounds_of, law_of
from documents.contexts.levels import level, title_of
from documents.contexts.sessions import MEMBERS, short_number
from documents.contexts.words import as_words, text
from documents.wording import Addressee, TimeLimit, Words
from documents.wording.equivalence import GridLine
from workflow.models import Assignment, Case
from workflow.procedure import Procedure

CRITERIA = {
    "hours": text("الحجم الساعي", "Volume horaire"),
    "level": text("مستوى الشهادة", "Niveau du diplôme"),
    "entry_level": text("مستوى القبول", "Niveau d’accès"),
    "workplace": text("نسبة التكوين بالمؤسسة", "Part de la formation en entreprise"),
    "recognition": text("الاعتراف بالشهادة في بلد الإسناد", "Reconnaissance du diplôme dans son pays"),
}
RECOGNISED = {
    "yes": text("معترف بها", "reconnu"),
    "no": text("غير معترف بها", "non reconnu"),
    "unknown": text("غير ثابت", "non établi"),
}
COPY_OF_DIPLOMA = text("نسخة من الشهادة", "Copie du diplôme", "Copy of the diploma")


def committee(case: Case) -> Addressee:
    """The rapporteur's report is read by the members."""
    return {"civility": "body", "name": MEMBERS, "lines": []}


def awarding_body(case: Case) -> Addressee:
    """The body as the query names it, at the address that the query gives."""
    told = case.facts["awarding_body_query"]
    country = answers.chosen(case, "country", told["country"])
    lines = [*str(told.get("address") or "").splitlines(), country.get("en") or country["fr"]]
    return {"civility": "body", "name": str(told["name"]), "lines": [line for line in lines if line.strip()]}


def awarding_body_letter(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["awarding_body_query"]
    return {
        "holder": parties.holder(act.case),
        "diploma": {**answers.diploma(act.case), "awarding_body": str(told["name"])},
        "questions": [str(q) for q in told.get("questions", [])],
        "answer": limits.of_stage(act.case, act.case.stage),
        "reply_to": offices.mailbox(),
        "attachments": [COPY_OF_DIPLOMA],
    }


def adversarial_letter(act: Procedure) -> dict[str, Any]:
    """The facts held against the holder, the evidence, and the days left to answer before anything is found."""
    told = act.case.facts["adversarial_letter"]
    days = int(act.parameter("adversarial_days"))
    due = date.fromisoformat(told["sent_on"]) + timedelta(days=days)
    answer: TimeLimit = {"days": days, "unit": "calendar", "due_on": due.isoformat()}
    diploma = {"diploma": answers.diploma(act.case)} if "diploma" in act.case.answers else {}
    return {
        "object": object_of(act.case),
        **diploma,
        "facts": as_words(told["alleged"]),
        "evidence": as_words(told["evidence"]),
        "answer": answer,
        "law": law_of(act.case),
    }


def test_convening(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["test"]
    return {
        "holder": parties.holder(act.case),
        "diploma": answers.diploma(act.case),
        "test_on": told["on"],
        "time": told["at"],
        "place": as_words(told["place"]),
        "reason": as_words(told["reason"]),
    }


test_convening.__test__ = False  # type: ignore[attr-defined]  # no test case, whatever its name


def _compared(case: Case, criterion: str, value: str) -> Words:
    """A value of the grid in words: a level, a share, a recognition."""
    if criterion == "entry_level":
        return answers.chosen(case, "entry_level_declared", value)
    if criterion == "recognition":
        return RECOGNISED.get(value, value)
    if criterion == "workplace":
        return f"{value} %"
    return value


def _line(case: Case, told: dict[str, Any]) -> GridLine:
    criterion, reference = told["criterion"], told["reference"]
    is_level = criterion == "level" and level(reference)
    return {
        "criterion": CRITERIA[criterion],
        "foreign": _compared(case, criterion, told["foreign"]),
        "reference": title_of(reference) if is_level else _compared(case, criterion, reference),
        "verdict": told["verdict"],
    }


def _rapporteur(act: Procedure) -> Words:
    assigned = Assignment.objects.filter(case=act.case, role="rapporteur").select_related("user").order_by("-pk").first()
    user = act.actor.user or (assigned.user if assigned else None)
    return parties.name_of(user) if user else ""


def report(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["report"]
    if "grid" not in told:
        return homologations.report(act, rapporteur=_rapporteur(act))
    return {
        "holder": parties.holder(act.case),
        "diploma": answers.diploma(act.case),
        "requested_level": answers.requested_level(act.case),
        "grid": [_line(act.case, line) for line in told["grid"]],
        "conclusion": as_words(told["conclusion"]),
        "proposed_level": level(told.get("level", "")),
        "rapporteur": _rapporteur(act),
    }


def decision(act: Procedure) -> dict[str, Any]:
    """The level, and the acts that the decision cites."""
    case, facts = act.case, act.case.facts
    found = {
        "holder": parties.holder(case),
        "diploma": answers.diploma(case),
        "level": level(facts["proposal"]["level"]),
        "session_on": facts["opinion"]["met_on"],
        "minutes": short_number(facts["opinion"]["session"]),
    }
    opinion = facts.get("regional_opinion", {})
    if opinion.get("on") and opinion.get("opinion") != "none":
        found["regional_opinion_on"] = opinion["on"]
        found["regional_directorate"] = offices.regional(case.region).directorate
    answer = facts.get("awarding_body_answer", {})
    if answer.get("on") and answer.get("verdict") != "silent":
        found["awarding_body_answer_on"] = answer["on"]
    return found


def forgery(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["forgery"]
    return {
        "object": object_of(act.case),
        "grounds": grounds_of(told, case=act.case),
        "heard_on": told["heard_on"],
        "answer": as_words(told.get("holder_answer")),
        "diploma": answers.diploma(act.case),
    }


def classification(act: Procedure) -> dict[str, Any]:
    """The level of a national certificate, and what it rests on."""
    case, facts = act.case, act.case.facts
    proposal, opinion = facts["proposal"], facts.get("opinion", {})
    found = {
        "holder": parties.holder(case),
        "about": particulars(case),
        "level": level(proposal["level"]),
        "rests_on": proposal["rests_on"],
        "basis": as_words(proposal["basis"]),
    }
    if facts.get("archive_result"):
        found["archive_on"] = facts["archive_result"]["on"]
    if proposal["rests_on"] == "opinion":
        found |= {"session_on": opinion["met_on"], "minutes": short_number(opinion["session"])}
    return found
