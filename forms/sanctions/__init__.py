"""The forms of sanctions and appeals: grievances and defence, hearing, measure, urgent closure, appeal."""

from forms.sanctions.defence import DefenceFiled, Grievances
from forms.sanctions.file import SanctionFile
from forms.sanctions.hearing import HearingAgain, HearingBeforeCouncil, HearingConvening, HearingPostponement
from forms.sanctions.measure import (
    CouncilOpinion,
    DismissalSignature,
    EarlyLift,
    MeasureExecuted,
    SanctionProposal,
    SanctionSignature,
)

__all__ = [
    "CouncilOpinion",
    "DefenceFiled",
    "DismissalSignature",
    "EarlyLift",
    "Grievances",
    "HearingAgain",
    "HearingBeforeCouncil",
    "HearingConvening",
    "HearingPostponement",
    "MeasureExecuted",
    "SanctionFile",
    "SanctionProposal",
    "SanctionSignature",
]
