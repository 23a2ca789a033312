"""Agenda, deliberation, recusals, votes and the opinion of a committee."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from workflow import committees
from workflow.procedure import Check, Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]
PLACING = _("Put on the agenda")


@dataclass
class Committee(Fragment):
    """Agenda, deliberation, recusals, votes and the opinion of a committee."""

    name: str
    agenda_from: Stage | Sequence[Stage]
    convening: Any  # documents of the session: the convening with its agenda, and the minutes
    minutes: Any
    conditions: Sequence[Check] = ()
    agenda_days: int = 30
    placing: str = "put_on_agenda"  # the transition that brings a case before the committee
    placing_label: Any = PLACING
    placing_form: Any = forms.AgendaPlace
    is_regional: bool = False  # one in each region, or one for the country
    back: Stage | None = None  # where a case goes that is taken off the agenda, when it is not where it came from

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
            label=self.placing_label,
            source=[self.agenda_from] if isinstance(self.agenda_from, str) else list(self.agenda_from),
            target=Stage.COMMITTEE_AGENDA,
            by=Role.COMMITTEE_SECRETARY,
            conditions=list(self.conditions),
            form=self.placing_form,
        )
        def put_on_agenda(procedure: Procedure) -> None:
            committees.place(procedure)

        yield self.placing, named(put_on_agenda, self.placing)

        @stage.transition(
            label=_("Remove from the agenda"),
            source=Stage.COMMITTEE_AGENDA,
            target=self.back or (self.agenda_from if isinstance(self.agenda_from, str) else self.agenda_from[0]),
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

        yield from self._hearing()

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

    def _hearing(self) -> Named:
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
            self._before_vote(procedure)
            committees.vote(procedure)

        yield "cast_vote", cast_vote

    def _before_vote(self, procedure: Procedure) -> None:
        """Those involved were set aside when the deliberation was opened."""


@dataclass
class Panel(Committee):
    """A committee before which a case comes at once, and whose chair decides by the votes cast; it has no agenda stage."""

    days: int = 30

    def desks(self) -> Mapping[str, Desk]:
        limit, also = working_days(self.days), (Role.COMMITTEE_CHAIR,)
        return {Stage.COMMITTEE_DELIBERATION: Desk(Role.COMMITTEE_MEMBER, limit, each=committees.voters_of, also=also)}

    def transitions(self) -> Named:
        yield from self._hearing()

    def _before_vote(self, procedure: Procedure) -> None:
        committees.set_aside_those_involved(procedure)
