"""The forms of monitoring: missions of inspection, corrective plans, watch cases, campaigns of reports."""

from forms.monitoring.mission import Inspection
from forms.monitoring.on_site import Arrival, Findings, Obstruction, OnSiteEnd
from forms.monitoring.report import FinalReport, ObservationsFiled, ProvisionalReport
from forms.monitoring.team import ConflictDeclaration, InspectorReplacement, TeamAssignment, VisitNotice
from forms.monitoring.warning import PublicWarning

__all__ = [
    "Arrival",
    "ConflictDeclaration",
    "FinalReport",
    "Findings",
    "Inspection",
    "InspectorReplacement",
    "ObservationsFiled",
    "Obstruction",
    "OnSiteEnd",
    "ProvisionalReport",
    "PublicWarning",
    "TeamAssignment",
    "VisitNotice",
]
