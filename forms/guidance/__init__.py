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
from forms.guidance.counselling import (
    Choice,
    GuidanceInadmissibility,
    InterviewDay,
    InterviewResult,
    ProfileReview,
    Proposals,
    ProposalsDeclined,
)
from forms.guidance.placement import PlacementRequest
from forms.guidance.places import has_place, offered_places, proposed

__all__ = [
    "Choice",
    "Complaint",
    "DirectAnswer",
    "GuidanceInadmissibility",
    "InspectionOrder",
    "InspectionResult",
    "InterviewDay",
    "InterviewResult",
    "MediationOpening",
    "MediationOutcome",
    "PlacementRequest",
    "ProfileReview",
    "Proposals",
    "ProposalsDeclined",
    "ProviderAnswer",
    "ProviderQuestion",
    "Qualification",
    "Referral",
    "UnfoundedAnswer",
    "has_place",
    "offered_places",
    "proposed",
]
