"""TRN-03 Transfer or withdrawal of a trainee.

The specifications and decree 93-982: a trainee changes structure, or leaves, without losing the units acquired or money owed.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.catalogue.certification import REGISTER_ATTESTATION
from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.training import TRANSFER_DECISION
from forms import training as forms
from forms import transitions
from processes import conditions
from processes.fragments import Complements, Intake
from processes.language import (
    SUSPENDED,
    Applicants,
    Desk,
    Duty,
    Family,
    Procedure,
    Role,
    Scope,
    Stage,
    register,
    stage,
    working_days,
)
from processes.rules import training
from registers import decisions, enrolments, nonconformities, providers, sessions
from workflow import partners
from workflow.causes import cause_of

WITHDRAWABLE = (
    Stage.SUBMITTED,
    Stage.INCOMPLETE,
    Stage.ORIGIN_RESPONSE,
    Stage.UNDER_REVIEW,
    Stage.AWAITING_COMPLEMENTS,
    Stage.RECEIVING_ACCEPTANCE,
)


@register
class TraineeTransfer(Procedure):
    code = "TRN-03"
    title = _("Transfer or withdrawal of a trainee")
    purpose = _("A trainee changes provider or leaves without losing acquired units or money owed.")
    family = Family.TRAINEES
    applicants = Applicants.INDIVIDUAL
    scope = Scope.REGIONAL
    legal_basis = ("CDC", "LO2004-63", "D93-982")
    application = forms.TraineeMove
    fees = _("None.")
    appeal = _("Complaint to the administration, and prior administrative appeal within two months of notification.")
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {"complements.rounds": (2, _("Rounds of complements"))}

    # Who holds the case at each stage, how long, and whether the clock runs. No desk: the case is closed.
    desks = {
        Stage.ORIGIN_RESPONSE: Desk(
            Role.PARTNER, working_days(10), clock=SUSPENDED, then="expire_origin", each=partners.waiting_for
        ),
        Stage.UNDER_REVIEW: Desk(Role.REGIONAL_OFFICER, working_days(15)),
        Stage.RECEIVING_ACCEPTANCE: Desk(Role.PARTNER, working_days(10), each=partners.waiting_for),
        Stage.AWAITING_SIGNATURE: Desk(Role.REGIONAL_DIRECTOR, working_days(5)),
    }

    intake = Intake(review=Stage.ORIGIN_RESPONSE, conditions=[training.enrolment_active], withdrawable=WITHDRAWABLE)
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)

    # The structures are heard: the one that is left, then the one that receives.
    @intake.on_registration
    def ask_origin(self) -> None:
        origin = providers.get(self.application.enrolment(self.case).provider)
        self.case.provider = origin.entry
        partners.ask(self, organisation=origin.organisation)

    @stage.transition(
        label=_("Answer (origin provider)"),
        source=Stage.ORIGIN_RESPONSE,
        target=Stage.UNDER_REVIEW,
        by=Role.PARTNER,
        form=forms.OriginAnswer,
        notifies=False,
    )
    def answer_origin(self) -> None:
        partners.release(self)

    @stage.transition(
        label=_("No answer from the origin provider"),
        source=Stage.ORIGIN_RESPONSE,
        target=Stage.UNDER_REVIEW,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_origin(self) -> None:
        """What the register knows stands in for the answer; the silence is a non-conformity of the structure."""
        found, cause = self.application.enrolment(self.case), cause_of(self)
        why = f"عدم الرد في الأجل على طلب يخص المتكوّن عدد {found.number} ({self.case.number})"
        nonconformities.note(provider=found.provider, line="PED-05", severity="minor", description=why, cause=cause)
        self.case.facts["origin_answer"] = forms.answer_of_register(found, on=self.today)
        partners.release(self)

    @stage.transition(
        label=_("Ask the receiving provider"),
        source=Stage.UNDER_REVIEW,
        target=Stage.RECEIVING_ACCEPTANCE,
        by=Role.REGIONAL_OFFICER,
        conditions=[training.asks_for("transfer")],
        form=forms.ReceivingQuestion,
        duty=Duty.INSTRUCTS,
    )
    def ask_receiving(self) -> None:
        self.case.facts.pop("acceptance", None)
        partners.ask(self, organisation=providers.get(self.case.facts["receiving"]["provider"]).organisation)

    @stage.transition(
        label=_("Accept (receiving provider)"),
        source=Stage.RECEIVING_ACCEPTANCE,
        target=Stage.UNDER_REVIEW,
        by=Role.PARTNER,
        conditions=[training.place_still_free, training.follows_nothing_else],
        form=forms.ReceivingAnswer,
        notifies=False,
    )
    def accept_receiving(self) -> None:
        partners.release(self)

    @stage.transition(
        label=_("Decline (receiving provider)"),
        source=Stage.RECEIVING_ACCEPTANCE,
        target=Stage.UNDER_REVIEW,
        by=Role.PARTNER,
        form=transitions.Reason,
    )
    def decline_receiving(self) -> None:
        self.case.facts.pop("receiving", None)
        partners.release(self)

    # The decision: three ends, each signed as it was proposed.
    @stage.transition(
        label=_("Propose approval"),
        source=Stage.UNDER_REVIEW,
        target=Stage.AWAITING_SIGNATURE,
        by=Role.REGIONAL_OFFICER,
        conditions=[training.move_is_justified, training.enrolment_active],
        form=forms.MoveProposal,
        duty=Duty.PROPOSES,
        notifies=False,
    )
    def propose_approval(self) -> None: ...

    @stage.transition(
        label=_("Propose refusal"),
        source=Stage.UNDER_REVIEW,
        target=Stage.AWAITING_SIGNATURE,
        by=Role.REGIONAL_OFFICER,
        form=transitions.RefusalProposal,
        duty=Duty.PROPOSES,
        notifies=False,
    )
    def propose_refusal(self) -> None: ...

    @stage.transition(
        label=_("Return for examination"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.UNDER_REVIEW,
        by=Role.REGIONAL_DIRECTOR,
        form=transitions.Reason,
        notifies=False,
    )
    def return_for_review(self) -> None:
        self.case.facts.pop("proposal", None)

    @stage.transition(
        label=_("Sign the transfer"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.TRANSFERRED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[
            conditions.proposed("approve"),
            training.asks_for("transfer"),
            training.enrolment_active,
            training.place_still_free,
            training.follows_nothing_else,
        ],
        form=transitions.ApprovalSignature,
        issues=TRANSFER_DECISION,
        duty=Duty.SIGNS,
    )
    def sign_transfer(self) -> None:
        own, facts, cause = self.application.enrolment(self.case), self.case.facts, cause_of(self)
        accepted = facts["acceptance"]
        told: dict[str, Any] = {
            "marks": [{"unit": u["module"], "mark": u["mark"]} for u in accepted["units"]],
            "price_tnd": accepted["price_tnd"],
            "contract_number": accepted.get("contract_number", ""),
            "contract_date": accepted["on"],
        }
        reason = facts["proposal"]["reason_title"]["ar"]
        new = enrolments.transfer(enrolment=own, session=facts["receiving"]["session"], cause=cause, reason=reason, facts=told)
        enrolments.amend(enrolment=new, facts={"starts_on": accepted["starts_on"]}, cause=cause)
        self._count(own.session, new.session, outcome="transferred")

    @stage.transition(
        label=_("Record the departure"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.LEAVE_RECORDED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[conditions.proposed("approve"), training.asks_for("leave"), training.enrolment_active],
        form=forms.DepartureSignature,
        issues=REGISTER_ATTESTATION,
        duty=Duty.SIGNS,
    )
    def record_leave(self) -> None:
        own, proposal = self.application.enrolment(self.case), self.case.facts["proposal"]
        on = max(self.today, self.application.effective_on(self.case))
        terms = {"reason": proposal["reason_title"]["ar"], "refund_tnd": proposal["refund_tnd"], "on": on}
        enrolments.leave(enrolment=own, cause=cause_of(self), **terms)
        self._count(own.session, outcome="leave_recorded")

    @stage.transition(
        label=_("Sign the refusal"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.REFUSED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[conditions.proposed("refuse")],
        form=transitions.RefusalSignature,
        issues=REFUSAL_DECISION,
        duty=Duty.SIGNS,
    )
    def sign_refusal(self) -> None:
        self._count(outcome="refused")

    def _count(self, *changed: Any, outcome: str) -> None:
        """The heads of the sessions that changed, and the decision itself."""
        for session in changed:
            sessions.count_heads(session=session, cause=cause_of(self))
        names = {"subject_ar": self.case.applicant_name_ar, "subject_fr": self.case.applicant_name_fr}
        decisions.enter(procedure=self.code, outcome=outcome, cause=cause_of(self), by=self.actor.user, facts=names)
