"""FIN-01 Call for projects: application, agreement and instalments.

The employment fund, law 2008-10 and decree 93-982: two evaluators score a project without seeing each other's marks, a third
where they differ; the committee ranks, the agreement is signed, and each instalment is paid on proof by two signatures.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.catalogue.committees import COMMITTEE_AGENDA, COMMITTEE_MINUTES
from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.financing import EVALUATION_GRID, PAYMENT_CERTIFICATE, PROJECT_AGREEMENT
from forms import financing as forms
from forms import transitions
from processes import conditions, records
from processes.fragments import Instalments, Intake, Panel, Scoring
from processes.language import (
    NOT_STARTED,
    Applicants,
    Desk,
    Duty,
    Family,
    Procedure,
    Role,
    Scope,
    Stage,
    calendar_days,
    register,
    stage,
    working_days,
)
from processes.rules import agreed
from processes.rules import projects as rules
from registers import activity_reports, agreements
from workflow import committees, scores
from workflow.causes import cause_of

FINANCE, SIGNATORY = Role.FINANCE_OFFICER, Role.MINISTER_SIGNATORY
EXAMINED = (Stage.ELIGIBILITY_REVIEW, Stage.EVALUATION, Stage.COMMITTEE_DELIBERATION)
VOTED = [conditions.every_vote_cast, conditions.quorum_reached, conditions.minutes_signed]


@register
class CallForProjects(Procedure):
    code = "FIN-01"
    title = _("Call for projects: application, agreement and instalments")
    purpose = _(
        "Select providers for publicly funded training (target groups, regions, trades) with a graded grid, an agreement and "
        "payment on proof."
    )
    family = Family.FINANCING
    applicants = Applicants.PROVIDER
    scope = Scope.NATIONAL
    legal_basis = ("FNE", "L2008-10", "D93-982")
    application = forms.ProjectApplication
    counter = FINANCE
    fees = _("None.")
    appeal = _("The ranking is contested by an administrative appeal, with the grid and the ranks published.")
    readers = {Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: (), Role.CENTRAL_DIRECTOR: ()}
    parameters = {
        **rules.CALL,
        "score_gap": (30, _("Difference of two scores that calls for a third (in percent of the scale)")),
        "agenda_notice": (5, _("Working days between the agenda and the meeting")),
        "adversarial_days": (15, _("Days between the adversarial letter and the termination")),
    }

    # Who holds the case at each stage, how long, and from which day. No desk: the case is closed.
    desks = {
        Stage.SUBMITTED: Desk(FINANCE, working_days(10), clock=NOT_STARTED, counts_from=rules.call_closes),
        Stage.RESERVE_LIST: Desk(SIGNATORY, calendar_days(180), then="expire_reserve"),
        Stage.AWAITING_SIGNATURE: Desk(SIGNATORY),
        Stage.AGREEMENT_SIGNED: Desk(
            Role.APPLICANT, calendar_days(60), reminders=(15, 45), also=(SIGNATORY,), counts_from=rules.last_session_ends
        ),
        Stage.FINAL_REPORT_CHECK: Desk(FINANCE, also=(Role.CENTRAL_DIRECTOR,)),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        counter=FINANCE,
        filed_by=(Role.APPLICANT,),
        filing=[rules.call_open],
        returns=False,
        numbers=True,
        refused_by=FINANCE,
        inadmissibility=forms.ProjectInadmissibility,
        withdrawal=transitions.Reason,
        withdrawable=(Stage.SUBMITTED, *EXAMINED, Stage.RESERVE_LIST),
    )
    scoring = Scoring(
        begins=Stage.ELIGIBILITY_REVIEW,
        during=Stage.EVALUATION,
        ends=Stage.COMMITTEE_DELIBERATION,
        closed_by=FINANCE,
        form=forms.Scores,
        closing=forms.EvaluationClosing,
        grid=EVALUATION_GRID,
        weights=forms.WEIGHTS,
        days=20,
    )
    committee = Panel("financing", agenda_from=Stage.EVALUATION, convening=COMMITTEE_AGENDA, minutes=COMMITTEE_MINUTES, days=30)

    instalments = Instalments(
        of=Stage.AGREEMENT_SIGNED,
        by=FINANCE,
        days=30,
        request=forms.InstalmentRequest,
        order=forms.PaymentOrder,
        certificate=PAYMENT_CERTIFICATE,
        scheduled=forms.scheduled,
    )

    intake.on_withdrawal(committees.remove)

    # Eligibility, by two officers, who name the evaluators.
    @stage.transition(
        label=pgettext_lazy("call for projects", "Declare eligible"),
        source=Stage.SUBMITTED,
        target=Stage.ELIGIBILITY_REVIEW,
        by=FINANCE,
        form=forms.Eligibility,
        duty=Duty.INSTRUCTS,
    )
    def declare_project_eligible(self) -> None:
        named = [self.data[name].pk for name in ("first", "second")]
        scores.appoint(self, evaluators=named, third=self.data["third"].pk)

    # The committee decides by its chair, on the ranking and the votes.
    @stage.transition(
        label=_("Select"),
        source=Stage.COMMITTEE_DELIBERATION,
        target=Stage.AWAITING_SIGNATURE,
        by=Role.COMMITTEE_CHAIR,
        conditions=[*VOTED, rules.majority_for],
        form=forms.Selection,
    )
    def select_project(self) -> None:
        committees.record_opinion(self)

    @stage.transition(
        label=_("Put on the reserve list"),
        source=Stage.COMMITTEE_DELIBERATION,
        target=Stage.RESERVE_LIST,
        by=Role.COMMITTEE_CHAIR,
        conditions=[*VOTED, rules.majority_for],
        form=forms.Reserve,
    )
    def reserve_project(self) -> None:
        committees.record_opinion(self)

    @stage.transition(
        label=_("Reject"),
        source=Stage.COMMITTEE_DELIBERATION,
        target=Stage.REJECTED,
        by=Role.COMMITTEE_CHAIR,
        conditions=VOTED,
        form=forms.ProjectRefusal,
        issues=REFUSAL_DECISION,
    )
    def reject_project(self) -> None:
        committees.record_opinion(self)
        records.enter_decision(self, outcome="rejected")

    @stage.transition(
        label=_("Promote from the reserve list"),
        source=Stage.RESERVE_LIST,
        target=Stage.AWAITING_SIGNATURE,
        by=SIGNATORY,
        form=forms.Promotion,
    )
    def promote_from_reserve(self) -> None: ...

    @stage.transition(
        label=_("Reserve list expired"),
        source=Stage.RESERVE_LIST,
        target=Stage.REJECTED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_reserve(self) -> None: ...

    @stage.transition(
        label=_("Return for examination"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.COMMITTEE_DELIBERATION,
        by=SIGNATORY,
        form=forms.ReturnToCommittee,
        notifies=False,
    )
    def return_for_review(self) -> None:
        self.case.facts.pop("selection", None)
        committees.place(self)

    @stage.transition(
        label=_("Sign the agreement"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.AGREEMENT_SIGNED,
        by=SIGNATORY,
        form=forms.ProjectSignature,
        issues=PROJECT_AGREEMENT,
        duty=Duty.SIGNS,
    )
    def sign_agreement(self) -> None:
        agreed.enter(self)
        records.enter_decision(self, outcome="selected")

    # The end of the project.
    @stage.transition(
        label=_("File the final report"),
        source=Stage.AGREEMENT_SIGNED,
        target=Stage.FINAL_REPORT_CHECK,
        by=Role.APPLICANT,
        conditions=[rules.instalments_paid],
        form=forms.FinalReport,
    )
    def file_final_report(self) -> None:
        agreed.report(self)

    @stage.transition(
        label=_("Return the final report"),
        source=Stage.FINAL_REPORT_CHECK,
        target=Stage.AGREEMENT_SIGNED,
        by=FINANCE,
        form=transitions.Reason,
    )
    def return_final_report(self) -> None:
        activity_reports.reopen(report=self.case.facts["report"], cause=cause_of(self))

    @stage.transition(
        label=_("Accept the final report"),
        source=Stage.FINAL_REPORT_CHECK,
        target=Stage.COMPLETED,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[rules.instalments_paid],
        form=forms.ReportAcceptance,
    )
    def accept_final_report(self) -> None:
        facts, cause = self.case.facts, cause_of(self)
        activity_reports.validate(report=facts["report"], cause=cause)
        agreements.end(agreement=facts["agreement"], cause=cause)

    @stage.transition(
        label=_("Terminate the agreement"),
        source=Stage.AGREEMENT_SIGNED,
        target=Stage.TERMINATED,
        by=SIGNATORY,
        form=forms.Termination,
    )
    def terminate(self) -> None:
        agreements.terminate(agreement=self.case.facts["agreement"], cause=cause_of(self), reason=self.data["reason"][:300])
