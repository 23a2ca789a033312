"""The documents of financing and partnerships."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import financing, offices
from documents.types import DocumentType
from registers.decisions import write_number

AGREEMENT_RECEIPT = DocumentType(
    "AGREC", _("Agreement registration receipt"), financing.agreement_receipt, office=offices.of_region, is_receipt=True
)
EVALUATION_GRID = DocumentType("EVG", _("Evaluation grid"), financing.evaluation_grid, is_for_applicant=False, is_receipt=True)
PROJECT_AGREEMENT = DocumentType(
    "AGR",
    _("Agreement"),
    financing.project_agreement,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
PAYMENT_CERTIFICATE = DocumentType("PAYO", _("Payment certificate"), financing.payment_certificate, is_receipt=True)
