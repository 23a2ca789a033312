"""The letters of a validation of experience, the diploma among them."""

from django.utils.translation import gettext_lazy as _

from documents import batches
from documents.contexts import diplomas, offices
from documents.credentials import achievements
from documents.types import DocumentType
from registers.decisions import write_number

ELIGIBILITY_DECISION = DocumentType(
    "ELI", _("Eligibility decision (prior experience)"), diplomas.eligibility, is_decision=True, enter_number=write_number
)
EXPERIENCE_DIPLOMA = DocumentType(
    "DIPV",
    _("Diploma by experience"),
    diplomas.diploma,
    office=offices.of_centre,
    is_decision=True,
    each=batches.certified,
    needs_signature=True,
    enter_number=write_number,
    achievement=achievements.experience,
)
PARTIAL_STATEMENT = DocumentType(
    "VPART",
    _("Partial validation statement"),
    diplomas.partial,
    office=offices.of_centre,
    is_decision=True,
    enter_number=write_number,
    achievement=achievements.partial,
)
