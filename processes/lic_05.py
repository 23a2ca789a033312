"""LIC-05 Temporary interruption of activity and resumption.

Law 2008-10 and the specifications: a site stops for a while under an authorisation, and comes back under control. Silence of
fifteen working days authorises where no trainee is concerned; an interruption that goes on too long becomes a closure.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.licensing import INTERRUPTION_DECISION, RESUMPTION_DECISION
from forms import licensing as forms
from forms import transitions
from processes import conditions
from processes.fragments import Complements, Intake, Visit
from processes.language import (
    Applicants,
    Desk,
    Duty,
    Family,
    Link,
    Procedure,
    Role,
    Scope,
    Stage,
    calendar_days,
    register,
    stage,
    working_days,
)
from processes.records import close_visit, enter_decision
from processes.rules import interruptions
from registers import providers, sessions, sites
from workflow import links
from workflow.causes import cause_of


@register
class ActivityInterruption(Procedure):
    code = "LIC-05"
    title = _("Temporary interruption of activity and resumption")
    purpose = _("A provider stops for a while without losing its place in the register, and comes back under control.")
    family = Family.LICENSING
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC")
    application = forms.InterruptionRequest
    fees = _("None.")
    appeal = _(
        "A refusal of the interruption or of the resumption, and a decision of inadmissibility, may be contested: "
        "prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "visit_months": (3, _("Months of interruption after which the site is visited before it resumes")),
    }
    links = (Link("LIC-06", by=("expire_interruption",)),)

    # Who holds the case at each stage, how long, and what the passing of time brings about. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(
            Role.REGIONAL_OFFICER,
            working_days(15),
            also=(Role.REGIONAL_DIRECTOR,),
            timers={"tacit_approval": working_days(15)},
        ),
        Stage.INTERRUPTION_ACTIVE: Desk(
            Role.APPLICANT,
            calendar_days(720),
            then="expire_interruption",
            also=(Role.REGIONAL_DIRECTOR,),
            counts_from=interruptions.first_day,
            timers={"expire_interruption": calendar_days(30)},
            timers_from=interruptions.last_day,
        ),
        Stage.RESUMPTION_REQUESTED: Desk(Role.REGIONAL_DIRECTOR, working_days(15)),
    }

    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[interruptions.site_in_use],
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER)
    visit = Visit(
        ordered_from=[Stage.RESUMPTION_REQUESTED],
        mission="resumption",
        conditions=[interruptions.visit_needed],
        also=(),
        may_be_repeated=False,
    )

    # The interruption, by an act or by silence.
    @stage.transition(
        label=_("Authorise the interruption"),
        source=Stage.UNDER_REVIEW,
        target=Stage.INTERRUPTION_ACTIVE,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[interruptions.trainees_covered],
        form=transitions.ApprovalSignature,
        issues=INTERRUPTION_DECISION,
        duty=Duty.SIGNS,
    )
    def authorise_interruption(self) -> None:
        self._interrupt()

    @stage.transition(
        label=_("Deemed approved (silence)"),
        source=Stage.UNDER_REVIEW,
        target=Stage.INTERRUPTION_ACTIVE,
        by=Role.SYSTEM,
        conditions=[interruptions.no_session_affected, conditions.timer_is_up("tacit_approval")],
        issues=INTERRUPTION_DECISION,
    )
    def tacit_approval(self) -> None:
        self._interrupt()

    def _interrupt(self) -> None:
        """No session is opened there; the structure as a whole is interrupted when none of its sites is left in use."""
        case, cause = self.case, cause_of(self)
        site = sites.get(self.application.answer(case, "provider_or_site"))
        _first, until = self.application.period(case)
        case.facts["site"] = str(site.entry)
        case.facts["interruption"] = {"until": until.isoformat(), "with_reserves": site.status == "reserves"}
        reason = f"{self.code} {case.number}"
        sites.interrupt(site=site, until=until, cause=cause, reason=reason)
        if not sites.of_provider(site.provider, in_use=True).exists():
            providers.interrupt(provider=site.provider, until=until, cause=cause, reason=reason)
        for row in self.application.answer(case, "sessions_affected", []):
            sessions.protect(session=row["session"], protection=row["solution"], cause=cause)
        enter_decision(self, outcome="interrupted")

    @stage.transition(
        label=_("Refuse the interruption"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REFUSED,
        by=Role.REGIONAL_DIRECTOR,
        form=transitions.ReasonedRefusal,
        issues=REFUSAL_DECISION,
        duty=Duty.SIGNS,
    )
    def refuse_interruption(self) -> None:
        enter_decision(self, outcome="refused")

    @stage.transition(
        label=_("Extend the interruption"),
        source=Stage.INTERRUPTION_ACTIVE,
        target=Stage.INTERRUPTION_ACTIVE,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[interruptions.before_the_end, interruptions.extended_once],
        form=forms.InterruptionExtension,
        issues=INTERRUPTION_DECISION,
        duty=Duty.SIGNS,
        relieves=True,
    )
    def extend_interruption(self) -> None:
        self._go_on_until(self.case.facts["extension"]["until"])
        enter_decision(self, outcome="extended")

    def _go_on_until(self, day: str) -> None:
        case, cause, facts = self.case, cause_of(self), {"interrupted_until": day}
        case.facts.pop("signature", None)  # of the decision before; this one is worded and signed in one act
        case.facts["interruption"] = {**case.facts["interruption"], "until": day}
        sites.amend(site=case.facts["site"], facts=facts, cause=cause)
        if providers.get(self.provider).status == "interrupted":
            providers.amend(provider=self.provider, facts=facts, cause=cause)

    # The return.
    @stage.transition(
        label=_("Ask to resume"),
        source=Stage.INTERRUPTION_ACTIVE,
        target=Stage.RESUMPTION_REQUESTED,
        by=Role.APPLICANT,
        conditions=[interruptions.before_the_end],
        form=forms.ResumptionRequest,
    )
    def request_resumption(self) -> None: ...

    @stage.transition(
        label=_("Authorise resumption"),
        source=[Stage.RESUMPTION_REQUESTED, Stage.VISIT_REPORTED],
        target=Stage.RESUMED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[interruptions.fit_to_resume],
        form=transitions.ApprovalSignature,
        issues=RESUMPTION_DECISION,
        duty=Duty.SIGNS,
    )
    def authorise_resumption(self) -> None:
        case, cause, told = self.case, cause_of(self), self.case.facts["resumption"]
        papers = {name: told[name] for name in ("insurance_end", "fire_certificate_end") if told.get(name)}
        grade = case.facts.get("visit_report", {}).get("grade", "")
        reserves = case.facts["interruption"]["with_reserves"] and not grade
        sites.amend(site=case.facts["site"], facts=papers, cause=cause)
        sites.confirm(site=case.facts["site"], cause=cause, grade=grade, with_reserves=reserves)
        if providers.get(self.provider).status == "interrupted":
            providers.activate(provider=self.provider, cause=cause)
        close_visit(self, follow_up="resumed")
        enter_decision(self, outcome="resumed")

    @stage.transition(
        label=_("Refuse resumption"),
        source=Stage.VISIT_REPORTED,
        target=Stage.INTERRUPTION_ACTIVE,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[interruptions.unfit_to_resume],
        form=forms.ResumptionRefusal,
        issues=REFUSAL_DECISION,
        duty=Duty.SIGNS,
    )
    def refuse_resumption(self) -> None:
        """The structure may ask again until the day that the refusal gives; it is then visited anew."""
        close_visit(self, follow_up="refused")
        enter_decision(self, outcome="resumption_refused")
        self._go_on_until(max(self.case.facts["proposal"]["new_date"], self.case.facts["interruption"]["until"]))
        del self.case.facts["visit_report"]

    # Too long: the closure is opened of the ministry's own motion.
    @stage.transition(
        label=_("Maximum interruption reached"),
        source=Stage.INTERRUPTION_ACTIVE,
        target=Stage.CLOSURE_TRIGGERED,
        by=Role.SYSTEM,
        conditions=[interruptions.ran_out],
    )
    def expire_interruption(self) -> None:
        whole = providers.get(self.provider).status == "interrupted"
        named = sites.of_provider(self.provider) if whole else [sites.get(self.case.facts["site"])]
        told = {"scope": "provider" if whole else "site", "sites": [str(site.entry) for site in named]}
        reason = f"{self.code} {self.case.number}"
        links.open_case(act=self, procedure_code="LIC-06", answers={"closure": {**told, "reason": reason}})
