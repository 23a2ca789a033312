"""Who is sent on a mission of inspection: named, replaced, announced; and the visit on the spot."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from viewflow.fsm.base import TransitionDescriptor

from documents.catalogue.monitoring import OBSTRUCTION_RECORD
from documents.catalogue.visits import MISSION_ORDER, VISIT_ANNOUNCEMENT
from forms import monitoring as forms
from forms import transitions
from processes.language import Desk, Duty, Fragment, Role, Stage, stage, working_days
from processes.rules import missions
from registers import inspections
from workflow import assignments, links
from workflow.causes import cause_of
from workflow.procedure import Procedure

Named = Iterator[tuple[str, TransitionDescriptor]]
DIRECTORS = (Role.REGIONAL_DIRECTOR, Role.CENTRAL_DIRECTOR)
INSPECTORS = (Role.INSPECTOR, Role.LEAD_INSPECTOR)


def send(procedure: Procedure) -> None:
    """Names the team to the case, those in conflict left out."""
    case, visit = procedure.case, procedure.case.facts["visit"]
    away = {told["user"] for told in case.facts.get("conflicts", ())}
    lead = [visit["lead"]] if visit["lead"] not in away else []
    others = [m["user"] for m in visit["team"] if m["user"] != visit["lead"] and m["user"] not in away]
    assignments.assign_team(case, role=Role.LEAD_INSPECTOR, user_ids=lead, at=procedure.at)
    assignments.assign_team(case, role=Role.INSPECTOR, user_ids=others, at=procedure.at)


def inspection_of(procedure: Procedure) -> str:
    return str(procedure.case.facts["visit"]["inspection"])


@dataclass
class Team(Fragment):
    """The team of a mission: at least two, one for each discipline, none with an interest in the structure."""

    def desks(self) -> Mapping[str, Desk]:
        return {
            Stage.PLANNED: Desk(Role.REGIONAL_DIRECTOR, also=(Role.CENTRAL_DIRECTOR,)),
            Stage.TEAM_ASSIGNED: Desk(Role.LEAD_INSPECTOR, also=(Role.REGIONAL_DIRECTOR,)),
            Stage.NOTIFIED: Desk(Role.LEAD_INSPECTOR, working_days(5), also=(Role.REGIONAL_DIRECTOR,)),
        }

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Assign the team"),
            source=Stage.PLANNED,
            target=Stage.TEAM_ASSIGNED,
            by=DIRECTORS,
            form=forms.TeamAssignment,
            issues=MISSION_ORDER,
            notifies=False,
        )
        def assign_team(procedure: Procedure) -> None:
            case = procedure.case
            mission, visit = case.answers["mission"], case.facts["visit"]
            planned = inspections.plan(
                cause=cause_of(procedure),
                mission_type=mission["mission_type"],
                team=visit["team"],
                provider=case.provider,
                site=mission["site"],
                planned_on=visit["on"],
                announced=mission["announced"] == "yes",
                checklist_version=mission["checklist_version"],
            )
            case.facts["visit"] = {**visit, "inspection": str(planned.entry)}
            send(procedure)

        yield "assign_team", assign_team

        @stage.transition(
            label=_("Cancel"),
            source=[Stage.PLANNED, Stage.TEAM_ASSIGNED],
            target=Stage.CANCELLED,
            by=DIRECTORS,
            form=transitions.Reason,
            notifies=False,
        )
        def cancel(procedure: Procedure) -> None:
            if "visit" in procedure.case.facts:
                inspections.cancel(inspection=inspection_of(procedure), cause=cause_of(procedure))

        yield "cancel", cancel

        for name, where in (("declare_conflict", Stage.TEAM_ASSIGNED), ("declare_late_conflict", Stage.NOTIFIED)):
            yield name, _conflict(name, where)

        @stage.transition(
            label=_("Replace an inspector"),
            source=[Stage.TEAM_ASSIGNED, Stage.NOTIFIED],
            target=Stage.TEAM_ASSIGNED,
            by=DIRECTORS,
            conditions=[missions.replacement_left],
            form=forms.InspectorReplacement,
            notifies=False,
        )
        def replace_inspector(procedure: Procedure) -> None:
            send(procedure)
            team = procedure.case.facts["visit"]["team"]
            inspections.amend(inspection=inspection_of(procedure), facts={"team": team}, cause=cause_of(procedure))

        yield "replace_inspector", replace_inspector

        @stage.transition(
            label=_("Notify the visit"),
            source=Stage.TEAM_ASSIGNED,
            target=Stage.NOTIFIED,
            by=Role.LEAD_INSPECTOR,
            conditions=[missions.visit_is_announced, missions.leads_this_mission, missions.no_conflict_left],
            form=forms.VisitNotice,
            issues=VISIT_ANNOUNCEMENT,
        )
        def notify_visit(procedure: Procedure) -> None:
            on = procedure.case.facts["visit"]["on"]
            inspections.amend(inspection=inspection_of(procedure), facts={"planned_on": on}, cause=cause_of(procedure))

        yield "notify_visit", notify_visit


def _conflict(name: str, where: Stage) -> TransitionDescriptor:
    """An inspector steps aside before the visit; the law's one act, once for each stage at which it leaves the case."""

    @stage.transition(
        label=_("Declare an interest"),
        source=where,
        target=where,
        by=INSPECTORS,
        conditions=[missions.sent_on_this_mission],
        form=forms.ConflictDeclaration,
    )
    def declare(procedure: Procedure) -> None:
        send(procedure)

    declare._func.__name__ = name  # viewflow calls a transition by the name of its function
    return declare


@dataclass
class OnSite(Fragment):
    """The visit itself: arrival, findings line by line, an obstruction and its end."""

    def desks(self) -> Mapping[str, Desk]:
        return {
            Stage.IN_PROGRESS: Desk(Role.LEAD_INSPECTOR, also=(Role.INSPECTOR,)),
            Stage.OBSTRUCTED: Desk(Role.REGIONAL_DIRECTOR, working_days(5), also=(Role.LEAD_INSPECTOR,)),
        }

    def transitions(self) -> Named:
        @stage.transition(
            label=_("Start on site"),
            source=[Stage.TEAM_ASSIGNED, Stage.NOTIFIED],
            target=Stage.IN_PROGRESS,
            by=Role.LEAD_INSPECTOR,
            conditions=[
                missions.letter_sent_or_unannounced,
                missions.leads_this_mission,
                missions.no_conflict_left,
                missions.visit_day_came,
            ],
            form=forms.Arrival,
            duty=Duty.INSPECTS,
        )
        def start_on_site(procedure: Procedure) -> None:
            inspections.arrive(inspection=inspection_of(procedure), cause=cause_of(procedure))

        yield "start_on_site", start_on_site

        @stage.transition(
            label=_("Record findings"),
            source=Stage.IN_PROGRESS,
            target=Stage.IN_PROGRESS,
            by=INSPECTORS,
            conditions=[missions.sent_on_this_mission],
            form=forms.Findings,
            duty=Duty.INSPECTS,
        )
        def record_findings(procedure: Procedure) -> None: ...

        yield "record_findings", record_findings

        @stage.transition(
            label=_("Record an obstruction"),
            source=Stage.IN_PROGRESS,
            target=Stage.OBSTRUCTED,
            by=Role.LEAD_INSPECTOR,
            conditions=[missions.leads_this_mission],
            form=forms.Obstruction,
            issues=OBSTRUCTION_RECORD,
            duty=Duty.INSPECTS,
        )
        def record_obstruction(procedure: Procedure) -> None:
            told = procedure.case.facts["obstruction"]
            inspections.record_obstruction(inspection=inspection_of(procedure), text=told["reason"], cause=cause_of(procedure))
            if told["is_danger"] == "yes":
                mission = procedure.case.answers["mission"]
                measure = {"provider": mission["provider"], "site": mission["site"], "danger": told["danger"]}
                answers = {"measure": {**measure, "facts": told["reason"]}}
                links.open_case(act=procedure, procedure_code="SAN-02", answers=answers)

        yield "record_obstruction", record_obstruction

        @stage.transition(
            label=_("Resume the visit"),
            source=Stage.OBSTRUCTED,
            target=Stage.IN_PROGRESS,
            by=Role.LEAD_INSPECTOR,
            conditions=[missions.leads_this_mission, missions.access_in_time],
            form=forms.Access,
        )
        def resume_visit(procedure: Procedure) -> None: ...

        yield "resume_visit", resume_visit

        @stage.transition(
            label=_("End the on-site phase"),
            source=Stage.IN_PROGRESS,
            target=Stage.DRAFT_REPORT,
            by=Role.LEAD_INSPECTOR,
            conditions=[missions.leads_this_mission, missions.every_line_answered],
            form=forms.OnSiteEnd,
            duty=Duty.INSPECTS,
        )
        def end_on_site(procedure: Procedure) -> None: ...

        yield "end_on_site", end_on_site
