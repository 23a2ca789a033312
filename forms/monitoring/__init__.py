"""The forms of monitoring: missions of inspection, corrective plans, watch cases, campaigns of reports."""

from forms.monitoring.annual import AnnualReport
from forms.monitoring.follow_up import (
    DeadlineExtension,
    EvidenceFiled,
    EvidenceRejected,
    PlanVisit,
    PlanVisitSchedule,
)
from forms.monitoring.mission import Inspection
from forms.monitoring.on_site import Access, Arrival, Findings, Obstruction, OnSiteEnd
from forms.monitoring.plan import ActionPlan, PlanAcceptance, PlanFiled, PlanReturned
from forms.monitoring.quarterly import QuarterlyReturn
from forms.monitoring.report import FinalReport, ObservationsFiled, ProvisionalReport
from forms.monitoring.reporting import Report
from forms.monitoring.team import ConflictDeclaration, InspectorReplacement, TeamAssignment, VisitNotice
from forms.monitoring.warning import PublicWarning
from forms.monitoring.watch import WatchCase, watched
from forms.monitoring.watching import (
    BreachQualification,
    CeaseNotice,
    Cessation,
    EvidenceCollection,
    ProsecutorReferral,
    SanctionReferral,
    WatchDismissal,
)

__all__ = [
    "Access",
    "ActionPlan",
    "AnnualReport",
    "Arrival",
    "BreachQualification",
    "CeaseNotice",
    "Cessation",
    "ConflictDeclaration",
    "DeadlineExtension",
    "EvidenceCollection",
    "EvidenceFiled",
    "EvidenceRejected",
    "FinalReport",
    "Findings",
    "Inspection",
    "InspectorReplacement",
    "ObservationsFiled",
    "Obstruction",
    "OnSiteEnd",
    "PlanAcceptance",
    "PlanFiled",
    "PlanReturned",
    "PlanVisit",
    "PlanVisitSchedule",
    "ProsecutorReferral",
    "ProvisionalReport",
    "PublicWarning",
    "QuarterlyReturn",
    "Report",
    "SanctionReferral",
    "TeamAssignment",
    "VisitNotice",
    "WatchCase",
    "WatchDismissal",
    "watched",
]
