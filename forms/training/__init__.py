"""The forms of trainees and examinations: transfers and departures, foreign trainees, sessions, examinations, diplomas."""

from forms.training.foreign import ForeignEnrolment, ForeignProposal, passport_answers
from forms.training.moves import (
    DepartureSignature,
    MoveProposal,
    OriginAnswer,
    ReceivingAnswer,
    ReceivingQuestion,
    answer_of_register,
)
from forms.training.transfer import TraineeMove

__all__ = [
    "DepartureSignature",
    "ForeignEnrolment",
    "ForeignProposal",
    "MoveProposal",
    "OriginAnswer",
    "ReceivingAnswer",
    "ReceivingQuestion",
    "TraineeMove",
    "answer_of_register",
    "passport_answers",
]
