"""What the structures answer about a trainee who moves, and what is proposed to the director."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.application import in_three_languages
from forms.fields import AmountField, ChoiceField, DateField, FreeText, LineField, MoneyField, offered
from forms.training.transfer import REASONS, TraineeMove, sessions_for
from forms.training.units import units_field
from forms.transitions.base import TransitionForm
from forms.transitions.decision import ApprovalSignature
from registers import providers, sessions
from registers.models import Enrolment


class OriginAnswer(TransitionForm):
    """facts: "origin_answer" {attendance, units [{module, mark}], paid_tnd, owed_tnd, remark?, on, source "provider"}."""

    subject = "origin_answer"

    attendance = AmountField(label=_("Attendance so far (%)"), decimals=1, min_value=Decimal(0), max_value=Decimal(100))
    units = units_field(label=_("Units validated"), required=False)
    paid_tnd = MoneyField(label=_("Amount paid by the trainee, in dinars"))
    owed_tnd = MoneyField(label=_("Amount that the trainee still owes, in dinars"))
    remark = FreeText(label=_("Remark"), limit=2000, required=False)

    def fact(self) -> dict[str, Any]:
        return {"units": [], **self.values(), "on": self.today.isoformat(), "source": "provider"}


def answer_of_register(enrolment: Enrolment, *, on: date) -> dict[str, Any]:
    """What the register knows, in the place of a structure that did not answer; its silence is noted."""
    return {
        "attendance": str(enrolment.attendance or 0),
        "units": [{"module": str(m.get("unit", "")), "mark": str(m.get("mark", ""))} for m in enrolment.marks],
        "paid_tnd": str(enrolment.price_tnd or 0),
        "owed_tnd": "0.000",
        "on": on.isoformat(),
        "source": "register",
        "failed_to_answer": str(enrolment.provider),
    }


class ReceivingQuestion(TransitionForm):
    """facts: "receiving" {session, provider, on}: the session of another structure that is asked for a place."""

    subject = "receiving"

    session = ChoiceField(label=_("Session with a place left"), choices=[], as_list=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wished = str(TraineeMove.answer(self.case, "receiving_provider"))
        open_ones = [s for s in sessions_for(TraineeMove.enrolment(self.case)) if (sessions.free_seats(s) or 1) > 0]
        # The structure that the trainee chose comes first; the others are for when it declines.
        ordered = sorted(open_ones, key=lambda s: str(s.provider) != wished)
        told = [(str(s.entry), f"{providers.get(s.provider).heading} – {s.heading} ({s.number})") for s in ordered]
        self.fields["session"].choices = offered(told)

    def fact(self) -> dict[str, Any]:
        session = sessions.get(self.cleaned_data["session"])
        return {**self.values(), "provider": str(session.provider), "on": self.today.isoformat()}


class ReceivingAnswer(TransitionForm):
    """facts: "acceptance" {starts_on, units [{module, mark}], price_tnd, contract_number?, on}."""

    subject = "acceptance"

    starts_on = DateField(label=_("First day of the trainee"))
    units = units_field(label=_("Units recognised"), required=False)
    price_tnd = MoneyField(label=_("Price for what is left, in dinars"))
    contract_number = LineField(label=_("Number of the new contract"), max_length=40, required=False)

    def clean_starts_on(self) -> Any:
        day = self.cleaned_data["starts_on"]
        session = sessions.get(self.case.facts["receiving"]["session"])
        if day < self.today or (session.ends_on and day > session.ends_on):
            raise ValidationError(_("Choose a day between today and the end of the session."), code="day")
        return day

    def fact(self) -> dict[str, Any]:
        return {"units": [], **self.values(), "on": self.today.isoformat()}


class MoveProposal(TransitionForm):
    """facts: "proposal" {outcome "approve", refund_tnd, basis, reason_title {en, fr, ar}}."""

    subject = "proposal"

    refund_tnd = MoneyField(label=_("Refund owed to the trainee, in dinars"), help_text=_("0 when nothing is owed."))
    basis = FreeText(label=_("What the proposal rests on"), help_text=_("Answers, contract, register."), least=10)

    def clean_refund_tnd(self) -> Any:
        refund = self.cleaned_data["refund_tnd"]
        paid = Decimal(self.case.facts.get("origin_answer", {}).get("paid_tnd") or 0)
        if refund > paid:
            raise ValidationError(_("This is more than what was paid."), code="paid")
        return refund

    def fact(self) -> dict[str, Any]:
        told = dict(REASONS)[TraineeMove.answer(self.case, "reason")]
        return {**self.values(), "outcome": "approve", "reason_title": in_three_languages(told)}


class DepartureSignature(ApprovalSignature):
    """The attestation of a departure is read before it is signed, as a decision is."""
