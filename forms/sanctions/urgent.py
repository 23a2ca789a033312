"""An urgent measure: the danger that is seen, what is proposed against it at once, its signature and its extension."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.entries import words_of
from forms.fields import ChoiceField, DateField, FreeText, LineField, NumberField, TableField, TickField, TimeField, offered
from forms.monitoring.concerned import Concerned, identity_of, provider_field, site_field
from forms.monitoring.on_site import DANGERS
from forms.requirements import ANY, Requirement
from forms.sanctions.file import by_an_act
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.decision import ApprovalSignature
from forms.uploads import UploadField
from registers import sessions
from workflow import holidays

if TYPE_CHECKING:
    from workflow.models import Case

MEASURES = (
    ("suspend_sessions", _("Suspend the sessions")),
    ("close_site", _("Close the site")),
    ("close_provider", _("Close the structure")),
    ("suspend_homologation", _("Suspend the homologation")),
)
MOST_DAYS = 90
HEARD_WITHIN = 10  # working days


def measure_field(**kwargs: Any) -> ChoiceField:
    return ChoiceField(**{"label": _("Measure"), "choices": MEASURES, "as_list": True, **kwargs})


def days_field(**kwargs: Any) -> NumberField:
    return NumberField(**{"label": _("Duration in days"), "min_value": 1, "max_value": MOST_DAYS, **kwargs})


def solutions_field(**kwargs: Any) -> TableField:
    cells = {
        "session": ChoiceField(label=_("Session"), choices=[], as_list=True),
        "solution": LineField(label=_("Solution, at once"), max_length=300),
    }
    return TableField(**{"label": _("Solution for the trainees"), "cells": cells, "required": False, **kwargs})


def under_way(case: "Case") -> list[tuple[str, str]]:
    """The sessions of the structure that are not over."""
    found = sessions.of(provider=case.provider) if case.provider else []
    return [(str(s.entry), words_of(s)) for s in found]


class Measure(Concerned):
    code = "measure"
    title = _("The danger and the measure")

    provider = provider_field()
    site = site_field()
    danger = ChoiceField(label=_("Nature of the danger"), choices=DANGERS, as_list=True)
    facts = FreeText(label=_("Facts"), help_text=_("What, when, and who saw it."), limit=2000, least=20, rows=6)
    measure = measure_field()
    duration_days = days_field()
    trainees_solution = solutions_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.case is not None:
            self.fields["trainees_solution"].cells["session"].choices = offered(under_way(self.case))  # type: ignore[attr-defined]


class UrgentMeasure(Application):
    sections = (Measure,)
    requires = (
        Requirement("EVID", when=by_an_act, condition=_("joined with the proposal")),
        Requirement("REPORT", when=by_an_act, condition=_("inspection or accident report, joined with the proposal")),
        Requirement("ONPC", when=by_an_act, condition=_("fire")),
    )

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        return identity_of(case)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        return bool(cls.answer(case, "site")) and cls.answer(case, "site") == cls.answer(other, "site")

    @classmethod
    def search_text(cls, case: "Case") -> str:
        return case.search_text


class MeasureProposal(TransitionForm):
    """facts: "proposal" {outcome "measure", measure, duration_days, trainees_solution, …}, "hearing" {on, at, place}."""

    subject = "proposal"

    measure = measure_field()
    duration_days = days_field()
    trainees_solution = solutions_field(help_text=_("Every session under way, with what is done for its trainees."))
    evidence = UploadField(label=_("Evidence (documents, pictures, screenshots with date and address)"), accept=ANY, max_mb=50)
    report = UploadField(label=_("Inspection or accident report"), accept=ANY, max_mb=20)
    fire_certificate = UploadField(
        label=_("Fire-prevention certificate of the civil protection"), accept=ANY, max_mb=5, required=False
    )
    on = DateField(label=_("Day of the hearing"), help_text=_("Within ten working days: the decision tells it."))
    at = TimeField(label=_("Hour"))
    place = LineField(label=_("Place"))
    present = TickField(label=_("The danger is proven and present"))
    least = TickField(label=_("No measure that restricts less would end it"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.under_way = under_way(self.case)
        self.fields["trainees_solution"].cells["session"].choices = offered(self.under_way)  # type: ignore[attr-defined]
        told = self.case.answers.get("measure", {})
        known = {name: told[name] for name in ("measure", "duration_days", "trainees_solution") if name in told}
        self.initial = {**known, **self.initial}

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        calendar = holidays.calendar()
        if not self.today < day <= calendar.add_working(self.today, HEARD_WITHIN):
            raise forms.ValidationError(_("The structure is heard within ten working days."), code="late")
        if not calendar.is_working(day):
            raise forms.ValidationError(_("This is not a working day."), code="day_off")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rows = {row["session"] for row in cleaned.get("trainees_solution") or []}
        if "trainees_solution" not in self.errors and {key for key, _words in self.under_way} - rows:
            self.add_error("trainees_solution", _("A session under way has no solution for its trainees."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        told = {"trainees_solution": [], **self.values()}
        for name in ("present", "least"):
            told.pop(name, None)
        hearing = {name: told.pop(name) for name in ("on", "at", "place")}
        proposal = {**told, "duration_days": int(self.cleaned_data["duration_days"]), "outcome": "measure"}
        return {"proposal": proposal, "hearing": {**hearing, "convened_on": self.today.isoformat()}}


class MeasureSignature(ApprovalSignature):
    """facts: "signature" {outcome "measure", seen, on}."""

    requires_reason = True
    outcome = "measure"
    reason = ReasonField(label=_("Reasons of the decision"))


class MeasureExtension(ApprovalSignature):
    """facts: "signature" {outcome "extension", seen, on}: the danger goes on; once."""

    requires_reason = True
    outcome = "extension"
    reason = ReasonField(label=_("Why the danger goes on"))


class MeasureLift(TransitionForm):
    """facts: "lift" {reason, proof, on}: a visit has shown that the danger is gone."""

    requires_reason = True
    subject = "lift"

    proof = UploadField(label=_("Report of the visit that found the danger gone"), accept=ANY, max_mb=20)
    reason = ReasonField()

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
