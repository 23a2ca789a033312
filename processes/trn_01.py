"""TRN-01 Opening of a training session and registration of enrolments.

Law 2008-10 and the specifications: each group is declared before it begins. Enrolments are lines of the register, controlled
as they are written; they are locked when the list is validated, and only dated changes follow. Silence accepts.
"""

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.reminders import REMINDER
from documents.catalogue.training import ENROLMENT_LIST, SESSION_RECEIPT
from forms import training as forms
from forms import transitions
from processes import conditions
from processes.fragments import Complements, Intake
from processes.language import (
    Applicants,
    Desk,
    Duty,
    Family,
    Letter,
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
from processes.rules import sessions as rules
from registers import decisions, enrolments, sessions, trainees, trainers
from workflow import links
from workflow.causes import cause_of

APPLICANT = (Role.APPLICANT,)


@register
class TrainingSession(Procedure):
    code = "TRN-01"
    title = _("Opening of a training session and registration of enrolments")
    purpose = _(
        "Each group is declared before it starts; enrolments are nominal and checked automatically. This is the base of the "
        "real-time follow-up and of later diplomas."
    )
    family = Family.TRAINEES
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "LO2004-63", "CT")
    application = forms.SessionOpening
    fees = _("None.")
    appeal = _(
        "Prior administrative appeal within two months of notification; administrative court within two months "
        "of the explicit or implicit answer. The appeal does not suspend the decision."
    )
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: ()}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "notice": (10, _("Working days between the declaration and the first day")),
        "list_days": (15, _("Working days after the first day in which the list is due")),
    }
    links = (Link("TRN-04", by=("close_session",)),)

    # Who holds the case at each stage, how long, from which day, and what silence amounts to.
    desks = {
        Stage.UNDER_REVIEW: Desk(Role.REGIONAL_OFFICER, working_days(5), then="tacit_opening", also=(Role.REGIONAL_DIRECTOR,)),
        Stage.ENROLMENT_OPEN: Desk(Role.APPLICANT, working_days(15), counts_from=rules.first_day),
        Stage.LIST_SUBMITTED: Desk(Role.REGIONAL_OFFICER, working_days(5), then="tacit_list_validation"),
        Stage.SESSION_RUNNING: Desk(Role.REGIONAL_OFFICER, calendar_days(30), counts_from=rules.last_day),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=rules.CONTROLS,
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
        filed_by=APPLICANT,
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER, supplied_by=APPLICANT)
    letters = {
        "reminder": Letter(
            label=_("Send a reminder"),
            by=(Role.REGIONAL_OFFICER,),
            stages=(Stage.ENROLMENT_OPEN, Stage.SESSION_RUNNING),
            form=forms.SessionReminder,
            issues=REMINDER,
        )
    }

    # The opening.
    @stage.transition(
        label=_("Accept the opening"),
        source=Stage.UNDER_REVIEW,
        target=Stage.ENROLMENT_OPEN,
        by=Role.REGIONAL_OFFICER,
        conditions=rules.CONTROLS,
        issues=SESSION_RECEIPT,
        duty=Duty.INSTRUCTS,
    )
    def accept_opening(self) -> None:
        self._open()

    @stage.transition(
        label=_("Opening deemed accepted"),
        source=Stage.UNDER_REVIEW,
        target=Stage.ENROLMENT_OPEN,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up, *rules.CONTROLS],
        issues=SESSION_RECEIPT,
    )
    def tacit_opening(self) -> None:
        self._open()

    @stage.transition(
        label=_("Refuse the opening"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REFUSED,
        by=Role.REGIONAL_DIRECTOR,
        form=transitions.ReasonedRefusal,
        issues=REFUSAL_DECISION,
        duty=Duty.SIGNS,
    )
    def refuse_opening(self) -> None:
        provider, by = self.case.provider, self.actor.user
        decisions.enter(procedure=self.code, outcome="refused", cause=cause_of(self), by=by, provider=provider)

    # The list: lines of the register, controlled one by one.
    @stage.transition(
        label=_("Add or correct an enrolment"),
        source=Stage.ENROLMENT_OPEN,
        target=Stage.ENROLMENT_OPEN,
        by=Role.APPLICANT,
        form=forms.EnrolmentLine,
        duty=Duty.FILES,
        notifies=False,
    )
    def add_enrolment(self) -> None:
        data, cause, session = self.data, cause_of(self), self.case.facts["session"]
        facts = forms.enrolment_facts(data)
        if data.get("line"):
            enrolments.amend(enrolment=data["line"], facts=facts, cause=cause)
        else:
            trainee = trainees.enter_or_find(answers=data["person"], cause=cause)
            enrolments.enter(trainee=trainee, session=session, facts=facts, cause=cause)
        sessions.count_heads(session=session, cause=cause)

    @stage.transition(
        label=_("Submit the enrolment list"),
        source=Stage.ENROLMENT_OPEN,
        target=Stage.LIST_SUBMITTED,
        by=Role.APPLICANT,
        conditions=[rules.somebody_enrolled],
        form=forms.ListSubmission,
        duty=Duty.FILES,
    )
    def submit_list(self) -> None: ...

    @stage.transition(
        label=_("Cancel"),
        source=Stage.ENROLMENT_OPEN,
        target=Stage.CANCELLED,
        by=Role.APPLICANT,
        form=forms.SessionCancelled,
    )
    def cancel(self) -> None:
        cause, session, reason = cause_of(self), self.case.facts["session"], self.data["reason"]
        for enrolment in enrolments.of_session(session):
            enrolments.leave(enrolment=enrolment, cause=cause, reason=reason, refund_tnd=enrolment.price_tnd)
        trainers.release(session=session, cause=cause)
        sessions.cancel(session=session, cause=cause, reason=reason[:300])

    @stage.transition(
        label=_("Return the list"),
        source=Stage.LIST_SUBMITTED,
        target=Stage.ENROLMENT_OPEN,
        by=Role.REGIONAL_OFFICER,
        form=transitions.Reason,
    )
    def return_list(self) -> None: ...

    @stage.transition(
        label=_("Validate the list"),
        source=Stage.LIST_SUBMITTED,
        target=Stage.SESSION_RUNNING,
        by=Role.REGIONAL_OFFICER,
        issues=ENROLMENT_LIST,
        duty=Duty.REGISTERS,  # whoever wrote the list does not validate it
    )
    def validate_list(self) -> None:
        self._lock()

    @stage.transition(
        label=_("List deemed validated"),
        source=Stage.LIST_SUBMITTED,
        target=Stage.SESSION_RUNNING,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
        issues=ENROLMENT_LIST,
    )
    def tacit_list_validation(self) -> None:
        self.case.facts["to_inspect"] = {"on": self.today.isoformat(), "why": "list_not_examined"}
        self._lock()

    # The session under way: its lines are locked, each change is dated.
    @stage.transition(
        label=_("Record a change (absence, departure, trainer)"),
        source=Stage.SESSION_RUNNING,
        target=Stage.SESSION_RUNNING,
        by=Role.APPLICANT,
        form=forms.SessionChange,
        notifies=False,
    )
    def record_change(self) -> None:
        forms.apply_change(self.data, session=self.case.facts["session"], cause=cause_of(self))

    @stage.transition(
        label=_("Close the session"),
        source=Stage.SESSION_RUNNING,
        target=Stage.SESSION_CLOSED,
        by=Role.REGIONAL_OFFICER,
        conditions=[rules.session_over, rules.attendance_complete],
    )
    def close_session(self) -> None:
        session, cause = sessions.get(self.case.facts["session"]), cause_of(self)
        for enrolment in enrolments.of_session(session, statuses=["active"]):
            enrolments.complete(enrolment=enrolment, cause=cause)
        trainers.release(session=session, cause=cause)
        sessions.close(session=session, cause=cause)
        if session.level in forms.HOMOLOGATED:
            answers = {"examined": {"session": str(session.entry)}}
            links.open_case(act=self, procedure_code="TRN-04", answers=answers)

    def _open(self) -> None:
        """The session enters the register with its code, its timetable and its trainers."""
        session = forms.enter_session(self.case, cause=cause_of(self))
        self.case.facts["session"], self.case.facts["session_code"] = str(session.entry), session.number

    def _lock(self) -> None:
        cause, session = cause_of(self), self.case.facts["session"]
        enrolments.lock(session=session, cause=cause)
        sessions.start(session=sessions.validate_list(session=session, cause=cause), cause=cause)
