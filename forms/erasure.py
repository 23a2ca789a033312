"""Erases the attachments of a case with it."""

from functools import partial

from django.db import transaction

from forms.models import Attachment
from workflow.erasure import erases
from workflow.models import Case


@erases
def erase_attachments(case: Case) -> None:
    """Rows at once, bytes after commit; a file left behind is swept as an orphan."""
    for attachment in Attachment.objects.filter(case=case):
        stored = attachment.file
        transaction.on_commit(partial(stored.storage.delete, stored.name))
        attachment.delete()
