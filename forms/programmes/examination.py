"""The examination of a homologation: the opinion of the region, the report, what is proposed and signed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from forms.fields import ChoiceField, FreeText, TickField, YesNoField
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.decision import ApprovalSignature
from forms.transitions.people import PersonField, unlinked
from workflow.models import OpinionRequest

CRITERIA = {
    "standard": _("Conformity to the reference standard"),
    "hours": _("Hours, and share at the workplace"),
    "trainers": _("Trainers: number, level, load"),
    "equipment": _("Equipment and premises"),
    "assessment": _("Plan of assessment"),
}
MET = [("met", _("Met")), ("partly", _("Met in part")), ("unmet", _("Not met"))]


class SiteOpinion(TransitionForm):
    """facts: "regional_opinion" {opinion favourable|reserved|unfavourable, text?, on}."""

    subject = "regional_opinion"
    shown_when = {"text": ("opinion", ("reserved", "unfavourable"))}

    opinion = ChoiceField(label=_("Opinion of the regional directorate"), choices=OpinionRequest.Verdict.choices)
    text = FreeText(label=_("Reservations or grounds"), least=10)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class ReportAssignment(TransitionForm):
    rapporteur = PersonField(
        label=_("Rapporteur"), help_text=_("People with a known tie to the applicant or a part in this case are left out.")
    )
    no_interest = TickField(label=_("The rapporteur belongs to the sector and has declared no interest in the structure"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rapporteur"].queryset = unlinked(self.case, role=Role.RAPPORTEUR)  # type: ignore[attr-defined]


class HomologationReport(TransitionForm):
    """facts: "report" {each criterion met|partly|unmet, remark_* text, conclusion, proposal yes|no, on}."""

    subject = "report"

    conclusion = FreeText(label=_("Conclusion"), least=20, rows=8)
    proposal = YesNoField(label=_("Do you propose the homologation?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in CRITERIA.items():
            self.fields[code] = ChoiceField(label=label, choices=MET)
        self.order_fields([*CRITERIA, "conclusion", "proposal"])

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class HomologationProposal(TransitionForm):
    """facts: "proposal" {outcome approve|conditional, conditions?, departure?, basis}."""

    subject = "proposal"
    shown_when = {"conditions": ("with_conditions", ("yes",))}

    with_conditions = YesNoField(label=_("Is the approval under conditions?"))
    conditions = FreeText(label=_("Conditions to be met in time"), least=10, limit=2000)
    departure = ReasonField(label=_("Why the proposal departs from the opinion of the committee"), required=False, limit=2000)
    basis = FreeText(label=_("What the decision rests on"), least=10, limit=2000)

    def clean_departure(self) -> str:
        reason: str = self.cleaned_data["departure"]
        favourable = self.case.facts.get("opinion", {}).get("outcome", "favourable") == "favourable"
        if not favourable and not reason:
            raise ValidationError(
                _("The opinion of the committee is not favourable: say why you depart from it."), code="departs"
            )
        return reason

    def fact(self) -> dict[str, Any]:
        outcome = "conditional" if self.cleaned_data["with_conditions"] == "yes" else "approve"
        return {**self.values(), "outcome": outcome}


class ConditionalSignature(ApprovalSignature):
    requires_reason = True
    outcome = "conditional"
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("reason", self.case.facts.get("proposal", {}).get("conditions", ""))


class ConditionsMet(TransitionForm):
    """facts: "conditions_met" {checked_by_region, proof, on}."""

    subject = "conditions_met"

    checked_by_region = TickField(label=_("The region has checked a proof for each condition"))
    proof = FreeText(label=_("What proves that the conditions are met"), least=10, limit=2000)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": timezone.localdate().isoformat()}
