"""The documents of watch cases: the cease notice, the referral to the public prosecutor."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import offices, watches
from documents.types import DocumentType

CEASE_NOTICE = DocumentType("CEASE", _("Cease notice"), watches.cease_notice, office=offices.of_centre, addressee=watches.suspect)
PROSECUTOR_REFERRAL = DocumentType(
    "PROSEC",
    _("Referral to the public prosecutor"),
    watches.referral,
    office=offices.of_centre,
    addressee=watches.prosecutor,
    is_for_applicant=False,
)
