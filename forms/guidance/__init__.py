"""The forms of public services: complaints, guidance and placement."""

from forms.guidance.acts import (
    DirectAnswer,
    InspectionOrder,
    InspectionResult,
    MediationOpening,
    MediationOutcome,
    ProviderAnswer,
    ProviderQuestion,
    Qualification,
    Referral,
    UnfoundedAnswer,
)
from forms.guidance.complaint import Complaint

__all__ = [
    "Complaint",
    "DirectAnswer",
    "InspectionOrder",
    "InspectionResult",
    "MediationOpening",
    "MediationOutcome",
    "ProviderAnswer",
    "ProviderQuestion",
    "Qualification",
    "Referral",
    "UnfoundedAnswer",
]
