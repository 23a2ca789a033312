"""Verifying a certificate where the register alone does not answer: at its source, and what is found."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.application import in_three_languages
from forms.certification.lines import told_line
from forms.certification.numbers import CertificateNumberField
from forms.fields import ChoiceField, EmailField, FreeText, LineField, PastDateField, TickField, YesNoField
from forms.requirements import ANY
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.intake import Inadmissibility
from forms.uploads import UploadField
from registers import certificates
from registers.models import Certificate

UNVERIFIABLE = {
    "unreadable": _("The document cannot be read"),
    "no_consent": _("The consent of the holder is missing or is not theirs"),
    "outside_field": _("The document does not belong to vocational training"),
}
DENIALS = [
    ("structure_denies", _("The structure states that it did not issue it")),
    ("counterfoil_differs", _("The counterfoil differs from the document")),
]
SILENCES = [
    ("closed_without_archives", _("The structure is closed and its archives were not found")),
    ("no_answer", _("No answer after two reminders")),
]
REMINDERS = 2


class VerificationInadmissibility(Inadmissibility):
    """What cannot be verified, or not here."""

    grounds = UNVERIFIABLE


class AuthenticityConfirmation(TransitionForm):
    """facts: "confirmation" {basis "register" | "structure", line?, difference?, answer?, on}.

    At the check of the register, the line that was found and why it differs; after a verification, what the structure wrote.
    """

    subject = "confirmation"

    line = CertificateNumberField(label=_("Line of the register"))
    difference = FreeText(label=_("Why the line and the document differ, and why it is the same certificate"), least=10)
    counterfoil_matches = TickField(label=_("The counterfoil matches the document"))
    answered_on = PastDateField(label=_("Date of the structure's answer"))
    answer = UploadField(label=_("The structure's answer"), accept=ANY, max_mb=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_at_source = self.case.stage == "manual_verification"
        dropped = ("line", "difference") if self.is_at_source else ("counterfoil_matches", "answered_on", "answer")
        for name in dropped:
            del self.fields[name]

    def clean_line(self) -> str:
        number: str = self.cleaned_data["line"]
        found = certificates.find(number=number)
        if found is None or found.status != Certificate.Status.ISSUED:
            raise ValidationError(_("The register has no such line in force."), code="unknown")
        return number

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "basis": "structure" if self.is_at_source else "register", "on": self.today.isoformat()}

    def facts(self) -> dict[str, Any]:
        line = certificates.find(number=self.cleaned_data.get("line", ""))
        return {**super().facts(), **({"register_line": told_line(line)} if line else {})}


class SourceQuery(TransitionForm):
    """facts: "source_query" {name, address, email?, question?, sent_on}."""

    subject = "source_query"

    name = LineField(label=_("Structure or archive that is asked"), max_length=200)
    address = FreeText(label=_("Address"), limit=300, rows=3)
    email = EmailField(label=_("E-mail address"), required=False)
    question = FreeText(label=_("Further question"), limit=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("name", self.application.answer(self.case, "issuing_structure"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "sent_on": self.today.isoformat()}


class SourceReminder(TransitionForm):
    """facts: "source_reminders" {sent_on [dates]}."""

    subject = "source_reminders"

    confirm = TickField(label=_("The structure has not answered: I remind it"))

    def fact(self) -> dict[str, Any]:
        sent = self.case.facts.get(self.subject, {}).get("sent_on", [])
        return {"sent_on": [*sent, self.today.isoformat()]}


class DenialOfAuthenticity(TransitionForm):
    """facts: "finding" {outcome, ground, title, is_forged, holder_answer?, reason, heard_on, on}."""

    requires_reason = True
    subject = "finding"

    ground = ChoiceField(label=_("Established by"), choices=DENIALS)
    is_forged = YesNoField(
        label=_("Is it a forgery?"), help_text=_("A forgery is made public without any name, and reported to the prosecutor.")
    )
    holder_answer = FreeText(
        label=_("What the holder answered"), required=False, help_text=_("Leave empty if there was no answer.")
    )
    reason = ReasonField()

    def fact(self) -> dict[str, Any]:
        heard = self.case.facts.get("adversarial_letter", {}).get("sent_on", "")
        title = in_three_languages(dict(DENIALS)[self.cleaned_data["ground"]])
        return {**self.values(), "outcome": "not_authentic", "title": title, "heard_on": heard, "on": self.today.isoformat()}


class InconclusiveFinding(TransitionForm):
    """facts: "finding" {outcome, ground, title, reason, on}."""

    requires_reason = True
    subject = "finding"

    ground = ChoiceField(label=_("Why nothing can be concluded"), choices=SILENCES)
    reason = ReasonField()

    def clean_ground(self) -> str:
        ground: str = self.cleaned_data["ground"]
        sent = [date.fromisoformat(day) for day in self.case.facts.get("source_reminders", {}).get("sent_on", [])]
        if ground == "no_answer" and len(sent) < REMINDERS:
            raise ValidationError(_("Remind the structure twice before you conclude that it does not answer."), code="reminders")
        return ground

    def fact(self) -> dict[str, Any]:
        title = in_three_languages(dict(SILENCES)[self.cleaned_data["ground"]])
        return {**self.values(), "outcome": "inconclusive", "title": title, "on": self.today.isoformat()}
