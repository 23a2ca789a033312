"""The forms of the equivalence of a foreign diploma: the application, and what each transition of its own asks."""

from forms.equivalence.application import DiplomaEquivalence
from forms.equivalence.classification import (
    ArchiveResult,
    ArchiveSearch,
    CertificateClassification,
    ClassificationProposal,
    ReferralToCommittee,
)
from forms.equivalence.decision import EquivalenceProposal
from forms.equivalence.experience import ExperienceValidation
from forms.equivalence.expertise import RapporteurAssignment, RapporteurReport, TestOrder, TestResult
from forms.equivalence.forgery import AdversarialLetter, ForgeryFinding
from forms.equivalence.region import RegionalOpinion
from forms.equivalence.validation import (
    Conclusion,
    Eligibility,
    JuryCall,
    JuryOpened,
    NegativeConclusion,
    PartialConclusion,
    Portfolio,
    UnitVotes,
    votes_on,
)
from forms.equivalence.verification import AwardingBodyAnswer, AwardingBodyQuery

__all__ = [
    "AdversarialLetter",
    "ArchiveResult",
    "ArchiveSearch",
    "AwardingBodyAnswer",
    "AwardingBodyQuery",
    "CertificateClassification",
    "ClassificationProposal",
    "Conclusion",
    "DiplomaEquivalence",
    "Eligibility",
    "EquivalenceProposal",
    "ExperienceValidation",
    "ForgeryFinding",
    "JuryCall",
    "JuryOpened",
    "NegativeConclusion",
    "PartialConclusion",
    "Portfolio",
    "RapporteurAssignment",
    "RapporteurReport",
    "ReferralToCommittee",
    "RegionalOpinion",
    "TestOrder",
    "TestResult",
    "UnitVotes",
    "votes_on",
]
