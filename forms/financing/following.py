"""A project that is financed: the agreement, its instalments, its final report, its termination."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from forms.fields import FreeText, LineField, MoneyField, NumberField, PastDateField, TickField
from forms.requirements import PDF
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.decision import ApprovalSignature
from forms.transitions.people import PersonField, unlinked
from forms.uploads import UploadField
from registers import payments
from workflow import parameters


class ProjectSignature(ApprovalSignature):
    """The agreement is read before it is signed; the structure has signed it, and the budget is committed."""

    both_signed = TickField(label=_("The structure has signed the agreement"))
    commitment = LineField(label=_("Reference of the budget commitment"), max_length=60)

    def fact(self) -> dict[str, Any]:
        return {**super().fact(), "commitment": self.cleaned_data["commitment"]}


class InstalmentRequest(TransitionForm):
    """facts: "instalment" {statement, invoices, on}: what proves that the condition of the schedule is met."""

    subject = "instalment"

    statement = FreeText(label=_("How the condition of the schedule is met"), least=10, limit=2000)
    invoices = UploadField(label=_("Invoices and proof"), accept=PDF, max_mb=20)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class PaymentOrder(TransitionForm):
    """facts: "payment_order" {certified_by, certificate, reference, on}: the region certified, finance orders (SD-12)."""

    subject = "payment_order"

    certified_by = PersonField(label=_("Regional director who certified the service"))
    certificate = UploadField(label=_("Signed certificate of service"), accept=PDF, max_mb=5)
    reference = LineField(label=_("Reference of the payment order"), max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = unlinked(self.case, role=Role.REGIONAL_DIRECTOR, region=self.case.region)
        own = self.actor.persons if self.actor else ()
        self.fields["certified_by"].queryset = held.exclude(pk__in=own)  # type: ignore[attr-defined]

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class FinalReport(TransitionForm):
    """facts: "final_report" {enrolled, graduated, inserted, report, explanations?, on}."""

    subject = "final_report"

    enrolled = NumberField(label=_("Trainees enrolled"), min_value=0)
    graduated = NumberField(label=_("Trainees graduated"), min_value=0)
    inserted = NumberField(label=_("Trainees in employment"), min_value=0)
    explanations = FreeText(label=_("Explanations of the differences"), limit=4000, required=False)
    report = UploadField(label=_("Final report"), accept=PDF, max_mb=20)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        enrolled, graduated = cleaned.get("enrolled"), cleaned.get("graduated")
        if enrolled is not None and graduated is not None and graduated > enrolled:
            self.add_error("graduated", _("No more trainees can graduate than were enrolled."))
        targets = self.application.targets(self.case)  # type: ignore[attr-defined]
        missed = [name for name, target in targets.items() if (cleaned.get(name) or 0) < target]
        if missed and not self.errors and not cleaned.get("explanations"):
            self.add_error("explanations", _("A target was not reached: explain why."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class ReportAcceptance(TransitionForm):
    """facts: "acceptance" {checked, on}."""

    subject = "acceptance"

    checked = TickField(label=_("I have compared the indicators with the register of enrolments"))

    def fact(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}


class Termination(TransitionForm):
    """facts: "termination" {letter, sent_on, claimed_tnd, reason, on}: a breach, after an adversarial letter."""

    requires_reason = True
    subject = "termination"

    letter = LineField(label=_("Reference of the adversarial letter"), max_length=60)
    sent_on = PastDateField(label=_("Day on which the adversarial letter was sent"))
    claimed_tnd = MoneyField(label=_("Amount unduly paid that is claimed back, in dinars"))
    reason = ReasonField()

    def clean_sent_on(self) -> date:
        sent: date = self.cleaned_data["sent_on"]
        days = int(parameters.value_for(self.case, f"{self.case.procedure}.adversarial_days"))
        if sent + timedelta(days=days) > self.today:
            raise ValidationError(_("The structure has not had the time to answer the adversarial letter."), code="early")
        return sent

    def clean_claimed_tnd(self) -> Decimal:
        claimed: Decimal = self.cleaned_data["claimed_tnd"]
        if claimed > payments.paid_of(self.case.facts["agreement"]):
            raise ValidationError(_("This is more than what was paid."), code="paid")
        return claimed

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
