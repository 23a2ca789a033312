"""LIC-04 Declaration of change (director, legal representative, ownership, legal form, name).

Law 2008-10, the specifications, law 2018-52: minor changes (contact, bank) are acknowledged, by silence too; a change of
director, of owner, of form or of name is examined and signed, and silence is no approval.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.licensing import AMENDING_RECEIPT
from forms import licensing as forms
from forms.licensing.amendment import changed
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
from processes.records import enter_decision
from processes.rules import licensing
from registers import providers, sites
from workflow.causes import cause_of


@register
class Amendment(Procedure):
    code = "LIC-04"
    title = _("Declaration of change (director, legal representative, ownership, legal form, name)")
    purpose = _(
        "Keep the register of providers exact. Minor changes are acknowledged; a change of director, of owner or of name is"
        " examined."
    )
    family = Family.LICENSING
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "L2018-52", "CMP-FR")
    application = forms.Amendment
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {"complements.rounds": (2, _("Rounds of complements"))}
    # Twenty working days for what is examined; silence of fifteen acknowledges what is minor.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER,
            working_days(20),
            also=(Role.REGIONAL_DIRECTOR,),
            timers={"tacit_approval": working_days(15)},
        ),
    }

    intake = Intake(
        review=Stage.UNDER_REVIEW,
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    signature = Signature(
        by=Role.REGIONAL_DIRECTOR,
        proposed_by=Role.REGIONAL_OFFICER,
        proposed_from=[Stage.UNDER_REVIEW],
        back=Stage.UNDER_REVIEW,
        approval=forms.AmendmentProposal,
        conditions=[licensing.new_name_is_free],
        grants=AMENDING_RECEIPT,
        refuses=REFUSAL_DECISION,
        days=5,
    )

    @stage.transition(
        label=_("Acknowledge a minor change"),
        source=Stage.UNDER_REVIEW,
        target=Stage.APPROVED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[licensing.only_minor_changes],
        form=forms.Acknowledgement,
        issues=AMENDING_RECEIPT,
        duty=Duty.SIGNS,
    )
    def acknowledge_change(self) -> None:
        self._enter_change()

    @stage.transition(
        label=_("Deemed approved (silence)"),
        source=Stage.UNDER_REVIEW,
        target=Stage.APPROVED,
        by=Role.SYSTEM,
        conditions=[licensing.only_minor_changes, conditions.timer_is_up("tacit_approval")],
        issues=AMENDING_RECEIPT,
    )
    def tacit_approval(self) -> None:
        event = str(self.application.answer(self.case, "event_date"))
        told = {"outcome": "approve", "changes": self.application.changes(self.case), "effective_on": event}
        self.case.facts["proposal"] = told
        self._enter_change()

    @signature.on_grant
    def enter_signed_change(self) -> None:
        self._enter_change()

    @signature.on_refusal
    def enter_refusal(self) -> None:
        enter_decision(self, outcome="refused")

    def _enter_change(self) -> None:
        """The register of providers tells it with its date; a new director also directs the main site."""
        case, cause = self.case, cause_of(self)
        facts = self.application.facts(case)
        providers.amend(provider=self.provider, facts=facts, cause=cause)
        people = {name: facts[name] for name in facts if name.startswith("director_")}
        main = sites.of_provider(self.provider).filter(is_main=True).first()
        if people and main is not None:
            sites.amend(site=main, facts=people, cause=cause)
        told = {"kinds": changed(case.answers), "on": self.today.isoformat()}
        case.facts["amendment"] = {**told, "since": case.facts["proposal"]["effective_on"]}
        enter_decision(self, outcome="approved")
