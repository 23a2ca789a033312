"""What is proposed to the signatory once the committee has given its opinion."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.equivalence.application import LEVELS
from forms.fields import ChoiceField, FreeText
from forms.transitions.base import TransitionForm


class EquivalenceProposal(TransitionForm):
    """facts: "proposal" {outcome "approve", level, basis}."""

    subject = "proposal"

    level = ChoiceField(label=_("Level of the national classification"), choices=LEVELS)
    basis = FreeText(label=_("What the level rests on"), help_text=_("Hours, level of entry, recognition, opinion."), least=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The committee's level comes filled in; another one is the officer's to justify.
        self.initial.setdefault("level", self.case.facts.get("opinion", {}).get("level", ""))

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "outcome": "approve"}
