"""LIC-03 Transfer of premises or change of authorised capacity.

Law 2008-10 and the specifications: the region decides after a visit, which a reduction does without; the sessions under way go
on without damage to the trainees.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.licensing import AMENDING_RECEIPT
from forms import licensing as forms
from processes.fragments import Complements, Intake, Reserves, Signature, Visit
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
from processes.rules import licensing
from registers import homologations, programmes, sessions, sites
from registers.models import Site
from workflow.causes import cause_of


@register
class PremisesChange(Procedure):
    code = "LIC-03"
    title = _("Transfer of premises or change of authorised capacity")
    purpose = _("A provider moves a site or changes its rooms; the running sessions must go on without damage to trainees.")
    family = Family.LICENSING
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "D2010-86")
    application = forms.PremisesChange
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {"complements.rounds": (2, _("Rounds of complements"))}
    desks = {
        Stage.UNDER_REVIEW: Desk(Role.REGIONAL_OFFICER, working_days(20), also=(Role.REGIONAL_DIRECTOR,)),
    }

    intake = Intake(
        review=Stage.UNDER_REVIEW,
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    visit = Visit(
        ordered_from=[Stage.UNDER_REVIEW],
        mission="premises",
        reviewer=Role.REGIONAL_OFFICER,
        also=(Role.REGIONAL_DIRECTOR,),
    )
    reserves = Reserves(days=60)
    signature = Signature(
        by=Role.REGIONAL_DIRECTOR,
        proposed_by=Role.REGIONAL_OFFICER,
        proposed_from=[Stage.VISIT_REPORTED, Stage.UNDER_REVIEW],
        back=Stage.UNDER_REVIEW,
        approval=forms.PremisesProposal,
        conditions=[licensing.seen_or_reduced, licensing.sessions_covered],
        grants=AMENDING_RECEIPT,
        refuses=REFUSAL_DECISION,
        days=5,
    )

    @signature.on_grant
    def enter_change(self) -> None:
        """The site as it is from now on; on a transfer the former one is closed."""
        case, cause = self.case, cause_of(self)
        former = sites.get(self.application.answer(case, "site"))
        facts = self.application.place(case, capacity=case.facts["proposal"]["capacity"])
        if self.application.answer(case, "change_type") == "transfer":
            case.facts["site"] = str(self._move(former, facts).entry)
        else:
            sites.amend(site=former, facts=facts, cause=cause)
        homologations.ask_recheck(site=former, cause=cause, reason=f"{self.code} {case.number}")
        close_visit(self, follow_up="approved")
        enter_decision(self, outcome="approved")

    def _move(self, former: Site, facts: dict[str, object]) -> Site:
        """The new place, with the sessions and the programmes of the former one."""
        cause, report = cause_of(self), self.case.facts["visit_report"]
        people = {name: getattr(former, name) for name in ("director_ar", "director_fr", "director_identity", "director_degree")}
        site = sites.enter(provider=former.provider, facts={**people, **facts}, cause=cause, is_main=former.is_main)
        sites.confirm(site=site, cause=cause, grade=report["grade"])
        solutions = {r["session"]: r["continuity_solution"] for r in self.application.answer(self.case, "running_sessions", [])}
        for session in sessions.of(site=former):
            sessions.move(session=session, site=site, cause=cause, protection=solutions.get(str(session.entry), ""))
        for programme in programmes.of_provider(former.provider):
            places = [str(site.entry) if key == str(former.entry) else key for key in programme.sites]
            programmes.amend(programme=programme, facts={"sites": places}, cause=cause)
        sites.close(site=former, cause=cause, reason=f"{self.code} {self.case.number}")
        return site

    @signature.on_refusal
    def enter_refusal(self) -> None:
        close_visit(self, follow_up="refused")
        enter_decision(self, outcome="refused")
