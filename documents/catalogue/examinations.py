"""The documents of examinations and juries."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import examinations, offices
from documents.credentials import achievements
from documents.types import DocumentType
from registers.decisions import write_number

JURY_APPOINTMENT = DocumentType(
    "JUR",
    _("Jury appointment decision"),
    examinations.jury_appointment,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
JURY_MINUTES = DocumentType(
    "JMIN", _("Jury minutes and results list"), examinations.jury_minutes, office=offices.of_region, is_receipt=True
)
DIPLOMA = DocumentType(
    "DIP",
    _("Diploma with number and QR code"),
    examinations.diploma,
    each=examinations.each_graduate,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
    when=examinations.has_graduates,
    achievement=achievements.diploma,
)
CANDIDATES_CONVENED = DocumentType(
    "CONVE", _("Candidate convocations"), examinations.candidates_convened, office=offices.of_region, is_receipt=True
)
EXAMINATION_MINUTES = DocumentType(
    "EXMIN", _("Examination minutes"), examinations.examination_minutes, office=offices.of_region, is_receipt=True
)
