"""The documents drawn from the register of certificates."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import certification
from documents.credentials import achievements
from documents.types import DocumentType
from registers.decisions import write_number

DUPLICATE = DocumentType(
    "DUP",
    _("Duplicate or rectified diploma"),
    certification.duplicate,
    each=certification.of_line,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
    when=certification.asks_for("duplicate", "rectification"),
    replaces=certification.corrected,
    achievement=achievements.registered,
)
REGISTER_ATTESTATION = DocumentType(
    "ATT",
    _("Attestation from the register"),
    certification.attestation,
    each=certification.of_line,
    needs_signature=True,
    enter_number=write_number,
    when=certification.attests,
    achievement=achievements.registered,
)
TRANSCRIPT = DocumentType(
    "TRS",
    _("Transcript"),
    certification.transcript,
    each=certification.each_transcript,
    needs_signature=True,
    enter_number=write_number,
    when=certification.transcribes,
)

AUTHENTICATION = DocumentType(
    "AUTH", _("Authentication certificate"), certification.authentication, is_receipt=True, enter_number=write_number
)
NOT_CONFIRMED = DocumentType(
    "NAUT",
    _("Statement that authenticity is not confirmed"),
    certification.not_confirmed,
    is_decision=True,
    enter_number=write_number,
)
PUBLIC_WARNING = DocumentType(
    "WARN",
    _("Public warning"),
    certification.public_warning,
    addressee=certification.public,
    is_for_applicant=False,
    proclaims=certification.proclaim_warning,
    when=certification.is_forged,
)
# Not in the catalogue: what the structure or the archive is asked, and the reminders.
SOURCE_LETTER = DocumentType(
    "VER",
    _("Request for the verification of a certificate"),
    certification.source_letter,
    addressee=certification.source,
    is_for_applicant=False,
)
BATCH_VISA = DocumentType(
    "VISA",
    _("Batch visa certificate and stamped certificates"),
    certification.batch_visa,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
