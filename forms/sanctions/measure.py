"""The measure itself: what the committee proposes, what is put to the signature, its signature, execution and early end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.entries import words_of
from forms.fields import ChoiceField, FreeText, LineField, NumberField, TableField, TickField, offered
from forms.requirements import ANY
from forms.transitions.base import ReasonField, TransitionForm
from forms.transitions.decision import ApprovalSignature
from forms.uploads import UploadField
from registers import homologations, sessions
from workflow import parameters

SCALE = (
    ("warning", _("Warning")),
    ("blame", _("Reprimand")),
    ("formal_notice", _("Formal notice")),
    ("suspension_of_homologation", _("Suspension of the homologation")),
    ("withdrawal_of_homologation", _("Withdrawal of the homologation")),
    ("temporary_closure", _("Temporary closure")),
    ("final_closure", _("Final closure")),
)
NOTHING = ("none", _("No sanction: the grievances do not stand"))
TIMED = ("suspension_of_homologation", "temporary_closure")
ON_HOMOLOGATIONS = ("suspension_of_homologation", "withdrawal_of_homologation")
CLOSURES = ("temporary_closure", "final_closure")
STOPS_TRAINING = (*ON_HOMOLOGATIONS, *CLOSURES)
PROTECTIONS = (
    ("completes", _("Completes the training there")),
    ("moves", _("Moves to another structure")),
    ("refund", _("Is refunded")),
)


class CouncilOpinion(TransitionForm):
    """facts: "council" {proposed, text, minority?, on}: in writing, with the opinion of the minority."""

    subject = "council"

    proposed = ChoiceField(label=_("What the committee proposes"), choices=[*SCALE, NOTHING], as_list=True)
    text = FreeText(label=_("Opinion of the committee, with its reasons"), limit=8000, least=20, rows=8)
    minority = FreeText(label=_("Opinion of the minority"), limit=4000, least=10, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._is_divided() and not cleaned.get("minority") and "minority" not in self.errors:
            self.add_error("minority", _("The votes are divided: attach the opinion of the minority."))
        return cleaned

    def _is_divided(self) -> bool:
        item = self.case.agenda_items.filter(removed_at__isnull=True, adjourned_at__isnull=True).order_by("-placed_at").first()
        cast = set(item.votes.exclude(choice="abstain").values_list("choice", flat=True)) if item else set()
        return len(cast) > 1

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class SanctionProposal(TransitionForm):
    """facts: "proposal" {outcome, sanctions_scale, months?, homologations, trainees_affected, plan?, basis, departure?}."""

    subject = "proposal"
    shown_when = {
        "months": ("sanctions_scale", TIMED),
        "homologations": ("sanctions_scale", ON_HOMOLOGATIONS),
        "trainees_affected": ("sanctions_scale", STOPS_TRAINING),
        "plan": ("sanctions_scale", CLOSURES),
    }

    sanctions_scale = ChoiceField(label=_("Scale"), choices=SCALE, as_list=True)
    months = NumberField(label=_("Duration in months, from its notification"), min_value=1, max_value=24)
    homologations = forms.MultipleChoiceField(label=_("Homologations"), widget=forms.CheckboxSelectMultiple)
    trainees_affected = TableField(
        label=_("Trainees concerned"),
        help_text=_("Every session under way, with the protection of its trainees."),
        cells={
            "session": ChoiceField(label=_("Session"), choices=[], as_list=True),
            "trainee": LineField(label=_("Trainee, or all of the session"), max_length=160),
            "protection": ChoiceField(label=_("Protection"), choices=PROTECTIONS, as_list=True),
        },
        required=False,
    )
    plan = UploadField(label=_("Trainee protection plan (named list, solution, refunds)"), accept=ANY, max_mb=20)
    basis = FreeText(label=_("Reasons, in fact and in law"), limit=8000, least=20, rows=8)
    proportionate = TickField(label=_("The measure is the least that the facts call for"))
    departure = FreeText(label=_("Why it departs from the opinion of the committee"), limit=4000, least=10, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provider = self.case.provider
        held = list(homologations.of(provider=provider)) if provider else []
        self.under_way = list(sessions.of(provider=provider)) if provider else []
        self.fields["homologations"].choices = [(str(h.entry), words_of(h)) for h in held]  # type: ignore[attr-defined]
        named = [(str(s.entry), words_of(s)) for s in self.under_way]
        self.fields["trainees_affected"].cells["session"].choices = offered(named)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, months = cleaned.get("sanctions_scale"), cleaned.get("months")
        most = int(parameters.value_for(self.case, f"{self.case.procedure}.closure.months"))
        if kind == "temporary_closure" and months and months > most:
            refusal = _("A temporary closure lasts at most %(most)d months.")
            self.add_error("months", forms.ValidationError(refusal, params={"most": most}, code="long"))
        if kind in STOPS_TRAINING and "trainees_affected" not in self.errors:
            told = {row["session"] for row in cleaned.get("trainees_affected") or []}
            if {str(s.entry) for s in self.under_way} - told:
                self.add_error("trainees_affected", _("A session under way has no protection for its trainees."))
        departs = kind and kind != self.case.facts.get("council", {}).get("proposed")
        if departs and not cleaned.get("departure") and "departure" not in self.errors:
            self.add_error("departure", _("The committee proposed something else: say why the proposal departs from it."))
        return cleaned

    def fact(self) -> dict[str, Any]:
        told = {"homologations": [], "trainees_affected": [], **self.values()}
        told.pop("proportionate", None)
        return {**told, "outcome": "sanction", "on": self.today.isoformat()}


class SanctionSignature(ApprovalSignature):
    """facts: "signature" {outcome "sanction", reason, seen, on}."""

    requires_reason = True
    outcome = "sanction"
    reason = ReasonField(label=_("Reasons of the decision"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("reason", self.case.facts.get("proposal", {}).get("basis", ""))


class DismissalSignature(TransitionForm):
    """facts: "dismissal" {reason, on}: worded and signed in one act, where the law asks for no proposal."""

    requires_reason = True
    subject = "dismissal"

    reason = ReasonField(label=_("Why no grievance stands"))
    confirm = TickField(label=_("I have read these reasons and I sign the dismissal"))

    def fact(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"], "on": self.today.isoformat()}


class MeasureExecuted(TransitionForm):
    """facts: "execution" {how, proof?, on}."""

    subject = "execution"

    how = FreeText(label=_("How the measure was carried out"), limit=2000, least=10)
    proof = UploadField(label=_("Proof"), accept=ANY, max_mb=20, required=False)

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}


class EarlyLift(TransitionForm):
    """facts: "lift" {reason, proof?, on}."""

    requires_reason = True
    subject = "lift"

    proof = UploadField(label=_("New facts, or the plan that was achieved"), accept=ANY, max_mb=20)
    reason = ReasonField()

    def fact(self) -> dict[str, Any]:
        return {**self.values(), "on": self.today.isoformat()}
