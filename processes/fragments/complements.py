"""What the applicant is asked to add while the legal clock is suspended."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

import forms
from documents.catalogue.intake import COMPLEMENT_REQUEST, LAPSE_NOTICE
from processes import conditions
from processes.fragments.intake import COUNTER, Hook
from processes.fragments.names import named
from processes.language import (
    SUSPENDED,
    Desk,
    Duty,
    Fragment,
    Role,
    Stage,
    calendar_days,
    stage,
)
from workflow import completeness
from workflow.procedure import Check, Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]


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
    supplied_by: Sequence[Role] = COUNTER
    lapses_if: Sequence[Check] = ()  # what must hold besides, for time to close the case
    _lapsing: list[Hook] = field(default_factory=list)

    def on_lapse(self, effect: Hook) -> Hook:
        """What becomes of the registers when the case is closed by time."""
        self._lapsing.append(effect)
        return effect

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
            issues=COMPLEMENT_REQUEST,
            duty=Duty.INSTRUCTS,
        )
        def request(procedure: Procedure) -> None:
            completeness.ask(procedure, kind="complement")

        yield f"request_{self.infix}complements", named(request, f"request_{self.infix}complements")

        @stage.transition(
            label=supplying,
            source=self.waiting,
            target=self.of,
            by=self.supplied_by,
            conditions=[conditions.items_answered, conditions.contacts_proven, conditions.paper_form_attached],
            duty=Duty.FILES,
        )
        def supply(procedure: Procedure) -> None:
            completeness.answer(procedure)

        yield f"supply_{self.infix}complements", named(supply, f"supply_{self.infix}complements")

        @stage.transition(
            label=lapsing,
            source=self.waiting,
            target=Stage.LAPSED,
            by=Role.SYSTEM,
            conditions=[conditions.time_is_up, conditions.reminded, *self.lapses_if],
            issues=LAPSE_NOTICE,
        )
        def expire(procedure: Procedure) -> None:
            for effect in self._lapsing:
                effect(procedure)

        yield f"expire_{self.infix}complements", named(expire, f"expire_{self.infix}complements")
