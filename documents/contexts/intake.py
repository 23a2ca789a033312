"""Letters of the intake that every procedure shares: deposit, return, receipt, complements, inadmissibility, lapse."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from documents.contexts import answers, limits
from documents.contexts.words import as_words, text, translated
from documents.models import Document
from documents.wording import LAWS, Ground, Item, LawCode, Text, Words
from documents.wording.intake import ReceiptStage
from workflow import completeness
from workflow.description import in_languages
from workflow.models import Case, Clock
from workflow.procedure import Procedure
from workflow.procedures import procedure_of
from workflow.terms import ClockState

# The three faults that the counter marks, in the languages of letters.
_FAULT_LABELS = {"missing": _("Missing"), "unreadable": _("Unreadable")}
FAULTS: Mapping[str, Text] = {
    "missing": text("وثيقة ناقصة", "Pièce manquante", "Missing"),
    "unreadable": text("وثيقة غير مقروءة", "Pièce illisible", "Unreadable"),
    "wrong": text("معطى يستوجب الإصلاح", "Réponse à corriger", "To be corrected"),
}


def law_of(case: Case) -> LawCode:
    """The first text on which the procedure rests."""
    codes: list[Any] = [code for code in procedure_of(case).legal_basis if code in LAWS]
    return codes[0] if codes else "L2008-10"


def deposit(act: Procedure) -> dict[str, Any]:
    submitted = timezone.localtime(act.case.submitted_at or act.at)
    found = {"submitted_at": submitted.strftime("%Y-%m-%dT%H:%M"), "received": answers.received(act.case)}
    is_timed = act.machine.desks[act.case.stage].limit is not None
    return {**found, "completeness": limits.of_stage(act.case, act.case.stage)} if is_timed else found


def items_of(case: Case) -> list[Item]:
    """What is being asked, item by item."""
    request = completeness.open_request(case)
    return [_item(told) for told in request.items] if request else []


def _item(told: Mapping[str, Any]) -> Item:
    item: Item = {"what": as_words(told["label"]), "why": _why(told)}
    for key in ("form", "where"):
        if told.get(key):
            item[key] = as_words(told[key])
    return item


def _why(told: Mapping[str, Any]) -> Words:
    """The officer's words; the name of the fault when nothing was added to it."""
    fault, why = str(told.get("fault", "")), str(told.get("why") or "")
    return FAULTS[fault] if fault in FAULTS and (not why or _is_the_fault(why, fault)) else why


def _is_the_fault(why: str, fault: str) -> bool:
    return why in set(in_languages(_FAULT_LABELS[fault]).values()) if fault in _FAULT_LABELS else False


def return_note(act: Procedure) -> dict[str, Any]:
    return {"items": items_of(act.case), "answer": limits.of_stage(act.case, act.case.stage)}


def complement_request(act: Procedure) -> dict[str, Any]:
    return {**return_note(act), "law": law_of(act.case)}


def receipt(act: Procedure) -> dict[str, Any]:
    """The stages ahead that really have a time limit; the one just entered with its last day."""
    case, machine = act.case, act.machine
    stages: list[ReceiptStage] = []
    for stage in machine.stages:
        desk = machine.desks.get(stage)
        if desk is None or desk.limit is None or desk.clock is not ClockState.RUNNING or desk.role == Role.APPLICANT:
            continue
        limit = limits.of_stage(case, stage) if stage == case.stage else limits.declared_for(case, stage)
        if limit:
            stages.append({"title": translated(act.stage_label(stage)), "limit": limit})
    suspends = any(d.clock is ClockState.SUSPENDED and d.role == Role.APPLICANT for d in machine.desks.values())
    found = {"stages": stages, "suspended_by_complements": suspends}
    return {**found, "legal_limit": limits.legal(case)} if act.time_limit else found


def grounds_of(told: Mapping[str, Any], *, case: Case) -> list[Ground]:
    """Grounds as forms keep them: title in each language, law, and the fact that meets it."""
    return [
        {
            "title": as_words(ground["title"]),
            "law": ground["law"] if ground.get("law") in LAWS else law_of(case),
            "fact": as_words(ground["fact"]),
        }
        for ground in told["grounds"]
    ]


def inadmissibility(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["inadmissibility"]
    ground = {"title": told["title"], "law": told.get("law"), "fact": told["reason"]}
    found = {
        "object": translated(procedure_of(act.case).title),
        "grounds": grounds_of({"grounds": [ground]}, case=act.case),
    }
    if told.get("competent"):
        found["competent"] = as_words(told["competent"])
    return found


def lapse(act: Procedure) -> dict[str, Any]:
    """The request that stayed without answer, its letter, its limit and what is still missing."""
    case, request = act.case, completeness.open_request(act.case)
    if request is None:
        return _unanswered(act)
    letter = Document.objects.filter(case=case, kind__in=["RET", "CPL"]).order_by("-ordered_at").values_list("number", flat=True)
    found = {
        "asked_on": timezone.localdate(request.asked_at).isoformat(),
        "limit": limits.of_stage(case, request.stage),
        "missing": [as_words(i["label"]) for i in request.items if not i.get("answered")],
    }
    if number := letter.first():
        found["asked_in"] = number
    return found


def _unanswered(act: Procedure) -> dict[str, Any]:
    """What the applicant had to do at the stage whose time is over."""
    case, awaited = act.case, act.application.awaited
    clock = Clock.objects.filter(case=case, kind=Clock.Kind.STAGE, stage__in=awaited).order_by("-pk").first()
    if clock is None:
        raise LookupError("nothing was asked")
    return {
        "asked_on": str(clock.runs[0][0]),
        "limit": limits.of_clock(clock),
        "missing": [as_words(awaited[clock.stage])],
    }
