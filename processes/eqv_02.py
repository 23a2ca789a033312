"""EQV-02 Classification of a national vocational certificate.

Decree 94-1397; decree 2009-2139 (national classification); law 93-10 (certificates obtained under it); order no. 79 of 2010.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.committees import COMMITTEE_AGENDA, COMMITTEE_MINUTES
from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.equivalence import CLASSIFICATION_CERTIFICATE
from forms import equivalence as forms
from processes import conditions
from processes.fragments import Committee, Complements, Intake, Signature, Transmission
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
from processes.rules import classification
from registers import certificates, equivalences
from workflow.causes import cause_of


@register
class NationalClassification(Procedure):
    code = "EQV-02"
    title = _("Classification of a national vocational certificate")
    purpose = _(
        "Certificates obtained before homologation existed are placed at a level so that employers and competitions can "
        "read them."
    )
    family = Family.EQUIVALENCE
    applicants = Applicants.INDIVIDUAL
    scope = Scope.NATIONAL
    legal_basis = ("D94-1397", "D2009-2139", "L93-10", "A2010-79")
    application = forms.CertificateClassification
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (Stage.REFUSED,)}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "adjournments": (2, _("Adjournments of one case")),
        "agenda_notice": (5, _("Working days between the agenda and the meeting")),
    }

    # Who holds the case at each stage, how long, and whether the clock runs. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER, working_days(5), then="transmit_without_opinion", also=(Role.REGIONAL_DIRECTOR,)
        ),
        Stage.CENTRAL_REVIEW: Desk(Role.CENTRAL_OFFICER, working_days(15), also=(Role.COMMITTEE_SECRETARY,)),
        Stage.ARCHIVE_VERIFICATION: Desk(Role.REGISTRAR, working_days(15), clock=SUSPENDED),
        Stage.COMMITTEE_AGENDA: Desk(Role.COMMITTEE_SECRETARY, also=(Role.COMMITTEE_CHAIR,)),
        Stage.OPINION_ISSUED: Desk(Role.CENTRAL_OFFICER),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        withdrawable=(
            Stage.SUBMITTED,
            Stage.INCOMPLETE,
            Stage.UNDER_REVIEW,
            Stage.AWAITING_COMPLEMENTS,
            Stage.CENTRAL_REVIEW,
            Stage.AWAITING_CENTRAL_COMPLEMENTS,
            Stage.ARCHIVE_VERIFICATION,
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
    transmission = Transmission(opinion=forms.RegionalOpinion)
    committee = Committee(
        "equivalence",
        agenda_from=Stage.CENTRAL_REVIEW,
        convening=COMMITTEE_AGENDA,
        minutes=COMMITTEE_MINUTES,
        placing="refer_to_committee",
        placing_label=_("Refer to the committee"),
        placing_form=forms.ReferralToCommittee,
    )
    signature = Signature(
        by=Role.MINISTER_SIGNATORY,
        proposed_by=Role.CENTRAL_OFFICER,
        proposed_from=[Stage.CENTRAL_REVIEW, Stage.OPINION_ISSUED],
        back=Stage.CENTRAL_REVIEW,
        approval=forms.ClassificationProposal,
        conditions=[classification.level_is_settled, classification.archives_answered],
        grants=CLASSIFICATION_CERTIFICATE,
        refuses=REFUSAL_DECISION,
    )

    # What is this procedure's own.
    @stage.transition(
        label=_("Search the archives"),
        source=Stage.CENTRAL_REVIEW,
        target=Stage.ARCHIVE_VERIFICATION,
        by=Role.CENTRAL_OFFICER,
        form=forms.ArchiveSearch,
        duty=Duty.INSTRUCTS,
    )
    def search_archives(self) -> None: ...

    @stage.transition(
        label=_("Record the archive result"),
        source=Stage.ARCHIVE_VERIFICATION,
        target=Stage.CENTRAL_REVIEW,
        by=Role.REGISTRAR,
        form=forms.ArchiveResult,
        duty=Duty.REPORTS,
    )
    def record_archive_result(self) -> None: ...

    @signature.on_grant
    def enter_grant(self) -> None:
        """The decision and the classified line of the register of certificates."""
        case, cause, title = self.case, cause_of(self), self.application.answer(self.case, "certificate_title")
        decision = equivalences.enter_granted(case=case, cause=cause, national=title)
        facts = {
            "title": title,
            "level": decision.level,
            "speciality": self.application.answer(case, "speciality"),
            "decision": decision.entry,
        }
        certificates.enter_classified(person=decision.person, facts=facts, cause=cause, region=case.region)

    @signature.on_refusal
    def enter_refusal(self) -> None:
        title = self.application.answer(self.case, "certificate_title")
        equivalences.enter_refused(case=self.case, cause=cause_of(self), national=title)
