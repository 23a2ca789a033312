"""The provisional report, what the structure answers to it, and the final report with its grade."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.fields import ChoiceField, DateField, FreeText, LineField, TableField, TickField, offered
from forms.requirements import ANY
from forms.transitions.base import TransitionForm
from forms.uploads import UploadField
from registers import checklist
from workflow import holidays

LEAST = 15  # working days that the structure has for its observations


def graded(findings: Mapping[str, Any]) -> dict[str, Any]:
    """Score, grade and failed lines of what was found; rows in the order of the checklist."""
    answers = [{"code": line.code, **findings[line.code]} for line in checklist.LINES if line.code in findings]
    repaired = [row["code"] for row in answers if row.get("repaired")]
    found = checklist.outcome({row["code"]: row["answer"] for row in answers}, repaired=repaired)
    lines = {"critical_failed": list(found.critical_failed), "failed": list(found.failed)}
    return {"answers": answers, "score": str(found.score), "grade": found.grade, "version": checklist.VERSION, **lines}


class ProvisionalReport(TransitionForm):
    """facts: "visit_report" {answers, score, grade, failed, summary, report, observations_deadline, days, on …}."""

    subject = "visit_report"

    summary = FreeText(label=_("What the visit has shown"), limit=4000, least=20, rows=8)
    observations_deadline = DateField(
        label=_("Time limit for observations"), help_text=_("At least fifteen working days after today.")
    )
    report = UploadField(label=_("Report signed by the inspectors"), accept=ANY, max_mb=20)
    signed_by_all = TickField(label=_("Every inspector of the team has signed this report"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"observations_deadline": holidays.calendar().add_working(self.today, LEAST), **self.initial}

    def clean_observations_deadline(self) -> date:
        day: date = self.cleaned_data["observations_deadline"]
        calendar = holidays.calendar()
        if day < calendar.add_working(self.today, LEAST):
            raise forms.ValidationError(_("The structure has at least fifteen working days."), code="short")
        if not calendar.is_working(day) or day > calendar.add_working(self.today, 4 * LEAST):
            raise forms.ValidationError(_("Choose a working day within three months."), code="day")
        return day

    def fact(self) -> dict[str, Any]:
        calendar, days = holidays.calendar(), LEAST
        while calendar.add_working(self.today, days) < self.cleaned_data["observations_deadline"]:
            days += 1
        return {**self.values(), **graded(self.case.facts["findings"]), "days": days, "on": self.today.isoformat()}


class ObservationsFiled(TransitionForm):
    """facts: "observations" {text, proof?, on}."""

    subject = "observations"

    text = FreeText(label=_("Your observations on the report"), limit=8000, least=10, rows=10)
    proof = UploadField(label=_("Document in support"), accept=ANY, max_mb=20, required=False)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class FinalReport(TransitionForm):
    """facts: "final_report" {response?, corrections, answers, score, grade, critical_failed, failed, on}."""

    subject = "final_report"

    confirm = TickField(label=_("The report answers every observation"))
    response = FreeText(label=_("Answer to the observations"), limit=8000, least=10, rows=8, required=False)
    corrections = TableField(
        label=_("Lines corrected after the observations"),
        cells={
            "line": ChoiceField(label=_("Line"), choices=[], as_list=True),
            "answer": ChoiceField(label=_("Answer"), choices=checklist.ANSWERS, as_list=True),
            "why": LineField(label=_("Why"), max_length=600),
        },
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        failed = self.case.facts.get("visit_report", {}).get("failed", [])
        named = [(code, f"{code} {checklist.BY_CODE[code].label}") for code in failed]
        self.fields["corrections"].cells["line"].choices = offered(named)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.case.facts.get("observations") and not cleaned.get("response") and "response" not in self.errors:
            self.add_error("response", _("The structure has filed observations: answer each of them."))
        for row in cleaned.get("corrections") or []:
            if row["answer"] not in dict(checklist.BY_CODE[row["line"]].answers):
                self.add_error("corrections", _("This answer is not possible for a line."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        findings = dict(self.case.facts["findings"])
        for row in self.cleaned_data["corrections"] or []:
            findings[row["line"]] = {**findings[row["line"]], "answer": row["answer"], "comment": row["why"]}
        return {**self.values(), **graded(findings), "on": self.today.isoformat()}
