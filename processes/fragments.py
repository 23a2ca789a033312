"""Shared parts of the law; each is expanded into explicit stages and transitions of the procedure that names it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

import documents.catalogue as documents
import forms
from processes import conditions
from processes.language import (
    NOT_STARTED,
    SUSPENDED,
    Desk,
    Duty,
    Fragment,
    Role,
    Stage,
    calendar_days,
    stage,
    working_days,
)
from workflow import committees, completeness
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
    """From the draft to the registered case: filing, completeness, inadmissibility, withdrawal."""

    review: Stage
    conditions: Sequence[Check] = ()
    withdrawable: Sequence[Stage] = WITHDRAWABLE
    completion_days: int = 30

    def desks(self) -> Mapping[str, Desk]:
        return {
            Stage.DRAFT: Desk(Role.APPLICANT, clock=NOT_STARTED, has_task=False),
            Stage.SUBMITTED: Desk(Role.FRONT_DESK, working_days(3), clock=NOT_STARTED, also=(Role.REGIONAL_DIRECTOR,)),
            Stage.INCOMPLETE: Desk(
                Role.APPLICANT,
                calendar_days(self.completion_days),
                clock=NOT_STARTED,
                then="expire_incomplete",
                reminders=(self.completion_days // 3, self.completion_days * 2 // 3),
            ),
        }

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Discard the draft"),
            source=Stage.DRAFT,
            target=Stage.WITHDRAWN,
            by=Role.APPLICANT,
            conditions=[conditions.never_registered],
            notifies=False,
        )
        def discard(procedure: Procedure) -> None: ...

        yield "discard", discard

        @stage.transition(
            label=_("Submit"),
            source=Stage.DRAFT,
            target=Stage.SUBMITTED,
            by=COUNTER,
            conditions=[conditions.application_complete, conditions.paper_form_attached],
            form=forms.Submission,
            issues=documents.DEPOSIT_ACKNOWLEDGEMENT,
            duty=Duty.FILES,
        )
        def submit(procedure: Procedure) -> None:
            completeness.file_application(procedure)

        yield "submit", submit

        @stage.transition(
            label=_("Return as incomplete"),
            source=Stage.SUBMITTED,
            target=Stage.INCOMPLETE,
            by=Role.FRONT_DESK,
            form=forms.ReturnNote,
            issues=documents.RETURN_NOTE,
        )
        def return_incomplete(procedure: Procedure) -> None:
            completeness.ask(procedure, kind="return")

        yield "return_incomplete", return_incomplete

        @stage.transition(
            label=_("Submit again"),
            source=Stage.INCOMPLETE,
            target=Stage.SUBMITTED,
            by=COUNTER,
            conditions=[conditions.items_answered, conditions.application_complete, conditions.paper_form_attached],
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
            issues=documents.LAPSE_NOTICE,
        )
        def expire_incomplete(procedure: Procedure) -> None: ...

        yield "expire_incomplete", expire_incomplete

        @stage.transition(
            label=_("Register and open examination"),
            source=Stage.SUBMITTED,
            target=self.review,
            by=Role.FRONT_DESK,
            conditions=[conditions.no_open_twin, *self.conditions],
            form=forms.CompletenessCheck,
            issues=documents.RECEIPT,
            duty=Duty.REGISTERS,
            starts_clock=True,
        )
        def register_case(procedure: Procedure) -> None:
            completeness.name_officer(procedure)

        yield "register_case", register_case

        @stage.transition(
            label=_("Declare inadmissible"),
            source=Stage.SUBMITTED,
            target=Stage.INADMISSIBLE,
            by=Role.REGIONAL_DIRECTOR,
            form=forms.Inadmissibility,
            issues=documents.INADMISSIBILITY,
            duty=Duty.SIGNS,
        )
        def declare_inadmissible(procedure: Procedure) -> None: ...

        yield "declare_inadmissible", declare_inadmissible

        @stage.transition(
            label=_("Withdraw"),
            source=list(self.withdrawable),
            target=Stage.WITHDRAWN,
            by=Role.APPLICANT,
            conditions=[conditions.no_decision_signed],
            form=forms.Withdrawal,
        )
        def withdraw(procedure: Procedure) -> None: ...

        yield "withdraw", withdraw


@dataclass
class Complements(Fragment):
    """What the applicant is asked to add while the legal clock is suspended; `infix` names a second use in one procedure."""

    of: Stage
    by: Role
    waiting: Stage = Stage.AWAITING_COMPLEMENTS
    infix: str = ""
    labels: Sequence[Any] = (_("Ask for complements"), _("Supply complements"), _("Lapse (complements not supplied)"))
    conditions: Sequence[Check] = (conditions.rounds_left,)
    days: int = 30
    reminders: tuple[int, ...] = (20,)

    def desks(self) -> Mapping[str, Desk]:
        then = f"expire_{self.infix}complements"
        desk = Desk(Role.APPLICANT, calendar_days(self.days), clock=SUSPENDED, then=then, reminders=self.reminders)
        return {self.waiting: desk}

    def transitions(self) -> Named:
        asking, supplying, lapsing = self.labels

        @stage.transition(
            label=asking,
            source=self.of,
            target=self.waiting,
            by=self.by,
            conditions=list(self.conditions),
            form=forms.ComplementRequest,
            issues=documents.COMPLEMENT_REQUEST,
            duty=Duty.INSTRUCTS,
        )
        def request(procedure: Procedure) -> None:
            completeness.ask(procedure, kind="complement")

        yield f"request_{self.infix}complements", _named(request, f"request_{self.infix}complements")

        @stage.transition(
            label=supplying,
            source=self.waiting,
            target=self.of,
            by=COUNTER,
            conditions=[conditions.items_answered, conditions.paper_form_attached],
            duty=Duty.FILES,
        )
        def supply(procedure: Procedure) -> None:
            completeness.answer(procedure)

        yield f"supply_{self.infix}complements", _named(supply, f"supply_{self.infix}complements")

        @stage.transition(
            label=lapsing,
            source=self.waiting,
            target=Stage.LAPSED,
            by=Role.SYSTEM,
            conditions=[conditions.time_is_up, conditions.reminded],
            issues=documents.LAPSE_NOTICE,
        )
        def expire(procedure: Procedure) -> None: ...

        yield f"expire_{self.infix}complements", _named(expire, f"expire_{self.infix}complements")


@dataclass
class Committee(Fragment):
    """Agenda, deliberation, recusals, votes and the opinion of a committee."""

    name: str
    agenda_from: Stage
    convening: Any  # documents of the session: the convening with its agenda, and the minutes
    minutes: Any
    conditions: Sequence[Check] = ()
    agenda_days: int = 30

    def __str__(self) -> str:
        return self.name

    def desks(self) -> Mapping[str, Desk]:
        return {
            Stage.COMMITTEE_AGENDA: Desk(Role.COMMITTEE_SECRETARY, working_days(self.agenda_days), also=(Role.COMMITTEE_CHAIR,)),
            Stage.COMMITTEE_DELIBERATION: Desk(
                Role.COMMITTEE_MEMBER, each=committees.voters_of, also=(Role.COMMITTEE_SECRETARY, Role.COMMITTEE_CHAIR)
            ),
        }

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Put on the agenda"),
            source=self.agenda_from,
            target=Stage.COMMITTEE_AGENDA,
            by=Role.COMMITTEE_SECRETARY,
            conditions=list(self.conditions),
            form=forms.AgendaPlace,
        )
        def put_on_agenda(procedure: Procedure) -> None:
            committees.place(procedure)

        yield "put_on_agenda", put_on_agenda

        @stage.transition(
            label=_("Remove from the agenda"),
            source=Stage.COMMITTEE_AGENDA,
            target=self.agenda_from,
            by=Role.COMMITTEE_SECRETARY,
            form=forms.Reason,
            notifies=False,
        )
        def remove_from_agenda(procedure: Procedure) -> None:
            committees.remove(procedure)

        yield "remove_from_agenda", remove_from_agenda

        @stage.transition(
            label=_("Open the deliberation"),
            source=Stage.COMMITTEE_AGENDA,
            target=Stage.COMMITTEE_DELIBERATION,
            by=Role.COMMITTEE_CHAIR,
            conditions=[conditions.meeting_open, conditions.quorum_reached],
            notifies=False,
        )
        def open_deliberation(procedure: Procedure) -> None:
            committees.set_aside_those_involved(procedure)

        yield "open_deliberation", open_deliberation

        @stage.transition(
            label=_("Declare an interest and step aside"),
            source=Stage.COMMITTEE_DELIBERATION,
            target=Stage.COMMITTEE_DELIBERATION,
            by=Role.COMMITTEE_MEMBER,
            conditions=[conditions.meeting_open, conditions.may_still_vote],
            form=forms.Recusal,
        )
        def declare_recusal(procedure: Procedure) -> None:
            committees.recuse(procedure)

        yield "declare_recusal", declare_recusal

        @stage.transition(
            label=_("Cast a vote"),
            source=Stage.COMMITTEE_DELIBERATION,
            target=Stage.COMMITTEE_DELIBERATION,
            by=Role.COMMITTEE_MEMBER,
            conditions=[conditions.meeting_open, conditions.may_still_vote, conditions.quorum_reached],
            form=forms.Vote,
            duty=Duty.VOTES,
        )
        def cast_vote(procedure: Procedure) -> None:
            committees.vote(procedure)

        yield "cast_vote", cast_vote

        @stage.transition(
            label=_("Adjourn to a later meeting"),
            source=Stage.COMMITTEE_DELIBERATION,
            target=Stage.COMMITTEE_AGENDA,
            by=Role.COMMITTEE_CHAIR,
            conditions=[conditions.adjournments_left],
            form=forms.Adjournment,
            notifies=False,
        )
        def adjourn(procedure: Procedure) -> None:
            committees.adjourn(procedure)

        yield "adjourn", adjourn

        @stage.transition(
            label=_("Record the committee's opinion"),
            source=Stage.COMMITTEE_DELIBERATION,
            target=Stage.OPINION_ISSUED,
            by=Role.COMMITTEE_SECRETARY,
            conditions=[conditions.every_vote_cast, conditions.quorum_reached, conditions.minutes_signed],
            notifies=False,
        )
        def record_committee_opinion(procedure: Procedure) -> None:
            committees.record_opinion(procedure)

        yield "record_committee_opinion", record_committee_opinion


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
    _hooks: dict[str, Hook] = field(default_factory=dict)

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
            source=list(self.proposed_from),
            target=Stage.AWAITING_SIGNATURE,
            by=self.proposed_by,
            form=forms.RefusalProposal,
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
            label=_("Sign the approval"),
            source=Stage.AWAITING_SIGNATURE,
            target=Stage.APPROVED,
            by=self.by,
            conditions=[conditions.proposed("approve")],
            form=forms.ApprovalSignature,
            issues=self.grants,
            duty=Duty.SIGNS,
        )
        def sign_approval(procedure: Procedure) -> None:
            self._effect("grant", procedure)

        yield "sign_approval", sign_approval

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


def _named(descriptor: TransitionDescriptor, name: str) -> TransitionDescriptor:
    """viewflow calls a transition by the name of its function."""
    descriptor._func.__name__ = name
    return descriptor
