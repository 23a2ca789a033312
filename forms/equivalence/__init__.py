"""The forms of the equivalence of a foreign diploma: the application, and what each transition of its own asks."""

from forms.equivalence.application import DiplomaEquivalence
from forms.equivalence.decision import EquivalenceProposal
from forms.equivalence.expertise import RapporteurAssignment, RapporteurReport, TestOrder, TestResult
from forms.equivalence.forgery import AdversarialLetter, ForgeryFinding
from forms.equivalence.region import RegionalOpinion
from forms.equivalence.verification import AwardingBodyAnswer, AwardingBodyQuery

__all__ = [
    "AdversarialLetter",
    "AwardingBodyAnswer",
    "AwardingBodyQuery",
    "DiplomaEquivalence",
    "EquivalenceProposal",
    "ForgeryFinding",
    "RapporteurAssignment",
    "RapporteurReport",
    "RegionalOpinion",
    "TestOrder",
    "TestResult",
]
