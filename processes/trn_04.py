"""TRN-04 End-of-training examination: session and jury.

Law 2008-10, orders of 2 August 2010 and 2024-0529: diplomas of the State follow an examination under the control of the ministry,
before an independent jury. The list of candidates closes by itself; silence never appoints a jury.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from documents.catalogue.decisions import REFUSAL_DECISION
from documents.catalogue.examinations import CANDIDATES_CONVENED, EXAMINATION_MINUTES, JURY_APPOINTMENT
from forms import training as forms
from forms import transitions
from processes import conditions
from processes.fragments import Complements, Intake, Jury
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
from processes.records import enter_decision
from processes.rules import examinations as rules
from processes.rules.juries import jury_without_interest
from registers import examinations
from workflow import juries, links
from workflow.causes import cause_of

APPLICANT = (Role.APPLICANT,)


@register
class Examination(Procedure):
    code = "TRN-04"
    title = _("End-of-training examination: session and jury")
    purpose = _(
        "Homologated diplomas are awarded after an examination organised under the control of the ministry, "
        "with an independent jury."
    )
    family = Family.TRAINEES
    applicants = Applicants.PROVIDER
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "A2010-0802", "A2024-0529", "CMP-MA")
    application = forms.ExaminationRequest
    fees = _("The fee charged by the structure is public and fixed in its price list.")
    appeal = _("Marks: a claim once the results are published. Refusal of the session: administrative appeal.")
    readers = {Role.REGISTRAR: (), Role.COMPLAINTS_OFFICER: (), Role.LEGAL_OFFICER: (Stage.REFUSED,), Role.CENTRAL_OFFICER: ()}
    parameters = {
        "complements.rounds": (2, _("Rounds of complements")),
        "filing": (30, _("Working days between the filing and the first paper")),
        "attendance": (80, _("Least attendance of a candidate (%)")),
        "reschedulings": (2, _("How often new dates may be set")),
    }
    links = (Link("TRN-05", by=("finish_exam",)),)

    # Who holds the case at each stage, how long, from which day, and what happens when the limit has passed.
    desks = {
        Stage.UNDER_REVIEW: Desk(Role.REGIONAL_OFFICER, working_days(10), also=(Role.REGIONAL_DIRECTOR,)),
        Stage.JURY_APPOINTED: Desk(
            Role.REGIONAL_OFFICER,
            working_days(rules.CLOSING),
            counts_from=rules.closing_counts_from,
            then="auto_lock_candidates",
            also=(Role.REGIONAL_DIRECTOR,),
        ),
        Stage.CANDIDATES_LOCKED: Desk(Role.JURY_PRESIDENT),
        Stage.EXAM_RUNNING: Desk(Role.JURY_PRESIDENT, working_days(3), counts_from=rules.last_paper),
        Stage.POSTPONED: Desk(Role.REGIONAL_DIRECTOR, clock=SUSPENDED),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    intake = Intake(
        review=Stage.UNDER_REVIEW,
        conditions=[rules.session_validated, rules.subjects_deposited],
        withdrawable=(Stage.SUBMITTED, Stage.INCOMPLETE, Stage.UNDER_REVIEW, Stage.AWAITING_COMPLEMENTS),
        filed_by=APPLICANT,
    )
    complements = Complements(of=Stage.UNDER_REVIEW, by=Role.REGIONAL_OFFICER, supplied_by=APPLICANT)
    jury = Jury(
        of=Stage.UNDER_REVIEW,
        proposed_by=Role.REGIONAL_OFFICER,
        appointed_by=Role.REGIONAL_DIRECTOR,
        appointment=[JURY_APPOINTMENT, CANDIDATES_CONVENED],
        proposing=[rules.homologation_not_suspended],
        conditions=[rules.dates_free],
    )

    @jury.on_appointment
    def enter_examination(self) -> None:
        case, cause = self.case, cause_of(self)
        terms: dict[str, Any] = {"facts": forms.examination_facts(case), "session": self.application.session(case)}
        case.facts["examination"] = str(examinations.enter(**terms, cause=cause, region=case.region).entry)
        self.tell_jury()
        enter_decision(self, outcome="jury_appointed")

    @jury.on_change
    def tell_jury(self) -> None:
        """The register of examinations knows who sits."""
        lines = [{k: seat[k] for k in ("name", "capacity", "quality", "employer", "user")} for seat in juries.sitting(self.case)]
        examinations.appoint_jury(examination=self.case.facts["examination"], jury=lines, cause=cause_of(self))

    @stage.transition(
        label=_("Propose refusal"),
        source=Stage.UNDER_REVIEW,
        target=Stage.REFUSED,
        by=Role.REGIONAL_DIRECTOR,
        form=transitions.ReasonedRefusal,
        issues=REFUSAL_DECISION,
        duty=Duty.SIGNS,
    )
    def propose_refusal(self) -> None:
        enter_decision(self, outcome="refused")

    # The candidates.
    @stage.transition(
        label=_("Close the candidate list"),
        source=Stage.JURY_APPOINTED,
        target=Stage.CANDIDATES_LOCKED,
        by=Role.REGIONAL_OFFICER,
        conditions=[jury_without_interest, rules.candidates_can_be_called],
    )
    def lock_candidates(self) -> None:
        self._lock()

    @stage.transition(
        label=_("Candidate list closed automatically"),
        source=Stage.JURY_APPOINTED,
        target=Stage.CANDIDATES_LOCKED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def auto_lock_candidates(self) -> None:
        self._lock()

    # The days of the examination.
    @stage.transition(
        label=_("Start the examination"),
        source=Stage.CANDIDATES_LOCKED,
        target=Stage.EXAM_RUNNING,
        by=Role.JURY_PRESIDENT,
        conditions=[rules.first_paper_has_come],
        form=forms.ExaminationOpened,
        notifies=False,
    )
    def start_exam(self) -> None: ...

    @stage.transition(
        label=_("Record an incident"),
        source=Stage.EXAM_RUNNING,
        target=Stage.EXAM_RUNNING,
        by=Role.JURY_PRESIDENT,
        form=forms.Incident,
    )
    def record_incident(self) -> None:
        incident = forms.incident_line(self.data, on=self.today)
        examinations.record_incident(examination=self.case.facts["examination"], incident=incident, cause=cause_of(self))

    @stage.transition(
        label=_("Postpone the examination"),
        source=[Stage.CANDIDATES_LOCKED, Stage.EXAM_RUNNING],
        target=Stage.POSTPONED,
        by=Role.JURY_PRESIDENT,
        form=forms.Postponement,
    )
    def postpone_exam(self) -> None: ...

    @stage.transition(
        label=_("Set a new date"),
        source=Stage.POSTPONED,
        target=Stage.CANDIDATES_LOCKED,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[rules.new_dates_left],
        form=forms.NewDates,
        issues=CANDIDATES_CONVENED,
    )
    def reschedule_exam(self) -> None:
        facts = forms.examination_facts(self.case)
        days = {name: facts[name] for name in ("exam_dates", "starts_on", "ends_on")}
        examinations.reschedule(examination=self.case.facts["examination"], cause=cause_of(self), **days)

    @stage.transition(
        label=_("Cancel"),
        source=Stage.POSTPONED,
        target=Stage.CANCELLED,
        by=Role.REGIONAL_DIRECTOR,
        form=forms.ExaminationCancelled,
    )
    def cancel(self) -> None:
        reason = self.data["reason"][:300]
        examinations.cancel(examination=self.case.facts["examination"], cause=cause_of(self), reason=reason)

    @stage.transition(
        label=_("Close the examination"),
        source=Stage.EXAM_RUNNING,
        target=Stage.EXAM_COMPLETED,
        by=Role.JURY_PRESIDENT,
        conditions=[rules.last_paper_is_over],
        form=forms.ExaminationEnd,
        issues=EXAMINATION_MINUTES,
    )
    def finish_exam(self) -> None:
        held = examinations.hold(
            examination=self.case.facts["examination"], cause=cause_of(self), minutes_number=self.case.number or ""
        )
        links.open_case(act=self, procedure_code="TRN-05", answers={"examined": {"examination": str(held.entry)}})

    def _lock(self) -> None:
        examinations.lock_candidates(
            examination=self.case.facts["examination"], candidates=rules.candidates(self), cause=cause_of(self)
        )
