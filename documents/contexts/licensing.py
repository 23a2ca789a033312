"""Letters about structures: the opening receipt, the conformity of a site, an objection."""

from collections.abc import Callable
from typing import Any

from documents.contexts import answers
from documents.contexts.decisions import object_of, particulars
from documents.contexts.intake import grounds_of
from documents.contexts.parties import applicant_name
from documents.contexts.words import as_words
from documents.models import Document
from documents.wording import Words
from registers import sites
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of


def programmes_of(case: Case) -> list[Words]:
    """The programmes by the titles that the application gives."""
    return [as_words(title) for title in procedure_of(case).application.announced(case)]


def opening_receipt(act: Procedure) -> dict[str, Any]:
    return {
        "structure": applicant_name(act.case),
        "particulars": particulars(act.case),
        "programmes": programmes_of(act.case),
        "tacit": act.actor.is_system,
    }


def conformity(act: Procedure) -> dict[str, Any]:
    """The site as the register now holds it, with its capacity."""
    case = act.case
    site = sites.get(case.facts["site"])
    found: dict[str, Any] = {
        "structure": applicant_name(case),
        "site": as_words(site.site_name),
        "address": as_words(" ".join(f"{site.address} {site.postal_code} {site.delegation}".split())),
        "capacity": site.authorised_capacity or 0,
        "programmes": programmes_of(case),
        "tacit": act.actor.is_system,
    }
    report = case.facts.get("visit_report")
    return {**found, "visit_on": report["held_on"], "grade": report["grade"]} if report else found


def objection(act: Procedure) -> dict[str, Any]:
    case = act.case
    found: dict[str, Any] = {
        "object": object_of(case),
        "grounds": grounds_of(case.facts["proposal"], case=case),
    }
    if letter := case.facts.get("adversarial_letter"):
        found["heard_on"] = letter["sent_on"]
    if report := case.facts.get("visit_report"):
        found["visit_on"] = report["held_on"]
    if receipt := Document.objects.filter(case=case, kind="CDCR").order_by("ordered_at").values_list("number", flat=True).first():
        found["receipt"] = receipt
    return found


def amendment(act: Procedure) -> dict[str, Any]:
    """What changed, as it was kept when it was proposed, before the register told it otherwise."""
    told = act.case.facts["proposal"]
    return {
        "structure": applicant_name(act.case),
        "changes": [{name: as_words(line[name]) for name in ("label", "before", "after")} for line in told["changes"]],
        "effective_on": told["effective_on"],
        "tacit": act.actor.is_system,
    }


def foreign_authorisation(act: Procedure) -> dict[str, Any]:
    """Who may come, for which firm, what is done and by whom, and until when."""
    case, application = act.case, procedure_of(act.case).application
    cells: dict[str, Callable[[Any], Any]] = {"title": as_words, "place": as_words, "start": str, "end": str}
    cells |= {"hours": int, "trainees": int}
    return {
        "foreign": as_words(answers.answer(case, "foreign_name")),
        "country": answers.chosen(case, "country"),
        "registration": answers.answer(case, "registration_abroad"),
        "client": applicant_name(case),
        "actions": [{name: read(row[name]) for name, read in cells.items()} for row in answers.answer(case, "actions")],
        "trainers": [{"name": as_words(row["name"]), "passport": row["passport"]} for row in answers.answer(case, "trainers")],
        "issued": answers.chosen(case, "certificate_issued"),
        "valid_until": application.last_day(case).isoformat(),
    }
