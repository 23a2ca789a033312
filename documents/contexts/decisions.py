"""What decisions of every procedure tell alike: what was asked, in which particulars, and why it is refused."""

from collections.abc import Mapping
from typing import Any

from documents.contexts import answers, rankings
from documents.contexts.intake import grounds_of
from documents.contexts.sessions import name_of_committee, short_number
from documents.contexts.words import text, translated
from documents.wording import Particular, Text
from workflow.models import Case
from workflow.procedure import Procedure
from workflow.procedures import committee_of, procedure_of


def object_of(case: Case) -> Text:
    """What was asked for, in the words of the application, or the title of the procedure."""
    procedure = procedure_of(case)
    words = procedure.application.words_for(case)
    if not words:
        return translated(procedure.title)
    told = {name: answers.answer(case, name) for name in procedure.application.object_fields}
    return text(*(words[language].format(**told) for language in ("ar", "fr", "en")))


def particulars(case: Case) -> list[Particular]:
    """The answers that a decision repeats, each with the label of its question."""
    application = procedure_of(case).application
    return [
        {"label": translated(application.label_of(f"field:{name}")), "value": answers.chosen(case, name)}
        for name in application.particulars
        if answers.answer(case, name) not in ("", None, [])
    ]


def refusal(act: Procedure) -> dict[str, Any]:
    """The grounds that were proposed, and what would allow a new request."""
    told, opinion = act.case.facts["proposal"], act.case.facts.get("opinion", {})
    found: dict[str, Any] = {
        "object": object_of(act.case),
        "grounds": grounds_of(told, case=act.case),
        "may_ask_again": bool(told.get("may_ask_again")),
    }
    if told.get("may_ask_again") and told.get("lifted_by"):
        found["lifted_by"] = [line.strip() for line in str(told["lifted_by"]).splitlines() if line.strip()]
    if "ranked" in told:
        found["ranking"] = rankings.ranking(act)
    if opinion.get("met_on"):
        found["session_on"], found["minutes"] = opinion["met_on"], short_number(opinion["session"])
        found["committee"] = name_of_committee(committee_of(act.case))
    return found


def always(_content: Mapping[str, Any]) -> bool:
    """A letter that only ever gives what was asked: its refusal is another letter."""
    return True
