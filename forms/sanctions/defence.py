"""The grievances as they are notified, with the time to answer them, and the written defence."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.fields import DateField, FreeText, TickField, YesNoField
from forms.requirements import ANY
from forms.sanctions.file import SanctionFile, grounds_field, prior_record
from forms.transitions.base import TransitionForm
from forms.uploads import UploadField
from workflow import holidays

LEAST = 15  # working days for the defence


def working_days_until(day: date, *, since: date) -> int:
    """How many working days a limit counts that ends on a working day."""
    calendar, days = holidays.calendar(), 1
    while calendar.add_working(since, days) < day:
        days += 1
    return days


class Grievances(TransitionForm):
    """facts: "grievances" {grounds, defence_deadline, days, evidence, report, earlier?, prior_record, on}."""

    subject = "grievances"

    grounds = grounds_field(help_text=_("Each grievance has its proof, with the date of it."))
    evidence = UploadField(label=_("Evidence (documents, pictures, screenshots with date and address)"), accept=ANY, max_mb=50)
    report = UploadField(label=_("Report of the region"), accept=ANY, max_mb=20)
    earlier = UploadField(label=_("Earlier decisions"), accept=ANY, max_mb=20, required=False)
    defence_deadline = DateField(label=_("Time limit for the defence"), help_text=_("At least fifteen working days after today."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {"grounds": SanctionFile.answer(self.case, "grounds", [])}
        self.initial = {"defence_deadline": holidays.calendar().add_working(self.today, LEAST), **told, **self.initial}

    def clean_grounds(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["grounds"]
        if any(not row["evidence"] for row in rows):
            raise forms.ValidationError(_("Each grievance has its proof, with the date of it."), code="evidence")
        return rows

    def clean_defence_deadline(self) -> date:
        day: date = self.cleaned_data["defence_deadline"]
        calendar = holidays.calendar()
        if day < calendar.add_working(self.today, LEAST):
            raise forms.ValidationError(_("The structure has at least fifteen working days for its defence."), code="short")
        if not calendar.is_working(day) or day > calendar.add_working(self.today, 4 * LEAST):
            raise forms.ValidationError(_("Choose a working day within three months."), code="day")
        return day

    def fact(self) -> dict[str, Any]:
        days = working_days_until(self.cleaned_data["defence_deadline"], since=self.today)
        record = prior_record(self.case.provider, on=self.today) if self.case.provider else []
        return {**self.values(), "days": days, "prior_record": record, "on": self.today.isoformat()}


class DefenceFiled(TransitionForm):
    """facts: "defence" [{text, asks_hearing, proof?, on}]: what the structure answers, each time that it does."""

    text = FreeText(label=_("Your defence"), limit=8000, least=10, rows=10)
    proof = UploadField(label=_("Document in support"), accept=ANY, max_mb=20, required=False)
    asks_hearing = YesNoField(
        label=_("Do you ask to be heard before the end of the time limit?"),
        help_text=_("The hearing is then convened without waiting for it."),
    )
    confirm = TickField(label=_("I act for the structure"))

    def facts(self) -> dict[str, Any]:
        told = {**self.values(), "on": self.today.isoformat()}
        told.pop("confirm", None)
        return {"defence": [*self.case.facts.get("defence", []), told]}
