"""PRG-06 Registration of a trainer.

Law 2008-10 and the specifications: one register of trainers, for sessions, homologations and inspections. The region registers,
if need be under a condition of twelve months; after fifteen working days its silence registers under the condition of the checks.
"""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.programmes import TRAINER_CARD
from forms import programmes as forms
from forms import transitions
from processes import conditions
from processes.fragments import Complements, Intake
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
from processes.rules import programmes as rules
from registers import decisions, trainers
from workflow.causes import cause_of

CONDITION_DAYS = 365


@register
class TrainerRegistration(Procedure):
    code = "PRG-06"
    title = _("Registration of a trainer")
    purpose = _(
        "Enter a trainer in the one register that sessions, homologations and inspections use, and which stops the same person "
        "from being declared full-time in several structures."
    )
    family = Family.PROGRAMMES
    applicants = Applicants.INDIVIDUAL
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "LO2004-63")
    application = forms.TrainerRegistration
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {"complements.rounds": (2, _("Rounds of complements"))}

    # Who holds the case at each stage, how long, and what happens when the time is up. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER, working_days(15), then="tacit_registration", also=(Role.REGIONAL_DIRECTOR,)
        ),
        Stage.VERIFICATION: Desk(Role.REGIONAL_OFFICER, working_days(15), clock=SUSPENDED),
        Stage.REGISTERED_CONDITIONAL: Desk(
            Role.REGIONAL_DIRECTOR, calendar_days(CONDITION_DAYS), then="expire_condition", reminders=(180, 300, 335)
        ),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[rules.trainer_unknown],
        withdrawable=(
            Stage.SUBMITTED,
            Stage.INCOMPLETE,
            Stage.UNDER_REVIEW,
            Stage.AWAITING_COMPLEMENTS,
            Stage.REGISTERED_CONDITIONAL,
        ),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)

    # Degree and career, asked of who delivered the documents.
    @stage.transition(
        label=_("Start verification at source"),
        source=Stage.UNDER_REVIEW,
        target=Stage.VERIFICATION,
        by=Role.REGIONAL_OFFICER,
        form=forms.VerificationStart,
        duty=Duty.INSTRUCTS,
    )
    def start_verification(self) -> None: ...

    @stage.transition(
        label=_("Record the verification result"),
        source=Stage.VERIFICATION,
        target=Stage.UNDER_REVIEW,
        by=Role.REGIONAL_OFFICER,
        form=forms.VerificationAnswer,
        duty=Duty.INSTRUCTS,
    )
    def record_verification(self) -> None: ...

    # The decision of the region, or its silence.
    @stage.transition(
        label=_("Register the trainer"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REGISTERED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[rules.degree_and_experience_reach, rules.not_barred, rules.trained_in_pedagogy],
        form=forms.TrainerCheck,
        issues=TRAINER_CARD,
        duty=Duty.SIGNS,
    )
    def register_trainer(self) -> None:
        self._enter_trainer()

    @stage.transition(
        label=_("Register with a condition"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REGISTERED_CONDITIONAL,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[rules.degree_and_experience_reach, rules.not_barred, rules.only_pedagogy_missing],
        form=forms.TrainerCheck,
        issues=TRAINER_CARD,
        duty=Duty.SIGNS,
    )
    def register_with_condition(self) -> None:
        self._enter_trainer(condition="pedagogy")

    @stage.transition(
        label=_("Refuse registration"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REFUSED,
        by=Role.REGIONAL_DIRECTOR,
        form=transitions.ReasonedRefusal,
        issues=REFUSAL_DECISION,
        duty=Duty.SIGNS,
    )
    def refuse_registration(self) -> None:
        case = self.case
        subject: dict[str, Any] = {"subject_ar": case.applicant_name_ar, "subject_fr": case.applicant_name_fr}
        decisions.enter(procedure=self.code, outcome="refused", cause=cause_of(self), by=self.actor.user, facts=subject)

    @stage.transition(
        label=_("Deemed registered"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REGISTERED_CONDITIONAL,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up, conditions.application_complete, rules.not_barred],
        issues=TRAINER_CARD,
    )
    def tacit_registration(self) -> None:
        self._enter_trainer(condition="checks")

    # The condition, met or not.
    @stage.transition(
        label=_("Lift the condition"),
        source=Stage.REGISTERED_CONDITIONAL,
        target=Stage.REGISTERED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[rules.not_barred],
        form=forms.ConditionLifted,
        issues=TRAINER_CARD,
        duty=Duty.SIGNS,
    )
    def lift_condition(self) -> None:
        trainers.lift_condition(trainer=self.case.facts["trainer"], cause=cause_of(self))

    @stage.transition(
        label=_("Condition not met"),
        source=Stage.REGISTERED_CONDITIONAL,
        target=Stage.REMOVED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_condition(self) -> None:
        self._strike_off("عدم استيفاء الشرط في الأجل")

    @intake.on_withdrawal
    def leave_register(self) -> None:
        if "trainer" in self.case.facts:
            self._strike_off("سحب الترسيم بطلب من المكوّن")

    def _enter_trainer(self, *, condition: str = "") -> None:
        """The entry, in force at once; a condition is to be met within twelve months."""
        case, until = self.case, self.today + timedelta(days=CONDITION_DAYS)
        entered = trainers.enter(
            answers=case.answers["person"],
            facts=self.application.trainer(case),
            cause=cause_of(self),
            condition=condition,
            condition_until=until if condition else None,
        )
        case.facts["trainer"] = str(entered.entry)
        if condition:
            case.facts["condition"] = {"what": condition, "until": until.isoformat()}

    def _strike_off(self, reason: str) -> None:
        """Out of the register, and of what counted on the trainer; the reason is told in the language of the law."""
        trainer, cause = self.case.facts["trainer"], cause_of(self)
        trainers.release(trainer=trainer, cause=cause)
        trainers.remove(trainer=trainer, cause=cause, reason=reason)
