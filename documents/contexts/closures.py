"""Letters about structures that stop: for a time, or for good."""

from typing import Any

from documents.contexts import answers
from documents.contexts.parties import applicant_name
from documents.contexts.words import as_words
from documents.wording import Words
from registers import sites
from workflow.procedure import Procedure, procedure_of


def told_sites(keys: list[str]) -> list[Words]:
    return [as_words(f"{found.site_name} ({found.number})") for found in map(sites.get, keys)]


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
