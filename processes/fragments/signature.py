"""Proposal, return and signature of one decision."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

import forms
from processes import conditions
from processes.fragments.names import named
from processes.language import (
    Desk,
    Duty,
    Fragment,
    Role,
    Stage,
    stage,
    working_days,
)
from workflow.procedure import Check, Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]
Hook = Callable[[Any], Any]
GRANTING = _("Sign the approval")


@dataclass
class Signature(Fragment):
    """Proposal, return and signature of one decision; the signatory signs what was proposed, or sends it back."""

    by: Role
    proposed_by: Role
    proposed_from: Sequence[Stage]
    back: Stage
    approval: Any
    grants: Any
    refuses: Any
    days: int = 10
    conditions: Sequence[Check] = ()
    refused_from: Sequence[Stage] = ()  # where a refusal may be proposed earlier than an approval
    granted: Stage = Stage.APPROVED
    name: str = "sign_approval"  # of the transition that grants
    label: Any = GRANTING
    refusal: Any = forms.RefusalProposal
    refusal_conditions: Sequence[Check] = ()
    _hooks: dict[str, Hook] = field(default_factory=dict)

    @property
    def is_joint(self) -> bool:
        """Whether a second ministry signs the same text, which is issued by its act."""
        return self.granted == Stage.AWAITING_COSIGNATURE

    def on_grant(self, effect: Hook) -> Hook:
        """The effect on registers of a signed approval."""
        self._hooks["grant"] = effect
        return effect

    def on_refusal(self, effect: Hook) -> Hook:
        """The effect on registers of a signed refusal."""
        self._hooks["refusal"] = effect
        return effect

    def desks(self) -> Mapping[str, Desk]:
        return {Stage.AWAITING_SIGNATURE: Desk(self.by, working_days(self.days))}

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Propose approval"),
            source=list(self.proposed_from),
            target=Stage.AWAITING_SIGNATURE,
            by=self.proposed_by,
            conditions=list(self.conditions),
            form=self.approval,
            duty=Duty.PROPOSES,
            notifies=False,
        )
        def propose_approval(procedure: Procedure) -> None: ...

        yield "propose_approval", propose_approval

        @stage.transition(
            label=_("Propose refusal"),
            source=list(self.refused_from or self.proposed_from),
            target=Stage.AWAITING_SIGNATURE,
            by=self.proposed_by,
            conditions=list(self.refusal_conditions),
            form=self.refusal,
            duty=Duty.PROPOSES,
            notifies=False,
        )
        def propose_refusal(procedure: Procedure) -> None: ...

        yield "propose_refusal", propose_refusal

        @stage.transition(
            label=_("Return for examination"),
            source=Stage.AWAITING_SIGNATURE,
            target=self.back,
            by=self.by,
            form=forms.Reason,
            notifies=False,
        )
        def return_for_review(procedure: Procedure) -> None:
            procedure.case.facts.pop("proposal", None)

        yield "return_for_review", return_for_review

        @stage.transition(
            label=self.label,
            source=Stage.AWAITING_SIGNATURE,
            target=self.granted,
            by=self.by,
            conditions=[conditions.proposed("approve")],
            form=forms.ApprovalSignature,
            issues=() if self.is_joint else self.grants,
            shows=(self.grants,) if self.is_joint else (),
            duty=Duty.SIGNS,
        )
        def sign_approval(procedure: Procedure) -> None:
            self._effect("grant", procedure)

        yield self.name, named(sign_approval, self.name)

        @stage.transition(
            label=_("Sign the refusal"),
            source=Stage.AWAITING_SIGNATURE,
            target=Stage.REFUSED,
            by=self.by,
            conditions=[conditions.proposed("refuse")],
            form=forms.RefusalSignature,
            issues=self.refuses,
            duty=Duty.SIGNS,
        )
        def sign_refusal(procedure: Procedure) -> None:
            self._effect("refusal", procedure)

        yield "sign_refusal", sign_refusal

    def _effect(self, outcome: str, procedure: Procedure) -> None:
        if outcome in self._hooks:
            self._hooks[outcome](procedure)
