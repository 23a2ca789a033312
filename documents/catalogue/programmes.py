"""The letters about programmes, homologations and trainers."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import competence, homologations, offices, programmes, trainers
from documents.types import DocumentType
from registers.decisions import write_number

PROGRAMME_RECEIPT = DocumentType(
    "PRGR", _("Programme registration receipt"), programmes.receipt, office=offices.of_region, is_receipt=True
)
TRAINER_CARD = DocumentType("TRC", _("Trainer card"), trainers.card, office=offices.of_region, is_receipt=True)
COMPETENCE_AUTHORISATION = DocumentType(
    "CCA",
    _("Authorisation for a certificate of competence programme"),
    competence.authorisation,
    office=offices.of_region,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
HOMOLOGATION_ORDER = DocumentType(
    "HOM",
    _("Homologation order with certificate and QR code"),
    homologations.order,
    is_decision=True,
    needs_signature=True,
    enter_number=write_number,
)
