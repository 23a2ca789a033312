"""The instalments of an agreement: asked for by who receives them, certified by one person, ordered by another."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

from forms import transitions
from processes.language import Condition, Desk, Fragment, Role, Stage, calendar_days, stage
from registers import agreements, payments
from workflow.causes import cause_of
from workflow.procedure import Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]
Schedule = Callable[[Mapping[str, Any]], list[Decimal]]


@dataclass
class Instalments(Fragment):
    """`scheduled` reads the amounts of the schedule from the facts of the case, which name the agreement."""

    of: Stage
    by: Role
    days: int
    request: Any
    order: Any
    certificate: Any
    scheduled: Schedule

    def desks(self) -> Mapping[str, Desk]:
        return {Stage.INSTALMENT_REQUESTED: Desk(self.by, calendar_days(self.days))}

    def transitions(self) -> Named:
        def next_instalment_due(procedure: Procedure) -> Condition:
            """The schedule has an instalment that was not paid, and the agreement holds."""
            agreement, amounts = agreements.get(procedure.case.facts["agreement"]), self.scheduled(procedure.case.facts)
            paid = payments.of_agreement(agreement).filter(status="paid").count()
            met = agreement.status == "active" and paid < len(amounts)
            return Condition(met, _("The schedule has no instalment left to ask for."), paid=paid)

        @stage.transition(
            label=_("Ask for an instalment"),
            source=self.of,
            target=Stage.INSTALMENT_REQUESTED,
            by=Role.APPLICANT,
            conditions=[next_instalment_due],
            form=self.request,
        )
        def request_instalment(procedure: Procedure) -> None:
            facts = procedure.case.facts
            known = payments.of_agreement(facts["agreement"])
            amount = self.scheduled(facts)[known.filter(status="paid").count()]
            terms = {"amount_tnd": amount, "agreement": facts["agreement"], "instalment": known.count() + 1}
            facts["payment"] = str(payments.ask(purpose="instalment", cause=cause_of(procedure), **terms).entry)

        yield "request_instalment", request_instalment

        @stage.transition(
            label=_("Certify and order payment"),
            source=Stage.INSTALMENT_REQUESTED,
            target=self.of,
            by=self.by,
            form=self.order,
            issues=self.certificate,
        )
        def pay_instalment(procedure: Procedure) -> None:
            payment, cause, told = procedure.case.facts["payment"], cause_of(procedure), procedure.data
            payments.certify(payment=payment, by=told["certified_by"], cause=cause)
            if procedure.actor.user is not None:
                payments.pay(payment=payment, by=procedure.actor.user, cause=cause, reference=told["reference"])

        yield "pay_instalment", pay_instalment

        @stage.transition(
            label=_("Refuse the instalment"),
            source=Stage.INSTALMENT_REQUESTED,
            target=self.of,
            by=self.by,
            form=transitions.Reason,
        )
        def refuse_instalment(procedure: Procedure) -> None:
            payment, reason = procedure.case.facts["payment"], procedure.data["reason"]
            payments.refuse(payment=payment, cause=cause_of(procedure), reason=reason[:300])

        yield "refuse_instalment", refuse_instalment
