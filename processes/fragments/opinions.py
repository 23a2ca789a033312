"""Opinions of outside administrations, asked at the same time; silence counts when the time is up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

import forms
from documents.catalogue.consultations import OPINION_REQUEST
from processes import conditions
from processes.language import (
    SUSPENDED,
    Desk,
    Duty,
    Fragment,
    Role,
    Stage,
    stage,
    working_days,
)
from workflow import clocks, opinions
from workflow.procedure import Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]


@dataclass
class Opinions(Fragment):
    """Opinions of outside administrations: one request for each, all under way at the same time.

    An administration reads the application, its documents and its own request, as long as that is open. When the time is
    up, the silence of an administration counts as favourable; where its favourable opinion is required, it blocks.
    """

    of: Stage
    by: Role
    days: int
    remind_after: int  # working days; about half of the time
    asks_opinions: ClassVar[bool] = True

    def desks(self) -> Mapping[str, Desk]:
        return {
            Stage.OPINIONS_PENDING: Desk(
                Role.EXTERNAL_AUTHORITY,
                working_days(self.days),
                clock=SUSPENDED,
                then="expire_opinions",
                also=(self.by,),
                each=opinions.waiting_for,
                timers={"remind_opinions": working_days(self.remind_after)},
            )
        }

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Ask for opinions"),
            source=self.of,
            target=Stage.OPINIONS_PENDING,
            by=self.by,
            form=forms.OpinionsAsked,
            issues=OPINION_REQUEST,
            duty=Duty.INSTRUCTS,
        )
        def request_opinions(procedure: Procedure) -> None:
            asked, question = procedure.data["asked"], procedure.data["question"]
            opinions.ask(procedure, of=asked, question=question, stage=Stage.OPINIONS_PENDING)

        yield "request_opinions", request_opinions

        @stage.transition(
            label=_("Record an opinion"),
            source=Stage.OPINIONS_PENDING,
            target=Stage.OPINIONS_PENDING,
            by=Role.EXTERNAL_AUTHORITY,
            conditions=[conditions.opinion_awaited],
            form=forms.OpinionGiven,
            notifies=False,
        )
        def record_opinion(procedure: Procedure) -> None:
            opinions.answer(procedure, verdict=procedure.data["verdict"], grounds=procedure.data.get("grounds", ""))
            if not opinions.open_of(procedure.case).exists():
                clocks.stop_timer(procedure.case, name="remind_opinions", on=procedure.today)

        yield "record_opinion", record_opinion

        @stage.transition(
            label=_("Remind the consulted administrations"),
            source=Stage.OPINIONS_PENDING,
            target=Stage.OPINIONS_PENDING,
            by=Role.SYSTEM,
            conditions=[conditions.timer_is_up("remind_opinions"), conditions.opinions_missing],
            notifies=False,
        )
        def remind_opinions(procedure: Procedure) -> None:
            opinions.remind(procedure)

        yield "remind_opinions", remind_opinions

        @stage.transition(
            label=_("Close the consultation"),
            source=Stage.OPINIONS_PENDING,
            target=self.of,
            by=self.by,
            conditions=[conditions.all_opinions_in],
            notifies=False,
        )
        def close_opinions(procedure: Procedure) -> None: ...

        yield "close_opinions", close_opinions

        @stage.transition(
            label=_("Consultation period over"),
            source=Stage.OPINIONS_PENDING,
            target=self.of,
            by=Role.SYSTEM,
            conditions=[conditions.time_is_up],
        )
        def expire_opinions(procedure: Procedure) -> None:
            opinions.fall_silent(procedure)

        yield "expire_opinions", expire_opinions
