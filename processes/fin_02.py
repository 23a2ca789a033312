"""FIN-02 Registration of a partnership or placement agreement.

The specifications, law 2008-10 and the Labour Code: whoever receives trainees is known with its places and its tutors. The region
registers; a foreign partner, a joint diploma or over a hundred places are for the centre. Silence registers domestic placements.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.financing import AGREEMENT_RECEIPT
from forms import financing as forms
from processes import conditions
from processes.fragments import Complements, Intake, Opinions, Signature
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
from processes.rules import agreements as rules
from registers import agreements, decisions, homologations, programmes
from workflow.causes import cause_of

SOUND = [rules.capacity_respected, rules.trainees_insured, rules.structure_active]


@register
class PartnershipAgreement(Procedure):
    code = "FIN-02"
    title = _("Registration of a partnership or placement agreement")
    purpose = _(
        "Register agreements with employers, hospitals or other institutions that receive trainees, with their capacity and "
        "duration; needed for alternating programmes and homologation."
    )
    family = Family.FINANCING
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("CDC", "L2008-10", "CT")
    application = forms.PartnerAgreement
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "regional_places": (100, _("Places up to which the region registers an agreement")),
        "remuneration": ("0.000", _("Least monthly remuneration in alternating training (TND)")),
    }

    # Who examines the case, and what silence amounts to. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER, working_days(15), then="tacit_registration", also=(Role.REGIONAL_DIRECTOR,)
        ),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    opinions = Opinions(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER, days=15, remind_after=7)
    signature = Signature(
        by=Role.CENTRAL_DIRECTOR,
        proposed_by=Role.REGIONAL_OFFICER,
        proposed_from=[Stage.UNDER_REVIEW],
        back=Stage.UNDER_REVIEW,
        days=5,
        approval=forms.AgreementProposal,
        conditions=[rules.for_the_centre, rules.opinion_received, conditions.binding_opinions_favourable, *SOUND],
        grants=AGREEMENT_RECEIPT,
        granted=Stage.REGISTERED,
        refuses=REFUSAL_DECISION,
    )

    # What is this procedure's own.
    @stage.transition(
        label=_("Register the agreement"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REGISTERED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[rules.for_the_region, conditions.binding_opinions_favourable, *SOUND],
        form=forms.AgreementCheck,
        issues=AGREEMENT_RECEIPT,
        duty=Duty.SIGNS,
    )
    def register_agreement(self) -> None:
        self._enter_agreement()

    @stage.transition(
        label=_("Deemed registered"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REGISTERED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up, rules.for_the_region, rules.no_opinion_needed, *SOUND],
        issues=AGREEMENT_RECEIPT,
    )
    def tacit_registration(self) -> None:
        self._enter_agreement()

    @signature.on_grant
    def enter_signed(self) -> None:
        self._enter_agreement()

    @signature.on_refusal
    def enter_refusal(self) -> None:
        provider, by = self.case.provider, self.actor.user
        decisions.enter(procedure=self.code, outcome="refused", cause=cause_of(self), by=by, provider=provider)

    def _enter_agreement(self) -> None:
        """The line with its last day; the host places count for the homologation, a joint programme names its agreement."""
        case, cause, application = self.case, cause_of(self), self.application
        first, last = application.days(case)
        chosen = application.chosen_programmes(case)
        held = next((h for p in chosen if (h := homologations.valid(programme=p, on=self.today))), None)
        kind = str(application.answer(case, "agreement_type"))
        entered = agreements.enter(
            provider=self.provider,
            agreement_type=kind,
            facts=application.agreement(case),
            cause=cause,
            starts_on=first,
            ends_on=last,
            homologation=held,
        )
        if held is not None:
            homologations.count_host_places(homologation=held, cause=cause)
        for programme in chosen if kind in forms.JOINT else ():
            programmes.join(programme=programme, agreement=entered, cause=cause)
        case.facts["agreement"] = str(entered.entry)
