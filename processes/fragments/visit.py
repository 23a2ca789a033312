"""A visit on the spot: ordered, postponed, reported, made a second time; and the reserves that it may leave."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

import forms
from documents.catalogue.visits import MISSION_ORDER, RESERVES_NOTICE, VISIT_ANNOUNCEMENT, VISIT_REPORT
from processes import conditions
from processes.fragments.intake import Hook
from processes.language import Desk, Duty, Fragment, Role, Stage, calendar_days, stage, working_days
from processes.rules import visits
from registers import inspections
from workflow import assignments
from workflow.causes import cause_of
from workflow.models import Case
from workflow.procedure import Check, Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]


def day_of_visit(case: Case) -> date | None:
    on = case.facts.get("visit", {}).get("on", "")
    return date.fromisoformat(on) if on else None


def _order(procedure: Procedure, *, mission: str) -> None:
    """Names the team to the case and plans the visit in the register of inspections."""
    case, visit = procedure.case, procedure.case.facts["visit"]
    assignments.assign(case, role=Role.LEAD_INSPECTOR, user_id=visit["lead"], at=procedure.at)
    others = [member["user"] for member in visit["team"] if member["user"] != visit["lead"]]
    assignments.assign_team(case, role=Role.INSPECTOR, user_ids=others, at=procedure.at)
    planned = inspections.plan(
        cause=cause_of(procedure),
        mission_type=mission,
        team=visit["team"],
        provider=case.provider,
        site=case.facts.get("site"),
        planned_on=visit["on"] or None,
        region=case.region,
        line=visit["round"],
        announced=True,
        **({} if case.provider else {"provider_ar": case.applicant_name_ar, "provider_fr": case.applicant_name_fr}),
    )
    case.facts["visit"] = {**visit, "inspection": str(planned.entry)}


def _another_round(case: Case) -> None:
    """The same team goes again, on a day to be set."""
    before = case.facts["visit"]
    case.facts["visit"] = {**before, "round": before["round"] + 1, "on": "", "postponed": 0}


@dataclass
class Visit(Fragment):
    """`mission` is the code by which the register of inspections knows why one went."""

    ordered_from: Sequence[Stage]
    mission: str
    by: Role = Role.REGIONAL_DIRECTOR
    conditions: Sequence[Check] = ()
    report_days: int | None = None  # working days from the day of the visit
    reviewer: Role = Role.REGIONAL_DIRECTOR  # who holds the case once the report is filed
    also: tuple[Role, ...] = (Role.REGIONAL_OFFICER,)
    schedule: type[forms.TransitionForm] = forms.VisitSchedule
    report: type[forms.TransitionForm] = forms.VisitReport
    may_be_repeated: bool = True
    _reporting: list[Hook] = field(default_factory=list)

    def on_report(self, effect: Hook) -> Hook:
        """What the report brings about beside its place in the register of inspections."""
        self._reporting.append(effect)
        return effect

    def desks(self) -> Mapping[str, Desk]:
        limit = working_days(self.report_days) if self.report_days else None
        return {
            Stage.VISIT_SCHEDULED: Desk(Role.LEAD_INSPECTOR, limit, also=(self.by,), counts_from=day_of_visit),
            Stage.VISIT_REPORTED: Desk(self.reviewer, also=self.also),
        }

    def transitions(self) -> Named:
        mission = self.mission

        @stage.transition(
            label=_("Schedule the visit"),
            source=list(self.ordered_from),
            target=Stage.VISIT_SCHEDULED,
            by=self.by,
            conditions=list(self.conditions),
            form=self.schedule,
            issues=(MISSION_ORDER, VISIT_ANNOUNCEMENT),
        )
        def schedule_visit(procedure: Procedure) -> None:
            _order(procedure, mission=mission)

        yield "schedule_visit", schedule_visit

        @stage.transition(
            label=_("Postpone the visit"),
            source=Stage.VISIT_SCHEDULED,
            target=Stage.VISIT_SCHEDULED,
            by=(Role.LEAD_INSPECTOR, self.by),
            conditions=[visits.postponements_left],
            form=forms.VisitPostponement,
            issues=VISIT_ANNOUNCEMENT,
        )
        def postpone_visit(procedure: Procedure) -> None:
            visit = procedure.case.facts["visit"]
            visit["postponed"] += bool(visit["instead_of"])
            _order(procedure, mission=mission)
            visit = procedure.case.facts["visit"]
            inspections.amend(inspection=visit["inspection"], facts={"planned_on": visit["on"]}, cause=cause_of(procedure))

        yield "postpone_visit", postpone_visit

        @stage.transition(
            label=_("File the visit report"),
            source=Stage.VISIT_SCHEDULED,
            target=Stage.VISIT_REPORTED,
            by=Role.LEAD_INSPECTOR,
            conditions=[visits.visit_day_came],
            form=self.report,
            issues=VISIT_REPORT,
            duty=Duty.INSPECTS,
        )
        def report_visit(procedure: Procedure) -> None:
            case, report = procedure.case, procedure.case.facts["visit_report"]
            team = [member["user"] for member in case.facts["visit"]["team"]]
            # Whoever was there is bound as the author is: none of them decides what follows.
            case.duties = {**case.duties, str(Duty.INSPECTS): sorted({*case.duties.get(Duty.INSPECTS, ()), *team})}
            inspection, cause = case.facts["visit"]["inspection"], cause_of(procedure)
            inspections.arrive(inspection=inspection, cause=cause, on=date.fromisoformat(report["held_on"]))
            inspections.report(
                inspection=inspection,
                cause=cause,
                answers=report["answers"],
                score=report["score"],
                grade=report["grade"],
                critical_failed=len(report["critical_failed"]),
                checklist_version=report["version"],
            )
            for effect in self._reporting:
                effect(procedure)

        yield "report_visit", report_visit
        if not self.may_be_repeated:
            return

        @stage.transition(
            label=_("Order a second visit"),
            source=Stage.VISIT_REPORTED,
            target=Stage.VISIT_SCHEDULED,
            by=self.by,
            conditions=[visits.second_visit_left],
            form=forms.SecondVisit,
            issues=(MISSION_ORDER, VISIT_ANNOUNCEMENT),
        )
        def order_second_visit(procedure: Procedure) -> None:
            procedure.case.facts["second_visits"] = procedure.case.facts.get("second_visits", 0) + 1
            _order(procedure, mission=mission)

        yield "order_second_visit", order_second_visit


@dataclass
class Reserves(Fragment):
    """What a visit leaves to be mended, in a time of thirty days at least and of `days` at most; then one goes again."""

    days: int
    by: Role = Role.REGIONAL_DIRECTOR

    def desks(self) -> Mapping[str, Desk]:
        reminders = (self.days // 3, self.days * 2 // 3)
        desk = Desk(Role.APPLICANT, calendar_days(self.days), then="expire_reserves", reminders=reminders)
        return {Stage.RESERVES_NOTIFIED: desk}

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Notify reservations"),
            source=Stage.VISIT_REPORTED,
            target=Stage.RESERVES_NOTIFIED,
            by=self.by,
            conditions=[visits.only_lighter_lines_failed],
            form=forms.ReservesNotice,
            issues=RESERVES_NOTICE,
            duty=Duty.SIGNS,
        )
        def notify_reserves(procedure: Procedure) -> None:
            # The days that the notice grants bind this case as if the law had set them.
            code = f"{procedure.code}.{Stage.RESERVES_NOTIFIED}.days"
            case = procedure.case
            case.parameters = {**case.parameters, code: case.facts["reserves"]["days"]}

        yield "notify_reserves", notify_reserves

        @stage.transition(
            label=_("Declare reservations lifted"),
            source=Stage.RESERVES_NOTIFIED,
            target=Stage.VISIT_SCHEDULED,
            by=Role.APPLICANT,
            form=forms.ReservesLifted,
        )
        def declare_reserves_lifted(procedure: Procedure) -> None:
            _another_round(procedure.case)

        yield "declare_reserves_lifted", declare_reserves_lifted

        @stage.transition(
            label=_("Reservations overdue"),
            source=Stage.RESERVES_NOTIFIED,
            target=Stage.AWAITING_SIGNATURE,
            by=Role.SYSTEM,
            conditions=[conditions.time_is_up],
        )
        def expire_reserves(procedure: Procedure) -> None:
            """What was not lifted is what is held against the structure."""
            told = procedure.case.facts["reserves"]
            grounds = [
                {"rule": "reserves_open", "title": item["title"], "law": "L2008-10", "fact": f"{item['code']} – {item['what']}"}
                for item in told["items"]
            ]
            basis = "\n".join(f"{ground['title']['ar']}: {ground['fact']}" for ground in grounds)
            proposal = {"outcome": "refuse", "grounds": grounds, "basis": basis, "may_ask_again": True}
            procedure.case.facts["proposal"] = {**proposal, "reason": told["reason"]}

        yield "expire_reserves", expire_reserves
