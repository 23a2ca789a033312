"""The forms of programmes and staff: declarations, homologations, certificates of competence, trainers."""

from forms.programmes.competence import CompetenceAuthorisation, CompetenceProposal
from forms.programmes.declared import ProgrammeCheck, ProgrammeDeclaration
from forms.programmes.examination import (
    ConditionalSignature,
    ConditionsMet,
    HomologationProposal,
    HomologationReport,
    ReportAssignment,
    SiteOpinion,
)
from forms.programmes.held import last_inspection
from forms.programmes.homologation import HomologationRequest
from forms.programmes.regulated import (
    CoSignature,
    CoSignatureRefusal,
    JointProposal,
    RegionalNotice,
    RegulatedHomologationRequest,
)
from forms.programmes.renewal import RenewalRequest
from forms.programmes.renewing import AgendaWithReport, RenewalProposal
from forms.programmes.trainer import ConditionLifted, TrainerCheck, TrainerRegistration, VerificationAnswer, VerificationStart

__all__ = [
    "AgendaWithReport",
    "CoSignature",
    "CoSignatureRefusal",
    "CompetenceAuthorisation",
    "CompetenceProposal",
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
    "RenewalProposal",
    "RenewalRequest",
    "ReportAssignment",
    "SiteOpinion",
    "TrainerCheck",
    "TrainerRegistration",
    "VerificationAnswer",
    "VerificationStart",
    "last_inspection",
]
