"""The auditor's screens: the ledger, one event, one history, verification, export; every reading is itself recorded."""

from workflow.views.auditor.history import stream
from workflow.views.auditor.listing import ledger
from workflow.views.auditor.proof import export, verification

__all__ = ["export", "ledger", "stream", "verification"]
