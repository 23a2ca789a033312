"""What is proposed to the director of the region about a site or a change."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.fields import FreeText, NumberField, TickField
from forms.transitions.base import TransitionForm
from workflow import parameters


class Proposal(TransitionForm):
    """facts: "proposal" {outcome "approve", basis}."""

    subject = "proposal"

    basis = FreeText(label=_("Analysis"), help_text=_("What was checked, and on which document."), least=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "outcome": "approve"}


class SiteProposal(Proposal):
    """facts: "proposal" {outcome "approve", basis, capacity}."""

    capacity = NumberField(label=_("Simultaneous capacity"), min_value=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("capacity", self._declared() or "")

    def _declared(self) -> int:
        return int(self.application.answer(self.case, "authorised_capacity", 0) or 0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("capacity") and self._declared() and cleaned["capacity"] > self._declared():
            self.add_error("capacity", _("The capacity may be lowered, not raised."))
        return cleaned


class PremisesProposal(SiteProposal):
    """facts: "proposal" {outcome "approve", basis, capacity, changes [{label, before, after}], effective_on}."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked := self.application.answer(self.case, "new_capacity"):
            self.initial["capacity"] = asked

    def fact(self) -> dict[str, Any]:
        # Kept now: once the decision is signed, the register tells only what it became.
        changes = self.application.changes(self.case, capacity=self.cleaned_data["capacity"])  # type: ignore[attr-defined]
        on = str(self.application.answer(self.case, "effective_date"))
        return {**super().fact(), "changes": changes, "effective_on": on}


def told_changes(form: TransitionForm) -> dict[str, Any]:
    """What the amending receipt will tell, and whether the declaration came late."""
    answer = form.application.answer
    event = date.fromisoformat(answer(form.case, "event_date"))
    filed = timezone.localdate(form.case.submitted_at) if form.case.submitted_at else form.today
    late = (filed - event).days > int(parameters.value("licensing.declaration_days"))
    changes = form.application.changes(form.case)  # type: ignore[attr-defined]
    return {"outcome": "approve", "changes": changes, "effective_on": event.isoformat(), "is_late": late}


class Acknowledgement(TransitionForm):
    """facts: "proposal" {outcome "approve", changes, effective_on, is_late}, of a change that needs no examination."""

    subject = "proposal"

    confirm = TickField(label=_("I have checked the documents and I take note of the change"))

    def fact(self) -> dict[str, Any]:
        return told_changes(self)


class AmendmentProposal(Proposal):
    """facts: "proposal" {outcome "approve", basis, changes, effective_on, is_late}."""

    register_matches = TickField(label=_("The data match the national register of enterprises"))
    director_checked = TickField(label=_("A new director is qualified and is not employed elsewhere"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "director" in (self.application.answer(self.case, "change_type") or ()) and not cleaned.get("director_checked"):
            self.add_error("director_checked", _("Tick this box to continue."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        return {**super().fact(), **told_changes(self)}
