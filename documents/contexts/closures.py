"""Letters about structures that stop: for a time, or for good."""

from collections.abc import Mapping
from typing import Any

from documents.batches import Item
from documents.contexts import answers
from documents.contexts.parties import applicant_name, in_care_of, registered_holder
from documents.contexts.words import as_words, text
from documents.wording import Words
from documents.wording.licensing import GoesOn
from registers import enrolments, providers, sessions, sites, trainees
from workflow.procedure import Procedure
from workflow.procedures import procedure_of


def told_sites(keys: list[str]) -> list[Words]:
    return [as_words(f"{found.site_name} ({found.number})") for found in map(sites.get, keys)]


def interruption(act: Procedure) -> dict[str, Any]:
    """From when to when, what becomes of the sessions, and whether it is a first period or its extension."""
    case = act.case
    application = procedure_of(case).application
    first, _until = application.period(case)
    extension = case.facts.get("extension", {})
    rows = answers.answer(case, "sessions_affected", [])
    return {
        "structure": applicant_name(case),
        "site": told_sites([answers.answer(case, "provider_or_site")])[0],
        "since": first.isoformat(),
        "until": extension.get("until") or answers.answer(case, "end_date"),
        "extended": bool(extension),
        "sessions": [
            {"session": as_words(sessions.get(row["session"]).number), "solution": as_words(row["solution"])} for row in rows
        ],
        "tacit": act.actor.is_system,
    }


def resumption(act: Procedure) -> dict[str, Any]:
    """The day from which the site trains again, and the visit that found it fit, if there was one."""
    case = act.case
    found: dict[str, Any] = {
        "structure": applicant_name(case),
        "site": told_sites([case.facts["site"]])[0],
        "since": procedure_of(case).application.period(case)[0].isoformat(),
        "resumed_on": case.facts["resumption"]["resumption_date"],
    }
    report = case.facts.get("visit_report")
    return {**found, "visit_on": report["held_on"], "grade": report["grade"]} if report else found


def closure(act: Procedure) -> dict[str, Any]:
    """What closes and when, how many trainees went on in which way, and what the ministry received."""
    case, facts = act.case, act.case.facts
    chosen = [line["solution"] for line in facts["plan"]["lines"]]
    archives = facts["archives"]
    return {
        "structure": applicant_name(case),
        "whole": answers.answer(case, "scope") == "provider",
        "sites": told_sites(procedure_of(case).application.answer(case, "sites", [])),
        "closed_on": facts["plan"]["closing_date"],
        "transferred": chosen.count("transfer"),
        "completed": chosen.count("completion"),
        "refunded": chosen.count("refund"),
        "registers": archives["registers"],
        "counterfoils": archives["counterfoils"],
        "archives_at": as_words(archives["place"]),
        "of_office": "origin" in facts,
    }


def is_voluntary(content: Mapping[str, Any]) -> bool:
    """Whether the structure asked for its closure, rather than the ministry closing it."""
    return not content.get("of_office")


def to_trainees(act: Procedure) -> dict[str, Any]:
    """What the letters to the trainees have in common: what closes, and when."""
    keys = procedure_of(act.case).application.answer(act.case, "sites", [])
    return {
        "structure": applicant_name(act.case),
        "sites": told_sites(keys),
        "closing_on": act.case.facts["plan"]["closing_date"],
    }


def has_trainees(act: Procedure) -> bool:
    return bool(act.case.facts.get("plan", {}).get("lines"))


def each_trainee(act: Procedure) -> list[Item]:
    """One letter for each line of the plan, to the trainee, in care of the structure; none is another's to read."""
    found = []
    for line in act.case.facts["plan"]["lines"]:
        enrolment, session = enrolments.get(line["trainee"]), sessions.get(line["session"])
        person = trainees.get(enrolment.trainee).person
        holder = registered_holder(person)
        says: dict[str, Any] = {
            "holder": holder,
            "addressee": in_care_of(holder, act.case),
            "enrolment": enrolment.number,
            "training": text(session.title_ar, session.title_fr),
            "solution": line["solution"],
        }
        if line["solution"] == "transfer":
            says["goes_on"] = _goes_on(line["moved_to"])
        elif line["solution"] == "completion":
            says["until"] = (session.ends_on or act.today).isoformat()
        else:
            says["refund"] = str(line["refund_tnd"])
        found.append(Item(says, person=person))
    return found


def _goes_on(key: str) -> GoesOn:
    """Where a training goes on: the structure, its place and the session whose place is kept."""
    session = sessions.get(key)
    receiver = providers.get(session.provider)
    return {
        "structure": text(receiver.corporate_name_ar, receiver.corporate_name_fr),
        "address": as_words(session.address),
        "session": session.number,
        "starts_on": session.starts_on.isoformat() if session.starts_on else "",
    }
