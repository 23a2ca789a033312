"""PRG-03 Renewal or amendment of a homologation.

Decree 94-1397; order of 8 February 2010; specifications. The region visits the site and a committee is heard, unless the record
of the structure is good and the change a small one; what is filed in time lets the homologation go on while it is examined.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.committees import COMMITTEE_AGENDA, COMMITTEE_MINUTES
from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.programmes import HOMOLOGATION_ORDER
from forms import programmes as forms
from processes import records
from processes.fragments import Committee, Complements, Intake, Signature, Transmission, Visit
from processes.language import (
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
from processes.rules import licensing, renewals


@register
class HomologationRenewal(Procedure):
    code = "PRG-03"
    title = _("Renewal or amendment of a homologation")
    purpose = _(
        "Renew before the end of validity, or record a change of programme, trainers, hours or site; a short route exists "
        "when the record is good."
    )
    family = Family.PROGRAMMES
    applicants = Applicants.PROVIDER
    scope = Scope.NATIONAL
    legal_basis = ("D94-1397", "A2010-0802", "CDC")
    application = forms.RenewalRequest
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
        "filing_days": (60, _("Days before the end of validity by which a renewal is filed")),
        "extension_days": (180, _("Days for which a homologation goes on while its renewal is examined")),
        "record_months": (24, _("Months over which the record of a structure opens the short route")),
    }

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER, working_days(20), then="transmit_without_opinion", also=(Role.REGIONAL_DIRECTOR,)
        ),
        Stage.REGIONAL_OPINION: Desk(Role.REGIONAL_DIRECTOR),
        Stage.CENTRAL_REVIEW: Desk(Role.CENTRAL_OFFICER, working_days(20), also=(Role.COMMITTEE_SECRETARY,)),
        Stage.OPINION_ISSUED: Desk(Role.CENTRAL_OFFICER),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[licensing.provider_in_order, renewals.homologation_renewable, renewals.filing_day_read],
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    visit = Visit(ordered_from=[Stage.UNDER_REVIEW], mission="homologation", also=())
    transmission = Transmission(given=Stage.REGIONAL_OPINION, back_once=True)
    committee = Committee(
        "homologation",
        agenda_from=Stage.CENTRAL_REVIEW,
        convening=COMMITTEE_AGENDA,
        minutes=COMMITTEE_MINUTES,
        placing_form=forms.AgendaWithReport,
    )
    signature = Signature(
        by=Role.MINISTER_SIGNATORY,
        proposed_by=Role.CENTRAL_OFFICER,
        proposed_from=[Stage.CENTRAL_REVIEW, Stage.OPINION_ISSUED],
        back=Stage.CENTRAL_REVIEW,
        approval=forms.RenewalProposal,
        conditions=[renewals.short_route_or_opinion],
        refusal_conditions=[renewals.committee_was_heard],
        grants=HOMOLOGATION_ORDER,
        refuses=REFUSAL_DECISION,
    )

    # The region: its opinion after the visit or by the short route, or the file without it.
    @stage.transition(
        label=_("Give the regional opinion"),
        source=[Stage.UNDER_REVIEW, Stage.VISIT_REPORTED],
        target=Stage.REGIONAL_OPINION,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[renewals.seen_or_short_route],
        form=forms.SiteOpinion,
        duty=Duty.INSTRUCTS,
        notifies=False,
    )
    def issue_regional_opinion(self) -> None: ...

    # Effects on the registers.
    @intake.on_registration
    def let_it_go_on(self) -> None:
        renewals.open_examination(self)

    @intake.on_withdrawal
    def end_on_its_day(self) -> None:
        renewals.close_extension(self)

    @complements.on_lapse
    def end_on_its_day_by_lapse(self) -> None:
        renewals.close_extension(self)

    @signature.on_grant
    def enter_renewal(self) -> None:
        renewals.renew(self)

    @signature.on_refusal
    def enter_refusal(self) -> None:
        renewals.close_extension(self)
        records.enter_decision(self, outcome="refused")
        records.close_visit(self, follow_up="refused")
