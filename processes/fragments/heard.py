"""The structure that a case is about is heard: asked, answering, or silent until its time is over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

from processes import conditions
from processes.fragments.intake import Hook
from processes.fragments.names import named
from processes.language import SUSPENDED, Desk, Fragment, Role, Stage, stage, working_days
from registers import providers
from workflow import partners
from workflow.procedure import Check, Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]


@dataclass
class Heard(Fragment):
    """`asking` and `answering` are the forms of the question and of the answer; `names` those of the three acts."""

    of: Stage
    by: Role
    asking: Any
    answering: Any
    days: int
    conditions: Sequence[Check] = ()
    waiting: Stage = Stage.PROVIDER_RESPONSE
    names: tuple[str, str, str] = ("ask_provider", "answer_complaint", "expire_provider_answer")
    labels: Sequence[Any] = (_("Ask the provider to answer"), _("Answer the complaint"), _("No answer from the provider"))
    _falling_silent: list[Hook] = field(default_factory=list)

    def on_silence(self, effect: Hook) -> Hook:
        """What the silence of the structure means for the case."""
        self._falling_silent.append(effect)
        return effect

    def desks(self) -> Mapping[str, Desk]:
        limit = working_days(self.days)
        return {self.waiting: Desk(Role.PARTNER, limit, clock=SUSPENDED, then=self.names[2], each=partners.waiting_for)}

    def transitions(self) -> Named:
        asking, answering, silence = self.labels

        @stage.transition(
            label=asking,
            source=self.of,
            target=self.waiting,
            by=self.by,
            conditions=list(self.conditions),
            form=self.asking,
        )
        def ask(procedure: Procedure) -> None:
            partners.ask(procedure, organisation=providers.get(procedure.provider).organisation)

        yield self.names[0], named(ask, self.names[0])

        @stage.transition(label=answering, source=self.waiting, target=self.of, by=Role.PARTNER, form=self.answering)
        def answer(procedure: Procedure) -> None:
            partners.release(procedure)

        yield self.names[1], named(answer, self.names[1])

        @stage.transition(label=silence, source=self.waiting, target=self.of, by=Role.SYSTEM, conditions=[conditions.time_is_up])
        def expire(procedure: Procedure) -> None:
            for effect in self._falling_silent:
                effect(procedure)
            partners.release(procedure)

        yield self.names[2], named(expire, self.names[2])
