"""LIC-06 Final voluntary closure.

Law 2008-10, the specifications, decree 93-982: nobody closes before each trainee goes on elsewhere, has completed or is refunded,
and before the ministry has the records, so that certificates can be verified for ever.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.catalogue.licensing import CLOSURE_CERTIFICATE, TRAINEE_TOLD
from forms import licensing as forms
from forms import transitions
from forms.licensing.protection import marked
from processes import conditions
from processes.fragments import Complements, Intake
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
from processes.records import enter_decision
from processes.rules import closures
from registers import certificates, enrolments, homologations, programmes, providers, restrictions, sessions, sites
from workflow import links
from workflow.causes import cause_of

MINISTRY = "ministry"  # who keeps the records from now on, in the register of certificates


@register
class StructureClosure(Procedure):
    code = "LIC-06"
    title = _("Final voluntary closure")
    purpose = _(
        "End the activity while protecting trainees (transfer, completion or refund) and keeping the certificates verifiable for "
        "ever."
    )
    family = Family.LICENSING
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "D93-982")
    application = forms.ClosureRequest
    ex_officio = Stage.UNDER_REVIEW  # of an interruption that has lasted too long; nobody opens one otherwise
    fees = _("None.")
    appeal = _(
        "A decision of inadmissibility, and a closure that the ministry decides of its own motion, may be contested: "
        "prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "overdue_days": (60, _("Days by which the plan may be late before it is a matter of sanctions")),
    }
    links = (Link("SAN-01", by=("escalate_to_sanction",)),)

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.UNDER_REVIEW: Desk(Role.REGIONAL_OFFICER, working_days(20), also=(Role.REGIONAL_DIRECTOR,)),
        Stage.TRAINEE_PLAN_EXECUTION: Desk(
            Role.REGIONAL_OFFICER,
            calendar_days(180),
            also=(Role.APPLICANT, Role.REGIONAL_DIRECTOR),
            timers={"send_reminder": calendar_days(30)},
            timers_from=closures.last_report,
        ),
        Stage.ARCHIVES_HANDOVER: Desk(Role.REGISTRAR, calendar_days(30), also=(Role.REGIONAL_DIRECTOR,)),
        Stage.AWAITING_SIGNATURE: Desk(Role.CENTRAL_DIRECTOR, working_days(10)),
    }

    intake = Intake(
        review=Stage.UNDER_REVIEW,
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
        withdrawing=[closures.filed_on_request],
    )
    complements = Complements(
        of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER, conditions=[conditions.rounds_left, closures.filed_on_request]
    )

    # The trainees first.
    @stage.transition(
        label=_("Approve the trainee protection plan"),
        source=Stage.UNDER_REVIEW,
        target=Stage.TRAINEE_PLAN_EXECUTION,
        by=Role.REGIONAL_DIRECTOR,
        form=forms.PlanApproval,
        issues=TRAINEE_TOLD,
        duty=Duty.INSTRUCTS,
    )
    def approve_trainee_plan(self) -> None:
        """From now on nobody is enrolled there, and no session is opened."""
        for site in self._sites():
            for kind in ("no_new_enrolment", "no_new_session"):
                restrictions.impose(kind=kind, site=site, provider=self.provider, cause=cause_of(self), reason=self._reason())

    @stage.transition(
        label=_("Report progress"),
        source=Stage.TRAINEE_PLAN_EXECUTION,
        target=Stage.TRAINEE_PLAN_EXECUTION,
        by=Role.APPLICANT,
        form=forms.ProgressReport,
    )
    def report_plan_progress(self) -> None:
        self.case.facts["plan"] = {**self.case.facts["plan"], "lines": marked(self.case, on=self.today)}

    @stage.transition(
        label=_("Send a reminder"),
        source=Stage.TRAINEE_PLAN_EXECUTION,
        target=Stage.TRAINEE_PLAN_EXECUTION,
        by=Role.SYSTEM,
        conditions=[conditions.timer_is_up("send_reminder")],
    )
    def send_reminder(self) -> None: ...

    @stage.transition(
        label=_("Confirm every trainee is settled"),
        source=Stage.TRAINEE_PLAN_EXECUTION,
        target=Stage.ARCHIVES_HANDOVER,
        by=Role.REGIONAL_OFFICER,
        conditions=[closures.plan_carried_out],
        form=forms.Settlement,
        duty=Duty.INSTRUCTS,
    )
    def confirm_trainees_settled(self) -> None:
        """What was settled outside this case, by a transfer or a diploma, is in the register already."""
        for line in self.case.facts["plan"]["lines"]:
            if enrolments.get(line["trainee"]).status == "active":
                self._settle(line)

    def _settle(self, line: dict[str, Any]) -> None:
        terms: dict[str, Any] = {"enrolment": line["trainee"], "cause": cause_of(self)}
        changed = [line["session"]]
        if line["solution"] == "transfer":
            enrolments.transfer(**terms, session=line["moved_to"], reason=self._reason())
            changed.append(line["moved_to"])
        elif line["solution"] == "completion":
            enrolments.complete(**terms)
        else:
            enrolments.leave(**terms, reason=self._reason(), refund_tnd=line["refund_tnd"])
        for session in changed:
            sessions.count_heads(session=session, cause=cause_of(self))

    # Then the records.
    @stage.transition(
        label=_("Confirm the archives are received"),
        source=Stage.ARCHIVES_HANDOVER,
        target=Stage.AWAITING_SIGNATURE,
        by=Role.REGISTRAR,
        form=forms.ArchivesReceipt,
        duty=Duty.INSTRUCTS,
    )
    def confirm_archives(self) -> None: ...

    @stage.transition(
        label=_("Refer to sanction proceedings"),
        source=[Stage.TRAINEE_PLAN_EXECUTION, Stage.ARCHIVES_HANDOVER],
        target=Stage.CONVERTED_TO_SANCTION,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[closures.is_overdue],
        form=transitions.Reason,
        duty=Duty.INSTRUCTS,
    )
    def escalate_to_sanction(self) -> None:
        fact = {"article_ref": "CDC", "fact": self.data["reason"], "severity": "major", "dated": self.today.isoformat()}
        told = {"provider": str(self.provider), "sites": self._sites(), "grounds": [fact], "origin_case": self.case.number}
        links.open_case(act=self, procedure_code="SAN-01", answers={"file": told})

    # Then the closure itself.
    @stage.transition(
        label=_("Return for examination"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.TRAINEE_PLAN_EXECUTION,
        by=Role.CENTRAL_DIRECTOR,
        form=transitions.Reason,
        notifies=False,
    )
    def return_for_review(self) -> None: ...

    @stage.transition(
        label=_("Sign the closure"),
        source=Stage.AWAITING_SIGNATURE,
        target=Stage.CLOSED,
        by=Role.CENTRAL_DIRECTOR,
        conditions=[closures.nothing_pending],
        form=transitions.ApprovalSignature,
        issues=CLOSURE_CERTIFICATE,
        duty=Duty.SIGNS,
    )
    def sign_closure(self) -> None:
        cause, reason = cause_of(self), self._reason()
        for site in self._sites():
            for session in sessions.of(site=site):
                if session.status == "running":
                    sessions.close(session=session, cause=cause)
                else:
                    sessions.cancel(session=session, cause=cause, reason=reason)
            for homologation in homologations.of(site=site):
                day = self.application.closing_date(self.case)
                homologations.end(homologation=homologation, cause=cause, on=day, reason=reason)
            sites.close(site=site, cause=cause, reason=reason)
        if self.application.answer(self.case, "scope") == "provider":
            for programme in programmes.of_provider(self.provider):
                programmes.end(programme=programme, cause=cause)
            certificates.take_custody(provider=self.provider, keeper=MINISTRY, cause=cause)
            providers.close(provider=self.provider, cause=cause, reason=reason)
        enter_decision(self, outcome="closed")

    def _sites(self) -> list[str]:
        return list(self.application.answer(self.case, "sites", []))

    def _reason(self) -> str:
        return f"{self.code} {self.case.number}"
