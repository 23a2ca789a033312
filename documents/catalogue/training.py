"""The documents of trainees, sessions and examinations."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import offices, training
from documents.types import DocumentType
from registers.decisions import write_number

TRANSFER_DECISION = DocumentType(
    "TRF",
    _("Transfer decision with training record"),
    training.transfer,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
FOREIGN_AUTHORISATION = DocumentType(
    "FTR",
    _("Authorisation to enrol foreign trainees"),
    training.foreign_authorisation,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
SESSION_RECEIPT = DocumentType(
    "SESR", _("Session opening receipt"), training.session_receipt, office=offices.of_region, is_receipt=True
)
ENROLMENT_LIST = DocumentType(
    "LISTV", _("Validated enrolment list"), training.enrolment_list, office=offices.of_region, is_receipt=True
)
