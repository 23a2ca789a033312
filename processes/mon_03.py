"""MON-03 Inspection mission, planned or unannounced.

Law 2008-10 (control of private structures); specifications of the structures; order of 2011 on inspection; decree 93-982.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.catalogue.certification import PUBLIC_WARNING
from documents.catalogue.monitoring import FINAL_REPORT, PROVISIONAL_REPORT
from forms import monitoring as forms
from forms import transitions
from processes import conditions
from processes.fragments.mission import OnSite, Team, inspection_of
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
    register,
    stage,
    working_days,
)
from processes.rules import missions
from registers import checklist, inspections, nonconformities, providers, risk
from workflow import links
from workflow.causes import cause_of


@register
class InspectionMission(Procedure):
    code = "MON-03"
    title = _("Inspection mission (planned or unannounced)")
    purpose = _(
        "See on site that premises, staff, contracts, teaching and registers match the specifications and the "
        "homologation; give a grade and its follow-up."
    )
    family = Family.MONITORING
    applicants = Applicants.ADMINISTRATION
    scope = Scope.REGIONAL
    legal_basis = ("L2008-10", "CDC", "AC2011-36", "CMP-FR", "D93-982")
    application = forms.Inspection
    initial = ex_officio = Stage.PLANNED
    opened_by = (Role.REGIONAL_DIRECTOR, Role.CENTRAL_DIRECTOR)
    # Before the letter, or the arrival of the team, the structure does not know of the mission.
    concealed = (Stage.PLANNED, Stage.TEAM_ASSIGNED, Stage.CANCELLED)
    fees = _("None.")
    appeal = _("Observations inside the mission; the follow-up act is contested, not the report itself.")
    readers = {Role.REGISTRAR: (), Role.LEGAL_OFFICER: (), Role.CENTRAL_OFFICER: (), Role.REGIONAL_OFFICER: ()}
    links = (
        Link("MON-04", by=("open_action_plan",)),
        Link("SAN-01", by=("refer_to_sanction", "refer_to_sanction_final")),
        Link("SAN-02", by=("record_obstruction",)),
    )

    # Who holds the case at each stage, and how long. No desk: the case is closed.
    desks = {
        Stage.DRAFT_REPORT: Desk(Role.LEAD_INSPECTOR, working_days(10)),
        Stage.REPORT_SENT: Desk(Role.APPLICANT, working_days(15), then="expire_observations"),
        Stage.OBSERVATIONS_RECEIVED: Desk(Role.LEAD_INSPECTOR, working_days(10)),
        Stage.FINAL_REPORT: Desk(Role.REGIONAL_DIRECTOR),
    }

    # Shared parts of the law, each expanded into explicit stages and transitions.
    team = Team()
    on_site = OnSite()
    letters = {
        "public_warning": Letter(
            label=_("Publish a warning"),
            by=(Role.REGIONAL_DIRECTOR, Role.CENTRAL_DIRECTOR),
            stages=(Stage.OBSTRUCTED, Stage.FINAL_REPORT),
            form=forms.PublicWarning,
            issues=PUBLIC_WARNING,
        )
    }

    # What is this procedure's own.
    @stage.transition(
        label=pgettext_lazy("inspection", "Refer to sanction proceedings"),
        source=Stage.OBSTRUCTED,
        target=Stage.REFERRED_TO_SANCTION,
        by=Role.REGIONAL_DIRECTOR,
        form=transitions.Reason,
        duty=Duty.SIGNS,
    )
    def refer_to_sanction(self) -> None:
        """An obstruction that is not lifted is worth the lowest grade."""
        cause, told = cause_of(self), self.case.facts["obstruction"]
        inspections.finalise(inspection=inspection_of(self), cause=cause, grade="D", follow_up="referred_to_sanction")
        providers.grade(provider=self.provider, cause=cause, grade="D")
        self._accuse([{"article_ref": "L2008-10", "fact": told["reason"], "severity": "critical", "dated": told["on"]}])

    @stage.transition(
        label=_("Send the provisional report"),
        source=Stage.DRAFT_REPORT,
        target=Stage.REPORT_SENT,
        by=Role.LEAD_INSPECTOR,
        conditions=[missions.leads_this_mission],
        form=forms.ProvisionalReport,
        issues=PROVISIONAL_REPORT,
        duty=Duty.INSPECTS,
    )
    def send_provisional_report(self) -> None:
        report = self.case.facts["visit_report"]
        # The days that the report grants bind this case as if the law had set them.
        self.case.parameters = {**self.case.parameters, f"{self.code}.{Stage.REPORT_SENT}.days": report["days"]}
        inspections.report(
            inspection=inspection_of(self),
            cause=cause_of(self),
            answers=report["answers"],
            score=report["score"],
            grade=report["grade"],
            critical_failed=len(report["critical_failed"]),
            checklist_version=report["version"],
        )

    @stage.transition(
        label=_("File observations"),
        source=Stage.REPORT_SENT,
        target=Stage.OBSERVATIONS_RECEIVED,
        by=Role.APPLICANT,
        form=forms.ObservationsFiled,
    )
    def file_observations(self) -> None: ...

    @stage.transition(
        label=_("No observations in time"),
        source=Stage.REPORT_SENT,
        target=Stage.OBSERVATIONS_RECEIVED,
        by=Role.SYSTEM,
        conditions=[conditions.time_is_up],
    )
    def expire_observations(self) -> None: ...

    @stage.transition(
        label=_("Finalise the report"),
        source=Stage.OBSERVATIONS_RECEIVED,
        target=Stage.FINAL_REPORT,
        by=Role.LEAD_INSPECTOR,
        conditions=[missions.leads_this_mission],
        form=forms.FinalReport,
        issues=FINAL_REPORT,
        duty=Duty.INSPECTS,
    )
    def finalise_report(self) -> None:
        report, cause = self.case.facts["final_report"], cause_of(self)
        inspections.finalise(
            inspection=inspection_of(self),
            cause=cause,
            answers=report["answers"],
            score=report["score"],
            grade=report["grade"],
            critical_failed=len(report["critical_failed"]),
            observations=self.case.facts.get("observations", {}).get("text", ""),
        )
        rows = {row["code"]: row for row in report["answers"]}
        lines = [
            {"line": code, "severity": checklist.BY_CODE[code].severity, "description": rows[code].get("comment", "")}
            for code in report["failed"]
        ]
        nonconformities.enter_all(inspection=inspection_of(self), lines=lines, cause=cause)
        provider = providers.grade(provider=self.provider, cause=cause, grade=report["grade"])
        providers.grade(provider=provider, cause=cause, risk_score=risk.score_of(provider, on=self.today))

    @stage.transition(
        label=_("Close: compliant"),
        source=Stage.FINAL_REPORT,
        target=Stage.CLOSED_COMPLIANT,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[missions.is_compliant],
        duty=Duty.SIGNS,
    )
    def close_compliant(self) -> None: ...

    @stage.transition(
        label=_("Close with an action plan"),
        source=Stage.FINAL_REPORT,
        target=Stage.CLOSED_WITH_PLAN,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[missions.calls_for_a_plan],
        duty=Duty.SIGNS,
    )
    def open_action_plan(self) -> None:
        lines = nonconformities.of_inspection(inspection_of(self))
        answers = {"plan": {"source": self.case.number, "non_conformities": [str(line.entry) for line in lines]}}
        links.open_case(act=self, procedure_code="MON-04", answers=answers)
        providers.flag(provider=self.provider, cause=cause_of(self), open_plan=True)

    @stage.transition(
        label=pgettext_lazy("final report", "Refer to sanction proceedings"),
        source=Stage.FINAL_REPORT,
        target=Stage.REFERRED_TO_SANCTION,
        by=Role.REGIONAL_DIRECTOR,
        conditions=[missions.calls_for_a_sanction],
        form=transitions.Reason,
        duty=Duty.SIGNS,
    )
    def refer_to_sanction_final(self) -> None:
        lines = nonconformities.of_inspection(inspection_of(self))
        day = self.case.facts["final_report"]["on"]
        self._accuse(
            [{"article_ref": "CDC", "fact": f"{n.line} – {n.description}", "severity": n.severity, "dated": day} for n in lines]
        )

    def _accuse(self, grounds: list[dict[str, str]]) -> None:
        mission = self.case.answers["mission"]
        told = {"provider": mission["provider"], "sites": [mission["site"]], "grounds": grounds, "origin_case": self.case.number}
        links.open_case(act=self, procedure_code="SAN-01", answers={"file": told})
