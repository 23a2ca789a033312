"""Records what an auditor reads, in the ledger that the auditor reads."""

from typing import Any

from django.http import HttpRequest

from accounts.roles import Role
from workflow.ledger import record
from workflow.views.reserved import reserved_for

STREAM = "reading:ledger"
auditor = reserved_for(Role.AUDITOR)


def note(request: HttpRequest, kind: str, **details: Any) -> None:
    """One event for each page that an auditor opens."""
    record.append(stream=STREAM, kind=kind, by=request.user, payload=details)  # type: ignore[arg-type]
