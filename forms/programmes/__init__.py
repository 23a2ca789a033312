"""The forms of programmes and staff: declarations, homologations, certificates of competence, trainers."""

from forms.programmes.declared import ProgrammeCheck, ProgrammeDeclaration
from forms.programmes.examination import (
    ConditionalSignature,
    ConditionsMet,
    HomologationProposal,
    HomologationReport,
    ReportAssignment,
    SiteOpinion,
)
from forms.programmes.homologation import HomologationRequest
from forms.programmes.trainer import ConditionLifted, TrainerCheck, TrainerRegistration, VerificationAnswer, VerificationStart

__all__ = [
    "ConditionLifted",
    "ConditionalSignature",
    "ConditionsMet",
    "HomologationProposal",
    "HomologationReport",
    "HomologationRequest",
    "ProgrammeCheck",
    "ProgrammeDeclaration",
    "ReportAssignment",
    "SiteOpinion",
    "TrainerCheck",
    "TrainerRegistration",
    "VerificationAnswer",
    "VerificationStart",
]
