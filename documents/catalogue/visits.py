"""The letters of a visit, shared by every procedure that sends inspectors."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import offices, visits
from documents.types import DocumentType

MISSION_ORDER = DocumentType(
    "MO",
    _("Mission order"),
    visits.announcement,
    office=offices.of_region,
    addressee=visits.team,
    is_for_applicant=False,
)
VISIT_ANNOUNCEMENT = DocumentType("CONVV", _("Letter announcing the visit"), visits.announcement, office=offices.of_region)
VISIT_REPORT = DocumentType(
    "VR", _("Visit report"), visits.report, office=offices.of_region, addressee=visits.director, is_for_applicant=False
)
RESERVES_NOTICE = DocumentType("RES", _("Notice of reservations"), visits.reserves)
