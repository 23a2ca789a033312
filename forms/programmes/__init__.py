"""The forms of programmes and staff: declarations, homologations, certificates of competence, trainers."""

from forms.programmes.declared import ProgrammeCheck, ProgrammeDeclaration
from forms.programmes.trainer import ConditionLifted, TrainerCheck, TrainerRegistration, VerificationAnswer, VerificationStart

__all__ = [
    "ConditionLifted",
    "ProgrammeCheck",
    "ProgrammeDeclaration",
    "TrainerCheck",
    "TrainerRegistration",
    "VerificationAnswer",
    "VerificationStart",
]
