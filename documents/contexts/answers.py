"""What the application says, read through the procedure's own application, in the languages of letters."""

from typing import Any

from django.utils import translation

from documents.contexts.words import as_words, text, translated
from documents.wording import Diploma, Text, Words
from workflow.models import Case
from workflow.procedures import procedure_of


def _application(case: Case) -> Any:
    return procedure_of(case).application


def answer(case: Case, field: str, default: Any = "") -> Any:
    return _application(case).answer(case, field, default)


def chosen(case: Case, field: str, value: Any = None) -> Text:
    """A chosen answer in words, in every language: a country, a level."""
    application = _application(case)
    value = answer(case, field) if value is None else value
    found = {}
    for language in ("ar", "fr", "en"):
        with translation.override(language):
            found[language] = application.display(field, value)
    return text(found["ar"], found["fr"], found["en"])


def received(case: Case) -> list[Words]:
    """The pieces joined, by the names under which they were asked for."""
    return [translated(r.label) for r in _application(case).requirements(case) if r.attachments]


def requested_level(case: Case) -> Words:
    """The level asked for, in the applicant's own words when it is none of the list."""
    other = answer(case, "requested_level_other") if answer(case, "requested_level") == "other" else ""
    return as_words(other) if other else chosen(case, "requested_level")


def diploma(case: Case) -> Diploma:
    """The diploma as the application describes it."""
    return {
        "title": str(answer(case, "diploma_title")),
        "awarding_body": str(answer(case, "awarding_body")),
        "country": chosen(case, "country"),
        "awarded_on": str(answer(case, "award_date")),
        "duration_months": int(answer(case, "duration_months")),
        "hours": int(answer(case, "hours_total")),
        "mode": answer(case, "study_mode"),
    }
