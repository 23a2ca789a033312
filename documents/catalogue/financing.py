"""The documents of financing and partnerships."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import financing, offices
from documents.types import DocumentType

AGREEMENT_RECEIPT = DocumentType(
    "AGREC", _("Agreement registration receipt"), financing.agreement_receipt, office=offices.of_region, is_receipt=True
)
