"""The hearing of a structure: the day that is set, another day, and what was said."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.fields import ChoiceField, DateField, FreeText, LineField, TableField, TimeField, YesNoField
from forms.requirements import ANY
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.committee import AgendaPlace
from forms.uploads import UploadField
from workflow import holidays, parameters

REQUEST, NOT_SERVED = "request", "not_served"


class HearingConvening(TransitionForm):
    """facts: "hearing" {on, at, place, convened_on, requests}: ten working days at least lie between both days."""

    subject = "hearing"

    on = DateField(label=_("Day of the hearing"), help_text=_("At least ten working days after today."))
    at = TimeField(label=_("Hour"))
    place = LineField(label=_("Place"))

    @property
    def before(self) -> dict[str, Any]:
        return dict(self.case.facts.get("hearing", {}))

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        calendar = holidays.calendar()
        notice = int(parameters.value_for(self.case, f"{self.case.procedure}.hearing.notice"))
        if day < calendar.add_working(self.today, notice):
            refusal = _("The structure is convened at least %(days)d working days before.")
            raise forms.ValidationError(refusal, code="notice", params={"days": notice})
        if not calendar.is_working(day):
            raise forms.ValidationError(_("This is not a working day."), code="day_off")
        return day

    def fact(self) -> dict[str, Any]:
        told = {name: value for name, value in self.values().items() if name in ("on", "at", "place")}
        return {"requests": self.before.get("requests", 0), **told, "convened_on": self.today.isoformat()}


class HearingPostponement(HearingConvening):
    """At the justified request of the structure, once; or because the first convening did not reach it."""

    requires_reason = True
    why = ChoiceField(
        label=_("Why another day is set"),
        choices=[(REQUEST, _("The structure asks for it, with reasons")), (NOT_SERVED, _("The convening was not received"))],
    )
    reason = ReasonField()

    def clean_why(self) -> str:
        why: str = self.cleaned_data["why"]
        if why == REQUEST and self.before.get("requests"):
            raise forms.ValidationError(_("The hearing is put off once at the request of the structure."), code="once")
        return why

    def fact(self) -> dict[str, Any]:
        told = super().fact()
        asked = self.cleaned_data["why"] == REQUEST
        return {**told, "why": self.cleaned_data["why"], "requests": told["requests"] + asked}


class HearingAgain(HearingConvening):
    """Another hearing, because the committee wants to know more."""

    requires_reason = True
    reason = ReasonField(label=_("What the committee still wants to hear"))


class HearingHeld(TransitionForm):
    """facts: "heard" {held_on, attended, attendance, statement?, minutes, signature?, refusal?}."""

    subject = "heard"
    shown_when = {
        "attendance": ("attended", ("yes",)),
        "statement": ("attended", ("yes",)),
        "signature": ("attended", ("yes",)),
        "refusal": ("signature", ("refused",)),
    }

    attended = YesNoField(label=_("Did somebody come for the structure?"))
    attendance = TableField(
        label=_("People present"),
        cells={
            "name": LineField(label=_("Name"), max_length=160),
            "quality": LineField(label=_("Function"), max_length=160),
            "power": LineField(label=_("Power to represent, attached"), max_length=160),
        },
        max_rows=10,
    )
    statement = FreeText(label=_("What was said"), limit=8000, least=20, rows=10)
    signature = ChoiceField(
        label=_("Signature of the minutes"), choices=[("signed", _("Signed")), ("refused", _("Refused to sign"))]
    )
    refusal = LineField(label=_("What was said of the refusal"), max_length=600)
    minutes = UploadField(label=_("Signed minutes and powers"), accept=ANY, max_mb=20)

    def fact(self) -> dict[str, Any]:
        told = self.values()
        told.pop("session", None)
        return {"attendance": [], **told, "held_on": self.today.isoformat()}


class HearingBeforeCouncil(HearingHeld, AgendaPlace):
    """With the meeting of the disciplinary committee that will deliberate."""
