"""The letters that every procedure on request sends: from the deposit to the receipt, and the ends without decision."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import intake, offices
from documents.types import DocumentType

DEPOSIT_ACKNOWLEDGEMENT = DocumentType(
    "ACK", _("Deposit acknowledgement"), intake.deposit, office=offices.of_region, is_automatic=True
)
RETURN_NOTE = DocumentType("RET", _("Return note"), intake.return_note)
RECEIPT = DocumentType("REC", _("Receipt with case number and time limits"), intake.receipt, is_receipt=True)
COMPLEMENT_REQUEST = DocumentType("CPL", _("Request for complements"), intake.complement_request)
INADMISSIBILITY = DocumentType("INA", _("Inadmissibility letter"), intake.inadmissibility, may_be_appealed=True)
LAPSE_NOTICE = DocumentType("LAP", _("Notice of lapse"), intake.lapse, office=offices.of_asker, is_automatic=True)
