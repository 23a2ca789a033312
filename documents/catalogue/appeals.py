"""The documents of an appeal against a decision: its receipt, the answer, and what silence means."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import appeals, offices
from documents.types import DocumentType
from registers.decisions import write_number

APPEAL_RECEIPT = DocumentType(
    "APR", _("Appeal receipt with the two-month notice"), appeals.receipt, office=offices.of_centre, is_automatic=True
)
APPEAL_DECISION = DocumentType(
    "APD",
    _("Decision on the appeal"),
    appeals.answer,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
    replaces=appeals.replaced,
)
# Not in the catalogue: what two months of silence mean.
IMPLICIT_REFUSAL = DocumentType(
    "IREJ", _("Notice of an implicit refusal"), appeals.silence, office=offices.of_centre, is_automatic=True
)
