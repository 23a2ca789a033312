"""The hearing of a structure before it is judged: the day that is set and served, another day, and what was said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

from documents.catalogue.sanctions import HEARING_CONVENING, HEARING_MINUTES
from forms import sanctions as forms
from processes.language import Desk, Duty, Fragment, Role, Stage, stage, working_days
from processes.rules import hearings
from workflow import committees
from workflow.procedure import Check, Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]


@dataclass
class Hearing(Fragment):
    """A structure is heard, or absent although it was told in time; whoever holds the hearing instructs the case."""

    source: Stage  # where the case waits for the hearing
    form: Any
    by: Role = Role.LEGAL_OFFICER
    convened_from: Stage | None = None  # where the hearing is convened; none: another act has set its day
    conditions: Sequence[Check] = ()  # of the convening
    held_if: Sequence[Check] = ()
    notice: int = 10  # working days

    def desks(self) -> Mapping[str, Desk]:
        return {self.source: Desk(self.by, working_days(self.notice))} if self.convened_from else {}

    def transitions(self) -> Named:
        if self.convened_from is not None:
            yield from self._convening(self.convened_from)

        @stage.transition(
            label=_("Record the hearing"),
            source=self.source,
            target=Stage.HEARING_HELD,
            by=self.by,
            conditions=[hearings.day_came, *self.held_if],
            form=self.form,
            issues=HEARING_MINUTES,
            duty=Duty.INSTRUCTS,
        )
        def hold_hearing(procedure: Procedure) -> None:
            hearings.check_absence(procedure)
            if "session" in procedure.data:
                committees.place(procedure)

        yield "hold_hearing", hold_hearing

    def _convening(self, source: Stage) -> Named:
        @stage.transition(
            label=_("Convene the hearing"),
            source=source,
            target=self.source,
            by=self.by,
            conditions=list(self.conditions),
            form=forms.HearingConvening,
            issues=HEARING_CONVENING,
            duty=Duty.INSTRUCTS,
        )
        def convene_hearing(procedure: Procedure) -> None: ...

        yield "convene_hearing", convene_hearing

        @stage.transition(
            label=_("Postpone the hearing"),
            source=self.source,
            target=self.source,
            by=self.by,
            form=forms.HearingPostponement,
            issues=HEARING_CONVENING,
            duty=Duty.INSTRUCTS,
        )
        def postpone_hearing(procedure: Procedure) -> None:
            hearings.check_not_served(procedure)

        yield "postpone_hearing", postpone_hearing
