"""PRG-01 Declaration of a non-homologated programme.

Law 2008-10 and the specifications: every programme shown to the public is known to the ministry. The region registers it or
objects; after fifteen working days its silence registers it.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.programmes import PROGRAMME_RECEIPT
from forms import programmes as forms
from forms import transitions
from processes import conditions
from processes.fragments import Complements, Intake
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
from processes.rules import programmes as rules
from registers import decisions, programmes
from workflow.causes import cause_of


@register
class ProgrammeDeclaration(Procedure):
    code = "PRG-01"
    title = _("Declaration of a non-homologated programme")
    purpose = _(
        "Make known to the ministry a programme that is shown to the public and leads to no homologated diploma; "
        "the great majority of structures work under this regime alone."
    )
    family = Family.PROGRAMMES
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "AC2011-36", "COM2025-PUB")
    application = forms.ProgrammeDeclaration
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.COUNSELLOR: (Stage.REGISTERED,)}
    parameters = {"complements.rounds": (2, _("Rounds of complements"))}

    # Who holds the case at each stage, and what silence amounts to. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER, working_days(15), then="tacit_registration", also=(Role.REGIONAL_DIRECTOR,)
        ),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[rules.speciality_open],
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)

    # What is this procedure's own.
    @stage.transition(
        label=_("Register the declaration"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REGISTERED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[rules.provider_active, rules.speciality_open],
        form=forms.ProgrammeCheck,
        issues=PROGRAMME_RECEIPT,
        duty=Duty.SIGNS,
    )
    def register_declaration(self) -> None:
        self._enter_programme()

    @stage.transition(
        label=_("Object to the declaration"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REFUSED,
        by=Role.REGIONAL_DIRECTOR,
        form=transitions.ReasonedRefusal,
        issues=REFUSAL_DECISION,
        duty=Duty.SIGNS,
    )
    def object_to_declaration(self) -> None:
        decisions.enter(
            procedure=self.code, outcome="refused", cause=cause_of(self), by=self.actor.user, provider=self.case.provider
        )

    @stage.transition(
        label=_("Deemed registered"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REGISTERED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up, rules.speciality_open],
        issues=PROGRAMME_RECEIPT,
    )
    def tacit_registration(self) -> None:
        self._enter_programme()

    def _enter_programme(self) -> None:
        """A line of the public register, "not homologated", and the advertisement as it was seen."""
        case, cause = self.case, cause_of(self)
        told = self.application.programme(case)
        programme = programmes.declare(provider=self.provider, facts=told, cause=cause)
        if text := self.application.answer(case, "advert_text"):
            programmes.approve_text(programme=programme, text=str(text), cause=cause)
        case.facts["programme"] = str(programme.entry)
