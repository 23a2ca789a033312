"""The documents of monitoring: reports of missions, records, warnings to the public."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import monitoring, offices
from documents.types import DocumentType

OBSTRUCTION_RECORD = DocumentType("OBS", _("Obstruction record"), monitoring.obstruction, office=offices.of_region)
PROVISIONAL_REPORT = DocumentType(
    "PREP", _("Provisional inspection report"), monitoring.provisional_report, office=offices.of_region
)
FINAL_REPORT = DocumentType("FREP", _("Final inspection report and grade"), monitoring.final_report, office=offices.of_region)
