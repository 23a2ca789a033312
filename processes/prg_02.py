"""PRG-02 Homologation of a speciality: a programme, at a level, at a site.

Law 2008-10; decree 94-1397; decree 2009-2139. The region visits and gives its opinion, a committee is heard, the minister signs;
silence is never an approval.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.committees import COMMITTEE_AGENDA, COMMITTEE_MINUTES
from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.equivalence import RAPPORTEUR_REPORT
from documents.catalogue.programmes import HOMOLOGATION_ORDER
from forms import programmes as forms
from processes import conditions, records
from processes.fragments import Committee, Complements, Intake, Signature, Transmission, Visit
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
    calendar_days,
    register,
    stage,
    working_days,
)
from processes.rules import grants, licensing
from processes.rules import programmes as rules
from workflow import assignments


@register
class Homologation(Procedure):
    code = "PRG-02"
    title = _("Homologation of a speciality (programme × level × site)")
    purpose = _(
        "Place a programme of a private structure at a level of the national classification, after a visit of the site, "
        "the opinion of the region and that of the committee."
    )
    family = Family.PROGRAMMES
    applicants = Applicants.PROVIDER
    scope = Scope.NATIONAL
    legal_basis = ("L2008-10", "D94-1397", "D2009-2139", "A2010-0802", "CDC", "CMP-MA")
    time_limit = calendar_days(120)  # net of suspensions; never a tacit approval
    application = forms.HomologationRequest
    fees = _("None, unless a study fee is set.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: ()}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "adjournments": (2, _("Adjournments of one case")),
        "agenda_notice": (5, _("Working days between the agenda and the meeting")),
        "validity_years": (5, _("Years for which a homologation holds")),
    }

    # Who holds the case at each stage, how long, and whether the legal clock runs. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER, working_days(30), then="transmit_without_opinion", also=(Role.REGIONAL_DIRECTOR,)
        ),
        Stage.REGIONAL_OPINION: Desk(Role.REGIONAL_DIRECTOR),
        Stage.CENTRAL_REVIEW: Desk(Role.CENTRAL_OFFICER, working_days(20), also=(Role.COMMITTEE_SECRETARY,)),
        Stage.EXPERT_REVIEW: Desk(Role.RAPPORTEUR, working_days(15)),
        Stage.OPINION_ISSUED: Desk(Role.CENTRAL_OFFICER),
        Stage.CONDITIONS_PENDING: Desk(Role.CENTRAL_OFFICER, calendar_days(90), clock=SUSPENDED, then="expire_conditions"),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[licensing.provider_in_order, rules.site_conform, rules.speciality_open],
        withdrawable=(
            Stage.SUBMITTED,
            Stage.INCOMPLETE,
            Stage.UNDER_REVIEW,
            Stage.AWAITING_COMPLEMENTS,
            Stage.CENTRAL_REVIEW,
            Stage.AWAITING_CENTRAL_COMPLEMENTS,
        ),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    central_complements = Complements(
        of=Stage.CENTRAL_REVIEW,
        by=Role.CENTRAL_OFFICER,
        waiting=Stage.AWAITING_CENTRAL_COMPLEMENTS,
        infix="central_",
        labels=(_("Ask for complements (centre)"), _("Supply complements (centre)"), _("Lapse (centre)")),
        conditions=[conditions.central_round_left],
    )
    visit = Visit(ordered_from=[Stage.UNDER_REVIEW], mission="homologation", report_days=10, also=())
    transmission = Transmission(given=Stage.REGIONAL_OPINION, back_once=True)
    committee = Committee(
        "homologation",
        agenda_from=Stage.CENTRAL_REVIEW,
        convening=COMMITTEE_AGENDA,
        minutes=COMMITTEE_MINUTES,
        conditions=[conditions.rapporteur_report_filed],
    )
    signature = Signature(
        by=Role.MINISTER_SIGNATORY,
        proposed_by=Role.CENTRAL_OFFICER,
        proposed_from=[Stage.OPINION_ISSUED],
        back=Stage.CENTRAL_REVIEW,
        approval=forms.HomologationProposal,
        grants=HOMOLOGATION_ORDER,
        refuses=REFUSAL_DECISION,
        days=15,
    )

    # The region: its opinion after the visit, or the file without it.
    @stage.transition(
        label=_("Give the regional opinion"),
        source=Stage.VISIT_REPORTED,
        target=Stage.REGIONAL_OPINION,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[rules.officer_note_filed],
        form=forms.SiteOpinion,
        duty=Duty.INSTRUCTS,
        notifies=False,
    )
    def issue_regional_opinion(self) -> None: ...

    # The rapporteur.
    @stage.transition(
        label=_("Assign a rapporteur"),
        source=Stage.CENTRAL_REVIEW,
        target=Stage.EXPERT_REVIEW,
        by=Role.COMMITTEE_SECRETARY,
        form=forms.ReportAssignment,
        notifies=False,
    )
    def assign_rapporteur(self) -> None:
        assignments.assign(self.case, role=Role.RAPPORTEUR, user_id=self.data["rapporteur"].pk, at=self.at)

    @stage.transition(
        label=_("File the rapporteur's report"),
        source=Stage.EXPERT_REVIEW,
        target=Stage.CENTRAL_REVIEW,
        by=Role.RAPPORTEUR,
        form=forms.HomologationReport,
        issues=RAPPORTEUR_REPORT,
        duty=Duty.REPORTS,
        notifies=False,
    )
    def file_rapporteur_report(self) -> None: ...

    # An approval under conditions, met in time or not.
    @stage.transition(
        label=_("Sign a conditional approval"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.CONDITIONS_PENDING,
        by=Role.MINISTER_SIGNATORY,
        conditions=[conditions.proposed("conditional")],
        form=forms.ConditionalSignature,
        issues=HOMOLOGATION_ORDER,
        duty=Duty.SIGNS,
        relieves=True,
    )
    def sign_conditional(self) -> None:
        grants.homologate(self, conditional=True)

    @stage.transition(
        label=_("Confirm conditions are met"),
        source=Stage.CONDITIONS_PENDING,
        target=Stage.APPROVED,
        by=Role.CENTRAL_OFFICER,
        form=forms.ConditionsMet,
    )
    def confirm_conditions_met(self) -> None:
        grants.lift_conditions(self)

    @stage.transition(
        label=_("Conditions not met in time"),
        source=Stage.CONDITIONS_PENDING,
        target=Stage.REFUSED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_conditions(self) -> None:
        grants.withdraw(self, reason="عدم استيفاء الشروط في الأجل")

    @signature.on_grant
    def enter_homologation(self) -> None:
        grants.homologate(self)

    @signature.on_refusal
    def enter_refusal(self) -> None:
        records.enter_decision(self, outcome="refused")
        records.close_visit(self, follow_up="refused")
