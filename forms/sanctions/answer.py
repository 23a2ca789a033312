"""The acts on an appeal: admitted or not, the service that decided is asked, the answer is proposed and signed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.fields import ChoiceField, FreeText, TickField
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.decision import ApprovalSignature
from forms.transitions.intake import Inadmissibility
from forms.transitions.opinions import OpinionsAsked

GRANT, PARTIAL, REJECT = "grant", "partial", "reject"
RE_EXAMINE = "re_examine"
FOLLOWS = (
    ("answer", _("This answer decides in place of the contested decision")),
    (RE_EXAMINE, _("The service examines the request again, in a case of its own")),
)
ANSWERS = ((GRANT, _("Grant the appeal")), (PARTIAL, _("Grant in part")), (REJECT, _("Reject the appeal")))


class Admission(TransitionForm):
    """facts: "admission" {on}."""

    subject = "admission"

    concerned = TickField(label=_("The decision concerns the person who appeals"))
    in_time = TickField(label=_("The appeal was filed in time, or nothing proves when the decision was notified"))

    def fact(self) -> dict[str, Any]:
        return {"on": self.today.isoformat()}


class AppealInadmissible(Inadmissibility):
    """facts: "inadmissibility": late, or without standing."""

    grounds = {
        "late": _("The appeal was filed after its time limit"),
        "no_standing": _("The decision does not concern the person who appeals"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("competent")


class AuthorAsked(OpinionsAsked):
    """facts: "consultation": the one service that took the decision."""

    def clean_administrations(self) -> list[dict[str, Any]]:
        rows = super().clean_administrations()
        if len(rows) > 1:
            raise ValidationError(_("One service took the decision: ask that one."), code="several")
        return rows


class ExecutionStayed(TransitionForm):
    """facts: "stay" {reason, on}: a serious ground, and urgency."""

    requires_reason = True
    subject = "stay"

    serious = TickField(label=_("A ground of the appeal is serious"))
    urgent = TickField(label=_("Waiting for the answer would do harm that could not be undone"))
    reason = ReasonField()

    def fact(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"], "on": self.today.isoformat()}


class AppealProposal(TransitionForm):
    """facts: "proposal" {outcome, answer, effect?, follows?, on}."""

    subject = "proposal"
    shown_when = {"effect": ("outcome", (GRANT, PARTIAL)), "follows": ("outcome", (GRANT, PARTIAL))}

    outcome = ChoiceField(label=_("Answer to the appeal"), choices=ANSWERS)
    answer = FreeText(label=_("Each ground, with the answer to it"), limit=8000, least=20, rows=10)
    effect = FreeText(label=_("What becomes of the contested decision"), limit=2000, least=10)
    follows = ChoiceField(label=_("What follows"), choices=FOLLOWS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Only what somebody asked for, in a case that is closed, can be examined again.
        if not self.case.facts.get("contested", {}).get("anew"):
            self.fields.pop("follows")

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class GrantSignature(ApprovalSignature):
    outcome = GRANT


class PartialGrantSignature(ApprovalSignature):
    requires_reason = True
    outcome = PARTIAL
    reason = ReasonField()


class RejectionSignature(ApprovalSignature):
    requires_reason = True
    outcome = REJECT
    reason = ReasonField()
