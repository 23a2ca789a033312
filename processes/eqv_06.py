"""EQV-06 Validation of prior experience.

Law 2008-10; decree 2009-2139; order of 8 February 2010. The law provides it, and no order has opened it yet: the parameter
`in_service` keeps it closed. Eligibility first, then a portfolio unit by unit, then a jury that votes unit by unit.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.diplomas import ELIGIBILITY_DECISION, EXPERIENCE_DIPLOMA, PARTIAL_STATEMENT
from documents.catalogue.intake import LAPSE_NOTICE
from forms import equivalence as forms
from forms import transitions
from processes import conditions, records
from processes.fragments import Intake
from processes.language import (
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
from processes.rules import validation as rules
from registers import examinations
from workflow.causes import cause_of


@register
class ExperienceValidation(Procedure):
    code = "EQV-06"
    title = _("Validation of prior experience (VAE)")
    purpose = _(
        "Give a vocational diploma (except the vocational baccalaureate) to people who prove competences acquired at work. "
        "The law provides it; it opens once an order is published."
    )
    family = Family.EQUIVALENCE
    applicants = Applicants.INDIVIDUAL
    scope = Scope.NATIONAL
    legal_basis = ("L2008-10", "D2009-2139", "A2010-0802")
    application = forms.ExperienceValidation
    secretariat = "equivalence"
    fees = _("To be set; often free for low levels.")
    appeal = _("Appeal on the procedure, never on the mark of the jury.")
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (Stage.REFUSED, Stage.INELIGIBLE)}
    parameters = {
        "in_service": (False, _("The service is open: the order that opens it is published")),
        "fee": ("0.000", _("Study fee (TND)")),
        "experience_years": (3, _("Years of experience that open the way to a validation")),
        "units_days": (1825, _("Days for which the units of a partial validation are kept")),
    }

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.ELIGIBILITY_REVIEW: Desk(Role.CENTRAL_OFFICER, working_days(20), also=(Role.CENTRAL_DIRECTOR,)),
        Stage.ELIGIBLE: Desk(Role.APPLICANT, calendar_days(365), then="expire_portfolio", reminders=(180, 335)),
        Stage.PORTFOLIO_CHECK: Desk(Role.CENTRAL_OFFICER, working_days(30), also=(Role.COMMITTEE_SECRETARY,)),
        Stage.JURY_SCHEDULED: Desk(Role.JURY_PRESIDENT, working_days(60)),
        Stage.JURY_DELIBERATION: Desk(Role.JURY_MEMBER, each=rules.voters_left, also=(Role.JURY_PRESIDENT,)),
        Stage.AWAITING_SIGNATURE: Desk(Role.MINISTER_SIGNATORY),
    }

    intake = Intake(
        review=Stage.ELIGIBILITY_REVIEW,
        filing=[conditions.service_open],
        refused_by=None,
        withdrawable=(
            Stage.SUBMITTED,
            Stage.INCOMPLETE,
            Stage.ELIGIBILITY_REVIEW,
            Stage.ELIGIBLE,
            Stage.PORTFOLIO_CHECK,
        ),
    )

    # Eligibility.
    @stage.transition(
        label=_("Declare eligible"),
        source=Stage.ELIGIBILITY_REVIEW,
        target=Stage.ELIGIBLE,
        by=Role.CENTRAL_OFFICER,
        conditions=[rules.experience_proven, rules.target_open],
        form=forms.Eligibility,
        issues=ELIGIBILITY_DECISION,
        duty=Duty.INSTRUCTS,
    )
    def declare_eligible(self) -> None:
        records.enter_decision(self, outcome="eligible")

    @stage.transition(
        label=_("Declare not eligible"),
        source=Stage.ELIGIBILITY_REVIEW,
        target=Stage.INELIGIBLE,
        by=Role.CENTRAL_DIRECTOR,
        form=transitions.ReasonedRefusal,
        issues=ELIGIBILITY_DECISION,
        duty=Duty.SIGNS,
    )
    def declare_ineligible(self) -> None:
        records.enter_decision(self, outcome="ineligible")

    # The portfolio.
    @stage.transition(
        label=_("Submit the portfolio"),
        source=Stage.ELIGIBLE,
        target=Stage.PORTFOLIO_CHECK,
        by=Role.APPLICANT,
        form=forms.Portfolio,
    )
    def submit_portfolio(self) -> None: ...

    @stage.transition(
        label=_("Portfolio not supplied"),
        source=Stage.ELIGIBLE,
        target=Stage.LAPSED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up, conditions.reminded],
        issues=LAPSE_NOTICE,
    )
    def expire_portfolio(self) -> None: ...

    @stage.transition(
        label=_("Return the portfolio"),
        source=Stage.PORTFOLIO_CHECK,
        target=Stage.ELIGIBLE,
        by=Role.CENTRAL_OFFICER,
        form=transitions.Reason,
        duty=Duty.INSTRUCTS,
    )
    def return_portfolio(self) -> None: ...

    # The jury.
    @stage.transition(
        label=_("Schedule the jury"),
        source=Stage.PORTFOLIO_CHECK,
        target=Stage.JURY_SCHEDULED,
        by=Role.COMMITTEE_SECRETARY,
        form=forms.JuryCall,
    )
    def schedule_jury(self) -> None:
        rules.seat_jury(self)

    @stage.transition(
        label=_("Open the jury deliberation"),
        source=Stage.JURY_SCHEDULED,
        target=Stage.JURY_DELIBERATION,
        by=Role.JURY_PRESIDENT,
        conditions=[rules.jury_day_came],
        form=forms.JuryOpened,
        notifies=False,
    )
    def open_jury(self) -> None:
        examinations.hold(examination=self.case.facts["examination"], cause=cause_of(self))

    @stage.transition(
        label=_("Cast a vote"),
        source=Stage.JURY_DELIBERATION,
        target=Stage.JURY_DELIBERATION,
        by=Role.JURY_MEMBER,
        conditions=[rules.may_vote],
        form=forms.UnitVotes,
        duty=Duty.VOTES,
        notifies=False,
    )
    def cast_vote(self) -> None:
        rules.count_vote(self)

    @stage.transition(
        label=_("Full validation"),
        source=Stage.JURY_DELIBERATION,
        target=Stage.AWAITING_SIGNATURE,
        by=Role.JURY_PRESIDENT,
        conditions=[rules.jury_voted, rules.no_unit_refused],
        form=forms.Conclusion,
        duty=Duty.VOTES,
    )
    def validate_fully(self) -> None: ...

    @stage.transition(
        label=_("Partial validation"),
        source=Stage.JURY_DELIBERATION,
        target=Stage.PARTIAL_VALIDATED,
        by=Role.JURY_PRESIDENT,
        conditions=[rules.jury_voted, rules.some_units_validated],
        form=forms.PartialConclusion,
        issues=PARTIAL_STATEMENT,
        duty=Duty.VOTES,
    )
    def validate_partly(self) -> None:
        rules.keep_units(self)

    @stage.transition(
        label=_("No validation"),
        source=Stage.JURY_DELIBERATION,
        target=Stage.REFUSED,
        by=Role.JURY_PRESIDENT,
        conditions=[rules.jury_voted, rules.no_unit_validated],
        form=forms.NegativeConclusion,
        issues=REFUSAL_DECISION,
        duty=Duty.VOTES,
    )
    def refuse_validation(self) -> None:
        records.enter_decision(self, outcome="refused")

    # The diploma.
    @stage.transition(
        label=_("Return for examination"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.JURY_DELIBERATION,
        by=Role.MINISTER_SIGNATORY,
        form=transitions.Reason,
        notifies=False,
    )
    def return_for_review(self) -> None:
        """The jury votes anew."""
        for told in ("ballots", "jury_result"):
            self.case.facts.pop(told, None)

    @stage.transition(
        label=_("Sign the diplomas"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.APPROVED,
        by=Role.MINISTER_SIGNATORY,
        conditions=[rules.signer_not_in_jury],
        form=transitions.ApprovalSignature,
        issues=EXPERIENCE_DIPLOMA,
        duty=Duty.SIGNS,
    )
    def sign_diplomas(self) -> None:
        rules.enter_diploma(self)
