"""When a document appears to be forged: the holder is heard first, then the finding is signed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forms.fields import ChoiceField, FreeText, offered
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.decision import grounds_field, told_basis, told_grounds

FORGERY_GROUNDS: dict[str, tuple[Any, str]] = {
    "body_denies": (_("The awarding body states that it did not award this diploma"), "A2010-79"),
    "altered": (_("The document was altered"), "A2010-79"),
    "false_seal": (_("The seal or the signature is not genuine"), "A2010-79"),
    "body_unknown": (_("The awarding body does not exist or is not entitled to award it"), "A2010-79"),
    "other_identity": (_("The diploma was awarded to another person"), "A2010-79"),
}
ESTABLISHED_BY = [("body_denies", _("The awarding body denies the diploma")), ("other_proof", _("Other proof"))]


class AdversarialLetter(TransitionForm):
    """facts: "adversarial_letter" {alleged, evidence, sent_on}."""

    subject = "adversarial_letter"

    alleged = FreeText(label=_("Facts held against the holder"), least=10)
    evidence = FreeText(label=_("Evidence, and where it may be read"), least=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "sent_on": self.today.isoformat()}


class ForgeryFinding(TransitionForm):
    """facts: "forgery" {established_by, grounds [{rule, title, law, fact}], basis, heard_on, holder_answer?, reason, on}."""

    requires_reason = True
    subject = "forgery"

    established_by = ChoiceField(label=_("Established by"), choices=ESTABLISHED_BY)
    grounds = grounds_field()
    holder_answer = FreeText(
        label=_("What the holder answered"), required=False, help_text=_("Leave empty if there was no answer.")
    )
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, label) for code, (label, _law) in FORGERY_GROUNDS.items()]
        self.fields["grounds"].cells["rule"].choices = offered(named)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        verdict = self.case.facts.get("awarding_body_answer", {}).get("verdict")
        if cleaned.get("established_by") == "body_denies" and verdict != "denies":
            self.add_error("established_by", _("No answer of the awarding body denies the diploma."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        heard = self.case.facts.get("adversarial_letter", {}).get("sent_on", "")
        grounds = told_grounds(self.cleaned_data["grounds"], FORGERY_GROUNDS)
        told = {"grounds": grounds, "basis": told_basis(grounds), "heard_on": heard, "on": self.today.isoformat()}
        return {**self.values(), **told}
