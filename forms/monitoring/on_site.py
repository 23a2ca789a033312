"""On the spot: arrival, the lines of the checklist as they are found, an obstruction, the end of the visit."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.fields import ChoiceField, FreeText, LineField, NumberField, TickField, TimeField, YesNoField
from forms.requirements import ANY
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.findings import VisitReport
from forms.uploads import UploadField
from registers import checklist

DANGERS = (
    ("fire", _("Fire")),
    ("building", _("Building")),
    ("health", _("Health")),
    ("security_of_minors", _("Safety of minors")),
    ("fraud", _("Fraud in progress")),
    ("obstruction", _("Obstruction")),
    ("other", _("Other")),
)
ACCESS = (
    ("structure", _("Given by the structure")),
    ("public_force", _("With the assistance of the public force")),
)


class Arrival(TransitionForm):
    """facts: "arrival" {on, started_at, representative, representative_name?, minute?}."""

    subject = "arrival"
    shown_when = {"representative_name": ("representative", ("yes",)), "minute": ("representative", ("no",))}

    started_at = TimeField(label=_("Hour of arrival"))
    cards_shown = TickField(label=_("The inspectors have shown their professional cards and the mission order"))
    representative = YesNoField(label=_("Is a representative of the structure present?"))
    representative_name = LineField(label=_("Name and function"), max_length=160)
    minute = FreeText(label=_("Minute of the absence"), limit=2000, least=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


def _name(code: str) -> str:
    return code.replace("-", "_")


_FIELDS = {n: f for n, f in VisitReport.base_fields.items() if n.partition("_")[0] in ("line", "comment", "photo", "repaired")}


class LineFindings(TransitionForm):
    """facts: "findings" by line {answer, comment?, photo?, repaired?, by, at}; lines are recorded as they are seen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in checklist.LINES:
            self.fields[f"line_{_name(line.code)}"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not any(value for name, value in cleaned.items() if name.startswith("line_")):
            raise forms.ValidationError(_("Record at least one line of the checklist."), code="nothing")
        return cleaned

    def facts(self) -> Mapping[str, Any]:
        told, found = self.values(), dict(self.case.facts.get("findings", {}))
        around = {"by": self.actor.user.pk if self.actor.user else None, "at": timezone.now().isoformat()}
        for line in checklist.LINES:
            answer = told.get(f"line_{_name(line.code)}")
            if answer:
                row = {key: told[name] for key in ("comment", "photo") if (name := f"{key}_{_name(line.code)}") in told}
                repaired = {"repaired": True} if told.get(f"repaired_{_name(line.code)}") == "yes" else {}
                found[line.code] = {"answer": answer, **row, **repaired, **around}
        return {"findings": found}


_declared: dict[str, Any] = {
    "__module__": __name__,
    "__doc__": "Lines of the checklist, each with its comment and its photograph where it is not conform.",
    "shown_when": VisitReport.shown_when,
    **_FIELDS,
}
Findings: type[LineFindings] = type("Findings", (LineFindings,), _declared)


class Obstruction(TransitionForm):
    """facts: "obstruction" {what, witnesses, minute {attachment, sha256}, is_danger, danger?, reason, on}."""

    requires_reason = True
    subject = "obstruction"
    shown_when = {"danger": ("is_danger", ("yes",))}

    what = ChoiceField(label=_("What is refused"), choices=[("access", _("Access")), ("document", _("A document"))])
    witnesses = FreeText(label=_("Witnesses, with their functions"), limit=1000, least=3, rows=3)
    minute = UploadField(label=_("Record signed by the inspectors"), accept=ANY, max_mb=10)
    is_danger = YesNoField(label=_("Is there a present danger?"))
    danger = ChoiceField(label=_("Nature of the danger"), choices=DANGERS, as_list=True)
    reason = ReasonField(label=_("What happened"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class Access(TransitionForm):
    """facts: "access" {given_by, officers?, started_at, on}: how the door that was closed was opened."""

    subject = "access"
    shown_when = {"officers": ("given_by", ("public_force",))}

    given_by = ChoiceField(label=_("How was access obtained?"), choices=ACCESS)
    officers = FreeText(label=_("Officers who assisted, with their unit"), limit=600, least=3, rows=3)
    started_at = TimeField(label=_("Hour at which the visit goes on"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class OnSiteEnd(TransitionForm):
    """facts: "on_site" {ended_at, met, trainees_present, signature, refusal?}."""

    subject = "on_site"
    shown_when = {"refusal": ("signature", ("refused",))}

    ended_at = TimeField(label=_("Hour of departure"))
    met = FreeText(label=_("People met, with their functions"), limit=1000, rows=3)
    trainees_present = NumberField(label=_("Trainees counted"), min_value=0, max_value=10_000)
    signature = ChoiceField(
        label=_("Signature of the person met"), choices=[("signed", _("Signed")), ("refused", _("Refused to sign"))]
    )
    refusal = LineField(label=_("What was said of the refusal"), max_length=600)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        begun = self.case.facts.get("access") or self.case.facts.get("arrival", {})
        end = cleaned.get("ended_at")
        if end and begun.get("on") == self.today.isoformat() and end.strftime("%H:%M") <= begun.get("started_at", ""):
            self.add_error("ended_at", _("The visit ends after it begins."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "trainees_present": self.cleaned_data["trainees_present"], "on": self.today.isoformat()}
