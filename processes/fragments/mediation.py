"""A mediation, when money or a contract is at stake: proposed, and given up without an agreement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

from forms import transitions
from processes.language import SUSPENDED, Desk, Fragment, Role, Stage, stage, working_days
from workflow.procedure import Check, Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]


@dataclass
class Mediation(Fragment):
    """`form` names the object and the two agreements; the procedure says what an agreement leads to."""

    of: Stage
    by: Role
    form: Any
    days: int
    conditions: Sequence[Check] = ()

    def desks(self) -> Mapping[str, Desk]:
        return {Stage.MEDIATION: Desk(self.by, working_days(self.days), clock=SUSPENDED)}

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Open mediation"),
            source=self.of,
            target=Stage.MEDIATION,
            by=self.by,
            conditions=list(self.conditions),
            form=self.form,
        )
        def propose_mediation(procedure: Procedure) -> None: ...

        yield "propose_mediation", propose_mediation

        @stage.transition(
            label=_("No agreement in mediation"),
            source=Stage.MEDIATION,
            target=self.of,
            by=self.by,
            form=transitions.Reason,
        )
        def propose_mediation_again(procedure: Procedure) -> None: ...

        yield "propose_mediation_again", propose_mediation_again
