"""PRG-05 Authorisation to deliver a certificate-of-competence programme.

Order of 29 May 2024; Law 2008-10; decrees 2009-2139 and 2010-86. All of it takes place in the region: the examination, the visit
where one is needed, the committee of the region, and the signature of its director.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.committees import COMMITTEE_AGENDA, COMMITTEE_MINUTES
from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.programmes import COMPETENCE_AUTHORISATION
from forms import programmes as forms
from processes import conditions, records
from processes.fragments import Committee, Complements, Intake, Signature, Visit
from processes.language import (
    Applicants,
    Desk,
    Family,
    Procedure,
    Role,
    Scope,
    Stage,
    register,
    working_days,
)
from processes.rules import grants
from processes.rules import programmes as rules
from registers.models import Homologation


@register
class CompetenceAuthorisation(Procedure):
    code = "PRG-05"
    title = _("Authorisation to deliver a certificate-of-competence programme")
    purpose = _(
        "Short programmes for anyone aged 15 or more, now open to private structures and governed by the regional directorates."
    )
    family = Family.PROGRAMMES
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("A2024-0529", "L2008-10", "D2009-2139", "D2010-86")
    application = forms.CompetenceAuthorisation
    fees = _("None.")
    appeal = _(
        "Appeal to the central directorate; then prior administrative appeal within two months of notification, and the "
        "administrative court within two months of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {
        Role.REGISTRAR: (),
        Role.COMPLAINTS_OFFICER: (),
        Role.LEGAL_OFFICER: (),
        Role.COUNSELLOR: (Stage.APPROVED,),
    }
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "adjournments": (2, _("Adjournments of one case")),
        "agenda_notice": (5, _("Working days between the agenda and the meeting")),
        "validity_years": (3, _("Years for which an authorisation holds")),
    }

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER, working_days(15), also=(Role.REGIONAL_DIRECTOR, Role.COMMITTEE_SECRETARY)
        ),
        Stage.OPINION_ISSUED: Desk(Role.REGIONAL_OFFICER),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[rules.provider_active, rules.site_conform, rules.speciality_open],
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    visit = Visit(ordered_from=[Stage.UNDER_REVIEW], mission="homologation", also=(Role.COMMITTEE_SECRETARY,))
    committee = Committee(
        "competence",
        is_regional=True,
        agenda_from=[Stage.UNDER_REVIEW, Stage.VISIT_REPORTED],
        back=Stage.UNDER_REVIEW,
        convening=COMMITTEE_AGENDA,
        minutes=COMMITTEE_MINUTES,
        agenda_days=20,
        placing_form=forms.AgendaWithReport,
    )
    signature = Signature(
        by=Role.REGIONAL_DIRECTOR,
        proposed_by=Role.REGIONAL_OFFICER,
        proposed_from=[Stage.OPINION_ISSUED],
        back=Stage.UNDER_REVIEW,
        approval=forms.CompetenceProposal,
        conditions=[conditions.committee_favourable],
        grants=COMPETENCE_AUTHORISATION,
        refuses=REFUSAL_DECISION,
        days=5,
    )

    @signature.on_grant
    def enter_authorisation(self) -> None:
        grants.homologate(self, kind=Homologation.Kind.COMPETENCE)

    @signature.on_refusal
    def enter_refusal(self) -> None:
        records.enter_decision(self, outcome="refused")
        records.close_visit(self, follow_up="refused")
