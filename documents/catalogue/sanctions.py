"""The documents of sanctions: grievances, hearing, the decision or the dismissal."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import offices, sanctions
from documents.types import DocumentType
from registers.decisions import write_number

GRIEVANCES = DocumentType("GRI", _("Statement of grievances"), sanctions.grievances, office=offices.of_centre, is_served=True)
HEARING_CONVENING = DocumentType(
    "CONVH", _("Convening to a hearing"), sanctions.convening, office=offices.of_centre, is_served=True
)
HEARING_MINUTES = DocumentType("HMIN", _("Hearing minutes"), sanctions.minutes, office=offices.of_centre)
SANCTION_DECISION = DocumentType(
    "SAN",
    _("Sanction decision"),
    sanctions.sanction,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
DISMISSAL_DECISION = DocumentType(
    "DISM",
    _("Dismissal decision"),
    sanctions.dismissal,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
PRECAUTIONARY_MEASURE = DocumentType(
    "PREC",
    _("Precautionary measure decision"),
    sanctions.precaution,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
