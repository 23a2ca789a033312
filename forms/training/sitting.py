"""What is filled in while an examination is held: opening, incidents, new dates, end."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.answers import stored
from forms.application import in_three_languages
from forms.fields import ChoiceField, FreeText, LineField, NumberField, TableField, TickField, TimeField, offered
from forms.training.examination import ExaminationRequest, check_papers, papers_field
from forms.transitions.base import ReasonField, TransitionForm
from registers import enrolments, examinations
from workflow import juries
from workflow.holidays import calendar
from workflow.models import Case

NOTICE = 5  # working days between new dates and the first paper
POSTPONED_FOR = [
    ("jury_incomplete", _("The jury is incomplete")),
    ("subject_leaked", _("A subject has become known")),
    ("force_majeure", _("Force majeure")),
]
SIGNED = [
    ("signed", _("The candidate signed")),
    ("refused", _("The candidate refused to sign")),
    ("none", _("No candidate involved")),
]


def presented(case: Case) -> list[Any]:
    """The enrolments of the candidates who are presented, as the register closed the list."""
    lines = examinations.get(case.facts["examination"]).candidates
    return [enrolments.get(line["enrolment"]) for line in lines if not line.get("excluded")]


class ExaminationOpened(TransitionForm):
    """facts: "opened" {present [user], on}."""

    subject = "opened"

    present = forms.MultipleChoiceField(label=_("Members of the jury who are present"), widget=forms.CheckboxSelectMultiple)
    subjects_opened = TickField(label=_("The sealed subjects were opened in front of the candidates"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(str(s["user"]), s["name"]) for s in juries.sitting(self.case)]  # type: ignore[attr-defined]

    def clean_present(self) -> list[int]:
        there = [int(pk) for pk in self.cleaned_data["present"]]
        if not juries.is_independent([seat for seat in juries.sitting(self.case) if seat["user"] in there]):
            raise ValidationError(
                _("Three members at least, the president among them, most from outside the structure: postpone or replace."),
                code="quorum",
            )
        return there

    def fact(self) -> dict[str, Any]:
        return {"present": self.cleaned_data["present"], "on": self.today.isoformat()}


class Incident(TransitionForm):
    """Something that happened during a paper; written into the register of examinations."""

    at = TimeField(label=_("Hour"))
    person = LineField(label=_("Person concerned"), max_length=160)
    facts_told = FreeText(label=_("Facts"), limit=2000, least=10)
    signed = ChoiceField(label=_("Signature"), choices=SIGNED)


def incident_line(told: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """An incident as the register of examinations keeps it."""
    return {
        "on": on.isoformat(),
        "at": str(stored(told["at"])),
        "person": told["person"],
        "facts": told["facts_told"],
        "signed": told["signed"],
    }


class Postponement(TransitionForm):
    """facts: "postponement" {ground, title {en, fr, ar}, reason, on, times}."""

    requires_reason = True
    subject = "postponement"

    ground = ChoiceField(label=_("Ground"), choices=POSTPONED_FOR, as_list=True)
    reason = ReasonField()

    def fact(self) -> dict[str, Any]:
        title = in_three_languages(dict(POSTPONED_FOR)[self.cleaned_data["ground"]])
        times = self.case.facts.get("postponement", {}).get("times", 0) + 1
        return {**self.values(), "title": title, "on": self.today.isoformat(), "times": times}


class NewDates(TransitionForm):
    """facts: "rescheduled" {exam_dates, times, on}."""

    subject = "rescheduled"

    exam_dates = papers_field(label=_("New dates"))

    def clean_exam_dates(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["exam_dates"]
        check_papers(rows, not_before=calendar().add_working(self.today, NOTICE))
        return rows

    def fact(self) -> dict[str, Any]:
        times = self.case.facts.get("rescheduled", {}).get("times", 0) + 1
        return {**self.values(), "times": times, "on": self.today.isoformat()}


class ExaminationCancelled(TransitionForm):
    """facts: "cancelled" {moved_to, reason, on}."""

    requires_reason = True
    subject = "cancelled"

    moved_to = LineField(label=_("Session of examination to which the candidates are moved"), max_length=200)
    reason = ReasonField(label=_("Why no date is possible"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class ExaminationEnd(TransitionForm):
    """facts: "minutes" {papers, absences [{candidate, module}], observations?, on}."""

    subject = "minutes"

    absences = TableField(
        label=_("Absences"),
        required=False,
        max_rows=200,
        cells={
            "candidate": ChoiceField(label=_("Candidate"), choices=[], as_list=True),
            "module": ChoiceField(label=_("Unit"), choices=[], as_list=True),
        },
    )
    papers = NumberField(label=_("Papers handed in and counted"), min_value=0, max_value=10_000)
    observations = FreeText(label=_("Observations"), limit=4000, required=False)
    signed = TickField(label=_("The minutes were read and signed by the whole jury"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = presented(self.case)
        self.modules = list(dict.fromkeys(row["module"] for row in ExaminationRequest.papers(self.case)))
        cells = self.fields["absences"].cells  # type: ignore[attr-defined]
        cells["candidate"].choices = offered([(line.number, f"{line.heading} ({line.number})") for line in self.candidates])
        cells["module"].choices = offered([(module, module) for module in self.modules])

    def clean_absences(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["absences"]
        if len({(row["candidate"], row["module"]) for row in rows}) < len(rows):
            raise ValidationError(_("An absence is told once."), code="twice")
        return rows

    def clean_papers(self) -> int:
        counted: int = self.cleaned_data["papers"]
        due = len(self.candidates) * len(self.modules) - len(self.cleaned_data.get("absences", []))
        if counted != due:
            told = {"due": due}
            raise ValidationError(_("With the absences told above, %(due)d papers must be there."), code="papers", params=told)
        return counted

    def fact(self) -> dict[str, Any]:
        told = self.values()
        told.pop("signed", None)
        return {"absences": [], **told, "on": self.today.isoformat()}
