"""EQV-05 Duplicate, rectification or attestation from the certificate register.

Decree 93-982 (relations between the administration and its users); organic law 2004-63 (correction of personal data).
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.certification import DUPLICATE, REGISTER_ATTESTATION, TRANSCRIPT
from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.intake import RECEIPT
from forms import certification as forms
from processes import conditions
from processes.fragments import Complements, Intake, Signature
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
from processes.rules import certification
from registers import certificates, decisions, deliveries
from registers.models import Certificate
from workflow.causes import cause_of

CHANNELS = {"digital": "digital", "office": "counter", "region": "region", "post": "post"}


def be_quick(act: Procedure) -> None:
    """An attestation that is needed at once: the counter has one working day instead of three."""
    if act.application.is_urgent(act.case):
        act.case.parameters = {f"{act.code}.{Stage.SUBMITTED}.days": int(act.parameter("urgent.days"))}


@register
class CertificateCopy(Procedure):
    code = "EQV-05"
    title = _("Duplicate, rectification or attestation from the certificate register")
    purpose = _("The holder asks for a new copy, a correction of identity, or an attestation of success.")
    family = Family.EQUIVALENCE
    applicants = Applicants.INDIVIDUAL
    scope = Scope.NATIONAL
    legal_basis = ("D93-982", "LO2004-63")
    application = forms.CertificateRequest
    fees = _("Attestations are free; a fee may be set for duplicates.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (Stage.REFUSED,)}
    parameters = {
        "fee": ("0.000", _("Fee for a duplicate (TND)")),
        "complements.rounds": (2, _("Rounds of complements")),
        "urgent.days": (1, _("Working days of the counter for an urgent attestation")),
    }

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {Stage.REGISTER_CHECK: Desk(Role.REGISTRAR, working_days(5))}

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        refused_by=Role.REGISTRAR,
        inadmissibility=forms.LineInadmissibility,
        refusal_duty=Duty.REGISTERS,  # the registrar refuses to register; what is examined is signed by the director
        on_filing=be_quick,
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.REGISTER_CHECK, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.REGISTER_CHECK, by=Role.REGISTRAR)
    signature = Signature(
        by=Role.CENTRAL_DIRECTOR,
        proposed_by=Role.REGISTRAR,
        proposed_from=[Stage.REGISTER_CHECK],
        back=Stage.REGISTER_CHECK,
        approval=forms.CopyProposal,
        conditions=[certification.marks_on_record],
        grants=(DUPLICATE, REGISTER_ATTESTATION, TRANSCRIPT),  # whichever was asked for
        refuses=REFUSAL_DECISION,
        days=5,
        granted=Stage.ISSUED,
        name="sign_document",
        label=_("Sign the document"),
    )

    # What is this procedure's own.
    @stage.transition(
        label=_("Check the register"),
        source=Stage.SUBMITTED,
        target=Stage.REGISTER_CHECK,
        by=Role.REGISTRAR,
        conditions=[conditions.typed_by_another],
        form=forms.RegisterLine,
        issues=RECEIPT,
        duty=Duty.INSTRUCTS,  # the signatory did not check the register
        starts_clock=True,
    )
    def check_register(self) -> None: ...

    @signature.on_grant
    def enter_issue(self) -> None:
        """What the register says from now on, and what waits to be handed over."""
        line, proposal, cause = self.case.facts["register_line"], self.case.facts["proposal"], cause_of(self)
        certificate, asked = certificates.get(line["entry"]), self.application.answer
        if proposal["kind"] == "rectification":
            certificate = certificates.rectify(
                certificate=certificate, facts=proposal["corrected"], cause=cause, region=self.case.region
            )
        elif proposal["kind"] == "duplicate":
            certificate = certificates.count_duplicate(certificate=certificate, cause=cause)
        self._enter_decision("issued", certificate)
        deliveries.prepare(
            cause=cause,
            certificate=certificate,
            channel=CHANNELS[asked(self.case, "delivery")],
            copies=asked(self.case, "copies", 1),
        )

    @signature.on_refusal
    def enter_refusal(self) -> None:
        self._enter_decision("refused", certificates.get(self.case.facts["register_line"]["entry"]))

    def _enter_decision(self, outcome: str, certificate: Certificate) -> None:
        decisions.enter(
            procedure=self.code,
            outcome=outcome,
            cause=cause_of(self),
            by=self.actor.user,
            person=certificate.person,
            facts={"subject_ar": certificate.holder_ar, "subject_fr": certificate.holder_fr},
        )
