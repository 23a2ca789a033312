"""The decisions that are worded alike in every procedure."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import decisions
from documents.types import DocumentType
from registers.decisions import write_number

REFUSAL_DECISION = DocumentType(
    "REF",
    _("Reasoned decision of refusal"),
    decisions.refusal,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
