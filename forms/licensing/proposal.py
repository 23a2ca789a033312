"""What is proposed to the director of the region about a site or a change."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.fields import FreeText, NumberField
from forms.transitions.base import TransitionForm


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
