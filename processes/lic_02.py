"""LIC-02 Opening of a secondary site (branch).

Law 2008-10 and the specifications: the region of the new site decides, after the opinion of the region of the main site and a
visit. Silence is no approval: the site is seen first.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.licensing import OPENING_RECEIPT
from forms import licensing as forms
from processes import conditions
from processes.fragments import Complements, Intake, Opinions, Signature, Visit
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
from processes.records import close_visit, enter_decision
from processes.rules import licensing, visits
from registers import programmes, sites
from workflow.causes import cause_of


@register
class BranchOpening(Procedure):
    code = "LIC-02"
    title = _("Opening of a secondary site (branch)")
    purpose = _(
        "A structure in activity opens a further site; the region of the new site decides after a visit, "
        "having asked the region of the main site for its opinion."
    )
    family = Family.LICENSING
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "D2010-86", "CMP-DZ")
    time_limit = working_days(30)  # net of suspensions
    application = forms.BranchOpening
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {"complements.rounds": (2, _("Rounds of complements"))}
    desks = {
        Stage.UNDER_REVIEW: Desk(Role.REGIONAL_OFFICER, also=(Role.REGIONAL_DIRECTOR,)),
    }

    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[licensing.provider_in_order],
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    # The region of the main site among them; its silence counts as favourable.
    opinions = Opinions(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER, days=10, remind_after=5)
    visit = Visit(
        ordered_from=[Stage.UNDER_REVIEW],
        mission="branch",
        reviewer=Role.REGIONAL_OFFICER,
        also=(Role.REGIONAL_DIRECTOR,),
    )
    signature = Signature(
        by=Role.REGIONAL_DIRECTOR,
        proposed_by=Role.REGIONAL_OFFICER,
        proposed_from=[Stage.VISIT_REPORTED],
        refused_from=[Stage.VISIT_REPORTED, Stage.UNDER_REVIEW],
        back=Stage.UNDER_REVIEW,
        approval=forms.SiteProposal,
        conditions=[visits.grade_is_fit, conditions.binding_opinions_favourable],
        grants=OPENING_RECEIPT,
        refuses=REFUSAL_DECISION,
        days=5,
    )

    @signature.on_grant
    def enter_branch(self) -> None:
        """The site is entered and conform, and its programmes are taught there too."""
        case, cause = self.case, cause_of(self)
        facts = {**self.application.site(case), "authorised_capacity": case.facts["proposal"]["capacity"]}
        site = sites.enter(provider=self.provider, facts=facts, cause=cause)
        sites.confirm(site=site, cause=cause, grade=case.facts["visit_report"]["grade"])
        for row in self.application.answer(case, "programmes_at_site", []):
            known = programmes.get(row["programme"])
            places = [*known.sites, str(site.entry)]
            programmes.amend(programme=known, facts={"sites": places}, cause=cause)
        case.facts["site"] = str(site.entry)
        close_visit(self, follow_up="approved")
        enter_decision(self, outcome="approved")

    @signature.on_refusal
    def enter_refusal(self) -> None:
        close_visit(self, follow_up="refused")
        enter_decision(self, outcome="refused")
