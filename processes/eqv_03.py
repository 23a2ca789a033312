"""EQV-03 Authentication of a diploma or certificate.

Law 2008-10; organic law 2004-63 (consent of the holder); decree 93-982; law 2000-83 (electronic answer).
Most answers come from the register within minutes, without a human; the others are sought at the source.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.certification import AUTHENTICATION, NOT_CONFIRMED, PUBLIC_WARNING, SOURCE_LETTER
from documents.catalogue.equivalence import ADVERSARIAL_LETTER
from forms import certification as forms
from forms.equivalence import AdversarialLetter
from processes.fragments import Complements, Intake
from processes.language import (
    NOT_STARTED,
    Applicants,
    Desk,
    Duty,
    Family,
    Letter,
    Procedure,
    Role,
    Scope,
    Stage,
    register,
    stage,
    working_days,
)
from processes.rules import certification
from registers import certificates, decisions
from workflow.causes import cause_of

OPEN = (Stage.SUBMITTED, Stage.REGISTER_CHECK, Stage.AWAITING_COMPLEMENTS, Stage.MANUAL_VERIFICATION)


@register
class CertificateAuthentication(Procedure):
    code = "EQV-03"
    title = _("Authentication of a diploma or certificate")
    purpose = _(
        "Anyone holding a certificate, an employer or a foreign authority may have its authenticity checked; most answers come "
        "from the register within minutes."
    )
    family = Family.EQUIVALENCE
    applicants = Applicants.ANYONE
    scope = Scope.NATIONAL
    legal_basis = ("L2008-10", "LO2004-63", "D93-982", "L2000-83")
    application = forms.Authentication
    fees = _("Free for the holder; a fee for each document may be set for organisations.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (Stage.NOT_AUTHENTIC,)}
    parameters = {
        "fee": ("0.000", _("Fee for a document that an organisation has checked (TND)")),
        "complements.rounds": (2, _("Rounds of complements")),
        "adversarial_days": (10, _("Days between the adversarial letter and a negative answer")),
    }

    # Who holds the case at each stage, and how long. What was filed is looked up at once; no desk: the case is closed.
    desks = {
        Stage.SUBMITTED: Desk(Role.REGISTRAR, clock=NOT_STARTED, at_once=("auto_match", "no_match")),
        Stage.REGISTER_CHECK: Desk(Role.REGISTRAR, working_days(3)),
        Stage.MANUAL_VERIFICATION: Desk(Role.REGISTRAR, working_days(20), also=(Role.CENTRAL_DIRECTOR,)),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        returns=False,
        refused_by=Role.REGISTRAR,
        inadmissibility=forms.VerificationInadmissibility,
        refusal_duty=Duty.REGISTERS,
        withdrawable=OPEN,
    )
    complements = Complements(of=Stage.REGISTER_CHECK, by=Role.REGISTRAR)
    letters = {
        "remind_structure": Letter(
            label=_("Remind the structure"),
            by=(Role.REGISTRAR,),
            stages=(Stage.MANUAL_VERIFICATION,),
            form=forms.SourceReminder,
            issues=SOURCE_LETTER,
        ),
        "adversarial_letter": Letter(
            label=_("Send the adversarial letter"),
            by=(Role.REGISTRAR,),
            stages=(Stage.MANUAL_VERIFICATION,),
            form=AdversarialLetter,
            issues=ADVERSARIAL_LETTER,
            duty=Duty.INSTRUCTS,  # who accuses does not pronounce
        ),
    }

    # The register answers by itself.
    @stage.transition(
        label=_("Automatic match in the register"),
        source=Stage.SUBMITTED,
        target=Stage.CONFIRMED_AUTHENTIC,
        by=Role.SYSTEM,
        conditions=[certification.register_matches],
        issues=AUTHENTICATION,
        starts_clock=True,
    )
    def auto_match(self) -> None:
        if (line := self.application.line(self.case)) is not None:
            self.case.facts["register_line"] = forms.told_line(line)
        self._record("authentic")

    @stage.transition(
        label=_("No match in the register"),
        source=Stage.SUBMITTED,
        target=Stage.REGISTER_CHECK,
        by=Role.SYSTEM,
        conditions=[certification.register_differs],
        starts_clock=True,
    )
    def no_match(self) -> None: ...

    # For the rest, the registrar, then the source.
    @stage.transition(
        label=_("Confirm authenticity"),
        source=[Stage.REGISTER_CHECK, Stage.MANUAL_VERIFICATION],
        target=Stage.CONFIRMED_AUTHENTIC,
        by=Role.REGISTRAR,
        form=forms.AuthenticityConfirmation,
        issues=AUTHENTICATION,
    )
    def confirm_authentic(self) -> None:
        self._record("authentic")

    @stage.transition(
        label=_("Start verification at source"),
        source=Stage.REGISTER_CHECK,
        target=Stage.MANUAL_VERIFICATION,
        by=Role.REGISTRAR,
        form=forms.SourceQuery,
        issues=SOURCE_LETTER,
        duty=Duty.INSTRUCTS,
    )
    def start_verification(self) -> None: ...

    @stage.transition(
        label=_("Declare not authentic"),
        source=Stage.MANUAL_VERIFICATION,
        target=Stage.NOT_AUTHENTIC,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[certification.holder_was_heard],
        form=forms.DenialOfAuthenticity,
        issues=(NOT_CONFIRMED, PUBLIC_WARNING),  # the warning for a forgery alone
        duty=Duty.SIGNS,
    )
    def declare_not_authentic(self) -> None:
        self._record("not_authentic")

    @stage.transition(
        label=_("Declare inconclusive"),
        source=Stage.MANUAL_VERIFICATION,
        target=Stage.INCONCLUSIVE,
        by=Role.REGISTRAR,
        form=forms.InconclusiveFinding,
        issues=NOT_CONFIRMED,
    )
    def declare_inconclusive(self) -> None:
        self._record("inconclusive")

    def _record(self, result: str) -> None:
        """The register counts what was asked and answered; nobody is named who did not agree to it."""
        cause, line = cause_of(self), self.case.facts.get("register_line", {})
        asked = line.get("number") or self.application.answer(self.case, "certificate_number") or "-"
        certificates.record_verification(number=asked, result=result, cause=cause)
        facts = {"subject_ar": self.case.applicant_name_ar, "subject_fr": self.case.applicant_name_fr}
        decisions.enter(procedure=self.code, outcome=result, cause=cause, by=self.actor.user, facts=facts)
