"""What people fill in: field types, forms by family, attachments and their checks."""

import importlib
from typing import Any

_TRANSITIONS = frozenset(
    {
        "AgendaPlace",
        "Adjournment",
        "ApprovalSignature",
        "ComplementRequest",
        "CompletenessCheck",
        "Inadmissibility",
        "OpinionGiven",
        "OpinionsAsked",
        "Reason",
        "Recusal",
        "RefusalProposal",
        "RefusalSignature",
        "ReservesLifted",
        "ReservesNotice",
        "ReturnNote",
        "SecondVisit",
        "Submission",
        "TransitionForm",
        "VisitPostponement",
        "VisitReport",
        "VisitSchedule",
        "Vote",
        "Withdrawal",
    }
)


def __getattr__(name: str) -> Any:
    # The forms read tables, and this package is imported before there are any; the gate's child never has them.
    if name in _TRANSITIONS:
        return getattr(importlib.import_module("forms.transitions"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
