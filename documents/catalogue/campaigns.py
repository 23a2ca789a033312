"""The documents of campaigns of reports: their opening, the formal notice, the receipt of what was validated."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import campaigns, offices
from documents.types import DocumentType

CAMPAIGN_NOTICE = DocumentType("CAMP", _("Campaign notice"), campaigns.opening, office=offices.of_centre, is_automatic=True)
FORMAL_NOTICE = DocumentType(
    "NOTICE", _("Formal notice"), campaigns.formal_notice, office=offices.of_region, is_receipt=True, may_be_appealed=True
)
REPORT_RECEIPT = DocumentType(
    "VALR", _("Validation receipt of the report"), campaigns.receipt, office=offices.of_region, is_receipt=True
)
