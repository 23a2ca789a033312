"""SAN-03 Administrative appeal (prior claim).

Law 72-40, articles 37 and 39; decree 93-982; organic law 2004-63. An appeal exists against every decision whose notification
opens a time limit. It interrupts the court's period; two months of silence are a refusal. Whoever took it has no part in it.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.catalogue.appeals import APPEAL_DECISION, APPEAL_RECEIPT, IMPLICIT_REFUSAL
from documents.catalogue.consultations import OPINION_REQUEST
from documents.catalogue.intake import INADMISSIBILITY
from forms import sanctions as forms
from forms import transitions
from processes import conditions
from processes.fragments import Intake
from processes.language import (
    NOT_STARTED,
    SUSPENDED,
    Applicants,
    Desk,
    Duty,
    Family,
    Link,
    Procedure,
    Role,
    Scope,
    Stage,
    elapsed_days,
    register,
    stage,
    working_days,
)
from processes.rules import appeals as rules
from registers import decisions
from registers.models import Decision
from workflow import opinions
from workflow.causes import cause_of

# Two months from date to date: each case counts the days that lie between both (filed_on, silence_on).
SILENCE: dict[str, Any] = {"timers": {"implicit_reject": elapsed_days(61)}, "timers_from": rules.registered_on}
WAITING = [Stage.SUBMITTED, Stage.UNDER_REVIEW, Stage.OPINIONS_PENDING, Stage.AWAITING_SIGNATURE]


@register
class AdministrativeAppeal(Procedure):
    code = "SAN-03"
    title = _("Administrative appeal (prior claim)")
    purpose = _(
        "Any person may ask the administration to review its decision; the file says automatically when the law treats silence "
        "as a refusal."
    )
    family = Family.SANCTIONS
    applicants = Applicants.ANYONE
    scope = Scope.NATIONAL
    legal_basis = ("L72-40", "D93-982", "LO2004-63")
    application = forms.Appeal
    links = tuple(Link(code, by=("sign_grant", "sign_partial_grant")) for code in rules.EXAMINED_ANEW)
    asks_opinions = True
    fees = _("None.")
    appeal = _("Administrative court within two months of the explicit or implicit answer.")
    readers = {Role.REGISTRAR: (), Role.REGIONAL_DIRECTOR: (), Role.CENTRAL_OFFICER: (), Role.COMPLAINTS_OFFICER: ()}

    # Who holds the case at each stage, and how long. Silence refuses wherever the case waits. No desk: the case is closed.
    desks = {
        Stage.SUBMITTED: Desk(Role.LEGAL_OFFICER, working_days(5), clock=NOT_STARTED, also=(Role.FRONT_DESK,), **SILENCE),
        Stage.UNDER_REVIEW: Desk(Role.LEGAL_OFFICER, working_days(40), also=(Role.CENTRAL_DIRECTOR,), **SILENCE),
        Stage.OPINIONS_PENDING: Desk(
            Role.EXTERNAL_AUTHORITY,
            working_days(10),
            clock=SUSPENDED,
            then="expire_author_opinion",
            each=opinions.waiting_for,
            **SILENCE,
        ),
        Stage.AWAITING_SIGNATURE: Desk(Role.MINISTER_SIGNATORY, working_days(5), **SILENCE),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        received_in=5,
        completion_days=15,
        numbers=True,
        acknowledgement=APPEAL_RECEIPT,
        refused_by=None,
        on_filing=rules.receive,
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.OPINIONS_PENDING),
    )

    # May it be heard?
    @stage.transition(
        label=_("Admit the appeal"),
        source=Stage.SUBMITTED,
        target=Stage.UNDER_REVIEW,
        by=Role.LEGAL_OFFICER,
        conditions=[rules.decision_identified, rules.not_its_author, rules.has_standing, rules.filed_in_time],
        form=forms.Admission,
        duty=Duty.INSTRUCTS,
    )
    def admit_appeal(self) -> None:
        """The number of the decision may have been corrected since the filing."""
        rules.note_contested(self)

    @stage.transition(
        label=_("Reject as inadmissible"),
        source=Stage.SUBMITTED,
        target=Stage.INADMISSIBLE,
        by=Role.LEGAL_OFFICER,
        form=forms.AppealInadmissible,
        issues=INADMISSIBILITY,
        duty=Duty.INSTRUCTS,
    )
    def reject_inadmissible(self) -> None: ...

    # The service that decided is heard.
    @stage.transition(
        label=_("Ask the deciding service"),
        source=Stage.UNDER_REVIEW,
        target=Stage.OPINIONS_PENDING,
        by=Role.LEGAL_OFFICER,
        form=forms.AuthorAsked,
        issues=OPINION_REQUEST,
        duty=Duty.INSTRUCTS,
        notifies=False,
    )
    def ask_author_opinion(self) -> None:
        opinions.ask(self, of=self.data["asked"], question=self.data["question"], stage=Stage.OPINIONS_PENDING)

    @stage.transition(
        label=_("Record the service's answer"),
        source=Stage.OPINIONS_PENDING,
        target=Stage.UNDER_REVIEW,
        by=Role.EXTERNAL_AUTHORITY,
        conditions=[conditions.opinion_awaited],
        form=transitions.OpinionGiven,
        notifies=False,
    )
    def record_author_opinion(self) -> None:
        opinions.answer(self, verdict=self.data["verdict"], grounds=self.data.get("grounds", ""))

    @stage.transition(
        label=_("Consultation period over"),
        source=Stage.OPINIONS_PENDING,
        target=Stage.UNDER_REVIEW,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
        notifies=False,
    )
    def expire_author_opinion(self) -> None:
        """The appeal is decided without it."""
        opinions.fall_silent(self)

    @stage.transition(
        label=_("Suspend execution meanwhile"),
        source=Stage.UNDER_REVIEW,
        target=Stage.UNDER_REVIEW,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[rules.not_stayed],
        form=forms.ExecutionStayed,
        duty=Duty.SIGNS,
        relieves=True,
    )
    def suspend_execution(self) -> None:
        rules.stay(self)

    # The answer.
    @stage.transition(
        label=_("Propose a decision"),
        source=Stage.UNDER_REVIEW,
        target=Stage.AWAITING_SIGNATURE,
        by=Role.LEGAL_OFFICER,
        form=forms.AppealProposal,
        duty=Duty.PROPOSES,
        notifies=False,
    )
    def propose_decision(self) -> None: ...

    @stage.transition(
        label=_("Return for examination"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.UNDER_REVIEW,
        by=Role.MINISTER_SIGNATORY,
        form=transitions.Reason,
        notifies=False,
    )
    def return_for_review(self) -> None:
        self.case.facts.pop("proposal", None)

    @stage.transition(
        label=_("Grant the appeal"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.GRANTED,
        by=Role.MINISTER_SIGNATORY,
        conditions=[conditions.proposed("grant")],
        form=forms.GrantSignature,
        issues=APPEAL_DECISION,
        duty=Duty.SIGNS,
    )
    def sign_grant(self) -> None:
        self._decide("granted", rules.grant(self, in_part=False))

    @stage.transition(
        label=_("Grant in part"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.PARTIALLY_GRANTED,
        by=Role.MINISTER_SIGNATORY,
        conditions=[conditions.proposed("partial")],
        form=forms.PartialGrantSignature,
        issues=APPEAL_DECISION,
        duty=Duty.SIGNS,
        relieves=True,
    )
    def sign_partial_grant(self) -> None:
        self._decide("partially_granted", rules.grant(self, in_part=True))

    @stage.transition(
        label=_("Reject the appeal"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.REJECTED,
        by=Role.MINISTER_SIGNATORY,
        conditions=[conditions.proposed("reject")],
        form=forms.RejectionSignature,
        issues=APPEAL_DECISION,
        duty=Duty.SIGNS,
    )
    def sign_rejection(self) -> None:
        self._decide("rejected", rules.uphold(self))

    @stage.transition(
        label=_("Two months of silence"),
        source=WAITING,
        target=Stage.IMPLICIT_REJECTION,
        by=Role.SYSTEM,
        conditions=[conditions.timer_is_up("implicit_reject")],
        issues=IMPLICIT_REFUSAL,
    )
    def implicit_reject(self) -> None:
        self._decide("implicit_rejection", rules.uphold(self))

    @intake.on_withdrawal
    def leave_decision(self) -> None:
        """What was stayed for the appeal holds again."""
        rules.uphold(self)

    def _decide(self, outcome: str, contested: Decision | None) -> None:
        """The answer is a decision of its own; nobody signs what silence brings about."""
        names = {"subject_ar": self.case.applicant_name_ar, "subject_fr": self.case.applicant_name_fr}
        more = {"contests": contested} if contested is not None else {}
        decisions.enter(procedure=self.code, outcome=outcome, cause=cause_of(self), by=self.actor.user, facts=names, **more)
