"""PRG-04 Homologation in a regulated speciality: parallel opinions, a joint visit, and the signatures of two ministries.

Joint order no. 36 of 2011 (paramedical); decree 94-1397; Law 2008-10. Other administrations are asked at the same time; where the
favourable opinion of one is required its silence blocks. The second ministry signs the same text, or refuses.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.committees import COMMITTEE_AGENDA, COMMITTEE_MINUTES
from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.programmes import HOMOLOGATION_ORDER
from documents.contexts import parties
from forms import programmes as forms
from processes import conditions, records
from processes.fragments import Committee, Complements, Intake, Opinions, Signature, Transmission, Visit
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
from processes.rules import grants, licensing, visits
from processes.rules import programmes as rules
from registers.models import Homologation
from workflow import assignments


@register
class RegulatedHomologation(Procedure):
    code = "PRG-04"
    title = _("Homologation in a regulated speciality (parallel opinions and co-signature)")
    purpose = _(
        "Homologate a programme for a regulated trade, with the opinions of the administrations concerned and the signature "
        "of the ministry in charge of the field."
    )
    family = Family.PROGRAMMES
    applicants = Applicants.PROVIDER
    scope = Scope.NATIONAL
    legal_basis = ("AC2011-36", "CDC", "D94-1397", "L2008-10")
    application = forms.RegulatedHomologationRequest
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

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER, working_days(20), then="transmit_without_opinion", also=(Role.REGIONAL_DIRECTOR,)
        ),
        Stage.REGIONAL_OPINION: Desk(Role.REGIONAL_DIRECTOR),
        Stage.CENTRAL_REVIEW: Desk(Role.CENTRAL_OFFICER, also=(Role.CENTRAL_DIRECTOR,)),
        Stage.OPINION_ISSUED: Desk(Role.CENTRAL_OFFICER),
        Stage.AWAITING_COSIGNATURE: Desk(Role.COSIGNATORY, working_days(15)),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[licensing.provider_in_order, rules.site_conform, rules.speciality_open],
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    opinions = Opinions(of=Stage.CENTRAL_REVIEW, by=Role.CENTRAL_OFFICER, days=30, remind_after=15)
    visit = Visit(
        ordered_from=[Stage.CENTRAL_REVIEW],
        mission="joint",
        by=Role.CENTRAL_DIRECTOR,
        report_days=10,
        reviewer=Role.COMMITTEE_SECRETARY,
        also=(Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR),
    )
    transmission = Transmission(given=Stage.REGIONAL_OPINION, comes_back=False)
    committee = Committee(
        "homologation",
        agenda_from=Stage.VISIT_REPORTED,
        back=Stage.CENTRAL_REVIEW,
        convening=COMMITTEE_AGENDA,
        minutes=COMMITTEE_MINUTES,
    )
    signature = Signature(
        by=Role.MINISTER_SIGNATORY,
        proposed_by=Role.CENTRAL_OFFICER,
        proposed_from=[Stage.OPINION_ISSUED],
        refused_from=[Stage.OPINION_ISSUED, Stage.VISIT_REPORTED, Stage.CENTRAL_REVIEW],
        back=Stage.CENTRAL_REVIEW,
        approval=forms.JointProposal,
        conditions=[conditions.binding_opinions_favourable, visits.grade_is_fit],
        grants=HOMOLOGATION_ORDER,
        granted=Stage.AWAITING_COSIGNATURE,
        refuses=REFUSAL_DECISION,
        days=15,
    )

    # The region: what its documents show, or the file without its opinion.
    @stage.transition(
        label=_("Give the regional opinion"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REGIONAL_OPINION,
        by=Role.REGIONAL_DIRECTOR,
        form=forms.RegionalNotice,
        duty=Duty.INSTRUCTS,
        notifies=False,
    )
    def issue_regional_opinion(self) -> None: ...

    # The second ministry: the same text, or a reasoned refusal; never tacit.
    @stage.transition(
        label=_("Co-sign"),
        source=Stage.AWAITING_COSIGNATURE,
        target=Stage.APPROVED,
        by=Role.COSIGNATORY,
        form=forms.CoSignature,
        issues=HOMOLOGATION_ORDER,
        duty=Duty.SIGNS,
    )
    def cosign(self) -> None:
        grants.homologate(self, kind=Homologation.Kind.REGULATED)

    @stage.transition(
        label=_("Refuse to co-sign"),
        source=Stage.AWAITING_COSIGNATURE,
        target=Stage.REFUSED,
        by=Role.COSIGNATORY,
        form=forms.CoSignatureRefusal,
        issues=REFUSAL_DECISION,
        duty=Duty.SIGNS,
    )
    def refuse_cosignature(self) -> None:
        # What the first ministry approved is not what is issued.
        self.case.facts["first_signature"] = self.case.facts.pop("signature")
        records.enter_decision(self, outcome="refused")
        records.close_visit(self, follow_up="refused")

    @signature.on_grant
    def call_the_other_ministry(self) -> None:
        """Whom the proposal names signs next; the block of the first signature stays as it was read."""
        case = self.case
        case.facts["first_signatory"] = parties.signature(self.actor)
        assignments.assign(case, role=Role.COSIGNATORY, user_id=case.facts["proposal"]["cosignatory"], at=self.at)

    @signature.on_refusal
    def enter_refusal(self) -> None:
        records.enter_decision(self, outcome="refused")
        records.close_visit(self, follow_up="refused")
