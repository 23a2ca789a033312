"""What is filled in while an agreement with a partner is examined."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.fields import FreeText, TickField
from forms.transitions.base import TransitionForm


class AgreementCheck(TransitionForm):
    """facts: "check" {…, on}: what the director has seen before the agreement enters the register."""

    subject = "check"

    signed_by_both = TickField(label=_("The agreement is signed by both parties"))
    partner_active = TickField(label=_("The partner is active in the register of enterprises, or a public institution"))
    insured = TickField(label=_("The insurance covers the trainees at the partner’s"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class AgreementProposal(TransitionForm):
    """facts: "proposal" {outcome "approve", basis}."""

    subject = "proposal"

    basis = FreeText(label=_("What the proposal rests on"), help_text=_("Agreement, opinions, insurance."), least=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "outcome": "approve"}
