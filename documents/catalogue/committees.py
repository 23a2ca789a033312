"""The documents of a committee session."""

from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from documents.contexts import sessions
from documents.types import SessionDocumentType

COMMITTEE_AGENDA = SessionDocumentType(
    "AGD", _("Agenda and convening of the committee"), sessions.agenda, role=Role.COMMITTEE_SECRETARY
)
COMMITTEE_MINUTES = SessionDocumentType("MIN", _("Minutes of the committee"), sessions.minutes, role=Role.COMMITTEE_CHAIR)
