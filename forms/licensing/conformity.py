"""What officers fill in on an opening: the receipt, the confirmation, the adversarial letter, the objection."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.fields import DateField, FreeText, NumberField, TickField
from forms.transitions.base import TransitionForm
from forms.transitions.decision import RefusalSignature


class OpeningReceipt(TransitionForm):
    """facts: "opening" {director_qualified, records_clean, on}."""

    subject = "opening"

    director_qualified = TickField(label=_("The degree and the experience of the director were checked on the documents"))
    records_clean = TickField(label=_("The criminal records of the legal representative and of the director are clean"))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class ConformityConfirmation(TransitionForm):
    """facts: "conformity" {fire_certificate_end, insurance_end?, capacity, on}."""

    subject = "conformity"

    fire_certificate_end = DateField(label=_("Fire-prevention certificate in force until"))
    insurance_end = DateField(label=_("Insurance in force until"), required=False)
    capacity = NumberField(
        label=_("Simultaneous capacity"), min_value=1, help_text=_("The sum of the seats, or less: you may lower it.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("capacity", self._declared())

    def _declared(self) -> int:
        return int(self.application.answer(self.case, "authorised_capacity", 0) or 0)

    def _in_force(self, name: str) -> date:
        day: date = self.cleaned_data[name]
        if day and day < self.today:
            raise ValidationError(_("This document is no longer in force."), code="ended")
        return day

    def clean_fire_certificate_end(self) -> date:
        return self._in_force("fire_certificate_end")

    def clean_insurance_end(self) -> date:
        return self._in_force("insurance_end")

    def clean_capacity(self) -> int:
        places: int = self.cleaned_data["capacity"]
        if self._declared() and places > self._declared():
            raise ValidationError(_("The capacity may be lowered, not raised."), code="raised")
        return places

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class AdversarialLetter(TransitionForm):
    """facts: "adversarial_letter" {alleged, evidence, sent_on}."""

    subject = "adversarial_letter"

    alleged = FreeText(label=_("Facts held against the structure"), least=10)
    evidence = FreeText(label=_("Evidence, and where it may be read"), least=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "sent_on": self.today.isoformat()}


class ObjectionSignature(RefusalSignature):
    """The director signs exactly the objection that was shown."""
