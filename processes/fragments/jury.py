"""A jury: proposed, appointed by another, left by whoever has an interest, completed by the same quality."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

import forms
from forms import training
from processes.language import Desk, Duty, Fragment, Role, Stage, stage
from processes.rules import juries as rules
from workflow import juries
from workflow.procedure import Check, Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]
Hook = Callable[[Any], Any]


@dataclass
class Jury(Fragment):
    """A jury: proposed, appointed by another, left by whoever has an interest, completed by the same quality."""

    of: Stage
    proposed_by: Role
    appointed_by: Role
    appointment: Any  # documents: the decision first, which is shown before it is signed
    conditions: Sequence[Check] = ()
    proposing: Sequence[Check] = ()
    _appointing: list[Hook] = field(default_factory=list)
    _changing: list[Hook] = field(default_factory=list)

    def on_appointment(self, effect: Hook) -> Hook:
        """The effect on registers of the appointment."""
        self._appointing.append(effect)
        return effect

    def on_change(self, effect: Hook) -> Hook:
        """What the registers are told when a seat of an appointed jury changes."""
        self._changing.append(effect)
        return effect

    def desks(self) -> Mapping[str, Desk]:
        return {Stage.JURY_PROPOSED: Desk(self.appointed_by)}

    def transitions(self) -> Named:
        yield from self._proposal()
        yield from self._conflicts()

        @stage.transition(
            label=_("Appoint the jury"),
            source=Stage.JURY_PROPOSED,
            target=Stage.JURY_APPOINTED,
            by=self.appointed_by,
            conditions=[rules.jury_without_interest, rules.jury_independent, rules.proposed_by_another, *self.conditions],
            form=forms.ApprovalSignature,
            issues=self.appointment,
            duty=Duty.SIGNS,
        )
        def appoint_jury(procedure: Procedure) -> None:
            for effect in self._appointing:
                effect(procedure)

        yield "appoint_jury", appoint_jury

        @stage.transition(
            label=_("Replace a jury member"),
            source=Stage.JURY_APPOINTED,
            target=Stage.JURY_APPOINTED,
            by=self.appointed_by,
            form=training.JurorReplaced,
        )
        def replace_juror(procedure: Procedure) -> None:
            data = procedure.data
            leaving = next(seat for seat in juries.standing(procedure.case) if str(seat["user"]) == data["leaving"])
            juries.replace(procedure, leaving=leaving["user"], coming=training.seat_of(data, leaving), reason=data["reason"])
            self._changed(procedure)

        yield "replace_juror", replace_juror

    def _proposal(self) -> Named:
        @stage.transition(
            label=_("Propose a jury"),
            source=self.of,
            target=Stage.JURY_PROPOSED,
            by=self.proposed_by,
            conditions=[*self.proposing, *self.conditions],
            form=training.JuryProposal,
            duty=Duty.PROPOSES,
            notifies=False,
        )
        def propose_jury(procedure: Procedure) -> None:
            juries.assign(procedure)  # so that each can read the case, and say what ties them to it

        yield "propose_jury", propose_jury

        @stage.transition(
            label=_("Return for examination"),
            source=Stage.JURY_PROPOSED,
            target=self.of,
            by=self.appointed_by,
            form=forms.Reason,
            notifies=False,
        )
        def return_for_review(procedure: Procedure) -> None:
            procedure.case.facts.pop("jury")
            juries.assign(procedure)

        yield "return_for_review", return_for_review

    def _conflicts(self) -> Named:
        """One act for each stage at which a member may say it: an act has one target."""

        @stage.transition(
            label=_("Declare an interest"),
            source=Stage.JURY_PROPOSED,
            target=Stage.JURY_PROPOSED,
            by=Role.JURY_MEMBER,
            conditions=[rules.sits_in_jury],
            form=training.ConflictDeclaration,
        )
        def declare_conflict(procedure: Procedure) -> None:
            juries.step_aside(procedure, reason=procedure.data["reason"])

        yield "declare_conflict", declare_conflict

        @stage.transition(
            label=_("Declare an interest"),
            source=Stage.JURY_APPOINTED,
            target=Stage.JURY_APPOINTED,
            by=Role.JURY_MEMBER,
            conditions=[rules.sits_in_jury],
            form=training.ConflictDeclaration,
        )
        def declare_late_conflict(procedure: Procedure) -> None:
            juries.step_aside(procedure, reason=procedure.data["reason"])
            self._changed(procedure)

        yield "declare_late_conflict", declare_late_conflict

    def _changed(self, procedure: Procedure) -> None:
        for effect in self._changing:
            effect(procedure)
