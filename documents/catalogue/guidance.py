"""The documents of public services: complaints, guidance and placement."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import guidance, offices
from documents.types import DocumentType

COMPLAINT_ANSWER = DocumentType(
    "CANS", _("Answer to the complainant"), guidance.complaint_answer, office=offices.of_region, is_receipt=True
)
# Not in the catalogue: the day of the interview, and what it clears up.
INTERVIEW_CONVENING = DocumentType("CONVI", _("Convening to an interview"), guidance.interview, is_receipt=True)
PLACEMENT_PROPOSALS = DocumentType("PROPO", _("Placement proposals"), guidance.placement_proposals, is_receipt=True)
PLACEMENT_CONFIRMATION = DocumentType(
    "PLC", _("Placement confirmation"), guidance.placement_confirmation, office=offices.of_region, is_automatic=True
)
