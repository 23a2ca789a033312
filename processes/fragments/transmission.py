"""From the region to the centre: with its opinion, or without it once its time has passed; and back, where the centre may ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

from forms import transitions
from processes import conditions
from processes.language import Duty, Fragment, Role, Stage, stage
from workflow.procedure import Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]


@dataclass
class Transmission(Fragment):
    """The region examines, then the centre; what the region thinks is said in a form of this act, or in an act before it."""

    given: Stage = Stage.UNDER_REVIEW  # where the region stands when its director transmits
    opinion: Any = None  # the form of the act, where the opinion is given with it
    comes_back: bool = True
    back_once: bool = False  # no more than that

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Transmit to the centre"),
            source=self.given,
            target=Stage.CENTRAL_REVIEW,
            by=Role.REGIONAL_DIRECTOR,
            form=self.opinion,
            duty=Duty.INSTRUCTS,
        )
        def transmit_to_centre(procedure: Procedure) -> None: ...

        yield "transmit_to_centre", transmit_to_centre

        @stage.transition(
            label=_("Sent to the centre without a regional opinion"),
            source=Stage.UNDER_REVIEW,
            target=Stage.CENTRAL_REVIEW,
            by=Role.SYSTEM,
            conditions=[conditions.time_is_up],
        )
        def transmit_without_opinion(procedure: Procedure) -> None: ...

        yield "transmit_without_opinion", transmit_without_opinion
        if self.comes_back:
            yield from self._back()

    def _back(self) -> Named:
        @stage.transition(
            label=_("Send back to the region"),
            source=Stage.CENTRAL_REVIEW,
            target=Stage.UNDER_REVIEW,
            by=Role.CENTRAL_OFFICER,
            conditions=[conditions.sent_back_never] if self.back_once else [],
            form=transitions.Reason,
            duty=Duty.INSTRUCTS,
        )
        def send_back_to_region(procedure: Procedure) -> None:
            if self.back_once:
                procedure.case.facts["sent_back"] = procedure.case.facts.get("sent_back", 0) + 1

        yield "send_back_to_region", send_back_to_region
