"""From the draft to the registered case: filing, completeness, inadmissibility, withdrawal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

import forms
from documents.catalogue.intake import DEPOSIT_ACKNOWLEDGEMENT, INADMISSIBILITY, LAPSE_NOTICE, RECEIPT, RETURN_NOTE
from processes import conditions
from processes.language import (
    NOT_STARTED,
    Desk,
    Duty,
    Fragment,
    Role,
    Stage,
    calendar_days,
    stage,
    working_days,
)
from workflow import completeness
from workflow.procedure import Check, Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]
Hook = Callable[[Any], Any]
COUNTER = (Role.APPLICANT, Role.FRONT_DESK)
WITHDRAWABLE = (
    Stage.SUBMITTED,
    Stage.INCOMPLETE,
    Stage.UNDER_REVIEW,
    Stage.AWAITING_COMPLEMENTS,
    Stage.CENTRAL_REVIEW,
    Stage.AWAITING_CENTRAL_COMPLEMENTS,
    Stage.AWARDING_BODY_VERIFICATION,
    Stage.TEST_SCHEDULED,
)


@dataclass
class Intake(Fragment):
    """From the draft to the registered case: filing, completeness, inadmissibility, withdrawal.

    Without a stage of `review`, the procedure says itself how a case is registered; without `returns`, nothing is sent back.
    """

    review: Stage | None = None
    conditions: Sequence[Check] = ()
    withdrawable: Sequence[Stage] = WITHDRAWABLE
    completion_days: int = 30
    returns: bool = True
    filed_by: tuple[Role, ...] = COUNTER
    filing: Sequence[Check] = ()  # what filing needs beside a complete application
    on_filing: Callable[[Any], None] | None = None
    refused_by: Role | None = Role.REGIONAL_DIRECTOR  # nobody: nothing is inadmissible
    inadmissibility: Any = forms.Inadmissibility
    refusal_duty: Duty = Duty.SIGNS
    counter: Role = Role.FRONT_DESK  # the desk that receives
    received_in: int = 3  # working days
    acknowledgement: Any = DEPOSIT_ACKNOWLEDGEMENT
    numbers: bool = False  # the case has its number from its deposit
    withdrawal: Any = forms.Withdrawal
    withdrawing: Sequence[Check] = ()  # what withdrawal needs besides
    _withdrawing: list[Hook] = field(default_factory=list)
    _registering: list[Hook] = field(default_factory=list)

    def on_withdrawal(self, effect: Hook) -> Hook:
        """What becomes of the registers when a case is withdrawn that had entered something."""
        self._withdrawing.append(effect)
        return effect

    def on_registration(self, effect: Hook) -> Hook:
        """What the registration of a case brings about besides."""
        self._registering.append(effect)
        return effect

    def desks(self) -> Mapping[str, Desk]:
        return {
            Stage.DRAFT: Desk(Role.APPLICANT, clock=NOT_STARTED, has_task=False),
            Stage.SUBMITTED: Desk(
                self.counter,
                working_days(self.received_in),
                clock=NOT_STARTED,
                also=(self.refused_by,) if self.refused_by not in (None, self.counter) else (),
            ),
            **(self._returned() if self.returns else {}),
        }

    def _returned(self) -> Mapping[str, Desk]:
        reminders = (self.completion_days // 3, self.completion_days * 2 // 3)
        limit = calendar_days(self.completion_days)
        desk = Desk(Role.APPLICANT, limit, clock=NOT_STARTED, then="expire_incomplete", reminders=reminders)
        return {Stage.INCOMPLETE: desk}

    def transitions(self) -> Named:
        yield from self._filing()
        if self.returns:
            yield from self._returns()
        if self.review is not None:
            yield from self._registration(self.review)
        if self.refused_by is not None:
            yield from self._refusal(self.refused_by)
        yield from self._withdrawal()

    def _filing(self) -> Named:
        @stage.transition(
            label=_("Discard the draft"),
            source=Stage.DRAFT,
            target=Stage.WITHDRAWN,
            by=Role.APPLICANT,
            conditions=[conditions.never_registered],
            notifies=False,
            clears=True,
        )
        def discard(procedure: Procedure) -> None: ...

        yield "discard", discard

        @stage.transition(
            label=_("Submit"),
            source=Stage.DRAFT,
            target=Stage.SUBMITTED,
            by=self.filed_by,
            conditions=[
                conditions.application_complete,
                conditions.contacts_proven,
                conditions.paper_form_attached,
                *self.filing,
            ],
            form=forms.Submission,
            issues=self.acknowledgement,
            duty=Duty.FILES,
            starts_clock=self.numbers,
        )
        def submit(procedure: Procedure) -> None:
            completeness.file_application(procedure)
            if self.on_filing is not None:
                self.on_filing(procedure)

        yield "submit", submit

    def _returns(self) -> Named:
        @stage.transition(
            label=_("Return as incomplete"),
            source=Stage.SUBMITTED,
            target=Stage.INCOMPLETE,
            by=self.counter,
            form=forms.ReturnNote,
            issues=RETURN_NOTE,
        )
        def return_incomplete(procedure: Procedure) -> None:
            completeness.ask(procedure, kind="return")

        yield "return_incomplete", return_incomplete

        @stage.transition(
            label=_("Submit again"),
            source=Stage.INCOMPLETE,
            target=Stage.SUBMITTED,
            by=self.filed_by,
            conditions=[
                conditions.items_answered,
                conditions.application_complete,
                conditions.contacts_proven,
                conditions.paper_form_attached,
                *self.filing,
            ],
            duty=Duty.FILES,
        )
        def resubmit(procedure: Procedure) -> None:
            completeness.answer(procedure)

        yield "resubmit", resubmit

        @stage.transition(
            label=_("Lapse (not completed in time)"),
            source=Stage.INCOMPLETE,
            target=Stage.LAPSED,
            by=Role.SYSTEM,
            conditions=[conditions.time_is_up, conditions.reminded],
            issues=LAPSE_NOTICE,
        )
        def expire_incomplete(procedure: Procedure) -> None: ...

        yield "expire_incomplete", expire_incomplete

    def _registration(self, review: Stage) -> Named:
        @stage.transition(
            label=_("Register and open examination"),
            source=Stage.SUBMITTED,
            target=review,
            by=self.counter,
            conditions=[conditions.no_open_twin, *self.conditions],
            form=forms.CompletenessCheck,
            issues=RECEIPT,
            duty=Duty.REGISTERS,
            starts_clock=True,
        )
        def register_case(procedure: Procedure) -> None:
            completeness.name_officer(procedure)
            for effect in self._registering:
                effect(procedure)

        yield "register_case", register_case

    def _refusal(self, refused_by: Role) -> Named:
        @stage.transition(
            label=_("Declare inadmissible"),
            source=Stage.SUBMITTED,
            target=Stage.INADMISSIBLE,
            by=refused_by,
            form=self.inadmissibility,
            issues=INADMISSIBILITY,
            duty=self.refusal_duty,
        )
        def declare_inadmissible(procedure: Procedure) -> None: ...

        yield "declare_inadmissible", declare_inadmissible

    def _withdrawal(self) -> Named:
        @stage.transition(
            label=_("Withdraw"),
            source=list(self.withdrawable),
            target=Stage.WITHDRAWN,
            by=Role.APPLICANT,
            conditions=[conditions.no_decision_signed, *self.withdrawing],
            form=self.withdrawal,
        )
        def withdraw(procedure: Procedure) -> None:
            for effect in self._withdrawing:
                effect(procedure)

        yield "withdraw", withdraw
