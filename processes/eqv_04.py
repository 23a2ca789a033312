"""EQV-04 Visa of certificates issued by a private structure.

Decree 93-982; the specifications of private structures; organic law 2004-63. An attestation of training that is not homologated
is worth nothing without its visa: the region compares a sample of the batch with the enrolment lists, then stamps all of it.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.certification import BATCH_VISA
from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.intake import RECEIPT
from forms import certification as forms
from processes.fragments import Intake, Signature
from processes.language import (
    NOT_STARTED,
    SUSPENDED,
    Applicants,
    Desk,
    Duty,
    Family,
    Link,
    Procedure,
    Role,
    Scope,
    Stage,
    register,
    stage,
    working_days,
)
from processes.rules import batches
from registers import certificates, decisions, enrolments, sessions
from workflow.causes import cause_of
from workflow.links import open_case


@register
class AttestationVisa(Procedure):
    code = "EQV-04"
    title = _("Visa of certificates issued by a private structure")
    purpose = _(
        "Certificates of non-homologated training, or signature of a batch, are checked against the enrolment lists and stamped; "
        "the paper alone has no value without it."
    )
    family = Family.EQUIVALENCE
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("D93-982", "CDC", "LO2004-63")
    application = forms.BatchVisa
    fees = _("A fiscal stamp for each attestation.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (Stage.REFUSED,)}
    links = (Link("MON-05", ("sign_refusal",)),)
    parameters = {
        "stamp": ("5.000", _("Fiscal stamp for each attestation (TND)")),
        "template": ("2026-1", _("Template of attestations in force")),
        "sample.least": (5, _("Least size of the sample of a batch")),
        "sample.share": (10, _("Share of a batch that is checked (%)")),
    }

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.SUBMITTED: Desk(
            Role.FRONT_DESK, working_days(3), clock=NOT_STARTED, also=(Role.REGIONAL_OFFICER, Role.REGIONAL_DIRECTOR)
        ),
        Stage.SAMPLE_CHECK: Desk(Role.REGIONAL_OFFICER, working_days(5)),
        Stage.DISCREPANCY_RAISED: Desk(Role.APPLICANT, clock=SUSPENDED),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        completion_days=15,
        filed_by=(Role.APPLICANT,),
        inadmissibility=forms.BatchInadmissibility,
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.SAMPLE_CHECK, Stage.DISCREPANCY_RAISED),
    )
    signature = Signature(
        by=Role.REGIONAL_DIRECTOR,
        proposed_by=Role.REGIONAL_OFFICER,
        proposed_from=[Stage.SAMPLE_CHECK],
        back=Stage.SAMPLE_CHECK,
        approval=forms.SampleResult,
        conditions=[batches.no_open_discrepancy],
        grants=BATCH_VISA,
        refuses=REFUSAL_DECISION,
        days=3,
        granted=Stage.VISA_GRANTED,
        name="sign_visa",
        label=_("Sign the visa"),
    )

    # What is this procedure's own.
    @stage.transition(
        label=_("Draw the sample and check"),
        source=Stage.SUBMITTED,
        target=Stage.SAMPLE_CHECK,
        by=Role.REGIONAL_OFFICER,
        conditions=[batches.session_validated],
        issues=RECEIPT,
        duty=Duty.INSTRUCTS,  # the signatory did not check the sample
        starts_clock=True,
    )
    def draw_sample(self) -> None:
        self.case.facts["sample"] = batches.drawn(self, of=len(self.application.rows(self.case)))

    @stage.transition(
        label=_("Raise discrepancies"),
        source=Stage.SAMPLE_CHECK,
        target=Stage.DISCREPANCY_RAISED,
        by=Role.REGIONAL_OFFICER,
        conditions=[batches.first_discrepancy],
        form=forms.Discrepancies,
        duty=Duty.INSTRUCTS,
    )
    def raise_discrepancies(self) -> None: ...

    @stage.transition(
        label=_("Answer the discrepancies"),
        source=Stage.DISCREPANCY_RAISED,
        target=Stage.SAMPLE_CHECK,
        by=Role.APPLICANT,
        form=forms.DiscrepancyAnswer,
    )
    def answer_discrepancies(self) -> None:
        """The batch as corrected; what was corrected is checked again, with another sample."""
        case, corrected = self.case, self.case.facts["corrections"]["lines"]
        rows = [dict(row) for row in self.application.rows(case)]
        for one in corrected:
            rows[int(one["line"]) - 1] |= {"hours": one["hours"], "number": one["number"]}
        case.answers = {**case.answers, "attestations": {**case.answers["attestations"], "certificates": rows}}
        case.facts["sample"] = batches.drawn(self, of=len(rows), keep=tuple(int(one["line"]) for one in corrected))
        case.facts["discrepancies"] = {**case.facts["discrepancies"], "answered_on": self.today.isoformat()}

    @signature.on_grant
    def enter_attestations(self) -> None:
        """Each attestation becomes a line of the register, which never bears a homologated level."""
        case, cause = self.case, cause_of(self)
        session = sessions.get(self.application.answer(case, "session"))
        known = forms.enrolments_of(str(session.entry))
        for row in self.application.rows(case):
            enrolment = enrolments.certify_hours(enrolment=known[row["enrolment"].upper()], hours=row["hours"], cause=cause)
            facts = {
                "title": session.title_fr or session.title_ar,
                "title_ar": session.title_ar,
                "hours": row["hours"],
                "own_number": row["number"],
            }
            certificates.enter_attestation(enrolment=enrolment, facts=facts, cause=cause, region=case.region)
        self._enter_decision("granted")

    @signature.on_refusal
    def enter_refusal(self) -> None:
        """A suspected falsification is watched from now on."""
        self._enter_decision("refused")
        grounds = {ground["rule"] for ground in self.case.facts["proposal"]["grounds"]}
        if "false_enrolment" in grounds:
            name = f"{self.case.applicant_name_ar} – {self.case.applicant_name_fr}"
            seen = {"suspect_kind": "registered_provider", "provider": str(self.case.provider), "name_and_address": name}
            suspicion = {"suspicion": {"grounds": sorted(grounds)}}
            open_case(act=self, procedure_code="MON-05", answers={"watch": seen}, facts=suspicion)

    def _enter_decision(self, outcome: str) -> None:
        provider = self.case.provider
        decisions.enter(procedure=self.code, outcome=outcome, cause=cause_of(self), by=self.actor.user, provider=provider)
