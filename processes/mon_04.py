"""MON-04 Corrective action plan.

The specifications and law 2008-10: each line that failed is put right by its date, with proof; whoever does not is referred.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.monitoring import ACTION_PLAN, CLOSURE_NOTE
from documents.catalogue.reminders import REMINDER
from forms import monitoring as forms
from forms import transitions
from processes import conditions, corrections
from processes.fragments.visit import Visit
from processes.language import (
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
from processes.rules import plans
from registers import providers
from workflow import links
from workflow.causes import cause_of


@register
class CorrectivePlan(Procedure):
    code = "MON-04"
    title = _("Corrective action plan")
    purpose = _("Bring the provider back into line line by line, with proof and dates, and close or escalate.")
    family = Family.MONITORING
    applicants = Applicants.ADMINISTRATION
    scope = Scope.REGIONAL
    legal_basis = ("CDC", "L2008-10")
    application = forms.ActionPlan
    initial = ex_officio = Stage.REQUESTED
    opened_by = (Role.REGIONAL_DIRECTOR,)
    fees = _("None.")
    appeal = _("Extension requested inside; escalation is contested in SAN-01.")
    readers = {Role.REGISTRAR: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {
        "critical.days": (15, _("Days to put right a critical line")),
        "major.days": (60, _("Days to put right a major line")),
        "minor.days": (120, _("Days to put right a minor line")),
    }
    links = (Link("SAN-01", by=("escalate", "expire_plan", "expire_plan_returned", "expire_action")),)

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.REQUESTED: Desk(
            Role.APPLICANT,
            working_days(10),
            then="expire_plan",
            timers={"send_reminder": working_days(1)},
            timers_from=plans.reminder_from,
        ),
        Stage.PLAN_SUBMITTED: Desk(Role.REGIONAL_OFFICER, working_days(5)),
        Stage.PLAN_RETURNED: Desk(Role.APPLICANT, working_days(10), clock=SUSPENDED, then="expire_plan_returned"),
        # Counted from the first date of a line without proof, after which the structure is reminded once.
        Stage.PLAN_ACCEPTED: Desk(
            Role.APPLICANT, working_days(10), then="expire_action", reminders=(1,), counts_from=plans.next_due
        ),
        Stage.EVIDENCE_SUBMITTED: Desk(Role.REGIONAL_OFFICER, working_days(10), also=(Role.REGIONAL_DIRECTOR,)),
    }

    visit = Visit(
        ordered_from=[Stage.EVIDENCE_SUBMITTED, Stage.PLAN_ACCEPTED],
        mission="follow_up",
        also=(),
        schedule=forms.PlanVisitSchedule,
        report=forms.PlanVisit,
        may_be_repeated=False,
    )

    # The plan: filed, returned with remarks, accepted.
    @stage.transition(
        label=_("Submit the plan"),
        source=Stage.REQUESTED,
        target=Stage.PLAN_SUBMITTED,
        by=Role.APPLICANT,
        form=forms.PlanFiled,
    )
    def submit_plan(self) -> None:
        providers.flag(provider=self.provider, cause=cause_of(self), open_plan=True)

    @stage.transition(
        label=_("Send a reminder"),
        source=Stage.REQUESTED,
        target=Stage.REQUESTED,
        by=Role.SYSTEM,
        conditions=[conditions.timer_is_up("send_reminder")],
        issues=REMINDER,
    )
    def send_reminder(self) -> None: ...

    @stage.transition(
        label=_("Time limit passed"),
        source=Stage.REQUESTED,
        target=Stage.ESCALATED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_plan(self) -> None:
        self._refer()

    @stage.transition(
        label=_("Return the plan"),
        source=Stage.PLAN_SUBMITTED,
        target=Stage.PLAN_RETURNED,
        by=Role.REGIONAL_OFFICER,
        form=forms.PlanReturned,
        duty=Duty.INSTRUCTS,
    )
    def return_plan(self) -> None: ...

    @stage.transition(
        label=_("Submit again"),
        source=Stage.PLAN_RETURNED,
        target=Stage.PLAN_SUBMITTED,
        by=Role.APPLICANT,
        form=forms.PlanFiled,
    )
    def resubmit(self) -> None: ...

    @stage.transition(
        label=_("No new plan in time"),
        source=Stage.PLAN_RETURNED,
        target=Stage.ESCALATED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_plan_returned(self) -> None:
        self._refer()

    @stage.transition(
        label=_("Accept the plan"),
        source=Stage.PLAN_SUBMITTED,
        target=Stage.PLAN_ACCEPTED,
        by=Role.REGIONAL_OFFICER,
        conditions=[plans.every_line_covered],
        form=forms.PlanAcceptance,
        issues=ACTION_PLAN,
        duty=Duty.INSTRUCTS,
    )
    def accept_plan(self) -> None:
        corrections.plan(self)

    # The plan carried out: proof line by line, more time once.
    @stage.transition(
        label=_("Submit evidence"),
        source=Stage.PLAN_ACCEPTED,
        target=Stage.EVIDENCE_SUBMITTED,
        by=Role.APPLICANT,
        form=forms.EvidenceFiled,
    )
    def submit_evidence(self) -> None:
        corrections.treat(self)

    @stage.transition(
        label=_("Reject the evidence"),
        source=Stage.EVIDENCE_SUBMITTED,
        target=Stage.PLAN_ACCEPTED,
        by=Role.REGIONAL_OFFICER,
        form=forms.EvidenceRejected,
        duty=Duty.INSTRUCTS,
    )
    def reject_evidence(self) -> None:
        rejected = self.case.facts["rejected"]
        self.case.facts["failures"] = self.case.facts.get("failures", 0) + bool(rejected)
        corrections.reopen(self, rejected)

    @stage.transition(
        label=_("Extend the time limit"),
        source=Stage.PLAN_ACCEPTED,
        target=Stage.PLAN_ACCEPTED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[plans.extension_left],
        form=forms.DeadlineExtension,
    )
    def extend_deadline(self) -> None:
        corrections.extend(self)

    @stage.transition(
        label=_("Action overdue"),
        source=Stage.PLAN_ACCEPTED,
        target=Stage.ESCALATED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_action(self) -> None:
        self._refer()

    # The end; whoever accepted the plan does not close it.
    @visit.on_report
    def note_verified_lines(self) -> None:
        corrections.verify(self)

    @stage.transition(
        label=_("Close as resolved"),
        source=[Stage.EVIDENCE_SUBMITTED, Stage.VISIT_REPORTED],
        target=Stage.CLOSED_RESOLVED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[plans.every_line_treated],
        issues=CLOSURE_NOTE,
        duty=Duty.SIGNS,
    )
    def close_resolved(self) -> None:
        corrections.close(self)

    @stage.transition(
        label=_("Escalate"),
        source=[Stage.EVIDENCE_SUBMITTED, Stage.VISIT_REPORTED, Stage.PLAN_ACCEPTED],
        target=Stage.ESCALATED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[plans.calls_for_sanction],
        form=transitions.Reason,
        duty=Duty.SIGNS,
    )
    def escalate(self) -> None:
        self._refer()

    def _refer(self) -> None:
        """What was not put right is what the structure is accused of."""
        links.open_case(act=self, procedure_code="SAN-01", answers={"file": corrections.accusation(self)})
        corrections.give_up(self)
