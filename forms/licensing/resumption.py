"""What follows an authorised interruption: more time, the request to resume, and its refusal."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.fields import DateField, FreeText, YesNoField
from forms.requirements import ANY
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.decision import ReasonedRefusal
from forms.uploads import UploadField
from registers import sites
from workflow import parameters
from workflow.calendar import add_months


class _WithinTheMost(TransitionForm):
    """A day until which the interruption may go on: never beyond the longest one that is allowed."""

    def latest(self) -> date:
        first, _until = self.application.period(self.case)  # type: ignore[attr-defined]
        return add_months(first, int(parameters.value("licensing.interruption_months")))

    def check_later(self, day: date) -> date:
        _first, until = self.application.period(self.case)  # type: ignore[attr-defined]
        if day <= until:
            raise ValidationError(_("Choose a day after the one that was authorised."), code="earlier")
        return self.check_latest(day)

    def check_latest(self, day: date) -> date:
        if day > self.latest():
            raise ValidationError(_("At most twenty-four months in all."), code="too_long")
        return day


class InterruptionExtension(_WithinTheMost):
    """facts: "extension" {until, reason, on}."""

    requires_reason = True
    subject = "extension"

    until = DateField(label=_("New last day"))
    reason = ReasonField()

    def clean_until(self) -> date:
        return self.check_later(self.cleaned_data["until"])

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


def _has_changed(form: Any) -> bool:
    return "yes" in (form.cleaned_data.get("premises_changed"), form.cleaned_data.get("staff_changed"))


class ResumptionRequest(TransitionForm):
    """facts: "resumption" {resumption_date, premises_changed, staff_changed, changes_since?, insurance, insurance_end, …, on}."""

    subject = "resumption"
    shown_when = {"changes_since": _has_changed, "lease": ("lease_changed", ("yes",))}

    resumption_date = DateField(label=_("Day of the resumption"))
    premises_changed = YesNoField(label=_("Have the premises changed?"))
    staff_changed = YesNoField(label=_("Has the staff changed?"))
    changes_since = FreeText(label=_("Changes since the interruption"), limit=1000, least=10)
    insurance = UploadField(label=_("Civil liability insurance covering trainees"), accept=ANY)
    insurance_end = DateField(label=_("Insurance in force until"))
    fire_certificate = UploadField(
        label=_("Fire-prevention certificate of the civil protection"),
        accept=ANY,
        required=False,
        help_text=_("If the one that the ministry knows has expired."),
    )
    fire_certificate_end = DateField(label=_("Fire-prevention certificate in force until"), required=False)
    lease_changed = YesNoField(label=_("Has the lease changed?"))
    lease = UploadField(label=_("Title deed or registered lease"), accept=ANY, max_mb=20)

    def clean_resumption_date(self) -> date:
        day: date = self.cleaned_data["resumption_date"]
        first, until = self.application.period(self.case)  # type: ignore[attr-defined]
        if not max(first, self.today) <= day <= until:
            raise ValidationError(_("Choose a day within the authorised interruption, from today on."), code="outside")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("resumption_date")
        if day and cleaned.get("insurance_end") and cleaned["insurance_end"] < day:
            self.add_error("insurance_end", _("This document is no longer in force."))
        known = sites.get(self.case.facts["site"]).fire_certificate_end
        if day and (known is None or known < day):
            for name in ("fire_certificate", "fire_certificate_end"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("The certificate that the ministry knows has expired: join the new one."))
        if day and cleaned.get("fire_certificate_end") and cleaned["fire_certificate_end"] < day:
            self.add_error("fire_certificate_end", _("This document is no longer in force."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class ResumptionRefusal(ReasonedRefusal, _WithinTheMost):
    """facts: "proposal" as of a refusal, with `new_date`: until when the structure may ask again."""

    new_date = DateField(label=_("Day until which the structure may ask again"))

    def clean_new_date(self) -> date:
        day: date = self.cleaned_data["new_date"]
        if day <= self.today:
            raise ValidationError(_("Choose a later day."), code="earlier")
        return self.check_latest(day)
