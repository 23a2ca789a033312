"""TRN-02 Prior authorisation to enrol foreign trainees.

Notice of 2024: foreign trainees are enrolled in homologated specialities only, by structures that were authorised to.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.training import FOREIGN_AUTHORISATION
from forms import training as forms
from processes import conditions
from processes.fragments import Complements, Intake, Opinions, Signature
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
from processes.rules import training
from registers import decisions, enrolments, persons, trainees
from workflow.causes import cause_of


@register
class ForeignTraineesAuthorisation(Procedure):
    code = "TRN-02"
    title = _("Prior authorisation to enrol foreign trainees")
    purpose = _(
        "The ministry limits the enrolment of foreign trainees to homologated specialities and to structures that ask for an "
        "authorisation."
    )
    family = Family.TRAINEES
    applicants = Applicants.PROVIDER
    scope = Scope.NATIONAL
    legal_basis = ("COM2024-ETR", "CDC", "LO2004-63")
    application = forms.ForeignEnrolment
    fees = _("None found.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "homologated_only": (1, _("Foreign trainees in homologated specialities only (1: yes, 0: no)")),
    }

    # Who examines the case, and how long.
    desks = {Stage.UNDER_REVIEW: Desk(Role.REGIONAL_OFFICER, working_days(15))}

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[training.foreign_trainees_allowed],
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    opinions = Opinions(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER, days=20, remind_after=10)
    signature = Signature(
        by=Role.CENTRAL_DIRECTOR,
        proposed_by=Role.REGIONAL_OFFICER,
        proposed_from=[Stage.UNDER_REVIEW],
        back=Stage.UNDER_REVIEW,
        days=5,
        approval=forms.ForeignProposal,
        conditions=[
            training.foreigners_opinion_given,
            conditions.binding_opinions_favourable,
            training.foreign_trainees_allowed,
        ],
        grants=FOREIGN_AUTHORISATION,
        refuses=REFUSAL_DECISION,
    )

    @signature.on_grant
    def authorise(self) -> None:
        """Each trainee is registered for the programme, under the number of this case, and may then be enrolled."""
        session, cause = self.application.session(self.case), cause_of(self)
        for row in self.application.trainees(self.case):
            told = forms.passport_answers(row)
            # Who is known keeps the names of the register: a passport has no Arabic ones.
            trainee = trainees.of_identity(persons.identity_of(told)) or trainees.enter_or_find(
                answers=told, cause=cause, facts={"residence": row["sponsor"]}
            )
            held = enrolments.of_trainee_in(trainee=trainee, session=session) or enrolments.pre_register(
                trainee=trainee, wish=session.number, programme=session.programme, cause=cause
            )
            enrolments.authorise_foreign(enrolment=held, number=self.case.number or "", cause=cause)
        decisions.enter(procedure=self.code, outcome="approved", cause=cause, by=self.actor.user, provider=self.case.provider)

    @signature.on_refusal
    def enter_refusal(self) -> None:
        provider, by = self.case.provider, self.actor.user
        decisions.enter(procedure=self.code, outcome="refused", cause=cause_of(self), by=by, provider=provider)
