"""The documents of monitoring: reports of missions, records, warnings to the public."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import monitoring, offices
from documents.types import DocumentType

OBSTRUCTION_RECORD = DocumentType("OBS", _("Obstruction record"), monitoring.obstruction, office=offices.of_region)
PROVISIONAL_REPORT = DocumentType(
    "PREP", _("Provisional inspection report"), monitoring.provisional_report, office=offices.of_region
)
FINAL_REPORT = DocumentType("FREP", _("Final inspection report and grade"), monitoring.final_report, office=offices.of_region)
ACTION_PLAN = DocumentType("CAP", _("Corrective action plan"), monitoring.action_plan, office=offices.of_region)
CLOSURE_NOTE = DocumentType(
    "CAPC", _("Closure note of the action plan"), monitoring.closure_note, office=offices.of_region, is_receipt=True
)
