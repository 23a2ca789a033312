"""The reminder of what is awaited, whatever procedure it belongs to."""

from django.utils.translation import gettext_lazy as _

from documents.contexts import offices, reminders
from documents.types import DocumentType

REMINDER = DocumentType("REM", _("Reminder"), reminders.reminder, office=offices.of_region)
