"""Letters of appeals: the receipt with the date of silence, the answer, the notice of an implicit refusal."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from documents import appeals
from documents.contexts import answers
from documents.contexts.words import as_words
from documents.models import Document
from workflow import parameters
from workflow.holidays import calendar
from workflow.models import Case
from workflow.procedure import Procedure


def _dates(act: Procedure) -> dict[str, Any]:
    """The day on which silence is a refusal, and until when the court may then be asked."""
    filed = timezone.localdate(act.case.registered_at or act.at)
    months = int(parameters.value("appeal.months", on=filed))
    told = appeals.after_appeal(filed_on=filed, months=months, calendar=calendar())
    return {"filed_on": filed.isoformat(), "silence_on": told.silence_on.isoformat(), "court_until": told.court.until.isoformat()}


def _contested(case: Case) -> dict[str, Any]:
    """The number that the appeal names, and what the document of that number is called."""
    number = str(answers.answer(case, "contested_decision"))
    known = Document.objects.filter(number=number, is_reference=True).first()
    issued = known and (known.issued_at or known.ordered_at)
    return {"contested": number, **({"contested_on": timezone.localdate(issued).isoformat()} if issued else {})}


def receipt(act: Procedure) -> dict[str, Any]:
    return {**_contested(act.case), **_dates(act), "asks": answers.chosen(act.case, "requested_outcome")}


def silence(act: Procedure) -> dict[str, Any]:
    return {**_contested(act.case), **_dates(act)}


def answer(act: Procedure) -> dict[str, Any]:
    told = act.case.facts["proposal"]
    found = {
        **_contested(act.case),
        "filed_on": timezone.localdate(act.case.registered_at or act.at).isoformat(),
        "outcome": told["outcome"],
        "grounds": as_words(answers.answer(act.case, "grounds")),
        "answer": as_words(told["answer"]),
    }
    if told.get("effect"):
        found["effect"] = as_words(told["effect"])
    return {**found, "anew": True} if told.get("follows") == "re_examine" else found


def replaced(act: Procedure) -> list[tuple[UUID, str]]:
    """The contested document, when the answer takes its place."""
    told = act.case.facts.get("replaces")
    return [(UUID(told["act"]), str(told["reason"]))] if told else []
