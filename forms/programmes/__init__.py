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
from forms.programmes.regulated import (
    CoSignature,
    CoSignatureRefusal,
    JointProposal,
    RegionalNotice,
    RegulatedHomologationRequest,
)
from forms.programmes.trainer import ConditionLifted, TrainerCheck, TrainerRegistration, VerificationAnswer, VerificationStart

__all__ = [
    "CoSignature",
    "CoSignatureRefusal",
    "ConditionLifted",
    "ConditionalSignature",
    "ConditionsMet",
    "HomologationProposal",
    "HomologationReport",
    "HomologationRequest",
    "JointProposal",
    "ProgrammeCheck",
    "ProgrammeDeclaration",
    "RegionalNotice",
    "RegulatedHomologationRequest",
    "ReportAssignment",
    "SiteOpinion",
    "TrainerCheck",
    "TrainerRegistration",
    "VerificationAnswer",
    "VerificationStart",
]
