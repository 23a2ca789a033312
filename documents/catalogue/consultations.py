"""The letters by which other administrations are consulted."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import consultations
from documents.types import DocumentType

OPINION_REQUEST = DocumentType(
    "OPR", _("Opinion request"), consultations.request, addressee=consultations.administrations, is_for_applicant=False
)
