"""EQV-01 Equivalence of a foreign vocational diploma.

Order no. 79 of 27 September 2010 (conditions, consultative committee); decree 94-1397; decree 2009-2139; Law 2008-10.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue import equivalence as documents
from documents.catalogue.committees import COMMITTEE_AGENDA, COMMITTEE_MINUTES
from documents.catalogue.decisions import REFUSAL_DECISION
from forms import equivalence as forms
from processes import conditions
from processes.fragments import Committee, Complements, Intake, Signature, Transmission
from processes.language import (
    SUSPENDED,
    Applicants,
    Desk,
    Duty,
    Family,
    Letter,
    Procedure,
    Role,
    Scope,
    Stage,
    calendar_days,
    register,
    stage,
    working_days,
)
from registers import awarding_bodies, certificates, equivalences
from workflow import assignments
from workflow.causes import cause_of


@register
class DiplomaEquivalence(Procedure):
    code = "EQV-01"
    title = _("Equivalence of a foreign vocational diploma")
    purpose = _(
        "Place a foreign diploma at a level of the national classification, after checking the awarding body "
        "and hearing the consultative committee."
    )
    family = Family.EQUIVALENCE
    applicants = Applicants.INDIVIDUAL
    scope = Scope.NATIONAL
    legal_basis = ("A2010-79", "D94-1397", "D2009-2139", "L2008-10", "LO2004-63")
    time_limit = calendar_days(90)  # net of suspensions
    application = forms.DiplomaEquivalence
    fees = _("None, unless a study fee is set.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (Stage.REFUSED_FRAUD,)}
    parameters = {
        "fee": ("0.000", _("Study fee (TND)")),
        "complements.rounds": (2, _("Rounds of complements")),
        "adjournments": (2, _("Adjournments of one case")),
        "adversarial_days": (15, _("Days between the adversarial letter and the finding of forgery")),
        "agenda_notice": (5, _("Working days between the agenda and the meeting")),
    }

    # Who holds the case at each stage, how long, and whether the legal clock runs. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER, working_days(5), then="transmit_without_opinion", also=(Role.REGIONAL_DIRECTOR,)
        ),
        Stage.CENTRAL_REVIEW: Desk(Role.CENTRAL_OFFICER, working_days(20), also=(Role.COMMITTEE_SECRETARY,)),
        Stage.AWARDING_BODY_VERIFICATION: Desk(
            Role.CENTRAL_OFFICER, calendar_days(60), clock=SUSPENDED, then="expire_awarding_body"
        ),
        Stage.EXPERT_REVIEW: Desk(Role.RAPPORTEUR),
        Stage.TEST_SCHEDULED: Desk(Role.JURY_PRESIDENT),
        Stage.OPINION_ISSUED: Desk(Role.CENTRAL_OFFICER, also=(Role.COMMITTEE_CHAIR,)),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(review=Stage.UNDER_REVIEW)
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
        conditions=[conditions.rapporteur_report_filed],
    )
    signature = Signature(
        by=Role.MINISTER_SIGNATORY,
        proposed_by=Role.CENTRAL_OFFICER,
        proposed_from=[Stage.OPINION_ISSUED],
        back=Stage.CENTRAL_REVIEW,
        approval=forms.EquivalenceProposal,
        conditions=[conditions.committee_favourable],
        grants=documents.EQUIVALENCE_DECISION,
        refuses=REFUSAL_DECISION,
    )
    letters = {
        "adversarial_letter": Letter(
            label=_("Send the adversarial letter"),
            by=(Role.CENTRAL_OFFICER, Role.CENTRAL_DIRECTOR),
            stages=(Stage.CENTRAL_REVIEW, Stage.AWARDING_BODY_VERIFICATION),
            form=forms.AdversarialLetter,
            issues=documents.ADVERSARIAL_LETTER,
            duty=Duty.INSTRUCTS,  # who accuses does not pronounce
        )
    }

    # What is this procedure's own.
    @stage.transition(
        label=_("Query the awarding body"),
        source=Stage.CENTRAL_REVIEW,
        target=Stage.AWARDING_BODY_VERIFICATION,
        by=Role.CENTRAL_OFFICER,
        form=forms.AwardingBodyQuery,
        issues=documents.AWARDING_BODY_LETTER,
        duty=Duty.INSTRUCTS,
    )
    def query_awarding_body(self) -> None:
        awarding_bodies.identify(facts=self.case.facts, cause=cause_of(self))

    @stage.transition(
        label=_("Record the awarding body's answer"),
        source=Stage.AWARDING_BODY_VERIFICATION,
        target=Stage.CENTRAL_REVIEW,
        by=Role.CENTRAL_OFFICER,
        form=forms.AwardingBodyAnswer,
        duty=Duty.INSTRUCTS,
    )
    def record_awarding_body_answer(self) -> None:
        awarding_bodies.record_answer(facts=self.case.facts, cause=cause_of(self))

    @stage.transition(
        label=_("No answer from the awarding body"),
        source=Stage.AWARDING_BODY_VERIFICATION,
        target=Stage.CENTRAL_REVIEW,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_awarding_body(self) -> None:
        self.case.facts["awarding_body_answer"] = {"verdict": "silent", "on": self.today.isoformat()}

    @stage.transition(
        label=_("Report a forged document"),
        source=[Stage.CENTRAL_REVIEW, Stage.AWARDING_BODY_VERIFICATION],
        target=Stage.REFUSED_FRAUD,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[conditions.accused_was_heard],
        form=forms.ForgeryFinding,
        issues=documents.FORGERY_DECISION,
        duty=Duty.SIGNS,
    )
    def report_forgery(self) -> None:
        equivalences.enter_forged(case=self.case, cause=cause_of(self))

    @stage.transition(
        label=_("Assign a rapporteur"),
        source=Stage.CENTRAL_REVIEW,
        target=Stage.EXPERT_REVIEW,
        by=Role.COMMITTEE_SECRETARY,
        form=forms.RapporteurAssignment,
        notifies=False,
    )
    def assign_rapporteur(self) -> None:
        assignments.assign(self.case, role=Role.RAPPORTEUR, user_id=self.data["rapporteur"].pk, at=self.at)

    @stage.transition(
        label=_("File the rapporteur's report"),
        source=Stage.EXPERT_REVIEW,
        target=Stage.CENTRAL_REVIEW,
        by=Role.RAPPORTEUR,
        form=forms.RapporteurReport,
        issues=documents.RAPPORTEUR_REPORT,
        duty=Duty.REPORTS,
        notifies=False,
    )
    def file_rapporteur_report(self) -> None: ...

    @stage.transition(
        label=_("Order an aptitude test"),
        source=[Stage.CENTRAL_REVIEW, Stage.OPINION_ISSUED],
        target=Stage.TEST_SCHEDULED,
        by=Role.COMMITTEE_CHAIR,
        form=forms.TestOrder,
        issues=documents.TEST_CONVENING,
    )
    def order_test(self) -> None:
        assignments.assign(self.case, role=Role.JURY_PRESIDENT, user_id=self.data["jury_president"].pk, at=self.at)

    @stage.transition(
        label=_("Record the test result"),
        source=Stage.TEST_SCHEDULED,
        target=Stage.CENTRAL_REVIEW,
        by=Role.JURY_PRESIDENT,
        form=forms.TestResult,
        duty=Duty.REPORTS,
    )
    def record_test(self) -> None: ...

    @signature.on_grant
    def enter_grant(self) -> None:
        decision = equivalences.enter_granted(case=self.case, cause=cause_of(self))
        certificates.enter_equivalent(decision=decision, case=self.case, cause=cause_of(self))

    @signature.on_refusal
    def enter_refusal(self) -> None:
        equivalences.enter_refused(case=self.case, cause=cause_of(self))
