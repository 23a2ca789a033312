"""The letter by which other administrations are asked for their opinion, from the fact "consultation"."""

from typing import Any

from documents.contexts import limits, parties
from documents.contexts.intake import law_of
from documents.contexts.words import as_words, text, translated
from documents.wording import Addressee
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of

SEVERAL = text("الإدارات المستشارة", "Les administrations consultées")


def _names(case: Case) -> list[str]:
    return [str(one["administration"]) for one in case.facts["consultation"]["administrations"]]


def administrations(case: Case) -> Addressee:
    """The administration by its name; where there are several, each on a line."""
    names = _names(case)
    if len(names) == 1:
        return {"civility": "body", "name": names[0], "lines": []}
    return {"civility": "body", "name": SEVERAL, "lines": [*names]}


def request(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["consultation"]
    return {
        "object": translated(procedure_of(act.case).title),
        "applicant": parties.applicant_name(act.case),
        "question": as_words(told["question"]),
        "binding": [one["administration"] for one in told["administrations"] if one["binding"] == "yes"],
        "answer": limits.of_stage(act.case, act.case.stage),
        "law": law_of(act.case),
    }
