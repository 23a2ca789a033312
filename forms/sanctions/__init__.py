"""The forms of sanctions and appeals: grievances and defence, hearing, measure, urgent closure, appeal."""

from forms.sanctions.answer import (
    Admission,
    AppealInadmissible,
    AppealProposal,
    AuthorAsked,
    ExecutionStayed,
    GrantSignature,
    PartialGrantSignature,
    RejectionSignature,
)
from forms.sanctions.appeal import Appeal
from forms.sanctions.defence import DefenceFiled, Grievances
from forms.sanctions.file import SanctionFile
from forms.sanctions.hearing import (
    HearingAgain,
    HearingBeforeCouncil,
    HearingConvening,
    HearingHeld,
    HearingPostponement,
)
from forms.sanctions.measure import (
    CouncilOpinion,
    DismissalSignature,
    EarlyLift,
    MeasureExecuted,
    SanctionProposal,
    SanctionSignature,
)
from forms.sanctions.urgent import MeasureExtension, MeasureLift, MeasureProposal, MeasureSignature, UrgentMeasure

__all__ = [
    "Admission",
    "Appeal",
    "AppealInadmissible",
    "AppealProposal",
    "AuthorAsked",
    "CouncilOpinion",
    "DefenceFiled",
    "DismissalSignature",
    "EarlyLift",
    "ExecutionStayed",
    "GrantSignature",
    "Grievances",
    "HearingAgain",
    "HearingBeforeCouncil",
    "HearingConvening",
    "HearingHeld",
    "HearingPostponement",
    "MeasureExecuted",
    "MeasureExtension",
    "MeasureLift",
    "MeasureProposal",
    "MeasureSignature",
    "PartialGrantSignature",
    "RejectionSignature",
    "SanctionFile",
    "SanctionProposal",
    "SanctionSignature",
    "UrgentMeasure",
]
