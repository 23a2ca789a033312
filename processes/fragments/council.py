"""The disciplinary committee: opened by its chair after the hearing, votes, recusals, another hearing, its opinion."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

from documents.catalogue.sanctions import HEARING_CONVENING
from forms import sanctions as forms
from forms import transitions
from processes import conditions
from processes.language import Desk, Duty, Fragment, Role, Stage, stage, working_days
from processes.rules import councils as rules
from workflow import committees, councils
from workflow.procedure import Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]


@dataclass
class Council(Fragment):
    """A committee that hears the case as the hearing has put it on its agenda, and may send it to be heard again."""

    name: str
    convening: Any  # documents of the session: the convening with its agenda, and the minutes
    minutes: Any
    days: int = 20

    def __str__(self) -> str:
        return self.name

    def desks(self) -> Mapping[str, Desk]:
        return {
            Stage.HEARING_HELD: Desk(Role.COMMITTEE_CHAIR),
            Stage.COUNCIL_DELIBERATION: Desk(
                Role.COMMITTEE_MEMBER,
                working_days(self.days),
                each=committees.voters_of,
                also=(Role.COMMITTEE_SECRETARY, Role.COMMITTEE_CHAIR),
            ),
        }

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Open the disciplinary deliberation"),
            source=Stage.HEARING_HELD,
            target=Stage.COUNCIL_DELIBERATION,
            by=Role.COMMITTEE_CHAIR,
            conditions=[rules.council_sits, rules.council_has_quorum],
            duty=Duty.PRESIDES,
            notifies=False,
        )
        def open_council(procedure: Procedure) -> None:
            councils.bring_forward(procedure)
            committees.set_aside_those_involved(procedure)

        yield "open_council", open_council

        @stage.transition(
            label=_("Declare an interest and step aside"),
            source=Stage.COUNCIL_DELIBERATION,
            target=Stage.COUNCIL_DELIBERATION,
            by=Role.COMMITTEE_MEMBER,
            conditions=[conditions.meeting_open, conditions.may_still_vote],
            form=transitions.Recusal,
        )
        def declare_recusal(procedure: Procedure) -> None:
            committees.recuse(procedure)

        yield "declare_recusal", declare_recusal

        @stage.transition(
            label=_("Cast a vote"),
            source=Stage.COUNCIL_DELIBERATION,
            target=Stage.COUNCIL_DELIBERATION,
            by=Role.COMMITTEE_MEMBER,
            conditions=[conditions.meeting_open, conditions.may_still_vote, conditions.quorum_reached],
            form=transitions.Vote,
            duty=Duty.VOTES,
        )
        def cast_vote(procedure: Procedure) -> None:
            committees.vote(procedure)

        yield "cast_vote", cast_vote

        @stage.transition(
            label=_("Adjourn to a later meeting"),
            source=Stage.COUNCIL_DELIBERATION,
            target=Stage.HEARING_CONVENED,
            by=Role.COMMITTEE_CHAIR,
            conditions=[conditions.adjournments_left],
            form=forms.HearingAgain,
            issues=HEARING_CONVENING,
        )
        def adjourn(procedure: Procedure) -> None:
            councils.take_off(procedure)

        yield "adjourn", adjourn

        @stage.transition(
            label=_("Record the committee's opinion"),
            source=Stage.COUNCIL_DELIBERATION,
            target=Stage.OPINION_ISSUED,
            by=Role.COMMITTEE_SECRETARY,
            conditions=[conditions.every_vote_cast, conditions.quorum_reached, conditions.minutes_signed],
            form=forms.CouncilOpinion,
            notifies=False,
        )
        def record_committee_opinion(procedure: Procedure) -> None:
            committees.record_opinion(procedure)

        yield "record_committee_opinion", record_committee_opinion
