"""The letters about programmes, homologations and trainers."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import offices, programmes, trainers
from documents.types import DocumentType

PROGRAMME_RECEIPT = DocumentType(
    "PRGR", _("Programme registration receipt"), programmes.receipt, office=offices.of_region, is_receipt=True
)
TRAINER_CARD = DocumentType("TRC", _("Trainer card"), trainers.card, office=offices.of_region, is_receipt=True)
