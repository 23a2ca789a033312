"""The documents drawn from the register of certificates."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import certification
from documents.types import DocumentType
from registers.decisions import write_number

DUPLICATE = DocumentType(
    "DUP",
    _("Duplicate or rectified diploma"),
    certification.duplicate,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
    when=certification.asks_for("duplicate", "rectification"),
)
REGISTER_ATTESTATION = DocumentType(
    "ATT",
    _("Attestation from the register"),
    certification.attestation,
    needs_signature=True,
    enter_number=write_number,
    when=certification.asks_for("attestation"),
)
TRANSCRIPT = DocumentType(
    "TRS",
    _("Transcript"),
    certification.transcript,
    needs_signature=True,
    enter_number=write_number,
    when=certification.asks_for("transcript"),
)
