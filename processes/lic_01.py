"""LIC-01 Opening of a private training structure.

Law 2008-10 and the specifications: no prior authorisation. A complete filing gives a receipt, with which activity may start;
a visit follows, and the ministry may object. Silence counts as a receipt, then as conformity.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.equivalence import ADVERSARIAL_LETTER
from documents.catalogue.licensing import CONFORMITY_CERTIFICATE, OBJECTION_DECISION, OPENING_RECEIPT
from forms import licensing as forms
from forms import transitions
from processes import conditions
from processes.fragments import Complements, Intake, Reserves, Visit
from processes.language import (
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
from processes.records import close_visit, enter_decision
from processes.rules import licensing, visits
from registers import programmes, providers, sites
from workflow.causes import cause_of


@register
class StructureOpening(Procedure):
    code = "LIC-01"
    title = _("Opening of a private training structure (filing of the specifications)")
    purpose = _(
        "A promoter declares a new private structure by filing the signed specifications. The regime is declaratory: a complete "
        "filing gives a receipt and activity may start; a conformity visit follows and the ministry may object."
    )
    family = Family.LICENSING
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "D2010-86", "D93-982", "DL2020-31", "L2018-52", "CMP-MA", "CMP-DZ")
    application = forms.StructureOpening
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "adversarial_days": (15, _("Days between the adversarial letter and the objection")),
    }

    # Who holds the case at each stage, how long, and what silence amounts to. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(Role.REGIONAL_OFFICER, working_days(21), then="tacit_receipt", also=(Role.REGIONAL_DIRECTOR,)),
        Stage.RECEIPT_ISSUED: Desk(Role.REGIONAL_DIRECTOR, working_days(60), then="tacit_confirmation"),
        Stage.AWAITING_SIGNATURE: Desk(Role.CENTRAL_DIRECTOR, working_days(10)),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[licensing.no_final_closure],
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    visit = Visit(ordered_from=[Stage.RECEIPT_ISSUED], mission="opening", report_days=10)
    reserves = Reserves(days=90)
    letters = {
        "adversarial_letter": Letter(
            label=_("Send the adversarial letter"),
            by=(Role.REGIONAL_OFFICER, Role.CENTRAL_DIRECTOR),
            stages=(Stage.UNDER_REVIEW, Stage.VISIT_REPORTED, Stage.AWAITING_SIGNATURE),
            form=forms.AdversarialLetter,
            issues=ADVERSARIAL_LETTER,
        )
    }

    # What is this procedure's own: the receipt, by an act or by silence.
    @stage.transition(
        label=_("Issue the filing receipt"),
        source=Stage.UNDER_REVIEW,
        target=Stage.RECEIPT_ISSUED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[licensing.name_is_free, licensing.no_moratorium],
        form=forms.OpeningReceipt,
        issues=OPENING_RECEIPT,
        duty=Duty.SIGNS,
    )
    def issue_receipt(self) -> None:
        self._enter_structure()

    @stage.transition(
        label=_("Receipt deemed issued"),
        source=Stage.UNDER_REVIEW,
        target=Stage.RECEIPT_ISSUED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
        issues=OPENING_RECEIPT,
    )
    def tacit_receipt(self) -> None:
        self._enter_structure()

    # Conformity, after a visit or by silence.
    @stage.transition(
        label=_("Confirm conformity"),
        source=Stage.VISIT_REPORTED,
        target=Stage.CONFIRMED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[visits.grade_is_fit],
        form=forms.ConformityConfirmation,
        issues=CONFORMITY_CERTIFICATE,
        duty=Duty.SIGNS,
    )
    def confirm_conformity(self) -> None:
        told, cause = self.case.facts["conformity"], cause_of(self)
        papers = {"fire_certificate_end": told["fire_certificate_end"], "insurance_end": told.get("insurance_end")}
        capacity = {"authorised_capacity": told["capacity"]}
        sites.amend(site=self.case.facts["site"], facts={**papers, **capacity}, cause=cause)
        self._confirm(grade=self.case.facts["visit_report"]["grade"])

    @stage.transition(
        label=_("Conformity deemed confirmed"),
        source=Stage.RECEIPT_ISSUED,
        target=Stage.CONFIRMED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
        issues=CONFORMITY_CERTIFICATE,
    )
    def tacit_confirmation(self) -> None:
        self._confirm()

    # The objection: proposed in the region, signed at the centre.
    @stage.transition(
        label=_("Propose an objection"),
        source=[Stage.UNDER_REVIEW, Stage.VISIT_REPORTED],
        target=Stage.AWAITING_SIGNATURE,
        by=Role.REGIONAL_OFFICER,
        form=transitions.RefusalProposal,
        duty=Duty.PROPOSES,
        notifies=False,
    )
    def propose_objection(self) -> None: ...

    @stage.transition(
        label=_("Sign the objection"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.OBJECTED,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[conditions.proposed("refuse"), licensing.structure_was_heard],
        form=forms.ObjectionSignature,
        issues=OBJECTION_DECISION,
        duty=Duty.SIGNS,
    )
    def sign_objection(self) -> None:
        cause, reason = cause_of(self), self.case.facts["proposal"]["basis"][:300]
        if self.case.provider:
            providers.object_to(provider=self.provider, cause=cause, reason=reason)
            sites.close(site=self.case.facts["site"], cause=cause, reason=reason)
        enter_decision(self, outcome="objected")
        close_visit(self, follow_up="objection")

    @stage.transition(
        label=_("Return for examination"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.UNDER_REVIEW,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[visits.no_visit_reported],
        form=transitions.Reason,
        notifies=False,
    )
    def return_for_review(self) -> None:
        self.case.facts.pop("proposal", None)

    @stage.transition(
        label=_("Return after the visit"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.VISIT_REPORTED,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[visits.visit_reported],
        form=transitions.Reason,
        notifies=False,
    )
    def return_after_visit(self) -> None:
        self.case.facts.pop("proposal", None)

    # Effects on the registers.
    def _enter_structure(self) -> None:
        """The structure is registered as declared, with its main site and the programmes that it announces."""
        case, cause = self.case, cause_of(self)
        provider = providers.enter(facts=self.application.structure(case), case=case, cause=cause)
        providers.write_receipt(provider=provider, number=case.number or "", on=self.today, cause=cause)
        site = sites.enter(provider=provider, facts=self.application.site(case), cause=cause, is_main=True)
        for line, row in enumerate(self.application.answer(case, "planned_programmes", []), start=1):
            facts = {**row, "max_group": row["group_size"], "sites": [str(site.entry)]}
            programmes.enter(provider=provider, facts=facts, cause=cause, line=line)
        case.provider = provider.entry
        case.facts["site"] = str(site.entry)

    def _confirm(self, *, grade: str = "") -> None:
        cause = cause_of(self)
        sites.confirm(site=self.case.facts["site"], cause=cause, grade=grade)
        providers.activate(provider=self.provider, cause=cause)
        if grade:
            providers.grade(provider=self.provider, grade=grade, cause=cause)
        enter_decision(self, outcome="confirmed")
        close_visit(self, follow_up="confirmed")
